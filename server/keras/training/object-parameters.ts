/** Arguments that Keras 3's optimizers, schedules, losses, metrics and callbacks do not have, or lack. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { nearest } from './nearest.ts';
import { OBJECTS } from './object-table.ts';

/** What callbacks of Keras 2 take beside those of Keras 3, of those that refuse what they do not know. */
const OF_KERAS_2: ReadonlyMap<string, readonly string[]> = new Map([
  ['BackupAndRestore', ['save_before_preemption']],
  ['CSVLogger', []],
  ['EarlyStopping', []],
  ['LearningRateScheduler', []],
  ['TerminateOnNaN', []],
]);

/** What programs of older Keras write, and its name now. */
const FORMER: Readonly<Record<string, string>> = {
  lr: 'learning_rate',
  epsilon: 'min_delta',
  min_improvement: 'min_delta',
};

/** The others take what older releases had. */
const CHECKED = /^keras\.(optimizers|losses|metrics|callbacks)\./;

/** The parameters of a class in the order of their places; none where they are not known. */
export const parametersOf = (qualifiedName: string): readonly string[] =>
  OBJECTS()
    .get(qualifiedName)
    ?.all.map(({ name }) => name) ?? [];

/** @throws KerasRefusal for an argument that the class does not have, or that it lacks. `args` are without self. */
export function checkObject(
  interpreter: Interpreter,
  qualifiedName: string,
  args: CallArguments,
  kerasVersion: 2 | 3,
): void {
  const parameters = OBJECTS().get(qualifiedName);
  if (!parameters || args.incomplete || !CHECKED.test(qualifiedName)) return;
  const { all, isOpen } = parameters;
  const className = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  const former = qualifiedName.startsWith('keras.callbacks.') ? OF_KERAS_2.get(className) : undefined;
  if (kerasVersion === 2 && !former) return;
  const names = [...all.map(({ name }) => name), ...(kerasVersion === 2 ? (former ?? []) : [])];
  const owner = words`${className} of Keras ${String(kerasVersion)}`;
  const isOptimizer = /^keras\.optimizers\.\w+$/.test(qualifiedName);
  const wrong = isOpen ? undefined : [...args.keywords.keys()].find((name) => !names.includes(name));
  refusing(interpreter, undefined, () => {
    if (wrong !== undefined) {
      const renamed = FORMER[wrong];
      const meant = renamed !== undefined && names.includes(renamed) ? renamed : nearest(wrong, names);
      throw new LayerError(
        'unknown-argument',
        meant === undefined
          ? words`${owner} has no argument named ${wrong}.`
          : words`${owner} has no argument named ${wrong}. Did you mean ${meant}?`,
        { parameter: wrong, exceptionType: isOptimizer ? 'ValueError' : 'TypeError' },
      );
    }
    const missing = all.find(
      ({ name, isRequired }, index) => isRequired && !args.keywords.has(name) && index >= args.positional.length,
    )?.name;
    if (missing !== undefined)
      throw new LayerError('missing-argument', words`${className} is made without ${missing}, which it needs.`, {
        exceptionType: 'TypeError',
      });
  });
}
