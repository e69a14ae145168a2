/**
 * The documentation: what is written by `npm run docs` is up to date, no link is dead, and each page can be read by
 * itself.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GENERATED_FOLDERS, generatedFiles } from '../../support/generated-docs.ts';
import { anchorsOf, headingsOf, type Link, linksOf } from '../../support/markdown.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashes(relative(root, join(entry.parentPath, entry.name))));
const slashes = (path: string): string => path.replaceAll('\\', '/');

const inDocs = filesIn('docs');
/** What VS Code shows in the tour is a part of a page. */
const isPage = (path: string): boolean => path.endsWith('.md') && !path.startsWith('docs/walkthrough/');
const docs = inDocs.filter(isPage);
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...inDocs.filter((path) => path.endsWith('.md')),
];
const isElsewhere = ({ target }: Link): boolean => /^[a-z]+:/.test(target);
/** Names as they are written: a file system that does not tell Case from case finds more. */
const names = new Map<string, ReadonlySet<string>>();
function exists(path: string): boolean {
  if (path === '.' || path === '') return true;
  const folder = dirname(path);
  if (!existsSync(join(root, folder))) return false;
  const inside = names.get(folder) ?? new Set(readdirSync(join(root, folder)));
  names.set(folder, inside);
  return inside.has(path.slice(folder === '.' ? 0 : folder.length + 1)) && exists(folder);
}

/** What is wrong with a link of a page; undefined where it leads somewhere. */
function complaint(page: string, { target, isPicture }: Link): string | undefined {
  const [path, anchor] = target.split('#', 2) as [string, string?];
  const file = path === '' ? page : slashes(join(dirname(page), decodeURIComponent(path))).replace(/\/$/, '');
  if (file.startsWith('..') || !exists(file)) return 'is not there';
  if (anchor !== undefined && !(file.endsWith('.md') && anchorsOf(read(file)).includes(anchor)))
    return 'has no such heading';
  if (!page.startsWith('docs/')) return undefined;
  // docs is what the package has, and VS Code's preview reads pictures below the page's own folder.
  if (!file.startsWith('docs/')) return 'is outside of docs';
  return isPicture && !file.startsWith(`${dirname(page)}/`)
    ? 'is a picture outside of the folder of its page'
    : undefined;
}

test('what `npm run docs` writes is up to date', async () => {
  const files = await generatedFiles();
  for (const [path, text] of files) assert.ok(exists(path) && read(path) === text, `${path}: run \`npm run docs\``);
  for (const folder of GENERATED_FOLDERS)
    assert.deepEqual(
      filesIn(folder).filter((path) => !files.has(path)),
      [],
      'nothing writes these',
    );
});

test('every link, anchor and picture of every page is there', () => {
  const links = pages.flatMap((page) =>
    linksOf(read(page))
      .filter((link) => !isElsewhere(link))
      .map((link) => ({ page, link })),
  );
  assert.ok(pages.length > 100 && links.length > 1000, `${links.length} links of ${pages.length} pages`);
  const dead = links.flatMap(({ page, link }) => {
    const found = complaint(page, link);
    return found === undefined ? [] : [`${page}:${link.line}: ${link.target} ${found}`];
  });
  assert.deepEqual(dead, []);
});

describe('every page', () => {
  test('has one title, the way to the contents below it, and a sentence on what it is about', () => {
    const [contents, ...others] = ['docs/README.md', ...docs.filter((path) => path !== 'docs/README.md')];
    for (const path of [contents!, ...others]) {
      const text = read(path);
      assert.deepEqual(
        headingsOf(text).flatMap(({ level }, index) => (level === 1 ? [index] : [])),
        [0],
        path,
      );
      const [title, ...paragraphs] = text.split('\n\n');
      assert.match(title!, /^# \S/, path);
      if (path !== contents)
        assert.match(
          paragraphs.shift()!,
          new RegExp(`^\\[Documentation\\]\\(${'../'.repeat(path.split('/').length - 2)}README\\.md\\) › `),
          path,
        );
      assert.match(paragraphs[0]!, /^[*`\\_]*[\p{L}[].{20,}/u, path);
    }
  });

  test('is reached from the contents by the lists of its folder', () => {
    const reached = new Set(['docs/README.md']);
    for (const page of reached) {
      if (!page.endsWith('/README.md')) continue;
      for (const { target } of linksOf(read(page)).filter((link) => !isElsewhere(link)))
        reached.add(slashes(join(dirname(page), target.replace(/#.*/, ''))));
    }
    assert.deepEqual(
      docs.filter((page) => !reached.has(page)),
      [],
    );
  });
});

test('links are found where they are, and not in code', () => {
  const text =
    '# A [b](c.md)\n`[no](no.md)` [x](y.md#z "title") ![p](q.png) [![in](in.png)](out.md)\n```md\n[no](no.md)\n# no\n```\n<img src="r.svg"> <!-- [no](no.md) -->\n## Why `(2, 8)`?\n## Why (2, 8)?\n';
  assert.deepEqual(
    linksOf(text).map(({ target, isPicture, line }) => [target, isPicture, line]),
    [
      ['c.md', false, 1],
      ['q.png', true, 2],
      ['in.png', true, 2],
      ['y.md#z', false, 2],
      ['out.md', false, 2],
      ['r.svg', true, 7],
    ],
  );
  assert.deepEqual(anchorsOf(text), ['a-b', 'why-2-8', 'why-2-8-1']);
});
