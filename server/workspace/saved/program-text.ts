/** A saved model as a program that reads it: what stands for a file that is opened by itself. */
import type { OwnClass, OwnClasses } from './own-classes.ts';

export interface Reading {
  /** What makes the model, without `custom_objects` and `compile`: `keras.models.load_model("m.keras"`. */
  readonly call: string;
  readonly kerasVersion: 2 | 3;
  readonly own: OwnClasses;
  /** Whether what it was compiled with is read too. */
  readonly compiles: boolean;
}

/** Words that Python keeps for itself. */
const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name) && name.length <= 200;

/** JSON's texts are Python's. */
const text = (value: string): string => JSON.stringify(value);
const shape = (sizes: readonly (number | null)[]): string => `(${sizes.map((size) => `${size ?? 'None'}, `).join('')})`;

/** Own layers have arrays that the configuration does not name; what they give, it names where a layer takes it. */
const CLASS = `    def __init__(self, **config):
        super().__init__(name=config.get("name"), trainable=config.get("trainable", True))

    def build(self, *shapes):
        for array in arrays:
            self.add_weight(shape=array)

    def call(self, *inputs, **more):
        return results(inputs)

    def compute_output_shape(self, *shapes, **more):
        return outputs[self.name] if self.name in outputs else results(shapes)
`;

export function programText({ call, kerasVersion, own, compiles }: Reading): string {
  const layers = own.classes.filter(({ name, isLayer }) => isLayer && isName(name));
  return [
    kerasVersion === 2 ? 'from tensorflow import keras' : 'import keras',
    ...(layers.length === 0 ? [] : classes(layers, own)),
    // Printed, so that it is told why it is not known, where it is not.
    `print(${call}${layers.length === 0 ? '' : ', custom_objects=custom_objects'}${compiles ? '' : ', compile=False'}))`,
    '',
  ].join('\n');
}

function classes(layers: readonly OwnClass[], { outputs }: OwnClasses): readonly string[] {
  const shapes = [...outputs].map(([name, sizes]) => `    ${text(name)}: ${shape(sizes)},`);
  return [
    'from elsewhere import arrays, results',
    '',
    'outputs = {',
    ...shapes,
    '}',
    'custom_objects = {}',
    '',
    ...layers.flatMap(({ name, registered }) => [
      '',
      `class ${name}(keras.layers.Layer):`,
      CLASS,
      `custom_objects[${text(registered)}] = ${name}`,
      '',
    ]),
    '',
  ];
}
