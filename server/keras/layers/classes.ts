/** The Python classes of Keras's layers: what `keras.layers.LSTM` is to the evaluator. */
import { BUILT_BY_HAND } from '../graph/variable.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassMethodValue,
  ClassValue,
  type InstanceValue,
  NativeFunction,
  NONE,
  type Value,
} from '../../python/domain/value.ts';
import type { KerasDialect } from '../releases.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { flatten } from '../nests.ts';
import { attempted } from '../saving/attempted.ts';
import { savingCode } from '../saving/loaded.ts';
import type { KerasSession } from '../session.ts';
import { buildDeclared, buildLayer } from './build.ts';
import { callLayer } from './call.ts';
import { losesAll } from './contents.ts';
import { initializeLayer, refusing } from './create.ts';
import type { LayerDefinition } from './definition.ts';
import { layerMembers } from './layer-members.ts';
import type { LayerState } from './layer-state.ts';
import { type Members, once } from '../namespaces.ts';
import { callAtInit } from './packaged/called-at-init.ts';
import { definitionsByName } from './registry.ts';
import { argumentsOfConfig } from './configuration.ts';
import { moduleOfClass } from './module-of-class.ts';
import { checkInitialized } from './super-init.ts';
import { layerOf } from './tracking.ts';
import { specsOfShapes, structureOf } from './values.ts';
import { words } from '../../words/message.ts';

const rest = (args: CallArguments): CallArguments => ({ ...args, positional: args.positional.slice(1) });
export const receiverOf = (args: CallArguments): InstanceValue | undefined =>
  args.positional[0]?.kind === 'instance' ? args.positional[0] : undefined;

/** The layer state of `self`; made now where a subclass forgot to call super().__init__(). */
export function stateOf(session: KerasSession, interpreter: Interpreter, self: InstanceValue): LayerState {
  checkInitialized(session, interpreter, self);
  return (
    layerOf(self) ?? initializeLayer(session, interpreter, self, undefined, { positional: [], keywords: new Map() })
  );
}

/** A call, with what the numbers depend on that a model gives for data. */
function calledByProgram(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
): Value {
  const result = callLayer(session, interpreter, layer, args);
  if (session.kerasVersion === 2) return result;
  const training = args.keywords.get('training');
  const isTrained = training ? training.kind !== 'none' && !(training.kind === 'bool' && !training.value) : false;
  const [, second] = args.positional;
  // A training moves the means of normalizations.
  if (isTrained || (second?.kind === 'bool' && second.value)) losesAll(interpreter, layer);
  else if (layer.model && !second && args.keywords.size === (training ? 1 : 0)) {
    const content = savingCode()?.predictionsOf(interpreter, layer, args.positional[0], ['call']);
    const structure = content && structureOf(result);
    if (structure)
      flatten(structure).forEach((leaf, index) => {
        if (leaf instanceof KerasTensor && leaf.traced) leaf.content ??= [content, index];
      });
  }
  return result;
}

/** Classes by their names. */
export interface Classes extends Members {
  get(name: string): ClassValue | undefined;
}

/** `keras.layers.Layer` with all its attributes. */
function createLayerClass(session: KerasSession, object: ClassValue): ClassValue {
  const attributes = new Map<string, Value>(layerMembers(session));
  const native = (
    name: string,
    run: (interpreter: Interpreter, self: InstanceValue, args: CallArguments) => Value,
  ): void => {
    attributes.set(
      name,
      new NativeFunction(name, (interpreter, args) => {
        const self = receiverOf(args);
        return self
          ? run(interpreter, self, rest(args))
          : interpreter.unknown(words`${name} of something that is not a layer`);
      }),
    );
  };
  native('__init__', (interpreter, self, args) => {
    initializeLayer(session, interpreter, self, undefined, args);
    return NONE;
  });
  native('__call__', (interpreter, self, args) =>
    calledByProgram(session, interpreter, stateOf(session, interpreter, self), args),
  );
  native('build', (interpreter, self, args) => {
    const layer = stateOf(session, interpreter, self);
    const given = args.positional[0] ?? args.keywords.get('input_shape');
    // Its arrays do not depend on the input.
    const shapes = given || layer.definition?.name !== 'Embedding' ? specsOfShapes(given) : { shape: [null] };
    const building = layer.instance.cls.lookup('build');
    if (!layer.built && !layer.model && session.kerasVersion === 2) {
      interpreter.touch(layer);
      layer.kept.set(BUILT_BY_HAND, NONE);
    }
    return refusing(interpreter, layer, () => {
      if (building?.kind === 'function') buildDeclared(session, interpreter, layer, shapes);
      else buildLayer(session, interpreter, layer, shapes);
      return NONE;
    });
  });
  attributes.set('from_config', layerFromConfig(session));
  return new ClassValue({
    name: 'Layer',
    qualifiedName: 'keras.layers.Layer',
    bases: [object],
    attributes,
  });
}

