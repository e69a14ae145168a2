/** Values of operations that put elements at places: segments, scatters, partitions, rows that are turned in part. */
import type { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, isIntegerDtype, numberOf } from '../../python/library/arrays/dtypes.ts';
import { Float, int, TupleValue, type Value } from '../../python/domain/value.ts';
import type { OperationArguments } from './arguments.ts';
import type { Computation, EagerNumpy } from './eager-numpy.ts';

/** Floats whose sums are exact in any order: multiples of 1/64 that stay small. */
const PARTS = 64;
const EXACT = 2 ** 24;

const numbersIn = ({ elements }: ArrayValue): number[] | undefined => {
  const numbers = elements?.map((element) => Number(numberOf(element)));
  return numbers?.every((number) => !Number.isNaN(number)) ? numbers : undefined;
};

const areExact = (numbers: readonly number[]): boolean =>
  numbers.every((number) => Number.isInteger(number * PARTS)) &&
  numbers.reduce((all, number) => all + Math.abs(number) * PARTS, 0) < EXACT;

/** Numbers as elements of a dtype. */
function made(like: ArrayValue, shape: readonly number[], numbers: readonly number[]): ArrayValue | undefined {
  const isWhole = isIntegerDtype(like.dtype);
  if (isWhole && !numbers.every(Number.isInteger)) return undefined;
  const elements = castAll(
    numbers.map((number) => (isWhole ? int(number) : new Float(number))),
    like.dtype ?? '',
  );
  return elements && like.like(shape, like.dtype, elements);
}

const sizesOf = (array: ArrayValue): readonly number[] => array.shape as readonly number[];
const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

const COMBINED: Readonly<Record<string, (numbers: readonly number[]) => number | undefined>> = {
  sum: (numbers) => numbers.reduce((all, one) => all + one, 0),
  mean: (numbers) => (numbers.length === 0 ? 0 : numbers.reduce((all, one) => all + one, 0) / numbers.length),
  prod: (numbers) => numbers.reduce((all, one) => all * one, 1),
  max: (numbers) => (numbers.length === 0 ? undefined : Math.max(...numbers)),
  min: (numbers) => (numbers.length === 0 ? undefined : Math.min(...numbers)),
};

export const segments: Computation = (args, numpy) => {
  const [data, ids] = [numpy.array(args.value('data')), numpy.array(args.value('segment_ids'))];
  const rule = args.functionName.slice(args.functionName.lastIndexOf('_') + 1);
  const combine = COMBINED[rule];
  // What is in no segment is 0 where segments are in order.
  const empty = args.functionName.includes('unsorted') || numpy.isOfKeras ? undefined : 0;
  const [values, places] = [data && numbersIn(data), ids && numbersIn(ids)];
  if (!data || !values || !places || !combine || places.length !== sizesOf(data)[0]) return undefined;
  if ((rule !== 'max' && rule !== 'min' && !areExact(values)) || places.some((place) => place < 0)) return undefined;
  const most = Math.max(-1, ...places) + 1;
  const count = args.value('num_segments').kind === 'none' ? most : args.integer('num_segments');
  if (most > count) return undefined;
  const inner = sizesOf(data).slice(1);
  const width = product(inner);
  const rows: number[] = [];
  for (let segment = 0; segment < count; segment++)
    for (let column = 0; column < width; column++) {
      const own = places.flatMap((place, row) => (place === segment ? [values[row * width + column]!] : []));
      const one = own.length === 0 && (rule === 'max' || rule === 'min') ? empty : combine(own);
      if (one === undefined || (rule === 'prod' && !Number.isSafeInteger(one))) return undefined;
      rows.push(one);
    }
  numpy.interpreter.spend(Math.ceil((rows.length * places.length) / 64));
  return made(data, [count, ...inner], rows);
};

/** Where each update begins in the flat elements, and how long it is. */
function targetsOf(args: OperationArguments, numpy: EagerNumpy, sizes: readonly number[]) {
  const indices = numpy.array(args.value('indices'));
  const depth = indices?.shape?.at(-1);
  const numbers = indices && numbersIn(indices);
  if (!indices || !numbers || typeof depth !== 'number' || depth < 1 || depth > sizes.length) return undefined;
  const width = product(sizes.slice(depth));
  const starts = Array.from({ length: numbers.length / depth }, (_, row) =>
    Array.from({ length: depth }, (_one, axis) => numbers[row * depth + axis]!).reduce<number>(
      (flat, index, axis) => (index >= 0 && index < sizes[axis]! ? flat * sizes[axis]! + index : Number.NaN),
      0,
    ),
  );
  return starts.some(Number.isNaN) ? undefined : { starts: starts.map((start) => start * width), width };
}

