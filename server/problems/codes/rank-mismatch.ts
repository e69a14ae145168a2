import type { Shape } from '../../shapes/dimension.ts';
import { defineProblem } from '../definition.ts';
import { type Finding, feedsOf } from '../finding.ts';
import { argumentFix } from '../fixes/arguments.ts';
import { chainOf, inputOf, lastStepOnly } from '../fixes/feeders.ts';
import { displayText, insertLayer, removeLayer, statedShape } from '../fixes/layers.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const rankMismatch = defineProblem({
  code: 'rank-mismatch',
  topic: 'shapes',
  severity: 'error',
  title: 'An input with the wrong number of dimensions',
  finds:
    'A layer is called on a tensor of another rank than it takes: a recurrent layer wants `(batch, timesteps, features)`, `Conv2D` wants `(batch, height, width, channels)`. Keras says `expected ndim=3, found ndim=2`.',
  repair:
    'Make the layer before it give that rank (`return_sequences=True` for stacked recurrent layers), bring the tensor into shape (`Flatten`, a pooling layer, `Reshape`), or state the input with all its axes.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64),
    layers.LSTM(32),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),
])
`,
  },
  fixes: (found) => {
    const shape = feedsOf(found)[0]?.tensor.shape;
    const wanted = wantedRank(found);
    if (!shape || wanted === undefined || wanted === shape.length) return [];
    return wanted > shape.length ? toMore(found, wanted - shape.length, shape) : toFewer(found, wanted, shape);
  },
});

/** The rank that would do, the batch axis counted; undefined where the layer does not declare one. */
function wantedRank({ layer, call }: Finding): number | undefined {
  const rank = layer?.definition?.rank;
  const found = feedsOf({ call })[0]?.tensor.shape?.length ?? 0;
  if (typeof rank === 'object') return rank.min !== undefined && found < rank.min ? rank.min : rank.max;
  return (
    rank ?? (layer?.definition?.family === 'recurrent' || layer?.definition?.name === 'TimeDistributed' ? 3 : undefined)
  );
}

/** What people write for a batch: None, or a power of two. */
const BATCH_SIZE = /^(None|8|16|32|64|128|256|512|\w*[bB][aA][tT][cC][hH]\w*)$/;

function toMore(found: Finding, missing: number, shape: Shape): readonly Fix[] {
  const { source } = found;
  const fixes: (Fix | undefined)[] = [];
  const recurrent = lastStepOnly(found);
  if (recurrent) fixes.push(argumentFix(source, recurrent.call, 'return_sequences', 'True', true));
  const input = inputOf(found);
  const stated = input && statedShape(source, input.layer.site);
  if (stated && missing === 1) {
    const elements = [...stated.display.elements.map((element) => source.slice(element)), '1'];
    const newText = displayText(stated.display, elements);
    fixes.push({
      title: words`Add an axis of size 1: ${newText}`,
      edits: [{ span: stated.display, newText }],
      preferred: !recurrent,
    });
  }
  const feeder = chainOf(found)[0]?.operation.layer;
  if (feeder && /^(Flatten|Global.*Pooling.D)$/.test(feeder.definition?.name ?? ''))
    fixes.push(removeLayer(found, feeder.site));
  const sizes = shape.slice(1);
  if (missing === 1 && sizes.every((size) => typeof size === 'number'))
    fixes.push(insertLayer(found, 'Reshape', `(${sizes.join(', ')}, 1)`));
  return fixes.filter((fix) => fix !== undefined);
}

function toFewer(found: Finding, wanted: number, shape: Shape): readonly Fix[] {
  const { source } = found;
  const fixes: (Fix | undefined)[] = [];
  const input = inputOf(found);
  const stated = input && statedShape(source, input.layer.site);
  if (stated && stated.display.elements.length === shape.length - 1 && shape.length === wanted + 1) {
    const elements = stated.display.elements.map((element) => source.slice(element));
    const [withoutBatch, withoutLast] = [
      displayText(stated.display, elements.slice(1)),
      displayText(stated.display, elements.slice(0, -1)),
    ];
    const lastIsOne = elements.at(-1) === '1';
    const batch: Fix = {
      title: words`Leave out the batch size: ${withoutBatch}`,
      edits: [{ span: stated.display, newText: withoutBatch }],
      preferred: !lastIsOne && BATCH_SIZE.test(elements[0]!),
    };
    const last: Fix = {
      title: words`Leave out the last axis: ${withoutLast}`,
      edits: [{ span: stated.display, newText: withoutLast }],
      preferred: lastIsOne,
    };
    fixes.push(...(lastIsOne ? [last, batch] : [batch, last]));
  }
  if (wanted === 2) {
    const recurrent = chainOf(found)
      .map(({ operation }) => operation.layer)
      .find((layer) => layer?.definition && 'return_sequences' in layer.definition.parameters);
    fixes.push(argumentFix(source, source.callAt(recurrent?.site), 'return_sequences', null, true));
    fixes.push(insertLayer(found, 'Flatten', '', !stated && !recurrent));
    if (shape.length >= 3 && shape.length <= 5)
      fixes.push(insertLayer(found, `GlobalAveragePooling${shape.length - 2}D`, ''));
  }
  if (wanted === 3 && shape.length > 3 && typeof shape.at(-1) === 'number')
    fixes.push(insertLayer(found, 'Reshape', `(-1, ${String(shape.at(-1))})`));
  return fixes.filter((fix) => fix !== undefined);
}
