import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';
import { inputOf } from '../fixes/feeders.ts';

export const dtypeMismatch = defineProblem({
  code: 'dtype-mismatch',
  topic: 'shapes',
  severity: 'error',
  title: 'An input of another dtype',
  finds: 'A layer’s `input_spec` asks for a dtype that the input does not have.',
  repair: 'Give `Input` that dtype, or cast the tensor.',
  example: {
    broken: `
import keras
from keras import layers
class Lookup(layers.Layer):
    def __init__(self):
        super().__init__()
        self.input_spec = layers.InputSpec(dtype="int32", ndim=2)
    def call(self, x):
        return x

x = Lookup()(keras.Input((4,)))
`,
    repaired: `
import keras
from keras import layers
class Lookup(layers.Layer):
    def __init__(self):
        super().__init__()
        self.input_spec = layers.InputSpec(dtype="int32", ndim=2)
    def call(self, x):
        return x

x = Lookup()(keras.Input((4,), dtype="int32"))
`,
  },
  fixes: (found) => {
    const [, wanted] = /expected dtype=(\w+)/.exec(found.refusal.message) ?? [];
    const fix =
      wanted === undefined
        ? undefined
        : argumentFix(found.source, found.source.callAt(inputOf(found)?.layer.site), 'dtype', `"${wanted}"`, true);
    return fix ? [fix] : [];
  },
});
