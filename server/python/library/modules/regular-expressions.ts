/**
 * Python's regular expressions in JavaScript's terms, where the two mean the same, and where matching surely ends soon.
 */

export interface Translation {
  readonly source: string;
  readonly flags: string;
  readonly groupNames: ReadonlyMap<string, number>;
  readonly groupCount: number;
  /** How many repetitions without bound it has: matching may take the text's length to this power. */
  readonly repetitions: number;
  /**
   * Binary logarithm of how many ways its alternatives and its other repetitions can be combined: matching may try them
   * all.
   */
  readonly choices: number;
}

/** An open group, or the whole pattern: its alternatives, and the ways of matching what is in them. */
interface Open {
  branches: number;
  choices: number;
  repeats: boolean;
}

/**
 * Undefined for what is not translated: conditionals, look-behind, inline flags, sets of sets, and what leaves a choice
 * and is repeated, as in
 * `(a+)+` or `(a|aa)+`, where the ways of matching grow exponentially with the text.
 */
export function translatePattern(pattern: string, flags: string): Translation | undefined {
  return new Translator(pattern, flags).translate();
}

/** A repetition of more is taken as one without bound. */
const MOST_COUNTED = 20;

class Translator {
  private readonly pattern: string;
  private readonly flags: string;
  private position = 0;
  private output = '';
  private groupCount = 0;
  private repetitions = 0;
  private readonly groupNames = new Map<string, number>();
  private readonly whole: Open = { branches: 1, choices: 0, repeats: false };
  private readonly open: Open[] = [];

  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }

  translate(): Translation | undefined {
    let repeatable = false;
    let group: Open | undefined;
    while (this.position < this.pattern.length) {
      const character = this.pattern[this.position]!;
      const quantifier = this.quantifier();
      if (quantifier !== undefined) {
        if (!repeatable || (group !== undefined && quantifier.most > 1 && (group.repeats || group.choices > 0)))
          return undefined;
        this.output += quantifier.text;
        const within = this.open.at(-1) ?? this.whole;
        if (quantifier.most > MOST_COUNTED) {
          this.repetitions += 1;
          within.repeats = true;
        } else within.choices += Math.log2(quantifier.most - quantifier.least + 1);
        repeatable = false;
        continue;
      }
      repeatable = true;
      group = undefined;
      if (character === '(') {
        if (!this.openGroup()) return undefined;
        repeatable = false;
      } else if (character === ')') {
        group = this.open.pop();
        if (group === undefined) return undefined;
        group.choices += Math.log2(group.branches);
        const around = this.open.at(-1) ?? this.whole;
        around.choices += group.choices;
        around.repeats ||= group.repeats;
        this.output += ')';
        this.position++;
      } else if (!this.atom(character)) return undefined;
    }
    if (this.open.length > 0) return undefined;
    const flags =
      (this.flags.includes('i') ? 'i' : '') +
      (this.flags.includes('m') ? 'm' : '') +
      (this.flags.includes('s') ? 's' : '');
    return {
      source: this.output,
      flags,
      groupNames: this.groupNames,
      groupCount: this.groupCount,
      repetitions: this.repetitions,
      choices: this.whole.choices + Math.log2(this.whole.branches),
    };
  }

  private quantifier(): { readonly text: string; readonly least: number; readonly most: number } | undefined {
    const match = /[*+?]\??|\{\d+\}\??|\{\d*,\d*\}\??/y;
    match.lastIndex = this.position;
    const found = match.exec(this.pattern)?.[0];
    if (found === undefined || found === '{,}') return undefined;
    this.position += found.length;
    const text = found.replace('{,', '{0,');
    const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
    if (least === undefined)
      return { text, least: text.startsWith('+') ? 1 : 0, most: text.startsWith('?') ? 1 : Number.POSITIVE_INFINITY };
    return {
      text,
      least: Number(least),
      most: comma === '' ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most),
    };
  }

  private openGroup(): boolean {
    const special = /\((?:\?P<(\w+)>|\?:|\?=|\?!|\?P=(\w+)\))?/y;
    special.lastIndex = this.position;
    const match = special.exec(this.pattern)!;
    if (match[2] !== undefined) {
      if (!this.groupNames.has(match[2])) return false;
      this.output += `\\k<${match[2]}>`;
      this.position += match[0].length;
      return true;
    }
    if (match[0] === '(' && this.pattern[this.position + 1] === '?') return false;
    if (match[1] !== undefined || match[0] === '(') this.groupCount += 1;
    if (match[1] !== undefined) this.groupNames.set(match[1], this.groupCount);
    this.output += match[1] === undefined ? match[0] : `(?<${match[1]}>`;
    this.position += match[0].length;
    this.open.push({ branches: 1, choices: 0, repeats: false });
    return true;
  }

  private atom(character: string): boolean {
    if (character === '[') return this.set();
    if (character === '\\') return this.escape(false);
    this.position++;
    if (character === '|') (this.open.at(-1) ?? this.whole).branches += 1;
    if (character === '$') this.output += this.flags.includes('m') ? '$' : '(?=\\n?(?![^]))';
    else if (character === '.') this.output += this.flags.includes('s') ? '[^]' : '[^\\n]';
    else if (character === '{' || character === '}' || character === ']' || character === '/')
      this.output += '\\' + character;
    else this.output += character;
    return true;
  }

  private escape(inSet: boolean): boolean {
    const next = this.pattern[this.position + 1];
    if (next === undefined) return false;
    this.position += 2;
    if (/[dDwWsSnrtfv]/.test(next)) this.output += '\\' + next;
    else if ((next === 'b' || next === 'B') && !inSet) this.output += '\\' + next;
    else if (next === 'A' && !inSet) this.output += '(?<![^])';
    else if (next === 'Z' && !inSet) this.output += '(?![^])';
    else if (/[1-9]/.test(next) && !inSet && Number(next) <= this.groupCount) this.output += '\\' + next;
    else if (/[^a-zA-Z0-9]/.test(next)) this.output += '\\' + next;
    else return false;
    return true;
  }

  private set(): boolean {
    this.output += '[';
    this.position++;
    if (this.pattern[this.position] === '^') {
      this.output += '^';
      this.position++;
    }
    for (let first = true; ; first = false) {
      const character = this.pattern[this.position];
      if (character === undefined || character === '[') return false;
      if (character === ']' && !first) {
        this.output += ']';
        this.position++;
        return true;
      }
      if (character === '\\') {
        if (!this.escape(true)) return false;
        continue;
      }
      this.output += character === ']' ? '\\]' : character;
      this.position++;
    }
  }
}
