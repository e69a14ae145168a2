/** A traceback, read: which layer of this program it is about, and the same story that the problems tell. */
import type { Analysis, LayerCallFact, Problem } from '../analysis/analysis.ts';
import {
  code,
  codeBlock,
  type Document,
  heading,
  type Inline,
  list,
  paragraph,
  say,
  strong,
} from '../explain/document/document.ts';
import { type Told, understand } from '../explain/errors/keras-messages.ts';
import { problemText, problemTitle } from '../explain/errors/said.ts';
import { type Frame, isLibraryFrame, readTraceback, type Traceback } from '../explain/errors/traceback.ts';
import { formatShapes } from '../explain/nest-text.ts';
import type { ProblemDefinition } from '../problems/definition.ts';
import { PROBLEMS } from '../problems/index.ts';
import { lineTitle, placeText } from '../python/syntax/place-text.ts';
import type { Steps } from '../python/syntax/steps.ts';
import type { Span } from '../python/syntax/place.ts';
import { joined, words, type Message, type Text } from '../words/message.ts';
import { type Analyse, offeredFixes } from './code-actions.ts';
import { diagnostics } from './diagnostics.ts';
import { explainOutOfMemory, isOutOfMemory } from './out-of-memory.ts';

export interface ExplainedError {
  /** A few words for a title: `rank-mismatch at line 12`. */
  readonly title: Text;
  readonly content: Document;
  /** The place in the program that it is about; undefined where none was found. */
  readonly span: Span | undefined;
}

/** `name`: of the program's file, to know its frames from those of others. undefined where the text is no error. */
export function* explainError(
  analysis: Analysis,
  pasted: string,
  name: string,
  analyse: Analyse,
): Steps<ExplainedError | undefined> {
  const traceback = readTraceback(pasted);
  if (!traceback) return undefined;
  const told = understand(traceback.message);
  const lines = linesOf(analysis, traceback, name);
  if (isOutOfMemory(traceback)) return outOfMemory(analysis, traceback, lines);
  const problem = problemFor(analysis, told, lines, traceback.message);
  const call = problem ? undefined : callFor(analysis, told, lines);
  const last = lines.at(-1);
  const span =
    problem?.span ?? call?.nameSpan ?? call?.span ?? (last === undefined ? undefined : { start: last, end: last });
  const definition = PROBLEMS.find((one) => one.code === (problem?.code ?? told.code));
  const where = span === undefined ? undefined : placeOf(analysis, span);
  const known = definition && problemTitle(definition);
  const raised = known ?? words`What Keras says`;
  return {
    title: joined([known ?? (traceback.type || raised), ...(where === undefined ? [] : [where])], ', '),
    span,
    content: [
      heading(where === undefined ? [raised] : say`${raised} · ${where}`),
      codeBlock(excerpt(traceback)),
      ...(problem ? yield* seen(analysis, problem, analyse) : unseen(analysis, call, told, lines)),
      ...(definition ? meaning(definition, problem !== undefined && problem.fixes.length > 0) : []),
    ],
  };
}

function outOfMemory(analysis: Analysis, traceback: Traceback, lines: readonly number[]): ExplainedError {
  const last = lines.at(-1);
  const span = last === undefined ? undefined : { start: last, end: last };
  const where = span && placeOf(analysis, span);
  const raised = words`Out of memory`;
  return {
    title: joined([raised, ...(where === undefined ? [] : [where])], ', '),
    span,
    content: [
      heading(where === undefined ? [raised] : say`${raised} · ${where}`),
      codeBlock(excerpt(traceback)),
      ...explainOutOfMemory(analysis, traceback, lines),
    ],
  };
}

function meaning({ finds, repair }: ProblemDefinition, isMended: boolean): Document {
  const what = paragraph(say`${strong(words`What it means.`)} ${problemText(finds)}`);
  return isMended ? [what] : [what, paragraph(say`${strong(words`What to do.`)} ${problemText(repair)}`)];
}

/** The first lines of what was raised. */
function excerpt({ type, message }: Traceback): string {
  const lines = message
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 4)
    .join('\n');
  const text = `${type === '' ? '' : `${type}: `}${lines}`;
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

