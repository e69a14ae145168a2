/** Where the data of a call comes from: data that no adapter takes, and arguments that do not go with batches. */
import type { Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { type Message, words } from '../../words/message.ts';
import type { Mend } from './contract-error.ts';
import type { DataKind, FitData } from './fit-data.ts';
import { refused } from './inputs.ts';
import type { Situation } from './situation.ts';
import { PARAMETERS, type TrainingMethod } from './training-methods.ts';

/**
 * @param value An argument by its name; None counts as not given.
 * @throws ContractError at data or an argument that this Keras does not take.
 */
export function checkSource(
  situation: Situation,
  data: FitData,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  if (data.kind === 'python') checkPython(situation, data, value, method);
  const batches = batchesText(data.kind);
  if (!batches || method !== 'fit') return;
  checkOwnLabels(situation, batches, value, method);
  checkSplit(situation, batches, value, method);
}

/** undefined for what does not come in batches of its own. */
function batchesText(kind: DataKind): Message | undefined {
  if (kind === 'dataset') return words`a tf.data.Dataset`;
  if (kind === 'generator') return words`a generator`;
  return kind === 'sequence' ? words`a sequence of batches` : undefined;
}

/** The call without one of its arguments. */
export const removal = ({ site }: Situation, method: TrainingMethod, name: string): readonly Mend[] =>
  site
    ? [
        {
          title: words`Remove ${name}`,
          changes: [{ kind: 'remove', call: site, argument: { name, position: PARAMETERS[method].indexOf(name) } }],
          preferred: true,
        },
      ]
    : [];

/** Batches bring their labels and weights themselves. */
function checkOwnLabels(
  situation: Situation,
  batches: Message,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  for (const name of ['y', 'sample_weight']) {
    if (value(name) === undefined || isUndetermined(value(name))) continue;
    const subject = words`${situation.subjectOf('x')}${situation.placeOf('x')}`;
    const refusal =
      name === 'y'
        ? words`${subject} is ${batches}: it brings its labels itself, as (x, y), and y must not be given. ${'`y` should not be passed.'}`
        : words`${subject} is ${batches}: it brings its weights itself, as (x, y, sample_weight), and sample_weight must not be given. ${'`sample_weight` should not be passed.'}`;
    throw refused(situation, 'batches-argument', refusal, {
      argument: { name, position: PARAMETERS[method].indexOf(name) },
      mends: removal(situation, method, name),
    });
  }
}

/** validation_split cuts arrays only. */
function checkSplit(
  situation: Situation,
  batches: Message,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  const split = value('validation_split');
  if (split?.kind !== 'float' && split?.kind !== 'int') return;
  if (!(Number(split.value) > 0) || value('validation_data') !== undefined) return;
  throw refused(
    situation,
    'batches-argument',
    words`validation_split cuts arrays, but ${situation.nameOf('x')}${situation.placeOf('x')} is ${batches}. \`validation_split\` is only supported for Tensors or NumPy arrays. Split the data before, and pass validation_data.`,
    {
      argument: { name: 'validation_split', position: PARAMETERS[method].indexOf('validation_split') },
      mends: removal(situation, method, 'validation_split'),
    },
  );
}

/** Python lists, texts and numbers where arrays belong. */
function checkPython(
  situation: Situation,
  data: FitData,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  const { kerasVersion, site } = situation;
  if (method.endsWith('on_batch')) return;
  const parts = ['x', 'y', 'sample_weight'].filter((name) => value(name) !== undefined);
  const isList = (name: string): boolean => {
    const kind = value(name)?.kind;
    return kind === 'list' || kind === 'tuple';
  };
  const lists = parts.filter((name) => name !== 'sample_weight' && isList(name));
  if (isUndetermined(value('x')) || isUndetermined(value('y'))) return;
  // Up to 2.3 each of them is made an array by itself.
  if (situation.session.dialect.first || situation.session.dialect.perhapsFirst) return;
  // Keras 2 takes lists of numbers where x and y both are.
  if (
    kerasVersion === 2 &&
    (lists.length === parts.filter((name) => name !== 'sample_weight').length || data.refused === 'sample_weight')
  )
    return;
  const name = data.refused!;
  const role = name === 'sample_weight' ? 'weights' : name;
  const mends: Mend[] = site
    ? [
        {
          title: lists.length === 2 ? words`Make them arrays: np.array(…)` : words`Make it an array: np.array(…)`,
          changes: (lists.length > 0 ? lists : [name]).map((one) => ({
            kind: 'wrap',
            call: site,
            argument: { name: one, position: PARAMETERS[method].indexOf(one) },
            before: 'np.array(',
            after: ')',
          })),
          preferred: true,
        },
      ]
    : [];
  throw refused(
    situation,
    'data-type',
    words`${situation.subjectOf(role)}${situation.placeOf(role)} is a Python ${value(name)?.kind ?? 'list'}: ${method}() takes arrays, tensors or data sets. ${kerasVersion === 3 ? 'Unrecognized data type.' : 'Failed to find data adapter that can handle input.'} Make an array of it with np.array(…).`,
    { argument: { name, position: PARAMETERS[method].indexOf(name) }, mends },
  );
}
