/** What each operation computes, by the class of the operation. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, isIntegerDtype, NumpyFloat, numberOf } from '../../python/library/arrays/dtypes.ts';
import { utf8Of } from '../../python/domain/utf8.ts';
import { Bytes, Float, int, str, TupleValue, type Value } from '../../python/domain/value.ts';
import type { OperationArguments } from './arguments.ts';
import { resultType } from './dtypes.ts';
import { band, confusion, diagonal, diagonalPart, gatheredAt, inverted, largest, upTo } from './eager-matrices.ts';
import { type Computation, type EagerNumpy, isExactSum } from './eager-numpy.ts';
import { ofBoth, ofKeptShape, partitioned, scattered, scatteredOver, segments } from './eager-scatter.ts';

/** Whole numbers up to here have exact sums as float32, in any order. */
const EXACT_IN_FLOAT32 = 2 ** 24;

/** On one array, with further arguments as they are. */
const on =
  (name: string, ...further: readonly string[]): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'));
    return x && numpy.call(name, [x, ...further.map((one) => plain(args, one, numpy))]);
  };

/** An argument that says how: axes, shapes and counts, as Python's numbers. */
function plain(args: OperationArguments, name: string, numpy: EagerNumpy): Value {
  const value = args.value(name);
  if (!(value instanceof ArrayValue) && value.kind !== 'list' && value.kind !== 'tuple') return value;
  const array = numpy.array(value);
  if (array === undefined) return numpy.interpreter.unknown('it is not known');
  return array.shape?.length === 0 ? array.elements![0]! : numpy.call('array', [array]);
}

/** Both operands, in one dtype; each in its own where that is undefined. */
const both = (args: OperationArguments, numpy: EagerNumpy, dtype?: string): readonly (ArrayValue | undefined)[] => [
  numpy.array(args.value('x1'), dtype),
  numpy.array(args.value('x2'), dtype),
];

/** Both operands in the dtype of the result. */
const arithmetic =
  (name: string): Computation =>
  (args, numpy) => {
    const [a, b] = both(args, numpy, numpy.dtype);
    return a && b && numpy.call(name, [a, b]);
  };

/** Both operands in the dtype that they have in common. */
/** Texts of TensorFlow's are bytes, whatever they were made of. */
function asBytes(array: ArrayValue): ArrayValue {
  if (!array.elements?.some(({ kind }) => kind === 'bytes' || kind === 'str')) return array;
  const elements = array.elements.map((one) => (one.kind === 'str' ? new Bytes(utf8Of(one.value)) : one));
  return array.like(array.shape, array.dtype, elements);
}

const comparison =
  (name: string): Computation =>
  (args, numpy) => {
    const [a, b] = both(args, numpy, resultType(args.dtype('x1'), args.dtype('x2')));
    return a && b && numpy.call(name, [asBytes(a), asBytes(b)]);
  };

const elementwise =
  (name: string): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'), numpy.dtype);
    return x && numpy.call(name, [x]);
  };

const reduction =
  (name: string): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'));
    return x && numpy.call(name, [x, plain(args, 'axis', numpy)], { keepdims: args.value('keepdims') });
  };

/** A sum in some order: exact for whole numbers that stay small. */
const sum =
  (computation: Computation): Computation =>
  (args, numpy) => {
    return areWhole(numpy, args.value('x')) ? computation(args, numpy) : undefined;
  };

function areWhole(numpy: EagerNumpy, value: Value): boolean {
  const elements = numpy.array(value)?.elements;
  return elements !== undefined && isExactSum(elements);
}

const productOfAll: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  if (!x || args.given('dtype')) return undefined;
  const all = x.elements!.reduce((whole, element) => whole * Math.abs(Number(numberOf(element)) || 1), 1);
  const isExact = x.elements!.every((element) => Number.isInteger(Number(numberOf(element)))) && all < EXACT_IN_FLOAT32;
  return isIntegerDtype(x.dtype) || isExact ? reduction('prod')(args, numpy) : undefined;
};

const joined =
  (name: string): Computation =>
  (args, numpy) => {
    const parts = numpy.arrays(args.items(args.value('xs').kind === 'none' ? 'x' : 'xs'), numpy.dtype);
    return parts && numpy.call(name, [parts, args.value('axis')]);
  };

