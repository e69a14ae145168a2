/** A program of an older Keras, made one of Keras 3: what breaks, what changes silently, and the edits. */
import type { Analysis, Problem, TextEdit } from '../../analysis/analysis.ts';
import type { Span } from '../../python/syntax/place.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import type { Steps } from '../../python/syntax/steps.ts';
import type { Call, Module, Node } from '../../python/syntax/tree.ts';
import { walk } from '../../python/syntax/walk.ts';
import { type Message, words } from '../../words/message.ts';
import { type Analyse, applyEdits } from '../code-actions.ts';
import { fixAll } from '../fix-all.ts';
import { FOR_TF_KERAS, RULES } from './index.ts';
import { ImportedNames } from './names.ts';
import type { Change, MigrationRule, Program } from './rule.ts';
import { SILENT } from './silent.ts';
import { toTfKeras } from './tf-keras.ts';

/** More rounds than this no program needs: each mends what the one before made visible. */
const MOST_ROUNDS = 40;

export interface Migration {
  readonly before: ProgramText;
  readonly after: ProgramText;
  /** What was mended, by the places as they were when it was. */
  readonly mended: readonly { readonly line: number; readonly cell: number | undefined; readonly title: Message }[];
  /** What Keras 3 refuses still. */
  readonly left: readonly Problem[];
  /** What changes without a word, by the program as it is then. */
  readonly silent: readonly { readonly span: Span; readonly title: Message }[];
  readonly analysis: Analysis;
}

/**
 * `analyse`: under Keras 3. A program of which Keras 3 refuses nothing, and which no rule finds anything in, comes back
 * as it is.
 */
export function* migrated(
  before: ProgramText,
  parse: (text: ProgramText) => Module,
  analyse: Analyse,
): Steps<Migration> {
  const mended: Migration['mended'][number][] = [];
  const read = reading(parse, analyse);
  let text = before;
  let program = yield* read(text);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = firstChange(program, RULES);
    const next = found ? found.edits : (yield* fixAll(program.analysis, analyse, undefined, isRefused))?.edits;
    if (!next || next.length === 0) break;
    if (found) for (const { at } of found.changes) mended.push({ ...placeOf(text, at), title: found.title });
    const [formerText, former] = [text, program];
    text = applyEdits(text, next);
    program = yield* read(text);
    if (found) continue;
    for (const problem of goneFrom(former.analysis, program.analysis)) mended.push(problemPlace(formerText, problem));
    const named = renamedFiles(former, program);
    if (named.length === 0) continue;
    text = applyEdits(text, named);
    program = yield* read(text);
  }
  return {
    before,
    after: text,
    mended,
    left: program.analysis.problems.filter(isRefused),
    silent: SILENT.flatMap(({ title, places }) => places(program).map((span) => ({ span, title }))),
    analysis: program.analysis,
  };
}

/**
 * The same for Keras 2 as tf_keras has it. `analyse`: under Keras 2. Whether anything is to be done at all, a migration
 * to Keras 3 says.
 */
export function* keptOnTfKeras(
  before: ProgramText,
  parse: (text: ProgramText) => Module,
  analyse: Analyse,
): Steps<Migration> {
  const mended: Migration['mended'][number][] = [];
  const read = reading(parse, analyse);
  let text = before;
  let program = yield* read(text);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = firstChange(program, FOR_TF_KERAS);
    if (!found) break;
    for (const { at } of found.changes) mended.push({ ...placeOf(text, at), title: found.title });
    text = applyEdits(text, found.edits);
    program = yield* read(text);
  }
  const edits = toTfKeras(program);
  for (const { span } of edits) mended.push({ ...placeOf(text, span), title: words`Keras 2 by the package tf_keras` });
  text = applyEdits(text, edits);
  const analysis = edits.length === 0 ? program.analysis : yield* analyse(text);
  return { before, after: text, mended, left: analysis.problems.filter(isRefused), silent: [], analysis };
}

const isRefused = ({ severity, origins }: Problem): boolean =>
  severity === 'error' || (severity === 'warning' && origins.has('uncalled'));

/** What was refused, and is no more. */
function goneFrom(before: Analysis, after: Analysis): readonly Problem[] {
  const left = new Set(after.problems.map(({ message }) => message));
  return before.problems.filter((problem) => isRefused(problem) && !left.has(problem.message));
}

const WRITES = /\b(save|save_weights|save_model|ModelCheckpoint)$/;
const READS = /\b(load_model|load_weights)$/;

/** Files that are written under another name are read under that, where both are texts. */
function renamedFiles(before: Program, after: Program): readonly TextEdit[] {
  const textsOf = ({ calls, slice }: Program, by: RegExp) =>
    calls
      .filter(({ callee }) => by.test(slice(callee)))
      .flatMap((call) =>
        call.arguments.filter(({ value }) => value.kind === 'Constant' && /^["']/.test(slice(value))).slice(0, 1),
      )
      .map(({ value }) => ({ span: value, text: slice(value) }));
  const [written, now] = [textsOf(before, WRITES), textsOf(after, WRITES)];
  const renamed = new Map(
    written.flatMap(({ text }, index): [string, string][] => {
      const to = now[index]?.text;
      return written.length !== now.length || to === undefined || to === text ? [] : [[text, to]];
    }),
  );
  return textsOf(after, READS).flatMap(({ span, text }) => {
    const to = renamed.get(text);
    return to === undefined ? [] : [{ span: { start: span.start, end: span.end }, newText: to }];
  });
}

const placeOf = (text: ProgramText, { start }: Span): { readonly line: number; readonly cell: number | undefined } => {
  const { line, cell } = text.positionAt(start);
  return { line: line + 1, cell };
};

const problemPlace = (text: ProgramText, { span, words }: Problem): Migration['mended'][number] => ({
  ...placeOf(text, span),
  title: words,
});

/** What makes a program of a text as it is then. */
const reading = (parse: (text: ProgramText) => Module, analyse: Analyse) =>
  function* (text: ProgramText): Steps<Program> {
    return programOf(text, parse(text), yield* analyse(text));
  };

function programOf(text: ProgramText, module: Module, analysis: Analysis): Program {
  const nodes: Node[] = [];
  walk(module, (node) => nodes.push(node));
  nodes.sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    module,
    analysis,
    names: new ImportedNames(module),
    nodes,
    calls: nodes.filter((node): node is Call => node.kind === 'Call'),
    slice: ({ start, end }) => text.text.slice(start, end),
  };
}

/** All that the first rule with something to do does, where its edits do not touch each other. */
function firstChange(
  program: Program,
  rules: readonly MigrationRule[],
): { readonly title: Message; readonly changes: readonly Change[]; readonly edits: readonly TextEdit[] } | undefined {
  for (const rule of rules) {
    const edits: TextEdit[] = [];
    const changes = rule.changes(program).filter((change) => {
      const fresh = change.edits.filter((edit) => !edits.some((other) => isSame(edit, other)));
      if (fresh.some((edit) => edits.some((other) => overlaps(edit.span, other.span)))) return false;
      edits.push(...fresh);
      return true;
    });
    if (changes.length > 0) return { title: rule.title, changes, edits };
  }
  return undefined;
}

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
const overlaps = (a: Span, b: Span): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
