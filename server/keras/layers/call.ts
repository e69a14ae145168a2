/** `layer(x)`: checks, builds, infers, and puts a node into the graph. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { tensorsOf } from '../data/elements.ts';
import { RaggedValue } from '../data/ragged.ts';
import { howMade, record, recorded, recorder } from '../../python/library/arrays/recording.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { type FunctionValue, NONE, type Value } from '../../python/domain/value.ts';
import { addNode } from '../graph/add-node.ts';
import type { Node } from '../graph/node.ts';
import { isPerhapsSymbolic, KerasTensor, ofUnknownOrigin, perhapsSymbolic } from '../graph/tensor.ts';
import { flatten, isDict, isList, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { autocast, dtypeOnData } from './dtype-on-data.ts';
import { adviseOnLayer } from '../training/layer-advice.ts';
import { ownCallsRan } from '../training/own-code.ts';
import { buildLayer, shapesByName, shapesValue } from './build.ts';
import { refusing } from './create.ts';
import { isBuiltAtInit } from './built-at-init.ts';
import { checkCallKeywords, checkStates, checkHasCall, givesInputsBack, checkListOfOne } from './call-checks.ts';
import { argumentName, bindCall, firstGiven, parameterNames } from './call-arguments.ts';
import { checkFixedAxes, checkRank } from './call-shapes.ts';
import { masksOfCall, setMask } from './masking.ts';
import { type LayerDefinition, LayerError, type Nest, type TensorSpec, Undecided } from './definition.ts';
import { asked, describe, type DescribedCall } from './describe-call.ts';
import { checkInputSpec } from './input-spec.ts';
import { LayerState } from './layer-state.ts';
import { runToBuild } from './run-to-build.ts';
import { checkInitialState } from './recurrent/initial-state.ts';
import { ownCellsRan } from './recurrent/own-cells.ts';
import { specFor } from './named-shape.ts';
import { specOfOutput } from './spec-axes.ts';
import { traced } from './traced.ts';
import { layerOf, mayBeBuilt, perhapsBuilt } from './tracking.ts';
import { adoptFromContainers } from './own-variables.ts';
import { shapeOf, specOf, specsOfShapes, stepsOfAxes, structureOf, valueOfNest } from './values.ts';
import { joined, words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** A layer's call in a model's own way; undefined where it is an ordinary layer. */
export interface RunsCalls {
  /** What the model gives for inputs of these specs. */
  run(interpreter: Interpreter, inputs: Nest<TensorSpec>, asKeras2?: boolean): Nest<TensorSpec>;
  /** Whether its graph was made on tensors of these shapes: Keras 3 does not run it again on such ones. */
  isMadeOn?(inputs: Nest<TensorSpec>): boolean;
}

/** Whose call it is: what Keras runs in fit() or predict() gives the program nothing at its place. */
type Caller = 'program' | 'keras';

export function callLayer(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  by: Caller = 'program',
): Value {
  const site = args.site ?? interpreter.currentSite;
  const [ragged, ...further] = args.positional;
  if (
    ragged instanceof RaggedValue &&
    further.length === 0 &&
    layer.definition?.values &&
    layer.definition.name !== 'TextVectorization'
  ) {
    const flat = callLayer(session, interpreter, layer, { ...args, positional: [ragged.flat] }, by);
    return flat instanceof ArrayValue && flat.shape
      ? ragged.withFlat(flat)
      : interpreter.unknown('what the layer gives for a ragged tensor is not worked out');
  }
  const [list] = args.positional;
  const plain =
    list && (list.kind === 'list' || list.kind === 'tuple') ? plainData(interpreter, layer, list) : undefined;
  const passed = plain ? { ...args, positional: [plain, ...args.positional.slice(1)] } : args;
  return refusing(interpreter, layer, () => callChecked(session, interpreter, layer, passed, by), site, args);
}

/** Lists of numbers and texts are data to layers that look at values. */
function plainData(interpreter: Interpreter, layer: LayerState, list: Value): ArrayValue | undefined {
  if (!TAKES_LISTS.has(layer.definition?.name ?? '')) return undefined;
  const data = toArray(interpreter, list);
  return data instanceof ArrayValue && data.shape && data.elements && data.dtype !== 'object' && !data.isRagged
    ? (tensorsOf(interpreter, list) as ArrayValue)
    : undefined;
}
const TAKES_LISTS: ReadonlySet<string> = new Set([
  'CategoryEncoding',
  'Discretization',
  'Hashing',
  'StringLookup',
  'IntegerLookup',
  'TextVectorization',
  'Normalization',
]);

