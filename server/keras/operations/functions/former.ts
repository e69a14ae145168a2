/** `tf.*` and `keras.backend` (`K`). */
import { ListValue, NativeFunction, NONE, str, type Value } from '../../../python/values/value.ts';
import type { Dimension } from '../../../shapes/dimension.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import type { KerasSession } from '../../session.ts';
import { functionOf } from '../apply.ts';
import { elementsOf, IntegerTensor } from '../integer-tensor.ts';
import { tensorsIn } from '../arguments.ts';
import { BACKEND, BACKEND_ROWS } from './backend.ts';
import { asTensor, dtypeOfTensor, dynamicShape, isTensorFunction, rankOfTensor, sizeOfTensor, staticShape } from './properties.ts';
import { definitionsOf, functionsOf } from './table.ts';
import { ALSO_AT_THE_TOP, OTHER_PLACES, TENSORFLOW } from './tensorflow.ts';

type Modules = Record<string, Map<string, Value>>;

export function createTensorflowFunctions(session: KerasSession): Modules {
  const modules: Modules = {};
  const place = (path: string, value: Value): void => {
    const dot = path.lastIndexOf('.');
    const module = dot < 0 ? 'tensorflow' : `tensorflow.${path.slice(0, dot)}`;
    (modules[module] ??= new Map()).set(path.slice(dot + 1), value);
  };
  const byPath = new Map<string, Value>();
  for (const definition of definitionsOf(TENSORFLOW, { strict: false, formerName: (path) => `tf.${path}` })) {
    const path = definition.name;
    const short = path.slice(path.lastIndexOf('.') + 1);
    const value = integersKept(session, short, functionOf(session, { ...definition, name: short }));
    byPath.set(path, value);
    if (!path.startsWith('compat.')) place(path, value);
  }
  for (const path of ALSO_AT_THE_TOP) place(path.slice(path.lastIndexOf('.') + 1), byPath.get(path)!);
  for (const [path, origin] of Object.entries(OTHER_PLACES)) if (byPath.has(origin)) place(path, byPath.get(origin)!);
  place('shape', dynamicShape(session));
  place('rank', rankOfTensor('rank'));
  place('size', sizeOfTensor(session, 'size'));
  place('convert_to_tensor', asTensor(session));
  place('is_tensor', isTensorFunction());
  place('no_op', new NativeFunction('no_op', () => NONE));
  place('function', decorator('function'));
  place('autograph.experimental.do_not_convert', decorator('do_not_convert'));
  place('custom_gradient', decorator('custom_gradient'));
  place('recompute_grad', decorator('recompute_grad'));
  for (const name of ['assert_equal', 'assert_less', 'assert_less_equal', 'assert_greater', 'assert_greater_equal', 'assert_rank', 'assert_positive', 'assert_non_negative', 'Assert', 'assert_shapes', 'assert_near', 'assert_all_finite']) {
    place(`debugging.${name}`, new NativeFunction(name, () => NONE));
  }
  return modules;
}

/** Functions that keep the elements of integer tensors known: `tf.concat([tf.shape(x)[:1], [n]], axis=0)` is a shape. */
function integersKept(session: KerasSession, name: string, general: NativeFunction): NativeFunction {
  if (!INTEGER_FUNCTIONS.has(name)) return general;
  return new NativeFunction(name, (interpreter, args) => {
    const subject = args.positional[0] ?? args.keywords.get('values') ?? args.keywords.get('x') ?? args.keywords.get('value') ?? args.keywords.get('input_tensor');
    const known = subject && (session.kerasVersion === 3 || tensorsIn([subject]).every((tensor) => tensor.traced)) ? integersOf(name, subject) : undefined;
    if (!known) return interpreter.callWith(general, args);
    if (name === 'unstack') return new ListValue([...(new IntegerTensor(known, 1, { traced: true, operators: session.operators }).iterate() ?? [])]);
    return new IntegerTensor(known, 1, { traced: true, operators: session.operators });
  });
}

const INTEGER_FUNCTIONS: ReadonlySet<string> = new Set(['concat', 'stack', 'unstack']);

