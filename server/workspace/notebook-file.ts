import type { CodeCell } from '../python/syntax/program-text.ts';

/** The text is not a notebook. */
export class NotNotebook extends Error {}

/** The Python cells of an .ipynb file, each with its place among all cells. NotNotebook where the text is none. */
export function readNotebook(text: string): readonly CodeCell[] {
  const { cells, language } = readJson(text);
  if (language !== undefined && !/python/i.test(language)) return [];
  return cells.flatMap((cell, index): CodeCell[] => (isRecord(cell) && cell['cell_type'] === 'code' ? [{ index, text: withoutMagics(sourceOf(cell)) }] : []));
}

function readJson(text: string): { cells: readonly unknown[]; language: string | undefined } {
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch (error) {
    throw new NotNotebook(`not a notebook: ${error instanceof Error ? error.message : String(error)}`);
  }
  // Before version 4 cells were in worksheets.
  const holder = isRecord(notebook) && Array.isArray(notebook['worksheets']) ? notebook['worksheets'][0] : notebook;
  if (!isRecord(notebook) || !isRecord(holder) || !Array.isArray(holder['cells'])) throw new NotNotebook('not a notebook: it has no list of cells');
  const metadata = notebook['metadata'];
  const info = isRecord(metadata) ? (metadata['language_info'] ?? metadata['kernelspec']) : undefined;
  const language = isRecord(info) ? (info['language'] ?? info['name']) : undefined;
  return { cells: holder['cells'], language: typeof language === 'string' ? language : undefined };
}

function sourceOf(cell: Record<string, unknown>): string {
  const source = cell['source'] ?? cell['input'];
  if (Array.isArray(source)) return source.filter((line) => typeof line === 'string').join('');
  return typeof source === 'string' ? source : '';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The cell as Python: IPython's own lines (`%matplotlib inline`, `!pip install …`, `?help`) become comments of the same length, so that
 * all places stay, and a cell of another language (`%%bash`) is empty lines.
 */
export function withoutMagics(text: string): string {
  if (!/^[ \t]*[%!?]/m.test(text)) return text;
  const cellMagic = /^\s*%%(\w+)/.exec(text)?.[1];
  if (cellMagic !== undefined && !['time', 'timeit', 'capture', 'prun'].includes(cellMagic)) return text.replace(/[^\r\n]/g, ' ');
  return text.replace(/^([ \t]*)[%!?](.*)$/gm, (_, indent: string, rest: string) => `${indent}#${rest}`);
}