const oneHot: Computation = (args, numpy) => {
  const indices = numpy.array(args.value('x'));
  if (!indices || ![-1, indices.shape!.length].includes(args.integer('axis'))) return undefined;
  const classes = numpy.call('arange', [int(args.integer('num_classes'))]);
  const isHot = numpy.call('equal', [numpy.call('expand_dims', [indices, int(-1)]), classes]);
  const [on, off] = [args.value('on_value'), args.value('off_value')];
  if (on.kind === 'none' && off.kind === 'none') return isHot;
  const [yes, no] = [on.kind === 'none' ? int(1) : on, off.kind === 'none' ? int(0) : off];
  return numpy.call('where', [isHot, yes, no]);
};

const where: Computation = (args, numpy) => {
  const condition = numpy.array(args.value('condition'));
  if (!condition) return undefined;
  if (args.value('x1').kind === 'none') return numpy.isOfKeras ? undefined : numpy.call('argwhere', [condition]);
  const [a, b] = both(args, numpy, numpy.dtype);
  return a && b && numpy.call('where', [condition, a, b]);
};

const masked: Computation = (args, numpy) => {
  const [x, mask] = [numpy.array(args.value('x')), numpy.array(args.value('mask'))];
  if (!x || !mask || args.value('axis').kind !== 'none' || mask.dtype !== 'bool') return undefined;
  return numpy.interpreter.getItem(x, mask);
};

const padded: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  if (!x || args.value('mode').kind !== 'str' || args.text('mode').toLowerCase() !== 'constant') return undefined;
  return numpy.call('pad', [x, plain(args, 'pad_width', numpy)], {
    mode: str('constant'),
    constant_values: args.value('constant_values').kind === 'none' ? int(0) : args.value('constant_values'),
  });
};

/** What is no tensor becomes one first: Python's floats have 32 bits in one. */
const cast: Computation = (args, numpy) => {
  const x = args.value('x');
  const tensor = isOfPythonFloats(x) ? numpy.array(x, 'float32') : x;
  return tensor && numpy.array(tensor, numpy.dtype);
};

/** A float of Python's, or nested lists that begin with one. */
function isOfPythonFloats(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items[0] !== undefined && isOfPythonFloats(value.items[0]);
  return value.kind === 'float' && !(value instanceof NumpyFloat);
}

const gathered: Computation = (args, numpy) => {
  const [x, indices] = [numpy.array(args.value('x')), numpy.array(args.value('indices'))];
  if (!x || !indices || (args.given('batch_dims') && args.integer('batch_dims') !== 0)) return undefined;
  const axis = args.value('axis');
  const size = axis.kind === 'none' ? x.elements!.length : Number(x.shape!.at(args.integer('axis')));
  const inside = (index: number): boolean => index >= 0 && index < size;
  return indices.elements!.every((one) => inside(Number(numberOf(one))))
    ? numpy.call('take', [x, indices], { axis })
    : undefined;
};

const running =
  (name: string): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'));
    const others = ['exclusive', 'reverse', 'dtype'].some((flag) => args.given(flag));
    return x && !others ? numpy.call(name, [x, args.value('axis')]) : undefined;
  };

const clipped: Computation = (args, numpy) => {
  const limits = ['clip_value_min', 'clip_value_max', 'x_min', 'x_max', 'min_value', 'max_value'].map((name) =>
    args.value(name),
  );
  const [low, high] = limits.filter(({ kind }) => kind !== 'none').map((value) => numpy.array(value, numpy.dtype));
  const x = numpy.array(args.value('x'), numpy.dtype);
  return x && low && high && numpy.call('clip', [x, low, high]);
};

const unstacked: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  return x && numpy.call('unstack', [x], { axis: args.value('axis') });
};

const split: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const sizes = args.value('sizes');
  if (!x) return undefined;
  if (sizes.kind === 'int') return numpy.call('split', [x, sizes], { axis: args.value('axis') });
  const parts = args.integers('sizes');
  if (parts.includes(-1)) return undefined;
  const ends = parts.slice(0, -1).map((_, index) => int(parts.slice(0, index + 1).reduce((a, b) => a + b, 0)));
  return numpy.call('split', [x, new TupleValue(ends)], { axis: args.value('axis') });
};

/** Values in the order in which they come first. */
const uniqueInOrder: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  if (!x || x.shape!.length !== 1) return undefined;
  const found: Value[] = [];
  const places: Value[] = [];
  for (const element of x.elements!) {
    numpy.interpreter.spend(Math.ceil(found.length / 8));
    let place = found.findIndex((one) => numpy.interpreter.equals(one, element) === true);
    if (place < 0) place = found.push(element) - 1;
    places.push(int(place));
  }
  return new TupleValue([
    new ArrayValue({ shape: [found.length], dtype: x.dtype, elements: found }),
    new ArrayValue({ shape: [places.length], dtype: 'int32', elements: castAll(places, 'int32') }),
  ]);
};

