/**
 * The values of gradients, by the formulas that TensorFlow has for each operation, where all that lies between is known
 * and simple.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { Float, type Value } from '../../python/domain/value.ts';
import { sameShape, type Shape } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import type { LibraryCall } from '../../python/library/arrays/library-call.ts';
import { howMade, type Made } from '../../python/library/arrays/recording.ts';

/** Tensors between target and source: more are not followed. */
const MOST_STEPS = 200;

type Gradients = readonly (Value | undefined)[];
/** What flows back to each of the inputs; undefined for the whole where it is not worked out. */
type Backward = (flow: Value, made: Made, result: ArrayValue, tools: Tools) => Gradients | undefined;

class Tools {
  readonly interpreter: Interpreter;
  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
  }
  times(a: Value, b: Value): Value {
    return this.interpreter.binary('*', a, b);
  }
  negative(a: Value): Value {
    return this.interpreter.binary('*', a, new Float(-1));
  }
}

const product: Backward = (flow, { inputs: [a, b] }, _, tools) => [tools.times(flow, b!), tools.times(flow, a!)];
const quotient: Backward = (flow, { inputs: [a, b] }, _, { interpreter }) => [
  interpreter.binary('/', flow, b!),
  interpreter.binary(
    '*',
    flow,
    interpreter.binary('/', interpreter.binary('/', interpreter.binary('*', a!, new Float(-1)), b!), b!),
  ),
];
const power: Backward = (flow, { inputs: [a, b] }, _, { interpreter }) => {
  if (b === undefined || (b.kind !== 'int' && b.kind !== 'float')) return undefined;
  const exponent = Number(b.value);
  // For 2, x ** 1 is x to the last bit; a power of another kind is not.
  const raised = exponent === 2 ? a! : exponent === 3 ? interpreter.binary('*', a!, a!) : undefined;
  return raised && [interpreter.binary('*', interpreter.binary('*', flow, new Float(exponent)), raised), undefined];
};
const sum: Backward = (flow) => [flow];

const BACKWARD: Readonly<Record<string, Backward>> = {
  '+': (flow) => [flow, flow],
  Add: (flow) => [flow, flow],
  '-': (flow, _made, _result, tools) => [flow, tools.negative(flow)],
  Subtract: (flow, _made, _result, tools) => [flow, tools.negative(flow)],
  '*': product,
  Multiply: product,
  '/': quotient,
  Divide: quotient,
  TrueDivide: quotient,
  '**': power,
  Power: power,
  Negative: (flow, _made, _result, tools) => [tools.negative(flow)],
  'unary -': (flow, _made, _result, tools) => [tools.negative(flow)],
  Square: (flow, { inputs: [a] }, _, { interpreter }) => [
    interpreter.binary('*', flow, interpreter.binary('*', a!, new Float(2))),
  ],
  Identity: sum,
  ReduceSum: (flow, { named }) => (isNone(named?.get('axis')) ? [flow] : undefined),
  ReduceMean: (flow, { named, inputs: [a] }, _, { interpreter }) => {
    const count = a instanceof ArrayValue ? countOf(a.shape) : undefined;
    return isNone(named?.get('axis')) && count !== undefined
      ? [interpreter.binary('/', flow, new Float(count))]
      : undefined;
  },
};

const isNone = (value: Value | undefined): boolean => value === undefined || value.kind === 'none';
const countOf = (shape: Shape | undefined): number | undefined =>
  shape?.every((size) => typeof size === 'number')
    ? (shape as readonly number[]).reduce((all, size) => all * size, 1)
    : undefined;

/** The gradient of the target with its elements; undefined where they are not worked out. */
export function gradientValue(call: LibraryCall, target: Value, source: Value, tape: object): Value | undefined {
  const { interpreter } = call;
  if (!(target instanceof ArrayValue) || !(source instanceof ArrayValue)) return undefined;
  const order = inOrder(target, tape);
  const first = filled(target, 1);
  if (order === undefined || first === undefined) return undefined;
  const flows = new Map<Value, Value>([[target, first]]);
  const tools = new Tools(interpreter);
  for (const value of order) {
    const [flow, how] = [flows.get(value), howMade(value)];
    if (flow === undefined || how === undefined || !how.accounts.includes(tape)) continue;
    const backward = Object.hasOwn(BACKWARD, how.operation) ? BACKWARD[how.operation] : undefined;
    const given = backward?.(flow, how, value as ArrayValue, tools);
    if (given === undefined) return undefined;
    for (const [index, input] of how.inputs.entries()) {
      const part = given[index];
      if (!(input instanceof ArrayValue)) continue;
      const fitted = part && fit(interpreter, part, input);
      if (fitted === undefined) return undefined;
      const before = flows.get(input);
      flows.set(input, before ? interpreter.binary('+', before, fitted) : fitted);
    }
  }
  const found = flows.get(source);
  return found instanceof ArrayValue && found.elements ? found : undefined;
}

/** The tensors between, each before what it was made of; undefined where one is not followed. */
function inOrder(target: Value, tape: object): readonly Value[] | undefined {
  const done: Value[] = [];
  const state = new Set<Value>();
  let isWhole = true;
  const visit = (value: Value): void => {
    if (state.has(value) || !isWhole) return;
    state.add(value);
    if (state.size > MOST_STEPS || !(value instanceof ArrayValue)) {
      isWhole &&= value.kind === 'int' || value.kind === 'float' || value.kind === 'list' || value.kind === 'none';
      return;
    }
    const how = howMade(value);
    if (how?.accounts.includes(tape)) for (const input of how.inputs) visit(input);
    done.push(value);
  };
  visit(target);
  return isWhole ? done.reverse() : undefined;
}

/** The gradient as the input has its shape: numbers that were spread are added up. */
function fit(interpreter: Interpreter, part: Value, input: ArrayValue): Value | undefined {
  const data = toArray(interpreter, part);
  if (!(data instanceof ArrayValue) || !data.shape || !input.shape) return undefined;
  if (sameShape(data.shape, input.shape) === 'same') return data;
  if (data.shape.length === 0) {
    const [element] = data.elements ?? [];
    return element?.kind === 'float' ? filled(input, element.value) : undefined;
  }
  return undefined;
}

function filled(like: ArrayValue, value: number): ArrayValue | undefined {
  const count = countOf(like.shape);
  if (count === undefined || count > 1000 || !like.dtype?.startsWith('float')) return undefined;
  const elements = castAll(
    Array.from({ length: count }, () => new Float(value)),
    like.dtype,
  );
  return new ArrayValue({ shape: like.shape, dtype: like.dtype, elements, library: 'tensorflow' });
}
