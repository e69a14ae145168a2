/** Broken variants of programs: what a text looks like while somebody types, pastes, or merges badly. */

/**
 * Numbers that look random, the same for the same seed (a linear congruential generator, constants of Numerical
 * Recipes).
 */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An integer from 0 up to, not including, `end`. */
  below(end: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * end);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

type Mutation = (dice: Dice, source: string, programs: readonly string[]) => string;

const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\d_.]*|"[^"\n]*"|'[^'\n]*'|\*\*|\/\/|[<>=!]=|[ \t]+|\n|[^\s\p{L}\p{N}_]/gu;
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '3',
  '7',
  '256',
  '100000',
  '2147483648',
  '99999999999999999999',
  '1.5',
  '1e308',
  '0x7f',
  'None',
  'True',
  '()',
];
const BRACKETS = ['(', ')', '[', ']', '{', '}', '"', "'", '"""', ':', ',', '=', '\\', '#', '@', '*', '**', 'f"{'];
const WORDS = [
  'if',
  'for',
  'while',
  'def',
  'class',
  'return',
  'lambda',
  'yield',
  'break',
  'continue',
  'try:',
  'with',
  'import',
  'None',
  'self',
  'not',
  'await',
  'match',
  'del',
  'global',
];

const lines =
  (change: (dice: Dice, lines: string[]) => void): Mutation =>
  (dice, source) => {
    const parts = source.split('\n');
    change(dice, parts);
    return parts.join('\n');
  };

const tokens =
  (change: (dice: Dice, tokens: string[]) => void): Mutation =>
  (dice, source) => {
    const parts = source.match(TOKEN) ?? [''];
    change(dice, parts);
    return parts.join('');
  };

function swap(dice: Dice, items: string[]): void {
  const a = dice.below(items.length);
  const b = dice.below(items.length);
  [items[a], items[b]] = [items[b] ?? '', items[a] ?? ''];
}

/** Puts another number in the place of one. */
function changeNumber(dice: Dice, parts: string[]): void {
  const places = parts.flatMap((part, index) => (/^\d/.test(part) ? [index] : []));
  if (places.length > 0) parts[dice.pick(places)] = dice.pick(NUMBERS);
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a line deleted': lines((dice, parts) => {
    parts.splice(dice.below(parts.length), 1);
  }),
  'a line duplicated': lines((dice, parts) => {
    const at = dice.below(parts.length);
    parts.splice(at, 0, parts[at] ?? '');
  }),
  'two lines swapped': lines(swap),
  'a line indented otherwise': lines((dice, parts) => {
    const at = dice.below(parts.length);
    parts[at] = ' '.repeat(dice.below(9)) + (parts[at] ?? '').trimStart();
  }),
  'a token deleted': tokens((dice, parts) => {
    parts.splice(dice.below(parts.length), 1);
  }),
  'a token duplicated': tokens((dice, parts) => {
    const at = dice.below(parts.length);
    parts.splice(at, 0, parts[at] ?? '');
  }),
  'two tokens swapped': tokens(swap),
  'a number changed': tokens(changeNumber),
  'numbers changed': tokens((dice, parts) => {
    for (let count = 0; count < 6; count++) changeNumber(dice, parts);
  }),
  'a bracket too many': tokens((dice, parts) => {
    parts.splice(dice.below(parts.length), 0, dice.pick(BRACKETS));
  }),
  'a keyword in between': tokens((dice, parts) => {
    parts.splice(dice.below(parts.length), 0, ` ${dice.pick(WORDS)} `);
  }),
  'one name for another': tokens((dice, parts) => {
    const names = parts.flatMap((part, index) => (/^[\p{L}_]/u.test(part) ? [index] : []));
    if (names.length > 0) parts[dice.pick(names)] = parts[dice.pick(names)] ?? '';
  }),
  'cut off in the middle': (dice, source) => source.slice(0, dice.below(source.length)),
  'the beginning missing': (dice, source) => source.slice(dice.below(source.length)),
  'the end of another program': (dice, source, programs) => {
    const other = dice.pick(programs);
    return source.slice(0, dice.below(source.length)) + other.slice(dice.below(other.length));
  },
  'lines of another program': (dice, source, programs) => {
    const parts = source.split('\n');
    const other = dice.pick(programs).split('\n');
    const start = dice.below(other.length);
    parts.splice(dice.below(parts.length), dice.below(4), ...other.slice(start, start + 1 + dice.below(12)));
    return parts.join('\n');
  },
};

export interface Mutated {
  /** Which mutations, in order. */
  readonly how: readonly string[];
  readonly source: string;
}

/** A variant with one to four mutations. */
export function mutated(dice: Dice, programs: readonly string[]): Mutated {
  let source = dice.pick(programs);
  const how: string[] = [];
  for (let count = 1 + dice.below(4); count > 0; count--) {
    const name = dice.pick(Object.keys(MUTATIONS));
    how.push(name);
    source = MUTATIONS[name]?.(dice, source, programs) ?? source;
  }
  return { how, source };
}
