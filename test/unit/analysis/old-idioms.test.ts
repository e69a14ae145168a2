/**
 * What programs of older Kerases, and people who train and save models, write: each as Keras 3.15.1 took or refused it
 * (test/truth/old-idioms.json). Where it raised there is an error on the statement, where it did not there is none.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

interface Case {
  readonly program: string;
  /** `lines` count from 1 behind the head: of the program's own code in the traceback. */
  readonly error: { readonly type: string; readonly lines: readonly number[]; readonly message: string } | null;
  /** Why there is no error so far. */
  readonly missed?: string;
}

const groups = JSON.parse(readFileSync(new URL('../../truth/old-idioms.json', import.meta.url), 'utf8')) as readonly {
  readonly head: string;
  readonly cases: readonly Case[];
}[];
const parser = await pythonParser();

for (const { head, cases } of groups) {
  const above = head.split('\n').length - 1;
  for (const { program, error, missed } of cases) {
    const last = program.slice(program.lastIndexOf('\n') + 1);
    test(`${error ? error.type : 'accepted'}: ${last}`, () => {
      const text = ProgramText.ofFile(head + program);
      const { problems } = analyze(parser, text, { kerasVersion: 3 });
      const lines = problems
        .filter(({ severity }) => severity === 'error')
        .map(({ span }) => text.positionAt(span.start).line + 1 - above);
      const why = problems.map(({ message }) => message).join('\n');
      if (!error) assert.deepEqual(lines, [], why);
      else
        assert.equal(
          lines.some((line) => error.lines.includes(line)),
          missed === undefined,
          `${error.message}\n${why}`,
        );
    });
  }
}
