/** What is no callback, and what a callback's function must give. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { changeableIn } from '../../python/domain/points-to.ts';
import { type InstanceValue, OTHER_ATTRIBUTES, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { ContractError } from './contract-error.ts';

/** Those that log the learning rate. */
export const OF_RATES: ReadonlySet<string> = new Set(['LearningRateScheduler', 'ReduceLROnPlateau']);

const NO_CALLBACKS: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'str',
  'int',
  'float',
  'bool',
  'function',
  'native',
]);

/**
 * Keras calls methods of all that it is given as callbacks.
 * @throws KerasRefusal for a class that is not instantiated, and for what has no such methods
 */
export function refuseOthers(interpreter: Interpreter, model: LayerState, given: Value | undefined): void {
  const items = given?.kind === 'list' || given?.kind === 'tuple' ? given.items : given ? [given] : [];
  for (const item of items) {
    const name = item.kind === 'instance' ? lackingName(item) : undefined;
    const isClass =
      item.kind === 'class' && item.mro.some(({ qualifiedName }) => qualifiedName.startsWith('keras.callbacks.'));
    if (!isClass && name === undefined && !NO_CALLBACKS.has(item.kind)) continue;
    refusing(interpreter, model, () => {
      throw new ContractError(
        'callback-argument',
        isClass
          ? words`The callback ${item.name} is the class itself: write ${item.name}() to make one. set_model() missing 1 required positional argument: 'model'.`
          : name !== undefined
            ? words`The callback ${name} does not derive from keras.callbacks.Callback: it has no attribute 'set_model'.`
            : words`callbacks has something in it that is no callback: it has no attribute 'set_model'.`,
        { exceptionType: isClass ? 'TypeError' : 'AttributeError', argument: { name: 'callbacks' } },
      );
    });
  }
}

/** The class of an object of the program's that surely has no `set_model`, which Keras calls first. */
function lackingName({ cls, attributes, host }: InstanceValue): string | undefined {
  const isOpen =
    host !== undefined ||
    attributes.has(OTHER_ATTRIBUTES) ||
    cls.mro.some(
      ({ definition, qualifiedName, unknownBase, decorated }) =>
        unknownBase !== undefined || decorated !== undefined || (!definition && qualifiedName !== 'builtins.object'),
    );
  return isOpen || attributes.has('set_model') || cls.lookup('set_model') || cls.lookup('__getattr__')
    ? undefined
    : cls.name;
}

/**
 * Whether one of them may set the learning rate otherwise than by code that is run here. `isCounted`: how often is
 * known.
 */
export function mayPlanRate(given: Value | undefined, isCounted: boolean): boolean {
  if (!given || given.kind === 'none') return false;
  const { callbacks, isWhole } = callbacksIn(given);
  return (
    !isWhole ||
    callbacks.some(
      ({ cls, attributes }) =>
        cls.unknownBase !== undefined ||
        attributes.has(OTHER_ATTRIBUTES) ||
        cls.mro.some(({ name, definition }) => OF_RATES.has(name) || (definition !== undefined && !isCounted)),
    )
  );
}

/** The objects among what `callbacks` is given; `isWhole`: there are no others. */
export function callbacksIn(given: Value): { readonly callbacks: readonly InstanceValue[]; readonly isWhole: boolean } {
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : [given];
  const isWhole =
    items.every(({ kind }) => kind === 'instance' || kind === 'none') && !(given.kind === 'list' && given.summary);
  const all = isWhole ? items : [...items, ...changeableIn([given])];
  return { callbacks: [...new Set(all)].filter((one) => one.kind === 'instance'), isWhole };
}

const NO_RATES: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'int',
  'bool',
  'str',
  'list',
  'tuple',
  'dict',
]);

/** @throws KerasRefusal where the function of a LearningRateScheduler gives something else than a float */
export function refuseRate(
  { kerasVersion }: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  scheduler: InstanceValue,
  rate: Value,
): void {
  if (kerasVersion === 3 && hasSchedule(model)) refuseSchedule(interpreter, model);
  if (!NO_RATES.has(rate.kind)) return;
  const given = rate.kind === 'none' ? 'None' : rate.kind;
  refusing(interpreter, model, () => {
    throw new ContractError(
      'callback-argument',
      words`LearningRateScheduler: its function gives ${given}, and not a float: The output of the \`schedule\` function should be a float.`,
      {
        related: scheduler.site ? [{ span: scheduler.site, message: words`the callback is made here` }] : [],
      },
    );
  });
}

/** Whether the optimizer was made with a schedule, so that its rate cannot be set. */
function hasSchedule({ training, undecidedTraining }: LayerState): boolean {
  const optimizer = undecidedTraining ? undefined : training?.compile?.get('optimizer');
  if (optimizer?.kind !== 'instance') return false;
  const rate = optimizer.attributes.get('learning_rate');
  return rate?.kind === 'instance' && rate.cls.qualifiedName.startsWith('keras.optimizers.schedules.');
}

const refuseSchedule = (interpreter: Interpreter, model: LayerState): never =>
  refusing(interpreter, model, () => {
    throw new ContractError(
      'callback-argument',
      words`LearningRateScheduler sets the learning rate, but the optimizer has a schedule of its own: This optimizer was created with a \`LearningRateSchedule\` object, hence its learning rate is not settable.`,
      { exceptionType: 'TypeError' },
    );
  });
