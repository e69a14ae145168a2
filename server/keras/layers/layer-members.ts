/** Attributes and methods that every layer has. */
import { withContent } from '../../python/library/arrays/content.ts';
import { contentOfValue, contentOfWeight, losesAll, setContent } from './contents.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import {
  bool,
  FALSE,
  type InstanceValue,
  ListValue,
  NativeFunction,
  NONE,
  PropertyValue,
  str,
  type Value,
} from '../../python/domain/value.ts';
import { formatShape, sameDimension, type Size } from '../../shapes/dimension.ts';
import { dimensionValue, KerasTensor, shapeValue } from '../graph/tensor.ts';
import { SeedState } from '../data/seed-generator.ts';
import { Variable } from '../graph/variable.ts';
import { attributesOf } from '../names/lookup.ts';
import { refuseName } from '../names/refuse.ts';
import { isPlaceholder } from '../naming.ts';
import { mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { addWeight } from './add-weight.ts';
import { isBuiltAtInit } from './built-at-init.ts';
import { initializeLayer, refusing } from './create.ts';
import { refuseWithoutWeights } from './weights-created.ts';
import { LayerError, type Nest, type TensorSpec, Undecided } from './definition.ts';
import { parameterNames } from './call-arguments.ts';
import { policyValue } from './dtype-policy.ts';
import { declaredAttribute } from './declared-attribute.ts';
import { configOf } from './configuration.ts';
import { enableLora, takesLora } from './embedding/enable-lora.ts';
import { inferredOutput } from './infer.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { CellOfLayer } from './recurrent/cell-of-layer.ts';
import { maskOfData, readSupportsMasking, setSupportsMasking } from './masking.ts';
import { setPackagedMembers } from '../models/packaged-members.ts';
import { setNodeMembers } from './node-members.ts';
import { withoutGone } from './gone-members.ts';
import { quantize, quantizedMode } from './quantize.ts';
import { checkInitialized, NEEDS_INIT } from './super-init.ts';
import { layerOf, trackedLayers } from './tracking.ts';
import { includeAll, WeightList } from './own-variables.ts';
import { specsOfShapes, valueOfNest } from './values.ts';
import { variablesOf } from './variables.ts';
import {
  allWeights,
  countOf,
  listedWeights,
  setTrainable,
  trainableWeights,
  unknownTrainable,
  unknownWeights,
} from './weights.ts';
import { type Message, message, words } from '../../words/message.ts';
import { Top } from '../../python/domain/undetermined.ts';

/**
 * Why the arrays of a layer are not all known. To look at those of all layers inside takes a time that the call does
 * not show.
 */
function whyUnknown(interpreter: Interpreter, layer: LayerState): Message | undefined {
  interpreter.spend(allWeights(layer).length + trackedLayers(layer).length);
  return unknownWeights(layer);
}

export type Method = (interpreter: Interpreter, layer: LayerState, args: CallArguments, self: InstanceValue) => Value;

export function layerMembers(session: KerasSession): Map<string, Value> {
  const members = new Map<string, Value>();
  const bound = (name: string, run: Method) =>
    new NativeFunction(name, (interpreter, args) => {
      const self = args.positional[0];
      if (self?.kind !== 'instance') return interpreter.unknown(words`${name} of something that is not a layer`);
      if (NEEDS_INIT.has(name)) checkInitialized(session, interpreter, self);
      const layer =
        layerOf(self) ??
        initializeLayer(session, interpreter, self, undefined, { positional: [], keywords: new Map() });
      return run(interpreter, layer, { ...args, positional: args.positional.slice(1) }, self);
    });
  const method = (name: string, run: Method): void => {
    members.set(name, bound(name, run));
  };
  const property = (name: string, get: Method, set?: Method): void => {
    members.set(name, new PropertyValue(bound(name, get), set ? bound(name, set) : undefined));
  };

  property('name', nameOf, (interpreter, layer, { positional: [value] }) => {
    if (value?.kind === 'str') {
      interpreter.touch(layer);
      layer.name = value.value;
    }
    return NONE;
  });
  property('_name', nameOf, (interpreter, layer, { positional: [value] }) => {
    if (value?.kind === 'str') {
      interpreter.touch(layer);
      layer.name = value.value;
    }
    return NONE;
  });
  property(
    'trainable',
    (interpreter, layer) =>
      layer.unknownTrainable === undefined ? bool(layer.trainable) : interpreter.unknown(layer.unknownTrainable),
    (interpreter, layer, { positional: [value] }) => {
      const truth = value ? interpreter.truth(value) : undefined;
      if (truth === undefined) {
        interpreter.touch(layer);
        layer.unknownTrainable = words`whether it is trainable is not decided`;
        return NONE;
      }
      setTrainable(layer, truth, session.dialect, (one) => {
        interpreter.spend();
        interpreter.touch(one);
      });
      return NONE;
    },
  );
  property(
    'built',
    (interpreter, layer) =>
      layer.isPerhapsBuilt ? interpreter.unknown('whether it is built is not known') : bool(layer.built),
    (interpreter, layer, { positional: [value] }) => {
      interpreter.touch(layer);
      if (value) layer.built = interpreter.truth(value) === true;
      return NONE;
    },
  );
  if (session.kerasVersion === 3)
    property('path', (interpreter, layer) => {
      if (layer.isPerhapsBuilt) return interpreter.unknown('whether it is built is not known');
      const never =
        layer.model?.modelKind === 'functional' || (layer.definition !== undefined && isBuiltAtInit(layer.definition));
      return layer.built && !never ? str(layer.path ?? layer.name) : NONE;
    });
  property('dtype', (_, layer) => str(layer.dtype.variable));
  property('compute_dtype', (_, layer) => str(layer.dtype.compute));
  property('variable_dtype', (_, layer) => str(layer.dtype.variable));
  property('dtype_policy', (_, layer) => {
    const { compute, variable } = layer.dtype;
    const mode = quantizedMode(layer);
    const plain = compute === variable ? compute : `mixed_${compute}`;
    if (mode && mode.kind !== 'str') return mode;
    return policyValue(session, mode === undefined ? plain : `${mode.value}_from_${plain}`);
  });
  if (session.kerasVersion === 3)
    method('quantize', (interpreter, layer, args) => {
      quantize(interpreter, layer, args);
      return NONE;
    });
  const notFollowed = (name: string): void => {
    property(name, () => new ListValue([], new Top(words`${name} are not followed`)));
  };
  notFollowed('losses');
  notFollowed('updates');
  property(
    'input_spec',
    (interpreter, _layer, _args, self) => self.attributes.get('input_spec') ?? interpreter.unknown('the input spec'),
    (interpreter, _layer, { positional: [value] }, self) => {
      interpreter.touch(self);
      if (value) self.attributes.set('input_spec', value);
      return NONE;
    },
  );
  property(
    'supports_masking',
    (interpreter, layer) => readSupportsMasking(session, interpreter, layer),
    (interpreter, _layer, { positional: [value] }, self) => setSupportsMasking(interpreter, self, value),
  );
  notFollowed('metrics');
  for (const name of ['inbound_nodes', '_inbound_nodes'])
    property(name, (interpreter, layer) =>
      layer.handedOut || layer.unknown !== undefined
        ? interpreter.unknown('where it is called is not known')
        : new ListValue(layer.nodes.map(() => interpreter.unknown('the nodes of the graph are not followed'))),
    );

  const variables =
    (pick: (layer: LayerState) => readonly Weight[]): Method =>
    (interpreter, layer) => {
      refuseWithoutWeights(session, interpreter, layer);
      const reason = whyUnknown(interpreter, layer) ?? (pick === allWeights ? undefined : unknownTrainable(layer));
      if (reason !== undefined) return new ListValue([], new Top(reason));
      const owners = ownersIn(layer);
      return new ListValue(pick(layer).map((weight) => new Variable(owners.get(weight) ?? layer, weight, session)));
    };
  property(
    'weights',
    variables(session.dialect.standalone ? (layer) => listedWeights(layer, session.dialect) : allWeights),
  );
  const added: Method = (interpreter, layer, { positional: [value] }) => {
    includeAll(session, interpreter, layer, value);
    return NONE;
  };
  // Up to Keras 2.3 a program may say itself which arrays are trained.
  property('trainable_weights', variables(trainableWeights), session.firstGeneration ? added : undefined);
  property('trainable_variables', variables(trainableWeights));
  const frozen = (layer: LayerState): Weight[] => {
    const trainable = new Set(trainableWeights(layer));
    return allWeights(layer).filter((weight) => !trainable.has(weight));
  };
  property('non_trainable_weights', variables(frozen));
  for (const [name, pick] of [
    ['_trainable_weights', trainableWeights],
    ['_non_trainable_weights', frozen],
  ] as const) {
    property(
      name,
      (interpreter, layer, args, self) =>
        new WeightList(session, layer, () => variables(pick)(interpreter, layer, args, self)),
      added,
    );
  }
  // Keras 2 has no seeds among them.
  const withSeeds =
    (wanted: 'all' | 'frozen'): Method =>
    (interpreter, layer, args, self) => {
      if (session.kerasVersion === 2)
        return variables(wanted === 'all' ? allWeights : frozen)(interpreter, layer, args, self);
      const reason = whyUnknown(interpreter, layer) ?? (wanted === 'all' ? undefined : unknownTrainable(layer));
      if (reason !== undefined) return new ListValue([], new Top(reason));
      try {
        const trainable = new Set(wanted === 'all' ? [] : trainableWeights(layer));
        const owners = ownersIn(layer);
        return new ListValue(
          variablesOf(interpreter, layer)
            .filter((one) => one instanceof SeedState || !trainable.has(one.weight))
            .map((one) =>
              one instanceof SeedState ? one : new Variable(owners.get(one.weight) ?? one.owner, one.weight, session),
            ),
        );
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        return new ListValue([], new Top(error.reason));
      }
    };
  property('variables', withSeeds('all'));
  property('non_trainable_variables', withSeeds('frozen'));
  property('_layers', (_, layer) => new ListValue(trackedLayers(layer).map((child) => child.instance)));

  method('get_weights', (interpreter, layer) => {
    refuseWithoutWeights(session, interpreter, layer);
    const reason = whyUnknown(interpreter, layer);
    if (reason !== undefined) return new ListValue([], new Top(reason));
    const owners = ownersIn(layer);
    return new ListValue(
      allWeights(layer).map((weight) => arrayOf(session, interpreter, owners.get(weight) ?? layer, weight)),
    );
  });
  method('set_weights', (interpreter, layer, { positional: [value] }) => {
    if (value && whyUnknown(interpreter, layer) === undefined)
      refusing(interpreter, layer, () => {
        checkSetWeights(layer, value, session.kerasVersion);
      });
    setAll(interpreter, layer, value);
    return NONE;
  });
  method('count_params', (interpreter, layer) => {
    // Keras marks a layer as built when its own build() returns, also where the program calls that itself.
    const builtByProgram = layer.weights.length > 0 && layer.instance.cls.lookup('build')?.kind === 'function';
    const isAsked = !layer.model || session.kerasVersion === 3;
    if (!layer.built && !builtByProgram && isAsked && layer.unknown === undefined && !layer.isPerhapsBuilt) {
      refusing(interpreter, layer, () => {
        throw new LayerError(
          'not-built',
          words`${layer.className} "${layer.name}" has no parameters to count yet: it isn't built. Call it on data, or build(input_shape) it first.`,
        );
      });
    }
    const count = whyUnknown(interpreter, layer) === undefined ? countOf(allWeights(layer)) : undefined;
    return count === undefined ? interpreter.unknown('the number of parameters is not known') : sizeValue(count);
  });
  for (const name of ['add_weight', 'add_variable'])
    method(name, (interpreter, layer, args) => addWeight(session, interpreter, layer, args));
  method('add_loss', () => NONE);
  method('add_metric', (interpreter, layer, { positional, keywords }) =>
    refusing(interpreter, layer, () => {
      if (session.kerasVersion === 3)
        throw new LayerError(
          'gone-in-keras-3',
          words`Keras 3 has no add_metric(): give the metric to compile(metrics=[…]), or make it in __init__() and call its update_state().`,
          { exceptionType: 'NotImplementedError' },
        );
      interpreter.touch(layer);
      layer.addedMetrics = [...layer.addedMetrics, keywords.get('name') ?? positional[1] ?? NONE];
      return NONE;
    }),
  );
  method('add_update', () => NONE);
  method('get_config', (interpreter, layer) => configOf(session, interpreter, layer));
  method('compute_output_shape', (interpreter, layer, args) => {
    if (session.kerasVersion === 2 && layer.model?.operations?.some((one) => one.layer === undefined))
      return interpreter.unknown('Keras 2 asks operations for shapes in a way that is not followed');
    const { first, more } = shapeArguments(layer, args);
    return refusing(interpreter, layer, () => {
      const output = inferredOutput(session, interpreter, layer, first, more);
      return valueOfNest(
        interpreter,
        mapNest(output, (spec) => spec),
        (spec: TensorSpec) =>
          spec.shape ? shapeValue(spec.shape) : interpreter.unknown('the output shape is not known'),
      );
    });
  });
  method('call', (interpreter, layer, args) => {
    const specs = args.positional.length > 0 ? inputsOf(args.positional[0]!) : { shape: undefined };
    return refusing(interpreter, layer, () =>
      valueOfNest<TensorSpec>(
        interpreter,
        inferredOutput(session, interpreter, layer, specs),
        (spec) =>
          new KerasTensor(
            { shape: spec.shape, dtype: spec.dtype ?? layer.dtype.compute },
            { traced: true, operators: session.operators },
          ),
      ),
    );
  });

  setNodeMembers(session, { method, property });
  if (session.kerasVersion === 3) withoutGone(members);
  setPackagedMembers(session, { property });

  members.set(
    '__getattr__',
    bound('__getattr__', (interpreter, layer, { positional: [name] }, self) => {
      if (name?.kind !== 'str') return NONE;
      const own = declaredAttribute(interpreter, layer, name.value);
      if (own) return own;
      const weight = layer.weights.find((candidate) => candidate.name === name.value);
      if (weight) return variableOf(session, layer, weight);
      if (
        name.value === 'bias' &&
        layer.definition &&
        'use_bias' in layer.definition.parameters &&
        layer.args.value('use_bias') === FALSE
      )
        return NONE;
      if (
        ARRAYS_OF_BUILT.get(name.value)?.has(layer.definition?.name ?? '') &&
        !layer.built &&
        !layer.isPerhapsBuilt &&
        layer.unknown === undefined &&
        layer.weights.length === 0
      ) {
        refusing(interpreter, layer, () => {
          throw new LayerError(
            'not-built',
            words`${layer.className} "${layer.name}" has no ${name.value} yet: it isn't built. Call it on data, or build(input_shape) it first.`,
            { exceptionType: 'AttributeError' },
          );
        });
      }
      if (name.value === 'cell' && layer.definition?.name.match(/^(LSTM|GRU|SimpleRNN)$/))
        return new CellOfLayer(session, layer);
      const activation = session.kerasVersion === 3 ? activationOf(session, layer, name.value) : undefined;
      if (activation) return activation;
      const object = session.kerasVersion === 3 ? objectOf(session, interpreter, layer, name.value) : undefined;
      if (object) return object;
      const mode = name.value === 'quantization_mode' ? quantizedMode(layer) : undefined;
      if (mode !== undefined) return mode;
      if (name.value === 'enable_lora' && takesLora(layer)) return enableLora(layer);
      if (name.value === 'compute_mask' && layer.definition) return maskOfData(session, layer);
      if (name.value === 'lora_enabled' && takesLora(layer))
        return bool(layer.weights.some((one) => one.name.startsWith('lora_')));
      if (name.value === '_inbound_nodes') return new ListValue(layer.nodes.map(() => new Top('a node of the graph')));
      // What Keras makes of the argument is the layer's: a function of its name, a cell.
      if (
        layer.definition &&
        (Object.hasOwn(layer.definition.parameters, name.value) ||
          (name.value === 'cell' && layer.definition.family === 'recurrent'))
      )
        return interpreter.unknown(words`${name.value} of ${layer.className} is not followed`);
      if (layer.definition && session.declaredNames().has(name.value))
        return interpreter.raise('AttributeError', `'${self.cls.name}' object has no attribute '${name.value}'`);
      refuseAttribute(session, interpreter, layer, self, name.value);
      if (layer.definition || layer.model || !self.cls.definition || attributesOf('AnyLayer').has(name.value))
        return interpreter.unknown(words`${name.value} of ${layer.className} is not followed`);
      return interpreter.raise('AttributeError', `'${self.cls.name}' object has no attribute '${name.value}'`);
    }),
  );
  return members;
}

/** @throws KerasRefusal for an attribute that no layer or model of Keras 3 has, and that the program does not set. */
function refuseAttribute(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  self: InstanceValue,
  name: string,
): void {
  if (session.kerasVersion === 2 || name.startsWith('_') || layer.definition?.package !== undefined) return;
  if (self.cls.mro.some((one) => one.unknownBase !== undefined || one.decorated !== undefined)) return;
  const isModel = layer.model !== undefined || self.cls.mro.some((one) => one.name === 'Model');
  const known = new Set([
    ...attributesOf('AnyLayer'),
    ...attributesOf('Layer'),
    ...(isModel ? attributesOf('Model') : []),
  ]);
  if (known.has(name)) return;
  const own = [...self.attributes.keys(), ...self.cls.mro.flatMap((one) => [...one.attributes.keys()])];
  const declared = Object.keys(layer.definition?.parameters ?? {});
  const candidates = [...own, ...declared, ...known].filter((one) => !one.startsWith('_'));
  refuseName(interpreter, self.cls.name, name, candidates);
}

/** The function that Keras makes of a name. */
function activationOf(session: KerasSession, { definition, args }: LayerState, name: string): Value | undefined {
  if (!/^(recurrent_)?activation$/.test(name) || !definition || !Object.hasOwn(definition.parameters, name))
    return undefined;
  const given = args.value(name);
  if (given.kind === 'none') return session.activation('linear');
  return given.kind === 'str' ? session.activation(given.value) : undefined;
}

/** The regularizer, constraint or initializer that Keras makes of a name. */
function objectOf(session: KerasSession, interpreter: Interpreter, layer: LayerState, name: string): Value | undefined {
  const space = /_(regularizer|constraint|initializer)$/.exec(name)?.[1];
  const isOwn = layer.definition && Object.hasOwn(layer.definition.parameters, name);
  const given = isOwn ? layer.args.value(name) : name === 'activity_regularizer' ? NONE : undefined;
  if (!space || given?.kind !== 'str') return given?.kind === 'none' ? NONE : undefined;
  const known = layer.kept.get(name);
  if (known && !('instance' in known)) return known;
  const made = session.objectNamed(
    interpreter,
    `${space as 'regularizer' | 'constraint' | 'initializer'}s`,
    given.value,
  );
  if (made?.kind !== 'instance') return made;
  interpreter.touch(layer);
  layer.kept.set(name, made);
  return made;
}

/** A name that the program does not decide is no text. */
const nameOf: Method = (interpreter, { name }) =>
  isPlaceholder(name) ? interpreter.unknown('its name is not decided') : str(name);

const CONVOLUTIONS = [1, 2, 3].flatMap((rank) => [`Conv${rank}D`, `Conv${rank}DTranspose`]);
/** Attributes that these layers get with their arrays. */
const ARRAYS_OF_BUILT: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['kernel', new Set(['Dense', 'EinsumDense', ...CONVOLUTIONS])],
  ['bias', new Set(['Dense', 'EinsumDense', ...CONVOLUTIONS])],
  ['embeddings', new Set(['Embedding'])],
]);

