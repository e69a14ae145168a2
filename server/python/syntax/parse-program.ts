import type { PythonParser } from './parser.ts';
import type { ProgramText } from './program-text.ts';
import type { Module, Statement, SyntaxProblem } from './tree.ts';

/** The tree of a program: each cell is parsed on its own, so that a syntax error stays within its cell. */
export function parseProgram(parser: PythonParser, program: ProgramText): Module {
  const body: Statement[] = [];
  const syntaxErrors: SyntaxProblem[] = [];
  for (const cell of program.cells) {
    const module = parser.parse(cell.text, cell.start);
    body.push(...module.body);
    syntaxErrors.push(...module.syntaxErrors);
  }
  return { kind: 'Module', body, syntaxErrors, start: 0, end: program.text.length };
}
