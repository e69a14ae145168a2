/**
 * Whole models: functional graphs with sharing, nesting and cuts, Sequential ones, and classes of the program's own.
 */
import { layerOn } from './layers.ts';
import { operation } from './operations.ts';
import { type Model, type Size, type Tensor, tuple, type Writer } from './writer.ts';

const INPUTS: readonly (readonly Size[])[] = [
  [4],
  [8],
  [3],
  [5, 4],
  [6, 3],
  [7, 2],
  [null, 4],
  [8, 8, 3],
  [9, 7, 2],
  [10, 10, 1],
  [null, null, 3],
  [3, 6, 6, 2],
];

function input(write: Writer): Tensor {
  const { random } = write;
  const shape = random.pick(INPUTS);
  const batch = random.chance(0.06) ? random.integer(1, 4) : null;
  const name = random.chance(0.15) ? `, name="in_${random.integer(1, 99)}"` : '';
  write.count('Input');
  return write.tensor(
    batch === null
      ? `${random.pick(['keras.Input', 'layers.Input'])}(${random.pick(['', 'shape='])}${tuple(shape)}${name})`
      : `keras.Input(batch_shape=${tuple([batch, ...shape])}${name})`,
    [batch, ...shape],
    'i',
  );
}

/** Applies a layer to a tensor, in one of the ways that people write it. */
function apply(write: Writer, to: Tensor): Tensor {
  const { random } = write;
  const { layer, shape } = layerOn(write, to);
  if (random.chance(0.2)) {
    const name = write.fresh('layer');
    write.line(`${name} = ${layer}`);
    const made = write.tensor(`${name}(${to.name})`, shape);
    const twin = write.tensors.find((other) => other !== to && String(other.shape) === String(to.shape));
    if (twin && random.chance(0.5)) {
      write.count('shared');
      write.tensor(`${name}(${twin.name})`, shape);
    }
    if (random.chance(0.4))
      write.line(`print(${name}.name, ${name}.count_params(), [w.shape for w in ${name}.weights])`);
    return made;
  }
  return write.tensor(`${layer}(${to.name})`, shape);
}

/** A functional model; its inputs are where it begins, sometimes in the middle of another. */
export function functional(write: Writer): void {
  const { random } = write;
  const before = write.tensors.length;
  const inputs = random.list(1, 3, () => input(write));
  const steps = random.integer(2, 9);
  for (let step = 0; step < steps; step++) {
    const here = write.tensors.slice(before);
    const way = random.next();
    if (way < 0.6) apply(write, random.chance(0.6) ? here.at(-1)! : random.pick(here));
    else if (way < 0.9) {
      const outside = write.tensors.splice(0, before);
      operation(write);
      write.tensors.unshift(...outside);
    } else nested(write, here);
  }
  const here = write.tensors.slice(before);
  const outputs = random.chance(0.7) ? [here.at(-1)!] : [here.at(-1)!, random.pick(here)];
  const leads = inputs;
  const name = write.fresh('model');
  const given = (tensors: readonly Tensor[]): string =>
    tensors.length === 1 && random.chance(0.7) ? tensors[0]!.name : `[${tensors.map((one) => one.name).join(', ')}]`;
  const used = connected(write, leads, outputs);
  const title = random.chance(0.2) ? `, name="net_${random.integer(1, 99)}"` : '';
  write.line(
    random.chance(0.3)
      ? `${name} = keras.Model(inputs=${given(used)}, outputs=${given(outputs)}${title})`
      : `${name} = keras.Model(${given(used)}, ${given(outputs)}${title})`,
  );
  write.count('functional');
  write.models.push({ name, inputs: used, outputs });
  if (random.chance(0.25)) cut(write, { name, inputs: used, outputs }, here);
}

/** The inputs that the outputs come from, as their lines tell. */
function connected(write: Writer, inputs: readonly Tensor[], outputs: readonly Tensor[]): readonly Tensor[] {
  const reached = new Set(outputs.map(({ name }) => name));
  for (const line of [...write.lines].reverse()) {
    const match = /^([\w, ]+) = (.*)$/.exec(line);
    if (!match || !match[1]!.split(', ').some((name) => reached.has(name))) continue;
    for (const [name] of match[2]!.matchAll(/\b[a-z]+\d+\b/g)) reached.add(name);
  }
  return inputs.filter(({ name }) => reached.has(name));
}

