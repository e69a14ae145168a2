/** What the configuration of a saved model says of classes that are not Keras's: they were the program's own. */

import { KERAS_2_LAYERS, LAYERS } from '../../keras/layers/registry.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonDict = { readonly [key: string]: Json };

export interface OwnClass {
  /** The name that the file has it under: `my>Linear`, or that of the class. */
  readonly registered: string;
  readonly name: string;
  /** Something else is what it is to be trained with. */
  readonly isLayer: boolean;
}

export interface OwnClasses {
  readonly classes: readonly OwnClass[];
  /** The class that the model itself is of, where it is one of these. */
  readonly model: OwnClass | undefined;
  /** By the name of a layer, the shape of what it gives, where another layer takes it. */
  readonly outputs: ReadonlyMap<string, readonly (number | null)[]>;
}

/** More objects of a configuration are not looked at. */
const MOST_OBJECTS = 200_000;

export const isDict = (value: Json | undefined): value is JsonDict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listAt = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** Goes through a configuration without going deeper into calls: it may be nested a thousand times. */
export function ownClasses(config: Json): OwnClasses {
  const found = new Map<string, OwnClass>();
  const outputs = new Map<string, readonly (number | null)[]>();
  const waiting: Json[] = [config];
  let model: OwnClass | undefined;
  for (let count = 0; waiting.length > 0 && count < MOST_OBJECTS; count++) {
    const value = waiting.pop()!;
    if (!isDict(value)) {
      for (const item of listAt(value)) waiting.push(item);
      continue;
    }
    const own = ownClassOf(value);
    if (own) {
      // Names that differ in the package alone are the same class in the text that stands for it.
      const known = found.get(own.registered);
      found.set(own.registered, { ...own, isLayer: own.isLayer || known?.isLayer === true });
      if (value === config) model = own;
    }
    takesFrom(value, outputs);
    for (const item of Object.values(value)) if (typeof item === 'object') waiting.push(item);
  }
  return { classes: [...found.values()], model, outputs };
}

function ownClassOf(value: JsonDict): OwnClass | undefined {
  const { class_name: name, config, module, registered_name: registered } = value;
  if (typeof name !== 'string' || config === undefined || name.startsWith('__') || name === 'function')
    return undefined;
  // Keras has written where it is from, but formerly.
  const isKeras = module === undefined ? !isFormerOwn(name, config) : String(module).startsWith('keras');
  if (isKeras) return undefined;
  return {
    registered: typeof registered === 'string' ? registered : name,
    name: name.slice(name.lastIndexOf('>') + 1),
    isLayer: 'build_config' in value || 'inbound_nodes' in value || isLayerConfig(config),
  };
}

/** Layers and models, by their names: a former configuration says no more. */
const OF_KERAS: ReadonlySet<string> = new Set([
  ...[...LAYERS, ...KERAS_2_LAYERS].map(({ name }) => name),
  ...['InputLayer', 'Sequential', 'Functional', 'Model', 'Lambda', 'RNN', 'TFOpLambda', 'SlicingOpLambda'],
]);
const isFormerOwn = (name: string, config: Json): boolean => isLayerConfig(config) && !OF_KERAS.has(name);

const isLayerConfig = (config: Json): boolean => isDict(config) && 'trainable' in config && 'dtype' in config;

/** What the calls of a layer say of the shapes that they take, by the layers that give them. */
function takesFrom(value: JsonDict, outputs: Map<string, readonly (number | null)[]>): void {
  const { class_name: name, config, inbound_nodes: calls, build_config: build } = value;
  if (name === '__keras_tensor__' && isDict(config)) {
    const [layer, node, tensor] = listAt(config['keras_history']);
    const shape = shapeOf(config['shape']);
    if (typeof layer === 'string' && node === 0 && tensor === 0 && shape) outputs.set(layer, shape);
    return;
  }
  // Keras 2 tells it of layers that are called once, on one tensor.
  const [call, ...others] = listAt(calls);
  const [first, ...more] = listAt(call);
  const [layer, node, tensor] = listAt(first);
  const shape = isDict(build) ? shapeOf(build['input_shape']) : undefined;
  if (typeof layer !== 'string' || node !== 0 || tensor !== 0 || !shape) return;
  if (others.length === 0 && more.length === 0) outputs.set(layer, shape);
}

function shapeOf(value: Json | undefined): readonly (number | null)[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const sizes = value as readonly Json[];
  return sizes.every(
    (size): size is number | null => size === null || (Number.isSafeInteger(size) && Number(size) >= 0),
  )
    ? sizes
    : undefined;
}
