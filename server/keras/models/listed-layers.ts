/** The layers and operations that a model lists, and the layer that get_layer() finds among them. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { forAll } from '../../python/domain/journal.ts';
import { Top } from '../../python/domain/undetermined.ts';
import {
  ClassValue,
  InstanceValue,
  ListValue,
  NativeFunction,
  PropertyValue,
  str,
  type Value,
} from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { words } from '../../words/message.ts';
import type { Operation } from '../graph/node.ts';
import { distanceIsOne } from '../layers/bound-arguments.ts';
import { automaticPrefix, refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf, lostLayersIn } from '../layers/tracking.ts';
import { isUndecidedName } from '../naming.ts';
import type { KerasSession } from '../session.ts';
import { FunctionalModel } from './functional.ts';
import { graphOf, type MemberTable, type Method } from './member-table.ts';
import { layerOfOperation } from './operation-layers.ts';
import { SequentialModel } from './sequential.ts';

/** `layers`, `operations` and get_layer(). */
export function setListedLayers(session: KerasSession, { members, method, property }: MemberTable): void {
  members.set(
    'layers',
    layersProperty((interpreter, layer) =>
      session.dialect.standalone && layer.model instanceof FunctionalModel
        ? listOnce(layer.model)
        : layer.model
          ? new ListValue(listedBy(session, layer.model), lostLayers(layer))
          : interpreter.unknown(layer.unknown ?? 'the layers are not known'),
    ),
  );
  const operations: Method = (interpreter, layer) => {
    const graph = graphOf(layer);
    if (!graph) return interpreter.unknown('the model is not built yet');
    return new ListValue(graph.operations.map((operation) => operation.layer?.instance ?? operationValue(operation)));
  };
  for (const name of ['operations', '_operations']) property(name, operations);
  method('get_layer', (interpreter, layer, args) => getLayer(session, interpreter, layer, args));
}

/** Stands for layers that may be in an attribute of a model and are not known. */
function lostLayers(layer: LayerState): Top | undefined {
  const held = layer.model?.modelKind === 'subclassed' ? lostLayersIn(layer) : undefined;
  return held === undefined ? undefined : new Top(words`what its attribute ${held} holds is not known`);
}

/** `model.layers`, which nobody may set. */
export function layersProperty(get: (interpreter: Interpreter, layer: LayerState) => Value): PropertyValue {
  const getter = new NativeFunction('layers', (interpreter, { positional: [self] }) => {
    const layer = self ? layerOf(self) : undefined;
    return layer ? get(interpreter, layer) : interpreter.unknown('layers of a model that is not set up');
  });
  const setter = new NativeFunction('layers', (interpreter, { positional: [self] }) =>
    refusing(interpreter, self && layerOf(self), () => {
      throw new LayerError(
        'reserved-name',
        words`A model keeps its layers in the attribute "layers", which cannot be set. Use another name, or add() and pop() of a Sequential model.`,
        { exceptionType: 'AttributeError' },
      );
    }),
  );
  return new PropertyValue(getter, setter);
}

/** The layers as a list of Python. */
export const listValue = (layers: readonly LayerState[]): ListValue =>
  new ListValue(layers.map((layer) => layer.instance));

/** Keras: by name over all layers, or by position. @throws LayerError (ValueError) where there is none. */
function getLayer(session: KerasSession, interpreter: Interpreter, layer: LayerState, args: CallArguments): Value {
  const name = args.keywords.get('name') ?? args.positional.find((value) => value.kind === 'str');
  const index = args.keywords.get('index') ?? args.positional.find((value) => value.kind === 'int');
  if (!layer.model) return interpreter.unknown(layer.unknown ?? 'the layers are not known');
  const undecided = layer.model instanceof SequentialModel && layer.model.undecided;
  const layers = listedBy(session, layer.model);
  if (undecided && index) return interpreter.unknown('which layers it has is not decided');
  if (index?.kind === 'int') {
    const found = layers.at(Number(index.value));
    return (
      found ??
      refusing(interpreter, layer, () => {
        throw new LayerError(
          'no-such-layer',
          words`"${layer.name}" has ${layers.length} layers: there is none at index ${String(index.value)}.`,
        );
      })
    );
  }
  if (name?.kind !== 'str') return interpreter.unknown('which layer is meant is not decided');
  const all = layer.model.layers();
  const found = all.find((candidate) => candidate.name === name.value);
  if (found) return found.instance;
  if (hasOperationLayers(session, layer.model)) {
    const operation = layer.model.operations.find(({ operationName }) => operationName === name.value);
    if (operation) return layerOfOperation(session, operation);
  }
  // Names of layers in keras.applications changed with Keras 2.2 and TensorFlow 2.
  if (session.dialect.first && /^(resnet|inception|xception|mobilenet|densenet|nasnet)/.test(layer.name))
    return interpreter.unknown('the names of the layers are those of another release');
  if (layer.unknown !== undefined || undecided)
    return interpreter.unknown(layer.unknown ?? 'which layers it has is not decided');
  if (all.some((one) => isUndecidedName(one.name)))
    return interpreter.unknown('the names of its layers are not decided');
  return refuseName(session, interpreter, layer, name.value, args.site ?? interpreter.currentSite);
}

/** get_layer() with a name that no layer has, with the names that may be meant. @throws KerasRefusal (ValueError) */
function refuseName(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  name: string,
  site: Place | undefined,
): never {
  const all = layer.model?.layers() ?? [];
  const nearest = all
    .filter(
      (one) =>
        distanceIsOne(one.name, name) ||
        one.name.startsWith(name) ||
        one.className.toLowerCase() === name.replace(/_\d+$/, '').replaceAll('_', ''),
    )
    .slice(0, 4);
  const repairs = (nearest.length > 0 ? nearest : all.slice(-3)).map((one) => ({
    argument: 'name',
    value: `"${one.name}"`,
    call: site,
  }));
  const kindOf = (automatic: string): string => automatic.replace(/_\d+$/, '');
  const countsLayers = all.some(
    (one) => kindOf(one.name) === kindOf(name) && kindOf(one.name) === automaticPrefix(session, one.className),
  );
  return refusing(
    interpreter,
    layer,
    () => {
      throw new LayerError(
        'no-such-layer',
        words`"${layer.name}" has no layer named "${name}". Its layers are: ${all.map((one) => one.name).join(', ')}.`,
        { repairs, countsLayers },
      );
    },
    site,
  );
}

/** An operation that is no layer, as programs see it. */
function operationValue({ className, operationName }: Operation): InstanceValue {
  const made = new InstanceValue(new ClassValue({ name: className, unknownBase: OPERATION }));
  made.attributes.set('name', str(operationName));
  return made;
}
const OPERATION = new Top('what else an operation has is not followed');

/** In TensorFlow's Keras 2 what an operation does is a layer of the model too. */
const hasOperationLayers = ({ dialect }: KerasSession, model: LayerState['model']): model is FunctionalModel =>
  dialect.version === 2 && !dialect.standalone && model instanceof FunctionalModel;

function listedBy(session: KerasSession, model: NonNullable<LayerState['model']>): Value[] {
  if (hasOperationLayers(session, model))
    return model.operations.map((operation) => operation.layer?.instance ?? layerOfOperation(session, operation));
  return (model instanceof SequentialModel ? model.shown : model.layers()).map(({ instance }) => instance);
}

/** The list that `layers` gives each time; whoever asks first, it is there for all. */
const listOnce = (model: FunctionalModel): Value => (model.listed ??= forAll(() => listValue(model.layers())));
