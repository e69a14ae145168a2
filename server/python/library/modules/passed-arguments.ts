/** What `argparse` makes of a list of texts that the program itself passes to `parse_args()`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, FALSE, type InstanceValue, int, ListValue, NONE, Str, TRUE, type Value } from '../../domain/value.ts';

/** How many texts an argument takes: from `least` to `most`. `single`: its value is no list. */
interface Count {
  readonly least: number;
  readonly most: number;
  readonly single: boolean;
}

interface Declared {
  readonly dest: string;
  readonly options: readonly string[];
  readonly kind: string;
  readonly count: Count;
  readonly attribute: (name: string) => Value | undefined;
}

/** The values by `dest`, and the texts that no argument takes. */
export interface Taken {
  readonly values: ReadonlyMap<string, Value>;
  readonly rest: readonly string[];
}

/** undefined: something in it is not followed, or Python ends the program with a message. */
export function takenApart(
  interpreter: Interpreter,
  declared: readonly InstanceValue[],
  texts: readonly string[],
  defaultOf: (dest: string) => Value | undefined,
): Taken | undefined {
  const all = declared.map(declaredOf);
  if (!all.every((argument) => argument !== undefined)) return undefined;
  return new Taking(interpreter, all, defaultOf).all(texts);
}

function declaredOf({ attributes }: InstanceValue): Declared | undefined {
  const attribute = (name: string): Value | undefined => {
    const value = attributes.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const dest = attribute('dest');
  const names = attribute('option_strings');
  const action = attribute('action');
  const kind =
    action === undefined
      ? 'store'
      : action.kind === 'str'
        ? action.value
        : action.kind === 'class' && action.name === 'BooleanOptionalAction'
          ? 'optional'
          : undefined;
  const options =
    names?.kind === 'list' ? names.items.flatMap((name) => (name.kind === 'str' ? [name.value] : [])) : [];
  const count =
    kind !== undefined && VALUED.has(kind) ? countOf(attribute('nargs')) : { least: 0, most: 0, single: true };
  if (dest?.kind !== 'str' || kind === undefined || !KINDS.has(kind) || !count) return undefined;
  return {
    dest: dest.value,
    options:
      kind === 'optional'
        ? [...options, ...options.flatMap((name) => (name.startsWith('--') ? [`--no-${name.slice(2)}`] : []))]
        : options,
    kind,
    count,
    attribute,
  };
}

const VALUED: ReadonlySet<string> = new Set(['store', 'append', 'extend']);
const KINDS: ReadonlySet<string> = new Set([
  ...VALUED,
  'store_true',
  'store_false',
  'store_const',
  'append_const',
  'count',
  'optional',
]);

function countOf(nargs: Value | undefined): Count | undefined {
  if (nargs === undefined) return { least: 1, most: 1, single: true };
  if (nargs.kind === 'int') return { least: Number(nargs.value), most: Number(nargs.value), single: false };
  switch (nargs.kind === 'str' ? nargs.value : '') {
    case '?':
      return { least: 0, most: 1, single: true };
    case '*':
      return { least: 0, most: Infinity, single: false };
    case '+':
      return { least: 1, most: Infinity, single: false };
    default:
      return undefined;
  }
}

class Taking {
  readonly #interpreter: Interpreter;
  readonly #declared: readonly Declared[];
  readonly #defaultOf: (dest: string) => Value | undefined;
  readonly #values = new Map<string, Value>();
  /** By their places in the list. */
  readonly #rest = new Map<number, string>();

  constructor(interpreter: Interpreter, declared: readonly Declared[], defaultOf: (dest: string) => Value | undefined) {
    this.#interpreter = interpreter;
    this.#declared = declared;
    this.#defaultOf = defaultOf;
  }

  all(texts: readonly string[]): Taken | undefined {
    const positional: number[] = [];
    for (let place = 0; place < texts.length; ) {
      this.#interpreter.spend();
      const text = texts[place]!;
      if (text === '--') return undefined;
      const end = this.#isOption(text) ? this.#option(texts, place) : place;
      if (end === undefined) return undefined;
      if (end === place) {
        positional.push(place);
        place++;
      } else place = end;
    }
    if (!this.#positional(texts, positional)) return undefined;
    return { values: this.#values, rest: [...this.#rest].sort(([a], [b]) => a - b).map(([, text]) => text) };
  }

  /** A negative number is none, unless there are options that look like one. */
  #isOption(text: string): boolean {
    if (!text.startsWith('-') || text === '-' || text.includes(' ')) return false;
    return (
      !/^-\d*\.?\d+$/.test(text) || this.#declared.some(({ options }) => options.some((name) => /^-\d/.test(name)))
    );
  }

  /** Where the next text stands behind an option and its values. */
  #option(texts: readonly string[], place: number): number | undefined {
    const text = texts[place]!;
    const [name, attached] = this.#split(text);
    const argument = this.#named(name);
    if (argument === 'several') return undefined;
    if (!argument) {
      this.#rest.set(place, text);
      return place + 1;
    }
    const {
      count: { least, most },
    } = argument;
    if (attached !== undefined)
      return most > 0 && least <= 1 && this.#take(argument, name, [attached]) ? place + 1 : undefined;
    let end = place + 1;
    while (end < texts.length && end - place - 1 < most && !this.#isOption(texts[end]!)) end++;
    const given = texts.slice(place + 1, end);
    return given.length >= least && this.#take(argument, name, given) ? end : undefined;
  }

  /** `--name=value`, `-nvalue`. */
  #split(text: string): readonly [name: string, value: string | undefined] {
    if (this.#declared.some(({ options }) => options.includes(text))) return [text, undefined];
    const equals = text.indexOf('=');
    if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
    const short = text.slice(0, 2);
    const isShort =
      !text.startsWith('--') && this.#declared.some(({ options, count }) => options.includes(short) && count.most > 0);
    return isShort ? [short, text.slice(2)] : [text, undefined];
  }

  /** A long option may be cut short where it is the only one that begins so. */
  #named(name: string): Declared | 'several' | undefined {
    const exact = this.#declared.find(({ options }) => options.includes(name));
    if (exact || !name.startsWith('--')) return exact;
    const begun = this.#declared.filter(({ options }) => options.some((option) => option.startsWith(name)));
    return begun.length > 1 ? 'several' : begun[0];
  }

  /**
   * The arguments without a name share the other texts: each takes as many as it can, and leaves what those behind it
   * need.
   */
  #positional(all: readonly string[], places: readonly number[]): boolean {
    const arguments_ = this.#declared.filter(({ options }) => options.length === 0);
    const texts = places.map((place) => all[place]!);
    // Where options stand between them, how many one takes that may take several is the release's own affair.
    const apart = places.some((place, i) => i > 0 && place !== places[i - 1]! + 1);
    if (apart && arguments_.some(({ count }) => !count.single || count.least !== 1)) return false;
    let place = 0;
    for (const [i, argument] of arguments_.entries()) {
      const needed = arguments_.slice(i + 1).reduce((sum, { count }) => sum + count.least, 0);
      const most = Math.min(argument.count.most, texts.length - place - needed);
      if (most < argument.count.least) return false;
      const given = texts.slice(place, place + most);
      place += given.length;
      // What takes none keeps its default.
      if (given.length === 0) {
        if (!argument.count.single && !this.#defaultOf(argument.dest))
          this.#values.set(argument.dest, new ListValue([]));
      } else if (!this.#take(argument, '', given)) return false;
    }
    for (const left of places.slice(place)) this.#rest.set(left, all[left]!);
    return true;
  }

  #take(argument: Declared, name: string, texts: readonly string[]): boolean {
    const { dest, kind, count, attribute } = argument;
    const constant = attribute('const') ?? NONE;
    switch (kind) {
      case 'store_true':
        this.#values.set(dest, TRUE);
        return true;
      case 'store_false':
        this.#values.set(dest, FALSE);
        return true;
      case 'optional':
        this.#values.set(dest, bool(!name.startsWith('--no-')));
        return true;
      case 'store_const':
        this.#values.set(dest, constant);
        return true;
      case 'count': {
        const before = this.#before(dest);
        this.#values.set(dest, int(before?.kind === 'int' ? before.value + 1n : 1n));
        return before === undefined || before.kind === 'int' || before.kind === 'none';
      }
      case 'append_const':
        return this.#add(dest, [constant]);
      default:
    }
    const type = attribute('type');
    const items = texts.map((text) => (type ? this.#interpreter.call(type, [new Str(text)]) : new Str(text)));
    const value = count.single ? (items[0] ?? constant) : new ListValue(items);
    if (kind === 'store') {
      this.#values.set(dest, value);
      return true;
    }
    return this.#add(dest, kind === 'extend' && value.kind === 'list' ? value.items : [value]);
  }

  #before(dest: string): Value | undefined {
    return this.#values.get(dest) ?? this.#defaultOf(dest);
  }

  /** The default stays as it is: a copy of it goes on. */
  #add(dest: string, items: readonly Value[]): boolean {
    const before = this.#before(dest);
    if (before && before.kind !== 'none' && (before.kind !== 'list' || before.summary)) return false;
    this.#values.set(dest, new ListValue([...(before?.kind === 'list' ? before.items : []), ...items]));
    return true;
  }
}
