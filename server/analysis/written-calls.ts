/**
 * What the calls that the program writes down make and are given: constructors of layers, functions of the program,
 * methods of models.
 */
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { Nest } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { specOf, structureOf } from '../keras/layers/values.ts';
import { flatten, mapNest } from '../keras/nests.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Call, ClassDefinition, Expression, Parameter } from '../python/syntax/tree.ts';
import type { CallArguments, Interpreter } from '../python/domain/interpreter.ts';
import { Parts } from '../python/evaluate/ledgers.ts';
import type { FunctionValue, Value } from '../python/domain/value.ts';
import type { DataFact, FunctionCall, KnownShape, ModelFact } from './analysis.ts';
import type { Makers } from './makers.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

/** So many layers of one constructor call, and so many different calls of one function, are kept. */
const MOST_KEPT = 64;
/** So many calls that give models are kept of one statement. */
const MOST_BUILT = 1_000;
const LONGEST_ARGUMENT = 40;

/** The positional parameters of the methods of models that hovers explain. */
export const METHODS: Readonly<Record<string, readonly string[]>> = {
  compile: ['optimizer', 'loss', 'loss_weights', 'metrics'],
  fit: ['x', 'y', 'batch_size', 'epochs', 'verbose', 'callbacks', 'validation_split', 'validation_data'],
  evaluate: ['x', 'y', 'batch_size'],
  predict: ['x', 'batch_size'],
  train_on_batch: ['x', 'y'],
  summary: [],
  count_params: [],
};
/** Methods that tell the model as it is when they are called: it may get more layers later, or be frozen. */
const TELLS: ReadonlySet<string> = new Set(['summary', 'count_params']);
/** So many such calls of one statement are described when they are heard. */
const MOST_TOLD = 64;
const DATA: ReadonlySet<string> = new Set(['x', 'y', 'validation_data']);

interface OwnFunction {
  readonly function: FunctionValue;
  readonly sites: Map<Call, Place>;
  readonly calls: Map<string, PendingCall>;
  times: number;
}
interface PendingCall {
  readonly inputs: FunctionCall['inputs'];
  readonly output: FunctionCall['output'];
  readonly made: LayerState | undefined;
}
interface Method {
  readonly call: Call;
  readonly name: string;
  readonly model: LayerState;
  readonly then: ModelFact | undefined;
  readonly data: readonly DataFact[];
  readonly settings: ReadonlyMap<string, string>;
  readonly complete: boolean;
  readonly speculative: boolean;
}

export interface BuilderCall {
  readonly call: Call;
  readonly models: readonly LayerState[];
  readonly speculative: boolean;
}

/** What one statement has called. */
export interface Written {
  /** The layers made, in order; of a class of the program, by its definition too. */
  readonly constructors: Map<Call | ClassDefinition, LayerState[]>;
  readonly functions: Map<object, OwnFunction>;
  readonly methods: Map<Call, Method>;
  /** Calls of functions of the program that make models and give them: the models of each evaluation. */
  readonly builders: BuilderCall[];
  /** How many models were described when they were told. */
  told: number;
}
const nothing = (): Written => ({
  constructors: new Map(),
  functions: new Map(),
  methods: new Map(),
  builders: [],
  told: 0,
});

export class WrittenCalls {
  readonly parts = new Parts<Written>(
    nothing,
    ({ constructors, functions, methods, builders }) =>
      constructors.size + functions.size + methods.size + builders.length === 0,
  );
  private readonly makers: Makers;
  private readonly describe: (model: LayerState) => ModelFact | undefined;

  /** `describe` gives a model as it is now. */
  constructor(makers: Makers, describe: (model: LayerState) => ModelFact | undefined) {
    this.makers = makers;
    this.describe = describe;
  }

