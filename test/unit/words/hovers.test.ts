/**
 * What hovers say comes from the catalogue: in a language whose words stand in brackets, no word is left outside but
 * names of the program and of Keras.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Analysis } from '../../../server/analysis/analysis.ts';
import { spoken, type Block, type Inline } from '../../../server/explain/document/document.ts';
import { equationLines } from '../../../server/explain/document/equations-text.ts';
import { hover } from '../../../server/features/hover.ts';
import { PROBLEMS } from '../../../server/problems/index.ts';
import type { Language } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';
import { GOLDEN_PAGES, placeOf, programOf } from '../../support/golden-pages.ts';
import { pseudoLanguage, unspoken } from '../../support/pseudo-language.ts';

const language = await pseudoLanguage();
const OPTIONS = { pictures: true, torch: true, theme: 'dark' } as const;

/** Running text: what is written as code is data. */
function prose(text: Inline, said: Language): string {
  return spoken(text, said)
    .map((span) => (typeof span === 'string' ? span : span.kind === 'code' || span.kind === 'link' ? ' ' : span.text))
    .join('');
}

function wordsOf(block: Block, said: Language): readonly string[] {
  switch (block.block) {
    case 'heading':
    case 'paragraph':
      return [prose(block.text, said)];
    case 'list':
      return block.items.map((item) => prose(item, said));
    case 'table':
      return [
        ...block.columns.map(({ title }) => said.say(title)),
        ...block.rows.flat().map((cell) => prose(cell, said)),
      ];
    case 'equations':
      return equationLines(block, said);
    case 'picture':
      return [
        said.say(block.alternative),
        [...block.draw(said).source.matchAll(/>([^<>]+)</g)].map(([, text = '']) => text).join(' '),
      ];
    case 'code':
      return []; // Keras's own summary, or the program's text
  }
}

const DTYPES = ['float', 'int', 'uint', 'bool', 'str', 'object', 'string', 'complex'];

/** Names of the program, of Keras, of arrays and their sizes. */
function namesOf(analysis: Analysis, source: string): ReadonlySet<string> {
  const outer = [
    ...analysis.calls.map(({ layer }) => layer),
    ...analysis.constructors.flatMap((made) => made.layers),
    ...analysis.models.flatMap(({ rows }) => rows.flatMap(({ layer }) => (layer === undefined ? [] : [layer]))),
  ];
  const layers = outer.flatMap((layer) => [
    layer,
    ...layer.children,
    ...layer.children.flatMap(({ children }) => children),
  ]);
  const named = [...layers, ...analysis.models].flatMap(({ name, className }) => [name, className]);
  const weights = layers.flatMap((layer) =>
    layer.weights.flatMap(({ path, dimensions }) => [path, ...(dimensions ?? []).flat().map(({ name }) => name)]),
  );
  const given = layers.flatMap((layer) => [...layer.arguments.keys()]);
  const terms = layers.flatMap(({ terms: named }) => Object.keys(named));
  const known = [
    'None',
    'x',
    'h',
    'nn',
    'sigmoid',
    'tanh',
    'softmax',
    'relu',
    'mean',
    'gamma',
    'beta',
    'epsilon',
    'query',
    'key',
    'value',
    'scores',
    'KB',
    'MB',
    'GB',
    'PyTorch',
  ];
  return new Set(
    [...named, ...weights, ...given, ...terms, source, ...known, ...DTYPES].flatMap(
      (text) => text.match(/\p{L}{2,}/gu) ?? [],
    ),
  );
}

function leftOf(content: readonly Block[], names: ReadonlySet<string>): readonly string[] {
  return content.flatMap((block) =>
    wordsOf(block, language).flatMap((text) => unspoken(text, names).map((word) => `${word}: ${text.slice(0, 160)}`)),
  );
}

test('over the places of docs/layers', async () => {
  const left: string[] = [];
  for (const section of GOLDEN_PAGES.flatMap(({ sections }) => sections)) {
    const source = programOf(section);
    const analysis = await analyse(source);
    left.push(
      ...leftOf(hover(analysis, placeOf(section), OPTIONS)?.content ?? [], namesOf(analysis, source)).map(
        (text) => `${section.title}: ${text}`,
      ),
    );
  }
  assert.deepEqual([...new Set(left)], []);
});

test('over everything in the examples and the programs of problems', async () => {
  const folder = new URL('../../../examples/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const left = new Set<string>();
  for (const source of [...examples, ...PROBLEMS.map(({ example }) => example.broken)]) {
    const analysis = await analyse(source);
    const names = namesOf(analysis, source);
    for (const [, , offset] of [...source.matchAll(/[\w"']+/g)].map((match) => [match[0], '', match.index] as const)) {
      for (const text of leftOf(hover(analysis, offset, OPTIONS)?.content ?? [], names)) left.add(text);
    }
  }
  assert.deepEqual([...left], []);
});
