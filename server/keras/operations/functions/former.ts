/** `tf.*` and `keras.backend` (`K`). */
import { Float, ListValue, NativeFunction, NONE, str, TRUE, type Value } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { dtypeNamed } from '../../../python/library/arrays/library-call.ts';
import { valueOfSize } from '../../../python/library/arrays/conversion.ts';
import { DtypeValue } from '../../../python/library/arrays/dtype-value.ts';
import type { Dimension, Size } from '../../../shapes/dimension.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import { randomFunctions, tensorFunctions } from '../../data/tensors.ts';
import { variables } from '../../data/variables.ts';
import { once } from '../../namespaces.ts';
import type { KerasSession } from '../../session.ts';
import { functionOf } from '../apply.ts';
import type { OperationDefinition } from '../definition.ts';
import { elementsOf, IntegerTensor, withElements } from '../integer-tensor.ts';
import { tensorShapeClass } from '../../../python/library/arrays/tensor-shape.ts';
import { tensorsIn } from '../value-specs.ts';
import { BACKEND, BACKEND_ROWS } from './backend.ts';
import {
  arrayOfTensor,
  asTensor,
  customGradient,
  dtypeOfTensor,
  dynamicShape,
  isTensorFunction,
  numberOfTensor,
  rankOfTensor,
  sizeOfTensor,
  staticShape,
} from './properties.ts';
import { gradientTape } from '../../gradients/tape.ts';
import { decorator, functionOfTensorflow } from './decorators.ts';
import { backendFunction, SET_VALUE } from './backend-effects.ts';
import { ofTensorflow } from './of-tensorflow.ts';
import { recurrence } from './rnn.ts';
import { definitionsOf, type FunctionTable, functionsOf } from './table.ts';
import { MORE_PLACES, TENSORFLOW_MORE } from './tensorflow-more.ts';
import { ALSO_AT_THE_TOP, OTHER_PLACES, TENSORFLOW } from './tensorflow.ts';
import { words } from '../../../words/message.ts';

type Modules = Record<string, Map<string, Value>>;

const named = { strict: false, formerName: (path: string): string => `tf.${path}` };
const DEFINITIONS = [
  ...definitionsOf(TENSORFLOW, named),
  ...definitionsOf(TENSORFLOW_MORE, { ...named, isExact: true }),
];
/** As programs call them: without the path of their namespace. */
const CALLED = once(() =>
  DEFINITIONS.map((definition) => ({
    path: definition.name,
    definition: { ...definition, name: definition.name.slice(definition.name.lastIndexOf('.') + 1) },
  })),
);
const BACKEND_DEFINITIONS = definitionsOf(BACKEND, {
  strict: false,
  formerName: (name) => `tf.${BACKEND_ROWS[name] ?? name}`,
});

type Place = (path: string, value: Value) => void;

/** What makes tensors: `tf.zeros`, `tf.random.normal` under its two names. */
function placeCreation(session: KerasSession, place: Place): void {
  for (const [path, definition] of CREATION) {
    const plain = path.startsWith('random.') ? randomFunctions[path.slice(7)] : tensorFunctions[path];
    if (!plain) continue;
    const made = openOrPlain(functionOf(session, definition), plain);
    place(path, made);
    if (path.startsWith('random.'))
      place(path === 'random.truncated_normal' ? 'truncated_normal' : path.replace('.', '_'), made);
  }
}

/** A dtype by its name. */
const asDtype = new NativeFunction('as_dtype', (interpreter, { positional: [named] }) => {
  const name = named && dtypeNamed(named);
  return name === undefined ? interpreter.unknown('the dtype is not known') : new DtypeValue(name, 'tensorflow');
});

