import { words, type Message } from '../../words/message.ts';
import type { CodeCell } from './program-text.ts';

export type ParsedNotebook =
  | {
      readonly cells: readonly CodeCell[];
      readonly ran: readonly RanCell[];
      readonly pythonVersion: string | undefined;
      readonly error?: undefined;
    }
  | { readonly error: Message; readonly cells?: undefined };

/** A code cell with the text that is under it: what was printed, and the value that was shown. */
export interface RanCell {
  readonly source: string;
  readonly output: string;
}

/** Well-known kernels of other languages. Names of Python kernels are anything, often that of an environment. */
const otherKernels =
  /^(?:ir|swift|julia|scala|javascript|deno|bash|xcpp|octave|matlab|kotlin|java|gophernotes|rust|fsharp)\b/;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The code cells of an `.ipynb` file (nbformat 4, or 3 with its worksheets). `index` counts all cells, Markdown ones
 * too.
 */
export function parseNotebookJson(text: string): ParsedNotebook {
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return { error: words`This notebook cannot be read: it is not valid JSON.` };
  }
  const all = isObject(json) ? allCells(json) : undefined;
  if (all === undefined || !isObject(json)) return { error: words`This is not a notebook: it has no list of cells.` };
  const language = languageOf(json);
  if (language !== undefined && !/python|sage/i.test(language))
    return { error: words`This notebook is in ${language}, not in Python.` };
  const cells: CodeCell[] = [];
  const ran: RanCell[] = [];
  for (const [index, cell] of all.entries()) {
    if (!isObject(cell) || cell['cell_type'] !== 'code') continue;
    const source = sourceOf(cell['source'] ?? cell['input'] ?? '');
    if (source === undefined)
      return { error: words`Cell ${index + 1} of this notebook cannot be read: its source is not text.` };
    const executionCount = executionCountOf(cell);
    cells.push({ index, text: source, ...(executionCount === undefined ? {} : { executionCount }) });
    const output = outputOf(cell['outputs']);
    if (output !== '') ran.push({ source, output });
  }
  return { cells, ran, pythonVersion: pythonVersionOf(json) };
}

/** nbformat 3 calls it a prompt's number. */
function executionCountOf(cell: JsonObject): number | undefined {
  const count = cell['execution_count'] ?? cell['prompt_number'];
  return typeof count === 'number' && Number.isInteger(count) ? count : undefined;
}

function allCells(notebook: JsonObject): readonly unknown[] | undefined {
  if (Array.isArray(notebook['cells'])) return notebook['cells'];
  const { worksheets } = notebook;
  if (!Array.isArray(worksheets)) return undefined;
  return worksheets.flatMap((sheet: unknown) =>
    isObject(sheet) && Array.isArray(sheet['cells']) ? (sheet['cells'] as unknown[]) : [],
  );
}

function languageOf({ metadata }: JsonObject): string | undefined {
  if (!isObject(metadata)) return undefined;
  const { kernelspec, language_info: info } = metadata;
  const kernel = isObject(kernelspec) ? kernelspec : {};
  const name =
    kernel['language'] ??
    (isObject(info) ? info['name'] : undefined) ??
    (otherKernels.test(String(kernel['name'])) ? kernel['name'] : undefined);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The version of the kernel that ran the notebook last. */
function pythonVersionOf({ metadata }: JsonObject): string | undefined {
  const info = isObject(metadata) ? metadata['language_info'] : undefined;
  const version = isObject(info) ? info['version'] : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** So much text of one output is looked at, in UTF-16 units: training prints a line for each batch. */
const MOST_OUTPUT = 20_000;

function outputOf(outputs: unknown): string {
  if (!Array.isArray(outputs)) return '';
  return outputs
    .flatMap((output: unknown) => {
      if (!isObject(output)) return [];
      const { data } = output;
      // nbformat 3 has a result's text where 4 has the streams'.
      const text = sourceOf(output['text'] ?? (isObject(data) ? data['text/plain'] : undefined));
      return text === undefined ? [] : [text.slice(0, MOST_OUTPUT)];
    })
    .join('\n');
}

/** A text, or the list of its lines. */
function sourceOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  return Array.isArray(source) && source.every((line) => typeof line === 'string') ? source.join('') : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
