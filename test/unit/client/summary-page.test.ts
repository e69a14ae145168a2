/**
 * What the summary's page decides without a document: which model stays, which rows are shown in which order, where the
 * cursor is.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { modelLabel, nextShown } from '../../../client/webview/summary/choose.ts';
import type { Models, Place } from '../../../client/webview/summary/messages.ts';
import { rowsAt, tableLines } from '../../../client/webview/summary/rows.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import { analyse } from '../../support/analyse.ts';

async function modelsOf(source: string): Promise<Models> {
  const analysis = await analyse(source);
  return modelsView(analysis, ({ start, end }): Place => {
    const position = (offset: number) => ({
      line: analysis.text.positionAt(offset).line,
      character: analysis.text.positionAt(offset).character,
    });
    return { uri: 'file:///m.py', range: { start: position(start), end: position(end) } };
  });
}
const TWO = `from keras import Input, Model, layers
a = Input((8,))
encoder = Model(a, layers.Dense(2, name='small')(a), name='encoder')
both = Model(a, layers.Dense(300, name='large')(encoder(a)))
`;

describe('which model is shown', () => {
  test('first the first that the program builds', async () => {
    const models = await modelsOf(
      `import keras\ndef build(n):\n    return keras.Sequential([keras.Input((n,)), keras.layers.Dense(2)])\n${TWO}`,
    );
    assert.equal(nextShown(undefined, models, undefined).model?.variable, 'encoder');
  });
  test('the chosen one stays, by its name', async () => {
    const before = await modelsOf(TWO);
    const both = before.models[1]!;
    const after = await modelsOf(TWO.replace('a = ', 'first = __import__("keras").Sequential()\na = '));
    const shown = nextShown({ models: before, model: both, note: undefined }, after, both.label.key);
    assert.equal(shown.model?.variable, 'both');
  });
  test('renamed, it is the one in its place', async () => {
    const before = await modelsOf(TWO);
    const both = before.models[1]!;
    const shown = nextShown(
      { models: before, model: both, note: undefined },
      await modelsOf(TWO.replace('both', 'whole')),
      both.label.key,
    );
    assert.equal(shown.model?.variable, 'whole');
  });
  test('the last good one stays while the code is half-typed or has an error, and goes where it is complete', async () => {
    const before = await modelsOf(TWO);
    const both = before.models[1]!;
    const last = { models: before, model: both, note: undefined };
    const half = nextShown(
      last,
      await modelsOf(TWO.replace("Dense(300, name='large')(encoder(a))", 'Dense(')),
      both.label.key,
    );
    assert.deepEqual(
      [half.model, half.note],
      [both, 'The code is not complete at the moment. This is the model as it was before.'],
    );
    const wrong = nextShown(last, await modelsOf(TWO.replace('(encoder(a))', '(layers.LSTM(2)(a))')), both.label.key);
    assert.equal(wrong.model, both);
    assert.match(wrong.note ?? '', /^The code has an error\./);
    const gone = nextShown(half, await modelsOf(TWO.replace(/both.*\n/, '')), both.label.key);
    assert.deepEqual([gone.model?.variable, gone.note], ['encoder', undefined]);
  });
  test('half-typed code elsewhere does not hold back what is known', async () => {
    const before = await modelsOf(TWO);
    const both = before.models[1]!;
    const shown = nextShown(
      { models: before, model: both, note: undefined },
      await modelsOf(`${TWO.replace('300', '400')}x = layers.Dense(`),
      both.label.key,
    );
    assert.deepEqual([shown.note, shown.model?.rows.at(-1)?.params.text], [undefined, '1,200']);
  });
  test('names that do not tell models apart have their lines', async () => {
    const models = await modelsOf(
      'import keras\nm = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\nm = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])\n',
    );
    assert.deepEqual(
      models.models.map((model) => modelLabel(model, models)),
      ['m · line 2 · Sequential · 3 parameters', 'm · line 3 · Sequential · 4 parameters'],
    );
  });
});

describe('the lines of the table', () => {
  const lines = async (expanded: readonly string[], sort: Parameters<typeof tableLines>[2] = undefined, filter = '') =>
    tableLines((await modelsOf(TWO)).models[1]!.rows, new Set(expanded), sort, filter).map(
      ({ id, level }) => `${'  '.repeat(level - 1)}${id}`,
    );
  test('arrays and models inside stand under what is open', async () => {
    assert.deepEqual(await lines([]), ['input_layer', 'encoder', 'large']);
    assert.deepEqual(await lines(['large', 'encoder', 'encoder/small']), [
      'input_layer',
      'encoder',
      '  encoder/input_layer',
      '  encoder/small',
      '    encoder/small[0]',
      '    encoder/small[1]',
      'large',
      '  large[0]',
      '  large[1]',
    ]);
  });
  test('sorted', async () => {
    assert.deepEqual(await lines([], { by: 'params', descending: true }), ['large', 'encoder', 'input_layer']);
    assert.deepEqual(await lines([], { by: 'name', descending: false }), ['encoder', 'input_layer', 'large']);
  });
  test('a match inside a model opens it', async () => {
    assert.deepEqual(await lines([], undefined, 'small'), ['encoder', '  encoder/small']);
    assert.deepEqual(await lines([], undefined, 'DENSE 300'), ['large']);
    assert.deepEqual(await lines([], undefined, 'nothing'), []);
  });
});

test('the rows of the cursor: the narrowest place around it, else the places of its line', async () => {
  const { rows } = (await modelsOf(TWO)).models[1]!;
  const at = (line: number, character: number) => rowsAt(rows, { uri: 'file:///m.py', line, character });
  assert.deepEqual(at(3, 20), ['large']);
  assert.deepEqual(at(2, 25), ['encoder/small']);
  assert.deepEqual(at(2, 10), ['encoder']);
  assert.deepEqual(at(2, 0), ['encoder/small']); // the narrowest that begins there
  assert.deepEqual(at(0, 0), []);
  assert.deepEqual(rowsAt(rows, { uri: 'file:///other.py', line: 3, character: 20 }), []);
});