function placeDtypes(place: Place): void {
  place('as_dtype', asDtype);
  place('dtypes.as_dtype', asDtype);
  place('executing_eagerly', new NativeFunction('executing_eagerly', () => TRUE));
  for (const name of DTYPES) {
    place(name, new DtypeValue(name, 'tensorflow'));
    place(`dtypes.${name}`, new DtypeValue(name, 'tensorflow'));
  }
  place('bool', new DtypeValue('bool', 'tensorflow'));
  place('dtypes.bool', new DtypeValue('bool', 'tensorflow'));
  place('string', new DtypeValue('string', 'tensorflow'));
  place('newaxis', NONE);
}

/** They pass: what they look at is only known when the program runs. */
const ASSERTIONS: readonly string[] = [
  'assert_equal',
  'assert_less',
  'assert_less_equal',
  'assert_greater',
  'assert_greater_equal',
  'assert_rank',
  'assert_positive',
  'assert_non_negative',
  'Assert',
  'assert_shapes',
  'assert_near',
  'assert_all_finite',
];

/** TensorFlow's functions, by the namespaces that they are in. */
export function createTensorflowFunctions(session: KerasSession): Modules {
  const modules: Modules = {};
  const place: Place = (path, value) => {
    const module = namespaceOf(path);
    const members = modules[module] ?? new Map<string, Value>();
    modules[module] = members;
    members.set(path.slice(path.lastIndexOf('.') + 1), value);
  };
  const byPath = new Map<string, Value>();
  for (const { path, definition } of CALLED()) {
    const value = ofTensorflow(session, path, integersKept(session, definition.name, functionOf(session, definition)));
    byPath.set(path, value);
    if (!path.startsWith('compat.')) place(path, value);
  }
  for (const path of ALSO_AT_THE_TOP) place(path.slice(path.lastIndexOf('.') + 1), byPath.get(path)!);
  for (const [path, origin] of Object.entries({ ...OTHER_PLACES, ...MORE_PLACES }))
    if (byPath.has(origin)) place(path, byPath.get(origin)!);
  place('shape', ofTensorflow(session, 'shape', dynamicShape(session)));
  place('rank', numberOfTensor(rankOfTensor('rank')));
  place('size', numberOfTensor(sizeOfTensor(session, 'size')));
  place('convert_to_tensor', ofTensorflow(session, 'convert_to_tensor', asTensor(session)));
  place('is_tensor', isTensorFunction());
  placeCreation(session, place);
  placeDtypes(place);
  place('TensorShape', tensorShapeClass);
  place('no_op', new NativeFunction('no_op', () => NONE));
  place('function', functionOfTensorflow(session));
  place('GradientTape', gradientTape(session));
  place('autograph.experimental.do_not_convert', decorator('do_not_convert'));
  place('custom_gradient', customGradient);
  place('recompute_grad', decorator('recompute_grad'));
  for (const name of ASSERTIONS) place(`debugging.${name}`, new NativeFunction(name, () => NONE));
  return modules;
}

const DTYPES: readonly string[] = [
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
];

/** What makes tensors from a shape. */
const CREATION: readonly (readonly [path: string, definition: OperationDefinition])[] = Object.entries<FunctionTable>({
  zeros: { 'zeros(shape, dtype=None, name=None)': 'Filled' },
  ones: { 'ones(shape, dtype=None, name=None)': 'Filled' },
  fill: { 'fill(shape:dims, value, name=None)': 'FilledWith' },
  eye: { 'eye(N:num_rows, M:num_columns=None, batch_shape=None, dtype=None, name=None)': 'Identity2D' },
  range: { 'range(start, stop:limit=None, step:delta=None, dtype=None, name=None)': 'Arange' },
  linspace: { 'linspace(start, stop, num, name=None, axis=0, dtype=None)': 'Linspace' },
  'random.normal': { 'normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None)': 'Filled' },
  'random.uniform': { 'uniform(shape, minval=0, maxval=None, dtype=None, seed=None, name=None)': 'Filled' },
  'random.truncated_normal': {
    'truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None)': 'Filled',
  },
}).map(([path, table]) => [path, definitionsOf(table, { strict: false, formerName: () => `tf.${path}` })[0]!]);

