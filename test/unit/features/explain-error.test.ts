/**
 * Tracebacks in the forms in which Python, IPython, TensorFlow's Keras 2 and Keras 3 print them, explained by the
 * program.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { readTraceback } from '../../../server/explain/errors/traceback.ts';
import { understand } from '../../../server/explain/errors/keras-messages.ts';
import { explainError } from '../../../server/features/explain-error.ts';
import { PROBLEMS } from '../../../server/problems/index.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { pythonParser } from '../../support/parser.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inOneStep } from '../../support/in-one-step.ts';

const parser = await pythonParser();
function explained(text: ProgramText, pasted: string, name = 'train.py') {
  const read = (changed: ProgramText) => analyze(parser, changed);
  const found = complete(explainError(read(text), pasted, name, inOneStep(read)));
  return (
    found && {
      ...found,
      title: inEnglish(found.title),
      words: toPlainText(found.content, 200),
      line: found.span && text.positionAt(found.span.start).line + 1,
    }
  );
}

const STACKED = `import keras
from keras import layers

UNITS = 64

def build_model():
    model = keras.Sequential([
        keras.Input((100, 4)),
        layers.LSTM(UNITS),
        layers.LSTM(32),
    ])
    return model

model = build_model()
`;
const KERAS_3 = `Traceback (most recent call last):
  File "/home/ana/project/train.py", line 14, in <module>
    model = build_model()
            ^^^^^^^^^^^^^
  File "/home/ana/project/train.py", line 7, in build_model
    model = keras.Sequential([
            ^^^^^^^^^^^^^^^^^^
  File "/home/ana/venv/lib/python3.11/site-packages/keras/src/models/sequential.py", line 74, in __init__
    self._maybe_rebuild()
  File "/home/ana/venv/lib/python3.11/site-packages/keras/src/utils/traceback_utils.py", line 122, in error_handler
    raise e.with_traceback(filtered_tb) from None
ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)
`;

test('Keras 3, from a script: the layer that complains, its feeder, and what mends it', () => {
  const found = explained(ProgramText.ofFile(STACKED), KERAS_3)!;
  assert.equal(found.line, 10);
  assert.equal(found.title, 'An input with the wrong number of dimensions, line 10');
  for (const words of [
    'expected ndim=3, found ndim=2',
    'LSTM "lstm" (line 9) gives (None, 64)',
    'Line 9: LSTM "lstm" gives (None, 64)',
    'layers.LSTM(UNITS)',
    'Add return_sequences=True to LSTM',
  ])
    assert.ok(found.words.includes(words), found.words);
});

test('Keras 2: the layer has another number in that run, and the frames have no marks', () => {
  const pasted = `Traceback (most recent call last):
  File "train.py", line 14, in <module>
    model = build_model()
  File "train.py", line 7, in build_model
    model = keras.Sequential([
  File "/usr/lib/python3/dist-packages/tensorflow/python/training/tracking/base.py", line 530, in _method_wrapper
    result = method(self, *args, **kwargs)
  File "/usr/lib/python3/dist-packages/keras/engine/input_spec.py", line 214, in assert_input_compatibility
    raise ValueError(f'Input {input_index} of layer "{layer_name}" '
ValueError: Input 0 of layer "lstm_7" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)`;
  assert.equal(explained(ProgramText.ofFile(STACKED), pasted)!.line, 10);
});

const CELLS = [
  { index: 0, text: 'import keras\nfrom keras import layers' },
  { index: 1, text: 'inputs = keras.Input((28, 28, 3))\nx = layers.Flatten()(inputs)' },
  { index: 3, text: 'x = layers.Conv2D(8, 3)(x)\nmodel = keras.Model(inputs, x)', executionCount: 7 },
];

test('a notebook with colours: the cell is found by the text of the line', () => {
  const escape = String.fromCharCode(27);
  const pasted = `${escape}[31m---------------------------------------------------------------------------${escape}[39m
${escape}[31mValueError${escape}[39m                                Traceback (most recent call last)
${escape}[36mCell${escape}[39m${escape}[36m ${escape}[39m${escape}[32mIn[7]${escape}[39m${escape}[32m, line 1${escape}[39m
${escape}[32m----> ${escape}[39m${escape}[32m1${escape}[39m x = layers.Conv2D(8, 3)(x)
${escape}[32m      2${escape}[39m model = keras.Model(inputs, x)

${escape}[36mFile ${escape}[39m${escape}[32m~/venv/lib/python3.11/site-packages/keras/src/utils/traceback_utils.py:122${escape}[39m, in ${escape}[36mfilter_traceback.<locals>.error_handler${escape}[39m${escape}[34m(*args, **kwargs)${escape}[39m
    119     filtered_tb = _process_traceback_frames(e.__traceback__)
--> 122     raise e.with_traceback(filtered_tb) from None

${escape}[31mValueError${escape}[39m: Input 0 of layer "conv2d_2" is incompatible with the layer: expected min_ndim=4, found ndim=2. Full shape received: (None, 2352)`;
  const found = explained(ProgramText.ofNotebook(CELLS), pasted, 'book.ipynb')!;
  assert.equal(found.title, 'An input with the wrong number of dimensions, line 1 of Cell 4, [7]');
  assert.ok(found.words.includes('Flatten "flatten" (line 2 of Cell 2) gives (None, 2352)'), found.words);
});

test('of cells with the same line, the one of the execution that is named', () => {
  const same = 'x = layers.Dense(3)(keras.Input((4,)))\nx.no_such()';
  const cells = ProgramText.ofNotebook([
    CELLS[0]!,
    { index: 1, text: same, executionCount: 4 },
    { index: 2, text: `# again\n${same}`, executionCount: 5 },
  ]);
  const pasted = (frame: string) =>
    `${frame}\n      1 x = layers.Dense(3)(keras.Input((4,)))\n----> 2 x.no_such()\n\nAttributeError: no_such`;
  assert.match(explained(cells, pasted('Cell In[5], line 2'), 'book.ipynb')!.title, /line 3 of Cell 3, \[5\]$/);
  assert.match(explained(cells, pasted('Cell In[4], line 2'), 'book.ipynb')!.title, /line 2 of Cell 2, \[4\]$/);
  assert.match(
    explained(cells, pasted('<ipython-input-5-3f5a> in <module>()'), 'book.ipynb')!.title,
    /line 3 of Cell 3, \[5\]$/,
  );
  // Of a run that is over, the line that is stated.
  assert.match(explained(cells, pasted('Cell In[9], line 2'), 'book.ipynb')!.title, /line 2 of Cell 2, \[4\]$/);
});

test('the old form of IPython', () => {
  const pasted = `---------------------------------------------------------------------------
ValueError                                Traceback (most recent call last)
<ipython-input-12-3f5a> in <module>()
----> 1 x = layers.Conv2D(8, 3)(x)
      2 model = keras.Model(inputs, x)

ValueError: Input 0 of layer conv2d_2 is incompatible with the layer: : expected min_ndim=4, found ndim=2. Full shape received: (None, 2352)`;
  assert.equal(explained(ProgramText.ofNotebook(CELLS), pasted, 'book.ipynb')!.line, 1);
});

test('the last line alone is enough', () => {
  assert.equal(
    explained(
      ProgramText.ofFile(STACKED),
      'ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2.',
    )!.line,
    10,
  );
  assert.equal(
    explained(
      ProgramText.ofFile(STACKED),
      'Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2.',
    )!.line,
    10,
  );
});

const WELL =
  'import keras\nfrom keras import layers\nfrom data import x\n\ninputs = keras.Input((100, 4))\nhidden = layers.LSTM(64, name="memory")(inputs)\nmodel = keras.Model(inputs, layers.Dense(1)(hidden))\nmodel.predict(x)\n';

test('an error inside a layer that is well as far as the code tells: what it takes, and who feeds it', () => {
  const pasted = `Traceback (most recent call last):
  File "/home/ana/train.py", line 8, in <module>
    model.predict(x)
  File "/home/ana/venv/lib/python3.11/site-packages/keras/src/utils/traceback_utils.py", line 122, in error_handler
    raise e.with_traceback(filtered_tb) from None
ValueError: Exception encountered when calling layer "memory" (type LSTM).

In[0] mismatch In[1] shape: 5 vs. 4: [32,5] [4,256]

Call arguments received by layer "memory" (type LSTM):
  • inputs=tf.Tensor(shape=(32, 100, 5), dtype=float32)
  • mask=None`;
  const found = explained(ProgramText.ofFile(WELL), pasted)!;
  assert.equal(found.line, 6);
  assert.ok(found.words.includes('LSTM "memory" takes (None, 100, 4) and gives (None, 64)'), found.words);
  assert.ok(!found.words.includes('Call arguments'), found.words);
});

test('data that does not fit: what it means, at the line of the call', () => {
  const pasted = `Traceback (most recent call last):
  File "train.py", line 8, in <module>
    model.predict(x)
ValueError: Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: 100
'y' sizes: 90`;
  const found = explained(ProgramText.ofFile(WELL), pasted)!;
  assert.equal(found.line, 8);
  assert.match(found.title, /^Arrays with different numbers of samples, line 8$/);
});

test('an edit since: the line is found by its text', () => {
  assert.equal(
    explained(
      ProgramText.ofFile(`# a new first line\n\n${WELL}`),
      'Traceback (most recent call last):\n  File "train.py", line 8, in <module>\n    model.predict(x)\nRuntimeError: out of memory',
    )!.line,
    10,
  );
});

test('what is no error, and an error of another file', () => {
  assert.equal(explained(ProgramText.ofFile(WELL), 'model.fit(x, y)\nnothing went wrong'), undefined);
  assert.equal(explained(ProgramText.ofFile(WELL), ''), undefined);
  const other = explained(
    ProgramText.ofFile(WELL),
    'Traceback (most recent call last):\n  File "other.py", line 3, in <module>\n    main()\nKeyError: 5',
  )!;
  assert.equal(other.span, undefined);
  assert.ok(other.words.includes('No line of this traceback is in this file'), other.words);
});

test('of two exceptions the last one counts', () => {
  const { type, message, frames } = readTraceback(`Traceback (most recent call last):
  File "a.py", line 1, in <module>
    first()
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
    second()
tensorflow.python.framework.errors_impl.InvalidArgumentError: Graph execution error:

Received a label value of 10 which is outside the valid range of [0, 10).`)!;
  assert.deepEqual([type, frames.at(-1)], ['InvalidArgumentError', { file: 'a.py', line: 3, code: 'second()' }]);
  assert.equal(understand(message).code, 'label-range');
});

describe('the words of Keras', () => {
  for (const [words, code] of [
    [
      'Input 0 of layer "sequential" is incompatible with the layer: expected shape=(None, 28, 28), found shape=(32, 784)',
      'input-mismatch',
    ],
    ["Negative dimension size caused by subtracting 3 from 2 for '{{node conv2d/Conv2D}}'", 'negative-size'],
    ['A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis.', 'merge-shapes'],
    [
      'A merge layer should be called on a list of at least 1 input. Received: input_shape=(None, 8)',
      'merge-needs-list',
    ],
    ['total size of new array must be unchanged, input_shape = [100], output_shape = [28, 28]', 'reshape-size'],
    ['The last dimension of the inputs to a Dense layer should be defined. Found None.', 'unknown-size'],
    ['Graph disconnected: cannot obtain value for tensor KerasTensor(...) at layer "dense".', 'disconnected-graph'],
    ["Unrecognized keyword arguments passed to Dense: {'unit': 3}", 'unknown-argument'],
    ["__init__() missing 1 required positional argument: 'units'", 'missing-argument'],
    ['Could not interpret activation function identifier: rellu', 'unknown-function'],
    ['The name "h" is used 2 times in the model. All operation names should be unique.', 'duplicate-name'],
    ['`logits` and `labels` must have the same shape, received ((None, 1) vs (None, 10)).', 'labels-shape'],
    ['Shapes (None, 1) and (None, 10) are incompatible', 'labels-shape'],
    ['You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.', 'not-compiled'],
    ['Failed to convert a NumPy array to a Tensor (Unsupported object type float).', 'data-type'],
  ] as const) {
    test(words.slice(0, 60), () => {
      assert.equal(understand(words).code, code);
      assert.ok(PROBLEMS.some((one) => one.code === code));
    });
  }

  test('name their layers', () => {
    assert.deepEqual(understand('Input 0 of layer "lstm_1" is incompatible with the layer: expected').layers, [
      'lstm_1',
    ]);
    assert.deepEqual(
      understand("Input 0 with name 'None' of layer 'dense' is incompatible with the layer: expected axis").layers,
      ['dense'],
    );
    assert.deepEqual(understand('Exception encountered when calling layer "memory" (type LSTM).').classes, ['LSTM']);
    assert.deepEqual(understand('Exception encountered when calling Net.call().').classes, ['Net']);
  });
});
