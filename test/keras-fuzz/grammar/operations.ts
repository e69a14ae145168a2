/** Merges, operators and functions of keras.ops on symbolic tensors. */
import type { Size, Tensor, Writer } from './writer.ts';

const text = (shape: readonly Size[]): string => shape.join();

/** Two or more tensors of one shape; undefined where there are none. */
function alike(write: Writer): readonly Tensor[] | undefined {
  const { random, tensors } = write;
  const one = random.pick(tensors);
  const others = tensors.filter((other) => other !== one && text(other.shape) === text(one.shape));
  return others.length === 0 ? undefined : [one, random.pick(others)];
}

/** Tensors that differ in their last axis at most. */
function alikeButLast(write: Writer): readonly Tensor[] | undefined {
  const { random, tensors } = write;
  const one = random.pick(tensors);
  const others = tensors.filter(
    ({ shape }) => shape.at(-1) !== null && text(shape.slice(0, -1)) === text(one.shape.slice(0, -1)),
  );
  return one.shape.at(-1) === null || others.length === 0 ? undefined : [one, random.pick(others)];
}

function mergeLayer(write: Writer): boolean {
  const pair = alike(write);
  if (!pair) return false;
  const { random } = write;
  const name = random.pick(['Add', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Subtract']);
  write.count(name);
  const [a, b] = pair;
  const asFunction = random.chance(0.3);
  const call = asFunction
    ? `layers.${name.toLowerCase()}([${a!.name}, ${b!.name}])`
    : `layers.${name}()([${a!.name}, ${b!.name}])`;
  write.tensor(call, a!.shape, 'm');
  return true;
}

function concatenation(write: Writer): boolean {
  const pair = alikeButLast(write);
  if (!pair) return false;
  const { random } = write;
  write.count('Concatenate');
  const [a, b] = pair;
  const size = a!.shape.at(-1)! + b!.shape.at(-1)!;
  const list = `[${a!.name}, ${b!.name}]`;
  const call = random.choose(
    () => `layers.Concatenate()(${list})`,
    () => `layers.Concatenate(axis=-1)(${list})`,
    () => `layers.concatenate(${list})`,
    () => `ops.concatenate(${list}, axis=-1)`,
    () => `ops.concatenate(${list}, ${a!.shape.length - 1})`,
  );
  write.tensor(call, [...a!.shape.slice(0, -1), size], 'c');
  return true;
}

function operator(write: Writer): boolean {
  const { random } = write;
  const pair = alike(write);
  if (!pair) return false;
  write.count('operator');
  const [a, b] = pair;
  write.tensor(
    random.choose(
      () => `${a!.name} ${random.pick(['+', '-', '*', '/'])} ${b!.name}`,
      () => `${a!.name} * ${random.pick(['2.0', '0.5'])} + ${b!.name}`,
      () => `ops.${random.pick(['maximum', 'add', 'multiply', 'subtract', 'minimum'])}(${a!.name}, ${b!.name})`,
      () => `ops.where(${a!.name} > 0, ${a!.name}, ${b!.name})`,
    ),
    a!.shape,
    'o',
  );
  return true;
}

function unary(write: Writer): boolean {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  write.count('unary');
  write.tensor(
    random.choose(
      () => `ops.${random.pick(['relu', 'tanh', 'exp', 'abs', 'square', 'sigmoid', 'softmax', 'cos'])}(${name})`,
      () => `-${name}`,
      () => `1 - ${name}`,
      () => `${name} ** 2`,
      () => `keras.activations.${random.pick(['relu', 'gelu', 'tanh'])}(${name})`,
      () => `ops.cast(${name}, "float32")`,
      () => `ops.clip(${name}, 0, 1)`,
    ),
    shape,
    'u',
  );
  return true;
}

function reduction(write: Writer): boolean {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  if (shape.length < 3) return false;
  const axis = random.integer(1, shape.length - 1);
  const written = random.chance(0.5) ? axis : axis - shape.length;
  const keeps = random.chance(0.3);
  write.count('reduction');
  const operation = random.pick(['mean', 'sum', 'max', 'min', 'std', 'prod', 'logsumexp']);
  const out = shape.flatMap((size, index) => (index === axis ? (keeps ? [1] : []) : [size]));
  write.tensor(`ops.${operation}(${name}, axis=${written}${keeps ? ', keepdims=True' : ''})`, out, 'r');
  return true;
}

function rearranged(write: Writer): boolean {
  write.count('rearranged');
  return write.random.choose(
    () => reordered(write),
    () => taken(write),
    () => joinedUp(write),
  );
}

/** The same numbers in another order of axes. */
function reordered(write: Writer): boolean {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  return random.choose(
    () => {
      if (shape.length > 4) return false;
      const axis = random.integer(1, shape.length);
      const out = [...shape.slice(0, axis), 1, ...shape.slice(axis)];
      write.tensor(`ops.expand_dims(${name}, ${axis === shape.length ? -1 : axis})`, out, 'e');
      return true;
    },
    () => {
      if (shape.length < 3) return false;
      const order = shape.map((_, index) => index);
      [order[1], order[2]] = [2, 1];
      write.tensor(
        `ops.transpose(${name}, (${order.join(', ')}))`,
        order.map((index) => shape[index]!),
        't',
      );
      return true;
    },
    () => {
      const sizes = shape.slice(1);
      if (sizes.some((size) => size === null)) return false;
      const total = sizes.reduce<number>((a, b) => a * b!, 1);
      write.tensor(`ops.reshape(${name}, (-1, ${total}))`, [null, total], 'f');
      return true;
    },
  );
}

/** A part of a tensor. */
function taken(write: Writer): boolean {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  return random.choose(
    () => {
      const size = shape[1];
      if (typeof size !== 'number' || size < 2 || shape.length < 2) return false;
      const to = random.integer(1, size - 1);
      write.tensor(`${name}[:, :${to}]`, [shape[0]!, to, ...shape.slice(2)], 's');
      return true;
    },
    () => {
      if (shape.length < 3 || shape[1] === null) return false;
      write.tensor(`${name}[:, ${random.pick(['0', '-1'])}]`, [shape[0]!, ...shape.slice(2)], 's');
      return true;
    },
    () => {
      const size = shape.at(-1);
      if (typeof size !== 'number' || size < 2) return false;
      write.tensor(`${name}[..., ::2]`, [...shape.slice(0, -1), Math.ceil(size / 2)], 's');
      return true;
    },
  );
}

/** A tensor with itself, or in halves. */
function joinedUp(write: Writer): boolean {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  return random.choose(
    () => {
      if (shape.length !== 3 || shape.at(-1) === null) return false;
      write.tensor(`ops.matmul(${name}, ops.transpose(${name}, (0, 2, 1)))`, [shape[0]!, shape[1]!, shape[1]!], 'g');
      return true;
    },
    () => {
      const size = shape.at(-1);
      if (typeof size !== 'number' || size % 2 !== 0) return false;
      const [a, b] = [write.fresh('h'), write.fresh('h')];
      write.line(`${a}, ${b} = ops.split(${name}, 2, axis=-1)`);
      for (const half of [a, b]) write.tensors.push({ name: half, shape: [...shape.slice(0, -1), size / 2] });
      return true;
    },
    () => {
      write.tensor(`ops.stack([${name}, ${name}], axis=1)`, [shape[0]!, 2, ...shape.slice(1)], 'k');
      return shape.length < 5;
    },
    () => {
      if (shape.length !== 3 || shape[1] === null) return false;
      write.tensor(`ops.pad(${name}, [[0, 0], [1, 2], [0, 0]])`, [shape[0]!, shape[1]! + 3, shape[2]!], 'p');
      return true;
    },
  );
}

function attention(write: Writer): boolean {
  const { random } = write;
  const sequences = write.tensors.filter(({ shape }) => shape.length === 3 && shape.at(-1) !== null);
  if (sequences.length === 0) return false;
  const query = random.pick(sequences);
  const others = sequences.filter(({ shape }) => shape.at(-1) === query.shape.at(-1));
  const value = random.pick(others);
  write.count('attention');
  const ways = [
    () => {
      const dims = random.chance(0.4) ? `, value_dim=${random.integer(1, 4)}` : '';
      const shape = random.chance(0.2) ? ', output_shape=5' : '';
      const bias = random.chance(0.2) ? ', use_bias=False' : '';
      const scores = random.chance(0.2);
      const layer = `layers.MultiHeadAttention(${random.integer(1, 3)}, ${random.integer(1, 4)}${dims}${shape}${bias})`;
      const out = shape ? [...query.shape.slice(0, -1), 5] : query.shape;
      if (scores) {
        const [o, s] = [write.fresh('a'), write.fresh('w')];
        write.line(`${o}, ${s} = ${layer}(${query.name}, ${value.name}, return_attention_scores=True)`);
        write.line(`print(${s}.shape)`);
        write.tensors.push({ name: o, shape: out });
      } else write.tensor(`${layer}(${query.name}, ${value.name})`, out, 'a');
    },
    () => {
      const scale = random.pick(['', 'use_scale=True', 'score_mode="concat"', 'dropout=0.1']);
      write.tensor(`layers.Attention(${scale})([${query.name}, ${value.name}])`, query.shape, 'a');
    },
    () => {
      const scale = random.pick(['', 'use_scale=False']);
      write.tensor(`layers.AdditiveAttention(${scale})([${query.name}, ${value.name}])`, query.shape, 'a');
    },
  ];
  const grouped = () => {
    const heads = random.pick([
      [2, 1],
      [4, 2],
      [2, 2],
    ]);
    const layer = `layers.GroupQueryAttention(3, ${heads[0]}, ${heads[1]})`;
    write.tensor(`${layer}(${query.name}, ${value.name})`, query.shape, 'a');
  };
  random.pick(write.release === 3 ? [...ways, grouped] : ways)();
  return true;
}

function stateful(write: Writer): boolean {
  const { random } = write;
  const sequences = write.tensors.filter(({ shape }) => shape.length === 3 && shape.at(-1) !== null);
  if (sequences.length === 0) return false;
  const input = random.pick(sequences);
  const units = random.integer(1, 4);
  write.count('return_state');
  const lstm = random.chance(0.5);
  const states = lstm ? [write.fresh('sh'), write.fresh('sc')] : [write.fresh('sh')];
  const out = write.fresh('y');
  const sequence = random.chance(0.5);
  const options = `${units}, return_state=True${sequence ? ', return_sequences=True' : ''}`;
  write.line(`${[out, ...states].join(', ')} = layers.${lstm ? 'LSTM' : 'GRU'}(${options})(${input.name})`);
  write.tensors.push({
    name: out,
    shape: sequence ? [...input.shape.slice(0, -1), units] : [input.shape[0]!, units],
  });
  for (const state of states) write.tensors.push({ name: state, shape: [input.shape[0]!, units] });
  const second = random.pick(sequences);
  if (random.chance(0.6)) {
    const given = lstm ? `[${states.join(', ')}]` : random.pick([states[0]!, `[${states[0]!}]`]);
    write.tensor(
      `layers.${lstm ? 'LSTM' : 'GRU'}(${units})(${second.name}, initial_state=${given})`,
      [second.shape[0]!, units],
      'd',
    );
  }
  return true;
}

const WAYS = [
  mergeLayer,
  mergeLayer,
  concatenation,
  concatenation,
  operator,
  unary,
  reduction,
  rearranged,
  attention,
  stateful,
];

/** Makes a tensor of those that there are. */
export function operation(write: Writer): void {
  for (let tries = 0; tries < 12; tries++) if (write.random.pick(WAYS)(write)) return;
}