/**
 * The shapes passed to compute_output_shape(): of the first call argument, and of the others by its name (`value_shape`
 * is `value`).
 */
function shapeArguments(
  layer: LayerState,
  { positional, keywords }: CallArguments,
): { readonly first: Nest<TensorSpec>; readonly more: ReadonlyMap<string, Nest<TensorSpec>> } {
  const names = parameterNames(layer);
  const all = new Map(
    positional.map((value, index): [string, Value] => [names[index] ?? `argument ${index + 1}`, value]),
  );
  for (const [name, value] of keywords) all.set(name.replace(/_shapes?$/, ''), value);
  const firstName = names[0] ?? 'inputs';
  const first = all.get(firstName) ?? all.get('input') ?? [...all.values()][0];
  all.delete(firstName);
  return { first: specsOfShapes(first), more: new Map([...all].map(([name, value]) => [name, specsOfShapes(value)])) };
}

export const sizeValue = (size: Size): Value => dimensionValue(size);

function inputsOf(value: Value): Nest<TensorSpec> {
  if (value instanceof KerasTensor || value instanceof ArrayValue) return { shape: value.shape, dtype: value.dtype };
  if (value.kind === 'list' || value.kind === 'tuple') return { nest: 'list', items: value.items.map(inputsOf) };
  return { shape: undefined };
}

