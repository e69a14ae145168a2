import type { Counted, Message } from './message.ts';

/** What is counted, one and many. Each is an entry of the catalogue: `{0, plural, one {# unit} other {# units}}`. */
const NOUNS = {
  array: 'arrays',
  axis: 'axes',
  dimension: 'dimensions',
  input: 'inputs',
  output: 'outputs',
  tensor: 'tensors',
  batch: 'batches',
  channel: 'channels',
  feature: 'features',
  group: 'groups',
  filter: 'filters',
  head: 'heads',
  index: 'indices',
  layer: 'layers',
  number: 'numbers',
  param: 'params',
  parameter: 'parameters',
  sample: 'samples',
  timestep: 'timesteps',
  time: 'times',
  unit: 'units',
  window: 'windows',
  'more array': 'more arrays',
  'more layer': 'more layers',
  'input channel': 'input channels',
  'output channel': 'output channels',
  'query head': 'query heads',
  'key and value head': 'key and value heads',
} as const;

export type Noun = keyof typeof NOUNS;

/** A number that is counted and written out as it is. */
export const exactly = (count: number): Counted => ({ kind: 'counted', exact: BigInt(count), text: String(count) });

/** `2 units`, `1 unit`, `n units`. */
export function countedNoun(count: Counted, noun: Noun): Message {
  return { kind: 'message', text: nounKey(noun), values: [count] };
}

const nounKey = (noun: Noun): string => `{0, plural, one {# ${noun}} other {# ${NOUNS[noun]}}}`;

/** All keys that counting gives, for the catalogue. */
export const nounKeys = (): readonly string[] => (Object.keys(NOUNS) as Noun[]).map(nounKey);
