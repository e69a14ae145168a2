/**
 * Operators and protocols: a user's class answers by its special methods, a library's value by what it says it can do,
 * builtin values by the
 * library of builtins.
 */
import * as library from '../library/index.ts';
import { ArrayValue } from '../library/arrays/array-value.ts';
import { changeInPlace } from '../library/unknowns.ts';
import type { Place } from '../syntax/place.ts';
import type { BinaryOperator, Compare, CompareOperator, UnaryOperator } from '../syntax/tree.ts';
import { bool, type InstanceValue, str, TRUE, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { boundInMetaclass, inMetaclass } from './metaclasses.ts';
import { NamesOfScope } from './names-of-scope.ts';
import { changeOneOf } from './one-of.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../domain/undetermined.ts';
import { iterate } from './iteration.ts';

const BINARY_METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};
const COMPARE_METHODS: Readonly<Partial<Record<CompareOperator, readonly [string, string]>>> = {
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
};

/**
 * A special method of a user's object, bound; undefined where its class has none. Of one of several objects that all
 * have it, one of their methods.
 */
export function special(evaluator: Evaluator, value: Value, name: string): Value | undefined {
  if (isUndetermined(value) && value.alternatives?.every((one) => one.kind === 'instance' && one.cls.lookup(name)))
    return evaluator.findAttribute(value, name);
  if (value.kind === 'class' && value.metaclass) {
    const found = inMetaclass(value, name);
    return found && boundInMetaclass(evaluator, value, found);
  }
  if (value.kind !== 'instance' || !value.cls.lookup(name)) return undefined;
  return evaluator.findAttribute(value, name);
}

export const opaque = (value: Value): value is InstanceValue =>
  value.kind === 'instance' && value.cls.unknownBase !== undefined;

export function binary(evaluator: Evaluator, operator: BinaryOperator, left: Value, right: Value, site?: Place): Value {
  return evaluator.grounds.carries
    ? evaluator.grounds.operating(left, right, () => binaryOf(evaluator, operator, left, right, site))
    : binaryOf(evaluator, operator, left, right, site);
}

function binaryOf(evaluator: Evaluator, operator: BinaryOperator, left: Value, right: Value, site?: Place): Value {
  const method = BINARY_METHODS[operator];
  const forward = special(evaluator, left, `__${method}__`);
  if (forward) {
    const value = evaluator.call(forward, [right], undefined, site);
    if (value.kind !== 'not-implemented') return value;
  }
  if (left.kind === 'host') {
    const value = left.binary?.(evaluator, operator, right, false, site);
    if (value) return value;
  }
  const backward = special(evaluator, right, `__r${method}__`);
  if (backward) {
    const value = evaluator.call(backward, [left], undefined, site);
    if (value.kind !== 'not-implemented') return value;
  }
  if (right.kind === 'host') {
    const value = right.binary?.(evaluator, operator, left, true, site);
    if (value) return value;
  }
  const isText = operator === '%' && left.kind === 'str' && right instanceof ArrayValue;
  if (!isText && (left.kind === 'host' || right.kind === 'host' || opaque(left) || opaque(right)))
    return evaluator.unknown(words`the result of ${operator} is not known`);
  const value = library.binaryOperation(evaluator, operator, left, right);
  if (value) return value;
  return evaluator.raise(
    'TypeError',
    `unsupported operand type(s) for ${operator}: '${nameOfType(evaluator, left)}' and '${nameOfType(evaluator, right)}'`,
  );
}

export function unary(evaluator: Evaluator, operator: UnaryOperator, operand: Value, site?: Place): Value {
  return evaluator.grounds.carries
    ? evaluator.grounds.operating(operand, undefined, () => unaryOf(evaluator, operator, operand, site))
    : unaryOf(evaluator, operator, operand, site);
}

function unaryOf(evaluator: Evaluator, operator: UnaryOperator, operand: Value, site?: Place): Value {
  const method = special(evaluator, operand, { '+': '__pos__', '-': '__neg__', '~': '__invert__', not: '' }[operator]);
  if (method) return evaluator.call(method, [], undefined, site);
  if (operand.kind === 'host')
    return (
      operand.unary?.(evaluator, operator, site) ?? evaluator.unknown(words`the result of ${operator} is not known`)
    );
  return (
    library.unaryOperation(evaluator, operator, operand) ??
    evaluator.raise('TypeError', `bad operand type for unary ${operator}: '${nameOfType(evaluator, operand)}'`)
  );
}

export function compare(
  evaluator: Evaluator,
  operator: CompareOperator,
  left: Value,
  right: Value,
  site?: Place,
): Value {
  return evaluator.grounds.carries
    ? evaluator.grounds.operating(left, right, () => compareOf(evaluator, operator, left, right, site))
    : compareOf(evaluator, operator, left, right, site);
}

