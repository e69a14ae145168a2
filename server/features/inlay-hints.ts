import type { Analysis, Count, LayerCallFact, ModelFact, TextEdit, ValueFact } from '../analysis/analysis.ts';
import { exactCount, formatKnownCount } from '../explain/count-text.ts';
import { flatten, formatShapes } from '../explain/nest-text.ts';
import type { Span } from '../python/syntax/tree.ts';
import { formatDimension } from '../shapes/dimension.ts';
import { bySpan } from './spans.ts';

/** Which hints are wanted. */
export interface HintOptions {
  readonly shapes: boolean;
  readonly parameters: boolean;
  readonly totals: boolean;
  readonly values: boolean;
  /** Of a layer with fewer parameters the number is not shown. */
  readonly minimumParameters: number;
  /** What is shown of code that runs several times: its first and last pass, the first, or all that differ. */
  readonly loops: 'ends' | 'first' | 'all';
}
export const ALL_HINTS: HintOptions = { shapes: true, parameters: true, totals: true, values: true, minimumParameters: 1, loops: 'ends' };

/** A piece of a hint, and where in the program it comes from. */
export interface HintPart {
  readonly text: string;
  readonly source?: Span | undefined;
}

export interface InlayHint {
  /** It stands behind this. */
  readonly span: Span;
  /** All of it in one piece. */
  readonly text: string;
  /** The same in pieces, where one of them has a source elsewhere. */
  readonly parts?: readonly HintPart[] | undefined;
  readonly kind: 'layer' | 'model' | 'tensor' | 'value';
  /** Writes the hint into the program, as a comment at the end of its line; undefined where there is no room for one. */
  readonly comment?: TextEdit | undefined;
}

/** A value that is longer than this is cut. */
const LONGEST_VALUE = 60;

/** The hints of the whole program, or of what ends within `range`, in the order of the text. */
export function inlayHints(analysis: Analysis, options: HintOptions, range: Span = { start: 0, end: Infinity }): readonly InlayHint[] {
  const { text } = analysis.text;
  const inside = <Fact extends { readonly span: Span }>(facts: readonly Fact[]): readonly Fact[] => facts.filter(({ span: { end } }) => end >= range.start && end <= range.end);
  const several = severalTexts(options.loops);
  const models = options.totals ? bySpan(inside(analysis.models)).map((facts) => modelHint(facts, several)) : [];
  const calls = options.shapes || options.parameters ? bySpan(inside(analysis.calls)).map((facts) => layerHint(facts, options, several, text)) : [];
  const tensors = options.shapes ? tensorHints(inside(analysis.tensors), analysis, several) : [];
  const values = options.values ? bySpan(inside(withoutInner(analysis.values.filter(({ hinted }) => hinted)))).map((facts) => valueHint(facts, text, several)) : [];
  const hints = [...calls, ...tensors, ...models, ...values].filter((hint) => hint !== undefined && !isCommented(hint, text)).sort((a, b) => a!.span.end - b!.span.end) as InlayHint[];
  return hints.map((hint) => ({ ...hint, comment: commentFor(hint, text) }));
}

