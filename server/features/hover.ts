import type {
  Analysis,
  LayerCallFact,
  LayerFact,
  MakerFact,
  MethodFact,
  ModelFact,
  NameFact,
  TensorFact,
  ValueFact,
} from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import { calledBy, callsFromElsewhere } from '../explain/hovers/callers.ts';
import { evaluationsText } from '../explain/hovers/evaluations.ts';
import { explainArgument } from '../explain/hovers/argument.ts';
import { explainFunction } from '../explain/hovers/function.ts';
import { explainMaker } from '../explain/hovers/maker.ts';
import { explainLayer, explainNotBuilt } from '../explain/hovers/layer.ts';
import type { Leads } from '../explain/hovers/leads.ts';
import { explainMethod } from '../explain/hovers/method.ts';
import { explainModel } from '../explain/hovers/model.ts';
import { explainTensor, explainTensorRead } from '../explain/hovers/tensor.ts';
import { explainValue } from '../explain/hovers/value.ts';
import type { ExplainOptions } from '../explain/options.ts';
import { placeText } from '../python/syntax/place-text.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Message } from '../words/message.ts';
import { builtFrom, callOf, factsAt, type Found } from './locate.ts';

export interface Hover {
  readonly span: Place;
  readonly content: Document;
}

/** What there is to say about the code at an offset; undefined where nothing is known of it. */
export function hover(analysis: Analysis, offset: number, options: ExplainOptions): Hover | undefined {
  const found = factsAt(analysis, offset);
  const content = found && contentOf(analysis, found, options);
  return content === undefined || content.length === 0
    ? undefined
    : { span: found!.span, content: withCaller(content, callerOf(analysis, found!)) };
}

/** Behind the title: what stands further down explains the sizes that the caller passes. */
const withCaller = (content: Document, caller: Document): Document =>
  content[0]?.block === 'heading' ? [content[0], ...caller, ...content.slice(1)] : [...caller, ...content];

/** Where the sizes in a function are those that another file passes, which that is. */
function callerOf({ calledFrom, file }: Analysis, { kind, span }: Found): Document {
  if (kind === 'function') return [];
  const around = calledFrom.filter((one) => one.function.start <= span.start && span.end <= one.function.end);
  const innermost = around.at(-1);
  return innermost === undefined ? [] : [calledBy(innermost.caller, file.path)];
}
function contentOf(analysis: Analysis, found: Found, options: ExplainOptions): Document {
  switch (found.kind) {
    case 'call':
      return callContent(analysis, found.facts, options);
    case 'constructor':
      if (isNotBuilt(found.calls)) return explainNotBuilt(found.calls.at(-1)!, isRefused(analysis, found.span));
      return found.argument === undefined
        ? callContent(analysis, found.calls, options)
        : explainArgument(found.calls, found.argument.name, found.argument.valueSpan.text);
    case 'model':
      return explainModel(found.facts, {
        leads: modelLeads(analysis, found.facts.at(-1), options),
      });
    case 'tensor':
      return explainTensor(found.facts, producerOf(analysis, found.facts[0]), analysis.text);
    case 'value':
      return explainValue(found.facts, arrayOf(analysis, found.facts[0]), analysis.text);
    case 'name':
      return nameContent(analysis, found.facts[0], options);
    case 'function':
      return explainFunction(
        found.function,
        callsFromElsewhere(
          analysis.callers.filter(({ callee }) => found.function.spans.some(({ start }) => start === callee.start)),
          analysis.file.path,
        ),
      );
    case 'maker':
      return makerContent(analysis, found.maker, found.span, options);
    case 'method':
      return explainMethod(found.method, analysis.kerasVersion, (name) => argumentText(found.method, name));
  }
}

const isNotBuilt = (calls: readonly LayerCallFact[]): boolean =>
  calls.every(({ layer }) => !layer.built && layer.unknown === undefined);

/** Whether an error is reported where the layer is made, or where it is called. */
const isRefused = ({ problems }: Analysis, { start, end }: Place): boolean =>
  problems.some(({ severity, span }) => severity === 'error' && span.start <= end && start <= span.end);

const argumentText = (method: MethodFact, name: string): string | undefined =>
  method.arguments.find((one) => one.name === name)?.valueSpan.text;

