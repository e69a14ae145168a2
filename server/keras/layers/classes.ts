/** The Python classes of Keras's layers: what `keras.layers.LSTM` is to the evaluator. */
import type { CallArguments, Interpreter } from '../../python/values/interpreter.ts';
import { ClassMethodValue, ClassValue, type InstanceValue, NativeFunction, NONE, type Value } from '../../python/values/value.ts';
import type { KerasDialect } from '../releases.ts';
import type { KerasSession } from '../session.ts';
import { buildDeclared, buildLayer } from './build.ts';
import { callLayer } from './call.ts';
import { initializeLayer, refusing } from './create.ts';
import type { LayerDefinition } from './definition.ts';
import { layerMembers } from './layer-members.ts';
import type { LayerState } from './layer-state.ts';
import { layerOf } from './tracking.ts';
import { specsOfShapes } from './values.ts';

const rest = (args: CallArguments): CallArguments => ({ ...args, positional: args.positional.slice(1) });
export const receiverOf = (args: CallArguments): InstanceValue | undefined => (args.positional[0]?.kind === 'instance' ? args.positional[0] : undefined);

/** The layer state of `self`; made now where a subclass forgot to call super().__init__(). */
export function stateOf(session: KerasSession, interpreter: Interpreter, self: InstanceValue): LayerState {
  return layerOf(self) ?? initializeLayer(session, interpreter, self, undefined, { positional: [], keywords: new Map() });
}

/** `keras.layers.Layer` and all declared layers, by name. */
export function createLayerClasses(session: KerasSession, definitions: Iterable<LayerDefinition>, object: ClassValue): Map<string, ClassValue> {
  const classes = new Map<string, ClassValue>();
  const attributes = new Map<string, Value>(layerMembers(session));
  const native = (name: string, run: (interpreter: Interpreter, self: InstanceValue, args: CallArguments) => Value): void => {
    attributes.set(name, new NativeFunction(name, (interpreter, args) => {
      const self = receiverOf(args);
      return self ? run(interpreter, self, rest(args)) : interpreter.unknown(`${name} of something that is not a layer`);
    }));
  };
  native('__init__', (interpreter, self, args) => { initializeLayer(session, interpreter, self, undefined, args); return NONE; });
  native('__call__', (interpreter, self, args) => callLayer(session, interpreter, stateOf(session, interpreter, self), args));
  native('build', (interpreter, self, args) => {
    const layer = stateOf(session, interpreter, self);
    const shapes = specsOfShapes(args.positional[0] ?? args.keywords.get('input_shape'));
    const building = layer.instance.cls.lookup('build');
    return refusing(interpreter, layer, () => {
      if (building?.kind === 'function') buildDeclared(session, interpreter, layer, shapes);
      else buildLayer(session, interpreter, layer, shapes);
      return NONE;
    });
  });
  const layerClass = new ClassValue({ name: 'Layer', qualifiedName: 'keras.layers.Layer', bases: [object], attributes });
  classes.set('Layer', layerClass);

  for (const [name, cls] of declaredClasses(session, definitions, 'keras.layers', classes)) classes.set(name, cls);
  if (!classes.has('InputLayer')) classes.set('InputLayer', new ClassValue({ name: 'InputLayer', qualifiedName: 'keras.layers.InputLayer', bases: [layerClass] }));
  return classes;
}

/** As the release in question calls the class. */
function nameOf({ name, formerNames }: LayerDefinition, { keras1Names, unifiedNames }: KerasDialect): string {
  return (keras1Names ? formerNames?.keras1 : unifiedNames ? formerNames?.alpha : undefined) ?? name;
}

/** The classes of declared layers, by all their names. `classes`: those that they derive from, where these are not among them. */
export function declaredClasses(session: KerasSession, definitions: Iterable<LayerDefinition>, module: string, classes: ReadonlyMap<string, ClassValue>): Map<string, ClassValue> {
  const made = new Map<string, ClassValue>();
  const byName = new Map([...definitions].flatMap((definition) => [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const)));
  const make = (definition: LayerDefinition): ClassValue => {
    const known = made.get(definition.name);
    if (known) return known;
    const baseDefinition = definition.base ? byName.get(definition.base) : undefined;
    const base = baseDefinition ? make(baseDefinition) : classes.get(definition.base ?? 'Layer')!;
    const own = new Map<string, Value>();
    own.set('__init__', new NativeFunction('__init__', (interpreter, args) => {
      const self = receiverOf(args);
      if (self) initializeLayer(session, interpreter, self, definition, rest(args));
      return NONE;
    }));
    own.set('from_config', new ClassMethodValue(new NativeFunction('from_config', (interpreter, args) => {
      const [cls, config] = args.positional;
      const keywords = new Map<string, Value>();
      if (config?.kind !== 'dict' || config.open || !cls) return interpreter.unknown('the configuration is not known');
      for (const [key, value] of config.entries.values()) if (key.kind === 'str') keywords.set(key.value, value);
      return interpreter.call(cls, [], keywords);
    })));
    const cls = new ClassValue({ name: nameOf(definition, session.dialect), qualifiedName: `${module}.${definition.name}`, bases: [base], attributes: own, declaration: definition });
    for (const name of [definition.name, ...(definition.aliases ?? [])]) made.set(name, cls);
    return cls;
  };
  for (const definition of byName.values()) make(definition);
  return made;
}
