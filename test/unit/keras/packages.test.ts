/**
 * Layers of packages beside Keras. The numbers of whole programs are those that the packages' own documentation prints
 * for them.
 */
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { explainLayer } from '../../../server/explain/hovers/layer.ts';
import { formatDimension } from '../../../server/shapes/dimension.ts';
import { pythonParser } from '../../support/parser.ts';

const analysed = async (text: string) => runProgram(await pythonParser(), text).analysis;
/** `Dense 12 (None, 3)`, a row each. */
const rows = async (text: string): Promise<string[]> => {
  const { models, problems } = await analysed(text);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  return models
    .at(-1)!
    .rows.map(
      ({ className, name, params, outputShape }) =>
        `${className} ${name} ${params === undefined ? '?' : formatDimension(params)} ${JSON.stringify(outputShape)}`,
    );
};

describe('keras_hub', () => {
  it('translates: an encoder, and a decoder that attends to it', async () => {
    // https://keras.io/examples/nlp/neural_machine_translation_with_keras_hub
    const text = `
import keras
import keras_hub
encoder_inputs = keras.Input(shape=(None,), name="encoder_inputs")
x = keras_hub.layers.TokenAndPositionEmbedding(vocabulary_size=15000, sequence_length=40, embedding_dim=256)(encoder_inputs)
encoder_outputs = keras_hub.layers.TransformerEncoder(intermediate_dim=2048, num_heads=8)(inputs=x)
encoder = keras.Model(encoder_inputs, encoder_outputs)
decoder_inputs = keras.Input(shape=(None,), name="decoder_inputs")
encoded_seq_inputs = keras.Input(shape=(None, 256), name="decoder_state_inputs")
x = keras_hub.layers.TokenAndPositionEmbedding(vocabulary_size=15000, sequence_length=40, embedding_dim=256)(decoder_inputs)
x = keras_hub.layers.TransformerDecoder(intermediate_dim=2048, num_heads=8)(decoder_sequence=x, encoder_sequence=encoded_seq_inputs)
x = keras.layers.Dropout(0.5)(x)
decoder_outputs = keras.layers.Dense(15000, activation="softmax")(x)
decoder = keras.Model([decoder_inputs, encoded_seq_inputs], decoder_outputs)
decoder_outputs = decoder([decoder_inputs, encoder_outputs])
transformer = keras.Model([encoder_inputs, decoder_inputs], decoder_outputs, name="transformer")
`;
    assert.deepEqual(await rows(text), [
      'InputLayer encoder_inputs 0 [null,null]',
      'TokenAndPositionEmbedding token_and_position_embedding 3850240 [null,null,256]',
      'InputLayer decoder_inputs 0 [null,null]',
      'TransformerEncoder transformer_encoder 1315072 [null,null,256]',
      'Functional functional_1 9283992 [null,null,15000]',
    ]);
  });

  it('writes: a decoder alone, whose heads do not divide the features', async () => {
    // https://keras.io/examples/generative/text_generation_gpt
    const text = `
import keras
from keras_nlp.layers import TokenAndPositionEmbedding, TransformerDecoder
inputs = keras.layers.Input(shape=(None,), dtype="int32")
x = TokenAndPositionEmbedding(vocabulary_size=5000, sequence_length=128, embedding_dim=256, mask_zero=True)(inputs)
for _ in range(2):
    x = TransformerDecoder(num_heads=3, intermediate_dim=256)(x)
model = keras.Model(inputs, keras.layers.Dense(5000)(x))
`;
    assert.deepEqual((await rows(text)).slice(1), [
      'TokenAndPositionEmbedding token_and_position_embedding 1312768 [null,null,256]',
      'TransformerDecoder transformer_decoder 394749 [null,null,256]',
      'TransformerDecoder transformer_decoder_1 394749 [null,null,256]',
      'Dense dense 1285000 [null,null,5000]',
    ]);
  });

  it('attention of Llama and Gemma, by the modules that have it', async () => {
    const text = `
import keras
from keras_nlp.src.models.llama.llama_attention import LlamaAttention
from keras_nlp.src.models.llama.llama_layernorm import LlamaLayerNorm
from keras_hub.src.models.gemma.gemma_attention import CachedGemmaAttention
from keras_hub.src.models.gemma.rms_normalization import RMSNormalization
x = keras.Input((None, 4096))
y = LlamaLayerNorm()(x)
y = LlamaAttention(num_query_heads=32, num_key_value_heads=8, rope_scaling_factor=1.0)(y)
y = RMSNormalization()(y)
y = CachedGemmaAttention(head_dim=256, num_query_heads=8, num_key_value_heads=4)(y)
model = keras.Model(x, keras.layers.Dropout(0.5)(y))
`;
    assert.deepEqual((await rows(text)).slice(1), [
      'LlamaLayerNorm llama_layer_norm 4096 [null,null,4096]',
      'LlamaAttention llama_attention 41943040 [null,null,4096]',
      'RMSNormalization rms_normalization 4096 [null,null,4096]',
      // Each attention has a dropout inside with an automatic name.
      'CachedGemmaAttention cached_gemma_attention 25165824 [null,null,4096]',
      'Dropout dropout_2 0 [null,null,4096]',
    ]);
  });

  it('other layers for text', async () => {
    const text = `
import keras
import keras_hub
x = keras.Input((20,), dtype="int32")
y = keras_hub.layers.ReversibleEmbedding(100, 16, tie_weights=False)(x)
y = y + keras_hub.layers.PositionEmbedding(sequence_length=20)(y)
y = y + keras_hub.layers.SinePositionEncoding()(y)
y = keras_hub.layers.FNetEncoder(intermediate_dim=32)(y)
y = keras_hub.layers.RMSNormalization(16)(y)
model = keras.Model(x, y)
`;
    assert.deepEqual(
      (await rows(text)).filter((row) => !/^(Add|InputLayer)/.test(row)),
      [
        'ReversibleEmbedding reversible_embedding 3200 [null,20,16]',
        'PositionEmbedding position_embedding 320 [null,20,16]',
        'SinePositionEncoding sine_position_encoding 0 [null,20,16]',
        'FNetEncoder f_net_encoder 1136 [null,20,16]',
        'RMSNormalization rms_normalization 16 [null,20,16]',
      ],
    );
  });

  it('what else the package has stays unknown', async () => {
    const { models, problems } = await analysed(
      'import keras\nimport keras_hub\nb = keras_hub.models.BertBackbone.from_preset("bert_tiny_en_uncased")\nx = keras.Input((3,))\nm = keras.Model(x, keras.layers.Dense(2)(b(x)))\n',
    );
    assert.deepEqual([problems, models.at(-1)?.total], [[], undefined]);
  });

  it('the arrays are listed as those of an own class', async () => {
    const { calls } = await analysed(
      'import keras, keras_hub\nkeras_hub.layers.PositionEmbedding(20)(keras.Input((20, 16)))\n',
    );
    const text = toPlainText(explainLayer(calls.slice(-1), { pictures: true, theme: 'light', torch: true }), 100);
    assert.match(text, /PositionEmbedding/);
    assert.match(text, /sequence_length/);
  });
});

