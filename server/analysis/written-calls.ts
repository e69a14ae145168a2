/** What the calls that the program writes down make and are given: constructors of layers, functions of the program, methods of models. */
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { Nest } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { specOf, structureOf } from '../keras/layers/values.ts';
import { flatten, mapNest } from '../keras/nests.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Call, ClassDefinition, Expression, FunctionDefinition, Parameter, Span } from '../python/syntax/tree.ts';
import type { CallArguments, Interpreter } from '../python/values/interpreter.ts';
import type { Mutable } from '../python/values/journal.ts';
import type { FunctionValue, Value } from '../python/values/value.ts';
import type { ArgumentFact, ConstructorFact, DataFact, FunctionCall, FunctionFact, KnownShape, LayerFact, MethodFact, ModelFact } from './analysis.ts';

/** So many layers of one constructor call, and so many different calls of one function, are kept. */
const MOST_KEPT = 64;
const LONGEST_ARGUMENT = 40;

/** The positional parameters of the methods of models that hovers explain. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
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
/** So many such calls are described when they are heard. */
const MOST_TOLD = 64;
const DATA: ReadonlySet<string> = new Set(['x', 'y', 'validation_data']);

/** Of a class of the program, `node` is its definition too. */
interface Constructor { readonly node: Call | ClassDefinition; readonly layers: LayerState[] }
interface OwnFunction { readonly function: FunctionValue; readonly sites: Map<Call, Span>; readonly calls: Map<string, PendingCall>; times: number }
interface PendingCall { readonly inputs: FunctionCall['inputs']; readonly output: FunctionCall['output']; readonly made: LayerState | undefined }
interface Method { readonly call: Call; readonly name: string; readonly model: LayerState; readonly then: ModelFact | undefined; readonly data: readonly DataFact[]; readonly settings: ReadonlyMap<string, string>; readonly complete: boolean; readonly speculative: boolean }

export class WrittenCalls implements Mutable {
  private constructors = new Map<Call | ClassDefinition, Constructor>();
  private functions = new Map<object, OwnFunction>();
  private methods = new Map<Call, Method>();
  private told = 0;
  private readonly touch: (fact: Mutable) => void;
  private readonly describe: (model: LayerState) => ModelFact | undefined;

  /** `touch` is told before this changes; `describe` gives a model as it is now. */
  constructor(touch: (fact: Mutable) => void, describe: (model: LayerState) => ModelFact | undefined) { this.touch = touch; this.describe = describe; }

  snapshot(): unknown {
    const constructors = [...this.constructors].map(([key, { node, layers }]) => [key, { node, layers: layers.slice() }] as const);
    const functions = [...this.functions].map(([key, known]) => [key, { ...known, sites: new Map(known.sites), calls: new Map(known.calls) }] as const);
    return { constructors: new Map(constructors), functions: new Map(functions), methods: new Map(this.methods), told: this.told };
  }
  restore(state: unknown): void { Object.assign(this, state); }

  called(interpreter: Interpreter, call: Call, callee: Value, args: CallArguments, value: Value, speculative: boolean): void {
    this.touch(this);
    switch (callee.kind) {
      case 'class': case 'native': {
        const made = callee.kind === 'class' ? layerOf(value) : inputLayerOf(value);
        if (made) this.constructed(call, made);
        if (made && callee.kind === 'class' && callee.definition) this.constructed(callee.definition, made);
        break;
      }
      case 'function': this.functionCalled(interpreter, call, callee, args.positional, args, value); break;
      case 'method': {
        const layer = layerOf(callee.receiver);
        if (callee.method.kind === 'function') this.functionCalled(interpreter, call, callee.method, [callee.receiver, ...args.positional], args, value);
        else if (layer?.model && call.callee.kind === 'Attribute' && METHODS[call.callee.name]) this.methodCalled(interpreter, call, call.callee.name, layer, args, speculative);
        break;
      }
      default:
    }
  }

