import { toSize } from '../../../shapes/dimension.ts';
import { LayerError, Undecided, type LayerArguments } from '../definition.ts';
import { described, isSurelyBelow } from '../refusals.ts';
import { type Message, words } from '../../../words/message.ts';

/**
 * `noise_shape`: None, or a tuple or list of positive ints and None. Keras 2 does not look at it when the layer is
 * made.
 */
export function requireNoiseShape(layer: string, args: LayerArguments): void {
  if (args.kerasVersion === 2) return;
  const value = args.value('noise_shape');
  const refuse = (found: Message): LayerError =>
    new LayerError(
      'bad-argument',
      words`${layer}: noise_shape must be a tuple of positive integers (None for an axis as it is), but ${found}.`,
      { parameter: 'noise_shape' },
    );
  switch (value.kind) {
    case 'none':
      return;
    case 'int':
    case 'float':
    case 'bool':
    case 'str':
      throw refuse(words`it is ${described(value)}`);
    case 'tuple':
    case 'list':
      for (const item of value.items) {
        if (item.kind === 'int' ? isSurelyBelow(toSize(item.value), 1) : item.kind === 'float' || item.kind === 'str')
          throw refuse(words`one is ${described(item)}`);
      }
      return;
    default:
      throw new Undecided('noise_shape is not known');
  }
}
