import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Analysis, Problem } from './analysis.ts';
import { writtenFor } from './keras-version.ts';
import { type AnalyzeOptions, runModule } from './run.ts';

/** All facts of one program. Never throws for what the program contains. */
export function analyze(parser: PythonParser, text: ProgramText, options: AnalyzeOptions = {}): Analysis {
  const module = parseProgram(parser, text);
  const parse = (library: string) => parser.parse(library);
  const analysis = runModule(module, text, { parse, ...options }).analysis;
  if (options.kerasVersion !== undefined || !analysis.problems.some(isError) || !writtenFor(text.text, text.pythonVersion, options.requirements).open) return analysis;
  // TensorFlow brings Keras 2 or 3. What only Keras 3 refuses may well have run with Keras 2, so it is read as Keras 2's, with a warning.
  const former = runModule(module, text, { parse, ...options, kerasVersion: 2 }).analysis;
  const refusedByBoth = new Set(former.problems.map(placeOf));
  const refusedBy3 = analysis.problems.filter((problem) => isError(problem) && !refusedByBoth.has(placeOf(problem)));
  if (refusedBy3.length === 0) return analysis;
  const warnings = refusedBy3.map((problem): Problem => ({ ...problem, severity: 'warning', message: `Keras 3 refuses this, Keras 2 does not. ${problem.message}` }));
  return { ...former, problems: [...former.problems, ...warnings].sort((a, b) => a.span.start - b.span.start) };
}

const isError = ({ severity }: Problem): boolean => severity === 'error';
const placeOf = ({ span, code }: Problem): string => `${span.start} ${span.end} ${code}`;
