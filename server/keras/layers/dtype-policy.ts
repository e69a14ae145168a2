/**
 * `layer.dtype_policy`, `keras.config.dtype_policy()`: in which dtype layers compute, and in which they keep their
 * arrays.
 */
import { ClassValue, InstanceValue, str } from '../../python/domain/value.ts';
import type { KerasSession } from '../session.ts';
import { Top } from '../../python/domain/undetermined.ts';

const notFollowed = new Top('what else a dtype policy has is not followed');

/** As it is named: `float32`, `mixed_float16`. */
export function policyValue(session: KerasSession, name: string): InstanceValue {
  const mixed = /^mixed_(\w+)$/.exec(name)?.[1];
  const policy = new InstanceValue(
    new ClassValue({
      name: session.kerasVersion === 3 ? 'DTypePolicy' : 'Policy',
      qualifiedName: 'keras.DTypePolicy',
      unknownBase: notFollowed,
    }),
  );
  policy.attributes
    .set('name', str(name))
    .set('compute_dtype', str(mixed ?? name))
    .set('variable_dtype', str(mixed === undefined ? name : 'float32'));
  return policy;
}
