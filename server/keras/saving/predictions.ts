/** What the predictions of a model depend on: its layers, how they are called, their arrays, and the data. */
import { changesIn } from '../../python/syntax/changes.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { type Content, contentOf } from '../../python/library/arrays/content.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { ClassValue, FunctionValue, Value } from '../../python/domain/value.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import { ownContents, setsArrays } from '../layers/contents.ts';
import { declaredAttribute } from '../layers/declared-attribute.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf, trackedLayers } from '../layers/tracking.ts';
import { structureOf } from '../layers/values.ts';
import { FunctionalModel } from '../models/functional.ts';
import { isInputLayer } from '../models/input.ts';
import { SequentialModel } from '../models/sequential.ts';
import { flatten } from '../nests.ts';
import { formatShape } from '../../shapes/dimension.ts';

/** Of what is not followed. */
class NotFollowed extends Error {}

const stop = (): never => {
  throw new NotFollowed();
};

/** Arguments that decide nothing of what a layer computes once its arrays are there. */
const WITHOUT_EFFECT = /^(?:name|dtype|trainable|seed|weights|\*)$|_(?:initializer|regularizer|constraint)$/;
/** What these compute depends on what they were adapted to, or on how often they ran. */
const STATED: ReadonlySet<string> = new Set([
  'Normalization',
  'StringLookup',
  'IntegerLookup',
  'TextVectorization',
  'Discretization',
  'TFSMLayer',
  'TorchModuleWrapper',
  'JaxLayer',
  'FlaxLayer',
]);
/** Attributes of objects that say nothing of what a layer computes. */
const NOT_COMPUTED = new RegExp(
  `${WITHOUT_EFFECT.source}|^(?:stop_training|optimizer|history|built|supports_masking)$`,
);
const MOST_LAYERS = 3000;

/** undefined: not followed. */
export function predictionsOf(
  interpreter: Interpreter,
  model: LayerState,
  data: Value | undefined,
  how: Content,
): Content | undefined {
  try {
    const inputs = data && structureOf(data);
    if (!inputs) return undefined;
    const given = flatten(inputs).map((leaf) =>
      leaf instanceof ArrayValue && leaf.shape
        ? [contentOf(interpreter, leaf) ?? stop(), leaf.dtype, formatShape(leaf.shape)]
        : stop(),
    );
    return ['predictions', new Likeness(interpreter).layer(model), given, how];
  } catch (error) {
    if (error instanceof NotFollowed) return undefined;
    throw error;
  }
}