const uniqueWithCounts: Computation = (args, numpy) => {
  const made = uniqueInOrder(args, numpy);
  if (made?.kind !== 'tuple') return undefined;
  const [values, places] = made.items as [ArrayValue, ArrayValue];
  const counts = values.elements!.map((_, index) =>
    int(places.elements!.filter((place) => Number(numberOf(place)) === index).length),
  );
  numpy.interpreter.spend(Math.ceil((counts.length * places.elements!.length) / 64));
  return new TupleValue([...made.items, places.like([counts.length], 'int32', castAll(counts, 'int32'))]);
};

const same: Computation = (args, numpy) => {
  const name = args.value('x').kind === 'none' ? 'variable' : 'x';
  return numpy.array(args.value(name));
};

const relu: Computation = (args, numpy) => {
  if (['alpha', 'max_value', 'threshold'].some((name) => args.given(name))) return undefined;
  const x = numpy.array(args.value('x'), numpy.dtype);
  return x && numpy.call('maximum', [x, int(0)]);
};

const relu6: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'), numpy.dtype);
  return x && numpy.call('clip', [x, int(0), int(6)]);
};

const squaredDifference: Computation = (args, numpy) => {
  const difference = arithmetic('subtract')(args, numpy);
  return difference && numpy.call('square', [difference]);
};

/** `zeros`, `ones` and `full`: other functions of this rule draw what they fill in. */
const filledWith: Computation = (args, numpy) => {
  const shape = plain(args, 'shape', numpy);
  const value = FILLED[args.functionName.replace(/^.*\./, '')];
  if (value === undefined) return undefined;
  const filler = value === 'given' ? args.value('fill_value') : int(value);
  const isNumber = filler.kind === 'int' || filler.kind === 'float' || filler.kind === 'bool';
  return isNumber ? numpy.call('full', [shape, filler]) : undefined;
};
const FILLED: Readonly<Record<string, number | 'given'>> = { zeros: 0, ones: 1, full: 'given' };

/** Whole numbers, and what is a sum of few digits, are the same in every implementation. */
const counted: Computation = (args, numpy) => {
  const parts = ['start', 'stop', 'step'].map((name) => args.value(name));
  if (parts.some((part) => part.kind !== 'int' && part.kind !== 'none')) return undefined;
  const [start, stop, step] = parts as [Value, Value, Value];
  const by = step.kind === 'none' ? int(1) : step;
  return stop.kind === 'none' ? numpy.call('arange', [int(0), start, by]) : numpy.call('arange', [start, stop, by]);
};

const unit: Computation = (args, numpy) => {
  const further = ['M', 'k'].map((name) => args.value(name));
  const isSquare = further.every((value) => value.kind === 'none' || (value.kind === 'int' && value.value === 0n));
  return isSquare && args.functionName.endsWith('eye') && args.value('N').kind === 'int'
    ? numpy.call('eye', [args.value('N')])
    : undefined;
};

/** How often 0, 1, … are there, or what they weigh together. */
const counts: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const weights = args.isNone('weights') ? undefined : numpy.array(args.value('weights'));
  const isPlain = args.isNone('axis') && args.interpreter.truth(args.value('binary_output')) === false;
  if (!x || !isPlain || (!args.isNone('weights') && !(weights && isExactSum(weights.elements!)))) return undefined;
  if (weights && weights.elements!.length !== x.elements!.length) return undefined;
  const numbers = x.elements!.map((one) => Number(numberOf(one)));
  const most = Math.max(0, ...numbers.map((number) => number + 1));
  const least = args.isNone('minlength') ? 0 : args.integer('minlength');
  const size = Math.min(Math.max(most, least), args.isNone('maxlength') ? Infinity : args.integer('maxlength'));
  if (size > MOST_COUNTED || numbers.some((number) => number < 0)) return undefined;
  const all = Array<number>(size).fill(0);
  for (const [at, number] of numbers.entries())
    if (number < size) all[number]! += weights ? Number(numberOf(weights.elements![at]!)) : 1;
  const elements = castAll(
    all.map((one) => new Float(one)),
    numpy.dtype ?? '',
  );
  return elements && x.like([size], numpy.dtype, elements);
};
const MOST_COUNTED = 10_000;

