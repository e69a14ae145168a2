/** `npm run bench`: how long an analysis takes, as a multiple of what tree-sitter alone takes to parse the same text. Writes docs/benchmarks.md. */
import { writeFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
import { analyze } from '../server/analysis/analyze.ts';
import { readParserBytes } from '../server/node/wasm.ts';
import { loadPythonParser } from '../server/python/syntax/parser.ts';
import { ProgramText } from '../server/python/syntax/program-text.ts';
import { hoverTable, measureHovers, MOST_MEDIAN } from './hover.mjs';

const SIZES = [100, 1_000, 10_000];
const MOST_GROWTH = 12;

/** Model code as people write it: configuration, a helper, a class, a functional and a Sequential model, 50 lines in all. */
const section = (n) => `
CONFIG_${n} = {"units": [${32 + (n % 4)}, 64], "rate": 0.${1 + (n % 8)}, "classes": ${5 + (n % 7)}}


def conv_block_${n}(x, filters, stride=1):
    """Convolution, normalization, activation."""
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.ReLU()(x)


def build_${n}(config, shape=(32, 32, 3)):
    inputs = keras.Input(shape=shape, name="images_${n}")
    x = inputs
    for units in config["units"]:
        shortcut = layers.Conv2D(units, 1, strides=2)(x)
        x = conv_block_${n}(x, units, stride=2)
        x = layers.Add()([x, shortcut])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(config["rate"])(x)
    outputs = layers.Dense(config["classes"], activation="softmax")(x)
    return keras.Model(inputs, outputs, name=f"net_{config['classes']}_${n}")


class Trainer${n}:
    # Keeps a model with what it is trained with.
    def __init__(self, model, lr=1e-3):
        self.model = model
        self.lr = lr
        self.history = []

    def run(self, x, y, epochs=3):
        self.model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
        for epoch in range(epochs):
            self.history.append((epoch, self.lr * 0.5 ** epoch))
        return self.history


model_${n} = build_${n}(CONFIG_${n})
x_${n} = np.random.rand(64, 32, 32, 3).astype("float32")
y_${n} = keras.utils.to_categorical(np.zeros(64), CONFIG_${n}["classes"])
trainer_${n} = Trainer${n}(model_${n})
print(trainer_${n}.run(x_${n}, y_${n}))
sequence_${n} = keras.Sequential()
sequence_${n}.add(keras.Input((24, 4)))
sequence_${n}.add(layers.LSTM(16, return_sequences=True))
sequence_${n}.add(layers.LSTM(8))
sequence_${n}.add(layers.Dense(1))
print(model_${n}.count_params(), sequence_${n}.output_shape)`;

function programOf(lines) {
  const text = ['import numpy as np', 'import keras', 'from keras import layers'];
  for (let n = 0; text.length < lines; n++) text.push(...section(n).split('\n'));
  return text.slice(0, lines).join('\n');
}

/** The median of several runs, in milliseconds. */
function measure(work, times) {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return taken[times >> 1];
}

const bytes = readParserBytes();
const parser = await loadPythonParser(bytes);
const plain = new Parser();
plain.setLanguage(await Language.load(bytes.python));

for (let warm = 0; warm < 10; warm++) analyze(parser, ProgramText.ofFile(programOf(500)));
const results = SIZES.map((lines) => {
  const text = programOf(lines);
  const times = lines > 5_000 ? 3 : 9;
  const parse = measure(() => plain.parse(text).delete(), times);
  const analysis = measure(() => analyze(parser, ProgramText.ofFile(text)), times);
  return { lines, parse, analysis };
});

const rows = results.map(({ lines, parse, analysis }, index) => {
  const before = results[index - 1];
  const growth = before ? `${(analysis / before.analysis).toFixed(1)} ×` : '';
  return `| ${lines.toLocaleString('en')} | ${(analysis / parse).toFixed(1)} × | ${growth} | ${((analysis * 1000) / lines).toFixed(1)} ms | ${((parse * 1000) / lines).toFixed(1)} ms |`;
});
const table = ['| lines | analysis ÷ parsing alone | growth for 10 × the lines | analysis of 1,000 lines | parsing of 1,000 lines |', '| ---: | ---: | ---: | ---: | ---: |', ...rows].join('\n');
const hovers = [200, 1_000, 5_000].map((lines) => ({ lines, ...measureHovers(analyze(parser, ProgramText.ofFile(programOf(lines)))) }));
console.log(table);
console.log(hoverTable(hovers));
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), `# Benchmarks

\`npm run bench\` writes this file. The text is model code as people write it: helpers, classes, residual functional models, Sequential models and
their data. The ratio compares a whole analysis (parsing, evaluation, facts) with tree-sitter parsing the same text and nothing else; it says more
than milliseconds, which are those of one machine (Node ${process.versions.node.split('.')[0]}, medians).

${table}

Ten times the lines may take at most ${MOST_GROWTH} times as long; the script fails where they take longer.

## Hovers

Over an analysis that is ready, at places spread over the whole text: finding what is there, its words, its picture and the Markdown.

${hoverTable(hovers)}

The median may be at most ${MOST_MEDIAN} ms; the script fails where it is more.
`);
const tooSlow = results.some(({ analysis }, index) => index > 0 && analysis > MOST_GROWTH * results[index - 1].analysis);
if (tooSlow) console.error(`Ten times the lines take more than ${MOST_GROWTH} times as long.`);
const slowHovers = hovers.some(({ said }) => said.median > MOST_MEDIAN);
if (slowHovers) console.error(`The median of hovers is more than ${MOST_MEDIAN} ms.`);
process.exitCode = tooSlow || slowHovers ? 1 : 0;
