/** An editor that nobody has changed: its window, its cursor, its hovers. */
import { writeFileSync } from 'node:fs';
import { openFile } from '../host/ui.mjs';
import { placeOf } from './kinds.mjs';

/**
 * Windows that are measured, with the side bar as wide as VS Code makes it where a window opens in this size. Zooming
 * to 200% halves the window in CSS pixels and doubles the pixels of the screen in each.
 */
export const WINDOWS = [
  { window: '1280×800', width: 1280, height: 800, scale: 1, sideBar: 300 },
  { window: '900×800', width: 900, height: 800, scale: 1, sideBar: 225 },
  { window: '1280×800 at 200%', width: 640, height: 400, scale: 2, sideBar: 170 },
];

/** Milliseconds after which what does not come is a failure. */
const PATIENCE = 20_000;

/** The hover of the editor that is shown now. */
export const shownHover = (page) =>
  page
    .locator('.monaco-resizable-hover .monaco-hover:not(.hidden)')
    .filter({ has: page.locator('.hover-row') })
    .last();

/** Makes the window of VS Code one of WINDOWS. */
export async function resize(page, { width, height, scale, sideBar }) {
  await page.setViewportSize({ width, height });
  const pixels = { width, height, deviceScaleFactor: scale, mobile: false };
  await (await sessionOf(page)).send('Emulation.setDeviceMetricsOverride', pixels);
  await page.locator('.monaco-workbench').evaluate(async (workbench, wide) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (workbench.getBoundingClientRect().width !== wide) await frame();
  }, width);
  await hide(page);
  const side = () => page.locator('.part.sidebar').boundingBox();
  for (const end = Date.now() + PATIENCE; (await side()).width !== sideBar; ) {
    if (Date.now() > end) throw new Error(`the side bar stays ${(await side()).width} px wide`);
    const { x, width: wide } = await side();
    const edge = x + wide + 2; // in the middle of what can be pulled
    await page.mouse.move(edge, height / 2, { steps: 4 });
    await page.mouse.down();
    await page.mouse.move(edge + sideBar - wide, height / 2, { steps: 4 });
    await page.mouse.up();
  }
  await page.mouse.move(5, 5);
}

const sessions = new WeakMap();
/** What Chromium is asked for that playwright does not ask. */
async function sessionOf(page) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  return sessions.get(page);
}

/** Keeps a picture of the window, with all pixels of the screen: playwright's own has those of CSS. */
export async function takePicture(page, path) {
  const { data } = await (await sessionOf(page)).send('Page.captureScreenshot', { format: 'png' });
  writeFileSync(path, Buffer.from(data, 'base64'));
}

/** Hides the hover that is shown, where one is. */
async function hide(page) {
  await page.keyboard.press('Escape');
  await shownHover(page).waitFor({ state: 'detached' });
}

/** Puts the cursor on a place (line and column from 1), which VS Code brings to the middle of the editor. */
export async function goTo(page, { line, column }) {
  await hide(page);
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input.input:visible').fill(`:${line}:${column}`);
  const answer = new RegExp(`\\b${line}\\b.*\\b${column}\\b`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: answer }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/**
 * Shows the hover of a place in the active editor by its command's keys (it is the same as the mouse shows), and waits
 * until its text stays, holds `says`, and its pictures are drawn. Throws where no such hover comes.
 */
async function showHover(page, place, says = '') {
  await goTo(page, place);
  let found = '';
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if ((await shownHover(page).count()) === 0) {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
    }
    await shownHover(page)
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    found = await shownHover(page)
      .evaluate(settled, undefined, { timeout: 1000 })
      .catch(() => '');
    found = found.replaceAll('\u00a0', ' ');
    if (found !== '' && found.includes(says)) return;
  }
  throw new Error(`no hover at ${place.line}:${place.column} with "${says}"; the last one said:\n${found}`);
}

/** Shows the hovers of some kinds one after the other, program by program, and does something with each. */
export async function showEach(page, kinds, use) {
  for (const [program, some] of Map.groupBy(kinds, (kind) => kind.program)) {
    await openFile(page, program);
    for (const kind of some) {
      await showHover(page, placeOf(kind), kind.says);
      await use(kind);
    }
  }
}

/**
 * Runs in the page: a hover's text, once it has not changed for some frames and its pictures are drawn; '' where that
 * does not come.
 */
async function settled(hover) {
  const isDrawn = (image) => image.complete && image.naturalWidth > 0;
  let last = '';
  let same = 0;
  for (let frame = 0; same < 8 && frame < 180; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = `${hover.innerHTML.length} ${hover.getBoundingClientRect().height} ${hover.innerText}`;
    const ready = [...hover.querySelectorAll('img')].every(isDrawn) && !hover.innerText.startsWith('Loading');
    same = ready && now === last ? same + 1 : 0;
    last = now;
  }
  await Promise.all(hover.getAnimations({ subtree: true }).map(({ finished }) => finished.catch(() => {})));
  return same < 8 ? '' : hover.innerText;
}
