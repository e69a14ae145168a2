/** Names of arguments that the methods of a model do not have. */
import type { Place } from '../../python/syntax/place.ts';
import type { CallArguments } from '../../python/domain/interpreter.ts';
import { ContractError, type Mend } from './contract-error.ts';
import { nearest } from './nearest.ts';
import { words } from '../../words/message.ts';

/** Arguments that Keras 2 took, by what they are now. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  nb_epoch: 'epochs',
  samples_per_epoch: 'steps_per_epoch',
  nb_val_samples: 'validation_steps',
  nb_worker: 'workers',
  max_q_size: 'max_queue_size',
};
const OF_SEQUENCES: ReadonlySet<string> = new Set(['workers', 'use_multiprocessing', 'max_queue_size']);

/**
 * Keras 3 takes no other arguments than those it names.
 * @throws ContractError for the first that it does not name.
 */
export function checkNames(
  method: string,
  parameters: readonly string[],
  { keywords }: Pick<CallArguments, 'keywords'>,
  site: Place | undefined,
): void {
  const name = [...keywords.keys()].find((one) => !parameters.includes(one));
  if (name === undefined) return;
  const meant = FORMER_NAMES[name] ?? nearest(name, parameters);
  const present = meant !== undefined && parameters.includes(meant) && !keywords.has(meant) ? meant : undefined;
  const mends: Mend[] = !site
    ? []
    : present
      ? [
          {
            title: words`Change ${name} to ${present}`,
            changes: [{ kind: 'rename', call: site, from: name, to: present }],
            preferred: true,
          },
        ]
      : [
          {
            title: words`Remove ${name}`,
            changes: [{ kind: 'remove', call: site, argument: { name } }],
            preferred: OF_SEQUENCES.has(name),
          },
        ];
  const refusal = words`${method}() of Keras 3 has no argument named ${name}: got an unexpected keyword argument.`;
  const hinted = present
    ? words`${refusal} Did you mean ${present}?`
    : OF_SEQUENCES.has(name)
      ? words`${refusal} It is an argument of the PyDataset (Sequence) now.`
      : refusal;
  throw new ContractError('unknown-argument', hinted, { exceptionType: 'TypeError', argument: { name }, mends });
}
