/**
 * What the tests on the page begin with: a folder of its own, VS Code with the extension and a file of the folder open
 * in it.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/setup.mjs';
import { openWorkbench, startServer } from './host.mjs';
import { command, theme } from './ui.mjs';

/** Pictures to look at. */
export const images = join(root, '.vscode-test', 'images');
/** Pictures that the documentation has copies of: they are the same, but for `npm run images`. */
export const publishedImages = process.env.LAYER_LENS_IMAGES ?? images;

const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'workbench.sideBar.location': 'right',
};
/** Nothing but what is written stands out in a picture of code. */
const PLAIN = {
  'editor.scrollbar.horizontal': 'hidden',
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'breadcrumbs.enabled': false,
};

/**
 * `files`: what is in the folder, by name; the examples, unless given. `open`: the one that is open, `shows`: a text of
 * what the server has to
 * say of it, in a hint unless there is a `selector`. `plain`: with nothing around the code. `unchanged`: every setting
 * and panel as VS Code has
 * them by itself, but for its theme. `extensions`: the folders of others than ours. Throws where VS Code does not come
 * up.
 */
export async function startWorkbench({
  files,
  open,
  shows,
  selector = '.view-line',
  settings = {},
  plain = false,
  unchanged = false,
  viewport,
  web = false,
  extensions = [],
}) {
  const scratch = mkdtempSync(join(tmpdir(), 'layer-lens-page-'));
  const folder = join(scratch, 'examples');
  for (const path of [images, publishedImages]) mkdirSync(path, { recursive: true });
  if (files === undefined) cpSync(join(root, 'examples'), folder, { recursive: true });
  else {
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  }
  const server = await startServer({
    settings: { ...(unchanged ? {} : SETTINGS), ...(plain ? PLAIN : {}), ...settings },
  });
  let bench;
  const close = async () => {
    await bench?.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    bench = await openWorkbench(server, {
      folder,
      open: join(folder, open),
      extensions: [root, ...extensions],
      web,
      viewport,
      onLog: () => {},
    });
    const { page } = bench;
    await page.locator(selector, { hasText: shows }).first().waitFor({ timeout: 60_000 });
    if (!unchanged) await command(page, 'View: Toggle Primary Side Bar Visibility');
    await theme(page, 'Dark 2026');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
