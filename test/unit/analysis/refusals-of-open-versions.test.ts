/** What is refused where it is open which Keras a program is for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { formatDimension } from '../../../server/shapes/dimension.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { NO_FILES } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

describe('refusals where the version is open', () => {
  const severities = async (text: string) =>
    analyze(await pythonParser(), ProgramText.ofFile(text)).problems.map(({ severity, code }) => `${severity} ${code}`);
  it('what only Keras 3 refuses is a warning, and the program is read as Keras 2 reads it', async () => {
    const text = 'from tensorflow import keras\nx = keras.Input(shape=(7))\ny = keras.layers.Dense(3)(x)\n';
    assert.deepEqual(await severities(text), ['warning shape-not-a-tuple']);
    const { calls, kerasVersion } = analyze(await pythonParser(), ProgramText.ofFile(text));
    assert.deepEqual([kerasVersion, calls.map(({ layer }) => layer.params)], [2, [0, 24]]);
  });
  it('so it is where the integer has no number', async () => {
    const text =
      'import pandas as pd\nfrom tensorflow import keras\nsize = pd.read_csv("a.csv").shape[1]\nm = keras.Sequential([keras.Input(shape=(size)), keras.layers.Dense(3)])\n';
    assert.deepEqual(await severities(text), ['warning shape-not-a-tuple']);
    assert.equal(
      formatDimension(analyze(await pythonParser(), ProgramText.ofFile(text)).models[0]!.total!),
      '3·pd.read_csv("a.csv").shape[1] + 3',
    );
  });
  it('what both refuse is an error', async () => {
    assert.deepEqual(
      await severities('from tensorflow import keras\nx = keras.Input(shape=(7,))\ny = keras.layers.LSTM(3)(x)\n'),
      ['error rank-mismatch'],
    );
  });
  it('so it is in a program for Keras 3', async () => {
    assert.deepEqual(await severities('import keras\nx = keras.Input(shape=(7))\n'), ['error shape-not-a-tuple']);
  });
  it('an editor and the command line say the same', async () => {
    const analyses = createAnalyses(await pythonParser(), { files: NO_FILES, folders: () => [] });
    const { problems } = analyses.of(
      programOfFile('file:///w/a.py', 'from tensorflow import keras\nx = keras.Input(shape=(7))\n'),
    );
    assert.deepEqual(
      problems.map(({ severity, code }) => `${severity} ${code}`),
      ['warning shape-not-a-tuple'],
    );
  });
});