/** Says of layers what they compute, so that two that compute the same are told alike. */
class Likeness {
  readonly #interpreter: Interpreter;
  readonly #known = new Map<LayerState, number>();
  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  layer(layer: LayerState): Content {
    this.#interpreter.spend();
    const before = this.#known.get(layer);
    if (before !== undefined) return ['again', before];
    if (this.#known.size > MOST_LAYERS) stop();
    this.#known.set(layer, this.#known.size);
    if (isInputLayer(layer)) return ['input'];
    if (!layer.built || layer.unknown !== undefined || layer.handedOut || layer.adopted.size > 0) stop();
    const { compute } = layer.dtype;
    const own = [compute, ownContents(layer), this.#attributes(layer)];
    const { model, definition, instance } = layer;
    if (instance.cls.definition) {
      if (setsArrays(layer)) return stop();
      const inside = model instanceof FunctionalModel ? this.#graph(model) : [];
      return [deterministic(instance.cls), ...own, inside];
    }
    if (model instanceof SequentialModel)
      return ['row', ...own, model.stack.filter((one) => !isInputLayer(one)).map((one) => this.layer(one))];
    if (model instanceof FunctionalModel) return ['graph', ...own, this.#graph(model)];
    if (!definition || STATED.has(definition.name) || isStateful(layer)) return stop();
    const args = Object.keys(definition.parameters)
      .filter((name) => !WITHOUT_EFFECT.test(name))
      .map((name) => [name, this.#argument(name, this.#settled(layer, name))]);
    return [definition, ...own, args, trackedLayers(layer).map((one) => this.layer(one))];
  }

  #graph(model: FunctionalModel): Content {
    const places = new Map<KerasTensor, number>();
    const placeOf = (tensor: KerasTensor): number => places.get(tensor) ?? stop();
    for (const tensor of flatten(model.inputs)) places.set(tensor, places.size);
    const calls: unknown[] = [];
    for (const node of model.nodes) {
      const { layer } = node.operation;
      if (!layer) return stop();
      if (!isInputLayer(layer)) {
        const keywords = [...(node.call?.keywords ?? [])].filter(([, value]) => !structureOf(value));
        const training = node.call?.keywords.get('training');
        const isTrained = training && training.kind !== 'none' && !(training.kind === 'bool' && !training.value);
        if (isTrained) return stop();
        calls.push([
          this.layer(layer),
          node.inputs.map(placeOf),
          keywords.map(([name, value]) => [name, this.#value(value)]),
        ]);
      }
      for (const tensor of flatten(node.outputs)) if (!places.has(tensor)) places.set(tensor, places.size);
    }
    return [calls, flatten(model.outputs).map(placeOf)];
  }

  /** What its object has beside the layers that are tracked: of a class of the program's, these too, by their names. */
  #attributes({ instance }: LayerState): Content {
    const isOwn = instance.cls.definition !== undefined;
    return [...instance.attributes]
      .filter(([name, value]) => !name.startsWith('*') && !NOT_COMPUTED.test(name) && (isOwn || !layerOf(value)))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, this.#argument(name, value)]);
  }

  /** An argument as the layer has it: `(3, 3)` for 3. */
  #settled(layer: LayerState, name: string): Value {
    const declared = declaredAttribute(this.#interpreter, layer, name);
    return declared && !isUndetermined(declared) ? declared : layer.args.value(name);
  }

  /** A configuration names the activation, and says that there is none. */
  #argument(name: string, value: Value): unknown {
    if (!name.endsWith('activation')) return this.#value(value);
    return value.kind === 'none'
      ? ['str', 'linear']
      : value.kind === 'native'
        ? ['str', value.name]
        : this.#value(value);
  }

  #value(value: Value): unknown {
    this.#interpreter.spend();
    const layer = layerOf(value);
    if (layer) return this.layer(layer);
    switch (value.kind) {
      case 'none':
        return null;
      case 'int':
      case 'float':
        return Number(value.value);
      case 'bool':
      case 'str':
        return [value.kind, String(value.value)];
      case 'list':
      case 'tuple':
        if (value.kind === 'list' && value.summary) return stop();
        return ['list', value.items.map((item) => this.#value(item))];
      case 'dict':
        if (value.summary) return stop();
        return [...value.entries.values()].map(([key, item]) => [this.#value(key), this.#value(item)]);
      case 'function':
        if (isRandom(value)) return stop();
        return value;
      case 'native':
      case 'class':
        return value;
      case 'instance':
        if (value.cls.definition) return stop();
        return [value.cls, [...value.attributes].map(([name, one]) => [name, this.#value(one)])];
      case 'host':
        // An array of the layer's own, which is told of with the others.
        if (value instanceof Variable) return ['weight', value.weight.kind, value.weight.path];
        return value instanceof ArrayValue ? (contentOf(this.#interpreter, value) ?? stop()) : stop();
      default:
        return stop();
    }
  }
}

const isStateful = ({ definition, args }: LayerState): boolean =>
  definition !== undefined &&
  Object.hasOwn(definition.parameters, 'stateful') &&
  args.value('stateful').kind !== 'none' &&
  !(args.value('stateful').kind === 'bool' && !args.flag('stateful'));

const DRAWS =
  /^(?:random|normal|uniform|truncated_normal|randint|rand|randn|categorical|multinomial|shuffle|gamma|beta|binomial|dropout|bernoulli|sample|time|uuid4|perf_counter)$/i;

/** A class of the program's whose code draws nothing at random and changes nothing. */
function deterministic(cls: ClassValue): ClassValue {
  for (const base of cls.mro) {
    if (!base.definition) continue;
    for (const member of base.attributes.values()) if (member.kind === 'function' && isRandom(member)) stop();
  }
  return cls;
}

/** Dropout that is told so drops in predictions too. */
const runsAsTraining = ({ definition: { file, start, end } }: FunctionValue): boolean =>
  /training\s*=\s*(?!None|False|training\b)/.test(file.text.slice(start, end).replace(/def [^:]*:/g, ''));

function isRandom(fn: FunctionValue, depth = 0): boolean {
  if (fn.name === '__init__' || fn.name === 'build' || fn.name === 'get_config') return false;
  const { names, attributes, held, outer, assigned, ofSelf, others } = changesIn(fn.definition);
  if (depth > 3 || held.size + outer.size + assigned.size + ofSelf.size > 0 || others) return true;
  if ([...names, ...attributes].some((name) => DRAWS.test(name)) || runsAsTraining(fn)) return true;
  return [...names].some((name) => {
    const value = fn.closure.lookup(name);
    return value?.kind === 'function' && value !== fn && isRandom(value, depth + 1);
  });
}
