import { withoutLeadingIndentation } from './ipython.ts';
import type { PythonParser } from './parser.ts';
import type { ProgramText } from './program-text.ts';
import type { Module, Statement, SyntaxProblem } from './tree.ts';

/** The tree of a program: each cell is parsed on its own, so that a syntax error stays within its cell. */
export function parseProgram(parser: PythonParser, program: ProgramText): Module {
  return parseProgramFrom(parser, program, 0);
}

/** The same from an offset on, at which a statement begins, to another one, at which a line ends. */
export function parseProgramFrom(parser: PythonParser, program: ProgramText, offset: number, limit = program.text.length): Module {
  const body: Statement[] = [];
  const syntaxErrors: SyntaxProblem[] = [];
  for (const cell of program.cells) {
    if (cell.end < offset || cell.start > limit) continue;
    const inside = Math.max(0, offset - cell.start);
    const isCell = cell.index !== undefined;
    const module = parser.parse((isCell ? withoutLeadingIndentation(cell.text) : cell.text).slice(inside, limit - cell.start), { base: cell.start + inside, cell: isCell });
    for (const statement of module.body) body.push(statement);
    for (const problem of module.syntaxErrors) syntaxErrors.push(problem);
  }
  return { kind: 'Module', body, syntaxErrors, start: offset, end: limit };
}
