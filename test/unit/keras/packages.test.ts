/** Layers of packages beside Keras. The numbers of whole programs are those that the packages' own documentation prints for them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { explainLayer } from '../../../server/explain/hovers/layer.ts';
import { formatDimension } from '../../../server/shapes/dimension.ts';
import { pythonParser } from '../../support/parser.ts';

const analysed = async (text: string) => runProgram(await pythonParser(), text).analysis;
/** `Dense 12 (None, 3)`, a row each. */
const rows = async (text: string): Promise<string[]> => {
  const { models, problems } = await analysed(text);
  assert.deepEqual(problems.map(({ message }) => message), []);
  return models.at(-1)!.rows.map(({ className, name, params, outputShape }) => `${className} ${name} ${params === undefined ? '?' : formatDimension(params)} ${JSON.stringify(outputShape)}`);
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
      'InputLayer encoder_inputs 0 [null,null]', 'TokenAndPositionEmbedding token_and_position_embedding 3850240 [null,null,256]', 'InputLayer decoder_inputs 0 [null,null]',
      'TransformerEncoder transformer_encoder 1315072 [null,null,256]', 'Functional functional_1 9283992 [null,null,15000]',
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
      'TokenAndPositionEmbedding token_and_position_embedding 1312768 [null,null,256]', 'TransformerDecoder transformer_decoder 394749 [null,null,256]',
      'TransformerDecoder transformer_decoder_1 394749 [null,null,256]', 'Dense dense 1285000 [null,null,5000]',
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
      'LlamaLayerNorm llama_layer_norm 4096 [null,null,4096]', 'LlamaAttention llama_attention 41943040 [null,null,4096]', 'RMSNormalization rms_normalization 4096 [null,null,4096]',
      // Each attention has a dropout inside with an automatic name.
      'CachedGemmaAttention cached_gemma_attention 25165824 [null,null,4096]', 'Dropout dropout_2 0 [null,null,4096]',
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
    assert.deepEqual((await rows(text)).filter((row) => !/^(Add|InputLayer)/.test(row)), [
      'ReversibleEmbedding reversible_embedding 3200 [null,20,16]', 'PositionEmbedding position_embedding 320 [null,20,16]', 'SinePositionEncoding sine_position_encoding 0 [null,20,16]',
      'FNetEncoder f_net_encoder 1136 [null,20,16]', 'RMSNormalization rms_normalization 16 [null,20,16]',
    ]);
  });

  it('what else the package has stays unknown', async () => {
    const { models, problems } = await analysed('import keras\nimport keras_hub\nb = keras_hub.models.BertBackbone.from_preset("bert_tiny_en_uncased")\nx = keras.Input((3,))\nm = keras.Model(x, keras.layers.Dense(2)(b(x)))\n');
    assert.deepEqual([problems, models.at(-1)?.total], [[], undefined]);
  });

  it('the arrays are listed as those of an own class', async () => {
    const { calls } = await analysed('import keras, keras_hub\nkeras_hub.layers.PositionEmbedding(20)(keras.Input((20, 16)))\n');
    const text = JSON.stringify(explainLayer(calls.slice(-1), { pictures: true, theme: 'light', torch: true }));
    assert.match(text, /PositionEmbedding/);
    assert.match(text, /sequence_length/);
  });
});
