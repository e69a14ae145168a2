/** Names of dtypes and of dtype policies that Keras takes as text. */
import type { Value } from '../../python/domain/value.ts';
import { LayerError } from './definition.ts';
import { words } from '../../words/message.ts';

const NAMES: ReadonlySet<string> = new Set([
  'float16',
  'float32',
  'float64',
  'bfloat16',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
  'string',
  'complex64',
  'complex128',
  'float8_e4m3fn',
  'float8_e5m2',
  'int4',
  'uint4',
  'half',
  'float',
  'double',
  'int',
  'str',
  'object',
]);

/**
 * LayerError for a text that is surely no dtype. Policies (`mixed_float16`, `int8_from_float32`) are taken where
 * `policies` says so.
 */
export function checkDtypeName(layer: string, value: Value | undefined, policies: boolean): void {
  if (value?.kind !== 'str' || NAMES.has(value.value)) return;
  if (policies && /^mixed_|_from_/.test(value.value)) return;
  const refusal = policies
    ? words`${layer}: "${value.value}" is not a dtype; write "float32", "float16" or another, or a policy such as "mixed_float16".`
    : words`${layer}: "${value.value}" is not a dtype; write "float32", "float16" or another.`;
  throw new LayerError('bad-argument', refusal, { parameter: 'dtype' });
}
