/** The map of the house, its design pages and the glossary: what they name is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const PAGES = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/glossary.md',
  ...readdirSync(join(root, 'docs/design')).map((name) => `docs/design/${name}`),
];
const FOLDERS = ['server', 'client', 'test', 'scripts', 'bench', 'l10n'];
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    relative(root, join(root, folder, path)).replaceAll('\\', '/'),
  ),
);
/** Folders and files, each also by the last parts of its path. */
const known = new Set(
  sources.flatMap((path) => {
    const parts = path.split('/');
    return parts.map((_, index) => parts.slice(index).join('/'));
  }),
);

/** The paths that a page names in code: those of files with code, and of folders. What has a pattern is none. */
function pathsIn(text: string): readonly string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  const words = spans.flatMap((span) => (/^[\w./-]+$/.test(span) ? [span] : []));
  return words.filter(
    (word) =>
      /^[a-z]/.test(word) &&
      !/^[a-z]+\/[A-Z]/.test(word) &&
      (/\.(ts|mjs)$/.test(word) || FOLDERS.some((folder) => word.startsWith(`${folder}/`))) &&
      !/[A-Z]{3,}/.test(word),
  );
}

describe('the map', () => {
  test('is short enough to be read', () => {
    assert.ok(Buffer.byteLength(read('ARCHITECTURE.md')) <= 10_000);
  });

  test('names what is there', () => {
    const named = PAGES.flatMap((page) => pathsIn(read(page)).map((path) => ({ page, path })));
    assert.ok(named.length > 100, `only ${named.length} paths were found`);
    const gone = named.filter(({ path }) => !known.has(path.replace(/\/$/, '')) && !existsSync(join(root, path)));
    assert.deepEqual(gone, []);
  });

  test('tells an old name', () => {
    assert.deepEqual(
      pathsIn('`server/keras/gone.ts` and `LSTM(2)`, `gone.ts`, `client/webview/NAME`').filter(
        (path) => !known.has(path),
      ),
      ['server/keras/gone.ts', 'gone.ts'],
    );
  });
});