/** The layers that own the weights of a layer: the layer itself or those inside it. */
function ownersIn(layer: LayerState): ReadonlyMap<Weight, LayerState> {
  const owners = new Map<Weight, LayerState>();
  const seen = new Set<LayerState>();
  const visit = (owner: LayerState): void => {
    if (seen.has(owner)) return;
    seen.add(owner);
    for (const weight of owner.weights) if (!owners.has(weight)) owners.set(weight, owner);
    for (const child of trackedLayers(owner)) visit(child);
  };
  visit(layer);
  return owners;
}

function variableOf(session: KerasSession, layer: LayerState, weight: Weight): Variable {
  return new Variable(ownersIn(layer).get(weight) ?? layer, weight, session);
}

function arrayOf(session: KerasSession, interpreter: Interpreter, owner: LayerState, weight: Weight): Value {
  if (!weight.shape) return interpreter.unknown('the shape of the array is not known');
  const array = new ArrayValue({ shape: weight.shape, dtype: weight.dtype, library: 'numpy' });
  if (owner.adopted.size === 0) withContent(array, contentOfWeight(owner, weight));
  session.weightOfArray.set(array, { layer: owner, weight });
  return array;
}

/** What set_weights() is given is what the arrays hold from then on. */
function setAll(interpreter: Interpreter, layer: LayerState, value: Value | undefined): void {
  const given = value?.kind === 'tuple' || (value?.kind === 'list' && !value.summary) ? value.items : undefined;
  const weights = whyUnknown(interpreter, layer) === undefined ? allWeights(layer) : undefined;
  if (!given || !weights || given.length !== weights.length) {
    losesAll(interpreter, layer);
    return;
  }
  const owners = ownersIn(layer);
  const contents = given.map((one) => contentOfValue(interpreter, one));
  weights.forEach((weight, index) => {
    setContent(interpreter, owners.get(weight) ?? layer, weight, contents[index]);
  });
}

