/**
 * What `npm run fold` prints and keeps: a table of what stands above the fold of each kind of hover, pictures of some
 * of them, and pictures of programs that are hard to tell shortly. Started with the names of the parts; LAYER_LENS_FOLD
 * is the folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFile, theme } from '../host/ui.mjs';
import { startWorkbench } from '../host/workbench.mjs';
import { goTo, resize, showEach, takePicture, WINDOWS } from './editor.mjs';
import { FAULT_VIEWS, FAULTY } from './faults.mjs';
import { KINDS, PROGRAMS, SHOWS } from './kinds.mjs';
import { aboveTheFold } from './measure.mjs';

const folder = process.env.LAYER_LENS_FOLD;
const [LARGE, , ZOOMED] = WINDOWS;
const LOOKS = [
  { name: 'dark', theme: 'Dark 2026', size: LARGE },
  { name: 'light', theme: 'Light 2026', size: LARGE },
  { name: 'dark-200', theme: 'Dark 2026', size: ZOOMED },
  { name: 'light-200', theme: 'Light 2026', size: ZOOMED },
];
const PICTURED = [
  'LSTM',
  'GRU',
  'Bidirectional',
  'Conv2D',
  'MultiHeadAttention',
  'Embedding',
  'BatchNormalization',
  'Dense',
  'argument: units',
  'functional model',
  'Sequential model',
  'fit',
];

async function editor(files, { name, shows }, use) {
  const bench = await startWorkbench({ files, open: name, shows, unchanged: true, viewport: LARGE });
  try {
    await bench.page.mouse.move(5, 5); // no tooltip of what it stood on
    await use(bench.page);
  } catch (error) {
    await bench.page.screenshot({ path: join(folder, 'failed.png') });
    throw error;
  } finally {
    await bench.close();
  }
}

async function table() {
  const found = [];
  await editor(PROGRAMS, { name: 'layers.py', shows: SHOWS }, async (page) => {
    for (const size of WINDOWS) {
      await resize(page, size);
      await showEach(page, KINDS, async ({ kind }) => {
        found.push({ window: size.window, kind, ...(await aboveTheFold(page)) });
      });
    }
  });
  const pages = WINDOWS.map(({ window }) => `## ${window}\n\n${asTable(found.filter((one) => one.window === window))}`);
  writeFileSync(join(folder, 'fold.json'), `${JSON.stringify(found, null, 1)}\n`);
  writeFileSync(join(folder, 'fold.md'), `${pages.join('\n')}`);
  console.log(pages.join('\n'));
}

function asTable(rows) {
  const cells = (text) => text.replaceAll('|', '\\|').replaceAll('\n', '<br>');
  const lines = rows.map(({ kind, text, ...one }) => {
    const beyond = one.beyond > 0 ? [`[${one.beyond} px of it right of the window]`] : [];
    const said = [text, ...one.pictures.map(pictureText), ...one.tables.map(tableText), ...beyond].join('\n');
    return `| ${kind} | ${one.width}×${one.height} | ${one.contentWidth}×${one.contentHeight} | ${cells(said)} |`;
  });
  return `| kind | hover, px | content, px | above the fold |\n|---|---|---|---|\n${lines.join('\n')}\n`;
}

const pictureText = ({ drawn: [width, height], visible }) =>
  `[picture ${width}×${height}, ${Math.round(100 * visible)}% of it seen]`;
const tableText = ({ columns, rows, visible }) => `[table of ${columns.join(', ')}: ${visible} of ${rows} rows seen]`;

async function pictures() {
  const kinds = PICTURED.map((name) => KINDS.find(({ kind }) => kind === name));
  mkdirSync(join(folder, 'hovers'), { recursive: true });
  await editor(PROGRAMS, { name: 'layers.py', shows: SHOWS }, async (page) => {
    for (const look of LOOKS) {
      await theme(page, look.theme);
      await resize(page, look.size);
      await showEach(page, kinds, ({ kind }) => {
        const name = `${kind.replace(/\W+/g, '-')}-${look.name}.png`;
        return takePicture(page, join(folder, 'hovers', name));
      });
    }
  });
}

async function faults() {
  mkdirSync(join(folder, 'faults'), { recursive: true });
  await editor(FAULTY, FAULT_VIEWS[0], async (page) => {
    for (const { name, shows, views } of FAULT_VIEWS) {
      await openFile(page, name);
      await page
        .locator('.view-line:visible', { hasText: shows.replaceAll(' ', '\u00a0') })
        .first()
        .waitFor();
      for (const [index, { line, key, lens }] of views.entries()) {
        if (line !== undefined) await goTo(page, { line, column: 1 });
        if (key !== undefined) await page.keyboard.press(key);
        if (lens !== undefined) await page.locator('.codelens-decoration:visible', { hasText: lens }).first().waitFor();
        const nth = index === 0 ? '' : `-${index + 1}`;
        await takePicture(page, join(folder, 'faults', `${name.replace(/\.\w+$/, '')}${nth}.png`));
      }
    }
  });
}

const parts = { table, pictures, faults };
for (const name of process.argv.slice(2)) await parts[name]();
