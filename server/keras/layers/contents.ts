/** What the numbers in the arrays of layers depend on, and those that a model gives: see `arrays/content.ts`. */
import { type Content, contentOf } from '../../python/library/arrays/content.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { Value } from '../../python/domain/value.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';
import { ownWeights } from './weights.ts';

/** What an array of a layer holds. */
export const contentOfWeight = (layer: LayerState, { path, kind, shape }: Weight): Content =>
  layer.contents.get(`${kind} ${path}`) ?? [layer, layer.contentsAre, kind, path, shape?.join()];

/** An array of a layer is set; undefined: to what is not known. */
export function setContent(
  interpreter: Interpreter,
  layer: LayerState,
  { path, kind }: Weight,
  content: Content | undefined,
): void {
  interpreter.touch(layer);
  layer.contents = new Map(layer.contents).set(`${kind} ${path}`, content ?? [{}]);
}

/** What the arrays of a layer hold is not known from now on. */
export function loseContents(interpreter: Interpreter, layer: LayerState): void {
  interpreter.touch(layer);
  layer.contents = new Map();
  layer.contentsAre = {};
}

/** A training has changed the arrays of a model, but for layers that are frozen. */
export function losesTrained(interpreter: Interpreter, model: LayerState): void {
  const seen = new Set<LayerState>();
  const visit = (layer: LayerState): void => {
    if (seen.has(layer) || (!layer.trainable && layer.unknownTrainable === undefined)) return;
    seen.add(layer);
    interpreter.spend();
    if (layer.weights.length > 0 || !layer.built) loseContents(interpreter, layer);
    for (const inner of trackedLayers(layer)) visit(inner);
  };
  visit(model);
}

/** All arrays of a model are changed, whatever is trained. */
export const losesAll = (interpreter: Interpreter, model: LayerState): void =>
  losesWhere(interpreter, model, () => true);

function losesWhere(interpreter: Interpreter, model: LayerState, isChanged: (layer: LayerState) => boolean): void {
  const seen = new Set([model]);
  for (const layer of seen) {
    interpreter.spend();
    if (isChanged(layer)) loseContents(interpreter, layer);
    for (const inner of trackedLayers(layer)) seen.add(inner);
  }
}

/** Code that sets an array of its layer. */
const SETS = /\.(?:assign|assign_add|assign_sub|scatter_\w+|set_weights|load_own_variables)\(|\bupdate_state\(/;

/** Whether a class of the program's has such code: it may run whenever the layer is called. */
export const setsArrays = ({ instance: { cls } }: LayerState): boolean =>
  cls.mro.some(({ definition }) => {
    if (definition === undefined) return false;
    const { file, start, end } = definition;
    return SETS.test(file.text.slice(start, end));
  });

/** A model has run: layers of the program's may have set their arrays. */
export const losesSet = (interpreter: Interpreter, model: LayerState): void =>
  losesWhere(interpreter, model, setsArrays);

/** What an array of data holds that a program gives. */
export function contentOfValue(interpreter: Interpreter, value: Value | undefined): Content | undefined {
  const array = value === undefined || isUndetermined(value) ? undefined : toArray(interpreter, value);
  return array instanceof ArrayValue ? contentOf(interpreter, array) : undefined;
}

/** The contents of a layer's own arrays, by their places. */
export const ownContents = (layer: LayerState): readonly Content[] =>
  ownWeights(layer).map((weight) => contentOfWeight(layer, weight));
