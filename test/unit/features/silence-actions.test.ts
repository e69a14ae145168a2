import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { applyEdits } from '../../../server/features/code-actions.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { ALL_HINTS } from '../../../server/features/inlay-hints.ts';
import { hidingActions, silenceActions } from '../../../server/features/silence-actions.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const read = (text: ProgramText) => analyze(parser, text);
const IMPORTS = 'import keras\nfrom keras import layers\nx = layers.LSTM(8)(keras.Input((10, 4)))\n';
const everywhere = { start: 0, end: 100_000 };

/** The program with the first problem ignored, and the codes that are still reported then. */
function ignored(program: ProgramText | string): { readonly text: string; readonly left: readonly string[] } {
  const analysis = read(typeof program === 'string' ? ProgramText.ofFile(IMPORTS + program) : program);
  const [action] = silenceActions(analysis, everywhere, new Map(), false);
  assert.ok(action !== undefined && 'edit' in action.does);
  const after = applyEdits(analysis.text, [action.does.edit]);
  return { text: after.text.replace(IMPORTS, ''), left: diagnostics(read(after)).map(({ code }) => code) };
}

describe('ignore on this line', () => {
  test('a comment at the end of the line, behind the one that it has', () => {
    const commented = (before: string, after: string) =>
      assert.deepEqual(ignored(before), { text: after, left: [] }, before);
    commented('y = layers.LSTM(8)(x)\n', 'y = layers.LSTM(8)(x)  # layerlens: ignore[rank-mismatch]\n');
    commented('y = layers.LSTM(8)(x)', 'y = layers.LSTM(8)(x)  # layerlens: ignore[rank-mismatch]');
    commented(
      'y = layers.LSTM(8)(x)  \r\nz = 1\r\n',
      'y = layers.LSTM(8)(x)  # layerlens: ignore[rank-mismatch]  \r\nz = 1\r\n',
    );
    commented(
      'y = layers.LSTM(8)(x)  # second # one\n',
      'y = layers.LSTM(8)(x)  # second # one  # layerlens: ignore[rank-mismatch]\n',
    );
    commented(
      'y = layers.LSTM(8, name="a#b")(x)\n',
      'y = layers.LSTM(8, name="a#b")(x)  # layerlens: ignore[rank-mismatch]\n',
    );
  });

  test('a code more in the list that is there', () => {
    const commented = (before: string, after: string) =>
      assert.deepEqual(ignored(`y = layers.LSTM(8)(x)  ${before}\n`), {
        text: `y = layers.LSTM(8)(x)  ${after}\n`,
        left: [],
      });
    commented('# layerlens: ignore[bad-axis]', '# layerlens: ignore[bad-axis, rank-mismatch]');
    commented(
      '# why  # layerlens: ignore[bad-axis] as above',
      '# why  # layerlens: ignore[bad-axis, rank-mismatch] as above',
    );
    commented('#layerlens:ignore[]', '#layerlens:ignore[rank-mismatch]');
  });

  test('a call over several lines: on the first, or on the last where the first cannot have a comment', () => {
    assert.match(
      ignored('y = layers.LSTM(\n    8,\n)(x)\n').text,
      /^y = layers\.LSTM\( {2}# layerlens: ignore\[rank-mismatch\]\n/,
    );
    const behind = ignored('y = \\\n    layers.LSTM(8)(\\\n    x)\n');
    assert.deepEqual(behind.left, []);
    assert.match(behind.text, /x\) {2}# layerlens: ignore\[rank-mismatch\]\n$/);
    const within = ignored('y = layers.LSTM(8, name="""a\nb""")(x)\n');
    assert.deepEqual(within.left, []);
    assert.match(within.text, /b"""\)\(x\) {2}# layerlens: ignore\[rank-mismatch\]\n$/);
  });

  test('in the cell of the problem', () => {
    const cells = ProgramText.ofNotebook([
      { index: 0, text: IMPORTS + 's = """' },
      { index: 2, text: 'y = layers.LSTM(8)(x)' },
      { index: 3, text: 'z = 1' },
    ]);
    const analysis = read(cells);
    const action = silenceActions(analysis, everywhere, new Map(), false).find(
      ({ problem }) => problem.code === 'rank-mismatch',
    );
    assert.ok(action !== undefined && 'edit' in action.does);
    assert.equal(
      applyEdits(cells, [action.does.edit]).cells[1]?.text,
      'y = layers.LSTM(8)(x)  # layerlens: ignore[rank-mismatch]',
    );
  });

  test('once for a line and a code; the settings only where the editor can write them', () => {
    const analysis = read(ProgramText.ofFile(`${IMPORTS}y = layers.LSTM(8)(x); z = layers.LSTM(4)(x)\n`));
    const titles = (settings: boolean) =>
      silenceActions(analysis, everywhere, new Map(), settings).map(({ title }) => inEnglish(title));
    assert.equal(diagnostics(analysis).length, 2);
    assert.deepEqual(titles(false), ['Layer Lens: ignore rank-mismatch on this line']);
    assert.deepEqual(titles(true), [
      'Layer Lens: ignore rank-mismatch on this line',
      'Layer Lens: switch rank-mismatch problems off',
    ]);
    assert.deepEqual(silenceActions(analysis, { start: 0, end: 5 }, new Map(), true), []);
    assert.deepEqual(silenceActions(analysis, everywhere, new Map([['rank-mismatch', 'off']]), true), []);
  });
});

test('the hints of a line can be hidden by kind, those that it has and that are shown', async () => {
  const source =
    'import keras\nx = keras.layers.Dense(3)(keras.Input((4,)))\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\nprint(model.layers[0].kernel.shape)\nn = 1\n';
  const analysis = await analyse(source);
  const kinds = (line: number, options = ALL_HINTS) => {
    const start =
      source
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + 1;
    return hidingActions(analysis, { start, end: source.indexOf('\n', start) }, options).map(({ kind }) => kind);
  };
  assert.deepEqual(kinds(2), ['shapes', 'parameters']);
  assert.deepEqual(kinds(2, { ...ALL_HINTS, shapes: false }), ['parameters']);
  assert.deepEqual(kinds(2, { ...ALL_HINTS, minimumParameters: 100 }), ['shapes']);
  assert.deepEqual(kinds(3), ['shapes', 'parameters', 'totals']);
  assert.deepEqual(kinds(4), ['values']);
  assert.deepEqual(kinds(5), []);
});
