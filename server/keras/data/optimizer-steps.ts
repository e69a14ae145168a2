/** How many steps an optimizer has made: `optimizer.iterations`. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type InstanceValue, int, NativeFunction, PropertyValue, type Value } from '../../python/domain/value.ts';
import { DataVariable } from './variables.ts';

/** Where the variable is kept; no name of Python's. */
export const KEPT = '*iterations';

/** The variable that counts them. */
function counterOf(interpreter: Interpreter, optimizer: InstanceValue): DataVariable {
  const known = optimizer.attributes.get(KEPT);
  if (known instanceof DataVariable) return known;
  const made = new DataVariable(
    { shape: [], dtype: 'int64', elements: [int(0)], library: 'tensorflow' },
    'tensorflow',
    false,
    'iteration',
  );
  interpreter.touch(optimizer);
  optimizer.attributes.set(KEPT, made);
  return made;
}

/** So many steps more; undefined: nobody knows how many. */
export function countSteps(interpreter: Interpreter, optimizer: Value | undefined, steps: number | undefined): void {
  if (optimizer?.kind !== 'instance') return;
  const counter = counterOf(interpreter, optimizer);
  counter.assign(interpreter, steps === undefined ? undefined : interpreter.binary('+', counter.copy(), int(steps)));
}

/** How many steps it has made, as a number of its own: what becomes of the optimizer does not change it. */
export const stepsOf = (interpreter: Interpreter, optimizer: Value | undefined): Value | undefined =>
  optimizer?.kind === 'instance' ? counterOf(interpreter, optimizer).copy() : undefined;

/** It has made so many steps, as a file tells; undefined: nobody knows how many. */
export function setSteps(interpreter: Interpreter, optimizer: Value | undefined, steps: Value | undefined): void {
  if (optimizer?.kind === 'instance') counterOf(interpreter, optimizer).assign(interpreter, steps);
}

/** Keras 3 counts as one the steps whose gradients it accumulates: BaseOptimizer.iterations. */
export const iterations = new PropertyValue(
  new NativeFunction('iterations', (interpreter, { positional: [self] }) => {
    if (self?.kind !== 'instance') return interpreter.unknown('the optimizer is not known');
    const counter = counterOf(interpreter, self);
    const accumulated = self.attributes.get('gradient_accumulation_steps');
    return accumulated === undefined || accumulated.kind === 'none'
      ? counter
      : interpreter.binary('//', counter.copy(), accumulated);
  }),
);
