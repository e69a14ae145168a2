/** What a program prints of its models and layers, and what it changes of them in between. */
import { type Model, type Tensor, tuple, type Writer } from './writer.ts';

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

/** Reads a configuration, or makes a model or layer of it once more. */
export function lookAtConfiguration(write: Writer, { name }: Model): void {
  const { random } = write;
  write.count('configuration');
  const again = write.fresh('again');
  random.choose(
    () => write.line(`print([l["class_name"] for l in ${name}.get_config()["layers"]])`),
    () => write.line(`print(sorted(${name}.layers[-1].get_config()))`),
    () =>
      write.line(
        `print({k: v for k, v in ${name}.layers[-1].get_config().items() if isinstance(v, (int, str, bool))})`,
      ),
    () => {
      write.line(`${again} = ${name}.__class__.from_config(${name}.get_config())`);
      write.line(`print(${again}.count_params(), ${again}.name, [l.name for l in ${again}.layers])`);
    },
    () => {
      write.line(`${again} = keras.models.model_from_json(${name}.to_json())`);
      write.line(`print(${again}.count_params(), len(${again}.layers))`);
    },
    () => {
      write.line(`${again} = keras.models.clone_model(${name})`);
      write.line(`${again}.set_weights(${name}.get_weights())`);
      write.line(`print([l.name for l in ${again}.layers], ${again}.count_params())`);
    },
    () => {
      write.line(`${again} = type(${name}.layers[-1]).from_config(${name}.layers[-1].get_config())`);
      write.line(`print(${again}.name, type(${again}).__name__, ${again}.built)`);
    },
  );
}

/** Runs a model with one input on data: predicts, trains, evaluates. */
export function train(write: Writer, { name, inputs, outputs }: Model): void {
  const { random } = write;
  const [input, output] = [inputs[0], outputs[0]];
  if (inputs.length !== 1 || outputs.length !== 1 || !input || !output) return;
  if ([...input.shape.slice(1), ...output.shape.slice(1)].includes(null) || input.shape[0] !== null) return;
  const rows = random.integer(3, 9);
  const batch = random.integer(2, 4);
  const data = `np.zeros(${tuple([rows, ...input.shape.slice(1)])}, "float32")`;
  write.count('training');
  write.line(`print(${name}.predict(${data}, verbose=0).shape)`);
  if (random.chance(0.4)) return;
  const metrics = random.pick(['', ', metrics=["mae"]', ', metrics=["mse", "mae"]']);
  const optimizer = random.pick(['"adam"', '"sgd"', 'keras.optimizers.RMSprop(0.01)']);
  write.line(`${name}.compile(optimizer=${optimizer}, loss="mse"${metrics})`);
  const labels = `np.zeros(${tuple([rows, ...output.shape.slice(1)])}, "float32")`;
  const history = write.fresh('history');
  const validation = random.chance(0.3) ? ', validation_split=0.4' : '';
  write.line(
    `${history} = ${name}.fit(${data}, ${labels}, epochs=${random.integer(1, 3)}, batch_size=${batch}, verbose=0${validation})`,
  );
  write.line(`print(sorted(${history}.history), len(${history}.history["loss"]), ${history}.epoch)`);
  write.line(
    `print(int(${name}.optimizer.iterations), len(${name}.optimizer.variables${write.release === 2 ? '()' : ''}))`,
  );
  if (random.chance(0.5))
    write.line(`print(np.shape(${name}.evaluate(${data}, ${labels}, verbose=0)), ${name}.metrics_names)`);
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