  private constructed(node: Call | ClassDefinition, layer: LayerState): void {
    if (layer.model) return; // Its own facts say more.
    const known = this.constructors.get(node);
    if (!known) this.constructors.set(node, { node, layers: [layer] });
    else if (known.layers.length < MOST_KEPT) known.layers.push(layer);
    else known.layers[MOST_KEPT - 1] = layer;
  }

  private functionCalled(interpreter: Interpreter, call: Call, fn: FunctionValue, positional: readonly Value[], args: CallArguments, value: Value): void {
    if (fn.definition.kind !== 'FunctionDefinition') return;
    const made = layerOf(value);
    const inputs = boundArguments(interpreter, fn.definition.parameters, positional, args);
    const output = tensorShapes(value);
    if (output === undefined && made === undefined && inputs.every(({ shape }) => shape === undefined)) return;
    let known = this.functions.get(fn.definition);
    if (!known) this.functions.set(fn.definition, known = { function: fn, sites: new Map(), calls: new Map(), times: 0 });
    known.times++;
    const name = calleeName(call.callee);
    if (name) known.sites.set(call, name);
    const key = JSON.stringify([inputs.map(({ name, shape, text }) => [name, text, shape && flatten(shape).map(String)]), output && flatten(output).map(String)]);
    if (known.calls.size < MOST_KEPT) known.calls.set(key, { inputs, output, made });
  }

  private methodCalled(interpreter: Interpreter, call: Call, name: string, model: LayerState, args: CallArguments, speculative: boolean): void {
    const given = new Map<string, Value>(args.keywords);
    args.positional.forEach((value, index) => { const parameter = METHODS[name]?.[index]; if (parameter) given.set(parameter, value); });
    const data: DataFact[] = [];
    const settings = new Map<string, string>();
    for (const [parameter, value] of given) {
      if (DATA.has(parameter)) data.push({ name: parameter, ...dataShapes(interpreter, value) });
      else settings.set(parameter, plainText(interpreter, value) ?? '…');
    }
    const then = TELLS.has(name) && this.told++ < MOST_TOLD ? this.describe(model) : undefined;
    this.methods.set(call, { call, name, model, then, data, settings, complete: args.incomplete === undefined, speculative });
  }

  constructorFacts(layerFact: (layer: LayerState) => LayerFact, text: string): readonly ConstructorFact[] {
    return [...this.constructors.values()].flatMap(({ node, layers }): ConstructorFact[] => {
      if (node.kind === 'Call') {
        return [{
          span: spanOf(node), nameSpan: calleeName(node.callee) ?? spanOf(node.callee), layers: layers.map(layerFact),
          arguments: argumentFacts(node, Object.keys(layers[0]?.definition?.parameters ?? {})),
          spreads: node.arguments.filter(({ spread }) => spread !== '').map(spanOf),
        }];
      }
      const span = spanOf(node.nameSpan);
      // The class of another file is defined there.
      return text.slice(span.start, span.end) === node.name ? [{ span, nameSpan: span, layers: layers.map(layerFact), arguments: [], spreads: [] }] : [];
    });
  }

  functionFacts(layerFact: (layer: LayerState) => LayerFact, modelFact: (layer: LayerState) => ModelFact | undefined, isOfThisFile: (fn: FunctionValue) => boolean): readonly FunctionFact[] {
    return [...this.functions.values()].map(({ function: fn, sites, calls, times }) => {
      const definition = fn.definition as FunctionDefinition;
      return {
        name: fn.name, times, spans: [...(isOfThisFile(fn) ? [spanOf(definition.nameSpan)] : []), ...sites.values()],
        parameters: definition.parameters.map(({ name }) => name),
        calls: [...calls.values()].map(({ inputs, output, made }): FunctionCall => ({ inputs, output, model: made && modelFact(made), layer: made && layerFact(made) })),
      };
    });
  }

  methodFacts(modelFact: (layer: LayerState) => ModelFact | undefined): readonly MethodFact[] {
    return [...this.methods.values()].flatMap(({ call, name, model, then, data, settings, complete, speculative }): MethodFact[] => {
      const last = modelFact(model);
      const changed = last && then && !isAsTold(last, then);
      const fact = changed ? { ...then, variable: last.variable } : last;
      const span = calleeName(call.callee);
      return fact && span ? [{ span, name, model: fact, changed: changed === true, data, settings, complete, arguments: argumentFacts(call, METHODS[name] ?? []), speculative }] : [];
    });
  }
}

