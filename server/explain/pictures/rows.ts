/** Drawings one under the other, each with a caption beside it. */
import type { Language } from '../../words/language.ts';
import type { Text } from '../../words/message.ts';
import { captionHeight, captionLines, drawCaption, drawFoot, PICTURE_WIDTH, type Caption } from './notes.ts';
import type { Palette } from './palette.ts';
import { moved, type Drawing } from './svg.ts';

export interface Row {
  readonly drawing: Drawing;
  readonly caption: Caption;
}

const GAP = 7;

/** `head` stands over the drawings. */
export function drawRows(
  rows: readonly Row[],
  foot: readonly Text[],
  palette: Palette,
  language: Language,
  head?: Drawing,
): Drawing {
  const beside = Math.max(...rows.map(({ drawing }) => drawing.width)) + 12;
  const marks = head === undefined ? [] : [head.marks];
  let y = head?.height ?? 0;
  for (const { drawing, caption } of rows) {
    const lines = captionLines(caption, PICTURE_WIDTH - beside, language);
    const height = Math.max(drawing.height, captionHeight(lines));
    marks.push(moved(drawing, 0, y + (height - drawing.height) / 2));
    marks.push(drawCaption(lines, beside, y + (height - captionHeight(lines)) / 2, palette));
    y += height + GAP;
  }
  if (foot.length === 0) return { width: PICTURE_WIDTH, height: y - GAP, marks: marks.join('') };
  const last = drawFoot(foot, y, palette, language);
  return { width: PICTURE_WIDTH, height: y + last.height, marks: marks.join('') + last.marks };
}