function callChecked(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  by: Caller,
): Value {
  const site = args.site ?? interpreter.currentSite;
  const names = parameterNames(layer);
  const bound = bindCall(names, args, session.kerasVersion);
  checkCallKeywords(session, layer, names, args);
  if (!args.incomplete) checkStates(session, layer, bound);
  const firstName = names[0] ?? 'inputs';
  const first = bound.get(firstName) ?? firstGiven(args);
  if (first === undefined && !args.incomplete && layer.definition)
    throw new LayerError('missing-argument', words`${layer.className} "${layer.name}" is called without its input.`, {
      exceptionType: 'ValueError',
    });
  checkGivenTensor(layer, first);
  const structure: Nest<Value> =
    (first && structureOf(first)) ?? interpreter.unknown('what the layer is called on is not known');
  const tensors = [...bound.values()].flatMap((value) => {
    const found = structureOf(value);
    return found ? flatten(found) : [];
  });
  const symbolic = tensors.filter((value) => value instanceof KerasTensor && !value.traced) as KerasTensor[];
  const hasUnsure =
    tensors.some(isPerhapsSymbolic) || flatten(structure).some((leaf) => isUndetermined(leaf) && !leaf.integer);
  const masks = masksOfCall(session, interpreter, layer, args, bound, structure);
  const mask = masks.connected;
  const given =
    isList(structure) || isDict(structure) ? mapNest(structure, specOf) : specFor(interpreter, layer, structure);
  const inputs = layer.definition && symbolic.length === 0 ? autocast(layer, given) : given;
  const call = describeCall(session, interpreter, layer, inputs, bound);

  checkRank(session, layer, inputs);
  checkHasCall(session, layer);
  checkListOfOne(session, layer, inputs);
  const masked = masks.keywords.size > 0 ? { ...args, keywords: new Map([...args.keywords, ...masks.keywords]) } : args;
  const { output, value } = inGraphOfCall(session, interpreter, layer, symbolic.length > 0, () => {
    runToBuild(session, interpreter, layer, args, (own, given) => {
      callOwn(session, interpreter, layer, own, given, inputs, symbolic.length > 0);
    });
    buildLayer(session, interpreter, layer, inputs, call, bound);
    checkFixedAxes(layer, inputs);
    if (layer.definition?.family === 'recurrent') checkInitialState(session, layer, call, { site });
    interpreter.touch(layer);
    return outputOf(session, interpreter, layer, masked, inputs, call, symbolic.length > 0);
  });
  if (layer.definition?.name === 'RNN')
    ownCellsRan(interpreter, layer, session.kerasVersion === 3 && symbolic.length > 0);
  layer.lastOutput = mapNest(output, (leaf) => leaf.spec);
  interpreter.spend(stepsOfAxes(layer.lastOutput));
  if (!layer.definition || !isBuiltAtInit(layer.definition)) layer.buildInput ??= inputs;

  if (layer.model && flatten(inputs).some((spec) => !spec.shape)) mayBeBuilt(interpreter, layer);
  let result = symbolic.length === 0 ? unpackedOnData(session, layer, output) : output;
  if (symbolic.length > 0) {
    interpreter.spend(symbolic.length);
    const inputsOfNode = [
      ...symbolic,
      ...(mask ? [mask] : []),
      ...(hasUnsure ? [ofUnknownOrigin(session.operators)] : []),
    ];
    result = intoGraph(session, layer, inputsOfNode, output, site, (specs) =>
      replay(session, interpreter, layer, mask ? masked : args, structure, specs, mask),
    );
    const made = layer.nodes.at(-1);
    if (made) made.call = args;
    setMask(session, interpreter, layer, structure, masks.previous, result);
    const only = symbolic.length === 1 ? symbolic[0] : undefined;
    if (only && !isDict(result) && !isList(result))
      adviseOnLayer(session, layer, only, (result as KerasTensor).shape, site);
  } else if (hasUnsure) result = mapNest(result, perhapsSymbolic);
  if (site && by === 'program')
    session.record({ layer, site, inputs, more: tensorsBeside(bound, firstName), output: layer.lastOutput });
  const computed = symbolic.length === 0 && first ? valuesFor(interpreter, layer, first) : undefined;
  const made = computed ?? value ?? valueOfNest<KerasTensor>(interpreter, result, (tensor) => tensor);
  recordCall(layer, tensors, result, made);
  return made;
}