export const COMPUTATIONS: Readonly<Record<string, Computation>> = {
  MatrixBand: band,
  GatherNd: gatheredAt,
  MatrixDiag: diagonal,
  MatrixDiagPart: diagonalPart,
  TopK: largest,
  SequenceMask: upTo,
  SegmentSum: segments,
  SegmentMax: segments,
  SegmentMin: segments,
  SegmentProd: segments,
  ScatterUpdate: scatteredOver,
  Scatter: scattered,
  DynamicPartition: partitioned,
  KeepShape: ofKeptShape,
  OfBoth: ofBoth,
  ConfusionMatrix: confusion,
  InvertPermutation: inverted,
  UniqueWithCounts: uniqueWithCounts,
  Reshape: on('reshape', 'newshape'),
  Transpose: on('transpose', 'axes'),
  ExpandDims: on('expand_dims', 'axis'),
  Squeeze: on('squeeze', 'axis'),
  Tile: on('tile', 'repeats'),
  Repeat: on('repeat', 'repeats', 'axis'),
  Flip: on('flip', 'axis'),
  Roll: on('roll', 'shift', 'axis'),
  BroadcastTo: on('broadcast_to', 'shape'),
  Concatenate: joined('concatenate'),
  Stack: joined('stack'),
  Unstack: unstacked,
  SplitBySizes: split,
  Array: same,
  ConvertToTensor: same,
  Filled: filledWith,
  Arange: counted,
  Identity2D: unit,
  Identity: same,
  StopGradient: same,
  Pad: padded,
  Take: gathered,
  BooleanMask: masked,
  OneHot: oneHot,
  Where: where,
  Cast: cast,
  ZerosLike: on('zeros_like'),
  OnesLike: on('ones_like'),
  Clip: clipped,
  Size: on('size'),
  UniqueWithIndices: uniqueInOrder,
  FlatBincount: counts,
  Bincount: (args, numpy) => (args.value('weights').kind === 'none' ? on('bincount')(args, numpy) : undefined),
  Sort: (args, numpy) =>
    args.value('direction').kind === 'str' && args.text('direction') !== 'ASCENDING'
      ? undefined
      : on('sort', 'axis')(args, numpy),
  Add: arithmetic('add'),
  Relu6: relu6,
  Subtract: arithmetic('subtract'),
  Multiply: arithmetic('multiply'),
  Divide: arithmetic('true_divide'),
  TrueDivide: arithmetic('true_divide'),
  FloorDivide: arithmetic('floor_divide'),
  Mod: arithmetic('mod'),
  Power: arithmetic('power'),
  Maximum: arithmetic('maximum'),
  Minimum: arithmetic('minimum'),
  SquaredDifference: squaredDifference,
  Equal: comparison('equal'),
  NotEqual: comparison('not_equal'),
  Greater: comparison('greater'),
  GreaterEqual: comparison('greater_equal'),
  Less: comparison('less'),
  LessEqual: comparison('less_equal'),
  LogicalAnd: comparison('logical_and'),
  LogicalOr: comparison('logical_or'),
  LogicalXor: comparison('logical_xor'),
  LogicalNot: on('logical_not'),
  Absolute: elementwise('abs'),
  Negative: elementwise('negative'),
  Sign: elementwise('sign'),
  Square: elementwise('square'),
  Sqrt: elementwise('sqrt'),
  Floor: elementwise('floor'),
  Ceil: elementwise('ceil'),
  Round: (args, numpy) => (args.given('decimals') ? undefined : elementwise('round')(args, numpy)),
  Relu: relu,
  ReduceSum: sum(reduction('sum')),
  Sum: sum(reduction('sum')),
  ReduceMean: sum(reduction('mean')),
  Mean: sum(reduction('mean')),
  ReduceProd: productOfAll,
  Prod: productOfAll,
  Max: reduction('max'),
  Min: reduction('min'),
  All: reduction('all'),
  Any: reduction('any'),
  CountNonzeroKeeping: reduction('count_nonzero'),
  Argmax: on('argmax', 'axis'),
  Argmin: on('argmin', 'axis'),
  ArgmaxAs: on('argmax', 'axis'),
  ArgminAs: on('argmin', 'axis'),
  Cumsum: sum(running('cumsum')),
  Cumprod: sum(running('cumprod')),
};
