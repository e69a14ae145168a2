/** Calls of layers as plain facts. */
import { shownShape } from '../keras/layers/spec-axes.ts';
import type { Steps } from '../python/syntax/steps.ts';
import { mapNest } from '../keras/nests.ts';
import type { LayerCallRecord } from '../keras/session.ts';
import type { LayerCallFact, LayerFact } from './analysis.ts';
import { callSpans } from './call-spans.ts';
import type { DimensionSources, Sources } from './dimension-sources.ts';
import type { LayerFacts } from './layer-facts.ts';

/** So many calls are told of between two chances to be interrupted. */
const CALLS_OF_A_STEP = 200;

/** What was said of a call before an edit is said again where it is the same. */
export class CallFacts {
  private readonly known = new WeakMap<LayerCallRecord, LayerCallFact>();

  /** `pause` lets others be heard after some of them. */
  *of(
    calls: readonly LayerCallRecord[],
    layers: LayerFacts,
    sources: DimensionSources,
    pause: () => Steps<void>,
  ): Steps<readonly LayerCallFact[]> {
    const facts: LayerCallFact[] = [];
    for (const record of calls) {
      facts.push(this.factOf(record, layers.of(record.layer), sources.of(record)));
      if (facts.length % CALLS_OF_A_STEP === 0) yield* pause();
    }
    return facts;
  }

  private factOf(record: LayerCallRecord, layer: LayerFact, from: Sources | undefined): LayerCallFact {
    const known = this.known.get(record);
    if (known?.layer === layer && isSame(known.sources, from)) return known;
    const fact = describe(record, layer, from);
    this.known.set(record, fact);
    return fact;
  }
}

function describe(record: LayerCallRecord, layer: LayerFact, sources: Sources | undefined): LayerCallFact {
  return {
    span: record.site,
    ...callSpans(record.site, record.layer.site),
    layer,
    inputs: mapNest(record.inputs, shownShape),
    more: new Map([...record.more].map(([name, nest]) => [name, mapNest(nest, shownShape)])),
    output: record.output ? mapNest(record.output, shownShape) : undefined,
    sources,
    ...(record.given.isCode ? {} : { origins: record.given }),
    speculative: record.speculative,
  };
}

const isSame = (a: Sources | undefined, b: Sources | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((place, axis) => place === b[axis]));
