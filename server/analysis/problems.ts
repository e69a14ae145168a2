/** Problems of a program: what Keras refuses, what is likely a mistake, names without a value, broken syntax. */
import { GrowingLists } from '../python/evaluate/ledgers.ts';
import type { Ledger } from '../python/evaluate/statement-record.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { namesBoundBy } from '../python/syntax/local-names.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Module } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';
import type { PythonError } from '../python/domain/interpreter.ts';
import { CELLS, CODE, type Origins } from '../python/domain/origins.ts';
import type { LayerError } from '../keras/layers/definition.ts';
import { KerasRefusal, type KerasSession, type Occasion } from '../keras/session.ts';
import type { Finding } from '../problems/finding.ts';
import { problemDefinition } from '../problems/index.ts';
import { severityOf, wordsResting } from '../problems/rests-on.ts';
import { Source } from '../problems/source.ts';
import { problemOf } from '../problems/spelled.ts';
import type { Fix, Problem } from './analysis.ts';
import type { DimensionSources } from './dimension-sources.ts';
import { toldInside } from '../problems/inside.ts';
import { type Message, words } from '../words/message.ts';
import { inEnglish } from '../words/language.ts';
import { reasonOf } from '../words/reasons.ts';

/** The others, in the order in which they were found, are left out: nobody reads so many. */
const MOST = 500;

interface Found {
  readonly refusal: LayerError;
  readonly span: Place;
  /** The statement of another file that it comes from. */
  readonly inside?: Place | undefined;
  readonly occasion: Occasion;
  readonly origins: Origins;
}
interface Raised {
  readonly error: PythonError;
  readonly span: Place;
  readonly inside: Place | undefined;
  readonly origins: Origins;
}

interface NameWithoutValue {
  readonly name: string;
  readonly span: Place;
  readonly candidate: string | undefined;
  readonly origins: Origins;
}

export class ProblemCollector {
  private readonly notImportedNames: { readonly name: string; readonly span: Place }[] = [];
  private readonly undefinedNames: NameWithoutValue[] = [];
  private readonly refused: Found[] = [];
  private readonly raised: Raised[] = [];
  private readonly session: KerasSession;
  constructor(session: KerasSession) {
    this.session = session;
  }

  get ledger(): Ledger {
    return new GrowingLists(this.notImportedNames, this.undefinedNames, this.refused, this.raised);
  }
  /** Some were left out. */
  get isFull(): boolean {
    return (
      Math.max(this.notImportedNames.length, this.undefinedNames.length, this.refused.length + this.raised.length) >=
      MOST
    );
  }

  uncaught(error: PythonError, statement: Place, origins: Origins, inside: Place | undefined): void {
    if (this.refused.length + this.raised.length >= MOST) return;
    if (error instanceof KerasRefusal)
      this.refused.push({
        refusal: error.refusal,
        span: error.site ?? statement,
        inside,
        occasion: error,
        origins,
      });
    else if (!origins.has('uncalled')) this.raised.push({ error, span: statement, inside, origins });
  }

  undefinedName(name: string, span: Place, candidate: string | undefined, origins: Origins): void {
    if (this.undefinedNames.length < MOST) this.undefinedNames.push({ name, span, candidate, origins });
  }

  notImported(name: string, span: Place): void {
    if (this.notImportedNames.length < MOST) this.notImportedNames.push({ name, span });
  }

  /**
   * All problems, in the order of the text. Spelled now that all is evaluated: the words look things up in the whole
   * program.
   */
  all(module: Module, text: ProgramText, sources: DimensionSources): readonly Problem[] {
    const found = new Map<string, Problem>();
    const add = (problem: Problem): void => {
      const key = `${problem.span.start}:${problem.span.end}:${problem.code}`;
      const known = found.get(key);
      if (!known || (problem.severity === 'error' && known.severity !== 'error')) found.set(key, problem);
    };
    for (const problem of undefinedProblems(this.undefinedNames, module, text)) add(problem);
    for (const { name, span } of this.notImportedNames) {
      add(
        plainProblem(
          'not-imported',
          span,
          CODE,
          text,
          words`${name} is not imported in this file. It is taken as Keras's ${name}.`,
        ),
      );
    }
    const source = new Source(module, text);
    const remarks = this.session.remarks.flatMap((occasion): Found[] =>
      occasion.site
        ? [
            {
              refusal: occasion.remark,
              span: occasion.site,
              occasion,
              origins: occasion.rests,
            },
          ]
        : [],
    );
    for (const { refusal, span, inside, occasion, origins } of [...this.refused, ...remarks]) {
      if (refusal.countsLayers && isNotebook(text)) continue;
      if (origins.has('uncalled') && isLeftOut(refusal, span.text)) continue;
      if (inside !== undefined && isGuardedElsewhere(origins, span)) continue;
      const finding: Finding = {
        refusal,
        span,
        layer: occasion.layer,
        call: occasion.call,
        origins,
        source,
        decidedAt: (tensor) => sources.axesOf(tensor),
      };
      add(toldInside(problemOf(finding), inside));
    }
    const isPart = importsBeside(module);
    for (const raised of isPart ? [] : this.raised) {
      const problem = pythonProblem(raised, module, text);
      if (problem) add(toldInside(problem, raised.inside));
    }
    for (const { start, end, message } of module.syntaxErrors)
      add(plainProblem('syntax', module.file.place({ start, end }), CODE, text, reasonOf(message)));
    return [...found.values()].sort((a, b) => a.span.start - b.span.start);
  }
}

