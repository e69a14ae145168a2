/** The layers that the package `keras` up to 2.3 had, as the releases in question have them. */
import { isIn, type PackagedReleases } from '../../packaged-releases.ts';
import type { LayerDefinition } from '../definition.ts';
import { KERAS_2_LAYERS, LAYERS } from '../registry.ts';
import { highway, maxoutDense, timeDistributedDense } from './former-dense.ts';
import { asInKeras1 } from './keras1-arrays.ts';
import { merge } from './merge.ts';

const OWN: readonly LayerDefinition[] = [merge, maxoutDense, highway, timeDistributedDense];

const known = new Map<string, readonly LayerDefinition[]>();

export function layersOfPackage(releases: PackagedReleases): readonly LayerDefinition[] {
  const key = `${releases.since} ${releases.until}`;
  const before = known.get(key);
  if (before) return before;
  const all = [...LAYERS, ...KERAS_2_LAYERS];
  const own = OWN.filter(({ inReleases }) => inReleases && isIn(releases, inReleases) !== false);
  const isFirst = isIn(releases, { until: 1.2 }) === true;
  const layers = [...(isFirst ? all.flatMap((one) => inKeras1(one, releases)) : all.map(withAtrous)), ...own];
  known.set(key, layers);
  return layers;
}

/** Convolutions with holes: classes of their own in Keras 1, functions that make a Conv1D or Conv2D in Keras 2. */
const ATROUS: Readonly<Record<string, readonly [name: string, alias: string]>> = {
  Conv1D: ['AtrousConvolution1D', 'AtrousConv1D'],
  Conv2D: ['AtrousConvolution2D', 'AtrousConv2D'],
};

const withAtrous = (definition: LayerDefinition): LayerDefinition => {
  const [name] = ATROUS[definition.name] ?? [];
  return name === undefined ? definition : { ...definition, aliases: [...(definition.aliases ?? []), name] };
};

function inKeras1(definition: LayerDefinition, releases: PackagedReleases): readonly LayerDefinition[] {
  const adjusted = asInKeras1(definition, releases);
  const [name, alias] = ATROUS[definition.name] ?? [];
  if (name === undefined || alias === undefined) return [adjusted];
  const { formerNames: _names, ...rest } = adjusted;
  return [adjusted, { ...rest, name, aliases: [alias] }];
}
