/**
 * What `npm run docs` writes: the pages that derive from declarations, the parts of the manifest that do, and the
 * pictures of Get Started.
 */
import { readFileSync } from 'node:fs';
import { migrationPage } from '../../server/features/migration/page.ts';
import { problemPages } from '../../server/problems/page.ts';
import { layerPages } from './layer-table.ts';
import { pythonParser } from './parser.ts';
import { withProblemSettings, withProblemWords } from './problem-settings.ts';
import { settingsPage } from './settings-page.ts';
import { walkthroughPictures } from './walkthrough/pictures.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Folders of which every file is written. */
export const GENERATED_FOLDERS = ['docs/problems', 'docs/reference'];

/** The texts by their paths in the project. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const manifest = withProblemSettings(read('package.json'));
  const words = withProblemWords(read('package.nls.json'));
  const inFolder = (folder: string, pages: ReadonlyMap<string, string>) =>
    [...pages].map(([name, text]) => [`${folder}/${name}`, text] as const);
  const parser = await pythonParser();
  return new Map([
    ['package.json', manifest],
    ['package.nls.json', words],
    ['docs/settings.md', settingsPage(manifest, words)],
    ['docs/migration.md', migrationPage()],
    ...inFolder('docs/problems', problemPages()),
    ...inFolder('docs/reference', layerPages(parser)),
    ...inFolder('docs/walkthrough', walkthroughPictures(parser, JSON.parse(words) as Readonly<Record<string, string>>)),
  ]);
}
