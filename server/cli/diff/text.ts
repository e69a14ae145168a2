/** A comparison of two models for people: their rows side by side, and under them what differs. */
import { cellLength, cropCells } from '../../explain/summary/cell-width.ts';
import type { Aspect, ComparedRow, ModelDiff, RowDiff, TotalDiff } from '../../features/diff/model-diff.ts';
import type { Language } from '../../words/language.ts';
import { type Message, type Text, words } from '../../words/message.ts';

const ASPECTS: Readonly<Record<Aspect, Message>> = {
  name: words`name`,
  class: words`class`,
  shape: words`shape`,
  params: words`parameters`,
  arrays: words`arrays`,
  trainable: words`trainable`,
  inputs: words`inputs`,
};
const TOTALS: Readonly<Record<TotalDiff['name'], Message>> = {
  total: words`Total params`,
  trainable: words`Trainable params`,
  non_trainable: words`Non-trainable params`,
};

/** The columns of one side are never wider, in characters. */
const WIDEST_LAYER = 44;
const WIDEST_SHAPE = 34;
const WIDEST_TITLE = 64;

type Cells = readonly [layer: string, shape: string, params: string];
const NONE: Cells = ['', '', ''];

/** `titles` stand above the two sides. `onlyDifferent`: rows that are the same are left out. */
export function diffText(
  { rows, totals, verdict }: ModelDiff,
  titles: readonly [Text, Text],
  language: Language,
  onlyDifferent: boolean,
): string {
  const shown = rows.filter((row) => !onlyDifferent || markOf(row) !== ' ');
  const cells = shown.map((row): readonly [Cells, Cells] => [cellsOf(row.left), cellsOf(row.right)]);
  const ends = totals.map(({ name, left, right }): readonly [Cells, Cells] => [
    [language.say(TOTALS[name]), '', left],
    [language.say(TOTALS[name]), '', right],
  ]);
  const widths = widthsOf([...cells, ...ends], Math.min(WIDEST_TITLE, cellLength(language.say(titles[0]))));
  const side = (one: Cells): string =>
    `${padded(one[0], widths[0])}  ${padded(one[1], widths[1])}  ${' '.repeat(Math.max(0, widths[2] - cellLength(one[2])))}${one[2]}`;
  const line = (mark: string, [left, right]: readonly [Cells, Cells]): string =>
    `${mark} ${side(left)}  │  ${side(right)}`.trimEnd();
  const width = widths[0] + widths[1] + widths[2] + 4;
  const rule = `──${'─'.repeat(width)}──┼──${'─'.repeat(width)}`;
  return [
    `  ${padded(cropCells(language.say(titles[0]), width), width)}  │  ${language.say(titles[1])}`.trimEnd(),
    rule,
    ...shown.flatMap((row, at) => [line(markOf(row), cells[at]!), ...detailsOf(row, language)]),
    ...(shown.length === 0 ? [] : [rule]),
    ...totals.map(({ verdict: of }, at) => line(of === 'different' ? '≠' : of === 'unknown' ? '?' : ' ', ends[at]!)),
    '',
    language.say(verdictText(rows, verdict)),
    '',
  ].join('\n');
}

function markOf({ left, right, differs, unknown }: RowDiff): string {
  if (!right) return '-';
  if (!left) return '+';
  return differs.length > 0 ? '≠' : unknown.length > 0 ? '?' : ' ';
}

const cellsOf = (row: ComparedRow | undefined): Cells =>
  row ? [`${'  '.repeat(row.depth)}${row.name} (${row.className})`, row.shape, row.params] : NONE;

/** `title`: so wide is what stands above them. */
function widthsOf(lines: readonly (readonly [Cells, Cells])[], title: number): readonly [number, number, number] {
  const all = lines.flat();
  const widest = (at: 0 | 1 | 2): number => all.reduce((most, cells) => Math.max(most, cellLength(cells[at])), 0);
  const [shape, params] = [Math.min(WIDEST_SHAPE, widest(1)), widest(2)];
  return [Math.max(Math.min(WIDEST_LAYER, widest(0)), title - shape - params - 4), shape, params];
}

const padded = (text: string, width: number): string => {
  const cropped = cellLength(text) > width ? cropCells(text, width) : text;
  return cropped + ' '.repeat(Math.max(0, width - cellLength(cropped)));
};

/** In what two rows differ, and the arrays that do. */
function detailsOf({ left, right, differs, unknown }: RowDiff, language: Language): readonly string[] {
  if (!left || !right || differs.length + unknown.length === 0) return [];
  const named = (aspects: readonly Aspect[]): string =>
    aspects.map((aspect) => language.say(ASPECTS[aspect])).join(', ');
  const parts: Text[] = [];
  if (differs.length > 0) parts.push(words`differs: ${named(differs)}`);
  if (unknown.length > 0) parts.push(words`not known: ${named(unknown)}`);
  const lines = [parts.map((part) => language.say(part)).join('; ')];
  if (differs.includes('arrays')) lines.push(arraysOf(left, right));
  return lines.map((text) => `    ${text}`);
}

function arraysOf(left: ComparedRow, right: ComparedRow): string {
  const names = [...new Set([...left.arrays, ...right.arrays].map(({ name }) => name))];
  const shapeIn = ({ arrays }: ComparedRow, name: string): string | undefined =>
    arrays.find((array) => array.name === name)?.shape;
  return names
    .flatMap((name) => {
      const [one, other] = [shapeIn(left, name), shapeIn(right, name)];
      return one === other ? [] : [`${name} ${one ?? '–'} → ${other ?? '–'}`];
    })
    .join(', ');
}

function verdictText(rows: readonly RowDiff[], verdict: ModelDiff['verdict']): Message {
  if (verdict === 'same') return words`The models have the same layers, shapes and counts.`;
  const count = (mark: string): number => rows.filter((row) => markOf(row) === mark).length;
  const [changed, gone, added, open] = [count('≠'), count('-'), count('+'), count('?')];
  if (verdict === 'unknown') return words`No difference is found; of some of it that is not known (layers: ${open}).`;
  return words`Layers that differ: ${changed}; only in the first: ${gone}; only in the second: ${added}; not known: ${open}.`;
}
