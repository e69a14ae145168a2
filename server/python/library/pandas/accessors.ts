/** `series.str`, `series.dt`, `series.cat`: methods of each text, parts of dates, categories. */
import { HostValue } from '../../domain/host.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import { NativeFunction, Str, type Value } from '../../domain/value.ts';
import type { ArrayValue } from '../arrays/array-value.ts';
import { int } from '../../domain/value.ts';
import { listCost } from '../operations/sequences.ts';
import { castElement } from '../arrays/dtypes.ts';
import { words } from '../../../words/message.ts';
import { bool } from '../../domain/value.ts';
import { integer, isMissing, keyOf, MISSING } from './cells.ts';
import { categoriesOf } from './combining.ts';
import { indexOf, inferredSeries, likeSeries } from './series-value.ts';

/** Methods that are those of Python's own texts. */
const OF_TEXTS: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'strip',
  'lstrip',
  'rstrip',
  'title',
  'capitalize',
  'split',
  'startswith',
  'endswith',
  'isdigit',
  'isalpha',
  'zfill',
  'count',
  'find',
]);

/** Parts of a date, which are 32-bit integers. */
const OF_DATES: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'dayofweek',
  'weekday',
  'day_of_week',
  'dayofyear',
  'quarter',
]);

export class Accessor extends HostValue {
  readonly typeName = 'Accessor';
  private readonly series: ArrayValue;
  private readonly part: 'str' | 'dt' | 'cat';
  constructor(series: ArrayValue, part: 'str' | 'dt' | 'cat') {
    super();
    this.series = series;
    this.part = part;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name.startsWith('__')) return undefined;
    const { series } = this;
    if (this.part === 'dt') return OF_DATES.has(name) ? likeSeries(series, 'int32') : likeSeries(series, undefined);
    if (this.part === 'cat') return this.ofCategories(interpreter, name);
    if (OF_TEXTS.has(name)) return this.method(name, (text, args) => this.called(interpreter, name, text, args));
    if (name === 'len') return this.method(name, (text) => int([...text.value].length));
    if (name === 'replace') return this.method(name, (text, args) => withReplaced(interpreter, text, args));
    if (name === 'contains') return this.method(name, (text, args) => contains(text, args));
    if (name === 'get')
      return this.method(name, (text, args) => interpreter.getItem(text, args.positional[0] ?? int(0)));
    return new NativeFunction(name, () => likeSeries(series, undefined));
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    return this.each(interpreter, (text) => interpreter.getItem(text, index));
  }

  private called(interpreter: Interpreter, name: string, text: Str, args: CallArguments): Value | undefined {
    const { positional, keywords } = args;
    if (name === 'split' && (keywords.has('expand') || keywords.has('n'))) return undefined;
    const separator = keywords.get('pat');
    if (keywords.size > 0 && !separator) return undefined;
    return interpreter.call(interpreter.getAttribute(text, name), separator ? [separator] : positional);
  }
  private method(name: string, work: (text: Str, args: CallArguments) => Value | undefined): NativeFunction {
    return new NativeFunction(name, (interpreter, args) => this.each(interpreter, (text) => work(text, args)));
  }
  /** What is missing stays so. */
  private each(interpreter: Interpreter, work: (text: Str) => Value | undefined): Value {
    const { series } = this;
    const { elements } = series;
    interpreter.spend(listCost(elements?.length ?? 0));
    const values = elements?.map((element) =>
      isMissing(element) ? MISSING : element.kind === 'str' ? work(element) : undefined,
    );
    if (!values || values.includes(undefined)) return likeSeries(series, undefined);
    const made = inferredSeries(values as Value[], series);
    return made.dtype === undefined ? likeSeries(series, undefined) : made;
  }

  private ofCategories(interpreter: Interpreter, name: string): Value | undefined {
    const { series } = this;
    const categories = series.elements && categoriesOf(interpreter, series.elements);
    if (name === 'codes') {
      const places = new Map(categories?.map((category, place) => [keyOf(interpreter, category), place]));
      const codes =
        categories && series.elements?.map((element) => integer(places.get(keyOf(interpreter, element)) ?? -1));
      const isSmall = categories !== undefined && categories.length < 128;
      const cells = isSmall ? codes?.map((code) => castElement(code, 'int8')!) : undefined;
      return likeSeries(series, isSmall ? 'int8' : undefined, cells);
    }
    if (name === 'categories')
      return categories ? indexOf(categories, categories.length) : interpreter.unknown(series.reason);
    return interpreter.unknown(words`what .${name} of a table gives is not worked out`);
  }
}

function withReplaced(interpreter: Interpreter, text: Str, { positional, keywords }: CallArguments): Value | undefined {
  const [from, to] = [positional[0] ?? keywords.get('pat'), positional[1] ?? keywords.get('repl')];
  const regex = keywords.get('regex');
  const isPattern = regex !== undefined && interpreter.truth(regex) !== false;
  // A pattern without any sign of one is a text.
  if (from?.kind !== 'str' || to?.kind !== 'str' || (isPattern && /[\\^$.|?*+()[\]{}]/.test(from.value)))
    return undefined;
  return new Str(text.value.replaceAll(from.value, () => to.value));
}

function contains(text: Str, { positional, keywords }: CallArguments): Value | undefined {
  const [pattern] = positional;
  const others = [...keywords.keys()].filter((name) => name !== 'na' && name !== 'regex');
  if (pattern?.kind !== 'str' || others.length > 0 || /[\\^$.|?*+()[\]{}]/.test(pattern.value)) return undefined;
  return bool(text.value.includes(pattern.value));
}