/** A functional model that is called on data gives the only one of its outputs, though that was put into a list. */
function unpackedOnData(
  { kerasVersion }: KerasSession,
  { model }: LayerState,
  output: Nest<KerasTensor>,
): Nest<KerasTensor> {
  const isSingle =
    kerasVersion === 3 && model?.modelKind === 'functional' && isList(output) && output.items.length === 1;
  return isSingle ? output.items[0]! : output;
}

/** What a layer gives for data that is known, where it is worked out. */
function valuesFor(interpreter: Interpreter, layer: LayerState, input: Value): Value | undefined {
  const { definition, args } = layer;
  if (!definition?.values || input instanceof KerasTensor || isUndetermined(input)) return undefined;
  const data = input instanceof ArrayValue ? input : toArray(interpreter, input);
  return data instanceof ArrayValue ? definition.values(args, layer, data, interpreter) : undefined;
}

/** For gradients: what a layer gave, unless its own code was followed. */
function recordCall(layer: LayerState, inputs: readonly Value[], output: Nest<KerasTensor>, made: Value): void {
  if (recorder.active.length === 0) return;
  for (const result of [...flatten(output), made])
    if (howMade(result) === undefined) record(result, { operation: 'layer', inputs, layer });
}

/** Keras 2 inside TensorFlow builds and runs what is called on symbolic tensors in a graph of its own. */
function inGraphOfCall<T>(
  session: KerasSession,
  interpreter: Interpreter,
  { model }: LayerState,
  isSymbolic: boolean,
  work: () => T,
): T {
  const hasGraph = model !== undefined && model.modelKind !== 'subclassed';
  if (session.kerasVersion === 3 || session.firstGeneration || !isSymbolic || hasGraph) return work();
  interpreter.touch(session.naming);
  return session.naming.inScratchGraph(work);
}

/** @throws LayerError for a layer, a model or None where Keras takes only tensors. */
function checkGivenTensor(layer: LayerState, first: Value | undefined): void {
  const isKeras =
    layer.definition !== undefined || (layer.model !== undefined && layer.model.modelKind !== 'subclassed');
  if (
    first?.kind === 'instance' &&
    first.host instanceof LayerState &&
    isKeras &&
    layer.instance.cls.lookup('call')?.kind !== 'function'
  ) {
    const { className, name, model } = first.host;
    // A functional model takes whatever can be made a tensor, since an optional input may be None.
    const keras =
      layer.model?.modelKind === 'functional'
        ? words`No tensor can be made of it.`
        : 'Only input tensors may be passed as positional arguments.';
    const refusal = model
      ? words`${layer.className} "${layer.name}" is called on the model ${className} "${name}" itself, not on a tensor: call ${className} on its input first.`
      : words`${layer.className} "${layer.name}" is called on the layer ${className} "${name}" itself, not on a tensor: call ${className} on its input first.`;
    throw new LayerError('not-a-tensor', joined([refusal, keras], ' '));
  }
  if (first?.kind === 'none' && isKeras && layer.instance.cls.lookup('call')?.kind !== 'function')
    throw new LayerError(
      'not-a-tensor',
      words`${layer.className} "${layer.name}" is called on None: its input is not optional. Pass a tensor or an array.`,
    );
  const isList = first?.kind === 'list' || first?.kind === 'tuple';
  if (isList && layer.definition?.family === 'merging' && first.items.some(({ kind }) => kind === 'none'))
    throw new LayerError(
      'not-a-tensor',
      words`${layer.className} "${layer.name}" is called on a list with None in it. Pass tensors or arrays.`,
    );
}

const NO_TENSORS: ReadonlyMap<string, Nest<TensorSpec>> = new Map();

/** What the call was given besides its first argument, as far as it is tensors. */
function tensorsBeside(bound: ReadonlyMap<string, Value>, first: string): ReadonlyMap<string, Nest<TensorSpec>> {
  if (bound.size < 2) return NO_TENSORS;
  const found = new Map<string, Nest<TensorSpec>>();
  for (const [name, value] of bound) {
    const structure = name === first ? undefined : structureOf(value);
    if (structure !== undefined) found.set(name, mapNest(structure, specOf));
  }
  return found;
}

