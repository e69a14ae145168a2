/** What is read where not all is known. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { type Message, words } from '../../words/message.ts';
import { Undecided } from '../layers/definition.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';

/**
 * What is not decided of a configuration leaves what it makes unknown. `refusesAll`: whatever Keras refuses, it does.
 */
export function attempted(interpreter: Interpreter, work: () => Value, refusesAll = false): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Undecided) return interpreter.unknown(error.reason);
    // What is not refused of the configuration itself is nothing that Keras refuses.
    if (!refusesAll && error instanceof KerasRefusal && !OF_CONFIGURATIONS.has(error.refusal.code))
      return interpreter.unknown(words`what the configuration makes is not followed (${error.refusal.words})`);
    throw error;
  }
}

const OF_CONFIGURATIONS: ReadonlySet<string> = new Set(['not-registered', 'unsafe-lambda', 'weights-mismatch']);

/**
 * A model of which nothing is known. Each Sequential of the file takes one of the automatic names of functional models
 * in Keras 3; how many there are is not known.
 */
export function unknownModel(session: KerasSession, interpreter: Interpreter, reason: Message): Value {
  interpreter.touch(session.naming);
  if (session.kerasVersion === 3) session.naming.lose('functional');
  return interpreter.unknown(reason);
}
