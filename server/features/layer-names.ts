import type { Analysis, LayerNameFact } from '../analysis/analysis.ts';
import type { Place } from '../python/syntax/place.ts';
import { contains } from './spans.ts';

/**
 * The name of a layer that the offset is in; undefined anywhere else, since other strings and names belong to others.
 */
const nameAt = (analysis: Analysis, offset: number): LayerNameFact | undefined =>
  analysis.layerNames.find(({ span }) => contains(span, offset));

export interface Definition {
  /** The string at the offset. */
  readonly origin: Place;
  /** Where the layers are named, or made where Keras names them. */
  readonly targets: readonly Place[];
}

/** Where the layers are made whose name stands at the offset. */
export function layerDefinition(analysis: Analysis, offset: number): Definition | undefined {
  const at = nameAt(analysis, offset);
  if (at === undefined) return undefined;
  return { origin: at.span, targets: at.sites.map((site) => stringOf(analysis, site) ?? site) };
}

/** All places that name the layers whose name stands at the offset, in the order of the text. */
export function layerReferences(analysis: Analysis, offset: number, withDefinition: boolean): readonly Place[] {
  const at = nameAt(analysis, offset);
  if (at === undefined) return [];
  const isMeant = ({ sites }: LayerNameFact) => sites.some((site) => at.sites.some((other) => site.isAt(other)));
  return analysis.layerNames
    .filter((fact) => isMeant(fact) && (withDefinition || !fact.defines))
    .map(({ span }) => span);
}

/** The string that names the layer which is made there. */
const stringOf = ({ layerNames }: Analysis, site: Place): Place | undefined =>
  layerNames.find(({ defines, sites }) => defines && sites.some((one) => one.isAt(site)))?.span;
