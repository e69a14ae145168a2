/**
 * The explanations of docs/layers are those that hovers give: each page holds programs, and under each the hover over its marked layer.
 * `LAYER_LENS_WRITE_DOCS=1 node --test test/unit/explain/golden.test.ts` writes them anew.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pictureOf } from '../../../server/explain/pictures/index.ts';
import { analyse, hoverText } from '../../support/analyse.ts';

const folder = fileURLToPath(new URL('../../../docs/layers/', import.meta.url));
const write = process.env['LAYER_LENS_WRITE_DOCS'] === '1';
if (write) mkdirSync(`${folder}pictures`, { recursive: true });

/** A page: what it is about, and the layers on it, each with the shape of a sample. */
const PAGES: readonly { readonly name: string; readonly title: string; readonly layers: readonly (readonly [shape: string, layer: string])[] }[] = [
  { name: 'recurrent', title: 'Recurrent layers', layers: [['(100, 4)', 'LSTM(2)'], ['(100, 4)', 'GRU(2)'], ['(100, 4)', 'SimpleRNN(2)'], ['(100, 4)', 'Bidirectional(LSTM(2))'], ['(100, 4)', 'TimeDistributed(Dense(3))'], ['(10, 32, 32, 3)', 'ConvLSTM2D(8, 3)']] },
  { name: 'dense', title: 'Dense', layers: [['(8,)', 'Dense(3)'], ['(20, 8)', 'Dense(3, activation="relu")']] },
  { name: 'convolution', title: 'Convolutions', layers: [['(224, 224, 3)', 'Conv2D(32, 3, strides=2)'], ['(100, 8)', 'Conv1D(16, 5)'], ['(28, 28, 32)', 'SeparableConv2D(64, 3)'], ['(28, 28, 32)', 'DepthwiseConv2D(3)'], ['(14, 14, 32)', 'Conv2DTranspose(16, 2, strides=2)']] },
  { name: 'normalization', title: 'Normalization', layers: [['(28, 28, 32)', 'BatchNormalization()'], ['(20, 16)', 'LayerNormalization()'], ['(28, 28, 32)', 'GroupNormalization(groups=8)']] },
  { name: 'embedding', title: 'Embedding', layers: [['(20,)', 'Embedding(1000, 16)']] },
  { name: 'attention', title: 'Attention', layers: [['(10, 32)', 'MultiHeadAttention(num_heads=4, key_dim=8)(x, x)'], ['(10, 32)', 'AdditiveAttention()([x, x])']] },
  { name: 'shapes', title: 'Layers without arrays', layers: [['(7, 7, 512)', 'Flatten()'], ['(784,)', 'Reshape((28, 28, 1))'], ['(28, 28, 32)', 'MaxPooling2D()'], ['(7, 7, 512)', 'GlobalAveragePooling2D()'], ['(8,)', 'Concatenate()([x, x])'], ['(8,)', 'Dropout(0.5)']] },
];

for (const { name, title, layers } of PAGES) {
  test(`docs/layers/${name}.md is what the hovers say`, async () => {
    const sections = await Promise.all(layers.map((layer, index) => section(`${name}-${index + 1}`, ...layer)));
    const page = `# ${title}\n\n*What Layer Lens shows over these layers. The page is made from the hovers themselves.*\n\n${sections.join('\n')}`;
    compare(`${name}.md`, page);
  });
}

async function section(id: string, shape: string, layer: string): Promise<string> {
  const className = layer.slice(0, layer.indexOf('('));
  const isCalled = /\((?:x, x|\[x, x\])\)$/.test(layer);
  const shown = `x = Input(${shape})\ny = ${layer}${isCalled ? '' : '(x)'}\n`;
  const source = `from keras import Input\nfrom keras.layers import *\n${shown}`;
  const call = (await analyse(source)).calls.find((one) => one.layer.className === className);
  const picture = call && pictureOf(call.layer, 'light');
  if (picture !== undefined) compare(`pictures/${id}.svg`, `${picture.source}\n`);
  const image = picture === undefined ? '' : `![${picture.alternative}](pictures/${id}.svg)\n\n`;
  return `## ${className}\n\n\`\`\`python\n${shown}\`\`\`\n\n${image}${await hoverText(source, className)}\n`;
}

/** The file holds this, or gets it where the pages are to be written. */
function compare(name: string, content: string): void {
  if (write) writeFileSync(folder + name, content);
  assert.equal(readFileSync(folder + name, 'utf8'), content);
}
