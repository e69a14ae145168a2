import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';
import { inputOf } from '../fixes/feeders.ts';

export const statefulWithoutBatchSize = defineProblem({
  code: 'stateful-without-batch-size',
  topic: 'models',
  severity: 'error',
  title: 'A stateful layer without a batch size',
  finds:
    'With `stateful=True` a recurrent layer keeps one state for each sample of a batch, so the batch size must be stated.',
  repair: 'Give `batch_shape=(batch, timesteps, features)` or `batch_size=` to `Input`.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.LSTM(8, stateful=True),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4), batch_size=32),
    layers.LSTM(8, stateful=True),
])
`,
  },
  fixes: (found) => {
    const { source, layer } = found;
    const input = inputOf(found);
    const batch = argumentFix(source, source.callAt(input?.layer.site), 'batch_size', '1');
    const without = argumentFix(source, source.callAt(layer?.site), 'stateful', null);
    return [batch, without].filter((fix) => fix !== undefined);
  },
});
