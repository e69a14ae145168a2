/**
 * Python programs with what they print beside each line, as `#: text`. Those in `programs/` are decided: where there is
 * a CPython, it must print
 * the same. Those in `unknowns/` read what the program does not decide.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pythonParser, runPython, UNKNOWN } from './run-python.ts';

const python = await pythonParser();

function programsIn(
  folder: string,
): { readonly name: string; readonly source: string; readonly expected: readonly string[] }[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .sort()
    .map((name) => {
      const source = readFileSync(join(path, name), 'utf8');
      const expected = [...source.matchAll(/#: (.*)$/gm)].map((match) => match[1]!);
      return { name, source, expected };
    });
}

for (const { name, source, expected } of programsIn('programs')) {
  test(`${name} prints what stands beside its lines`, () => {
    const { lines, errors } = runPython(python, source);
    assert.deepEqual(lines, expected);
    assert.deepEqual(errors, []);
  });

  test(`${name}: CPython prints the same`, (context) => {
    const { status, stdout } = spawnSync('python3', ['-I', '-'], {
      input: source,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf8' },
    });
    if (status === null) {
      context.diagnostic('there is no python3 on this machine to compare with');
      return;
    }
    assert.deepEqual(stdout.split('\n').slice(0, -1), expected);
  });
}

for (const { name, source, expected } of programsIn('unknowns')) {
  test(`${name} prints what stands beside its lines`, () => {
    const { lines, errors } = runPython(python, source);
    assert.deepEqual(
      lines.map((line) => line.replaceAll(UNKNOWN, 'unknown')),
      expected,
    );
    assert.deepEqual(errors, []);
  });
}