/** A model of a part of another: up to a tensor within, or from one. */
function cut(write: Writer, model: Model, here: readonly Tensor[]): void {
  const { random } = write;
  const middle = random.pick(here);
  const name = write.fresh('part');
  write.count('cut');
  if (random.chance(0.6)) {
    const used = connected(write, model.inputs, [middle]);
    if (used.length > 0 && !model.inputs.includes(middle))
      write.line(`${name} = keras.Model([${used.map((one) => one.name).join(', ')}], ${middle.name})`);
    else write.line(`${name} = keras.Model(${model.name}.inputs, ${model.name}.layers[-1].output)`);
  } else write.line(`${name} = keras.Model(${model.name}.input, ${model.name}.layers[-1].output)`);
  write.models.push({ name, inputs: model.inputs, outputs: [middle] });
}

/** A model called as a layer. */
function nested(write: Writer, here: readonly Tensor[]): void {
  const { random } = write;
  for (const model of write.models) {
    if (model.inputs.length !== 1 || model.outputs.length !== 1) continue;
    const fits = here.filter(({ shape }) => String(shape) === String(model.inputs[0]!.shape));
    if (fits.length === 0) continue;
    write.count('nested');
    write.tensor(`${model.name}(${random.pick(fits).name})`, model.outputs[0]!.shape, 'n');
    return;
  }
  const to = random.pick(here);
  const name = write.fresh('block');
  let shape = to.shape;
  const layers = random.list(1, 3, () => {
    const made = layerOn(write, { shape });
    shape = made.shape;
    return made.layer;
  });
  write.count('block');
  write.line(`${name} = keras.Sequential([${layers.join(', ')}])`);
  write.tensor(`${name}(${to.name})`, shape, 'n');
}

export function sequential(write: Writer): void {
  const { random } = write;
  const name = write.fresh('seq');
  const start = random.pick(INPUTS);
  let shape: readonly Size[] = [null, ...start];
  const layers = random.list(1, 6, () => {
    const made = layerOn(write, { shape });
    shape = made.shape;
    return made.layer;
  });
  write.count('sequential');
  const first = random.chance(0.7) ? [`keras.Input(${tuple(start)})`] : [];
  const all = [...first, ...layers];
  if (random.chance(0.5)) write.line(`${name} = keras.Sequential([${all.join(', ')}])`);
  else {
    write.line(`${name} = keras.Sequential()`);
    for (const layer of all) write.line(`${name}.add(${layer})`);
  }
  if (first.length === 0 && random.chance(0.7)) write.line(`${name}.build(${tuple([null, ...start])})`);
  else if (first.length === 0)
    return void write.line(`print(${name}.built, len(${name}.layers), len(${name}.weights))`);
  if (random.chance(0.15)) write.line(`${name}.pop()`);
  if (random.chance(0.15)) write.line(`${name}.add(layers.Activation("relu"))`);
  write.models.push({
    name,
    inputs: [{ name: `${name}.input`, shape: [null, ...start] }],
    outputs: [{ name: `${name}.output`, shape }],
  });
}

/** A stack that a loop, a comprehension or a helper makes. */
export function loop(write: Writer): void {
  const { random } = write;
  const start = random.pick(INPUTS.filter((one) => one.length < 3));
  const [first, name] = [write.fresh('i'), write.fresh('stacked')];
  const sizes = random.list(1, 4, () => random.integer(1, 6));
  const list = `[${sizes.join(', ')}]`;
  const shape: readonly Size[] = [null, ...start.slice(0, -1), sizes.at(-1)!];
  write.count('loop');
  write.line(`${first} = keras.Input(${tuple(start)})`);
  random.choose(
    () => {
      write.line(`h = ${first}`);
      write.line(`for n, units in enumerate(${list}):`);
      write.line(
        `    h = layers.Dense(units, ${random.pick(['name=f"', 'activation="relu", name="'])}${name}_" + str(n))(h)`.replace(
          'name=f"',
          'name=f"{n}',
        ),
      );
      if (random.chance(0.5)) write.line('    if units > 3:\n        h = layers.Dropout(0.1)(h)');
    },
    () => {
      write.define('stack', [
        'def stack(x, sizes, activation="relu", norm=False):',
        '    for units in sizes:',
        '        x = layers.Dense(units, activation=activation)(x)',
        '        if norm:',
        '            x = layers.BatchNormalization()(x)',
        '    return x',
      ]);
      write.line(
        `h = stack(${first}, ${list}${random.pick(['', ', norm=True', ', activation=None', ', "tanh", True'])})`,
      );
    },
    () => {
      write.line(`blocks = [layers.Dense(u, use_bias=u % 2 == 0) for u in ${list}]`);
      write.line(`h = ${first}`);
      write.line('for block in blocks:');
      write.line('    h = block(h)');
      write.line('print([b.count_params() for b in blocks])');
    },
    () => {
      write.line(`units = {"u%d" % k: v for k, v in enumerate(${list})}`);
      write.line(`h = ${first}`);
      write.line('for key, value in units.items():');
      write.line('    h = layers.Dense(value, name=key + "_" + str(len(units)))(h)');
    },
  );
  write.line(`${name} = keras.Model(${first}, h)`);
  write.models.push({ name, inputs: [{ name: first, shape: [null, ...start] }], outputs: [{ name: 'h', shape }] });
}

