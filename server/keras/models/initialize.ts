/** `__init__()` of the class Model: which kind of model its arguments make. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import { type Message, words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { initializeLayer, refusing } from '../layers/create.ts';
import { LayerError, type Nest, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { nest, TOO_DEEP } from '../layers/nesting.ts';
import { layerOf } from '../layers/tracking.ts';
import { structureOf } from '../layers/values.ts';
import { isList, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_ROW } from '../steps.ts';
import { FunctionalModel } from './functional.ts';
import { withOwnInputs } from './own-inputs.ts';
import { SubclassedModel } from './subclassed.ts';

/** Keras's rule for "this is a functional model": two positional arguments, or inputs and outputs by name. */
export function isFunctionalCall(args: CallArguments): boolean {
  return (
    args.positional.length === 2 ||
    (args.positional.length === 1 && hasOutputs(args)) ||
    (hasInputs(args) && hasOutputs(args))
  );
}
const hasInputs = (args: CallArguments): boolean => args.keywords.has('inputs') || args.keywords.has('input');
const hasOutputs = (args: CallArguments): boolean => args.keywords.has('outputs') || args.keywords.has('output');

/**
 * `Model.__init__()`: a functional model of the inputs and outputs that it is given, a subclassed one without them.
 * `args` are without self.
 * @throws KerasRefusal
 */
export function initializeModel(
  session: KerasSession,
  interpreter: Interpreter,
  self: InstanceValue,
  args: CallArguments,
): void {
  if (!isFunctionalCall(args)) {
    const layer = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [] });
    if (!layer.model) register(session, layer, new SubclassedModel(layer));
    return;
  }
  for (const name of ['input', 'output']) {
    if (session.kerasVersion === 2 || !args.keywords.has(name)) continue;
    const error = new LayerError(
      'unknown-argument',
      words`Model has no argument named ${name} in Keras 3. Did you mean ${name}s?`,
      { parameter: name, repairs: [{ argument: `${name}s`, named: name, value: '', call: args.site }] },
    );
    refusing(
      interpreter,
      undefined,
      () => {
        throw error;
      },
      args.site,
    );
  }
  const keywords = new Map(args.keywords);
  for (const name of ['inputs', 'outputs', 'input', 'output']) keywords.delete(name);
  const inputs = args.keywords.get('inputs') ?? args.keywords.get('input') ?? args.positional[0];
  const outputs =
    args.keywords.get('outputs') ??
    args.keywords.get('output') ??
    args.positional[args.positional.length === 2 ? 1 : 0];
  const layer = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [], keywords });
  layer.built = true;
  register(session, layer, undefined);
  refusing(interpreter, layer, () => {
    try {
      const given = {
        inputs: asKept(session, tensorsOf(session, interpreter, inputs, 'inputs')),
        outputs: asKept(session, tensorsOf(session, interpreter, outputs, 'outputs')),
      };
      const ends = withOwnInputs(session, interpreter, given, args.site);
      const model = new FunctionalModel(ends.inputs, ends.outputs);
      const inside = model.layers();
      interpreter.spend(STEPS_OF_A_ROW * inside.length);
      for (const one of inside) if (!nest(layer, one)) throw new Undecided(TOO_DEEP);
      layer.model = model;
    } catch (error) {
      if (!(error instanceof Undecided)) {
        layer.unknown = words`Keras refuses it`;
        throw error;
      }
      layer.unknown = error.reason;
    }
  });
}

/** Keras 2 takes the only tensor of a list out of it: predict() gives one array then. */
function asKept(session: KerasSession, tensors: Nest<KerasTensor>): Nest<KerasTensor> {
  const only =
    session.kerasVersion === 2 && isList(tensors) && tensors.items.length === 1 ? tensors.items[0] : undefined;
  return only ?? tensors;
}

/** Makes `layer` one of the models of the program. */
export function register(session: KerasSession, layer: LayerState, model: LayerState['model']): void {
  layer.model = model;
  if (session.making()) session.keepModel(layer);
  layer.speculative = session.speculative();
}

function tensorsOf(
  session: KerasSession,
  interpreter: Interpreter,
  value: Value | undefined,
  what: string,
): Nest<KerasTensor> {
  const structure = value ? structureOf(value) : undefined;
  // Keras takes keys of any kind.
  if (!structure && value?.kind === 'dict' && [...value.entries.values()].some(([key]) => key.kind !== 'str'))
    throw new Undecided('a dict whose keys are no names is not followed');
  if (!structure)
    throw new LayerError(
      'not-a-tensor',
      words`Model(${what}=…) needs symbolic tensors, as Input() and layers give them, but it is given ${value ? describe(interpreter, value) : words`nothing`}.`,
      { parameter: what },
    );
  if (session.kerasVersion === 3 && isList(structure) && structure.items.length === 0)
    throw new LayerError(
      'not-a-tensor',
      words`Model(${what}=…) is given an empty list: there must be a tensor in it.`,
      {
        parameter: what,
      },
    );
  return mapNest(structure, (leaf) => {
    if (leaf instanceof KerasTensor && !leaf.traced) return leaf;
    const layer = layerOf(leaf);
    if (isUndetermined(leaf) || leaf instanceof KerasTensor)
      throw new Undecided(isUndetermined(leaf) ? leaf.reason : 'one of its tensors is not decided');
    throw new LayerError(
      'not-a-tensor',
      words`Model(${what}=…) needs symbolic tensors, but one of them is ${layer ? words`the layer ${layer.className} itself: call it on a tensor` : describe(interpreter, leaf)}.`,
      { parameter: what },
    );
  });
}

/** A value that stands where it should not, as a sentence names it. */
export function describe(interpreter: Interpreter, value: Value): Message {
  const type = interpreter.typeOf(value);
  return type.kind === 'class' ? words`a value of type ${type.name}` : words`something else`;
}
