/** The arrays that a call is given: as many samples in each, and numbers in them. */
import { formatDimension, sameDimension } from '../../shapes/dimension.ts';
import { type Text, words } from '../../words/message.ts';
import { flatten } from '../nests.ts';
import type { Mend } from './contract-error.ts';
import { type FitData, isFrame, type Part } from './fit-data.ts';
import { refused, wholeShape } from './inputs.ts';
import type { Situation } from './situation.ts';

/** @throws ContractError at arrays of different lengths. */
export function checkRows(situation: Situation, data: FitData): void {
  if (data.kind !== 'arrays' || situation.method.endsWith('on_batch')) return;
  const all: {
    readonly name: Text;
    readonly subject: Text;
    readonly role: 'x' | 'y' | 'weights';
    readonly part: Part;
  }[] = [];
  for (const role of ['x', 'y', 'weights'] as const) {
    const nest = data[role];
    if (nest === undefined || nest === 'none') continue;
    const parts = flatten(nest).filter(({ value }) => value.kind !== 'none');
    for (const [index, part] of parts.entries()) {
      const isOne = parts.length === 1;
      const name = isOne ? situation.nameOf(role) : words`array ${index + 1} of ${situation.nameOf(role)}`;
      all.push({
        name,
        subject: isOne ? situation.subjectOf(role) : words`Array ${index + 1} of ${situation.nameOf(role)}`,
        role,
        part,
      });
    }
  }
  const [first, ...others] = all.filter(({ part }) => part.rows !== undefined && part.rows !== null);
  if (!first) return;
  for (const other of others) {
    if (sameDimension(first.part.rows!, other.part.rows!) !== 'different') continue;
    throw refused(
      situation,
      'sample-count',
      words`${first.subject}${situation.placeOf(first.role)} has ${formatDimension(first.part.rows!)} samples (shape ${wholeShape(first.part.shape, first.part.rows)}), but ${other.name}${other.role === first.role ? '' : situation.placeOf(other.role)} has ${formatDimension(other.part.rows!)} (shape ${wholeShape(other.part.shape, other.part.rows)}): the first axis counts the samples and must be the same. Data cardinality is ambiguous.`,
      { argument: situation.arguments[other.role] ?? situation.arguments.x },
    );
  }
}

/** @throws ContractError at arrays of objects: lists of different lengths. */
export function checkTypes(situation: Situation, data: FitData): void {
  for (const role of ['x', 'y'] as const) {
    const nest = data[role];
    if (data.kind !== 'arrays' || nest === undefined || nest === 'none') continue;
    for (const part of flatten(nest)) {
      if (part.dtype !== 'object' || isFrame(part.value) || !isRagged(part)) continue;
      throw refused(
        situation,
        'data-type',
        words`${situation.subjectOf(role)}${situation.placeOf(role)} is an array of Python objects (lists of different lengths), shape ${wholeShape(part.shape, part.rows)}: Failed to convert a NumPy array to a Tensor (Unsupported object type list). Bring the lists to one length first, for example with keras.utils.pad_sequences.`,
        { argument: situation.arguments[role] ?? situation.arguments.x, mends: padded(situation, role) },
      );
    }
  }
}

/** Texts of a data set that come as lists of word numbers. */
const isRagged = ({ array }: Part): boolean => array?.isRagged === true;

function padded({ site, arguments: names, kerasVersion }: Situation, role: 'x' | 'y'): Mend[] {
  const argument = names[role];
  const call = kerasVersion === 3 ? 'keras.utils.pad_sequences' : 'keras.preprocessing.sequence.pad_sequences';
  return site && argument
    ? [
        {
          title: words`Pad the lists to one length`,
          changes: [{ kind: 'wrap', call: site, argument, before: `${call}(`, after: ')' }],
        },
      ]
    : [];
}
