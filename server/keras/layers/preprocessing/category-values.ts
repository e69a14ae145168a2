/** Values of encodings whose categories are stated, and how many bins data is cut into. */
import { int } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { castAll, numberOf } from '../../../python/library/arrays/dtypes.ts';
import type { LayerArguments } from '../definition.ts';

/** Larger outputs are not written out. */
const MOST_ELEMENTS = 5000;

const numbersOf = (elements: ArrayValue['elements']): number[] | undefined => {
  const numbers = elements?.map((element) => Number(numberOf(element)));
  return numbers?.every((number) => !Number.isNaN(number)) ? numbers : undefined;
};

function tensor(shape: readonly number[], values: readonly number[], dtype: string): ArrayValue | undefined {
  const elements = castAll(
    values.map((value) => int(value)),
    dtype,
  );
  return elements && new ArrayValue({ shape, dtype, elements, library: 'tensorflow' });
}

/** Numbers as the places of their bins: so many boundaries are not above them, as 32-bit numbers. */
export function binned(args: LayerArguments, input: ArrayValue): ArrayValue | undefined {
  const given = args.value('bin_boundaries');
  const items =
    given.kind === 'tuple' || (given.kind === 'list' && !given.summary)
      ? given.items
      : given instanceof ArrayValue
        ? given.elements
        : undefined;
  const [numbers, boundaries] = [numbersOf(input.elements), numbersOf(items)];
  if (!numbers || !boundaries || args.text('output_mode') !== 'int' || numbers.length > MOST_ELEMENTS) return undefined;
  const ends = boundaries.map(Math.fround);
  const places = numbers.map((number) => ends.filter((end) => end <= Math.fround(number)).length);
  const { shape } = input;
  if (!shape?.every((size) => typeof size === 'number')) return undefined;
  return tensor(shape, places, args.kerasVersion === 2 ? 'int64' : 'int32');
}

/** Whole numbers as rows of zeros and ones, or of counts. */
export function categoriesEncoded(args: LayerArguments, input: ArrayValue): ArrayValue | undefined {
  const numbers = numbersOf(input.elements);
  const { shape } = input;
  const most = args.size('num_tokens');
  const isFixed = shape?.every((size) => typeof size === 'number');
  if (!numbers || !isFixed || typeof most !== 'number' || args.flag('sparse')) return undefined;
  if (numbers.length * most > MOST_ELEMENTS) return undefined;
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0 && number < most)) return undefined;
  const mode = args.text('output_mode');
  const sizes = shape as readonly number[];
  const width = mode === 'one_hot' ? 1 : (sizes.at(-1) ?? 1);
  if (width === 0) return undefined;
  const rows = Array.from({ length: numbers.length / width }, (_, row) => {
    const own = Array<number>(most).fill(0);
    for (const index of numbers.slice(row * width, (row + 1) * width))
      own[index] = mode === 'count' ? own[index]! + 1 : 1;
    return own;
  });
  const isLastOfOne = sizes.length > 1 && sizes.at(-1) === 1;
  const outer = mode === 'one_hot' && !isLastOfOne ? sizes : sizes.slice(0, -1);
  return tensor([...outer, most], rows.flat(), 'float32');
}

/** How many boundaries `adapt()` finds in so many numbers. */
export function boundariesFound(count: number, bins: number, epsilon: number): number {
  const increment = count * epsilon;
  const step = Math.max(Math.trunc(increment), 1);
  const kept = Math.ceil((count - Math.trunc(increment)) / step);
  const entries = compressed(compressed(kept, epsilon), 1 / bins);
  return Math.max(entries - 1, 0);
}

/** A summary of at most so many entries; a short one stays. */
const compressed = (entries: number, epsilon: number): number =>
  entries * epsilon < 1 ? entries : Math.ceil(1 / epsilon);
