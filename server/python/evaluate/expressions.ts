import type {
  Attribute,
  Binary,
  BooleanOperation,
  Call,
  Compare,
  Comprehension,
  Conditional,
  Constant,
  DictDisplay,
  Expression,
  FunctionDefinition,
  Lambda,
  ListDisplay,
  NamedExpression,
  Parameter,
  SetDisplay,
  SliceExpression,
  Starred,
  Subscript,
  TupleDisplay,
  Unary,
} from '../syntax/tree.ts';
import type { Scope } from '../domain/scope.ts';
import {
  Bytes,
  bool,
  Complex,
  ELLIPSIS,
  FALSE,
  Float,
  FunctionValue,
  Int,
  NONE,
  SetValue,
  SliceValue,
  str,
  TRUE,
  type Value,
} from '../domain/value.ts';
import { bindName } from './assignment.ts';
import { evaluateWays } from './branches.ts';
import { evaluateComprehension } from './comprehensions.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS, OutOfFuel } from './fuel.ts';
import { joinValues } from './join.ts';
import { perhapsRaise } from './jumps.ts';
import { mayTakeLong } from './long-expressions.ts';
import { lookupName } from './names.ts';
import { misplacedYield } from './generators.ts';
import { Compared, unary } from './operators.ts';
import { whole } from './pauses.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { WrittenDictionary, WrittenOut } from './written-out.ts';
import { isUndetermined, Top } from '../domain/undetermined.ts';
import { evaluateCall } from './call-expressions.ts';
import { formatted } from './f-strings.ts';
import { partOf } from './targets.ts';

/** The value of an expression. */
export function evaluate(evaluator: Evaluator, expression: Expression, scope: Scope): Value {
  deeper(evaluator);
  try {
    return noted(evaluator, expression, evaluateKind(evaluator, expression, scope));
  } finally {
    evaluator.nesting--;
  }
}

/** The same, where others may be heard while a call or a comprehension takes long. */
export function* evaluateInSteps(evaluator: Evaluator, expression: Expression, scope: Scope): Steps<Value> {
  if (!takesSteps(evaluator, expression)) return evaluate(evaluator, expression, scope);
  deeper(evaluator);
  try {
    return noted(evaluator, expression, yield* evaluateKindInSteps(evaluator, expression, scope));
  } finally {
    evaluator.nesting--;
  }
}

function* evaluateKindInSteps(evaluator: Evaluator, expression: InSteps, scope: Scope): Steps<Value> {
  switch (expression.kind) {
    case 'Call':
      return yield* evaluateCall(evaluator, expression, scope);
    case 'Comprehension':
      return yield* evaluateComprehension(evaluator, expression, scope);
    case 'Unary':
      return unaryOf(evaluator, expression, yield* evaluateInSteps(evaluator, expression.operand, scope));
    case 'Binary': {
      const left = yield* evaluateInSteps(evaluator, expression.left, scope);
      return evaluator.binary(
        expression.operator,
        left,
        yield* evaluateInSteps(evaluator, expression.right, scope),
        evaluator.siteOf(expression),
      );
    }
    case 'BooleanOperation': {
      const left = yield* evaluateInSteps(evaluator, expression.left, scope);
      const truth = evaluator.truth(left);
      if (truth === undefined) return yield* perhapsAlso(evaluator, left, expression, scope);
      return truth === (expression.operator === 'and')
        ? yield* evaluateInSteps(evaluator, expression.right, scope)
        : left;
    }
    case 'Compare': {
      const compared = new Compared(yield* evaluateInSteps(evaluator, expression.operands[0]!, scope));
      for (let i = 0; compared.goesOn && i < expression.operators.length; i++)
        compared.with(evaluator, expression, i, yield* evaluateInSteps(evaluator, expression.operands[i + 1]!, scope));
      return compared.result;
    }
    case 'Starred':
      return yield* evaluateInSteps(evaluator, expression.value, scope);
    case 'Dict': {
      const written = new WrittenDictionary(evaluator);
      for (const { key, value } of expression.entries) {
        const known = key && (yield* evaluateInSteps(evaluator, key, scope));
        written.add(evaluator, known, yield* evaluateInSteps(evaluator, value, scope));
      }
      return written.value;
    }
    case 'List':
    case 'Tuple': {
      const written = new WrittenOut();
      for (const element of expression.elements)
        written.add(evaluator, element, yield* evaluateInSteps(evaluator, element, scope));
      return written.value(evaluator, expression.kind);
    }
    case 'Conditional': {
      const truth = evaluator.truth(yield* evaluateInSteps(evaluator, expression.test, scope));
      return truth === undefined
        ? yield* eitherSide(evaluator, expression, scope)
        : yield* evaluateInSteps(evaluator, truth ? expression.body : expression.orelse, scope);
    }
    default:
      return partOf(evaluator, expression, yield* evaluateInSteps(evaluator, expression.object, scope), scope);
  }
}