  called(
    interpreter: Interpreter,
    call: Call,
    callee: Value,
    args: CallArguments,
    value: Value,
    speculative: boolean,
  ): void {
    switch (callee.kind) {
      case 'class':
      case 'native': {
        const made = callee.kind === 'class' ? layerOf(value) : inputLayerOf(value);
        if (made) this.constructed(call, made);
        if (made) this.makers.made(callee, made, calleeName(call.callee));
        if (made && callee.kind === 'class' && callee.definition) this.constructed(callee.definition, made);
        break;
      }
      case 'function':
        this.functionCalled(interpreter, call, callee, args.positional, args, value);
        this.builderCalled(call, value, speculative);
        break;
      case 'method': {
        const layer = layerOf(callee.receiver);
        if (callee.method.kind === 'function') {
          this.functionCalled(interpreter, call, callee.method, [callee.receiver, ...args.positional], args, value);
          this.builderCalled(call, value, speculative);
        } else if (layer?.model && call.callee.kind === 'Attribute' && METHODS[call.callee.name])
          this.methodCalled(interpreter, call, call.callee.name, layer, args, speculative);
        break;
      }
      default:
    }
  }

  private constructed(node: Call | ClassDefinition, layer: LayerState): void {
    if (layer.model) return; // Its own facts say more.
    const { constructors } = this.parts.now;
    addLayers(constructors, node, [layer]);
  }

  private functionCalled(
    interpreter: Interpreter,
    call: Call,
    fn: FunctionValue,
    positional: readonly Value[],
    args: CallArguments,
    value: Value,
  ): void {
    if (fn.definition.kind !== 'FunctionDefinition') return;
    const made = layerOf(value);
    const inputs = boundArguments(interpreter, fn.definition.parameters, positional, args);
    const output = tensorShapes(value);
    if (output === undefined && made === undefined && inputs.every(({ shape }) => shape === undefined)) return;
    const { functions } = this.parts.now;
    let known = functions.get(fn.definition);
    if (!known) functions.set(fn.definition, (known = { function: fn, sites: new Map(), calls: new Map(), times: 0 }));
    known.times++;
    const name = calleeName(call.callee);
    if (name) known.sites.set(call, name);
    const key = JSON.stringify([
      inputs.map(({ name, shape, text }) => [name, text, shape && flatten(shape).map(String)]),
      output && flatten(output).map(String),
    ]);
    if (known.calls.size < MOST_KEPT) known.calls.set(key, { inputs, output, made });
  }

  /** What a function gives that it was given has its place elsewhere. */
  private builderCalled(call: Call, value: Value, speculative: boolean): void {
    const { builders } = this.parts.now;
    if (builders.length >= MOST_BUILT) return;
    const models = modelsIn(value).filter(({ madeThrough }) => madeThrough.some((caller) => caller.call === call));
    if (models.length > 0) builders.push({ call, models, speculative });
  }

  private methodCalled(
    interpreter: Interpreter,
    call: Call,
    name: string,
    model: LayerState,
    args: CallArguments,
    speculative: boolean,
  ): void {
    const given = new Map<string, Value>(args.keywords);
    args.positional.forEach((value, index) => {
      const parameter = METHODS[name]?.[index];
      if (parameter) given.set(parameter, value);
    });
    const data: DataFact[] = [];
    const settings = new Map<string, string>();
    for (const [parameter, value] of given) {
      if (DATA.has(parameter)) data.push({ name: parameter, ...dataShapes(interpreter, value) });
      else settings.set(parameter, plainText(interpreter, value) ?? '…');
    }
    const { now } = this.parts;
    const then = TELLS.has(name) && now.told++ < MOST_TOLD ? this.describe(model) : undefined;
    now.methods.set(call, {
      call,
      name,
      model,
      then,
      data,
      settings,
      complete: args.incomplete === undefined,
      speculative,
    });
  }

  /** What all statements have called. */
  whole(): Written {
    const whole = nothing();
    for (const { constructors, functions, methods, builders } of this.parts.all) {
      for (const builder of builders) whole.builders.push(builder);
      for (const [node, layers] of constructors) addLayers(whole.constructors, node, layers);
      for (const [definition, own] of functions) addFunction(whole.functions, definition, own);
      for (const [call, method] of methods) whole.methods.set(call, method);
    }
    return whole;
  }
}

function addLayers(
  constructors: Written['constructors'],
  node: Call | ClassDefinition,
  layers: readonly LayerState[],
): void {
  const known = constructors.get(node);
  if (!known) {
    constructors.set(node, layers.slice());
    return;
  }
  for (const layer of layers) {
    if (known.length < MOST_KEPT) known.push(layer);
    else known[MOST_KEPT - 1] = layer;
  }
}

