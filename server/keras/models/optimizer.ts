import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { Weight } from '../layers/layer-state.ts';
import { bytesOf, countOf } from '../layers/weights.ts';
import { add, multiply, product, type Size } from '../../shapes/dimension.ts';

/** Arrays the size of the trainable ones that an optimizer keeps besides its step counter and learning rate. */
const SLOTS: Readonly<Record<string, number>> = {
  adam: 2,
  adamw: 2,
  nadam: 2,
  adamax: 2,
  rmsprop: 1,
  adagrad: 1,
  adadelta: 2,
  sgd: 0,
  lion: 1,
  ftrl: 2,
  lamb: 2,
  adafactor: 1,
};

/** What a LossScaleOptimizer has: iterations and a learning rate of its own, the scale, the steps since it was set. */
const SCALING = 4;

/**
 * Scalars in an optimizer's variables once it is built: iterations and learning rate, and its slots. undefined where it
 * is not followed. `isScaled`: compile() has put a LossScaleOptimizer around it.
 */
export function optimizerCount(
  interpreter: Interpreter,
  optimizer: Value | undefined,
  trainable: readonly Weight[],
  isScaled = false,
): Size | undefined {
  const name = nameOf(optimizer);
  const arrays = arraysOf(interpreter, name, optimizer);
  const count = countOf(trainable);
  if (arrays === undefined || count === undefined) return undefined;
  const known = add(multiply(count, arrays.slots), arrays.scalars + (isScaled ? SCALING : 0));
  return name === 'adafactor' ? add(known, factors(trainable)) : known;
}

/** Bytes of TensorFlow's: iterations, an int64, and the learning rate. The scale has the same, and a counter. */
const STEP_COUNTER = 8;
const SCALAR = 4;
const SCALING_BYTES = 2 * (STEP_COUNTER + SCALAR);

/**
 * Bytes of the same: slots have the dtypes of the arrays that they are for. undefined where that is not followed.
 */
export function optimizerBytes(
  interpreter: Interpreter,
  optimizer: Value | undefined,
  trainable: readonly Weight[],
  kerasVersion: 2 | 3,
  isScaled = false,
): Size | undefined {
  const name = nameOf(optimizer);
  const inner = optimizer?.kind === 'instance' ? optimizer.attributes.get('inner_optimizer') : undefined;
  if (name === 'lossscaleoptimizer' && inner) return optimizerBytes(interpreter, inner, trainable, kerasVersion, true);
  const arrays = arraysOf(interpreter, name, optimizer);
  let sum: Size | undefined = 0;
  for (const weight of trainable) {
    const bytes = bytesOf(weight);
    sum = sum === undefined || bytes === undefined ? undefined : add(sum, bytes);
  }
  if (arrays === undefined || sum === undefined) return undefined;
  // Of 2.15's variables only the step counter is a scalar, and SGD has its momenta in any case.
  if (kerasVersion === 2 && name !== 'adafactor')
    return add(multiply(sum, name === 'sgd' ? Math.max(1, arrays.slots) : arrays.slots), STEP_COUNTER);
  const scalars = arrays.scalars * SCALAR + STEP_COUNTER - SCALAR + (isScaled ? SCALING_BYTES : 0);
  const known = add(multiply(sum, arrays.slots), scalars);
  return name === 'adafactor' ? add(known, multiply(factors(trainable), SCALAR)) : known;
}

/** `adam`, in small letters; undefined where it is not one by its name or class. */
export const optimizerName = (optimizer: Value | undefined): string | undefined => nameOf(optimizer);

/** How many variables an optimizer has once it is built for so many arrays; undefined where that is not followed. */
export function variablesOfOptimizer(
  interpreter: Interpreter,
  optimizer: Value,
  trainable: number,
): number | undefined {
  const name = nameOf(optimizer);
  const arrays = name === 'adafactor' ? undefined : arraysOf(interpreter, name, optimizer);
  return arrays && arrays.slots * trainable + arrays.scalars;
}

const nameOf = (optimizer: Value | undefined): string | undefined =>
  optimizer === undefined
    ? 'rmsprop'
    : optimizer.kind === 'str'
      ? optimizer.value.toLowerCase()
      : optimizer.kind === 'instance'
        ? optimizer.cls.name.toLowerCase()
        : undefined;

/** What it keeps for each array, and the scalars beside them: the step counter, the learning rate. */
function arraysOf(
  interpreter: Interpreter,
  name: string | undefined,
  optimizer: Value | undefined,
): { readonly slots: number; readonly scalars: number } | undefined {
  const slots = name === undefined ? undefined : SLOTS[name];
  if (slots === undefined) return undefined;
  let total = slots;
  let scalars = name === 'nadam' ? 3 : 2;
  if (optimizer?.kind === 'instance') {
    const flag = (key: string): boolean => {
      const value = optimizer.attributes.get(key);
      return value ? interpreter.truth(value) !== false : false;
    };
    if (flag('amsgrad')) total++;
    if (name === 'sgd' && flag('momentum')) total++;
    if (name === 'rmsprop' && flag('momentum')) total++;
    if (name === 'rmsprop' && flag('centered')) total++;
    if (flag('use_ema')) total++;
    if (optimizer.attributes.get('gradient_accumulation_steps')?.kind === 'int') total++;
    // A schedule is no variable.
    if (optimizer.attributes.get('learning_rate')?.kind === 'instance') scalars--;
  }
  return { slots: total, scalars };
}

/** Adafactor keeps the sums over the last two axes of each array, and two placeholders for what has fewer. */
function factors(trainable: readonly Weight[]): Size {
  return trainable.reduce<Size>((sum, { shape }) => {
    if (!shape || shape.length < 2) return add(sum, 2);
    const outer = shape.slice(0, -2);
    return add(sum, add(product([...outer, shape.at(-2)!]), product([...outer, shape.at(-1)!])));
  }, 0);
}
