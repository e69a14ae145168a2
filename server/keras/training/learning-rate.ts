/** `optimizer.learning_rate`: a variable, whatever number the optimizer is given. */
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  Float,
  type InstanceValue,
  NativeFunction,
  NONE,
  PropertyValue,
  type Value,
} from '../../python/domain/value.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { DataVariable } from '../data/variables.ts';

/** Where the variable is kept; no name of Python's. */
const KEPT = '*learning rate';

/** Where the program says none. */
const USUAL: Readonly<Record<string, number>> = { SGD: 0.01 };
const MOST_USUAL = 0.001;

const given = ({ attributes }: InstanceValue): Value | undefined =>
  attributes.get('learning_rate') ?? attributes.get('lr');

/** undefined: a schedule, or not known. */
function variableOf(interpreter: Interpreter, optimizer: InstanceValue): DataVariable | undefined {
  const known = optimizer.attributes.get(KEPT);
  if (known instanceof DataVariable) return known;
  const rate = given(optimizer);
  const isOwn = optimizer.cls.definition !== undefined;
  const first = rate === undefined && !isOwn ? new Float(USUAL[optimizer.cls.name] ?? MOST_USUAL) : rate;
  if (first === undefined || isUndetermined(first) || (first.kind !== 'float' && first.kind !== 'int'))
    return undefined;
  const made = new DataVariable(
    { shape: [], dtype: 'float32', library: 'tensorflow', elements: castAll([first], 'float32') },
    'keras',
    false,
    'learning_rate',
  );
  interpreter.make(made);
  interpreter.touch(optimizer);
  optimizer.attributes.set(KEPT, made);
  return made;
}

/** Its learning rate now, as a value of its own; undefined: a schedule, or not known. */
export const rateOf = (interpreter: Interpreter, optimizer: Value | undefined): Value | undefined =>
  optimizer?.kind === 'instance' ? variableOf(interpreter, optimizer)?.copy() : undefined;

/** A file says what it is. */
export function setRate(interpreter: Interpreter, optimizer: Value | undefined, rate: Value | undefined): void {
  if (optimizer?.kind === 'instance' && rate) variableOf(interpreter, optimizer)?.assign(interpreter, rate);
}

/** The optimizer is made: code that is not followed finds the variable in it. */
export function makeLearningRate(interpreter: Interpreter, optimizer: InstanceValue): void {
  variableOf(interpreter, optimizer);
}

export const learningRate = (kerasVersion: 2 | 3): PropertyValue =>
  new PropertyValue(
    new NativeFunction('learning_rate', (interpreter, { positional: [self] }) => {
      if (self?.kind !== 'instance') return interpreter.unknown('the optimizer is not known');
      const rate = given(self);
      // Keras 2 gives the schedule, Keras 3 what it says for the present step.
      if (kerasVersion === 2 && rate?.kind === 'instance') return rate;
      const variable = kerasVersion === 3 ? variableOf(interpreter, self) : undefined;
      return variable ?? interpreter.unknown('the learning rate is a variable');
    }),
    new NativeFunction('learning_rate', (interpreter, { positional: [self, value] }) => {
      if (self?.kind !== 'instance' || !value) return NONE;
      const variable = kerasVersion === 3 ? variableOf(interpreter, self) : undefined;
      if (variable && value.kind !== 'instance') variable.assign(interpreter, value);
      else {
        interpreter.touch(self);
        self.attributes.set('learning_rate', value);
        self.attributes.delete(KEPT);
      }
      return NONE;
    }),
  );

/** Something may have set it: a callback that plans the rate. */
export function loseLearningRate(interpreter: Interpreter, optimizer: Value | undefined): void {
  if (optimizer?.kind === 'instance') variableOf(interpreter, optimizer)?.hold(interpreter);
}
