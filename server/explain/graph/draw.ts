/** The graph as SVG. The page shows the same marks with the theme's colours; the command line writes them to a file. */
import type { Language } from '../../words/language.ts';
import { escapeXml, FONT, label, textWidth } from '../pictures/svg.ts';
import { boxDescription, boxName, boxSize, boxText, FRAME } from './box-text.ts';
import type { Item } from './items.ts';
import type { GraphPalette } from './palette.ts';
import type { Placed, PlacedItem, Point } from './layout.ts';

export interface DrawOptions {
  readonly palette: GraphPalette;
  /** With what a page needs: boxes that take the focus, buttons that open and close. */
  readonly interactive: boolean;
  readonly language: Language;
}

const MARGIN = 16;

/** A document of its own, with a line of text above the graph. */
export function graphSvg(
  placed: Placed,
  title: string,
  { palette, language }: Omit<DrawOptions, 'interactive'>,
): string {
  const width = Math.ceil(Math.max(placed.width, textWidth(title, 14)) + 2 * MARGIN);
  const height = Math.ceil(placed.height + 3 * MARGIN + 20);
  const left = (width - placed.width) / 2;
  const marks = drawPlaced(placed, { palette, interactive: false, language });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img" aria-label="${escapeXml(title)}"><rect width="100%" height="100%" fill="${palette.background}"/>${label(MARGIN, MARGIN + 8, title, { fill: palette.text, size: 14, bold: true })}<g transform="translate(${round(left)} ${2 * MARGIN + 20})">${marks}</g></svg>\n`;
}

/** The marks from the graph's own left upper corner. */
export function drawPlaced(placed: Placed, options: DrawOptions): string {
  const { palette } = options;
  const frames = placed.items.filter(({ inside }) => inside !== undefined);
  const boxes = placed.items.filter(({ inside }) => inside === undefined);
  return [
    placed.lines.length === 0
      ? ''
      : `<g fill="none" stroke="${palette.line}" stroke-width="1.3">${placed.lines.map((points) => `<path d="${path(points)}"/>`).join('')}</g>`,
    ...placed.lines.map((points) => arrowHead(points, palette)),
    ...frames.map((frame) => drawFrame(frame, options)),
    ...boxes.map((box) => drawBox(box, options)),
  ].join('');
}

function drawBox({ item, x, y, width, height }: PlacedItem, options: DrawOptions): string {
  if (item.kind !== 'layer') return '';
  const { palette } = options;
  const { row } = item;
  const { title, count, name, shape } = boxText(item, options.language);
  const isUnknown = row.shapeKnown === 'unknown' || row.params.known === 'unknown';
  const frozen = row.training === 'frozen';
  const opens = row.inside !== undefined && row.inside.rows.length > 0;
  const edge = `stroke="${isUnknown ? palette.unknown : palette.edge}"${isUnknown ? ' stroke-dasharray="4 3"' : ''}`;
  return [
    `<g class="node" ${attributes(item, options)} transform="translate(${round(x)} ${round(y)})">${described(item, options)}`,
    opens ? `<rect x="4" y="4" width="${width}" height="${height}" rx="5" fill="${palette.box}" ${edge}/>` : '',
    `<rect class="box" width="${width}" height="${height}" rx="5" fill="${palette.box}" ${edge}/>`,
    `<path d="M0 5a5 5 0 0 1 5 -5v${height}a5 5 0 0 1 -5 -5z" fill="${palette.families[row.family ?? ''] ?? palette.otherFamily}"/>`,
    label(14, 14, title, { fill: palette.text, size: 13, bold: true }),
    label(14, 31, boxName(name, frozen, options.language), { fill: palette.faint, size: 11 }),
    label(14, 47, shape, { fill: row.shapeKnown === 'unknown' ? palette.unknown : palette.text, size: 12 }),
    count === ''
      ? ''
      : label(width - 10, 14, count, {
          fill: row.params.known === 'unknown' && row.built ? palette.unknown : palette.faint,
          size: 12,
          anchor: 'end',
        }),
    opens ? toggle(width - 22, height - 21, true, options) : '',
    '</g>',
  ].join('\n'); // readers of the screen must not find the texts run together
}

