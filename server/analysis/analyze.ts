import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { NotebookRun, ProgramText } from '../python/syntax/program-text.ts';
import { CODE, originNamed, Origins, OUTPUT, RELEASE } from '../python/domain/origins.ts';
import { resting, severityOf } from '../problems/rests-on.ts';
import type { Analysis, Problem } from './analysis.ts';
import { complete, type Steps } from '../python/syntax/steps.ts';
import { type AnalyzeOptions, dialectOfRun, stepsOf, textParser, writtenDialect } from './run.ts';
import { joined, words } from '../words/message.ts';
import { inEnglish } from '../words/language.ts';

/** All facts of one program. Never throws for what the program contains. */
export function analyze(parser: PythonParser, text: ProgramText, options: AnalyzeOptions = {}): Analysis {
  const module = parseProgram(parser, text, options.path);
  const steps = (more: AnalyzeOptions): Steps<Analysis> =>
    stepsOf(module, text, { parse: textParser(parser), ...options, ...more });
  return complete(inAnyRelease(complete(steps({})), text, options, (kerasVersion) => steps({ kerasVersion })));
}

/**
 * What only one version of Keras refuses may well run with the other, where the code alone does not say which it is
 * for. `analysis` is that of the version that is taken without this; `other` makes that of another one.
 */
export function* inAnyRelease(
  analysis: Analysis,
  text: ProgramText,
  options: AnalyzeOptions,
  other: (version: 2 | 3) => Steps<Analysis>,
): Steps<Analysis> {
  if (options.kerasVersion !== undefined) return analysis;
  const { open, isOld = false } = writtenDialect(text, options);
  if (!isOld && !analysis.problems.some(isRefusal)) return analysis;
  if (open) return asKeras2(analysis, yield* other(2), isOld);
  const evidence = evidenceOf(text, options);
  if (evidence.isCode) return analysis;
  const otherwise = yield* other(analysis.kerasVersion === 3 ? 2 : 3);
  const refused = new Set(otherwise.problems.filter(isRefusal).map(placeOf));
  const problems = analysis.problems.map((problem): Problem => {
    if (!isRefusal(problem) || refused.has(placeOf(problem))) return problem;
    return resting(problem, evidence, text);
  });
  return { ...analysis, problems };
}

/**
 * TensorFlow brings Keras 2 or 3. Where nothing says which it is, the program is read as Keras 2's where only Keras 3
 * refuses something, with a warning.
 */
function asKeras2(latest: Analysis, former: Analysis, isOld: boolean): Analysis {
  const refusedByBoth = new Set(former.problems.map(placeOf));
  const refusedBy3 = latest.problems.filter((problem) => isRefusal(problem) && !refusedByBoth.has(placeOf(problem)));
  if (refusedBy3.length === 0) return isOld ? former : latest;
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
  return { ...former, problems: [...former.problems, ...warnings].sort((a, b) => a.span.start - b.span.start) };
}

/** What says which version of Keras the program is for, where the code alone would leave it open or say another. */
function evidenceOf(text: ProgramText, options: AnalyzeOptions): Origins {
  const taken = writtenDialect(text, options);
  const isDecidedBy = (more: AnalyzeOptions, run: NotebookRun | undefined): boolean => {
    const written = dialectOfRun(text, more, run);
    return !written.open && written.version === taken.version;
  };
  const run = text.run ?? options.run;
  const { requirements = [] } = options;
  if ((run === undefined && requirements.length === 0) || isDecidedBy({ ...options, requirements: [] }, undefined))
    return CODE;
  if (!isDecidedBy(options, undefined)) return OUTPUT;
  return Origins.of(originNamed('file', requirements[0]?.file));
}

const isRefusal = ({ severity, origins }: Problem): boolean => severity === 'error' || origins.has('uncalled');
const placeOf = ({ span, code }: Problem): string => `${span.start} ${span.end} ${code}`;