function compareOf(
  evaluator: Evaluator,
  operator: CompareOperator,
  left: Value,
  right: Value,
  site: Place | undefined,
): Value {
  if (operator === 'in' || operator === 'not in') {
    const contained = contains(evaluator, right, left);
    const truth = evaluator.truth(contained);
    return truth === undefined
      ? evaluator.unknown('whether it is contained is not decided')
      : bool(truth === (operator === 'in'));
  }
  const methods = COMPARE_METHODS[operator];
  if (methods) {
    const answer = byMethods(evaluator, operator, left, right, methods);
    if (answer) return answer;
    if (left.kind === 'host') {
      const value = left.compare?.(evaluator, operator, right, false, site);
      if (value) return value;
    }
    if (right.kind === 'host') {
      const value = right.compare?.(evaluator, operator, left, true, site);
      if (value) return value;
    }
    if (
      (left.kind === 'host' || right.kind === 'host') &&
      left !== right &&
      left.kind !== 'none' &&
      right.kind !== 'none'
    )
      return evaluator.unknown('the comparison is not decided');
    if (opaque(left) || opaque(right)) return evaluator.unknown('the comparison is not decided');
  }
  return (
    library.compareOperation(evaluator, operator, left, right) ??
    evaluator.raise(
      'TypeError',
      `'${operator}' not supported between instances of '${nameOfType(evaluator, left)}' and '${nameOfType(evaluator, right)}'`,
    )
  );
}

function byMethods(
  evaluator: Evaluator,
  operator: CompareOperator,
  left: Value,
  right: Value,
  [forward, backward]: readonly [string, string],
): Value | undefined {
  for (const [value, name, other] of [
    [left, forward, right],
    [right, backward, left],
  ] as const) {
    const method = special(evaluator, value, name);
    if (method) {
      const answer = evaluator.call(method, [other]);
      if (answer.kind !== 'not-implemented') return answer;
    }
  }
  if (operator !== '!=') return undefined;
  const equal = special(evaluator, left, '__eq__') ?? special(evaluator, right, '__eq__');
  if (!equal) return undefined;
  const truth = evaluator.truth(evaluator.call(equal, [special(evaluator, left, '__eq__') ? right : left]));
  return truth === undefined ? evaluator.unknown('the comparison is not decided') : bool(!truth);
}

function contains(evaluator: Evaluator, container: Value, item: Value): Value {
  const method = special(evaluator, container, '__contains__');
  if (method) return evaluator.call(method, [item]);
  if (container instanceof NamesOfScope)
    return evaluator.call(evaluator.getAttribute(container, '__contains__'), [item]);
  if (container.kind === 'instance') {
    const items = iterate(evaluator, container);
    let isSure = items !== undefined;
    for (const one of items ?? []) {
      const isSame = evaluator.equals(one, item);
      if (isSame) return bool(true);
      if (isSame === undefined) isSure = false;
    }
    return isSure ? bool(false) : evaluator.unknown('whether it is contained is not decided');
  }
  return (
    library.compareOperation(evaluator, 'in', item, container) ??
    evaluator.raise('TypeError', `argument of type '${nameOfType(evaluator, container)}' is not iterable`)
  );
}

export function truth(evaluator: Evaluator, value: Value): boolean | undefined {
  if (value.kind === 'instance') {
    const method = special(evaluator, value, '__bool__');
    if (method) return truth(evaluator, evaluator.call(method, []));
    const length = special(evaluator, value, '__len__');
    if (length) return truth(evaluator, evaluator.call(length, []));
    return opaque(value) ? undefined : true;
  }
  if (value.kind === 'host') return value.truth ? value.truth(evaluator) : undefined;
  return library.truthOf(evaluator, value);
}

export function length(evaluator: Evaluator, value: Value): Value {
  const method = special(evaluator, value, '__len__');
  if (method) return evaluator.call(method, []);
  if (value.kind === 'host')
    return value.length?.(evaluator) ?? evaluator.unknown(words`the length of ${value.typeName} is not known`);
  if (isUndetermined(value))
    return evaluator.derive(value, 'len()', value.name ? `len(${value.name})` : undefined, true);
  if (opaque(value)) return evaluator.unknown('its length is not known');
  return (
    library.lengthOf(evaluator, value) ??
    evaluator.raise('TypeError', `object of type '${nameOfType(evaluator, value)}' has no len()`)
  );
}

export function getItem(evaluator: Evaluator, object: Value, index: Value): Value {
  return evaluator.grounds.carries
    ? evaluator.grounds.item(object, index, () => itemOf(evaluator, object, index))
    : itemOf(evaluator, object, index);
}