/** What a declaration is told about a call. */
export const describeCall = (
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  bound: ReadonlyMap<string, Value>,
): DescribedCall =>
  describe({
    session,
    interpreter,
    layer,
    inputs,
    bound,
    infer: (child, specs, more = {}) =>
      inferInside(session, interpreter, child, mapNest(specs, specOfOutput), new Map(Object.entries(more))),
  });

/**
 * What a layer gives that another one calls: its rules or the user's call(), on traced tensors, without a node in the
 * graph.
 */
function inferInside(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  more: ReadonlyMap<string, Nest<TensorSpec>>,
): Nest<TensorSpec> {
  const tensorsOf = (nest: Nest<TensorSpec>): Value =>
    valueOfNest(interpreter, nest, (spec) => traced(session, { ...spec, dtype: spec.dtype ?? layer.dtype.compute }));
  const first = tensorsOf(inputs);
  const keywords = new Map([...more].map(([name, nest]) => [name, tensorsOf(nest)] as const));
  const bound = new Map([[parameterNames(layer)[0] ?? 'inputs', first], ...keywords]);
  const call = describeCall(session, interpreter, layer, inputs, bound);
  checkRank(session, layer, inputs);
  buildLayer(session, interpreter, layer, inputs, call);
  checkInputSpec(layer, inputs);
  checkFixedAxes(layer, inputs);
  const { output } = outputOf(session, interpreter, layer, { positional: [first], keywords }, inputs, call, false);
  if (layer.definition?.name === 'RNN') ownCellsRan(interpreter, layer, false);
  interpreter.touch(layer);
  layer.lastOutput = mapNest(output, (leaf) => leaf.spec);
  return layer.lastOutput;
}

function outputOf(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  inputs: Nest<TensorSpec>,
  call: DescribedCall,
  symbolic: boolean,
): Outcome {
  const own = layer.instance.cls.lookup('call');
  if (own?.kind === 'function') return callOwn(session, interpreter, layer, own, args, inputs, symbolic);
  const output = inferDeclared(session, interpreter, layer, inputs, call, symbolic);
  callActivations(session, interpreter, layer, inputs, output);
  const running = layer.model as (typeof layer.model & Partial<RunsCalls>) | undefined;
  const isCached = symbolic && session.kerasVersion === 3 && running?.isMadeOn?.(inputs);
  if (running && !isCached) ownCallsRan(interpreter, [layer]);
  return { output };
}

/**
 * What a call gives as tensors. `value`: a tuple that the program's own call() returns for data, with sizes and the
 * like among its tensors, as it is.
 */
interface Outcome {
  readonly output: Nest<KerasTensor>;
  readonly value?: Value | undefined;
}

/**
 * A layer given as an activation (`Dense(4, activation=PReLU())`) belongs to the layer it is given to, and is built on
 * what it is applied to: the output, or
 * the state of a recurrent layer.
 */
function callActivations(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  output: Nest<KerasTensor>,
): void {
  const { definition } = layer;
  for (const name of ['activation', 'recurrent_activation']) {
    const given = definition && name in definition.parameters ? layerOf(layer.args.value(name)) : undefined;
    if (!definition || !given) continue;
    if (!layer.children.includes(given)) {
      interpreter.touch(layer);
      layer.children.push(given);
    }
    const [first] = flatten(output);
    const units = layer.terms['units'];
    const isRecurrent = definition.family === 'recurrent';
    if (isRecurrent && (units === undefined || units === null)) {
      layer.unknown ??= words`its activation is a layer`;
      continue;
    }
    const shape = isRecurrent ? [flatten(inputs)[0]?.shape?.[0] ?? null, units!] : first?.shape;
    inferInside(session, interpreter, given, { shape, dtype: layer.dtype.compute }, new Map());
  }
}

/** Traced tensors of what the declaration (or the model) says. Rank and sizes that it cannot decide stay unknown. */
export function inferDeclared(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  call: DescribedCall,
  symbolic = true,
): Nest<KerasTensor> {
  try {
    const running = layer.model as (typeof layer.model & Partial<RunsCalls>) | undefined;
    const specs = running?.run
      ? running.run(interpreter, inputs, session.kerasVersion === 2)
      : layer.definition
        ? declaredOutput(layer.definition, layer, call)
        : givesInputsBack(session, layer)
          ? inputs
          : undefined;
    if (specs === undefined) throw new Undecided('what the layer gives is not known');
    const dtype = symbolic ? layer.dtype.compute : dtypeOnData(layer, inputs);
    return mapNest(specs, (spec) => traced(session, { ...spec, dtype: spec.dtype ?? dtype }));
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return traced(session, { shape: undefined, dtype: layer.dtype.compute });
  }
}