describe('tensorflow_hub', () => {
  const model = (layer: string): string =>
    `import tensorflow as tf\nimport tensorflow_hub as hub\nm = tf.keras.Sequential([${layer}, tf.keras.layers.Dense(16, "relu"), tf.keras.layers.Dense(1)])\n`;
  it('the arrays of a module are not known, and what follows is', async () => {
    assert.deepEqual(
      await rows(model('hub.KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/2", input_shape=[], dtype=tf.string)')),
      ['KerasLayer keras_layer ? [null,50]', 'Dense dense 816 [null,16]', 'Dense dense_1 17 [null,1]'],
    );
    assert.deepEqual(
      await rows(
        model(
          'hub.KerasLayer(path, trainable=False, output_shape=[20], input_shape=[], dtype=tf.string)'.replace(
            'path',
            '"./module"',
          ),
        ),
      ),
      ['KerasLayer keras_layer ? [null,20]', 'Dense dense 336 [null,16]', 'Dense dense_1 17 [null,1]'],
    );
  });
  it('nor is the output of a module that nobody knows', async () => {
    const { models, problems } = await analysed(model('hub.KerasLayer("./module", input_shape=[224, 224, 3])'));
    assert.deepEqual(
      [problems, models.at(-1)?.total, models.at(-1)?.rows.map(({ params }) => params)],
      [[], undefined, [undefined, undefined, 17]],
    );
  });
});

