/**
 * What a reader sees of a hover before scrolling: lines of text, pictures with the words inside them, rows of tables.
 * All sizes are CSS pixels.
 */
import { shownHover } from './editor.mjs';
import { linesOf } from './lines.mjs';

/** A letter is read where so much of it is seen: the lower fifth holds only what goes below the line. */
const READABLE = 0.8;

/**
 * What stands above the fold of the hover that is shown:
 * - `width`, `height` of what is seen of it, `contentWidth`, `contentHeight` of what it holds (more, where it scrolls);
 * - `room`: how wide its lines may be; `beyond`: how much of it stands right of the window, where nobody sees it;
 * - `lines`: the lines of text that can be read, the cells of a table with ' | ' between them;
 * - `pictures`: `alt`, `natural` and `drawn` size, `visible` (the share of its area that is seen), the `lines` that can
 *   be read in it;
 * - `tables`: their `columns`, how many `rows` they have and how many of them are `visible`;
 * - `text`: all lines, those in pictures too, from top to bottom.
 */
export async function aboveTheFold(page) {
  const hover = shownHover(page);
  const { box, pictures, ...sizes } = await hover.evaluate(measured);
  const lines = linesOf(await hover.evaluate(readable, { box, share: READABLE }));
  const drawn = [];
  for (const { source, place, ...picture } of pictures) {
    drawn.push({ ...picture, lines: linesOf(await readInPicture(page, source, place, box)) });
  }
  const all = [...lines, ...drawn.flatMap((picture) => picture.lines)].sort((one, other) => one.top - other.top);
  const texts = (some) => some.map(({ text }) => text);
  const told = drawn.map((picture) => ({ ...picture, lines: texts(picture.lines) }));
  return { ...sizes, lines: texts(lines), pictures: told, text: texts(all).join('\n') };
}

/** Runs in the page: the seen part of a hover (`box`), its sizes, its pictures and tables. */
function measured(hover) {
  const frame = hover.getBoundingClientRect();
  const within = (one, other) => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const box = within(frame, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  const tenths = (number) => Math.round(number * 10) / 10;
  const shareSeen = (place) => {
    const { left, top, right, bottom } = within(place, box);
    const seen = Math.max(0, right - left) * Math.max(0, bottom - top);
    return Math.round((100 * seen) / (place.width * place.height)) / 100;
  };
  const pictures = [...hover.querySelectorAll('.rendered-markdown img')].map((image) => {
    const place = image.getBoundingClientRect();
    const { left, top, width, height } = place;
    return {
      alt: image.alt,
      natural: [image.naturalWidth, image.naturalHeight],
      drawn: [tenths(width), tenths(height)],
      visible: shareSeen(place),
      source: image.src,
      place: { left, top, width, height },
    };
  });
  const below = 4; // a row's padding, and what goes below its line
  const tables = [...hover.querySelectorAll('table')].map((table) => {
    const rows = [...table.querySelectorAll('tbody tr')];
    const visible = rows.filter((row) => row.getBoundingClientRect().bottom - below <= box.bottom).length;
    return { columns: [...table.querySelectorAll('th')].map(({ innerText }) => innerText), rows: rows.length, visible };
  });
  const { scrollWidth: contentWidth, scrollHeight: contentHeight } = hover.querySelector('.monaco-hover-content');
  const room = tenths(hover.querySelector('.rendered-markdown')?.getBoundingClientRect().width ?? 0);
  const [width, height] = [tenths(frame.width), tenths(frame.height)];
  const beyond = tenths(Math.max(0, frame.right - innerWidth));
  return { box, width, height, beyond, contentWidth, contentHeight, room, pictures, tables };
}

/**
 * Runs in the page: pieces of the text below `root`, each in one line and, in a table, of one cell, as they are drawn.
 * Letters of which less than `share` is within the box are left out.
 */
function readable(root, { box, share }) {
  const isSeen = ({ left, top, right, bottom }) => {
    const wide = Math.min(right, box.right) - Math.max(left, box.left);
    const high = Math.min(bottom, box.bottom) - Math.max(top, box.top);
    return wide >= share * (right - left) && high >= share * (bottom - top);
  };
  const rows = [...root.querySelectorAll('tr')];
  const pieces = [];
  const range = document.createRange();
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest('style, title, desc')) continue;
    const cell = node.parentElement.closest('td, th');
    const place = cell === null ? {} : { row: rows.indexOf(cell.parentElement), cell: cell.cellIndex };
    let piece;
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const letter = range.getClientRects()[0];
      if (letter === undefined || letter.width === 0 || !isSeen(letter)) continue;
      if (piece === undefined || Math.abs(piece.top - letter.top) > 2 || letter.left < piece.left) {
        piece = { ...place, text: '', left: letter.left, top: letter.top, bottom: letter.bottom };
        pieces.push(piece);
      }
      piece.text += node.data[at];
      piece.right = letter.right;
    }
  }
  return pieces;
}

/**
 * The pieces of text that are seen inside a picture: it is drawn as large on a page of its own, where its text can be
 * asked for.
 */
async function readInPicture(page, source, place, box) {
  const svg = /^data:image\/svg\+xml(;[^,]*)?,(.*)$/s.exec(source);
  if (svg === null) return [];
  const isBase64 = svg[1]?.includes('base64') ?? false;
  const text = isBase64 ? Buffer.from(svg[2], 'base64').toString() : decodeURIComponent(svg[2]);
  const sheet = await sheetOf(page);
  await sheet.setContent(`<body style="margin: 0">${text}</body>`);
  const { left, top, width, height } = place;
  const picture = sheet.locator('svg').first();
  await picture.evaluate((element, style) => {
    element.style.cssText = style;
  }, `position: absolute; left: 0; top: 0; width: ${width}px; height: ${height}px`);
  const inPicture = { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top };
  const pieces = await picture.evaluate(readable, { box: inPicture, share: READABLE });
  return pieces.map((piece) => ({
    ...piece,
    left: piece.left + left,
    right: piece.right + left,
    top: piece.top + top,
    bottom: piece.bottom + top,
  }));
}

const sheets = new WeakMap();
/** A second page of the same browser, for pictures. */
async function sheetOf(page) {
  if (!sheets.has(page)) {
    sheets.set(page, await page.context().newPage());
    await page.bringToFront();
  }
  return sheets.get(page);
}
