/**
 * Runs Python programs in the evaluator, with the standard library alone, and gives what they print. Beside `print`
 * there is `reveal(value)`,
 * which prints the name of what is not known, and whether it surely is an integer.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Evaluator } from '../../../../server/python/evaluate/evaluator.ts';
import { executeTopLevel } from '../../../../server/python/evaluate/program.ts';
import { createBuiltins, pythonModules } from '../../../../server/python/library/index.ts';
import { SourceFile } from '../../../../server/python/syntax/place.ts';
import { parseProgram } from '../../../../server/python/syntax/parse-program.ts';
import { loadPythonParser, type PythonParser } from '../../../../server/python/syntax/parser.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import type { PythonError } from '../../../../server/python/domain/interpreter.ts';
import { type ModuleValue, NativeFunction, NONE } from '../../../../server/python/domain/value.ts';
import { isUndetermined } from '../../../../server/python/domain/undetermined.ts';

const require = createRequire(import.meta.url);
let parser: PythonParser | undefined;

export async function pythonParser(): Promise<PythonParser> {
  parser ??= await loadPythonParser({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    python: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  });
  return parser;
}

/** What stands in a printed line for a value that is not known. */
export const UNKNOWN = '⟨unknown⟩';

export interface Run {
  /** One entry a line printed. */
  readonly lines: readonly string[];
  /** Exceptions that nothing in the program caught, as `TypeName: message`. */
  readonly errors: readonly string[];
}

export function runPython(python: PythonParser, source: string): Run {
  const errors: string[] = [];
  let printed = '';
  const builtins = createBuiltins();
  builtins.set(
    'print',
    new NativeFunction('print', (interpreter, { positional, keywords }) => {
      const option = (name: string, usual: string) => {
        const value = keywords.get(name);
        return value?.kind === 'str' ? value.value : usual;
      };
      const texts = positional.map((value) => interpreter.str(value) ?? UNKNOWN);
      printed += texts.join(option('sep', ' ')) + option('end', '\n');
      return NONE;
    }),
  );
  builtins.set(
    'reveal',
    new NativeFunction('reveal', (interpreter, { positional }) => {
      const shown = positional.map((value) => {
        if (!isUndetermined(value)) return interpreter.repr(value) ?? UNKNOWN;
        return `${value.name ?? UNKNOWN}${value.integer ? ', an integer' : ''}`;
      });
      printed += shown.join('; ') + '\n';
      return NONE;
    }),
  );
  const modules = new Map<string, ModuleValue>();
  const libraryModule = (name: string): ModuleValue | undefined => {
    const made = modules.get(name) ?? pythonModules[name]?.(builtins);
    if (made) modules.set(name, made);
    return made;
  };
  const observer = {
    uncaught: (error: PythonError) => {
      errors.push(`${error.typeName}: ${error.message}`);
    },
  };
  const evaluator = new Evaluator(
    { builtins, libraryModule, now: () => performance.now(), observer },
    new SourceFile(undefined, source),
  );
  executeTopLevel(evaluator, parseProgram(python, ProgramText.ofFile(source)).body, evaluator.moduleScope('__main__'));
  const lines = printed.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines, errors };
}