/** A model that is called as a layer is told as the model that it is. */
function callContent(analysis: Analysis, calls: readonly LayerCallFact[], options: ExplainOptions): Document {
  const model = calls.length === 0 ? undefined : modelOf(analysis, calls.at(-1)!);
  if (model === undefined)
    return explainLayer(calls, options, layerLeads(analysis, calls.at(-1), options), analysis.text);
  const evaluations = evaluationsText(calls);
  return [
    ...(evaluations === undefined ? [] : [evaluations]),
    ...explainModel([model], { leads: modelLeads(analysis, model, options) }),
  ];
}

function modelOf({ models }: Analysis, { layer: { site, name, className } }: LayerCallFact): ModelFact | undefined {
  return (
    site && models.findLast((model) => model.name === name && model.className === className && model.span.isAt(site))
  );
}

function nameContent(analysis: Analysis, name: NameFact, options: ExplainOptions): Document {
  if (name.model !== undefined) return explainModel([name.model], { leads: modelLeads(analysis, name.model, options) });
  if (name.layer === undefined) return explainTensorRead(name, analysis.text);
  return layerContent(analysis, name.layer, name.span, options);
}

function layerContent(analysis: Analysis, layer: LayerFact, span: Place, options: ExplainOptions): Document {
  const site = layer.site ?? span;
  const call = callOf(analysis, layer, site);
  return isNotBuilt([call])
    ? explainNotBuilt(call, isRefused(analysis, site))
    : explainLayer([call], options, layerLeads(analysis, call, options), analysis.text);
}

/** A class that makes one layer or model is told as that. */
function makerContent(analysis: Analysis, { name, made }: MakerFact, span: Place, options: ExplainOptions): Document {
  const [only, ...others] = made.map((one) => ({
    ...one,
    layer: builtFrom(analysis, one.layer, one.layer.site ?? span),
  }));
  if (only === undefined) return [];
  if (others.length > 0)
    return explainMaker(
      name,
      [only, ...others].map(({ layer, model }, index) => {
        const site = made[index]?.layer.site;
        return {
          call: callOf(analysis, layer, span),
          model,
          place: site && placeText(analysis.text, site.start, span.start),
        };
      }),
    );
  return only.model === undefined
    ? layerContent(analysis, only.layer, span, options)
    : explainModel([only.model], { leads: modelLeads(analysis, only.model, options) });
}

/** The explorer of a layer of Keras where it is made, and the summary of the last model that it is in. */
function layerLeads({ models }: Analysis, call: LayerCallFact | undefined, { links }: ExplainOptions): Leads {
  if (links === undefined || call === undefined) return {};
  const { layer, constructorSpan, span } = call;
  const model = models.findLastIndex(({ rows }) => rows.some((row) => row.layer === layer));
  return {
    explore:
      layer.kerasClass !== undefined && layer.weights.length > 0
        ? links.explore((constructorSpan ?? span).start)
        : undefined,
    summary: model < 0 ? undefined : links.summary(model),
  };
}

function modelLeads({ models }: Analysis, model: ModelFact | undefined, { links }: ExplainOptions): Leads {
  return links === undefined || model === undefined || !models.includes(model)
    ? {}
    : { summary: links.summary(models.indexOf(model)) };
}

/** The array that a value is about: its own, or that of which it is the shape (`layer.kernel.shape`). */
function arrayOf(analysis: Analysis, value: ValueFact): ValueFact['weight'] {
  if (value.weight !== undefined) return value.weight;
  const whole = /^(.*?)\s*\.\s*shape$/s.exec(value.text)?.[1];
  return whole === undefined
    ? undefined
    : analysis.values.findLast(
        ({ span, text, weight }) => weight !== undefined && span.start === value.span.start && text === whole,
      )?.weight;
}

/** The call that stands right of the `=` of a binding. */
export function producerOf(
  analysis: Analysis,
  { span }: TensorFact,
): { readonly call: LayerCallFact; readonly place: Message } | undefined {
  const { text } = analysis.text;
  const assigned = analysis.calls.filter(
    ({ span: { start } }) => start > span.end && /^\s*=\s*$/.test(text.slice(span.end, Math.min(start, span.end + 20))),
  );
  const call = assigned.reduce<LayerCallFact | undefined>(
    (widest, next) => (widest === undefined || next.span.end > widest.span.end ? next : widest),
    undefined,
  );
  return call === undefined ? undefined : { call, place: placeText(analysis.text, call.span.start, span.start) };
}
