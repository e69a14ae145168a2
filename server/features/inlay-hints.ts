import type { Analysis, Count, LayerCallFact, ModelFact, TextEdit, ValueFact } from '../analysis/analysis.ts';
import { exactCount, formatKnownCount } from '../explain/count-text.ts';
import { flatten, formatShapes } from '../explain/nest-text.ts';
import type { Span } from '../python/syntax/tree.ts';
import { bySpan } from './locate.ts';

/** Which hints are wanted. */
export interface HintOptions {
  readonly shapes: boolean;
  readonly parameters: boolean;
  readonly totals: boolean;
  readonly values: boolean;
}
export const ALL_HINTS: HintOptions = { shapes: true, parameters: true, totals: true, values: true };

export interface InlayHint {
  /** It stands behind this. */
  readonly span: Span;
  readonly text: string;
  readonly kind: 'layer' | 'model' | 'tensor' | 'value';
  /** Writes the hint into the program, as a comment at the end of its line; undefined where there is no room for one. */
  readonly comment?: TextEdit | undefined;
}

/** A value that is longer than this is cut. */
const LONGEST_VALUE = 60;

/** The hints of the whole program, in the order of the text. */
export function inlayHints(analysis: Analysis, options: HintOptions): readonly InlayHint[] {
  const { text } = analysis.text;
  const models = options.totals ? bySpan(analysis.models).map(modelHint) : [];
  const calls = options.shapes || options.parameters ? bySpan(analysis.calls).map((facts) => layerHint(facts, options)) : [];
  const tensors = options.shapes ? tensorHints(analysis) : [];
  const values = options.values ? bySpan(withoutInner(analysis.values.filter(({ hinted }) => hinted))).map((facts) => valueHint(facts, text)) : [];
  const hints = [...calls, ...tensors, ...models, ...values].filter((hint) => hint !== undefined).sort((a, b) => a.span.end - b.span.end);
  return hints.map((hint) => ({ ...hint, comment: commentFor(hint, text) }));
}

/** Variables that get a tensor from something else than a call of a layer: an operation, a function, data. */
function tensorHints({ tensors, calls, text: { text } }: Analysis): readonly (InlayHint | undefined)[] {
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
    return { span, text: `: ${facts.length > 1 ? `${facts.length}× ` : ''}${ellipsis(shapes)}`, kind: 'tensor' };
  });
}

/** What is printed as a whole needs no hints within. */
function withoutInner(values: readonly ValueFact[]): readonly ValueFact[] {
  const printed = bySpan(values.filter((value) => value.printed && value.shown !== undefined)).map(([{ span }]) => span);
  return values.filter(({ span, printed: whole }) => whole || !printed.some(({ start, end }) => start <= span.start && span.end <= end));
}

function layerHint(calls: readonly [LayerCallFact, ...LayerCallFact[]], options: HintOptions): InlayHint | undefined {
  const shapes = options.shapes ? ellipsis(calls.map(({ output }) => (isKnown(output) ? formatShapes(output) : '?'))) : '';
  const counts = options.parameters && calls.some(({ layer }) => isWorthCounting(layer.params)) ? `${ellipsis(calls.map(({ layer }) => formatKnownCount(layer.params)))} params` : '';
  if ((shapes === '' || shapes === '?') && counts === '') return undefined;
  const times = calls.length > 1 ? `${calls.length}× ` : '';
  const shown = [shapes === '' ? '' : `→ ${shapes}`, counts].filter((part) => part !== '').join(' · ');
  return { span: calls[0].span, text: times + shown, kind: 'layer' };
}

const isKnown = (output: LayerCallFact['output']): output is NonNullable<LayerCallFact['output']> => output !== undefined && flatten(output).some((shape) => shape !== undefined);

/** Nobody needs to be told that a Dropout has none. */
const isWorthCounting = (count: Count): boolean => count !== undefined && exactCount(count) !== 0n;

function modelHint(models: readonly [ModelFact, ...ModelFact[]]): InlayHint | undefined {
  if (!models.some(({ built, total }) => built && total !== undefined)) return undefined;
  const totals = ellipsis(models.map(({ total }) => formatKnownCount(total)));
  return { span: models[0].span, text: `${models.length > 1 ? `${models.length}× ` : ''}${totals} params in total`, kind: 'model' };
}

function valueHint(values: readonly [ValueFact, ...ValueFact[]], text: string): InlayHint | undefined {
  const { span } = values[0];
  // Between `x.shape` and `[1]` a hint would be taken for the value of both.
  const goesOn = !values[0].printed && /^\s*[[.]/.test(text.slice(span.end, span.end + 20));
  if (goesOn || saysItself(text.slice(span.start, span.end)) || values.every(({ shown }) => shown === undefined)) return undefined;
  return { span, text: `= ${cut(ellipsis(values.map(({ shown }) => shown ?? '?')))}`, kind: 'value' };
}

/** A literal needs no hint. */
const saysItself = (source: string): boolean => /^(?:[rbuRBU]*["']|[-\d.]|True$|False$|None$|[fF][rR]?["'])/.test(source);

const cut = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
};

/** One text where all are the same; else the first and the last of them. */
function ellipsis(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  const [first = ''] = different;
  if (different.length === 1) return first;
  return `${first}${different.length > 2 ? ' …' : ','} ${different.at(-1)}`;
}

function commentFor({ span, text }: InlayHint, program: string): TextEdit | undefined {
  const rest = /^[^\r\n]*/.exec(program.slice(span.end, span.end + 500))?.[0] ?? '';
  if (!/^[\s)\]},]*$/.test(rest)) return undefined;
  const end = span.end + rest.trimEnd().length;
  return { span: { start: end, end }, newText: `  # ${text.replace(/^[→=:] /, '')}` };
}
