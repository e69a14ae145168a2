/**
 * `ops.reshape(x, …)`: infers what an operation gives, and puts a row into the graph where its arguments are symbolic.
 */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { namedTupleClass } from '../../python/library/modules/named-tuples.ts';
import type { Operation } from '../graph/node.ts';
import { isPerhapsSymbolic, KerasTensor, ofUnknownOrigin } from '../graph/tensor.ts';
import { flatten, mapNest } from '../nests.ts';
import { snakeCase } from '../naming.ts';
import type { KerasSession } from '../session.ts';
import { addNode } from '../graph/add-node.ts';
import { refusing } from '../layers/create.ts';
import { LayerError, type Nest, type Output, type TensorSpec, Undecided } from '../layers/definition.ts';
import { Axes, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import { specOfOutput, specWith } from '../layers/spec-axes.ts';
import { stepsOfAxes, valueOfNest } from '../layers/values.ts';
import { type Binding, bindArguments, OperationArguments } from './arguments.ts';
import { tensorsIn } from './value-specs.ts';
import type { OperationDefinition } from './definition.ts';
import { refuseEager } from './eager-refusals.ts';
import { eagerValues, isMeant } from './eager.ts';
import { CONTROLLED } from './control-values.ts';
import { record, recorder } from '../../python/library/arrays/recording.ts';
import { hasRagged, onRagged } from './ragged-operations.ts';
import { FLOATX, settled } from './dtypes.ts';
import { accesses } from '../data/variables.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { isUndetermined, type Undetermined } from '../../python/domain/undetermined.ts';

type TypedSpec = TensorSpec & { dtype: string };

/** An operation as a function of the program. */
export const functionOf = (session: KerasSession, definition: OperationDefinition): NativeFunction =>
  new NativeFunction(definition.name, (interpreter, args) => applyOperation(session, interpreter, definition, args));

export function applyOperation(
  session: KerasSession,
  interpreter: Interpreter,
  definition: OperationDefinition,
  args: CallArguments,
): Value {
  const site = args.site ?? interpreter.currentSite;
  return refusing(
    interpreter,
    undefined,
    () => {
      const binding = bindArguments(definition, args);
      const passed = [...binding.values.values()];
      if (hasRagged(passed))
        return onRagged(interpreter, definition, binding.values, (changes) =>
          applyToTensors(session, interpreter, definition, binding, changes),
        );
      const isSymbolic = tensorsIn(interpreter, passed).some((tensor) => !tensor.traced);
      const operands = new OperationArguments(interpreter, definition.name, binding, {
        symbolic: isSymbolic && session.kerasVersion === 3,
        standIn: definition.strict && !isSymbolic,
        dataFormat: session.dataFormat,
      });
      const hasUnsure = passed.some(
        (value) =>
          isPerhapsSymbolic(value) ||
          ((value.kind === 'list' || value.kind === 'tuple') && value.items.some(isPerhapsSymbolic)),
      );
      const result = isSymbolic
        ? intoGraph(session, interpreter, definition, operands, hasUnsure, site)
        : computed(session, definition, operands, passed, hasUnsure, takes(definition, args));
      if (!isSymbolic) recordOperation(definition, binding.values, passed, result);
      return withFields(interpreter, definition.className, result);
    },
    site,
  );
}

/** The operation with other tensors in place of ragged ones. */
function applyToTensors(
  session: KerasSession,
  interpreter: Interpreter,
  definition: OperationDefinition,
  binding: Binding,
  changes: Readonly<Record<string, Value>>,
): Value {
  const values = new Map([...binding.values, ...Object.entries(changes)]);
  const operands = new OperationArguments(
    interpreter,
    definition.name,
    { ...binding, values },
    {
      symbolic: false,
      standIn: definition.strict,
      dataFormat: session.dataFormat,
    },
  );
  return computed(session, definition, operands, [...values.values()], false, true);
}

/** For gradients: what was made of what. */
function recordOperation(
  { className, name }: OperationDefinition,
  named: ReadonlyMap<string, Value>,
  inputs: readonly Value[],
  result: Value,
): void {
  if (recorder.active.length === 0) return;
  // Some functions share the class of another, whose rule of shapes they have.
  const operation = isMeant(name) ? className : name;
  const parts = result.kind === 'tuple' || result.kind === 'list' ? result.items : [result];
  for (const part of parts) record(part, { operation, inputs, named });
}

/** Whether the definition has all arguments: what others do to the result is not known. */
function takes({ parameters }: OperationDefinition, { positional, keywords }: CallArguments): boolean {
  const takesRest = parameters.some(({ kind }) => kind === 'rest');
  const places = parameters.filter(({ kind }) => kind === 'ordinary').length;
  return (
    (takesRest || positional.length <= places) &&
    [...keywords.keys()].every((keyword) => parameters.some(({ spellings }) => spellings.includes(keyword)))
  );
}

/** TensorFlow gives named tuples here. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  UniqueWithIndices: ['y', 'idx'],
  UniqueWithCounts: ['y', 'idx', 'count'],
  FormerQr: ['q', 'r'],
  TopK: ['values', 'indices'],
  Qr: ['q', 'r'],
};

function withFields(interpreter: Interpreter, className: string, result: Value): Value {
  const names = FIELDS[className];
  if (!names || result.kind !== 'tuple' || result.items.length !== names.length) return result;
  const tuple = interpreter.builtin('tuple');
  return new TupleValue(result.items, namedTupleClass(tuple, className, names, new Map()));
}

/** What the rule says; a reason where the program does not decide it. */
function inferred(definition: OperationDefinition, operands: OperationArguments): Nest<TypedSpec> | Undecided {
  try {
    const output = mapNest(declared(definition, operands), typed);
    operands.interpreter.spend(stepsOfAxes(output));
    return output;
  } catch (error) {
    if (error instanceof Undecided) return error;
    // Sizes refuse to be divided by 0, and each backend has its own word for it.
    if (error instanceof RangeError && error.message === 'integer division or modulo by zero')
      return new Undecided('a size is divided by 0');
    throw error;
  }
}

/** What the rule says; with axes that are not known it refuses only what it refuses without them. */
function declared(definition: OperationDefinition, operands: OperationArguments): Nest<Output> {
  try {
    return definition.output(operands);
  } catch (error) {
    if (!(error instanceof LayerError) || !operands.isPartial) throw error;
    operands.isBlind = true;
    return definition.output(operands);
  }
}

function typed(output: Output): TypedSpec {
  const spec = specOfOutput(output);
  return { ...spec, dtype: spec.dtype === undefined ? FLOATX : settledWeak(spec.dtype) };
}
const settledWeak = (dtype: string): string =>
  dtype === 'int' || dtype === 'float' || dtype === 'complex' ? settled(dtype) : dtype;

function intoGraph(
  session: KerasSession,
  interpreter: Interpreter,
  definition: OperationDefinition,
  operands: OperationArguments,
  hasUnsure: boolean,
  site: CallArguments['site'],
): Value {
  const row = operationRow(session, interpreter, definition);
  const output = inferred(definition, operands);
  if (output instanceof Undecided && GIVES_SEVERAL.has(definition.className))
    return ofTensors(interpreter.unknown(output.reason));
  const specs: Nest<TypedSpec> = output instanceof Undecided ? { shape: undefined, dtype: FLOATX } : output;
  const run = (inputs: readonly TensorSpec[]): Nest<TensorSpec> => {
    const again = inferred(definition, operands.replaced(inputs));
    return again instanceof Undecided ? { shape: undefined } : again;
  };
  interpreter.spend(operands.symbols.length);
  const outputs = addNode(
    session,
    row,
    hasUnsure ? [...operands.symbols, ofUnknownOrigin(session.operators)] : operands.symbols,
    specs,
    site,
    run,
  );
  return valueOfNest<KerasTensor>(interpreter, outputs, (tensor) => tensor);
}

function ofTensors(made: Undetermined): Undetermined {
  made.ofTensors = true;
  return made;
}

/** What these give is no single tensor, whatever its shape. */
const GIVES_SEVERAL: ReadonlySet<string> = new Set([
  'Split',
  'SplitBySizes',
  'Unstack',
  'TopK',
  'Moments',
  'Meshgrid',
  'ArraySplit',
  'Hsplit',
  'Vsplit',
  'Dsplit',
  'Eig',
  'Eigh',
  'Qr',
  'SVD',
  'LuFactor',
  'FFT',
  'FFT2',
  'IFFT2',
  'RFFT',
  'STFT',
  'Slogdet',
  'Histogram',
  'UnravelIndex',
  'Nonzero',
  'CTCDecode',
  'Unique',
  'UniqueWithIndices',
  'UniqueWithCounts',
  'DynamicPartition',
  'ComplexEigen',
  'FormerQr',
  'FormerSvd',
  'FormerLu',
  'NormalizedWithNorm',
  'ClipByGlobalNorm',
  'ImageGradients',
  'ScanOver',
  'Fold',
  'FusedBatchNorm',
  'Cond',
  'WhileLoop',
  'ForiLoop',
  'Map',
  'VectorizedMap',
  'Scan',
  'Switch',
  'AssociativeScan',
  'Unfollowed',
]);

/** A tensor of data. Outside of a graph no size is None: one that the rule leaves open is only not known. */
const ofData = ({ shape, dtype }: TypedSpec, isNarrowed: boolean): ArrayValue =>
  new ArrayValue({
    shape: shape?.map((size) => size ?? (accesses.inGraph ? null : describedSymbol('size'))),
    dtype: isNarrowed ? undefined : dtype,
    library: 'tensorflow',
  });

/** So many rows as the data says. */
const ROWS_OF_DATA: ReadonlySet<string> = new Set([
  'BooleanMask',
  'Nonzero',
  'Where',
  'DynamicPartition',
  'SegmentSum',
  'SegmentMax',
  'SegmentMin',
  'SegmentProd',
  'SegmentMean',
]);

/**
 * No size of the tensors is None: a layer gave them for data, or in a call whose batch size is known. What a rule
 * leaves open of them is then a size that is only not known, or None.
 */
const isClosed = (interpreter: Interpreter, passed: readonly Value[]): boolean =>
  tensorsIn(interpreter, passed).every(({ shape }) => shape !== undefined && !shape.includes(null));

const withoutNone = (spec: TypedSpec): TypedSpec =>
  spec.shape?.includes(null)
    ? { ...specWith(Axes.ranked(spec.shape.map((size) => size ?? UNKNOWN_AXIS))), dtype: spec.dtype }
    : spec;

/** Arguments that choose the dtype, which the rules do not look at. */
const CHOOSING_DTYPES: readonly string[] = ['out_type', 'on_value', 'off_value'];

/** What they give is of a dtype that has nothing to do with that of their operands. */
const OF_OWN_DTYPE: ReadonlySet<string> = new Set([
  'Cast',
  'SaturateCast',
  'ArgmaxAs',
  'ArgminAs',
  'CountNonzeroKeeping',
  'OneHot',
  'UniqueWithIndices',
  'SequenceMask',
  'FormerResize',
  'ResizeWithPad',
  'ConvertImage',
  'ImageToFloat',
  'CropAndResize',
]);

const WIDE: readonly string[] = ['float64', 'complex128', 'int8', 'int16', 'uint8', 'uint16'];

/**
 * Whether the dtype that the rules give is not known: they are Keras's, which go down to 32 bits where TensorFlow keeps
 * what it is given.
 */
function narrows(
  { strict, className, isExact }: OperationDefinition,
  passed: readonly Value[],
  output: Nest<TypedSpec>,
): boolean {
  // The program says the dtype itself.
  if (strict || isExact || OF_OWN_DTYPE.has(className)) return false;
  const dtypes = new Set(passed.map((value) => (value instanceof ArrayValue ? value.dtype : undefined)));
  // What is divided of integers is of 64 bits.
  if (className.endsWith('Divide') && flatten(output).some(({ dtype }) => !dtypes.has(dtype))) return true;
  return (
    WIDE.some((dtype) => dtypes.has(dtype)) &&
    flatten(output).some(({ dtype }) => dtype !== 'bool' && !dtypes.has(dtype))
  );
}

/** The row of the summary, with its automatic name. */
function operationRow(
  session: KerasSession,
  interpreter: Interpreter,
  { className, formerName }: OperationDefinition,
): Operation {
  interpreter.touch(session.naming);
  if (session.kerasVersion === 3)
    return {
      operationName: session.naming.unique(snakeCase(className)),
      className,
      layer: undefined,
      computes: className,
      nodes: [],
    };
  const formerClass = className === 'GetItem' ? 'SlicingOpLambda' : 'TFOpLambda';
  return {
    operationName: session.naming.unique(formerName),
    className: formerClass,
    layer: undefined,
    computes: className,
    nodes: [],
  };
}

/** Tensors of data, or within a call() that is followed. */
function computed(
  session: KerasSession,
  definition: OperationDefinition,
  operands: OperationArguments,
  passed: readonly Value[],
  hasUnsure: boolean,
  isWhole: boolean,
): Value {
  const { interpreter } = operands;
  refuseEager(interpreter, definition, operands.named);
  const run = CONTROLLED[definition.className];
  const controlled =
    run && tensorsIn(interpreter, passed).length === 0 && isMeant(definition.name) ? run(operands) : undefined;
  if (controlled) return controlled;
  const output = inferred(definition, operands);
  const options = { traced: true, perhapsSymbolic: hasUnsure, operators: session.operators };
  const lost = (reason: Parameters<Interpreter['unknown']>[0]): Undetermined =>
    hasUnsure ? ofTensors(interpreter.unknown(reason)) : interpreter.unknown(reason);
  const isTraced = tensorsIn(interpreter, passed).length > 0;
  if (output instanceof Undecided) {
    if (isTraced && !GIVES_SEVERAL.has(definition.className))
      return new KerasTensor({ shape: undefined, dtype: FLOATX }, options);
    return lost(output.reason);
  }
  const mayBeTensor = isTraced || passed.some((value) => isUndetermined(value));
  const isNarrowed =
    narrows(definition, passed, output) ||
    CHOOSING_DTYPES.some((name) => definition.className !== 'OneHot' && operands.given(name));
  const known = mayBeTensor || !isWhole || isNarrowed ? undefined : eagerValues(definition, operands, output);
  if (known) {
    let next = 0;
    return valueOfNest<TypedSpec>(interpreter, output, () => known[next++]!);
  }
  return valueOfNest<TypedSpec>(interpreter, output, (spec) => {
    if (!isTraced && !spec.shape && !spec.axes) return lost('the shape of the tensor is not known');
    if (!mayBeTensor && spec.shape) return ofData(spec, isNarrowed || !isWhole);
    const isOpen = ROWS_OF_DATA.has(definition.className) && isTraced && isClosed(interpreter, passed);
    return new KerasTensor(isOpen ? withoutNone(spec) : spec, options);
  });
}
