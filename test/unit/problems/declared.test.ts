/** Every problem by its declaration: the examples, the page, the settings. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PROBLEMS } from '../../../server/problems/index.ts';
import { analyse } from '../../support/analyse.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

for (const { code, severity, example } of PROBLEMS) {
  test(`${code}: the broken example has it, and the repaired one has nothing`, async () => {
    const broken = (await analyse(example.broken)).problems;
    assert.deepEqual(
      broken.map((problem) => problem.code),
      [code],
      broken.map(({ message }) => message).join('\n'),
    );
    assert.equal(broken[0]!.severity, severity);
    assert.deepEqual(
      (await analyse(example.repaired)).problems.map(({ message }) => message),
      [],
    );
  });
}

test('one file for each code, and each is in the list', () => {
  const files = readdirSync(new URL('server/problems/codes/', root)).map((name) => name.replace(/\.ts$/, ''));
  assert.deepEqual(
    PROBLEMS.map(({ code }) => code),
    files.sort(),
  );
});

test('every code that a rule throws has its file', () => {
  const thrown = new Set<string>();
  for (const path of readdirSync(new URL('server/keras/', root), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    for (const [, code] of read(`server/keras/${path}`).matchAll(
      /(?:LayerError\(\s*|refusal\(|take\([^\n]*, |refuse\()'([a-z]+(?:-[a-z]+)+|groups)'/g,
    ))
      thrown.add(code!);
  }
  assert.ok(thrown.size > 30, `${thrown.size} codes were found`);
  assert.deepEqual(
    [...thrown].filter((code) => !PROBLEMS.some((problem) => problem.code === code)),
    [],
  );
});
