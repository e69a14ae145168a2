import { loadSavingCode } from '../../server/keras/saving/loaded.ts';
import { readParserBytes } from '../../server/node/wasm.ts';
import { loadPythonParser, type PythonParser } from '../../server/python/syntax/parser.ts';

let loading: Promise<PythonParser> | undefined;

/** The parser of Python, loaded once a process. */
export function pythonParser(): Promise<PythonParser> {
  loading ??= loadSavingCode().then(() => loadPythonParser(readParserBytes()));
  return loading;
}
