/** What several evaluations of one piece of code gave, in one text: what varies, and between what. */
import { Axes, wholeOf } from '../../shapes/axes.ts';
import type { Count, ShownShape } from '../../analysis/analysis.ts';
import { exactCount, formatKnownCount, leastCount, shortCount } from '../../explain/count-text.ts';
import { flatten, formatNest, isDict } from '../../explain/nest-text.ts';
import type { Nest } from '../../keras/layers/definition.ts';
import {
  type Dimension,
  formatAxes,
  formatDimension,
  isNamed,
  type Shape,
  shortDimension,
  toldApart,
} from '../../shapes/dimension.ts';
import { formatInteger } from '../../shapes/expression-text.ts';
import { shortInteger } from '../../shapes/short-text.ts';
import type { Language } from '../../words/language.ts';
import { words } from '../../words/message.ts';
import type { Texts } from './hint-text.ts';

/** What is shown of code that runs several times: between what it varies, its first pass, or all passes that differ. */
export type Loops = 'ends' | 'first' | 'all';

/** So many different passes are listed. */
const MOST_PASSES = 6;
/** Of so many tensors that a layer gives, the first ones are shown. */
const MOST_TENSORS = 1;

const LEFT_OUT = '…';

/** In the program's names; `?` for what has none. */
const exactDimension = (dimension: Dimension): string => (isNamed(dimension) ? formatDimension(dimension) : '?');
/** Numbers alone, and `…` for what has a name that there is no room for. */
const plainDimension = (dimension: Dimension): string =>
  typeof dimension !== 'object' || dimension === null || dimension.constant !== undefined
    ? formatDimension(dimension)
    : isNamed(dimension)
      ? LEFT_OUT
      : '?';

const shapesText = (nest: Nest<ShownShape> | undefined, format: (dimension: Dimension) => string): string =>
  nest === undefined ? '?' : formatNest(nest, (shape) => shapeText(shape, format));

function shapeText(shape: ShownShape, format: (dimension: Dimension) => string): string {
  // How many axes there are is worth a hover, and no hint.
  if (shape === undefined || (shape instanceof Axes && !shape.hasKnown)) return '?';
  return shape instanceof Axes ? shape.format(format) : formatAxes(toldApart(shape).map(format));
}

/** The shapes of one or several evaluations. Nothing is known of them where all versions are `?`. */
export function shapeTexts(
  outputs: readonly (Nest<ShownShape> | undefined)[],
  loops: Loops,
  language: Language,
): Texts<string, string> {
  const byText = new Map(outputs.map((output) => [shapesText(output, formatDimension), output]));
  const different = [...byText.values()];
  const [first, ...others] = different;
  if (others.length === 0) return oneShape(first, language);
  const exact = different.map((output) => shapesText(output, exactDimension));
  const short = different.map((output) => shapesText(output, shortDimension));
  const range = rangeOf(different);
  const one = [`${short[0]} …`, `${shapesText(first, plainDimension)} …`];
  const ends = range === undefined ? [`${short[0]} … ${short.at(-1)}`, ...one] : [range];
  switch (loops) {
    case 'first':
      return { exact: `${exact[0]} …`, versions: one };
    case 'all':
      return { exact: listed(exact), versions: distinct([listed(short), ...ends]) };
    case 'ends':
      return { exact: range ?? `${exact[0]} … ${exact.at(-1)}`, versions: distinct(ends) };
  }
}

function oneShape(output: Nest<ShownShape> | undefined, language: Language): Texts<string, string> {
  const tensors = output === undefined ? [] : flatten(output);
  const versions = [shortDimension, plainDimension].map((format) => shapesText(output, format));
  const rest = tensors.length - MOST_TENSORS;
  const few = output === undefined || rest < 1 ? [] : [firstOf(output, language.say(words`… ${rest} more`))];
  return { exact: shapesText(output, exactDimension), versions: distinct([...versions, ...few]) };
}

/** `[(None, 64), … 2 more]`: the first tensors, in the brackets of all. */
function firstOf(output: Nest<ShownShape>, more: string): string {
  const whole = formatNest(output, () => '');
  const first = flatten(output)
    .slice(0, MOST_TENSORS)
    .map((shape) => shapesText(shape, plainDimension));
  const [key] = isDict(output) ? output.entries.keys() : [];
  return `${whole[0]}${key === undefined ? '' : `${key}: `}${[...first, more].join(', ')}${whole.at(-1)}`;
}

