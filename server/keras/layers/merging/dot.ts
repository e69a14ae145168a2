import { formatDimension, formatShape, sameDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { Axes } from '../../../shapes/axes.ts';
import { LayerError, REQUIRED, Undecided, defineLayer, type LayerArguments, type LayerCall } from '../definition.ts';
import { valuesTimes } from '../../costs.ts';
import { described, requireAxis } from '../refusals.ts';
import { commonBatch, formatShapes, listedShapes } from './inputs.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

/** `axes` must be an int, or a list or tuple of two ints. */
function checkAxes(args: LayerArguments): void {
  const value = args.value('axes');
  if (isUndetermined(value)) throw new Undecided(value.reason);
  if (value.kind === 'int' || value.kind === 'bool') return;
  const refusal = (message: Message, exceptionType: string): LayerError =>
    new LayerError('bad-argument', words`Dot: axes must be an int or a list of two ints, but ${message}.`, {
      parameter: 'axes',
      exceptionType,
    });
  if (value.kind !== 'list' && value.kind !== 'tuple') throw refusal(words`it is ${described(value)}`, 'TypeError');
  if (value.kind === 'list' && value.summary) throw new Undecided(value.summary.reason);
  if (value.items.length !== 2) throw refusal(words`it has ${value.items.length} elements`, 'ValueError');
  for (const item of value.items) {
    if (item.kind !== 'int' && item.kind !== 'bool' && !isUndetermined(item))
      throw refusal(words`one element is ${described(item)}`, 'ValueError');
  }
}

/** The axes of the two inputs that meet, counted from the front. */
function meetingAxes(args: LayerArguments, first: Shape, second: Shape): readonly [number, number] {
  const axes = args.integers('axes');
  const [left = -1, right = left] = axes;
  return [
    requireAxis('Dot', left, Axes.of(first), 'IndexError'),
    requireAxis('Dot', right, Axes.of(second), 'IndexError'),
  ];
}

/** Shape inference lets the batch axis meet; computing refuses it. */
function checkBatchAxis(call: LayerCall): void {
  if (call.on === 'unknown') throw new Undecided('Dot over the batch axis');
  if (call.on === 'arrays')
    throw new LayerError('bad-axis', words`Dot cannot sum over axis 0, the batch axis.`, { parameter: 'axes' });
}

/** The axes that meet fall away, and the second input's batch; what would have one dimension gets a second one of 1. */
export const dot = defineLayer({
  name: 'Dot',
  family: 'merging',
  parameters: { axes: REQUIRED, normalize: false },
  formerParameters: { dot_axes: 'axes' },
  validate: checkAxes,
  multiplyAccumulates: (_terms, output, layer, [first, second] = []) =>
    layer && first && second ? valuesTimes(output, [first[meetingAxes(layer.args, first, second)[0]]]) : undefined,
  output: (args, call) => {
    const shapes = listedShapes('Dot', call);
    const [first, second] = shapes;
    if (!first || !second || shapes.length !== 2) {
      throw new LayerError(
        'merge-needs-list',
        words`Dot takes a list of exactly 2 inputs, but got ${shapes.length}: ${formatShapes(shapes)}.`,
      );
    }
    const [left, right] = meetingAxes(args, first, second);
    const a = first[left] ?? null;
    const b = second[right] ?? null;
    // Keras compares the two plainly, so that None meets None and nothing else.
    if (sameDimension(a, b) === 'different' || (a === null) !== (b === null)) {
      throw new LayerError(
        'merge-shapes',
        words`Dot: incompatible input shapes ${formatShape(first)} and ${formatShape(second)}: axis ${left} of the first has ${formatDimension(a)}, axis ${right} of the second has ${formatDimension(b)}.`,
      );
    }
    if (left === 0 || right === 0) checkBatchAxis(call);
    if (call.on === 'arrays') commonBatch('Dot', shapes);
    const shape: Dimension[] = [
      ...first.filter((_, axis) => axis !== left),
      ...second.filter((_, axis) => axis !== right).slice(1),
    ];
    return { shape: shape.length === 1 ? [...shape, 1] : shape };
  },
});
