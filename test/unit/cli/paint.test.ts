import assert from 'node:assert/strict';
import { test } from 'node:test';
import { painter, takesColours } from '../../../server/cli/paint.ts';

test('colours: as --color says, else FORCE_COLOR, else NO_COLOR, else on a terminal', () => {
  for (const [wish, isTerminal, environment, expected] of [
    ['auto', true, {}, true],
    ['auto', false, {}, false],
    ['auto', true, { TERM: 'dumb' }, false],
    ['auto', true, { NO_COLOR: '1' }, false],
    ['auto', true, { NO_COLOR: '' }, true],
    ['auto', false, { FORCE_COLOR: '1' }, true],
    ['auto', true, { FORCE_COLOR: '0' }, false],
    ['auto', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['never', true, { FORCE_COLOR: '1' }, false],
    ['always', false, { NO_COLOR: '1' }, true],
  ] as const)
    assert.equal(
      takesColours(wish, isTerminal, environment),
      expected,
      JSON.stringify([wish, isTerminal, environment]),
    );
});

test('what a terminal would obey is seen in what is painted', () => {
  assert.equal(painter(true)('red', 'a\u001b[2J'), '\u001b[31ma\\x1b[2J\u001b[39m');
  assert.equal(painter(false)('red', 'a\u001b[2J'), 'a\\x1b[2J');
});
