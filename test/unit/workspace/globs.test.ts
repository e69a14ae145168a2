import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMatched } from '../../../server/workspace/globs.ts';

const folders = ['file:///home/ada/project'];
const inProject = (path: string, ...patterns: string[]) =>
  isMatched(`file:///home/ada/project/${path}`, patterns, folders);

test('a name means a file or a folder at any depth', () => {
  assert.equal(inProject('tests/model.py', 'tests'), true);
  assert.equal(inProject('src/tests/model.py', 'tests/'), true);
  assert.equal(inProject('src/model_test.py', '*_test.py'), true);
  assert.equal(inProject('src/attests/model.py', 'tests'), false);
});

test('a path starts at the folder of the workspace', () => {
  assert.equal(inProject('src/old/model.py', 'src/old'), true);
  assert.equal(inProject('src/old/model.py', './src/old/'), true);
  assert.equal(inProject('lib/src/old/model.py', 'src/old'), false);
  assert.equal(inProject('lib/src/old/model.py', '**/old/**'), true);
  assert.equal(inProject('.hidden/model.py', '/.hidden'), true);
});

test('files outside of the workspace, and other addresses', () => {
  assert.equal(isMatched('file:///tmp/tests/model.py', ['tests'], folders), true);
  assert.equal(isMatched('file:///home/ada/project2/tests.py', ['project'], folders), false);
  assert.equal(
    isMatched('vscode-vfs://github/ada/models/model%20old.py', ['model old.py'], ['vscode-vfs://github/ada/models']),
    true,
  );
});

test('no pattern means nothing, and neither does a broken one', () => {
  assert.equal(inProject('model.py'), false);
  for (const broken of ['', '/', '[', '**', '!(']) assert.equal(typeof inProject('model.py', broken), 'boolean');
});