describe('tensorflow_probability', () => {
  // 24: what is printed for these three in a run of the package.
  it('has a mean and a deviation for each number of a kernel, and a mean for each of a bias', async () => {
    const text = `
import tensorflow as tf
import tensorflow_probability as tfp
m = tf.keras.Sequential([tfp.layers.DenseReparameterization(1, input_shape=(None, 1)), tfp.layers.DenseReparameterization(2), tfp.layers.DenseFlipout(3, kernel_divergence_fn=lambda q, p, _: 0.)])
`;
    assert.deepEqual(await rows(text), [
      'DenseReparameterization dense_reparameterization 3 [null,null,1]',
      'DenseReparameterization dense_reparameterization_1 6 [null,null,2]',
      'DenseFlipout dense_flipout 15 [null,null,3]',
    ]);
  });

  it('convolutions, by both names; arrays of other distributions are not known', async () => {
    const text = `
import tensorflow as tf
from tensorflow_probability import layers as tfpl
m = tf.keras.Sequential([
    tf.keras.Input((32, 32, 3)), tfpl.Convolution2DFlipout(8, kernel_size=(3, 3), padding="same"), tfpl.Conv2DReparameterization(4, 3, strides=2, bias_posterior_fn=None),
    tf.keras.layers.Flatten(), tfpl.DenseFlipout(9, kernel_posterior_fn=tfpl.default_mean_field_normal_fn()), tfpl.DenseVariational(2, posterior, prior)])
`;
    const { models, problems } = await analysed(text.replace('m = ', 'from elsewhere import posterior, prior\nm = '));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      models[0]!.rows.map(({ className, params, outputShape }) => [className, params, outputShape]),
      [
        ['Conv2DFlipout', 440, [null, 32, 32, 8]],
        ['Conv2DReparameterization', 576, [null, 15, 15, 4]],
        ['Flatten', 0, [null, 900]],
        ['DenseFlipout', undefined, [null, 9]],
        ['DenseVariational', undefined, [null, 2]],
      ],
    );
  });

  it('a distribution at the end has no arrays, and what it has beside is not known', async () => {
    const text = `
import tensorflow as tf
import tensorflow_probability as tfp
x = tf.keras.Input((4,))
drawn = tfp.layers.DistributionLambda(lambda t: tfp.distributions.Normal(loc=t[..., :1], scale=1))(tf.keras.layers.Dense(2)(x))
mean = tf.keras.Model(x, drawn.mean())
print(drawn.sample(3), tfp.layers.IndependentNormal.params_size(3))
m = tf.keras.Model(x, drawn)
`;
    assert.deepEqual((await rows(text)).slice(1), [
      'Dense dense 10 [null,2]',
      'DistributionLambda distribution_lambda 0 undefined',
    ]);
  });
});

describe('tensorflow_addons', () => {
  it('counts as its source does', async () => {
    const text = `
import tensorflow as tf
import tensorflow_addons as tfa
m = tf.keras.Sequential([
    tf.keras.Input((32, 32, 3)), tfa.layers.WeightNormalization(tf.keras.layers.Conv2D(2, 2)), tfa.layers.WeightNormalization(tf.keras.layers.Conv2D(4, 2), data_init=False), tfa.layers.InstanceNormalization(),
    tfa.layers.GroupNormalization(2, axis=-1), tfa.layers.AdaptiveAveragePooling2D((2, 2)), tf.keras.layers.Flatten(), tfa.layers.Maxout(4), tfa.layers.GELU()])
tfa.optimizers.AdamW(1e-3)
`;
    assert.deepEqual(
      (await rows(text)).map((row) => row.replace(/ \w+ (?=\d)/, ' ')),
      [
        // Kernel and bias twice, a length for each filter, and whether it is initialized.
        'WeightNormalization 55 [null,31,31,2]',
        'WeightNormalization 41 [null,30,30,4]',
        'InstanceNormalization 8 [null,30,30,4]',
        'GroupNormalization 8 [null,30,30,4]',
        'AdaptiveAveragePooling2D 0 [null,2,2,4]',
        'Flatten 0 [null,16]',
        'Maxout 0 [null,4]',
        'GELU 0 [null,4]',
      ],
    );
    const {
      models: [model],
    } = await analysed(text);
    assert.deepEqual([model?.trainable, model?.nonTrainable], [26 + 2 + 36 + 4 + 8 + 8, 26 + 1 + 1]);
  });
  it('CRF gives four things', async () => {
    const text =
      'import tensorflow as tf\nimport tensorflow_addons as tfa\nx = tf.keras.Input((75, 50))\ntags, scores, lengths, pairs = tfa.layers.CRF(18)(x)\nm = tf.keras.Model(x, tf.keras.layers.Dense(2)(scores))\n';
    assert.deepEqual((await rows(text)).slice(1), [
      'CRF crf 1278 {"nest":"list","items":[[null,75],[null,75,18],[null],[18,18]]}',
      'Dense dense 38 [null,75,2]',
    ]);
  });
});