/** The namespaces that `createTensorflowFunctions` fills. */
export const TENSORFLOW_NAMESPACES: readonly string[] = [
  ...new Set(
    [
      ...DEFINITIONS.map(({ name }) => name).filter((path) => !path.startsWith('compat.')),
      ...Object.keys(OTHER_PLACES),
      ...Object.keys(MORE_PLACES),
      ...CREATION.map(([path]) => path),
      'dtypes.bool',
      'autograph.experimental.do_not_convert',
      'debugging.Assert',
    ].map(namespaceOf),
  ),
];

function namespaceOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? 'tensorflow' : `tensorflow.${path.slice(0, dot)}`;
}

/** Where a size is only known when data comes, the tensor is open; otherwise it is data like any other. */
const openOrPlain = (open: NativeFunction, plain: Value): NativeFunction =>
  new NativeFunction(open.name, (interpreter, args) =>
    interpreter.callWith(
      tensorsIn(interpreter, [...args.positional, ...args.keywords.values()]).length > 0 ? open : plain,
      args,
    ),
  );

/**
 * Functions that keep the elements of integer tensors known: `tf.concat([tf.shape(x)[:1], [n]], axis=0)` is a shape.
 */
function integersKept(session: KerasSession, name: string, general: NativeFunction): NativeFunction {
  if (!INTEGER_FUNCTIONS.has(name)) return general;
  return new NativeFunction(name, (interpreter, args) => {
    const subject =
      args.positional[0] ??
      args.keywords.get('values') ??
      args.keywords.get('x') ??
      args.keywords.get('value') ??
      args.keywords.get('tensors') ??
      args.keywords.get('input_tensor');
    const known = subject && integersOf(name, subject);
    if (!known) return interpreter.callWith(general, args);
    // In Keras 2 it is a row of the model.
    if (subject && tensorsIn(interpreter, [subject]).some((tensor) => !tensor.traced)) {
      const row = interpreter.callWith(general, args);
      return row instanceof KerasTensor ? withElements(row, known, 1) : row;
    }
    if (name === 'unstack')
      return new ListValue([
        ...(new IntegerTensor(known, 1, { traced: true, operators: session.operators }).iterate() ?? []),
      ]);
    if (!known.includes(null))
      return new ArrayValue({
        shape: [known.length],
        dtype: 'int32',
        elements: (known as readonly Size[]).map((size) => valueOfSize(size)),
        library: 'tensorflow',
      });
    return new IntegerTensor(known, 1, { traced: true, operators: session.operators });
  });
}

const INTEGER_FUNCTIONS: ReadonlySet<string> = new Set(['concat', 'concatenate', 'stack', 'unstack']);

