/** A stored file with the code of its program changed, and every byte outside of the changes as it was. */
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { type JsonNode, placesIn } from './json-places.ts';

/** undefined where the program's text is not what stands in the file. */
export function storedText(stored: string, before: ProgramText, after: ProgramText): string | undefined {
  if (before.isNotebook) return storedNotebook(stored, before, after);
  const mark = stored.startsWith('\ufeff') ? '\ufeff' : '';
  return stored === mark + before.text || stored === before.text ? mark + after.text : undefined;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function storedNotebook(stored: string, before: ProgramText, after: ProgramText): string | undefined {
  const cells = cellsOf(placesIn(stored));
  const edits: Edit[] = [];
  for (const [position, { index, text }] of before.cells.entries()) {
    const changed = after.cells[position]?.text;
    if (changed === undefined || changed === text || index === undefined) continue;
    const edit = editOf(stored, sourceOf(cells[index]), text, changed);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits.reduceRight((now, { start, end, text }) => now.slice(0, start) + text + now.slice(end), stored);
}

const entriesOf = (node: JsonNode | undefined): ReadonlyMap<string, JsonNode> =>
  node?.kind === 'object' ? node.entries : new Map();
const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] => (node?.kind === 'array' ? node.items : []);

/** All cells; nbformat 3 has them in worksheets. */
function cellsOf(notebook: JsonNode): readonly JsonNode[] {
  const cells = entriesOf(notebook).get('cells');
  return cells
    ? itemsOf(cells)
    : itemsOf(entriesOf(notebook).get('worksheets')).flatMap((sheet) => itemsOf(entriesOf(sheet).get('cells')));
}

const sourceOf = (cell: JsonNode | undefined): JsonNode | undefined =>
  entriesOf(cell).get('source') ?? entriesOf(cell).get('input');

/** The lines that differ, written anew: the source is one text, or a list of lines. */
function editOf(stored: string, source: JsonNode | undefined, text: string, changed: string): Edit | undefined {
  if (source?.kind === 'string') {
    const raw = stored.slice(source.start, source.end);
    return JSON.parse(raw) === text ? { ...source, text: asJson(changed, raw) } : undefined;
  }
  const tokens = itemsOf(source).filter((item) => item.kind === 'string');
  const lines = tokens.map(({ start, end }) => JSON.parse(stored.slice(start, end)) as string);
  if (lines.length === 0 || lines.join('') !== text) return undefined;
  const now = linesOf(changed);
  let first = 0;
  while (first < Math.min(lines.length, now.length) - 1 && lines[first] === now[first]) first++;
  let last = 0;
  while (last < Math.min(lines.length, now.length) - first - 1 && lines.at(-1 - last) === now.at(-1 - last)) last++;
  const [start, end] = [tokens[first]!.start, tokens[tokens.length - 1 - last]!.end];
  const between = tokens.length > 1 ? stored.slice(tokens[0]!.end, tokens[1]!.start) : ',\n    ';
  const raw = stored.slice(start, end);
  return {
    start,
    end,
    text: now
      .slice(first, now.length - last)
      .map((line) => asJson(line, raw))
      .join(between),
  };
}

/** Each with its line feed, as notebooks have them. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [''];

/** In the letters of the file: Python's json writes others than ASCII's as numbers, unless it is told otherwise. */
const asJson = (text: string, like: string): string =>
  /\\u[0-9a-f]{4}/i.test(like) || !/[^\x20-\x7e\s]/.test(like)
    ? JSON.stringify(text).replace(
        /[\u007f-\uffff]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : JSON.stringify(text);