function checkSetWeights(layer: LayerState, value: Value, kerasVersion: 2 | 3): void {
  // The Normalization of TensorFlow up to 2.5 takes mean and variance without the count.
  if (kerasVersion === 2 && layer.definition?.name === 'Normalization') return;
  if ((value.kind !== 'list' && value.kind !== 'tuple') || (value.kind === 'list' && value.summary)) return;
  const weights = allWeights(layer);
  if (layer.isPerhapsBuilt) return;
  if (value.items.length !== weights.length) {
    throw new LayerError(
      'set-weights',
      message(
        '{0} "{1}" has {2, plural, one {# weight array} other {# weight arrays}}, but set_weights() is given {3}.',
        layer.className,
        layer.name,
        weights.length,
        value.items.length,
      ),
    );
  }
  value.items.forEach((item, i) => {
    const shape = item instanceof ArrayValue || item instanceof KerasTensor ? item.shape : undefined;
    const wanted = weights[i]!.shape;
    if (!shape || !wanted) return;
    if (
      shape.length !== wanted.length ||
      shape.some((dimension, axis) => sameDimension(dimension, wanted[axis]!) === 'different')
    ) {
      throw new LayerError(
        'set-weights',
        words`${layer.className} "${layer.name}": array ${i} (${weights[i]!.name}) has shape ${formatShape(wanted)}, but set_weights() is given one of shape ${formatShape(shape)}.`,
      );
    }
  });
}
