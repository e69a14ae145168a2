/** What makes symbolic tensors out of nothing: `Input`, `InputLayer` and `KerasTensor`. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, NativeFunction, type Value } from '../../python/domain/value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { refusing } from '../layers/create.ts';
import { LayerError, Undecided } from '../layers/definition.ts';
import { checkDtypeName } from '../layers/dtype-names.ts';
import { shapeOf } from '../layers/values.ts';
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
    const shape = refusing(
      interpreter,
      undefined,
      () => {
        checkKeywords(args, known);
        checkDtypeName('Input', dtype, false);
        return around ? around.shape : statedShape(session, given);
      },
      site,
    );
    const layer = createInputLayer(session, interpreter, {
      shape,
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
        output: { shape, dtype: layer.dtype.compute },
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

/** The shape that the arguments give, the batch included; undefined where it is not decided. */
function statedShape(session: KerasSession, given: ReadonlyMap<string, Value>): Shape | undefined {
  try {
    return inputShapeFrom(given, session.dialect);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
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
