import { withoutLeadingIndentation } from './ipython.ts';
import type { PythonParser } from './parser.ts';
import { SourceFile } from './place.ts';
import type { ProgramText } from './program-text.ts';
import { complete, type Steps } from './steps.ts';
import type { Module, Statement, SyntaxProblem } from './tree.ts';

/** The tree of a program: each cell is parsed on its own, so that a syntax error stays within its cell. */
export const parseProgram = (parser: PythonParser, program: ProgramText, path?: string): Module =>
  complete(parseProgramFrom(parser, program, new SourceFile(path, program.text), 0));

/** The same, step by step, from an offset on, at which a statement begins, to another one, at which a line ends. */
export function* parseProgramFrom(
  parser: PythonParser,
  program: ProgramText,
  file: SourceFile,
  offset: number,
  limit = program.text.length,
): Steps<Module> {
  const body: Statement[] = [];
  const syntaxErrors: SyntaxProblem[] = [];
  for (const cell of program.cells) {
    if (cell.end < offset || cell.start > limit) continue;
    const inside = Math.max(0, offset - cell.start);
    const isCell = cell.index !== undefined;
    const module = yield* parser.parseInSteps(
      (isCell ? withoutLeadingIndentation(cell.text) : cell.text).slice(inside, limit - cell.start),
      { file, base: cell.start + inside, cell: isCell },
    );
    for (const statement of module.body) body.push(statement);
    for (const problem of module.syntaxErrors) syntaxErrors.push(problem);
  }
  return { kind: 'Module', file, body, syntaxErrors, start: offset, end: limit };
}
