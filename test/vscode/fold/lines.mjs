/**
 * Pieces of text at their places, put together to lines. A piece has `text`, `left`, `right`, `top` and `bottom`, and
 * in a table `row` and `cell`.
 */

/** Pieces that are farther apart than this, in pixels, do not belong to one sentence. */
const FAR = 12;
const APART = 2;

/** The lines from top to bottom, each with its `top`. A row of a table is one line, with ' | ' between its cells. */
export function linesOf(pieces) {
  const outside = asLines(pieces.filter(({ row }) => row === undefined));
  const rows = Map.groupBy(
    pieces.filter(({ row }) => row !== undefined),
    ({ row }) => row,
  );
  return [...outside, ...[...rows.values()].map(rowAsLine)].sort((one, other) => one.top - other.top);
}

function rowAsLine(pieces) {
  const cells = [...Map.groupBy(pieces, ({ cell }) => cell)].sort(([one], [other]) => one - other);
  const texts = cells.map(([, inCell]) =>
    asLines(inCell)
      .map(({ text }) => text)
      .join(' '),
  );
  return { top: Math.min(...pieces.map(({ top }) => top)), text: texts.join(' | ') };
}

/** Pieces that stand beside each other make a line. */
function asLines(pieces) {
  const lines = [];
  for (const piece of [...pieces].sort((one, other) => one.top - other.top)) {
    const middle = (piece.top + piece.bottom) / 2;
    const line = lines.find(({ top, bottom }) => middle > top && middle < bottom);
    if (line === undefined) lines.push({ top: piece.top, bottom: piece.bottom, beside: [piece] });
    else line.beside.push(piece);
  }
  return lines.map(({ top, beside }) => ({ top, text: joined(beside) })).filter(({ text }) => text !== '');
}

function joined(pieces) {
  let text = '';
  let end = Number.POSITIVE_INFINITY;
  for (const piece of [...pieces].sort((one, other) => one.left - other.left)) {
    const gap = piece.left - end;
    if (gap > FAR) text += ' | ';
    else if (gap > APART) text += ' ';
    text += piece.text;
    end = piece.right;
  }
  return text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
}
