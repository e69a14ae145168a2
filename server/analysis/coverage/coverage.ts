/** How much is known of the layers that a file makes and calls. */
import { flatten } from '../../keras/nests.ts';
import type { Span } from '../../python/syntax/place.ts';
import { Axes, wholeOf } from '../../shapes/axes.ts';
import { type Dimension, isNamed } from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { type Message, words } from '../../words/message.ts';
import type { Analysis, ConstructorFact, LayerCallFact, ShownShape } from '../analysis.ts';
import type { WrittenLayer } from './written-layers.ts';

/**
 * `numbers`: every size of the output but the batch's is a number, and the count of parameters is. `open`: all is
 * decided, and some sizes are None. `formulas`: some are formulas in names. `partly`: some are not known. `unknown`:
 * nothing is.
 */
export type Knowledge = 'numbers' | 'open' | 'formulas' | 'partly' | 'unknown';
export const KNOWLEDGE: readonly Knowledge[] = ['numbers', 'open', 'formulas', 'partly', 'unknown'];

/** Why a layer's call has no numbers. */
export interface Cause {
  /** The same for all calls that have it for the same reason. */
  readonly key: string;
  readonly reason: Message;
  /** What would make it known. */
  readonly help: Message | undefined;
}

export interface CallCoverage {
  readonly span: Span;
  readonly knowledge: Knowledge;
  /** undefined where it has numbers, or all that Keras itself knows. */
  readonly cause: Cause | undefined;
}

/** Of each call of a layer in the file, in the order of the text. */
export function coverageOf(analysis: Analysis, written: readonly WrittenLayer[]): readonly CallCoverage[] {
  const facts = factsByPlace(analysis);
  const calls = new Map<string, CallCoverage>();
  for (const { call, kind } of written) if (kind !== 'model') calls.set(keyOf(call), judged(call, kind, facts));
  // What the text alone does not show to be a layer.
  const within = new Set(written.map(({ call, kind }) => keyOf(kind === 'model' ? call : call.callee)));
  for (const { span, layers } of analysis.constructors) {
    const key = keyOf(span);
    if (calls.has(key) || within.has(key) || span.file !== analysis.file || layers.length === 0) continue;
    if (span.text.trimEnd().endsWith(')')) calls.set(key, judged(span, 'made', facts));
  }
  return [...calls.values()].sort((a, b) => a.span.start - b.span.start);
}

interface Facts {
  /** By the whole call. */
  readonly calls: ReadonlyMap<string, readonly LayerCallFact[]>;
  /** Calls of layers by the calls of their constructors. */
  readonly made: ReadonlyMap<string, readonly LayerCallFact[]>;
  readonly constructors: ReadonlyMap<string, ConstructorFact>;
}

const keyOf = ({ start, end }: Span): string => `${start}:${end}`;

function factsByPlace({ file, calls, constructors }: Analysis): Facts {
  const byCall = new Map<string, LayerCallFact[]>();
  const made = new Map<string, LayerCallFact[]>();
  for (const fact of calls) {
    if (fact.span.file === file) add(byCall, keyOf(fact.span), fact);
    const site = fact.constructorSpan ?? fact.layer.site;
    if (site?.file === file) add(made, keyOf(site), fact);
  }
  const own = constructors.filter(({ span }) => span.file === file);
  return { calls: byCall, made, constructors: new Map(own.map((fact) => [keyOf(fact.span), fact])) };
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

function judged(span: Span, kind: WrittenLayer['kind'], facts: Facts): CallCoverage {
  const key = keyOf(span);
  const all = (kind === 'made' ? facts.made.get(key) : undefined) ?? facts.calls.get(key) ?? facts.made.get(key) ?? [];
  // What a call of this file or of another decides counts before what is shown of code that nobody calls.
  const decided = all.filter(({ speculative }) => !speculative);
  // What only a comment states is shown, and counts as not known.
  const heard = decided.length > 0 ? decided : all.filter(({ origins }) => origins?.has('comment') !== true);
  const [worst] = heard.toSorted((a, b) => rank(knowledgeOf(b)) - rank(knowledgeOf(a)));
  if (worst === undefined) return { span, knowledge: 'unknown', cause: notHeard(facts.constructors.get(key)) };
  const knowledge = knowledgeOf(worst);
  return { span, knowledge, cause: rank(knowledge) <= rank('open') ? undefined : causeOf(worst) };
}

const rank = (knowledge: Knowledge): number => KNOWLEDGE.indexOf(knowledge);

export function knowledgeOf({ output, layer }: LayerCallFact): Knowledge {
  const leaves = output === undefined ? [undefined] : flatten(output);
  const shapes = leaves.map((leaf) => wholeOf(leaf));
  const { params } = layer;
  const sizes = shapes.flatMap((shape) => (shape ?? []).slice(1));
  const isDecided = params !== undefined && !shapes.includes(undefined);
  if (!isDecided || ![...sizes, params].every(isNumberOrNamed)) {
    const something = (params !== undefined && params !== 0) || leaves.some(hasAxes);
    return something ? 'partly' : 'unknown';
  }
  if ([...sizes, params].some(isFormula)) return 'formulas';
  return sizes.includes(null) ? 'open' : 'numbers';
}

const isFormula = (size: Dimension): boolean => size instanceof Expression && size.constant === undefined;
/** Others are shown as "?". */
const isNumberOrNamed = (size: Dimension): boolean => !isFormula(size) || isNamed(size);

const hasAxes = (shape: ShownShape): boolean =>
  shape !== undefined && (!(shape instanceof Axes) || shape.hasKnown || shape.rank !== undefined);

/** `X_train.shape[1]`, `len(texts)`: what only the data tells. */
const OF_DATA = /\.shape(\[-?\d+\])?$|^len\(/;

function causeOf({ layer, inputs, output, speculative }: LayerCallFact): Cause {
  if (layer.unknown !== undefined && !/shape of the input/.test(layer.unknown.text))
    return { key: layer.unknown.text, reason: layer.unknown, help: undefined };
  const nests = [inputs, output].flatMap((nest) => (nest === undefined ? [] : flatten(nest)));
  const symbols = nests
    .flatMap((shape) => [...(axesOfShown(shape)?.all ?? [])])
    .flatMap((axis) => (axis instanceof Expression ? axis.symbols : []));
  if (symbols.some((name) => OF_DATA.test(name)))
    return {
      key: 'data',
      reason: words`sizes are those of data that the code does not tell`,
      help: words`a comment # shape: X (…) with the name and the sizes of the data`,
    };
  if (speculative)
    return {
      key: 'parameter',
      reason: words`sizes are those of parameters that nothing in the file passes`,
      help: words`a call of the function in the file, or of the file that calls it`,
    };
  if (symbols.length > 0)
    return { key: 'names', reason: words`sizes have names that the code gives no numbers`, help: undefined };
  return { key: 'input', reason: words`the shape of the input is not known`, help: words`Input(shape=…) before it` };
}

const axesOfShown = (shape: ShownShape): Axes | undefined =>
  shape === undefined || shape instanceof Axes ? shape : Axes.of(shape);

function notHeard(constructor: ConstructorFact | undefined): Cause {
  const [layer] = constructor?.layers ?? [];
  if (layer === undefined)
    return {
      key: 'not reached',
      reason: words`the code is not reached`,
      help: words`a call of the function in the file`,
    };
  return layer.unknown !== undefined && !/shape of the input/.test(layer.unknown.text)
    ? { key: layer.unknown.text, reason: layer.unknown, help: undefined }
    : {
        key: 'not called',
        reason: words`the layer is made, and not called`,
        help: words`a call of the layer in the file`,
      };
}
