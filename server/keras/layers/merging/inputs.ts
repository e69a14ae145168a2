import { formatDimension, formatShape, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { LayerError, Undecided, type LayerCall } from '../definition.ts';
import { surelyDiffer } from '../refusals.ts';
import { axesOf } from '../spec-axes.ts';
import type { Axes } from '../../../shapes/axes.ts';
import { type Text, words } from '../../../words/message.ts';
import { inTurn } from '../../../words/lists.ts';

/** The axes of the list that a merging layer is called on. LayerError merge-needs-list for a single tensor. */
export function listedAxes(layer: string, call: LayerCall): Axes[] {
  const { inputs } = call;
  if (!('nest' in inputs)) {
    // What has no dtype is no tensor but a value that is not known: a list of unknown length, say.
    if (!inputs.shape && !inputs.axes && inputs.dtype === undefined)
      throw new Undecided('what it is called on is not known');
    const got = inputs.shape ? words`a single tensor of shape ${formatShape(inputs.shape)}` : words`a single tensor`;
    throw new LayerError(
      'merge-needs-list',
      words`${layer} takes a list of inputs, ${layer}()([a, b]), but got ${got}: a merge layer should be called on a list of inputs.`,
    );
  }
  if (inputs.nest === 'dict') {
    throw new LayerError(
      'merge-needs-list',
      words`${layer} takes a list of inputs, ${layer}()([a, b]), but got a dict.`,
      { exceptionType: 'KeyError' },
    );
  }
  if (inputs.items.length === 0) throw new Undecided('the list of inputs is empty');
  return inputs.items.map((item) => {
    if ('nest' in item) throw new Undecided('an input is itself a list');
    return axesOf(item);
  });
}

/** The shapes, where all are known as a whole. */
export function wholeShapes(all: readonly Axes[]): Shape[] | undefined {
  const shapes = all.flatMap(({ shape }) => (shape ? [shape] : []));
  return shapes.length === all.length ? shapes : undefined;
}

/** The same. @throws Undecided where one is not. */
export function listedShapes(layer: string, call: LayerCall): Shape[] {
  const shapes = wholeShapes(listedAxes(layer, call));
  if (!shapes) throw new Undecided('the shape of an input is not known');
  return shapes;
}

export function formatShapes(shapes: readonly Shape[]): Text {
  return inTurn(shapes.map(formatShape));
}

/** The one batch size of all inputs, None where no input has one. LayerError merge-shapes where two surely differ. */
export function commonBatch(layer: string, shapes: readonly Shape[]): Dimension {
  let batch: Dimension = null;
  for (const shape of shapes) {
    const size = shape[0];
    if (size === undefined) throw new Undecided('a scalar has no batch axis');
    if (size === null) continue;
    if (batch !== null && surelyDiffer(batch, size)) {
      throw new LayerError(
        'merge-shapes',
        words`${layer} cannot merge tensors with different batch sizes: ${formatShapes(shapes)} have ${formatDimension(batch)} and ${formatDimension(size)} at axis 0.`,
      );
    }
    if (batch === null || typeof size === 'number') batch = size;
  }
  return batch;
}
