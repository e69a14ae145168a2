import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';
import type { Fix } from '../problem.ts';

export const duplicateName = defineProblem({
  code: 'duplicate-name',
  topic: 'models',
  severity: 'error',
  title: 'Two layers of the same name',
  finds: 'Layers in a model need names that differ.',
  repair: 'Give each layer its own `name=`, or leave it out.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="relu", name="fc"),
    layers.Dense(2, name="fc"),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="relu", name="fc"),
    layers.Dense(2, name="fc_2"),
])
`,
  },
  fixes: ({ source, layer, span, refusal }) => {
    const places = [...refusal.related.map((place) => place.span).reverse(), layer?.site, span];
    return places
      .flatMap((place): Fix[] => {
        const call = source.callAt(place);
        const name = call?.arguments.find((argument) => argument.name === 'name')?.value;
        if (!call || name?.kind !== 'Constant' || name.constant.type !== 'str') return [];
        const fixes = [
          argumentFix(source, call, 'name', `"${name.constant.value}_2"`, true),
          argumentFix(source, call, 'name', null),
        ];
        return fixes.filter((fix) => fix !== undefined);
      })
      .slice(0, 2);
  },
});
