/** Which facts an offset is about. */
import type {
  Analysis,
  ArgumentFact,
  ConstructorFact,
  FunctionFact,
  LayerCallFact,
  LayerFact,
  MakerFact,
  MethodFact,
  ModelFact,
  NameFact,
  TensorFact,
  ValueFact,
} from '../analysis/analysis.ts';
import { isExplained } from '../explain/hovers/argument.ts';
import { isExplainedBy } from '../explain/hovers/method.ts';
import type { Place, Span } from '../python/syntax/place.ts';
import { bySpan, contains, lengthOf } from './spans.ts';

export type Found =
  | { readonly kind: 'call'; readonly span: Place; readonly facts: readonly [LayerCallFact, ...LayerCallFact[]] }
  | { readonly kind: 'model'; readonly span: Place; readonly facts: readonly [ModelFact, ...ModelFact[]] }
  | { readonly kind: 'tensor'; readonly span: Place; readonly facts: readonly [TensorFact, ...TensorFact[]] }
  | { readonly kind: 'name'; readonly span: Place; readonly facts: readonly [NameFact, ...NameFact[]] }
  | { readonly kind: 'value'; readonly span: Place; readonly facts: readonly [ValueFact, ...ValueFact[]] }
  | {
      readonly kind: 'constructor';
      readonly span: Place;
      readonly calls: readonly LayerCallFact[];
      readonly argument: ArgumentFact | undefined;
    }
  | { readonly kind: 'function'; readonly span: Place; readonly function: FunctionFact }
  | { readonly kind: 'maker'; readonly span: Place; readonly maker: MakerFact }
  | { readonly kind: 'method'; readonly span: Place; readonly method: MethodFact };

/** The narrowest thing at the offset that there are facts about. */
export function factsAt(analysis: Analysis, offset: number): Found | undefined {
  const at = <T extends { readonly span: Place }>(facts: readonly T[]) =>
    bySpan(facts.filter(({ span }) => contains(span, offset)));
  const found: Found[] = [
    ...at(analysis.tensors).map((facts): Found => ({ kind: 'tensor', span: facts[0].span, facts })),
    ...at(analysis.calls).map((facts): Found => ({ kind: 'call', span: callSpanAt(facts, offset), facts })),
    ...at(analysis.names).map((facts): Found => ({ kind: 'name', span: facts[0].span, facts })),
    ...at(analysis.bindings).map((facts): Found => ({ kind: 'name', span: facts[0].span, facts })),
    ...at(analysis.values).map((facts): Found => ({ kind: 'value', span: facts[0].span, facts })),
    ...at(analysis.models).map((facts): Found => ({ kind: 'model', span: facts[0].span, facts })),
    ...analysis.constructors
      .filter(({ span }) => contains(span, offset))
      .flatMap((made) => constructorAt(analysis, made, offset)),
    ...analysis.functions.flatMap((one) =>
      one.spans
        .filter((span) => contains(span, offset))
        .map((span): Found => ({ kind: 'function', span, function: one })),
    ),
    ...analysis.makers.flatMap((maker) =>
      maker.spans.filter((span) => contains(span, offset)).map((span): Found => ({ kind: 'maker', span, maker })),
    ),
    ...analysis.methods.flatMap((method) =>
      [method.span, ...method.arguments.filter(({ name }) => isExplainedBy(method.name, name)).map(({ span }) => span)]
        .filter((span) => contains(span, offset))
        .map((span): Found => ({ kind: 'method', span, method })),
    ),
  ];
  return found.reduce<Found | undefined>(
    (best, next) => (best === undefined || lengthOf(next.span) < lengthOf(best.span) ? next : best),
    undefined,
  );
}

/** Of `LSTM(2)(x)` the part that the offset is in: the name, the constructor or the whole. */
function callSpanAt(
  [{ span, constructorSpan, nameSpan }]: readonly [LayerCallFact, ...LayerCallFact[]],
  offset: number,
): Place {
  return [nameSpan, constructorSpan].find((part) => part !== undefined && contains(part, offset)) ?? span;
}

/** A constructor stands for the last calls of the layers that it made. */
function constructorAt(analysis: Analysis, made: ConstructorFact, offset: number): readonly Found[] {
  const all = made.layers.map((layer) => callOf(analysis, builtFrom(analysis, layer, made.span), made.span));
  const built = all.filter(({ layer }) => layer.built || layer.unknown !== undefined);
  const calls = built.length > 0 ? built : all.slice(-1);
  const last = calls.at(-1);
  if (last === undefined || (built.length === 0 && !contains(made.nameSpan, offset))) return [];
  const argument = made.arguments.find(({ name, span }) => contains(span, offset) && isExplained(last, name));
  if (argument !== undefined) return [{ kind: 'constructor', span: argument.span, calls, argument }];
  return [
    {
      kind: 'constructor',
      span: contains(made.nameSpan, offset) ? made.nameSpan : made.span,
      calls,
      argument: undefined,
    },
  ];
}

/**
 * A wrapper may have made layers of its own from the one that it was given (Bidirectional); the first of them stands
 * for it.
 */
export function builtFrom({ calls }: Analysis, layer: LayerFact, span: Span): LayerFact {
  if (layer.built) return layer;
  const around = calls.findLast(
    (call) =>
      call.layer !== layer &&
      call.span.start <= span.start &&
      span.end <= call.span.end &&
      call.layer.children.some(({ className }) => className === layer.className),
  );
  return around?.layer.children.find(({ className }) => className === layer.className) ?? layer;
}

/** The last call of a layer; a layer that was not called stands for itself. */
export function callOf(analysis: Analysis, layer: LayerFact, span: Span): LayerCallFact {
  return (
    analysis.calls.findLast((call) => call.layer === layer) ?? {
      span: analysis.file.place(span),
      constructorSpan: undefined,
      nameSpan: undefined,
      layer,
      inputs: undefined,
      more: new Map(),
      output: undefined,
      speculative: false,
    }
  );
}
