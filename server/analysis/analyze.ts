import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Analysis } from './analysis.ts';
import { type AnalyzeOptions, runProgram } from './run.ts';

/** All facts of one program. Never throws for what the program contains. */
export function analyze(parser: PythonParser, text: ProgramText, options: AnalyzeOptions = {}): Analysis {
  return runProgram(parser, text, options).analysis;
}
