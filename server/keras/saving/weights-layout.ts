/** Which arrays a file of weights has, by the places of their layers in the model, and whether they fit another one. */
import type { Content } from '../../python/library/arrays/content.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { sameDimension, type Shape } from '../../shapes/dimension.ts';
import { losesAll, ownContents, setContent } from '../layers/contents.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { trackedLayers } from '../layers/tracking.ts';
import { ownWeights } from '../layers/weights.ts';
import { snakeCase } from '../naming.ts';

interface Arrays {
  readonly layer: string;
  /** undefined: not all of them are known. */
  readonly shapes: readonly (Shape | undefined)[] | undefined;
  readonly built: boolean;
  /** What they hold. */
  readonly contents: readonly Content[];
}

/** By the path of the layer. */
export type Layout = ReadonlyMap<string, Arrays>;

/** More layers inside each other are not looked at. */
const DEEPEST = 60;

/**
 * Keras 3 numbers the layers of a model by their classes; those of other layers stand in a row here. `isOutdated`: what
 * the arrays held then is not known any more.
 */
export function layoutOf(model: LayerState, isOutdated = false): Layout {
  const found = new Map<string, Arrays>();
  eachLayer(model, (layer, path) => {
    const isKnown = layer.unknown === undefined && !layer.isPerhapsBuilt;
    found.set(path, {
      layer: layer.name,
      shapes: isKnown ? ownWeights(layer).map(({ shape }) => shape) : undefined,
      built: layer.built,
      contents: isOutdated ? [] : ownContents(layer),
    });
  });
  return found;
}

/** All layers of a model with the paths that files have for them. */
function eachLayer(model: LayerState, work: (layer: LayerState, path: string) => void): void {
  const seen = new Set<LayerState>();
  const visit = (layer: LayerState, path: string, depth: number): void => {
    if (seen.has(layer) || depth > DEEPEST) return;
    seen.add(layer);
    work(layer, path);
    const counts = new Map<string, number>();
    for (const child of trackedLayers(layer)) {
      const prefix =
        layer.model && layer.model.modelKind !== 'subclassed' ? `layers/${snakeCase(child.className)}` : '';
      const count = counts.get(prefix) ?? 0;
      counts.set(prefix, count + 1);
      visit(child, `${path}/${prefix}${count === 0 ? '' : `_${count}`}`, depth + 1);
    }
  };
  visit(model, '', 0);
}

/** Gives the arrays of a model what those of a file hold; what is not found there is not known. */
export function takeContents(interpreter: Interpreter, model: LayerState, file: Layout | undefined): void {
  losesAll(interpreter, model);
  if (!file) return;
  eachLayer(model, (layer, path) => {
    const contents = file.get(path)?.contents;
    const weights = ownWeights(layer);
    if (!contents || contents.length !== weights.length || layer.adopted.size > 0) return;
    weights.forEach((weight, index) => {
      setContent(interpreter, layer, weight, contents[index]);
    });
  });
}

/** What does not fit: a layer of the model, with what it has and what the file has for it. */
export interface Mismatch {
  readonly layer: string;
  readonly kind: 'count' | 'shape';
  readonly expected: readonly (Shape | undefined)[];
  readonly received: readonly (Shape | undefined)[];
}

/** The first layer that the arrays of the file do not fit; undefined where there is none, or that is not known. */
export function mismatchOf(model: Layout, file: Layout): Mismatch | undefined {
  for (const [path, { layer, shapes: expected, built }] of model) {
    const inFile = file.get(path);
    const received = inFile ? inFile.shapes : [];
    if (!expected || !received) return undefined;
    const tell = (kind: Mismatch['kind']): Mismatch => ({ layer, kind, expected, received });
    // What is not built yet is left alone, as long as the model itself is.
    if (!built && expected.length === 0) continue;
    if (expected.length !== received.length) return tell('count');
    if (expected.some((shape, at) => differ(shape, received[at]))) return tell('shape');
  }
  return undefined;
}

const differ = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  (a.length !== b.length ||
    a.some((size, at) => size !== null && b[at] != null && sameDimension(size, b[at]) === 'different'));
