/** Errors that notebooks show under their cells. */
import { type NotebookCell, NotebookCellOutputItem } from 'vscode';

interface OutputError {
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
}

const ERROR_OUTPUT = NotebookCellOutputItem.error(new Error('')).mime;

/** The error that a cell ended with, as a traceback; undefined where it has none. */
export function errorOf({ outputs }: NotebookCell): string | undefined {
  for (const { mime, data } of outputs.flatMap(({ items }) => items)) {
    const error = mime === ERROR_OUTPUT ? errorIn(data) : undefined;
    if (error !== undefined) return `${error.stack ?? ''}\n${error.name ?? 'Error'}: ${error.message ?? ''}`;
  }
  return undefined;
}

function errorIn(data: unknown): OutputError | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(data))) as OutputError;
  } catch {
    return undefined;
  }
}

/** The bytes of an output; where it has crossed between processes they may be inside an object. */
function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (typeof data !== 'object' || data === null) return new Uint8Array();
  for (const inner of ['buffer', 'data']) if (inner in data) return bytesOf((data as Record<string, unknown>)[inner]);
  return Uint8Array.from(Object.values(data).filter((value) => typeof value === 'number'));
}
