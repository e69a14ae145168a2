/** `optimizer.built` and `optimizer.variables`: what fit() and apply() make of an optimizer. */
import { Top } from '../../python/domain/undetermined.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  FALSE,
  type InstanceValue,
  int,
  ListValue,
  NativeFunction,
  PropertyValue,
  TRUE,
  type Value,
} from '../../python/domain/value.ts';

/** How many variables there are once it is built; no name of Python's. */
const BUILT = '*variables';

/** It is built now, with so many variables; undefined: that is not known. */
export function markBuilt(interpreter: Interpreter, optimizer: Value | undefined, variables: number | undefined): void {
  if (optimizer?.kind !== 'instance' || optimizer.attributes.has(BUILT)) return;
  interpreter.touch(optimizer);
  const reason = 'how many variables the optimizer keeps is not followed';
  optimizer.attributes.set(BUILT, variables === undefined ? new Top(reason) : int(variables));
}

const isFollowed = ({ cls }: InstanceValue): boolean =>
  cls.definition === undefined && cls.name !== 'LossScaleOptimizer';

export const built = new PropertyValue(
  new NativeFunction('built', (interpreter, { positional: [self] }) => {
    if (self?.kind !== 'instance' || !isFollowed(self)) return interpreter.unknown('the optimizer is not followed');
    return self.attributes.has(BUILT) ? TRUE : FALSE;
  }),
  // Its own code says so.
  new NativeFunction('built', (interpreter) => interpreter.unknown('whether the optimizer is built')),
);

export const variables = new PropertyValue(
  new NativeFunction('variables', (interpreter, { positional: [self] }) => {
    const one = interpreter.unknown('the variables of the optimizer are not followed');
    if (self?.kind !== 'instance' || !isFollowed(self)) return new ListValue([], one);
    const count = self.attributes.get(BUILT);
    const isScheduled = self.attributes.get('learning_rate')?.kind === 'instance';
    if (count !== undefined && count.kind !== 'int') return new ListValue([], one);
    const known = count === undefined ? (isScheduled ? 1 : 2) : Number(count.value);
    return new ListValue(Array.from({ length: known }, () => interpreter.unknown(one.reason)));
  }),
);
