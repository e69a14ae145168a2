/** Names of files that models and weights are written to and read from. */
import type { Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { words } from '../../words/message.ts';
import type { ArgumentName, Mend } from '../training/contract-error.ts';

/** The text of a path, of `str` or of pathlib; undefined where it is not known. */
export function pathText(value: Value | undefined): string | undefined {
  const text = value?.kind === 'instance' ? value.attributes.get('_path') : value;
  return text?.kind === 'str' ? text.value : undefined;
}

export const endsWith = (path: string, endings: readonly string[]): boolean =>
  endings.some((ending) => path.endsWith(ending));

/** What programs write for a format that the new ending replaces. */
const FORMER_ENDING = /(\.weights)?\.(h5|hdf5|keras|ckpt|tf|pb|json|hdf|weights)$|\.weights$/;

/** Writes the name with another ending, where it stands in the call as it is. */
export function withEnding(
  call: Place | undefined,
  argument: ArgumentName,
  path: string,
  ending: '.keras' | '.weights.h5',
): readonly Mend[] {
  if (!call || path === '' || path.endsWith('/')) return [];
  const from = path.slice(path.lastIndexOf('/') + 1);
  const to = from.replace(FORMER_ENDING, '') + ending;
  return [
    {
      title: words`Change to "${to}"`,
      changes: [{ kind: 'rename', call, argument, from, to }],
      preferred: true,
    },
  ];
}