function itemOf(evaluator: Evaluator, object: Value, index: Value): Value {
  const method = special(evaluator, object, '__getitem__');
  if (method) return evaluator.call(method, [index]);
  if (object.kind === 'host')
    return (
      object.getItem?.(evaluator, index, evaluator.currentSite) ??
      evaluator.unknown(words`an item of ${object.typeName} is not known`)
    );
  if (opaque(object)) return evaluator.unknown('an item of it is not known');
  const item = library.getItem(evaluator, object, index);
  // The `size` of an array is a number, that of an image a pair.
  if (!item && isUndetermined(object)) return evaluator.unknown('an item of it is not known');
  return item ?? evaluator.raise('TypeError', `'${nameOfType(evaluator, object)}' object is not subscriptable`);
}

export function setItem(evaluator: Evaluator, object: Value, index: Value, value: Value): void {
  const method = special(evaluator, object, '__setitem__');
  if (method) {
    evaluator.call(method, [index, value]);
    return;
  }
  if (object.kind === 'host') {
    object.setItem?.(evaluator, index, value);
    return;
  }
  if (isUndetermined(object)) {
    if (
      !changeOneOf(evaluator, object, ['list', 'dict', 'instance', 'host'], (one) => {
        setItem(evaluator, one, index, value);
      })
    )
      changeInPlace(evaluator, object);
    evaluator.touchFact(object);
    if (index.kind === 'str') object.change();
    else object.derived.clear();
    return;
  }
  if (object.kind === 'instance') return;
  library.setItem(evaluator, object, index, value);
}

export function deleteItem(evaluator: Evaluator, object: Value, index: Value): void {
  const method = special(evaluator, object, '__delitem__');
  if (method) {
    evaluator.call(method, [index]);
    return;
  }
  if (isUndetermined(object)) {
    if (
      !changeOneOf(evaluator, object, ['list', 'dict', 'instance'], (one) => {
        deleteItem(evaluator, one, index);
      })
    )
      changeInPlace(evaluator, object);
    evaluator.touchFact(object);
    object.change();
  }
  if (object.kind === 'host') {
    object.deleteItem?.(evaluator, index);
    return;
  }
  if (isUndetermined(object) || object.kind === 'instance') return;
  library.deleteItem(evaluator, object, index);
}

export function text(evaluator: Evaluator, value: Value, method: '__str__' | '__repr__'): string | undefined {
  const own =
    special(evaluator, value, method) ?? (method === '__str__' ? special(evaluator, value, '__repr__') : undefined);
  if (own) {
    const shown = evaluator.call(own, []);
    return shown.kind === 'str' ? shown.value : undefined;
  }
  if (value.kind === 'host')
    return method === '__repr__' && value instanceof ArrayValue ? undefined : value.text?.(evaluator);
  return method === '__str__' ? library.strOf(evaluator, value) : library.reprOf(evaluator, value);
}

export function formatValue(evaluator: Evaluator, value: Value, specification: string): string | undefined {
  const own = special(evaluator, value, '__format__');
  if (own) {
    const shown = evaluator.call(own, [str(specification)]);
    return shown.kind === 'str' ? shown.value : undefined;
  }
  if (specification === '' && !(value instanceof ArrayValue)) return evaluator.str(value);
  return library.formatValue(evaluator, value, specification);
}

export function hashKey(evaluator: Evaluator, value: Value): string | undefined {
  return library.hashKey(evaluator, value);
}

export function typeOf(evaluator: Evaluator, value: Value): Value {
  if (value.kind === 'instance') return value.cls;
  return library.typeOf(evaluator, value);
}

export function isInstance(evaluator: Evaluator, value: Value, cls: Value): boolean | undefined {
  if (cls.kind === 'class' && cls.metaclass) {
    const own = special(evaluator, cls, '__instancecheck__');
    if (own) return evaluator.truth(evaluator.call(own, [value]));
  }
  return library.isInstance(evaluator, value, cls);
}

export const nameOfType = (evaluator: Evaluator, value: Value): string => {
  const type = typeOf(evaluator, value);
  return type.kind === 'class' ? type.name : 'object';
};

/** `a < b < c`: each operand is evaluated only where those before it hold, or perhaps do. */
export class Compared {
  result: Value = TRUE;
  goesOn = true;
  #left: Value;

  constructor(first: Value) {
    this.#left = first;
  }

  /** With the operand behind the operator `index`. */
  with(evaluator: Evaluator, expression: Compare, index: number, right: Value): void {
    const one = evaluator.compare(expression.operators[index]!, this.#left, right, evaluator.siteOf(expression));
    const truth = expression.operators.length === 1 ? undefined : evaluator.truth(one);
    if (expression.operators.length === 1 || truth === false) {
      this.result = one;
      this.goesOn = false;
    } else
      this.result =
        truth === undefined || isUndetermined(this.result) ? evaluator.unknown('the comparison is not decided') : one;
    this.#left = right;
  }
}
