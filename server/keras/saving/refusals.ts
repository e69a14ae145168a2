/** What Keras says of configurations that it makes nothing of. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import type { KerasSession } from '../session.ts';

interface Asking {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
}

/** @throws KerasRefusal: the class or function is the program's, and neither registered nor given. */
export function refuseNotFound({ session, interpreter }: Asking, kind: 'class' | 'function', name: string): never {
  return refuse(
    interpreter,
    new LayerError(
      'not-registered',
      kind === 'class'
        ? words`Keras does not find the class ${name} of the program: pass custom_objects={"${name}": ${name}}, or decorate it with @keras.saving.register_keras_serializable().`
        : words`Keras does not find the function ${name} of the program: pass custom_objects={"${name}": ${name}}, or decorate it with @keras.saving.register_keras_serializable().`,
      { exceptionType: session.kerasVersion === 3 ? 'TypeError' : 'ValueError' },
    ),
  );
}

/** @throws KerasRefusal */
export const refuseLambda = (interpreter: Interpreter): never =>
  refuse(
    interpreter,
    new LayerError(
      'unsafe-lambda',
      words`The model has a lambda, which Keras reads only where the program says that it trusts the file: pass safe_mode=False, or make it a function with a name.`,
      { exceptionType: 'ValueError' },
    ),
  );

/** @throws KerasRefusal */
export function refuse(interpreter: Interpreter, error: LayerError): never {
  return refusing(interpreter, undefined, () => {
    throw error;
  });
}
