/** Functions of `keras.backend` that do something beside what they give. */
import { NativeFunction, NONE } from '../../../python/domain/value.ts';
import { words } from '../../../words/message.ts';
import { DataVariable } from '../../data/variables.ts';
import type { KerasSession } from '../../session.ts';

/** `K.set_value(variable, value)` */
export const SET_VALUE = new NativeFunction('set_value', (interpreter, { positional: [variable, value] }) => {
  if (variable instanceof DataVariable) variable.assign(interpreter, value);
  return NONE;
});

/** `K.function(inputs, outputs)`: from TensorFlow 2 on it makes a model, which takes the next automatic name. */
export const backendFunction = (session: KerasSession): NativeFunction =>
  new NativeFunction('function', (interpreter) => {
    if (!session.firstGeneration) {
      interpreter.touch(session.naming);
      session.naming.unique('model');
    }
    return interpreter.unknown(words`what function gives is not followed`);
  });
