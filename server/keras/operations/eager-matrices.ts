/** Values of operations that pick elements by their places: diagonals, bands, indices, the largest. */
import { castAll, numberOf } from '../../python/library/arrays/dtypes.ts';
import type { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { int, TupleValue } from '../../python/domain/value.ts';
import type { Computation } from './eager-numpy.ts';

/** A matrix with `num_lower` diagonals below the main one and `num_upper` above it; negative: all. */
export const band: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const [rows, columns] = x?.shape?.slice(-2) ?? [];
  if (!x || typeof rows !== 'number' || typeof columns !== 'number') return undefined;
  const [lower, upper] = [args.integer('num_lower'), args.integer('num_upper')];
  const zero = castAll([int(0)], x.dtype ?? '')?.[0];
  return (
    zero &&
    x.like(
      x.shape,
      x.dtype,
      x.elements!.map((element, place) => {
        const [row, column] = [Math.floor(place / columns) % rows, place % columns];
        const isKept = (lower < 0 || row - column <= lower) && (upper < 0 || column - row <= upper);
        return isKept ? element : zero;
      }),
    )
  );
};

/** Elements at whole indices: `tf.gather_nd(x, [[0, 1], [2, 0]])`. */
export const gatheredAt: Computation = (args, numpy) => {
  const [x, indices] = [numpy.array(args.value('x')), numpy.array(args.value('indices'))];
  const depth = indices?.shape?.at(-1);
  if (!x || !indices || depth !== x.shape!.length || (args.given('batch_dims') && args.integer('batch_dims') !== 0))
    return undefined;
  const sizes = x.shape as readonly number[];
  const numbers = indices.elements!.map((one) => Number(numberOf(one)));
  const places = Array.from({ length: numbers.length / depth }, (_, row) =>
    sizes.reduce<number>((place, size, axis) => {
      const index = numbers[row * depth + axis]!;
      return index >= 0 && index < size ? place * size + index : Number.NaN;
    }, 0),
  );
  if (places.some(Number.isNaN)) return undefined;
  return x.like(
    indices.shape!.slice(0, -1),
    x.dtype,
    places.map((place) => x.elements![place]!),
  );
};

export const diagonal: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  return x?.shape?.length === 1 ? numpy.call('diag', [x]) : undefined;
};

export const diagonalPart: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  return x?.shape?.length === 2 ? numpy.call('diagonal', [x]) : undefined;
};

/** The largest along the last axis, and where they are; of equal ones the first. */
export const largest: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const wanted = args.integer('k');
  const row = x?.shape?.at(-1);
  if (!x || typeof row !== 'number' || wanted > row || wanted < 0) return undefined;
  const count = row === 0 ? 0 : x.elements!.length / row;
  numpy.interpreter.spend(Math.ceil((x.elements!.length * Math.log2(row + 2)) / 16));
  const places = Array.from({ length: count }, (_, index) => {
    const own = x.elements!.slice(index * row, (index + 1) * row).map((one) => Number(numberOf(one)));
    return own
      .map((_, place) => place)
      .sort((a, b) => own[b]! - own[a]! || a - b)
      .slice(0, wanted);
  });
  const shape = [...x.shape!.slice(0, -1), wanted];
  return new TupleValue([
    x.like(
      shape,
      x.dtype,
      places.flatMap((own, index) => own.map((place) => x.elements![index * row + place]!)),
    ),
    x.like(
      shape,
      'int32',
      castAll(
        places.flat().map((place) => int(place)),
        'int32',
      ),
    ),
  ]);
};

export const upTo: Computation = (args, numpy) => {
  const lengths = numpy.array(args.value('x'));
  if (!lengths) return undefined;
  const longest = Math.max(0, ...lengths.elements!.map((one) => Number(numberOf(one))));
  const size = args.value('maxlen').kind === 'none' ? longest : args.integer('maxlen');
  return numpy.call('less', [numpy.call('arange', [int(size)]), numpy.call('expand_dims', [lengths, int(-1)])]);
};

/** How often each label met each prediction. */
export const confusion: Computation = (args, numpy) => {
  const [labels, predictions] = [numpy.array(args.value('labels')), numpy.array(args.value('predictions'))];
  if (!labels || !predictions || args.value('weights').kind !== 'none') return undefined;
  const [rows, columns] = [wholeNumbers(labels), wholeNumbers(predictions)];
  if (!rows || !columns || rows.length !== columns.length) return undefined;
  const most = Math.max(-1, ...rows, ...columns) + 1;
  const size = args.isNone('num_classes') ? most : args.integer('num_classes');
  if (most > size || Math.min(0, ...rows, ...columns) < 0 || size * size > MOST_CELLS) return undefined;
  const counts = Array<number>(size * size).fill(0);
  for (const [index, row] of rows.entries()) counts[row * size + columns[index]!]!++;
  const elements = castAll(
    counts.map((count) => int(count)),
    numpy.dtype ?? 'int32',
  );
  return elements && labels.like([size, size], numpy.dtype, elements);
};
const MOST_CELLS = 10_000;

function wholeNumbers({ elements }: ArrayValue): number[] | undefined {
  const numbers = elements?.map((element) => Number(numberOf(element)));
  return numbers?.every((number) => Number.isInteger(number)) ? numbers : undefined;
}

/** A permutation the other way round. */
export const inverted: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const places = x && wholeNumbers(x);
  if (!x || !places || new Set(places).size !== places.length || places.some((place) => !(place in places)))
    return undefined;
  return numpy.call('argsort', [x]);
};