type InSteps =
  | Call
  | Comprehension
  | Attribute
  | Subscript
  | Unary
  | Binary
  | BooleanOperation
  | Compare
  | Starred
  | ListDisplay
  | TupleDisplay
  | DictDisplay
  | Conditional;

/** Whether it may take long, where it may be interrupted. */
export function takesSteps(evaluator: Evaluator, expression: Expression): expression is InSteps {
  return evaluator.uninterrupted === 0 && mayTakeLong(expression);
}

/** One step, a level deeper; who takes it puts `nesting` back. */
export function deeper(evaluator: Evaluator): void {
  evaluator.spend();
  if (evaluator.nesting > LIMITS.nesting) throw new OutOfFuel('too deeply nested');
  evaluator.nesting++;
}

function noted(evaluator: Evaluator, { kind }: Expression, value: Value): Value {
  if (
    isUndetermined(value) &&
    evaluator.tryDepth > 0 &&
    (kind === 'Call' || kind === 'Subscript' || kind === 'Attribute')
  )
    perhapsRaise(evaluator, 'other');
  return value;
}

function evaluateKind(evaluator: Evaluator, expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'Constant':
      return constantValue(expression);
    case 'Name':
      return lookupName(evaluator, expression, scope);
    case 'FString':
      return formatted(evaluator, expression, scope);
    case 'Tuple':
    case 'List':
      return writtenOut(evaluator, expression.elements, scope).value(evaluator, expression.kind);
    case 'Set':
      return setOf(evaluator, expression, scope);
    case 'Dict':
      return dictOf(evaluator, expression, scope);
    case 'Unary':
      return unaryOf(evaluator, expression, evaluate(evaluator, expression.operand, scope));
    case 'Binary': {
      const left = evaluate(evaluator, expression.left, scope);
      const right = evaluate(evaluator, expression.right, scope);
      return evaluator.binary(expression.operator, left, right, evaluator.siteOf(expression));
    }
    case 'BooleanOperation': {
      const left = evaluate(evaluator, expression.left, scope);
      const truth = evaluator.truth(left);
      if (truth === undefined) return whole(evaluator, perhapsAlso(evaluator, left, expression, scope));
      return truth === (expression.operator === 'and') ? evaluate(evaluator, expression.right, scope) : left;
    }
    case 'Compare':
      return comparison(evaluator, expression, scope);
    case 'Call':
      return whole(evaluator, evaluateCall(evaluator, expression, scope));
    case 'Attribute':
    case 'Subscript':
      return partOf(evaluator, expression, evaluate(evaluator, expression.object, scope), scope);
    case 'Slice':
      return sliceOf(evaluator, expression, scope);
    case 'Starred':
      return evaluate(evaluator, expression.value, scope);
    case 'Conditional': {
      const truth = evaluator.truth(evaluate(evaluator, expression.test, scope));
      if (truth !== undefined) return evaluate(evaluator, truth ? expression.body : expression.orelse, scope);
      return whole(evaluator, eitherSide(evaluator, expression, scope));
    }
    case 'Lambda':
      return evaluateFunction(evaluator, expression, '<lambda>', scope);
    case 'Comprehension':
      return whole(evaluator, evaluateComprehension(evaluator, expression, scope));
    case 'NamedExpression':
      return namedValue(evaluator, expression, scope);
    case 'Yield':
      return misplacedYield(evaluator, scope);
    case 'Await':
      return evaluate(evaluator, expression.value, scope);
    case 'Missing':
      return evaluator.unknown(expression.reason);
  }
}

function constantValue({ constant }: Constant): Value {
  switch (constant.type) {
    case 'int':
      return new Int(constant.value);
    case 'float':
      return new Float(constant.value);
    case 'complex':
      return new Complex(0, constant.imaginary);
    case 'str':
      return str(constant.value);
    case 'bytes':
      return new Bytes(constant.value);
    case 'bool':
      return constant.value ? TRUE : FALSE;
    case 'None':
      return NONE;
    case 'Ellipsis':
      return ELLIPSIS;
  }
}