/** Whether a summary would print the same. */
const isAsTold = (a: ModelFact, b: ModelFact): boolean => toldText(a) === toldText(b);
const toldText = ({ rows, total, trainable, built, unknown }: ModelFact): string =>
  JSON.stringify([rows.map(({ name, params, outputShape, built }) => [name, String(params), outputShape && flatten(outputShape).map(String), built]), String(total), String(trainable), built, unknown]);

const spanOf = ({ start, end }: Span): Span => ({ start, end });

function calleeName(callee: Expression): Span | undefined {
  return callee.kind === 'Name' ? spanOf(callee) : callee.kind === 'Attribute' ? spanOf(callee.nameSpan) : undefined;
}

/** The arguments as they are written, with the parameters they are for. After `*rest` positions say nothing. */
function argumentFacts(call: Call, parameters: readonly string[]): readonly ArgumentFact[] {
  const star = parameters.indexOf('*');
  const positional = star < 0 ? parameters : parameters.slice(0, star);
  let next = 0;
  return call.arguments.flatMap((argument): ArgumentFact[] => {
    if (argument.spread !== '') { next = Number.POSITIVE_INFINITY; return []; }
    const name = argument.name ?? positional[next++];
    return name === undefined ? [] : [{ name, span: spanOf(argument), valueSpan: spanOf(argument.value), literal: isLiteral(argument.value) }];
  });
}

function isLiteral(value: Expression): boolean {
  switch (value.kind) {
    case 'Constant': return true;
    case 'Unary': return isLiteral(value.operand);
    case 'Tuple': case 'List': return value.elements.every(isLiteral);
    default: return false;
  }
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
  if (leaves.length === 0 || leaves.length > MOST_KEPT || !leaves.every((leaf) => leaf instanceof KerasTensor || leaf instanceof ArrayValue)) return undefined;
  return mapNest(structure, (leaf): KnownShape => specOf(leaf).shape);
}

function boundArguments(interpreter: Interpreter, parameters: readonly Parameter[], positional: readonly Value[], args: CallArguments): FunctionCall['inputs'] {
  const inputs: { name: string; shape: Nest<KnownShape> | undefined; text: string | undefined }[] = [];
  const ordinary = parameters.filter(({ parameterKind }) => parameterKind === 'ordinary' || parameterKind === 'positional-only');
  positional.forEach((value, index) => {
    const name = ordinary[index]?.name;
    if (name === undefined || name === 'self') return;
    inputs.push({ name, shape: tensorShapes(value), text: plainText(interpreter, value) });
  });
  for (const [name, value] of args.keywords) inputs.push({ name, shape: tensorShapes(value), text: plainText(interpreter, value) });
  return inputs;
}

/** Numbers, strings and tuples of them as Python prints them, where that is short. */
function plainText(interpreter: Interpreter, value: Value): string | undefined {
  if (value.kind === 'unknown') return value.name;
  if (!['int', 'float', 'str', 'bool', 'none'].includes(value.kind) && !((value.kind === 'tuple' || value.kind === 'list') && value.items.length <= 8 && value.items.every(({ kind }) => kind === 'int' || kind === 'none' || kind === 'str'))) return undefined;
  const text = interpreter.repr(value);
  return text === undefined || text.length > LONGEST_ARGUMENT ? undefined : text;
}

/** What is known of data: the shapes of arrays, or of the batches that a data set gives. */
function dataShapes(interpreter: Interpreter, value: Value): { readonly shape: Nest<KnownShape> | undefined; readonly batches: boolean } {
  const shape = tensorShapes(value);
  if (shape !== undefined) return { shape, batches: false };
  const element = value.kind === 'host' ? value.element?.(interpreter) : undefined;
  return { shape: element && tensorShapes(element), batches: element !== undefined };
}