/** `Layer.from_config(config)`: what the constructor makes of its entries. */
const layerFromConfig = (session: KerasSession): ClassMethodValue =>
  new ClassMethodValue(
    new NativeFunction('from_config', (interpreter, { positional: [cls, config], keywords }) => {
      if (cls?.kind !== 'class') return interpreter.unknown('the class is not known');
      return attempted(
        interpreter,
        () => {
          const isOwn = cls.definition !== undefined;
          const given = argumentsOfConfig(session, interpreter, config ?? keywords.get('config'), isOwn);
          return given
            ? session.withOwnArguments(() => interpreter.call(cls, [], given))
            : interpreter.unknown('the configuration is not known');
        },
        true,
      );
    }),
  );

/** `keras.layers.Layer` and all layers of the session, by name. */
export function createLayerClasses(session: KerasSession, object: ClassValue): Classes {
  const layerClass = createLayerClass(session, object);
  const plainInput = once(
    () => new ClassValue({ name: 'InputLayer', qualifiedName: 'keras.layers.InputLayer', bases: [layerClass] }),
  );
  const bases: Classes = { get: (name) => (name === 'Layer' ? layerClass : undefined), keys: () => ['Layer'] };
  const declared = classesOf(session, session.definitions, 'keras.layers', bases);
  return {
    get: (name) =>
      name === 'Layer' ? layerClass : (declared.get(name) ?? (name === 'InputLayer' ? plainInput() : undefined)),
    keys: () => new Set(['Layer', ...declared.keys(), 'InputLayer']),
  };
}

/**
 * The classes of declared layers, by all their names. `classes`: those that they derive from, where these are not among
 * them.
 */
export const declaredClasses = (
  session: KerasSession,
  definitions: readonly LayerDefinition[],
  module: string,
  classes: Classes,
): Classes => classesOf(session, definitionsByName(definitions), module, classes);

/** As the release in question calls the class. */
function nameOf({ name, formerNames }: LayerDefinition, { keras1Names, unifiedNames }: KerasDialect): string {
  return (keras1Names ? formerNames?.keras1 : unifiedNames ? formerNames?.alpha : undefined) ?? name;
}

/** Made when they are first asked for. */
function classesOf(
  session: KerasSession,
  byName: ReadonlyMap<string, LayerDefinition>,
  module: string,
  classes: Classes,
): Classes {
  const made = new Map<string, ClassValue>();
  const make = (definition: LayerDefinition): ClassValue => {
    const known = made.get(definition.name);
    if (known) return known;
    const baseName = (session.kerasVersion === 2 ? definition.keras2Base : undefined) ?? definition.base;
    const baseDefinition = baseName === undefined ? undefined : byName.get(baseName);
    const base = baseDefinition ? make(baseDefinition) : classes.get(baseName ?? 'Layer')!;
    const own = new Map<string, Value>();
    own.set(
      '__init__',
      new NativeFunction('__init__', (interpreter, args) => {
        const self = receiverOf(args);
        if (!self) return NONE;
        const layer = initializeLayer(session, interpreter, self, definition, rest(args));
        if (definition.calledAtInit !== undefined) callAtInit(session, interpreter, layer);
        return NONE;
      }),
    );
    const cls = new ClassValue({
      name: nameOf(definition, session.dialect),
      qualifiedName:
        session.kerasVersion === 3 && module === 'keras.layers' && definition.package === undefined
          ? `${moduleOfClass(definition)}.${definition.name}`
          : `${module}.${definition.name}`,
      bases: [base],
      attributes: own,
      declaration: definition,
    });
    made.set(definition.name, cls);
    return cls;
  };
  const get = (name: string): ClassValue | undefined => {
    const definition = byName.get(name);
    return definition && make(definition);
  };
  return { get, keys: () => byName.keys() };
}
