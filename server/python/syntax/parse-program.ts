import type { PythonParser } from './parser.ts';
import type { ProgramText } from './program-text.ts';
import type { Module, Statement, SyntaxProblem } from './tree.ts';

/** The tree of a program: each cell is parsed on its own, so that a syntax error stays within its cell. */
export function parseProgram(parser: PythonParser, program: ProgramText): Module {
  const body: Statement[] = [];
  const syntaxErrors: SyntaxProblem[] = [];
  for (const cell of program.cells) {
    const module = parser.parse(cell.text, { base: cell.start, cell: cell.index !== undefined });
    for (const statement of module.body) body.push(statement);
    for (const problem of module.syntaxErrors) syntaxErrors.push(problem);
  }
  return { kind: 'Module', body, syntaxErrors, start: 0, end: program.text.length };
}