function integersOf(name: string, subject: Value): readonly Dimension[] | undefined {
  if (tensorsIn([subject]).length === 0 || (subject instanceof KerasTensor && !(subject instanceof IntegerTensor))) return undefined;
  if (name === 'unstack') return subject instanceof IntegerTensor && subject.shape?.length === 1 ? subject.elements : undefined;
  if (subject.kind !== 'list' && subject.kind !== 'tuple') return undefined;
  if (name === 'stack') return tensorsIn([subject]).every((tensor) => tensor instanceof IntegerTensor) ? elementsOf(subject) : undefined;
  const parts = subject.items.map((item) => (item instanceof KerasTensor && !(item instanceof IntegerTensor) ? undefined : elementsOf(item)));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** `@tf.function`: the function itself. */
const decorator = (name: string): NativeFunction => new NativeFunction(name, (_, { positional: [decorated] }) => decorated ?? new NativeFunction(name, (_interpreter, { positional: [inner] }) => inner ?? NONE));

export function createBackend(session: KerasSession): Map<string, Value> {
  const functions = functionsOf(session, definitionsOf(BACKEND, { strict: false, formerName: (name) => `tf.${BACKEND_ROWS[name] ?? name}` }));
  const nothing = (name: string): [string, Value] => [name, new NativeFunction(name, () => NONE)];
  const unfollowed = (name: string): [string, Value] => [name, new NativeFunction(name, (interpreter) => interpreter.unknown(`what ${name} gives is not followed`))];
  const same = (name: string): [string, Value] => [name, new NativeFunction(name, (_, args) => args.positional[0] ?? [...args.keywords.values()][0] ?? NONE)];
  const others: [string, Value][] = [
    ['int_shape', staticShape('int_shape')], ['shape', dynamicShape(session)], ['ndim', rankOfTensor('ndim')], ['count_params', sizeOfTensor(session, 'count_params')], ['dtype', dtypeOfTensor()],
    ['variable', variableOf(session)], ['constant', variableOf(session)], ['is_keras_tensor', isTensorFunction('is_keras_tensor')], ['is_tensor', isTensorFunction()],
    ['floatx', new NativeFunction('floatx', () => str('float32'))], ['backend', new NativeFunction('backend', () => str('tensorflow'))], ['image_dim_ordering', new NativeFunction('image_dim_ordering', () => str(session.dataFormat === 'channels_last' ? 'tf' : 'th'))],
    ['learning_phase', new NativeFunction('learning_phase', (interpreter) => interpreter.unknown('whether the model is training is decided when it runs'))],
    same('in_train_phase'), same('in_test_phase'), same('eval'), same('get_value'), same('identity'),
    nothing('set_value'), nothing('batch_set_value'), nothing('set_learning_phase'), nothing('set_epsilon'), nothing('set_session'), nothing('manual_variable_initialization'), nothing('set_image_dim_ordering'),
    unfollowed('function'), unfollowed('gradients'), unfollowed('rnn'), unfollowed('get_session'), unfollowed('batch_get_value'), unfollowed('ctc_batch_cost'), unfollowed('ctc_decode'), unfollowed('foldl'), unfollowed('foldr'), unfollowed('epsilon'), unfollowed('get_uid'), unfollowed('name_scope'),
    unfollowed('update'), unfollowed('update_add'), unfollowed('update_sub'), unfollowed('moving_average_update'), unfollowed('is_sparse'), unfollowed('placeholder'),
  ];
  return new Map([...functions, ...others]);
}

/** `K.variable(value)` and `K.constant(value)`: a tensor of that value. */
const variableOf = (session: KerasSession): NativeFunction => {
  const make = asTensor(session);
  return new NativeFunction('variable', (interpreter, args) => {
    const value = args.positional[0] ?? args.keywords.get('value') ?? NONE;
    const dtype = args.positional[1] ?? args.keywords.get('dtype');
    return interpreter.call(make, [value], new Map([['dtype', dtype && dtype.kind !== 'none' ? dtype : str('float32')]]));
  });
};
