import { approximateComparison } from '../arrays/approximate-numbers.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { DictValue, ListValue, RangeValue, SetValue, TupleValue, Value } from '../../domain/value.ts';
import { isTensorShape } from '../../domain/shape-kinds.ts';
import { walkCost } from './sequences.ts';
import { unwrap } from '../wrapped.ts';
import { asInteger } from './integers.ts';
import { symbolicComparison } from './symbolic.ts';
import { rangeLength } from './truth.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/** `left == right` of builtin values; undefined where it is not decided. Elements are compared by the interpreter. */
export function equalValues(interpreter: Interpreter, leftValue: Value, rightValue: Value): boolean | undefined {
  const left = unwrap(leftValue);
  const right = unwrap(rightValue);
  if (isUndetermined(left) || isUndetermined(right))
    return approximateComparison('==', left, right) ?? equalUnknowns(interpreter, left, right);
  if (left.kind === 'host' || right.kind === 'host') return equalHosts(interpreter, left, right);
  const numeric = equalNumbers(left, right);
  if (numeric !== undefined) return numeric;
  if (left === right) return true;
  if (isTensorShape(left) || isTensorShape(right)) return equalShapes(interpreter, left, right);
  if (left.kind !== right.kind) return mayEqualAnything(left) || mayEqualAnything(right) ? undefined : false;
  switch (left.kind) {
    case 'str':
      return left.value === (right as typeof left).value;
    case 'bytes':
      return left.value === (right as typeof left).value;
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
      return true;
    case 'list':
      return equalLists(interpreter, left, right as ListValue);
    case 'tuple':
      return equalItems(interpreter, left.items, (right as TupleValue).items);
    case 'dict':
      return equalDicts(interpreter, left, right as DictValue);
    case 'set':
      return equalSets(interpreter, left, right as SetValue);
    case 'range':
      return equalRanges(left, right as RangeValue);
    case 'slice': {
      const other = right as typeof left;
      return equalItems(interpreter, [left.lower, left.upper, left.step], [other.lower, other.upper, other.step]);
    }
    case 'method':
      return left.receiver === (right as typeof left).receiver && left.method === (right as typeof left).method;
    case 'instance':
      return mayEqualAnything(left) || mayEqualAnything(right) ? undefined : false;
    default:
      return false;
  }
}

/** A shape of TensorFlow's is equal to whatever becomes the same shape. */
function equalShapes(interpreter: Interpreter, left: Value, right: Value): boolean | undefined {
  const items = (value: Value): readonly Value[] | undefined =>
    value.kind === 'tuple' || (value.kind === 'list' && !value.summary) ? value.items : undefined;
  const [a, b] = [items(left), items(right)];
  return a && b ? equalItems(interpreter, a, b) : false;
}

/** An instance of a class that is not known whole may have its own `__eq__`. */
function mayEqualAnything(value: Value): boolean {
  return value.kind === 'instance' && value.cls.unknownBase !== undefined;
}

function equalNumbers(left: Value, right: Value): boolean | undefined {
  const first = asInteger(left);
  const second = asInteger(right);
  if (first !== undefined && second !== undefined) return first === second;
  if (left.kind === 'complex' || right.kind === 'complex') {
    const [a, b] = [complexParts(left), complexParts(right)];
    return a && b ? sameNumber(a[0], b[0]) && a[1] === b[1] : undefined;
  }
  const leftNumber = first ?? (left.kind === 'float' ? left.value : undefined);
  const rightNumber = second ?? (right.kind === 'float' ? right.value : undefined);
  return leftNumber !== undefined && rightNumber !== undefined ? sameNumber(leftNumber, rightNumber) : undefined;
}

/** JavaScript orders a bigint and a number exactly, as Python compares an int with a float. */
function sameNumber(left: bigint | number, right: bigint | number): boolean {
  return left <= right && left >= right;
}

function complexParts(value: Value): readonly [number | bigint, number] | undefined {
  if (value.kind === 'complex') return [value.real, value.imaginary];
  if (value.kind === 'float') return [value.value, 0];
  const integer = asInteger(value);
  return integer === undefined ? undefined : [integer, 0];
}