/** The mistake as it is seen in the code, with its places and what mends it. */
function* seen(analysis: Analysis, problem: Problem, analyse: Analyse): Steps<Document> {
  const fixes = yield* offeredFixes(analysis, problem, analyse);
  return [
    paragraph(say`${inCode(analysis, problem.span)} ${problem.words}`),
    ...(problem.related.length > 0
      ? [list(problem.related.map(({ span, message }) => relatedItem(analysis, span, message)))]
      : []),
    ...(fixes.length > 0
      ? [paragraph(say`${strong(words`What mends it`)} (tried, and the problem is gone):`), list(fixes.map(fixItem))]
      : []),
  ];
}

const fixItem = ({ title, preferred }: { readonly title: Text; readonly preferred: boolean }): Inline => [
  preferred ? strong(title) : title,
];
const inCode = (analysis: Analysis, span: Span): Inline => [strong(words`In the code, ${placeOf(analysis, span)}.`)];
const relatedItem = (analysis: Analysis, span: Span, said: Text): Inline =>
  say`${titleOf(analysis, span)}: ${said}. ${code(lineAt(analysis, span.start))}`;

/** What is known where no mistake is seen in the code. */
function unseen(
  analysis: Analysis,
  call: LayerCallFact | undefined,
  { layers }: Told,
  lines: readonly number[],
): Document {
  if (call) {
    const feeder = feederOf(analysis, call);
    const { className, name } = call.layer;
    const shapes = [formatShapes(call.inputs), formatShapes(call.output)] as const;
    return [
      paragraph(
        say`${inCode(analysis, call.span)} ${className} "${name}" takes ${shapes[0]} and gives ${shapes[1]}, as far as the code tells. The mistake is not seen in the code, so it may lie in the data, or in another version of it.`,
      ),
      ...(feeder ? [list([feederItem(analysis, feeder)])] : []),
    ];
  }
  const last = lines.at(-1);
  if (last !== undefined) {
    return [
      paragraph(
        say`${inCode(analysis, { start: last, end: last })} ${code(lineAt(analysis, last))} No mistake is seen there, so what decides may be in the data.`,
      ),
    ];
  }
  if (layers.length === 0)
    return [
      paragraph(
        say`No line of this traceback is in this file. It may be from another file, or from an earlier version of this one.`,
      ),
    ];
  return [
    paragraph(
      say`No layer of this file is ${alternatives(layers.map((one) => `"${one}"`))}. It may be from another file, or from an earlier version of this one.`,
    ),
  ];
}

const feederItem = (analysis: Analysis, { span, layer, output }: LayerCallFact): Inline =>
  say`${titleOf(analysis, span)}: ${layer.className} "${layer.name}" gives ${formatShapes(output)}. ${code(lineAt(analysis, span.start))}`;

/** `a or b or c`. */
const alternatives = (items: readonly Text[]): Text => items.reduce((before, item) => words`${before} or ${item}`);

/** Offsets of the program's lines that the traceback leads through, the innermost last. */
function linesOf(analysis: Analysis, { frames }: Traceback, name: string): readonly number[] {
  return frames.filter((frame) => !isLibraryFrame(frame)).flatMap((frame) => lineOf(analysis, frame, name) ?? []);
}

/**
 * By the text of the line: in the cell of that execution where there is one, else the nearest to the line that is
 * stated; by the line itself where the
 * frame is of this file and has no text.
 */
function lineOf({ text }: Analysis, { file, line, code: written }: Frame, name: string): number | undefined {
  const own = file !== undefined && file.replaceAll('\\', '/').split('/').at(-1) === name;
  const execution = executionOf(file);
  const matches: { readonly offset: number; readonly distance: number }[] = [];
  for (const cell of text.cells) {
    let offset = cell.start;
    const isOther = execution !== undefined && execution !== cell.executionCount;
    for (const [index, content] of cell.text.split('\n').entries()) {
      if (written !== undefined && written !== '' && content.trim() === written) {
        const distance = Math.abs(index + 1 - (line ?? index + 1));
        matches.push({ offset: offset + content.search(/\S/), distance: isOther ? FAR + distance : distance });
      }
      offset += content.length + 1;
    }
  }
  const [nearest] = matches.sort((a, b) => a.distance - b.distance);
  if (nearest) return nearest.offset;
  if (!own || line === undefined || text.cells.length !== 1) return undefined;
  return text.offsetAt({ cell: text.cells[0]!.index, line: line - 1, character: 0 });
}