/** Variables that get a tensor from something else than a call of a layer: an operation, a function, data. */
function tensorHints(tensors: Analysis['tensors'], { calls, text: { text } }: Analysis, several: Several): readonly (InlayHint | undefined)[] {
  const starts = new Set(calls.map(({ span }) => span.start));
  return bySpan(tensors).map((facts): InlayHint | undefined => {
    const [{ span, origin }] = facts;
    const assigned = /^\s*=\s*(?=[^=\s])/.exec(text.slice(span.end, span.end + 200));
    if (assigned === null) return undefined;
    const start = span.end + assigned[0].length;
    const source = /^[^\r\n]*/.exec(text.slice(start, start + 500))?.[0] ?? '';
    const shapes = facts.map(({ shape }) => formatShapes(shape));
    // The call of a layer has its own hint, another name's is where that was bound, and data often says its shape itself.
    const isDisplay = /^[[({]/.test(source) && calls.some(({ span: call }) => call.start > start && call.end <= start + source.length);
    if (starts.has(start) || isDisplay || /^[\w.]+\s*(?:#.*)?$/.test(source) || shapes.every((shape) => shape === '?')) return undefined;
    if (origin === 'array' && shapes.every((shape) => source.includes(shape.slice(1, -1).replace(/,$/, '')))) return undefined;
    return { span, text: `: ${times(facts)}${several(shapes)}`, kind: 'tensor' };
  });
}

/** What is printed as a whole needs no hints within. */
function withoutInner(values: readonly ValueFact[]): readonly ValueFact[] {
  const printed = bySpan(values.filter((value) => value.printed && value.shown !== undefined)).map(([{ span }]) => span);
  return values.filter(({ span, printed: whole }) => whole || !printed.some(({ start, end }) => start <= span.start && span.end <= end));
}

function layerHint(calls: readonly [LayerCallFact, ...LayerCallFact[]], options: HintOptions, several: Several, text: string): InlayHint | undefined {
  const { span } = calls[0];
  const shown = options.shapes ? several(calls.map(({ output }) => (isKnown(output) ? formatShapes(output) : '?'))) : '';
  // `Input(batch_shape=(8, 100, 4))` says it already.
  const shape = shown !== '' && text.slice(span.start, span.end).includes(shown) ? '' : shown;
  const counts = options.parameters && calls.some(({ layer }) => isWorthCounting(layer.params, options.minimumParameters)) ? `${countText(several(calls.map(({ layer }) => formatKnownCount(layer.params))))}` : '';
  if ((shape === '' || shape === '?') && counts === '') return undefined;
  const before = times(calls);
  const after = [shape === '' ? '' : `→ ${shape}`, counts].filter((part) => part !== '').join(' · ');
  return { span, text: before + after, parts: shape === '' ? undefined : linkedParts(calls, before + after, shape), kind: 'layer' };
}

/** The hint in pieces, where sizes in it are written elsewhere than in the line itself; `shape` is the part of it that is the shape. */
function linkedParts(calls: readonly [LayerCallFact, ...LayerCallFact[]], whole: string, shape: string): readonly HintPart[] | undefined {
  const [{ span, sources, output }] = calls;
  const [only, ...others] = output === undefined ? [] : flatten(output);
  if (sources === undefined || only === undefined || others.length > 0 || formatShapes(only) !== shape) return undefined;
  const links = sources.map((source) => (source !== undefined && (source.start < span.start || source.end > span.end) ? source : undefined));
  if (!links.some((link) => link !== undefined)) return undefined;
  const at = whole.indexOf(shape);
  const dimensions = only.flatMap((dimension, axis): HintPart[] => [{ text: axis === 0 ? '(' : ', ' }, { text: formatDimension(dimension), source: links[axis] }]);
  const end = only.length === 1 ? ',)' : ')';
  return joined([{ text: whole.slice(0, at) }, ...dimensions, { text: end + whole.slice(at + shape.length) }]);
}

/** Neighbours without a source in one. */
function joined(parts: readonly HintPart[]): readonly HintPart[] {
  const result: HintPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && last.source === undefined && part.source === undefined) result[result.length - 1] = { text: last.text + part.text };
    else if (part.text !== '') result.push(part);
  }
  return result;
}

const isKnown = (output: LayerCallFact['output']): output is NonNullable<LayerCallFact['output']> => output !== undefined && flatten(output).some((shape) => shape !== undefined);

/** Nobody needs to be told that a Dropout has none. A formula may come to any number. */
function isWorthCounting(count: Count, minimum: number): boolean {
  const exact = exactCount(count);
  return exact === undefined ? count !== undefined : exact >= BigInt(Math.max(1, Math.ceil(minimum)));
}

function modelHint(models: readonly [ModelFact, ...ModelFact[]], several: Several): InlayHint | undefined {
  if (!models.some(({ built, total }) => built && total !== undefined)) return undefined;
  return { span: models[0].span, text: `${times(models)}${countText(several(models.map(({ total }) => formatKnownCount(total))))} in total`, kind: 'model' };
}

function valueHint(values: readonly [ValueFact, ...ValueFact[]], text: string, several: Several): InlayHint | undefined {
  const { span } = values[0];
  // Between `x.shape` and `[1]` a hint would be taken for the value of both.
  const goesOn = !values[0].printed && /^\s*[[.]/.test(text.slice(span.end, span.end + 20));
  const source = text.slice(span.start, span.end);
  // What is not known has the name that the program looks it up by: `w.shape` would be said to be w.shape.
  if (goesOn || saysItself(source) || values.every(({ shown }) => shown === undefined || shown === source)) return undefined;
  return { span, text: `= ${cut(several(values.map(({ shown }) => shown ?? '?')))}`, kind: 'value' };
}

/** A literal needs no hint. */
const saysItself = (source: string): boolean => /^(?:[rbuRBU]*["']|[-\d.]|True$|False$|None$|[fF][rR]?["'])/.test(source);

const cut = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
};

type Several = (texts: readonly string[]) => string;
/** So many different passes of a loop are listed. */
const MOST_PASSES = 6;

/** One text where all are the same; else what the setting asks for: `a … z`, `a …`, or `a | b | c`. */
function severalTexts(loops: HintOptions['loops']): Several {
  return (texts) => {
    const different = [...new Set(texts)];
    const [first = ''] = different;
    if (different.length === 1) return first;
    switch (loops) {
      case 'first': return `${first} …`;
      case 'all': return different.length > MOST_PASSES ? `${different.slice(0, MOST_PASSES - 1).join(' | ')} … ${different.at(-1)}` : different.join(' | ');
      case 'ends': return `${first} … ${different.at(-1)}`;
    }
  };
}

/** `56 params`, `1 param`. */
const countText = (count: string): string => `${count} ${count === '1' ? 'param' : 'params'}`;

const times = ({ length }: readonly unknown[]): string => (length > 1 ? `${length}× ` : '');

/** What follows the hint in its line. */
const restOfLine = ({ span }: InlayHint, program: string): string => /^[^\r\n]*/.exec(program.slice(span.end, span.end + 500))?.[0] ?? '';
const plain = ({ text }: InlayHint): string => text.replace(/^[→=:] /, '');

/** Somebody has written it down already. */
function isCommented(hint: InlayHint, program: string): boolean {
  const comment = /^[\s)\]},]*#(.*)$/.exec(restOfLine(hint, program))?.[1];
  return comment?.includes(plain(hint)) === true;
}

function commentFor(hint: InlayHint, program: string): TextEdit | undefined {
  const rest = restOfLine(hint, program);
  if (!/^[\s)\]},]*$/.test(rest)) return undefined;
  const end = hint.span.end + rest.trimEnd().length;
  return { span: { start: end, end }, newText: `  # ${plain(hint)}` };
}