function setOf(evaluator: Evaluator, expression: SetDisplay, scope: Scope): Value {
  // `{{choice([1, 2])}}`: no set holds a set, but hyperas and other templates are written so.
  if (expression.elements.length === 1 && expression.elements[0]!.kind === 'Set') {
    evaluate(evaluator, expression.elements[0]!, scope);
    return evaluator.unknown('it is filled in from a template');
  }
  const made = new SetValue();
  const { items, open } = writtenOut(evaluator, expression.elements, scope);
  made.summary = open;
  for (const item of items) {
    const key = evaluator.hashKey(item);
    if (key === undefined) made.summary ??= new Top('an element of the set is not known');
    else if (!made.entries.has(key)) made.entries.set(key, item);
  }
  return made;
}

function dictOf(evaluator: Evaluator, expression: DictDisplay, scope: Scope): Value {
  const written = new WrittenDictionary(evaluator);
  for (const { key, value } of expression.entries) {
    const known = key && evaluate(evaluator, key, scope);
    written.add(evaluator, known, evaluate(evaluator, value, scope));
  }
  return written.value;
}

function comparison(evaluator: Evaluator, expression: Compare, scope: Scope): Value {
  const compared = new Compared(evaluate(evaluator, expression.operands[0]!, scope));
  for (let i = 0; compared.goesOn && i < expression.operators.length; i++)
    compared.with(evaluator, expression, i, evaluate(evaluator, expression.operands[i + 1]!, scope));
  return compared.result;
}

function sliceOf(evaluator: Evaluator, expression: SliceExpression, scope: Scope): SliceValue {
  return new SliceValue(
    expression.lower ? evaluate(evaluator, expression.lower, scope) : NONE,
    expression.upper ? evaluate(evaluator, expression.upper, scope) : NONE,
    expression.step ? evaluate(evaluator, expression.step, scope) : NONE,
  );
}

/** `name := value`: a comprehension binds it in the scope around. */
function namedValue(evaluator: Evaluator, expression: NamedExpression, scope: Scope): Value {
  const value = evaluate(evaluator, expression.value, scope);
  let home = scope;
  while (home.scopeKind === 'comprehension' && home.parent) home = home.parent;
  bindName(evaluator, expression.name, value, home, expression);
  return value;
}

function unaryOf(evaluator: Evaluator, expression: Unary, operand: Value): Value {
  if (expression.operator !== 'not')
    return unary(evaluator, expression.operator, operand, evaluator.siteOf(expression));
  const truth = evaluator.truth(operand);
  return truth === undefined ? evaluator.unknown('the condition is not decided') : bool(!truth);
}

/**
 * `left and right`, `left or right` where the left side does not decide: what the right side does is joined with its
 * absence.
 */
function* perhapsAlso(
  evaluator: Evaluator,
  left: Value,
  { operator, left: condition, right }: BooleanOperation,
  scope: Scope,
): Steps<Value> {
  let value: Value | undefined;
  const chose = evaluator.grounds.at('condition', evaluator.siteOf(condition));
  const also = function* (): Steps<undefined> {
    value = yield* evaluateInSteps(evaluator, right, scope);
    return undefined;
  };
  yield* evaluateWays(evaluator, [also, oneStep(() => undefined)], chose);
  if (!value) return left;
  const other = value;
  const joined = evaluator.grounds.joining(chose, () => joinValues(evaluator, left, other));
  const truth = evaluator.truth(value);
  if (isUndetermined(joined) && joined !== left && joined !== value && truth === (operator === 'or'))
    joined.surely = truth;
  return joined;
}

/** `a if test else b` where the test is not decided. */
function* eitherSide(evaluator: Evaluator, expression: Conditional, scope: Scope): Steps<Value> {
  let value: Value | undefined;
  const keep = (part: Expression) =>
    function* (): Steps<undefined> {
      const one = yield* evaluateInSteps(evaluator, part, scope);
      value = value ? evaluator.grounds.joining(chose, () => joinValues(evaluator, value!, one)) : one;
      return undefined;
    };
  const chose = evaluator.grounds.at('condition', evaluator.siteOf(expression.test));
  yield* evaluateWays(evaluator, [keep(expression.body), keep(expression.orelse)], chose);
  return value ?? evaluator.unknown('neither side of the condition can be evaluated');
}

function writtenOut(evaluator: Evaluator, elements: readonly Expression[], scope: Scope): WrittenOut {
  const written = new WrittenOut();
  for (const element of elements) written.add(evaluator, element, evaluate(evaluator, element, scope));
  return written;
}

export function evaluateFunction(
  evaluator: Evaluator,
  definition: FunctionDefinition | Lambda,
  name: string,
  scope: Scope,
): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of definition.parameters as readonly Parameter[]) {
    if (parameter.default) defaults.set(parameter.name, evaluate(evaluator, parameter.default, scope));
  }
  return new FunctionValue(name, definition, scope, defaults);
}
