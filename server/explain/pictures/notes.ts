/** What stands beside an array in a picture: its name and shape, where these come from, and why. */
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import type { Language } from '../../words/language.ts';
import { joined, words, type Text } from '../../words/message.ts';
import { dimensionsText, weightShapeText } from '../arrays.ts';
import type { Reasons } from '../families/teaching.ts';
import type { Palette } from './palette.ts';
import { label, textWidth, titledLabel, wrapped } from './svg.ts';

/** `kernel (4, 8)` stands in bold; the notes under it, or behind it where there is room. */
export interface Caption {
  readonly title: string;
  readonly notes: readonly Text[];
}

/**
 * In pixels. VS Code does not shrink pictures; this is as wide as a hover in a window of 640 pixels takes, which is
 * what 200% leaves of 1280.
 */
export const PICTURE_WIDTH = 440;
export const TITLE_SIZE = 12;
export const NOTE_SIZE = 11;
export const LINE_HEIGHT = 13;

export const titleOf = (weight: WeightFact): string => `${weight.name} ${weightShapeText(weight)}`;

export function captionOf(weight: WeightFact, reasons: Reasons, title = titleOf(weight)): Caption {
  const origin = dimensionsText(weight.dimensions);
  const reason = reasons[weight.path] ?? reasons[weight.name];
  const first = [
    ...(origin === undefined ? [] : [joined(['= ', origin], '')]),
    ...(weight.trainable !== false ? [] : [words`not trainable`]),
  ];
  return {
    title,
    notes: [...(first.length === 0 ? [] : [joined(first, ', ')]), ...(reason === undefined ? [] : [reason])],
  };
}

/** The picture's arrays in words, for who does not see it. */
export function spokenArrays(weights: readonly WeightFact[], reasons: Reasons, title = titleOf): Text {
  return joined(
    weights.map((weight) => {
      const { title: name, notes } = captionOf(weight, reasons, title(weight));
      const [first, ...others] = notes;
      return joined([first === undefined ? name : joined([name, first], ' '), ...others], ', ');
    }),
    '; ',
  );
}

/** As lines of at most this width: the first is bold, and has the first note behind it where that fits. */
export interface CaptionLines {
  readonly title: string;
  readonly beside: string;
  readonly below: readonly string[];
}

export function captionLines({ title, notes }: Caption, width: number, language: Language): CaptionLines {
  const said = notes.map((note) => language.say(note));
  const [first = '', ...others] = said;
  const left = width - textWidth(`${title} `, TITLE_SIZE, true);
  const fits = textWidth(first, NOTE_SIZE) <= left;
  const below = fits ? others : said;
  return { title, beside: fits ? first : '', below: below.flatMap((note) => wrapped(note, width, NOTE_SIZE)) };
}

export const captionHeight = ({ below }: CaptionLines): number => (1 + below.length) * LINE_HEIGHT;

/** Drawn with the upper edge of its first line at `y`. */
export function drawCaption({ title, beside, below }: CaptionLines, x: number, y: number, palette: Palette): string {
  const middle = (line: number): number => y + (line + 0.5) * LINE_HEIGHT;
  return [
    titledLabel(x, middle(0), [title, beside], palette.text, [TITLE_SIZE, NOTE_SIZE]),
    ...below.map((line, index) => label(x, middle(index + 1), line, { fill: palette.text, size: NOTE_SIZE })),
  ].join('');
}

/** Lines of faint text at the foot of a picture. */
export function drawFoot(
  texts: readonly Text[],
  y: number,
  palette: Palette,
  language: Language,
): { readonly marks: string; readonly height: number } {
  const lines = texts.flatMap((text) => wrapped(language.say(text), PICTURE_WIDTH, NOTE_SIZE));
  const marks = lines.map((line, index) =>
    label(0, y + (index + 0.5) * LINE_HEIGHT, line, { fill: palette.faint, size: NOTE_SIZE }),
  );
  return { marks: marks.join(''), height: lines.length * LINE_HEIGHT };
}

/** `className` and its arrays, the first words of a picture for who does not see it. */
export const arraysOf = ({ className }: LayerFact): Text => words`arrays of ${className}`;
