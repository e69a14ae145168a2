/** What a program prints of its models and layers, and what it changes of them in between. */
import type { Model, Tensor, Writer } from './writer.ts';

export function lookAtModel(write: Writer, { name }: Model): void {
  const { random } = write;
  write.line(
    random.pick([
      `print(${name}.count_params(), len(${name}.layers), len(${name}.weights))`,
      `print([l.name for l in ${name}.layers])`,
      `print(${name}.input_shape, ${name}.output_shape)`,
      `print([(w.path, w.shape) for w in ${name}.trainable_weights])`,
      `print(len(${name}.trainable_variables), len(${name}.non_trainable_variables), len(${name}.variables))`,
      `print([type(l).__name__ for l in ${name}.layers], ${name}.name)`,
      `print(${name}.layers[-1].output.shape, ${name}.layers[-1].name)`,
      `print(${name}.get_layer(index=-1).count_params(), ${name}.layers[0].name)`,
      `print({l.name: l.count_params() for l in ${name}.layers})`,
      `print([l.output.shape for l in ${name}.layers if l.count_params() > 0])`,
      `print([w.shape for w in ${name}.get_weights()])`,
      `print(sum(int(np.prod(w.shape)) for w in ${name}.trainable_weights))`,
      `print(f"{${name}.name}: {${name}.count_params():,}")`,
      `print([t.shape for t in ${name}.outputs], [t.name for t in ${name}.inputs])`,
      `print(${name}.compute_output_shape(${name}.input_shape))`,
      `print(keras.models.clone_model(${name}).count_params())`,
      `print(${name}.built, ${name}.trainable)`,
      `${name}.summary()`,
      `${name}.summary()`,
    ]),
  );
}

export function lookAtTensor(write: Writer, { name }: Tensor): void {
  write.line(
    write.random.pick([
      `print(${name}.shape)`,
      `print(${name}.shape[1:], ${name}.ndim)`,
      `print(len(${name}.shape), ${name}.dtype)`,
    ]),
  );
}

/** Freezing, and compiling with an optimizer that has variables. */
export function change(write: Writer, { name }: Model): void {
  const { random } = write;
  write.count('change');
  random.choose(
    () => write.line(`${name}.trainable = False`),
    () =>
      write.line(
        `${name}.layers[${random.pick(['0', '-1', '1:', ':-1'])}].trainable = False`.replace(
          /\[(1:|:-1)\]\.trainable = False/,
          '[-1].trainable = False',
        ),
      ),
    () => {
      write.line(`for layer in ${name}.layers[:${random.pick(['-1', '2'])}]:`);
      write.line('    layer.trainable = False');
    },
    () =>
      write.line(
        `${name}.compile(optimizer=${random.pick(['"adam"', '"sgd"', 'keras.optimizers.RMSprop(1e-3)', 'keras.optimizers.SGD(momentum=0.9)'])}, loss="mse")`,
      ),
  );
}

/** One mistake: most often Keras refuses it. */
export function mistake(write: Writer): void {
  const { random } = write;
  const { name, shape } = random.pick(write.tensors);
  const other = random.pick(write.tensors);
  write.count('mistake');
  write.line(
    random.pick([
      `bad = layers.Add()([${name}, ${other.name}])`,
      `bad = layers.Concatenate(axis=1)([${name}, ${other.name}])`,
      `bad = layers.Conv2D(4, ${random.integer(2, 20)})(${name})`,
      `bad = layers.LSTM(3)(${name})`,
      `bad = layers.Reshape((7, ${random.integer(2, 9)}))(${name})`,
      `bad = layers.Dense(units=4, activation="rellu")(${name})`,
      `bad = layers.Dense(3, kernel_init="zeros")(${name})`,
      `bad = layers.MaxPooling2D(${random.integer(2, 12)})(${name})`,
      `bad = layers.Dot(axes=${random.integer(1, 2)})([${name}, ${other.name}])`,
      `bad = ${name} + ${other.name}`,
      `bad = ops.matmul(${name}, ${other.name})`,
      `bad = ops.reshape(${name}, (-1, ${random.integer(2, 11)}))`,
      `bad = layers.Permute((2, 1))(${name})`,
      `bad = layers.Dense(${shape.length - 2})(${name})`,
      `bad = layers.MultiHeadAttention(2, 3)(${name})`,
      `bad = layers.Flatten(${name})`,
      `bad = layers.Embedding(10)(${name})`,
      `bad = keras.Model(${name}, ${other.name})`,
      `bad = ${name}[:, ${random.integer(1, 9)}]`,
      `bad = layers.RepeatVector(3)(${name})`,
      `bad = layers.BatchNormalization(axis=${random.integer(1, 4)})(${name})`,
      `bad = layers.Cropping1D(${random.integer(1, 5)})(${name})`,
      `bad = ops.concatenate([${name}, ${other.name}], axis=${random.integer(1, 3)})`,
      `bad = ops.einsum("bi,bj->bij", ${name}, ${other.name})`,
    ]),
  );
  write.line('print(bad.shape)');
}
