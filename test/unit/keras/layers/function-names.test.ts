import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reported } from './in-programs.ts';

test('a name that Keras has no activation for', () => {
  assert.match(
    reported('layers.Dense(4, activation="rellu")').join(),
    /^1: unknown-function: .*activation="rellu".*Did you mean "relu"/,
  );
  assert.match(reported('layers.Conv2D(8, 3, activation="LeakyReLU")').join(), /Did you mean "leaky_relu"/);
  assert.match(
    reported('layers.LSTM(4, recurrent_activation="sigmod")').join(),
    /recurrent_activation="sigmod".*Did you mean "sigmoid"/,
  );
});

test('names of initializers, regularizers and constraints', () => {
  assert.match(reported('layers.Dense(4, kernel_initializer="xavier")').join(), /Did you mean "glorot_uniform"/);
  assert.match(reported('layers.Dense(4, kernel_regularizer="l3")').join(), /no regularizer of this name/);
  assert.match(reported('layers.Dense(4, kernel_constraint="maxnorm")').join(), /Did you mean "max_norm"/);
});

test('what Keras takes', () => {
  assert.deepEqual(
    reported(
      'layers.Dense(4, activation="swish", kernel_initializer="HeNormal", bias_initializer="zero", kernel_regularizer="l1_l2", kernel_constraint="UnitNorm")',
    ),
    [],
  );
  assert.deepEqual(
    reported('layers.Dense(4, activation=keras.activations.relu, kernel_initializer=keras.initializers.Constant(2))'),
    [],
  );
  // Initializers are looked up among custom objects too.
  assert.deepEqual(reported('layers.Dense(4, kernel_initializer="my_own_initializer")'), []);
});
