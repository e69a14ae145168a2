import { visible } from '../visible.ts';

/** A piece of a picture with its size, in pixels from its own left upper corner. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: string;
}

export function escapeXml(text: string): string {
  return (
    visible(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Characters that XML does not allow at all.
      .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
  );
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string, stroke = ''): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${stroke === '' ? '' : ` stroke="${stroke}"`}/>`;
}

export function outline(x: number, y: number, width: number, height: number, stroke: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="2" fill="none" stroke="${stroke}" stroke-width="2"/>`;
}

export interface TextStyle {
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
}

/** A line of text whose middle is at `y`, the first part of it bold, the second smaller. */
export function titledLabel(
  x: number,
  y: number,
  [title, more]: readonly [string, string],
  fill: string,
  sizes: readonly [number, number],
): string {
  const [large, small] = sizes;
  const second = more === '' ? '' : `<tspan font-size="${small}"> ${escapeXml(more)}</tspan>`;
  const first = `<tspan font-weight="bold">${escapeXml(title)}</tspan>`;
  return `<text x="${round(x)}" y="${round(y + large * 0.35)}" fill="${fill}" font-size="${large}">${first}${second}</text>`;
}

/** A line of text whose middle is at `y`. */
export function label(
  x: number,
  y: number,
  text: string,
  { fill, anchor = 'start', size = 12, bold = false }: TextStyle,
): string {
  const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y + size * 0.35)}" fill="${fill}"${place} font-size="${size}"${bold ? ' font-weight="bold"' : ''}>${escapeXml(text)}</text>`;
}

export function moved(drawing: Drawing, x: number, y: number): string {
  return `<g transform="translate(${round(x)} ${round(y)})">${drawing.marks}</g>`;
}

/** About as wide as a sans-serif font of this size draws the text, rather more than less. */
export function textWidth(text: string, size = 12, bold = false): number {
  let ems = 0;
  for (const character of text) ems += WIDE.test(character) ? 1 : NARROW.test(character) ? 0.38 : bold ? 0.68 : 0.6;
  return ems * size;
}

/** Chinese, Japanese and Korean characters fill a square. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;
const NARROW = /[ ,.:;|()[\]'ijlI·]/u;

/** The text in lines of at most this width, broken between words; a longer word keeps a line for itself. */
export function wrapped(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export const FONT = 'ui-sans-serif,system-ui,Segoe UI,Helvetica,Arial,sans-serif';

export function svgDocument({ width, height, marks }: Drawing, background: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="${FONT}"><rect width="100%" height="100%" rx="6" fill="${background}"/>${marks}</svg>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