const STEPS: Readonly<Record<string, (old: number, update: number) => number>> = {
  tensor_scatter_nd_update: (_, update) => update,
  tensor_scatter_nd_add: (old, update) => old + update,
  tensor_scatter_nd_sub: (old, update) => old - update,
  tensor_scatter_nd_max: Math.max,
  tensor_scatter_nd_min: Math.min,
  scatter_nd: (old, update) => old + update,
};

function placed(
  args: OperationArguments,
  numpy: EagerNumpy,
  like: ArrayValue,
  sizes: readonly number[],
  old: readonly number[],
  given: Value,
): Value | undefined {
  const updates = numpy.array(given, like.dtype);
  const values = updates && numbersIn(updates);
  const targets = targetsOf(args, numpy, sizes);
  const step = STEPS[args.functionName];
  if (!values || !targets || !step || values.length !== targets.starts.length * targets.width) return undefined;
  const isUpdate = args.functionName === 'tensor_scatter_nd_update';
  if (isUpdate ? new Set(targets.starts).size !== targets.starts.length : !areExact([...old, ...values]))
    return undefined;
  const all = [...old];
  for (const [row, start] of targets.starts.entries())
    for (let column = 0; column < targets.width; column++)
      all[start + column] = step(all[start + column]!, values[row * targets.width + column]!);
  return made(like, sizes, all);
}

export const scatteredOver: Computation = (args, numpy) => {
  const x = numpy.array(args.value('inputs'));
  const old = x && numbersIn(x);
  return x && old && placed(args, numpy, x, sizesOf(x), old, args.value('updates'));
};

export const scattered: Computation = (args, numpy) => {
  const updates = numpy.array(args.value('values'));
  const sizes = args.integers('shape');
  if (!updates || product(sizes) > EXACT / PARTS) return undefined;
  return placed(args, numpy, updates, sizes, Array<number>(product(sizes)).fill(0), args.value('values'));
};

export const partitioned: Computation = (args, numpy) => {
  const [x, parts] = [numpy.array(args.value('x')), numpy.array(args.value('partitions'))];
  const places = parts && numbersIn(parts);
  if (!x || !places || parts.shape!.length !== 1 || places.length !== sizesOf(x)[0]) return undefined;
  const inner = sizesOf(x).slice(1);
  const width = product(inner);
  return new TupleValue(
    Array.from({ length: args.integer('num_partitions') }, (_, part) => {
      const rows = places.flatMap((place, row) => (place === part ? [row] : []));
      const elements = rows.flatMap((row) => x.elements!.slice(row * width, (row + 1) * width));
      return x.like([rows.length, ...inner], x.dtype, elements);
    }),
  );
};

/** The beginning of each row the other way round. */
function turnedInPart(args: OperationArguments, numpy: EagerNumpy): Value | undefined {
  const [x, lengths] = [numpy.array(args.value('x')), numpy.array(args.value('seq_lengths'))];
  const ends = lengths && numbersIn(lengths);
  const batch = args.value('batch_axis').kind === 'none' ? 0 : args.integer('batch_axis');
  if (!x || !ends || x.shape!.length < 2 || batch !== 0 || args.integer('seq_axis') !== 1) return undefined;
  const [rows, steps, ...inner] = sizesOf(x) as [number, number, ...number[]];
  const width = product(inner);
  if (ends.length !== rows || ends.some((end) => end > steps)) return undefined;
  const elements = Array.from({ length: rows * steps }, (_, at) => {
    const [row, step] = [Math.floor(at / steps), at % steps];
    const from = row * steps + (step < ends[row]! ? ends[row]! - 1 - step : step);
    return x.elements!.slice(from * width, (from + 1) * width);
  });
  return x.like(x.shape, x.dtype, elements.flat());
}

/** Functions that share the rule of keeping a shape. */
export const ofKeptShape: Computation = (args, numpy) =>
  args.functionName === 'reverse_sequence' ? turnedInPart(args, numpy) : undefined;

const BITS: Readonly<Record<string, string>> = {
  bitwise_and: 'bitwise_and',
  bitwise_or: 'bitwise_or',
  bitwise_xor: 'bitwise_xor',
  left_shift: 'left_shift',
  right_shift: 'right_shift',
};

/** Functions of two operands of one dtype. */
export const ofBoth: Computation = (args, numpy) => {
  const name = BITS[args.functionName];
  if (!name) return undefined;
  const [a, b] = ['x1', 'x2'].map((one) => numpy.array(args.value(one), numpy.dtype));
  return a && b && numpy.call(name, [a, b]);
};
