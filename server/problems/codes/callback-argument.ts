import { defineProblem } from '../definition.ts';

export const callbackArgument = defineProblem({
  code: 'callback-argument',
  topic: 'training',
  severity: 'error',
  title: 'A callback that cannot do its work',
  finds:
    'A callback is made with what it does not take (`ReduceLROnPlateau(factor=2)`, `save_freq="batch"`), its class is passed instead of an object, the name of a checkpoint asks for a value that this `fit()` does not log (`Failed to format this callback filepath`), or the function of a `LearningRateScheduler` gives no float.',
  repair: 'Pass what the message names.',
  example: {
    broken: `
import keras
slower = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=2.0)
`,
    repaired: `
import keras
slower = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5)
`,
  },
});
