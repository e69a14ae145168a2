/**
 * The explanations of docs/layers are those that hovers give: each page holds programs, and under each the hover over
 * its marked layer.
 * `LAYER_LENS_WRITE_DOCS=1 node --test test/unit/explain/golden.test.ts` writes them anew.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toMarkdown } from '../../../server/explain/document/markdown.ts';
import { ENGLISH, inEnglish } from '../../../server/words/language.ts';
import { hover } from '../../../server/features/hover.ts';
import { analyse } from '../../support/analyse.ts';
import { GOLDEN_PAGES, type GoldenSection, placeOf, programOf } from '../../support/golden-pages.ts';
import { FAMILIES } from '../../support/layer-table.ts';
import { anchorOf } from '../../support/markdown.ts';

const folder = fileURLToPath(new URL('../../../docs/layers/', import.meta.url));
const write = process.env['LAYER_LENS_WRITE_DOCS'] === '1';
if (write) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}pictures`, { recursive: true });
}
const written = new Set<string>();

for (const { name, title, sections } of GOLDEN_PAGES) {
  test(`docs/layers/${name}.md is what the hovers say`, async () => {
    const texts = await Promise.all(sections.map((section, index) => sectionText(`${name}-${index + 1}`, section)));
    compare(
      `${name}.md`,
      `# ${title}\n\n${trail(name)}\n\n*What Layer Lens shows over these places. The page is made from the hovers themselves.*\n\n${texts.join('\n')}`,
    );
  });
}

test('docs/layers lists its pages, and holds nothing else', () => {
  const about =
    'Hovers over layers, functions, models and arguments as Layer Lens shows them, with their pictures. [Layers](../reference/README.md) has every layer as a formula.';
  compare(
    'README.md',
    `# What the hovers say\n\n[Documentation](../README.md) › What the hovers say\n\n${about}\n\n${GOLDEN_PAGES.map(({ name, title, sections }) => `- [${title}](${name}.md): ${sections.map((section) => `[${section.title}](${name}.md#${anchorOf(section.title)})`).join(' · ')}`).join('\n')}\n`,
  );
  assert.deepEqual(
    [
      ...readdirSync(folder).filter((name) => name.endsWith('.md')),
      ...readdirSync(`${folder}pictures`).map((name) => `pictures/${name}`),
    ].sort(),
    [...written].sort(),
  );
});

/** The way back, and on to the formulas where there are some of the family. */
function trail(name: string): string {
  const formulas = name in FAMILIES ? ` · [All of this family, as formulas](../reference/${name}.md)` : '';
  return `[Documentation](../README.md) › [What the hovers say](README.md)${formulas}`;
}

async function sectionText(id: string, section: GoldenSection): Promise<string> {
  const { shown, title } = section;
  const found = hover(await analyse(programOf(section)), placeOf(section), {
    pictures: true,
    torch: true,
    theme: 'light',
  });
  assert.ok(found, `nothing over ${section.word} of ${title}`);
  const blocks = found.content.map((block) => {
    if (block.block !== 'picture') return toMarkdown([block]);
    compare(`pictures/${id}.svg`, `${block.draw(ENGLISH).source}\n`);
    return `![${inEnglish(block.alternative)}](pictures/${id}.svg)`;
  });
  return `## ${title}\n\n\`\`\`python\n${shown}\`\`\`\n\n${blocks.join('\n\n')}\n`;
}

/** The file holds this, or gets it where the pages are to be written. */
function compare(name: string, content: string): void {
  written.add(name);
  if (write) writeFileSync(folder + name, content);
  assert.equal(readFileSync(folder + name, 'utf8'), content);
}