/** What the declaration says, without what stood in for axes that are not known. */
const declaredOutput = (definition: LayerDefinition, layer: LayerState, call: DescribedCall): Nest<TensorSpec> =>
  asked(call, (one) => mapNest(definition.output(layer.args, one, layer), specOfOutput));

/** An argument as the user's call() gets it: traced tensors, of floats in the dtype that the layer computes in. */
function traceArgument(session: KerasSession, interpreter: Interpreter, layer: LayerState, value: Value): Value {
  const found = structureOf(value);
  if (!found) return value;
  return valueOfNest<Value>(interpreter, found, (leaf) => {
    if (leaf instanceof KerasTensor || leaf instanceof ArrayValue) {
      const dtype = /^(float|bfloat)/.test(leaf.dtype ?? '')
        ? layer.dtype.compute
        : (leaf.dtype ?? layer.dtype.compute);
      return traced(session, { ...specOf(leaf), dtype });
    }
    return leaf;
  });
}

/** Runs the user's call() on traced tensors. Layers that it builds on the way are built. */
function callOwn(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  own: FunctionValue,
  args: CallArguments,
  inputs: Nest<TensorSpec>,
  symbolic: boolean,
): Outcome {
  const inputsOfCall: Value[] = [];
  const trace = (value: Value): Value => {
    inputsOfCall.push(traceArgument(session, interpreter, layer, value));
    return inputsOfCall.at(-1)!;
  };
  const method = interpreter.getAttribute(layer.instance, 'call');
  const keywords = new Map<string, Value>();
  for (const [name, value] of args.keywords) keywords.set(name, trace(value));
  for (const name of ['training', 'mask']) {
    const value = keywords.get(name);
    const accepts = own.definition.parameters.some(
      (parameter) => parameter.name === name || parameter.parameterKind === 'keywords',
    );
    if (value !== undefined && !accepts) keywords.delete(name);
  }
  const training = toldToTrain(session, interpreter, own, args, keywords);
  const tracedArgs = { ...args, positional: args.positional.map(trace), keywords };
  const result = runFollowed(interpreter, layer, inputsOfCall, () =>
    session.trained(training, () =>
      session.scopes.within(interpreter, layer, () => interpreter.callWith(method, tracedArgs)),
    ),
  );
  adoptFromContainers(session, interpreter, layer);
  const specs = mapNest(structureOf(result) ?? result, specOf);
  const followed = flatten(specs).every((spec) => spec.shape);
  if (!followed) perhapsBuilt(interpreter, layer);
  // tf.keras 2 runs call() even so.
  const asks = symbolic && (session.kerasVersion === 3 || session.firstGeneration || !followed);
  const declared = asks
    ? declaredShapes(interpreter, layer, inputs, bindCall(parameterNames(layer), args, session.kerasVersion))
    : undefined;
  const isStatic = flatten(inputs).some(({ shape }) => shape && shape[0] !== undefined && shape[0] !== null);
  // A None of the class's own is then not what call() gives where the batch size is fixed.
  const isOverstated = ({ shape }: TensorSpec): boolean =>
    session.kerasVersion === 2 && !session.firstGeneration && isStatic && shape?.[0] === null;
  // Where the class says it and what it says is not followed, a size that call() leaves open may be decided there.
  const isOpen = ({ shape }: TensorSpec): boolean =>
    (asks || flatten(inputs).some((input) => !input.shape)) &&
    !declared &&
    layer.instance.cls.lookup('compute_output_shape')?.kind === 'function' &&
    shape?.slice(1).includes(null) === true;
  const output = mapNest(declared ?? specs, (spec) =>
    traced(session, {
      ...((declared && isOverstated(spec)) || isOpen(spec) ? { shape: undefined } : spec),
      dtype: spec.dtype ?? layer.dtype.compute,
    }),
  );
  const asItIs =
    !symbolic && !declared && (result.kind === 'tuple' || result.kind === 'list') && structureOf(result) === undefined;
  return { output, value: asItIs || (result.kind === 'none' && !declared) ? result : undefined };
}

/** Runs call() and keeps what it made of what: a model's memory is reckoned from that. */
function runFollowed(interpreter: Interpreter, layer: LayerState, inputs: readonly Value[], run: () => Value): Value {
  const result = recorded(run);
  interpreter.touch(layer);
  layer.followed = { inputs, result };
  return result;
}