test('keras_contrib: CRF, and a normalization with one scale for all', async () => {
  const text =
    'import keras\nfrom keras_contrib.layers import CRF\nfrom keras_contrib.layers.normalization.instancenormalization import InstanceNormalization\nx = keras.Input((75, 50))\ny = InstanceNormalization(axis=-1)(InstanceNormalization()(x))\nm = keras.Model(x, CRF(18, learn_mode="marginal")(y))\n';
  assert.deepEqual((await rows(text)).slice(1), [
    'InstanceNormalization instance_normalization_1 2 [null,75,50]',
    'InstanceNormalization instance_normalization 100 [null,75,50]',
    'CRF crf 1278 [null,75,18]',
  ]);
});

describe('tensorflow_model_optimization', () => {
  const text = (made: string): string => `
from tensorflow import keras
import tensorflow_model_optimization as tfmot
model = keras.Sequential([
    keras.layers.InputLayer(input_shape=(28, 28)), keras.layers.Reshape((28, 28, 1)), keras.layers.Conv2D(12, (3, 3), activation="relu"), keras.layers.MaxPooling2D((2, 2)), keras.layers.Flatten(), keras.layers.Dense(10)])
made = ${made}
`;
  const brief = async (made: string): Promise<(string | number | undefined)[]> => {
    const { models, problems } = await analysed(text(made));
    assert.deepEqual(problems, []);
    const model = models.find(({ variable }) => variable === 'made');
    return [
      ...(model?.rows ?? []).map(({ name, params }) => `${name} ${String(params)}`),
      model?.trainable as number | undefined,
      model?.nonTrainable as number | undefined,
    ];
  };
  it('quantizes', async () => {
    // https://www.tensorflow.org/model_optimization/guide/quantization/training_example
    assert.deepEqual(await brief('tfmot.quantization.keras.quantize_model(model)'), [
      'quantize_layer 3',
      'quant_reshape 1',
      'quant_conv2d 147',
      'quant_max_pooling2d 1',
      'quant_flatten 1',
      'quant_dense 20295',
      20410,
      38,
    ]);
  });
  it('prunes', async () => {
    // https://www.tensorflow.org/model_optimization/guide/pruning/pruning_with_keras
    const schedule =
      'pruning_schedule=tfmot.sparsity.keras.PolynomialDecay(initial_sparsity=0.5, final_sparsity=0.8, begin_step=0, end_step=100)';
    assert.deepEqual(await brief(`tfmot.sparsity.keras.prune_low_magnitude(model, ${schedule})`), [
      ...['reshape 1', 'conv2d 230', 'max_pooling2d 1', 'flatten 1', 'dense 40572'].map(
        (row) => `prune_low_magnitude_${row}`,
      ),
      20410,
      20395,
    ]);
  });
  it('the model that it is made of keeps its names, and so do layers made later', async () => {
    const { models, values } = await analysed(
      `${text('tfmot.quantization.keras.quantize_model(model)')}print(keras.layers.Dense(1).name, keras.Input((3,)).name, model.layers[1].output.shape)\n`,
    );
    assert.deepEqual(
      [models[0]?.rows.map(({ name }) => name), values.filter(({ printed }) => printed).map(({ shown }) => shown)],
      [
        ['reshape', 'conv2d', 'max_pooling2d', 'flatten', 'dense'],
        ['dense_1', 'input_2', '(None, 26, 26, 12)'],
      ],
    );
  });
  it('layers that are quantized together are not followed', async () => {
    const { models, problems } = await analysed(
      'from tensorflow import keras\nimport tensorflow_model_optimization as tfmot\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.BatchNormalization()])\nmade = tfmot.quantization.keras.quantize_model(model)\nmade.summary()\n',
    );
    assert.deepEqual([models.length, problems], [1, []]);
  });
});
