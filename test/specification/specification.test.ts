/** The Markdown files beside this are the evaluator's manual; each expectation in them is a test. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { analyze } from '../../server/analysis/analyze.ts';
import type { Analysis } from '../../server/analysis/analysis.ts';
import { ProgramText } from '../../server/python/syntax/program-text.ts';
import { WorkspaceModules } from '../../server/workspace/modules.ts';
import { pythonParser } from '../support/parser.ts';
import { type Block, blocksOf } from './blocks.ts';
import { foundFor } from './facts.ts';

const parser = await pythonParser();
const folder = new URL('.', import.meta.url);
const ROOT = 'file:///project';
const MAIN = `${ROOT}/main.py`;

function analysisOf({ texts, notebook, kerasVersion, files }: Block): Analysis {
  const text = notebook
    ? ProgramText.ofNotebook(texts.map((cell, index) => ({ index, text: cell })))
    : ProgramText.ofFile(texts[0] ?? '');
  const read = (uri: string): string | undefined => files.get(uri.slice(ROOT.length + 1));
  const modules = new WorkspaceModules(parser, { read } as ConstructorParameters<typeof WorkspaceModules>[1], () => [
    ROOT,
  ]);
  return analyze(parser, text, {
    kerasVersion,
    path: MAIN,
    workspaceModule: (name, level, from) => modules.find(name, level, from ?? MAIN, MAIN, new Set()),
  });
}

let count = 0;
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()) {
  describe(file, () => {
    for (const block of blocksOf(readFileSync(new URL(file, folder), 'utf8'))) {
      count += block.expectations.length;
      describe(`${block.heading} (line ${block.markdownLine})`, () => {
        const analysis = analysisOf(block);
        it('expects something, and reports no error that it does not expect', () => {
          assert.ok(block.expectations.length > 0, 'a block without expectations');
          const lines = new Set(
            block.expectations.filter(({ kind }) => kind === 'error').map(({ line, cell }) => `${cell}:${line}`),
          );
          const unexpected = analysis.problems.filter(({ severity, span }) => {
            const { line, cell } = analysis.text.positionAt(span.start);
            return severity === 'error' && !lines.has(`${cell}:${line}`);
          });
          assert.deepEqual(
            unexpected.map(({ code, message }) => `${code}: ${message}`),
            [],
          );
        });
        for (const expectation of block.expectations) {
          it(`line ${expectation.markdownLine} ${expectation.kind}: ${expectation.text}`, () => {
            assert.equal(foundFor(analysis, expectation) ?? 'no such fact', expectation.text);
          });
        }
      });
    }
  });
}

it('has at least 400 expectations', () => {
  assert.ok(count >= 400, `${count}`);
});
