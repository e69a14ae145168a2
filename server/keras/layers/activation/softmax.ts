import { formatShape, sameDimension, type Shape } from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import { LayerError, defineLayer, type LayerCall } from '../definition.ts';
import { words } from '../../../words/message.ts';

/** A computed softmax takes a mask that broadcasts to its input; for symbolic tensors Keras does not look. */
function checkMask(call: LayerCall): void {
  if (call.on !== 'arrays') return;
  const mask = call.tensors('mask');
  const shape: Shape | undefined = mask && flatten(mask)[0]?.shape;
  if (!shape) return;
  const fits =
    shape.length <= call.shape.length &&
    shape.every(
      (dimension, index) =>
        dimension === 1 ||
        sameDimension(dimension, call.shape[index + call.shape.length - shape.length] ?? null) !== 'different',
    );
  if (!fits)
    throw new LayerError(
      'mask-mismatch',
      words`Softmax: the mask ${formatShape(shape)} must be broadcastable to the input ${formatShape(call.shape)}.`,
      { parameter: 'mask' },
    );
}

export const softmax = defineLayer({
  name: 'Softmax',
  family: 'activation',
  parameters: { axis: -1 },
  callParameters: ['inputs', 'mask'],
  output: (_args, call) => {
    checkMask(call);
    return call.axes.keep();
  },
  multiplyAccumulates: () => 0,
});
