/** What mutation testing is set up with. It takes an hour, so it is not run here: docs/mutation.md. */
import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Part {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}
const root = fileURLToPath(new URL('../../..', import.meta.url));
const { parts } = (await import(new URL('../../../scripts/mutation/parts.mjs', import.meta.url).href)) as {
  readonly parts: Readonly<Record<string, Part>>;
};

test('every part has files to change and tests that concern them', () => {
  assert.deepEqual(Object.keys(parts), ['shapes', 'recurrent', 'core', 'convolution']);
  for (const [name, { mutate, tests }] of Object.entries(parts)) {
    for (const pattern of [...mutate, ...tests])
      assert.ok(globSync(pattern, { cwd: root }).length > 0, `${name}: ${pattern}`);
    const files = tests.flatMap((pattern) => globSync(pattern, { cwd: root }));
    assert.equal(new Set(files).size, files.length, `${name}: a test file is listed twice`);
    assert.ok(files.every((file) => existsSync(`${root}${file}`)));
  }
});