function addFunction(functions: Written['functions'], definition: object, own: OwnFunction): void {
  const known = functions.get(definition);
  if (!known) {
    functions.set(definition, { ...own, sites: new Map(own.sites), calls: new Map(own.calls) });
    return;
  }
  known.times += own.times;
  for (const [call, name] of own.sites) known.sites.set(call, name);
  for (const [key, call] of own.calls) if (known.calls.size < MOST_KEPT) known.calls.set(key, call);
}

/** The model that a function gives, or those of a tuple, list or dict that it gives. */
function modelsIn(value: Value): readonly LayerState[] {
  const isLong =
    value.kind === 'tuple' || value.kind === 'list'
      ? value.items.length > MOST_KEPT
      : value.kind === 'dict' && value.entries.size > MOST_KEPT;
  if (isLong) return [];
  const items =
    value.kind === 'tuple' || value.kind === 'list'
      ? value.items
      : value.kind === 'dict'
        ? [...value.entries.values()].map(([, item]) => item)
        : [value];
  return items.flatMap((item) => {
    const layer = layerOf(item);
    return layer?.model ? [layer] : [];
  });
}

/** Where the name stands that is called. */
export function calleeName(callee: Expression): Place | undefined {
  return callee.kind === 'Name' ? callee : callee.kind === 'Attribute' ? callee.nameSpan : undefined;
}

/** `Input()` gives the tensor of the layer that it makes. */
function inputLayerOf(value: Value): LayerState | undefined {
  if (!(value instanceof KerasTensor)) return undefined;
  const layer = value.node?.operation.layer;
  return layer?.className === 'InputLayer' ? layer : undefined;
}

/** Shapes of tensors, or of lists of tensors; undefined for anything else. */
function tensorShapes(value: Value): Nest<KnownShape> | undefined {
  const structure = structureOf(value);
  if (!structure) return undefined;
  const leaves = flatten(structure);
  if (
    leaves.length === 0 ||
    leaves.length > MOST_KEPT ||
    !leaves.every((leaf) => leaf instanceof KerasTensor || leaf instanceof ArrayValue)
  )
    return undefined;
  return mapNest(structure, (leaf): KnownShape => specOf(leaf).shape);
}

/** What is passed to parameters of a function, by name; `self` left out. */
export function boundArguments(
  interpreter: Interpreter,
  parameters: readonly Parameter[],
  positional: readonly Value[],
  args: CallArguments,
): FunctionCall['inputs'] {
  const inputs: { name: string; shape: Nest<KnownShape> | undefined; text: string | undefined }[] = [];
  const ordinary = parameters.filter(
    ({ parameterKind }) => parameterKind === 'ordinary' || parameterKind === 'positional-only',
  );
  positional.forEach((value, index) => {
    const name = ordinary[index]?.name;
    if (name === undefined || name === 'self') return;
    inputs.push({ name, shape: tensorShapes(value), text: plainText(interpreter, value) });
  });
  for (const [name, value] of args.keywords)
    inputs.push({ name, shape: tensorShapes(value), text: plainText(interpreter, value) });
  return inputs;
}

/** Numbers, strings and tuples of them as Python prints them, where that is short. */
function plainText(interpreter: Interpreter, value: Value): string | undefined {
  if (isUndetermined(value)) return value.name;
  if (
    !['int', 'float', 'str', 'bool', 'none'].includes(value.kind) &&
    !(
      (value.kind === 'tuple' || value.kind === 'list') &&
      value.items.length <= 8 &&
      value.items.every(({ kind }) => kind === 'int' || kind === 'none' || kind === 'str')
    )
  )
    return undefined;
  const text = interpreter.repr(value);
  return text === undefined || text.length > LONGEST_ARGUMENT ? undefined : text;
}

/** What is known of data: the shapes of arrays, or of the batches that a data set gives. */
function dataShapes(
  interpreter: Interpreter,
  value: Value,
): { readonly shape: Nest<KnownShape> | undefined; readonly batches: boolean } {
  const shape = tensorShapes(value);
  if (shape !== undefined) return { shape, batches: false };
  const element = value.kind === 'host' ? value.element?.(interpreter) : undefined;
  return { shape: element && tensorShapes(element), batches: element !== undefined };
}