function equalUnknowns(interpreter: Interpreter, left: Value, right: Value): boolean | undefined {
  const compared = symbolicComparison('==', left, right);
  if (compared) return compared.value;
  for (const [unknown, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!isUndetermined(unknown)) continue;
    if (unknown.alternatives && !isUndetermined(other))
      return agreed(unknown, (value) => interpreter.equals(value, other));
    if (unknown.integer && isNoNumber(other)) return false;
  }
  return undefined;
}

function agreed(unknown: Undetermined, decide: (value: Value) => boolean | undefined): boolean | undefined {
  const answers = unknown.alternatives!.map(decide);
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function isNoNumber(value: Value): boolean {
  return ['none', 'str', 'bytes', 'list', 'tuple', 'dict', 'set', 'range', 'ellipsis'].includes(value.kind);
}

function equalHosts(interpreter: Interpreter, left: Value, right: Value): boolean | undefined {
  const forward = left.kind === 'host' ? left.compare?.(interpreter, '==', right, false) : undefined;
  const result = forward ?? (right.kind === 'host' ? right.compare?.(interpreter, '==', left, true) : undefined);
  if (result) return result.kind === 'bool' ? result.value : interpreter.truth(result);
  return left === right ? true : undefined;
}

function equalLists(interpreter: Interpreter, left: ListValue, right: ListValue): boolean | undefined {
  if (left.summary || right.summary) return undefined;
  return equalItems(interpreter, left.items, right.items);
}

export function equalItems(
  interpreter: Interpreter,
  left: readonly Value[],
  right: readonly Value[],
): boolean | undefined {
  if (left.length !== right.length) return false;
  let decided = true;
  for (let index = 0; index < left.length; index++) {
    interpreter.spend();
    const equal = sameOrEqual(interpreter, left[index]!, right[index]!);
    if (equal === false) return false;
    if (equal === undefined) decided = false;
  }
  return decided ? true : undefined;
}

/** Containers take an object for equal to itself without asking it. */
export function sameOrEqual(interpreter: Interpreter, left: Value, right: Value): boolean | undefined {
  return left === right && !isUndetermined(left) ? true : interpreter.equals(left, right);
}

function equalDicts(interpreter: Interpreter, left: DictValue, right: DictValue): boolean | undefined {
  if (left.summary || right.summary) return undefined;
  if (left.typeName === 'Counter' && right.typeName === 'Counter') return equalCounters(interpreter, left, right);
  if (left.entries.size !== right.entries.size) return false;
  if (left.typeName === 'OrderedDict' && right.typeName === 'OrderedDict') {
    const keys = [...right.entries.keys()];
    if ([...left.entries.keys()].some((key, index) => key !== keys[index])) return false;
  }
  let decided = true;
  for (const [key, [, value]] of left.entries) {
    interpreter.spend();
    const other = right.entries.get(key);
    if (!other) return false;
    const equal = sameOrEqual(interpreter, value, other[1]);
    if (equal === false) return false;
    if (equal === undefined) decided = false;
  }
  return decided ? true : undefined;
}

/** Elements that are missing count 0. */
function equalCounters(interpreter: Interpreter, left: DictValue, right: DictValue): boolean | undefined {
  let decided = true;
  for (const key of new Set([...left.entries.keys(), ...right.entries.keys()])) {
    interpreter.spend();
    const [first, second] = [left.entries.get(key)?.[1], right.entries.get(key)?.[1]];
    const present = interpreter.truth((first ?? second)!);
    const equal =
      first && second ? sameOrEqual(interpreter, first, second) : present === undefined ? undefined : !present;
    if (equal === false) return false;
    if (equal === undefined) decided = false;
  }
  return decided ? true : undefined;
}

function equalSets(interpreter: Interpreter, left: SetValue, right: SetValue): boolean | undefined {
  if (left.summary || right.summary) return undefined;
  interpreter.spend(walkCost(left.entries.size));
  return left.entries.size === right.entries.size && [...left.entries.keys()].every((key) => right.entries.has(key));
}

function equalRanges(left: RangeValue, right: RangeValue): boolean {
  const length = rangeLength(left);
  if (length !== rangeLength(right)) return false;
  if (length === 0n) return true;
  return left.start === right.start && (length === 1n || left.step === right.step);
}
