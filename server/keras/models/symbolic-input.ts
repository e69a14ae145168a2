/** What makes symbolic tensors out of nothing: `Input`, `InputLayer` and `KerasTensor`. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, NativeFunction, type Value } from '../../python/domain/value.ts';
import { Axes, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import { words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { refusing } from '../layers/create.ts';
import { LayerError, Undecided } from '../layers/definition.ts';
import { checkDtypeName } from '../layers/dtype-names.ts';
import { specWith } from '../layers/spec-axes.ts';
import { dimensionOf, shapeOf } from '../layers/values.ts';
import type { KerasSession } from '../session.ts';
import { createInputLayer, givenTensor, inputShapeFrom, inputTensorOf } from './input.ts';

/** `Input(shape=…)` and `InputLayer(...)`. */
export function createInput(session: KerasSession, asLayer: boolean): NativeFunction {
  const names = asLayer
    ? ['shape', 'batch_size', 'dtype', 'sparse', 'ragged', 'batch_shape', 'input_tensor', 'optional', 'name']
    : ['shape', 'batch_size', 'dtype', 'sparse', 'ragged', 'batch_shape', 'name', 'tensor', 'optional'];
  const known = new Set([
    ...names,
    'input_shape',
    'batch_input_shape',
    'input_tensor',
    'tensor',
    'type_spec',
    'input_dtype',
    'trainable',
  ]);
  return new NativeFunction(asLayer ? 'InputLayer' : 'Input', (interpreter, args) => {
    const site = args.site ?? interpreter.currentSite;
    const given = new Map(args.keywords);
    args.positional.forEach((value, i) => {
      if (names[i]) given.set(names[i], value);
    });
    const name = given.get('name');
    const dtype = given.get('dtype') ?? given.get('input_dtype');
    const around = refusing(interpreter, undefined, () => givenTensor(given, session.kerasVersion), site);
    const axes = refusing(
      interpreter,
      undefined,
      () => {
        checkKeywords(args, known);
        checkDtypeName('Input', dtype, false);
        return around ? around.axes : statedAxes(session, args, given);
      },
      site,
    );
    const layer = createInputLayer(session, interpreter, {
      axes,
      dtype: around?.dtype ?? dtypeName(interpreter, dtype),
      name: name?.kind === 'str' ? name.value : undefined,
      site,
      given,
      tensor: around,
    });
    if (site)
      session.record({
        layer,
        site,
        inputs: { nest: 'list', items: [] },
        more: new Map(),
        output: specWith(axes, layer.dtype.compute),
      });
    return asLayer ? layer.instance : inputTensorOf(layer)!;
  });
}

/** @throws LayerError (TypeError) for a keyword that Input() does not have. */
function checkKeywords(args: CallArguments, known: ReadonlySet<string>): void {
  for (const keyword of args.keywords.keys()) {
    if (!known.has(keyword))
      throw new LayerError('unknown-argument', words`Input has no argument named ${keyword}.`, {
        parameter: keyword,
        exceptionType: 'TypeError',
      });
  }
}

/** The axes that the arguments give, the batch included. */
function statedAxes(session: KerasSession, args: CallArguments, given: ReadonlyMap<string, Value>): Axes {
  try {
    return Axes.of(inputShapeFrom(given, session.dialect));
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return args.incomplete ? Axes.UNKNOWN : batchOf(given);
  }
}

const ELSEWHERE = ['batch_shape', 'batch_input_shape', 'tensor', 'input_tensor', 'type_spec', 'sparse', 'ragged'];

/** Before a shape that is not decided stands the batch. */
function batchOf(given: ReadonlyMap<string, Value>): Axes {
  const isGiven = (name: string): boolean => (given.get(name)?.kind ?? 'none') !== 'none';
  if (ELSEWHERE.some(isGiven)) return Axes.UNKNOWN;
  const batch = given.get('batch_size');
  const size = batch ? dimensionOf(batch) : null;
  return Axes.around([size === undefined ? UNKNOWN_AXIS : size], []);
}

/** `keras.KerasTensor(shape, dtype)`: a symbolic tensor that nothing made. */
export function createTensorClass(session: KerasSession): ClassValue {
  const make = (interpreter: Interpreter, args: CallArguments): Value => {
    const [shapeArgument, dtypeArgument] = [
      args.positional[0] ?? args.keywords.get('shape'),
      args.positional[1] ?? args.keywords.get('dtype'),
    ];
    const shape = shapeArgument && shapeOf(shapeArgument);
    return new KerasTensor(
      { shape, dtype: dtypeName(interpreter, dtypeArgument) ?? 'float32' },
      { operators: session.operators, name: 'keras_tensor' },
    );
  };
  return new ClassValue({
    name: 'KerasTensor',
    qualifiedName: 'keras.src.backend.common.keras_tensor.KerasTensor',
    construct: (interpreter, _cls, args) => make(interpreter, args),
  });
}

function dtypeName(interpreter: Interpreter, value: Value | undefined): string | undefined {
  if (!value || value.kind === 'none') return undefined;
  if (value.kind === 'str') return value.value;
  const name = interpreter.findAttribute(value, 'name') ?? interpreter.findAttribute(value, '__name__');
  return name?.kind === 'str' ? name.value : undefined;
}