function integersOf(name: string, subject: Value): readonly Dimension[] | undefined {
  if (name === 'unstack')
    return subject instanceof IntegerTensor && subject.shape?.length === 1 ? subject.elements : undefined;
  if (subject.kind !== 'list' && subject.kind !== 'tuple') return undefined;
  if (name === 'stack')
    return subject.items.every((item) =>
      item instanceof IntegerTensor ? item.shape?.length === 0 : item.kind === 'int',
    )
      ? elementsOf(subject)
      : undefined;
  if (
    !subject.items.some(
      (item) =>
        item instanceof IntegerTensor ||
        (item instanceof ArrayValue && isVector(item) && /^int/.test(item.dtype ?? '')),
    )
  )
    return undefined;
  const parts = subject.items.map((item) => (isVector(item) ? elementsOf(item) : undefined));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

const isVector = (value: Value): boolean =>
  value instanceof KerasTensor
    ? value instanceof IntegerTensor && value.shape?.length === 1
    : value instanceof ArrayValue
      ? value.shape?.length === 1
      : value.kind === 'list' || value.kind === 'tuple';

const settingsOfBackend = (session: KerasSession): [string, Value][] => [
  ['epsilon', new NativeFunction('epsilon', () => new Float(1e-7))],
  ['floatx', new NativeFunction('floatx', () => str(session.floatx))],
  ['backend', new NativeFunction('backend', () => str('tensorflow'))],
  [
    'image_dim_ordering',
    new NativeFunction('image_dim_ordering', (interpreter) =>
      session.dataFormat
        ? str(session.dataFormat === 'channels_last' ? 'tf' : 'th')
        : interpreter.unknown('which order of axes is set is not decided'),
    ),
  ],
  [
    'learning_phase',
    new NativeFunction('learning_phase', (interpreter) =>
      interpreter.unknown('whether the model is training is decided when it runs'),
    ),
  ],
  [
    'set_image_dim_ordering',
    new NativeFunction('set_image_dim_ordering', (interpreter, { positional: [order] }) => {
      if (order?.kind === 'str')
        session.set(interpreter, { dataFormat: order.value === 'th' ? 'channels_first' : 'channels_last' });
      return NONE;
    }),
  ],
];

/** Names of the backend that change nothing of shapes. */
const WITHOUT_EFFECT_ON_SHAPES: readonly string[] = [
  'batch_set_value',
  'set_learning_phase',
  'set_epsilon',
  'set_session',
  'manual_variable_initialization',
];
/** Names of the backend whose results are not followed. */
const NOT_FOLLOWED: readonly string[] = [
  'gradients',
  'get_session',
  'batch_get_value',
  'ctc_batch_cost',
  'ctc_decode',
  'foldl',
  'foldr',
  'get_uid',
  'name_scope',
  'update',
  'update_add',
  'update_sub',
  'moving_average_update',
  'is_sparse',
  'placeholder',
];

/** `keras.backend` of Keras 2. */
export function createBackend(session: KerasSession): Map<string, Value> {
  const functions = functionsOf(session, BACKEND_DEFINITIONS);
  for (const name of INTEGER_FUNCTIONS) {
    const general = functions.get(name);
    if (general?.kind === 'native') functions.set(name, integersKept(session, name, general));
  }
  for (const [name, value] of functions) functions.set(name, ofTensorflow(session, name, value, 'K'));
  const same = (name: string): [string, Value] => [
    name,
    new NativeFunction(name, (_, args) => args.positional[0] ?? [...args.keywords.values()][0] ?? NONE),
  ];
  const others: [string, Value][] = [
    ['int_shape', staticShape('int_shape')],
    ['shape', dynamicShape(session)],
    ['ndim', rankOfTensor('ndim')],
    ['count_params', sizeOfTensor(session, 'count_params')],
    ['dtype', dtypeOfTensor()],
    ['variable', variables['keras.backend']!['variable']!],
    ['constant', constantOf(session)],
    ['is_keras_tensor', isTensorFunction('is_keras_tensor')],
    ['is_tensor', isTensorFunction()],
    ...settingsOfBackend(session),
    same('in_train_phase'),
    same('in_test_phase'),
    same('identity'),
    ['eval', arrayOfTensor(session)],
    ['get_value', arrayOfTensor(session)],
    ['rnn', recurrence(session)],
    ['function', backendFunction(session)],
    ['set_value', SET_VALUE],
  ];
  for (const name of WITHOUT_EFFECT_ON_SHAPES) others.push([name, new NativeFunction(name, () => NONE)]);
  for (const name of NOT_FOLLOWED)
    others.push([
      name,
      new NativeFunction(name, (interpreter) => interpreter.unknown(words`what ${name} gives is not followed`)),
    ]);
  return new Map([...functions, ...others]);
}

/** `K.constant(value)`: a tensor of that value. */
const constantOf = (session: KerasSession): NativeFunction => {
  const make = asTensor(session);
  return new NativeFunction('constant', (interpreter, args) => {
    const value = args.positional[0] ?? args.keywords.get('value') ?? NONE;
    const dtype = args.positional[1] ?? args.keywords.get('dtype');
    return interpreter.call(
      make,
      [value],
      new Map([['dtype', dtype && dtype.kind !== 'none' ? dtype : str('float32')]]),
    );
  });
};