/**
 * What call() gets as `training`, said by the program or by the call around it, which is then put into `keywords`;
 * undefined: its own default.
 */
function toldToTrain(
  session: KerasSession,
  interpreter: Interpreter,
  own: FunctionValue,
  args: CallArguments,
  keywords: Map<string, Value>,
): Value | undefined {
  const place = own.definition.parameters.findIndex(({ name }) => name === 'training');
  if (place > 0 && place <= args.positional.length) return args.positional[place - 1];
  const said = keywords.get('training');
  if (said && said.kind !== 'none') return said;
  if (place <= 0 || args.incomplete) return session.training;
  // Keras 2 fills a `training` without a default too; Keras 3 refuses the call.
  const usual =
    session.training ??
    (session.kerasVersion === 2 && !own.defaults.has('training')
      ? interpreter.unknown('whether it trains is not known', 'training')
      : undefined);
  if (usual) keywords.set('training', usual);
  return session.training;
}

/**
 * Where the class defines compute_output_shape, Keras asks that and not call(). Several outputs are a list of shapes.
 */
function declaredShapes(
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  bound: ReadonlyMap<string, Value>,
): Nest<TensorSpec> | undefined {
  const own = layer.instance.cls.lookup('compute_output_shape');
  if (own?.kind !== 'function') return undefined;
  const result = interpreter.call(
    interpreter.getAttribute(layer.instance, 'compute_output_shape'),
    [shapesValue(interpreter, inputs)],
    shapesByName(interpreter, own, bound),
  );
  const shape = shapeOf(result);
  if (shape) return { shape };
  const several = (result.kind === 'list' && !result.summary) || result.kind === 'tuple' ? result.items : [];
  return several.length > 0 && several.every((item) => item.kind === 'list' || item.kind === 'tuple')
    ? specsOfShapes(result)
    : undefined;
}

/** A node of the graph for this call; its outputs know where they come from. */
export function intoGraph(
  session: KerasSession,
  layer: LayerState,
  symbolic: readonly KerasTensor[],
  output: Nest<KerasTensor>,
  site: Node['site'],
  run: Node['run'],
): Nest<KerasTensor> {
  return addNode(
    session,
    layer.operation,
    symbolic,
    mapNest(output, (leaf) => leaf.spec),
    site,
    run,
    layer.nodes,
  );
}

/**
 * The same call on other shapes: what a model does when it is called on new inputs. `specs` replace the symbolic
 * tensors in order.
 */
function replay(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  structure: Nest<Value>,
  specs: readonly TensorSpec[],
  mask: Value | undefined,
): Nest<TensorSpec> {
  let next = 0;
  const replaced = new Map<Value, KerasTensor>();
  const replace = (value: Value): Value => {
    const found = structureOf(value);
    if (!found) return value;
    return valueOfNest<Value>(interpreter, found, (leaf) => {
      if (!(leaf instanceof KerasTensor) || leaf.traced) return leaf;
      let tensor = replaced.get(leaf);
      const spec = specs[next++];
      if (!tensor) {
        tensor = traced(session, { shape: undefined, ...spec, dtype: spec?.dtype ?? leaf.dtype });
        replaced.set(leaf, tensor);
      }
      return tensor;
    });
  };
  const names = parameterNames(layer);
  // In the order of the call; a mask that came with the input is the last of the symbolic tensors.
  const given = [...bindCall(names, args, session.kerasVersion)];
  const renewed = new Map(
    [...given.filter(([, value]) => value !== mask), ...given.filter(([, value]) => value === mask)].map(
      ([name, value]) => [name, replace(value)],
    ),
  );
  const again: CallArguments = {
    ...args,
    positional: args.positional.map((_, i) => renewed.get(argumentName(names, i))!),
    keywords: new Map([...args.keywords.keys()].map((name) => [name, renewed.get(name)!])),
  };
  const rebound = bindCall(names, again, session.kerasVersion);
  const first = rebound.get(names[0] ?? 'inputs') ?? firstGiven(again) ?? NONE;
  const inner = structureOf(first) ?? structure;
  const inputs = mapNest(inner, specOf);
  checkRank(session, layer, inputs);
  checkFixedAxes(layer, inputs);
  const { output } = outputOf(
    session,
    interpreter,
    layer,
    again,
    inputs,
    describeCall(session, interpreter, layer, inputs, rebound),
    false,
  );
  return mapNest(output, (leaf) => leaf.spec);
}
