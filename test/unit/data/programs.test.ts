import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pythonParser } from '../../support/parser.ts';
import { checkProgram } from './expectations.ts';

const folder = new URL('programs/', import.meta.url);
const parser = await pythonParser();

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    const { outcomes, errors } = checkProgram(parser, readFileSync(new URL(file, folder), 'utf8'));
    it('raises nothing', () => {
      assert.deepEqual(errors, []);
    });
    for (const { line, expected, actual } of outcomes) {
      it(`line ${line} prints ${expected}`, () => {
        assert.equal(actual, expected);
      });
    }
  });
}
