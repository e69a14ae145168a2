import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { RELEASE } from '../python/domain/origins.ts';
import { severityOf } from '../problems/rests-on.ts';
import type { Analysis, Problem } from './analysis.ts';
import { complete, type Steps } from '../python/syntax/steps.ts';
import { type AnalyzeOptions, stepsOf, textParser, writtenDialect } from './run.ts';
import { joined, words } from '../words/message.ts';
import { inEnglish } from '../words/language.ts';

/** All facts of one program. Never throws for what the program contains. */
export function analyze(parser: PythonParser, text: ProgramText, options: AnalyzeOptions = {}): Analysis {
  const module = parseProgram(parser, text, options.path);
  const steps = (more: AnalyzeOptions): Steps<Analysis> =>
    stepsOf(module, text, { parse: textParser(parser), ...options, ...more });
  return complete(orAsKeras2(complete(steps({})), text, options, () => steps({ kerasVersion: 2 })));
}

/**
 * TensorFlow brings Keras 2 or 3. What only Keras 3 refuses may well have run with Keras 2: where nothing says which it
 * is, the program is read as Keras 2's
 * then, with a warning. `analysis` is that of the version that is taken without this; `former` makes that of Keras 2.
 */
export function* orAsKeras2(
  analysis: Analysis,
  text: ProgramText,
  options: AnalyzeOptions,
  former: () => Steps<Analysis>,
): Steps<Analysis> {
  if (options.kerasVersion !== undefined || !analysis.problems.some(isRefusal) || !writtenDialect(text, options).open)
    return analysis;
  const asKeras2 = yield* former();
  const refusedByBoth = new Set(asKeras2.problems.map(placeOf));
  const refusedBy3 = analysis.problems.filter((problem) => isRefusal(problem) && !refusedByBoth.has(placeOf(problem)));
  if (refusedBy3.length === 0) return analysis;
  const warnings = refusedBy3.map((problem): Problem => {
    const told = joined([words`Keras 3 refuses this, Keras 2 does not.`, problem.words], ' ');
    const origins = problem.origins.union(RELEASE);
    return {
      ...problem,
      origins,
      severity: severityOf(problem.severity, origins),
      words: told,
      message: inEnglish(told),
    };
  });
  return { ...asKeras2, problems: [...asKeras2.problems, ...warnings].sort((a, b) => a.span.start - b.span.start) };
}

const isRefusal = ({ severity, origins }: Problem): boolean => severity === 'error' || origins.has('uncalled');
const placeOf = ({ span, code }: Problem): string => `${span.start} ${span.end} ${code}`;