function drawFrame({ item, x, y, width, height, inside }: PlacedItem, options: DrawOptions): string {
  if (inside === undefined || item.kind === 'layer') return '';
  const { palette } = options;
  const { title, count, name, shape } = boxText(item, options.language);
  const head = boxSize(item, options.language).height;
  const left = (width - inside.width) / 2;
  const top = head + (height - head - inside.height - FRAME.bottom);
  const shifted = (points: readonly Point[]) => points.map((point) => ({ x: point.x + left, y: point.y + top }));
  const into = inside.into.map((points) => [{ x: width / 2, y: head }, ...shifted(points)]);
  const out = inside.out.map((points) => [...shifted(points), { x: width / 2, y: height }]);
  const titleText = label(14, 14, title, { fill: palette.text, size: 13, bold: true });
  const rest =
    item.kind === 'repeat'
      ? `\n${label(14, 31, name, { fill: palette.faint, size: 11 })}`
      : `\n${label(14, 31, name, { fill: palette.faint, size: 11 })}\n` +
        label(14, 47, shape, { fill: item.row.shapeKnown === 'unknown' ? palette.unknown : palette.text, size: 12 }) +
        (count === '' ? '' : '\n' + label(width - 34, 14, count, { fill: palette.faint, size: 12, anchor: 'end' }));
  return [
    `<g class="node frame" ${attributes(item, options)} transform="translate(${round(x)} ${round(y)})">${described(item, options)}`,
    `<rect class="box" width="${width}" height="${round(height)}" rx="8" fill="${palette.frame}" stroke="${item.kind === 'repeat' ? palette.repeat : palette.edge}"${item.kind === 'repeat' ? ' stroke-width="1.6"' : ''}/>`,
    titleText,
    rest,
    toggle(width - 24, 7, item.kind === 'repeat' && !item.opened, options),
    '</g>\n',
    `<g transform="translate(${round(x)} ${round(y)})">`,
    `<g fill="none" stroke="${palette.line}" stroke-width="1.3">${[...into, ...out].map((line) => `<path d="${path(line)}"/>`).join('')}</g>`,
    ...into.map((line) => arrowHead(line, palette)),
    `<g transform="translate(${round(left)} ${round(top)})">${drawPlaced(inside, options)}</g></g>`,
  ].join('');
}

/** A button in a page; nothing in a picture. */
function toggle(x: number, y: number, opens: boolean, { palette, interactive }: DrawOptions): string {
  if (!interactive) return '';
  return `<g class="toggle" transform="translate(${round(x)} ${round(y)})"><rect width="15" height="15" rx="3" fill="${palette.box}" stroke="${palette.edge}"/><path d="M4 7.5h7${opens ? 'M7.5 4v7' : ''}" stroke="${palette.text}" fill="none" stroke-width="1.3"/></g>`;
}

function attributes(item: Item, { interactive, language }: DrawOptions): string {
  const id = escapeXml(item.id);
  if (!interactive) return `data-id="${id}"`;
  const opens =
    item.kind === 'model' || (item.kind === 'repeat' && item.opened)
      ? 'true'
      : item.kind === 'repeat' || (item.row.inside?.rows.length ?? 0) > 0
        ? 'false'
        : undefined;
  return `data-id="${id}" tabindex="-1" role="button" aria-label="${escapeXml(boxDescription(item, language))}"${opens === undefined ? '' : ` aria-expanded="${opens}"`}`;
}

/** A tooltip of the picture; a page says it otherwise. */
const described = (item: Item, { interactive, language }: DrawOptions): string =>
  interactive ? '' : `<title>${escapeXml(boxDescription(item, language))}</title>`;

/** A smooth line that leaves and arrives straight down. */
function path(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let text = `M${at(first)}`;
  let from = first;
  for (const to of rest) {
    const half = (to.y - from.y) / 2;
    text +=
      Math.abs(to.x - from.x) < 0.5
        ? `L${at(to)}`
        : `C${round(from.x)} ${round(from.y + half)} ${round(to.x)} ${round(to.y - half)} ${at(to)}`;
    from = to;
  }
  return text;
}

function arrowHead(points: readonly Point[], palette: GraphPalette): string {
  const end = points.at(-1);
  return end === undefined ? '' : `<path d="M${at(end)}l-3.5 -7h7z" fill="${palette.line}"/>`;
}

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