/** More than any cell has lines. */
const FAR = 1e9;

/** 7 of `Cell In[7]`, `Input In [7]` and `<ipython-input-7-3f5a>`; undefined for a file. */
function executionOf(file: string | undefined): number | undefined {
  const [, , count] = /^(Cell In ?\[|Input In ?\[|<ipython-input-)(\d+)/.exec(file ?? '') ?? [];
  return count === undefined ? undefined : Number(count);
}

/**
 * Whether a name stands in a message, not as a part of a longer one. The name is from what was pasted, so it is no
 * pattern.
 */
function hasWord(message: string, name: string): boolean {
  for (let at = message.indexOf(name); name !== '' && at >= 0; at = message.indexOf(name, at + 1)) {
    if (!/\w/.test(message[at - 1] ?? ' ') && !/\w/.test(message[at + name.length] ?? ' ')) return true;
  }
  return false;
}

/** The problem that best fits what was raised: its kind, its line, its layer. */
function problemFor(analysis: Analysis, told: Told, lines: readonly number[], message: string): Problem | undefined {
  const numbers = new Set(message.match(/\d+/g) ?? []);
  const scored = diagnostics(analysis)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map((problem) => {
      const sameKind = problem.code === told.code;
      const onLine = lines.some(
        (offset) =>
          sameLine(analysis, offset, problem.span.start) ||
          (offset >= problem.span.start && offset <= problem.span.end),
      );
      const named = [...told.layers, ...told.classes].some((name) => hasWord(problem.message, name));
      const shared = (problem.message.match(/\d+/g) ?? []).filter((number) => numbers.has(number)).length;
      return { problem, score: (sameKind ? 3 : 0) + (onLine ? 3 : 0) + (named ? 2 : 0) + Math.min(shared, 4) * 0.25 };
    });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= 3 ? best.problem : undefined;
}

/** The call of the layer that is named, by its name in this run or by its class; the call on the line otherwise. */
function callFor(analysis: Analysis, { layers, classes }: Told, lines: readonly number[]): LayerCallFact | undefined {
  const { calls } = analysis;
  const onLine = (one: LayerCallFact): boolean =>
    lines.some((offset) => sameLine(analysis, offset, (one.nameSpan ?? one.span).start));
  const byName = calls.filter(({ layer }) => layers.includes(layer.name));
  const stem = (text: string): string => text.replace(/_\d+$/, '');
  const byClass = calls.filter(
    ({ layer }) => classes.includes(layer.className) || layers.some((name) => stem(name) === stem(layer.name)),
  );
  return byName.find(onLine) ?? byName[0] ?? byClass.find(onLine) ?? byClass[0] ?? calls.find(onLine);
}

/** The call whose output has the shape that this one takes, the last before it. */
function feederOf({ calls }: Analysis, call: LayerCallFact): LayerCallFact | undefined {
  const wanted = formatShapes(call.inputs);
  const index = calls.indexOf(call);
  return calls
    .slice(0, index)
    .findLast(({ output, span }) => formatShapes(output) === wanted && span.start !== call.span.start);
}

function sameLine({ text }: Analysis, a: number, b: number): boolean {
  const [one, other] = [text.positionAt(a), text.positionAt(b)];
  return one.cell === other.cell && one.line === other.line;
}

const placeOf = ({ text }: Analysis, { start }: Span): Message => placeText(text, start);
const titleOf = ({ text }: Analysis, { start }: Span): Message =>
  lineTitle(text.positionAt(start).line + 1, text.cellAt(start));

function lineAt({ text }: Analysis, offset: number): string {
  const start = text.text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.text.indexOf('\n', offset);
  return text.text.slice(start, end < 0 ? undefined : end).trim();
}