/** A layer of the program's own, defined in front of the body; used on a fitting tensor. */
export function ownLayer(write: Writer): void {
  const { random } = write;
  const tensors = write.tensors.filter(({ shape }) => shape.at(-1) !== null);
  if (tensors.length === 0) return;
  const to = random.pick(tensors);
  const units = random.integer(1, 5);
  const cls = write.fresh('Own');
  write.count('own layer');
  const init = [
    '    def __init__(self, units, **kwargs):',
    '        super().__init__(**kwargs)',
    '        self.units = units',
  ];
  const withShape = random.chance(0.25);
  const declared = [
    '    def compute_output_shape(self, input_shape):',
    '        return (*input_shape[:-1], self.units)',
  ];
  const body = random.choose(
    () => [
      ...init,
      '        self.inner = layers.Dense(units)',
      ...(random.chance(0.5) ? ['        self.norm = layers.LayerNormalization()'] : []),
      '    def call(self, x):',
      '        return self.inner(x)',
    ],
    () => [
      ...init,
      '    def build(self, input_shape):',
      `        self.w = self.add_weight(shape=(input_shape[-1], self.units), ${random.pick(['', 'initializer="zeros", ', 'name="w", '])}trainable=${random.pick(['True', 'False'])})`,
      ...(random.chance(0.5) ? ['        self.b = self.add_weight(shape=(self.units,), name="b")'] : []),
      ...(random.chance(0.3) ? ['        super().build(input_shape)'] : []),
      '    def call(self, x):',
      '        return ops.matmul(x, self.w)',
    ],
    () => [
      ...init,
      '        self.stack = [layers.Dense(units) for _ in range(2)]',
      '    def call(self, x, training=None):',
      '        for layer in self.stack:',
      '            x = ops.relu(layer(x))',
      '        return x',
    ],
    () => [
      ...init,
      '    def build(self, input_shape):',
      '        self.inner = layers.Dense(self.units, use_bias=False)',
      '        self.inner.build(input_shape)',
      '    def call(self, x):',
      '        return self.inner(x) * 2.0',
    ],
  );
  write.define(cls, [`class ${cls}(layers.Layer):`, ...body, ...(withShape ? declared : [])]);
  const name = write.fresh('own');
  write.line(`${name} = ${cls}(${units})`);
  write.tensor(`${name}(${to.name})`, [...to.shape.slice(0, -1), units]);
  write.line(`print(${name}.name, ${name}.count_params(), [(w.name, w.shape) for w in ${name}.weights])`);
}

/** A model of the program's own, called on data. */
export function ownModel(write: Writer): void {
  const { random } = write;
  const shape = random.pick(INPUTS.filter((one) => !one.includes(null)));
  const cls = write.fresh('Net');
  let current: readonly Size[] = [2, ...shape];
  const layers = random.list(1, 4, () => {
    const made = layerOn(write, { shape: current });
    current = made.shape;
    return made.layer;
  });
  write.count('own model');
  const residual = random.chance(0.3);
  write.define(cls, [
    `class ${cls}(keras.Model):`,
    '    def __init__(self):',
    '        super().__init__()',
    ...layers.map((layer, index) => `        self.l${index} = ${layer}`),
    `    def call(self, x${random.pick(['', ', training=False'])}):`,
    ...layers.map((_, index) => `        ${residual && index === 0 ? 'y = ' : 'x = '}self.l${index}(x)`),
    ...(residual && layers.length === 1 ? ['        x = y'] : []),
    '        return x',
  ]);
  const name = write.fresh('net');
  write.line(`${name} = ${cls}()`);
  write.line(
    random.choose(
      () => `print(${name}(np.zeros(${tuple([2, ...shape])}, "float32")).shape)`,
      () => `${name}.build(${tuple([null, ...shape])})`,
      () => `print(${name}(keras.Input(${tuple(shape)})).shape)`,
    ),
  );
  write.line(`print(${name}.built, ${name}.count_params() if ${name}.built else 0, [l.name for l in ${name}.layers])`);
}
