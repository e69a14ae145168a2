/** Calls of layers as plain facts. */
import { mapNest } from '../keras/nests.ts';
import type { LayerCallRecord } from '../keras/session.ts';
import type { LayerCallFact, LayerFact } from './analysis.ts';
import { callSpans } from './call-spans.ts';
import type { DimensionSources, Sources } from './dimension-sources.ts';
import type { LayerFacts } from './layer-facts.ts';

/** What was said of a call before an edit is said again where it is the same. */
export class CallFacts {
  private readonly known = new WeakMap<LayerCallRecord, LayerCallFact>();

  of(calls: readonly LayerCallRecord[], layers: LayerFacts, sources: DimensionSources): readonly LayerCallFact[] {
    return calls.map((record) => {
      const layer = layers.of(record.layer);
      const from = sources.of(record);
      const known = this.known.get(record);
      if (known?.layer === layer && isSame(known.sources, from)) return known;
      const fact = describe(record, layer, from);
      this.known.set(record, fact);
      return fact;
    });
  }
}

function describe(record: LayerCallRecord, layer: LayerFact, sources: Sources | undefined): LayerCallFact {
  return {
    span: record.site, ...callSpans(record.site, record.layer.site), layer,
    inputs: mapNest(record.inputs, (spec) => spec.shape), more: new Map([...record.more].map(([name, nest]) => [name, mapNest(nest, (spec) => spec.shape)])),
    output: record.output ? mapNest(record.output, (spec) => spec.shape) : undefined, sources, speculative: record.speculative,
  };
}

const isSame = (a: Sources | undefined, b: Sources | undefined): boolean => a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((place, axis) => place === b[axis]));