/**
 * An argument that is None where the code does not write it: in a function that nobody calls, most likely the default
 * of a parameter that a caller would give.
 */
const isLeftOut = (refusal: LayerError, source: string): boolean =>
  /\bit is None\b/.test(refusal.message) && !/\bNone\b/.test(source);

/**
 * What fails in another file, on a way that a condition there chose: who wrote the condition knows what is not known
 * here, and who called it can do nothing about it. Such a condition stands at the call.
 */
const isGuardedElsewhere = (origins: Origins, call: Place): boolean =>
  origins.all.some(
    ({ kind, at }) => kind === 'condition' && at !== undefined && (at.isWithin(call) || call.isWithin(at)),
  );

const isNotebook = (text: ProgramText): boolean => text.cells.some((cell) => cell.index !== undefined);

function undefinedProblems(names: readonly NameWithoutValue[], module: Module, text: ProgramText): readonly Problem[] {
  if (names.length === 0) return [];
  const bound = namesBoundBy(module.body);
  let assignments: ReadonlyMap<string, Place> | undefined;
  const firstAssignment = (name: string): Place | undefined => (assignments ??= firstAssignments(module)).get(name);
  return names.map((name) => undefinedProblem(name, bound, firstAssignment, text));
}

/**
 * `bound`: the names that the program binds somewhere, so that one of them without a value was used too early. Where
 * the first assignment to it works on what it stood for, as `x_train = x_train / 255` does, it goes on with what
 * another half of the program made.
 */
function undefinedProblem(
  { name, span, candidate, origins }: NameWithoutValue,
  bound: ReadonlySet<string>,
  firstAssignment: (name: string) => Place | undefined,
  text: ProgramText,
): Problem {
  const fixes: Fix[] =
    candidate !== undefined
      ? [{ title: words`Change to ${candidate}`, edits: [{ span, newText: candidate }], preferred: true }]
      : [];
  const sure =
    !origins.has('uncalled') &&
    (candidate !== undefined || (bound.has(name) && !isWithin(span, firstAssignment(name))));
  // The cells of a notebook run in any order, and cells that ran may be gone.
  const told =
    candidate === undefined
      ? words`${name} has no value here.`
      : words`${name} has no value here. Did you mean ${candidate}? Going on as if it were ${candidate}.`;
  if (!sure) return { ...plainProblem('undefined-name', span, CODE, text, told), severity: 'information', fixes };
  const all = isNotebook(text) ? origins.union(CELLS) : origins;
  return { ...plainProblem('undefined-name', span, all, text, told), fixes };
}

/** A problem without a story. */
function plainProblem(code: string, span: Place, origins: Origins, text: ProgramText, told: Message): Problem {
  const { severity } = problemDefinition(code);
  const words = wordsResting(told, severity, origins, text, span.start);
  return {
    span,
    severity: severityOf(severity, origins),
    origins,
    code,
    words,
    message: inEnglish(words),
    related: [],
    fixes: [],
  };
}

const isWithin = (place: Place, other: Place | undefined): boolean => other !== undefined && place.isWithin(other);

/** Of each name, in the order of the text. */
function firstAssignments(module: Module): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  walk(module, (node) => {
    if (node.kind !== 'Assign' && node.kind !== 'AugmentedAssign') return;
    for (const name of namesBoundBy([node])) {
      const first = found.get(name);
      if (first === undefined || node.start < first.start) found.set(name, node);
    }
  });
  return found;
}

/**
 * An exception of Python's own, or one that the program itself raises. Where a program's own
 * iterators end, is mostly about values that only a run has.
 */
function pythonProblem(
  { error, span, inside, origins }: Raised,
  module: Module,
  text: ProgramText,
): Problem | undefined {
  // What other files check, and what fails in them, is too often about what only a run has.
  if (inside !== undefined || (error.raisedIn !== undefined && error.raisedIn !== module.file)) return undefined;
  // What is half typed raises anything.
  const broken = module.syntaxErrors.some(({ start, end }) => start <= span.end && end >= span.start);
  if (error.typeName === 'StopIteration') return undefined;
  if (isNotebook(text) || broken || error.typeName === 'SystemExit') return undefined;
  const firstLine = /^[^\r\n]*/.exec(span.text)![0].length;
  // An exception may have a sentence of its own, with its full stop.
  const raised = `${error.typeName}: ${error.message.replace(/\.$/, '')}`;
  return plainProblem('python-error', span.first(firstLine), origins, text, words`Python raises here: ${raised}.`);
}

/** A part of a package, which others import: what it finds there was perhaps set by them before. */
function importsBeside(module: Module): boolean {
  let found = false;
  walk(module, (node) => {
    if (node.kind === 'ImportFrom' && node.level > 0) found = true;
  });
  return found;
}
