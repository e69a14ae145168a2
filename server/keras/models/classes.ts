/** The Python classes Model, Functional and Sequential. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, InstanceValue, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { layerOf } from '../layers/tracking.ts';
import type { KerasSession } from '../session.ts';
import { initializeModel, isFunctionalCall } from './initialize.ts';
import { modelMembers } from './model-members.ts';
import { sequentialMembers } from './sequential-members.ts';

/** The classes by name; `layerClass` is the class Layer that they inherit from. */
export function createModelClasses(session: KerasSession, layerClass: ClassValue): Map<string, ClassValue> {
  const rest = (args: CallArguments): CallArguments => ({ ...args, positional: args.positional.slice(1) });
  const attributes = modelMembers(session);
  attributes.set(
    '__init__',
    new NativeFunction('__init__', (interpreter, args) => {
      const self = args.positional[0];
      if (self?.kind === 'instance') initializeModel(session, interpreter, self, rest(args));
      return NONE;
    }),
  );
  const model: ClassValue = new ClassValue({
    name: 'Model',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.model.Model' : 'keras.Model',
    bases: [layerClass],
    attributes,
    construct: (interpreter, cls, args) => {
      const instance = new InstanceValue(cls === model && isFunctionalCall(args) ? functional : cls);
      instance.site = args.site;
      if (cls.definition) instance.made = args;
      const init = instance.cls.lookup('__init__');
      if (init) interpreter.callWith(init, { ...args, positional: [instance, ...args.positional] });
      if (init?.kind === 'function') checkSuperInit(interpreter, cls, instance, args);
      return instance;
    },
  });
  const functional = new ClassValue({
    name: session.dialect.plainModel ? 'Model' : 'Functional',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.functional.Functional' : 'keras.Functional',
    bases: [model],
  });
  const sequential = new ClassValue({
    name: 'Sequential',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.sequential.Sequential' : 'keras.Sequential',
    bases: [model],
    attributes: sequentialMembers(session),
  });
  return new Map([
    ['Model', model],
    ['Functional', functional],
    ['Sequential', sequential],
  ]);
}

/** @throws KerasRefusal (RuntimeError) where the __init__() of a program's own class leaves out super().__init__(). */
function checkSuperInit(interpreter: Interpreter, cls: ClassValue, instance: InstanceValue, args: CallArguments): void {
  if (
    layerOf(instance) ||
    cls.mro.some((base) => base.unknownBase) ||
    ![...instance.attributes.values()].some(layersIn)
  )
    return;
  refusing(
    interpreter,
    undefined,
    () => {
      throw new LayerError(
        'missing-super-init',
        words`The __init__() of ${cls.name} does not call super().__init__(), which Keras needs before layers are put into attributes.`,
        { exceptionType: 'RuntimeError' },
      );
    },
    args.site,
  );
}

/** Whether an attribute is what Keras tracks: plain ones may be set before super().__init__(). */
const layersIn = (value: Value): boolean =>
  value.kind === 'list' || value.kind === 'tuple'
    ? value.items.some(layersIn)
    : value instanceof KerasTensor || layerOf(value) !== undefined;