const listed = (texts: readonly string[]): string =>
  texts.length > MOST_PASSES ? `${texts.slice(0, MOST_PASSES - 1).join(' | ')} … ${texts.at(-1)}` : texts.join(' | ');
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/**
 * `(None, 512…32, 512…32, 64…1024)`, and ` | ?` where some are not known; undefined where they have different numbers
 * of axes.
 */
function rangeOf(outputs: readonly (Nest<ShownShape> | undefined)[]): string | undefined {
  const known = outputs.filter(
    (output) => output !== undefined && flatten(output).every((shape) => wholeOf(shape) !== undefined),
  );
  const [first] = known;
  if (first === undefined) return undefined;
  const tensors = known.map((output) => flatten(output!) as readonly Shape[]);
  const ranks = (shapes: readonly Shape[]): string => shapes.map(({ length }) => length).join();
  if (
    tensors.some((shapes) => ranks(shapes) !== ranks(tensors[0]!)) ||
    new Set(known.map((output) => shapesText(output, () => ''))).size > 1
  )
    return undefined;
  let tensor = 0;
  const merged = formatNest(first, () => {
    const shapes = tensors.map((all) => all[tensor]!);
    tensor++;
    return formatAxes(shapes[0]!.map((_, axis) => dimensionRange(shapes.map((shape) => shape[axis]!))));
  });
  return known.length < outputs.length ? `${merged} | ?` : merged;
}

/**
 * `512…32`, from the one that came first to the other; `None|32` for two that are not both numbers; `…` for more, and
 * `?` where one is not known.
 */
function dimensionRange(dimensions: readonly Dimension[]): string {
  const texts = distinct(dimensions.map(shortDimension));
  if (texts.length === 1) return texts[0]!;
  const numbers = dimensions.map((dimension) => (typeof dimension === 'number' ? BigInt(dimension) : undefined));
  if (numbers.every((number) => number !== undefined)) return between(numbers, String);
  if (texts.includes('?')) return '?';
  return texts.length === 2 ? texts.join('|') : LEFT_OUT;
}

/** The smallest and the largest, in the order in which they came. */
function between(numbers: readonly bigint[], format: (number: bigint) => string): string {
  const sorted = [...numbers].sort((a, b) => Number(a > b) - Number(a < b));
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const ends = numbers.indexOf(least) < numbers.indexOf(most) ? [least, most] : [most, least];
  return distinct(ends.map((end) => format(end))).join('…');
}

/** Counts of one or several evaluations, without a noun. */
export function countTexts(counts: readonly Count[], loops: Loops): Texts<string, string> {
  const different = [...new Map(counts.map((count) => [formatKnownCount(count), count])).values()];
  const [first, ...others] = different;
  if (others.length === 0) return oneCount(first);
  const exact = different.map(exactText);
  const short = different.map(shortCount);
  const numbers = different.map(exactCount).filter((number) => number !== undefined);
  const open = numbers.length < different.length ? ' | ?' : '';
  const range = (format: (number: bigint) => string): string =>
    numbers.length === 0 ? '?' : `${between(numbers, format)}${open}`;
  switch (loops) {
    case 'first':
      return { exact: `${exact[0]} …`, versions: [`${short[0]} …`] };
    case 'all':
      return { exact: listed(exact), versions: distinct([listed(short), range(shortInteger)]) };
    case 'ends':
      return {
        exact: numbers.length === 0 ? `${exact[0]} … ${exact.at(-1)}` : range(formatInteger),
        versions: [range(shortInteger)],
      };
  }
}

function oneCount(count: Count): Texts<string, string> {
  return { exact: exactText(count), versions: distinct([shortCount(count), leastCount(count) ?? shortCount(count)]) };
}

/** In the program's names, else what it comes to at least. */
function exactText(count: Count): string {
  if (count === undefined || typeof count === 'number' || count.isNamed) return formatKnownCount(count);
  const least = count.lowerBound;
  return least !== undefined && least > 0n ? `≥ ${formatInteger(least)}` : '?';
}

/** What Python would print, of one or several evaluations. */
export function valueTexts(values: readonly string[], loops: Loops): string {
  const different = distinct(values);
  const [first = '', ...others] = different;
  if (others.length === 0) return first;
  const numbers = different.map((text) => (/^-?\d{1,15}$/.test(text) ? BigInt(text) : undefined));
  switch (loops) {
    case 'first':
      return `${first} …`;
    case 'all':
      return listed(different);
    case 'ends':
      return numbers.every((number) => number !== undefined)
        ? between(numbers, String)
        : `${first} … ${different.at(-1)}`;
  }
}
