/**
 * Pictures of Get Started in the colours of the reader's theme: VS Code puts the SVG into a page that knows them as
 * variables. It allows no styles there, so
 * everything is an attribute. A line of code is as wide as its letters are many, whatever the font, so that what
 * belongs under or behind a word stands there.
 */
import { escapeXml } from '../../../server/explain/pictures/svg.ts';

export const WIDTH = 530;
export const LINE = 20;
const SIZE = 12;
const LETTER = 7.2;
const CODE_FONT = "var(--vscode-editor-font-family, ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace)";
export const TEXT_FONT = 'var(--vscode-font-family, system-ui, sans-serif)';

const variable = (name: string, otherwise: string): string => `var(--vscode-${name}, ${otherwise})`;
export const COLOURS = {
  editor: variable('editor-background', '#1f1f1f'),
  text: variable('editor-foreground', '#cccccc'),
  faint: variable('descriptionForeground', '#9d9d9d'),
  border: variable('widget-border', variable('contrastBorder', '#454545')),
  hover: variable('editorHoverWidget-background', '#202020'),
  hoverBorder: variable('editorHoverWidget-border', '#454545'),
  hint: variable('editorInlayHint-foreground', '#969696'),
  hintBack: variable('editorInlayHint-background', '#2a2a2a'),
  keyword: variable('debugTokenExpression-name', '#c586c0'),
  number: variable('debugTokenExpression-number', '#b5cea8'),
  string: variable('debugTokenExpression-string', '#ce9178'),
  call: variable('debugTokenExpression-boolean', '#4e94ce'),
  error: variable('editorError-foreground', '#f14c4c'),
  bulb: variable('editorLightBulb-foreground', '#ffcc00'),
  link: variable('textLink-foreground', '#4daafc'),
  button: variable('button-background', '#0078d4'),
  focus: variable('focusBorder', '#0078d4'),
  track: variable('input-border', variable('contrastBorder', '#555555')),
} as const;
/** Blocks of columns, and bars. */
export const CHARTS = [
  variable('charts-blue', '#3794ff'),
  variable('charts-orange', '#d18616'),
  variable('charts-green', '#89d185'),
  variable('charts-purple', '#b180d7'),
  variable('charts-yellow', '#cca700'),
  variable('charts-red', '#f14c4c'),
];

export interface Piece {
  readonly text: string;
  readonly fill: string;
  /** Behind it. */
  readonly back?: string;
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  stroke = 'none',
  radius = 4,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

/** Running text; `y` is its baseline. */
export function prose(
  x: number,
  y: number,
  text: string,
  fill: string = COLOURS.text,
  size = SIZE,
  weight = 'normal',
): string {
  return `<text x="${x}" y="${y}" font-family="${TEXT_FONT}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`;
}

/** A line of code; `y` is its baseline. */
export function line(x: number, y: number, pieces: readonly Piece[]): string {
  let at = x;
  return pieces
    .map(({ text, fill, back }) => {
      const width = widthOf(text);
      const behind = back === undefined ? '' : rectangle(at - 3, y - 12, width + 6, 16, back, 'none', 3);
      const marks =
        text.trim() === ''
          ? ''
          : `<text x="${at}" y="${y}" textLength="${width}" xml:space="preserve" fill="${fill}">${escapeXml(text)}</text>`;
      at = round(at + width);
      return behind + marks;
    })
    .join('');
}

export const widthOf = (text: string): number => round([...text].length * LETTER);

/** A wavy line under letters. */
export function squiggle(x: number, y: number, width: number): string {
  const waves = Array.from(
    { length: Math.ceil(width / 4) },
    (_, index) => `q1 ${index % 2 === 0 ? -3 : 3} 2 0 t2 0`,
  ).join('');
  return `<path d="M${x} ${y}${waves}" fill="none" stroke="${COLOURS.error}"/>`;
}

/** The picture with its name for those who hear it. */
export function svg(name: string, height: number, marks: readonly string[]): string {
  const back = rectangle(0.5, 0.5, WIDTH - 1, height - 1, COLOURS.editor, COLOURS.border, 8);
  const attributes = `viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(name)}" font-family="${CODE_FONT}" font-size="${SIZE}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${[back, ...marks].filter((one) => one !== '').join('\n')}\n</svg>\n`;
}

/** At words, in lines of at most so many letters. */
export function wrapped(text: string, most: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Words of Python in its colours. */
export function coloured(code: string): readonly Piece[] {
  const fills: Readonly<Record<string, string>> = {
    comment: COLOURS.faint,
    string: COLOURS.string,
    keyword: COLOURS.keyword,
    number: COLOURS.number,
    call: COLOURS.call,
  };
  const tokens =
    /(?<comment>#.*)|(?<string>"[^"]*"|'[^']*')|(?<keyword>\b(?:from|import)\b)|(?<number>\b\d+\b)|(?<call>\b[A-Za-z_]\w*(?=\())|[A-Za-z_]\w*|\s+|./g;
  return [...code.matchAll(tokens)].map(({ 0: text, groups = {} }) => {
    const kind = Object.keys(fills).find((name) => groups[name] !== undefined);
    return { text, fill: kind === undefined ? COLOURS.text : fills[kind]! };
  });
}
