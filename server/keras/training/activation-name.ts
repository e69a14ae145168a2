import type { Value } from '../../python/domain/value.ts';

/** `relu` for "relu", keras.activations.relu and tf.nn.relu; `linear` for None. */
export function activationName(value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'linear';
    case 'str':
      return value.value;
    case 'native':
      return value.name === 'identity' ? undefined : value.name;
    default:
      return undefined;
  }
}
