/** Expressions: tree → value. Calls, operators and comprehensions stand in files of their own. */
import { asciiOf, unwrap } from '../library/index.ts';
import type {
  Argument,
  Attribute,
  Binary,
  BooleanOperation,
  Call,
  Compare,
  Comprehension,
  Conditional,
  DictDisplay,
  Expression,
  FString,
  FunctionDefinition,
  Lambda,
  ListDisplay,
  Parameter,
  Starred,
  Subscript,
  TupleDisplay,
  Unary,
} from '../syntax/tree.ts';
import type { CallArguments } from '../domain/interpreter.ts';
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
  Str,
  str,
  TRUE,
  type Value,
} from '../domain/value.ts';
import { bindName } from './assignment.ts';
import { evaluateWays } from './branches.ts';
import { callInSteps, superOf } from './calls.ts';
import { evaluateComprehension } from './comprehensions.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS, OutOfFuel } from './fuel.ts';
import { joinValues } from './join.ts';
import { perhapsRaise } from './jumps.ts';
import { mayTakeLong } from './long-expressions.ts';
import { lookupName } from './names.ts';
import { misplacedYield } from './generators.ts';
import { Compared, formatValue, unary } from './operators.ts';
import { whole } from './pauses.ts';
import { scopedBuiltin } from './scoped-builtins.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { WrittenDictionary, WrittenOut } from './written-out.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../domain/undetermined.ts';

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
    case 'Constant': {
      const { constant } = expression;
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
      break;
    }
    case 'Name':
      return lookupName(evaluator, expression, scope);
    case 'FString':
      return formatted(evaluator, expression, scope);
    case 'Tuple':
    case 'List':
      return writtenOut(evaluator, expression.elements, scope).value(evaluator, expression.kind);
    case 'Set': {
      // `{{choice([1, 2])}}`: no set holds a set, but hyperas and other templates are written so.
      if (expression.elements.length === 1 && expression.elements[0]!.kind === 'Set') {
        evaluate(evaluator, expression.elements[0]!, scope);
        return evaluator.unknown('it is filled in from a template');
      }
      const made = new SetValue();
      const { items, open } = writtenOut(evaluator, expression.elements, scope);
      made.open = open;
      for (const item of items) {
        const key = evaluator.hashKey(item);
        if (key === undefined) made.open ??= new Top('an element of the set is not known');
        else if (!made.entries.has(key)) made.entries.set(key, item);
      }
      return made;
    }
    case 'Dict': {
      const written = new WrittenDictionary(evaluator);
      for (const { key, value } of expression.entries) {
        const known = key && evaluate(evaluator, key, scope);
        written.add(evaluator, known, evaluate(evaluator, value, scope));
      }
      return written.value;
    }
    case 'Unary':
      return unaryOf(evaluator, expression, evaluate(evaluator, expression.operand, scope));
    case 'Binary': {
      const left = evaluate(evaluator, expression.left, scope);
      return evaluator.binary(
        expression.operator,
        left,
        evaluate(evaluator, expression.right, scope),
        evaluator.siteOf(expression),
      );
    }
    case 'BooleanOperation': {
      const left = evaluate(evaluator, expression.left, scope);
      const truth = evaluator.truth(left);
      if (truth === undefined) return whole(evaluator, perhapsAlso(evaluator, left, expression, scope));
      return truth === (expression.operator === 'and') ? evaluate(evaluator, expression.right, scope) : left;
    }
    case 'Compare': {
      const compared = new Compared(evaluate(evaluator, expression.operands[0]!, scope));
      for (let i = 0; compared.goesOn && i < expression.operators.length; i++)
        compared.with(evaluator, expression, i, evaluate(evaluator, expression.operands[i + 1]!, scope));
      return compared.result;
    }
    case 'Call':
      return whole(evaluator, evaluateCall(evaluator, expression, scope));
    case 'Attribute':
    case 'Subscript':
      return partOf(evaluator, expression, evaluate(evaluator, expression.object, scope), scope);
    case 'Slice':
      return new SliceValue(
        expression.lower ? evaluate(evaluator, expression.lower, scope) : NONE,
        expression.upper ? evaluate(evaluator, expression.upper, scope) : NONE,
        expression.step ? evaluate(evaluator, expression.step, scope) : NONE,
      );
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
    case 'NamedExpression': {
      const value = evaluate(evaluator, expression.value, scope);
      let home = scope;
      while (home.scopeKind === 'comprehension' && home.parent) home = home.parent;
      bindName(evaluator, expression.name, value, home, expression);
      return value;
    }
    case 'Yield':
      return misplacedYield(evaluator, expression, scope);
    case 'Await':
      return evaluate(evaluator, expression.value, scope);
    case 'Missing':
      return evaluator.unknown(expression.reason);
  }
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
  { operator, right }: BooleanOperation,
  scope: Scope,
): Steps<Value> {
  let value: Value | undefined;
  yield* evaluateWays(evaluator, [
    function* () {
      value = yield* evaluateInSteps(evaluator, right, scope);
      return undefined;
    },
    oneStep(() => undefined),
  ]);
  if (!value) return left;
  const joined = joinValues(evaluator, left, value);
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
      value = value ? joinValues(evaluator, value, one) : one;
      return undefined;
    };
  yield* evaluateWays(evaluator, [keep(expression.body), keep(expression.orelse)]);
  return value ?? evaluator.unknown('neither side of the condition can be evaluated');
}

/** `object.name` or `object[index]`. */
function partOf(evaluator: Evaluator, expression: Attribute | Subscript, object: Value, scope: Scope): Value {
  return partAt(evaluator, expression, {
    object,
    index: expression.kind === 'Subscript' ? evaluate(evaluator, expression.index, scope) : undefined,
  });
}

/** The parts of a place: its object, and its index where it is one of the object's items. */
export interface Place {
  readonly object: Value;
  readonly index: Value | undefined;
}

export function placeOf(evaluator: Evaluator, expression: Attribute | Subscript, scope: Scope): Place {
  const object = evaluate(evaluator, expression.object, scope);
  return { object, index: expression.kind === 'Subscript' ? evaluate(evaluator, expression.index, scope) : undefined };
}

export function partAt(evaluator: Evaluator, expression: Attribute | Subscript, { object, index }: Place): Value {
  if (expression.kind === 'Attribute')
    return told(evaluator, expression, evaluator.getAttribute(object, expression.name));
  const outer = evaluator.currentSite;
  evaluator.currentSite = evaluator.siteOf(expression);
  try {
    return told(evaluator, expression, evaluator.getItem(object, index!));
  } finally {
    evaluator.currentSite = outer;
  }
}

function told(evaluator: Evaluator, expression: Expression, value: Value): Value {
  if (evaluator.telling) evaluator.environment.observer.evaluated?.(expression, value, evaluator.speculative);
  return value;
}

function* calledIn(evaluator: Evaluator, callee: Value, args: CallArguments, scope: Scope): Steps<Value> {
  const scoped = callee.kind === 'native' ? scopedBuiltin(evaluator, callee) : undefined;
  return scoped ? yield* scoped(evaluator, args, scope) : yield* callInSteps(evaluator, callee, args);
}

function* evaluateCall(evaluator: Evaluator, call: Call, scope: Scope): Steps<Value> {
  if (call.callee.kind === 'Name' && call.callee.id === 'super' && scope.lookup('super')?.kind !== 'function')
    return superOf(evaluator, call, scope);
  const around = evaluator.callInProgress;
  evaluator.callInProgress = { call, ofInstance: false };
  const callee = takesSteps(evaluator, call.callee)
    ? yield* evaluateInSteps(evaluator, call.callee, scope)
    : evaluate(evaluator, call.callee, scope);
  const given = new PassedArguments();
  evaluator.callInProgress = { call, ofInstance: callee.kind === 'instance' };
  for (const argument of inOrder(call.arguments)) {
    const { value } = argument;
    given.add(
      evaluator,
      argument,
      takesSteps(evaluator, value)
        ? yield* evaluateInSteps(evaluator, value, scope)
        : evaluate(evaluator, value, scope),
    );
  }
  evaluator.callInProgress = around;
  const { positional, keywords, incomplete } = given.all;
  const observer = evaluator.environment.observer;
  if (evaluator.telling && observer.printed && callee === evaluator.environment.builtins.get('print')) {
    let i = 0;
    for (const argument of call.arguments) {
      if (argument.name !== undefined || argument.spread) continue;
      observer.printed(argument.value, positional[i++] ?? NONE, evaluator.speculative);
    }
  }
  const outer = evaluator.currentSite;
  evaluator.currentSite = evaluator.siteOf(call);
  const isOfMain = evaluator.file === evaluator.main;
  if (isOfMain) evaluator.callers.push({ call, depth: evaluator.callDepth });
  try {
    const args = { positional, keywords, incomplete, site: evaluator.siteOf(call) };
    const value = renamed(evaluator, callee, yield* calledIn(evaluator, callee, args, scope), call);
    if (evaluator.telling) observer.called?.(call, callee, args, value, evaluator.speculative);
    return told(evaluator, call, value);
  } finally {
    evaluator.currentSite = outer;
    if (isOfMain) evaluator.callers.pop();
  }
}

/** What a call of something unknown gives is named after the call as it is written. */
function renamed(evaluator: Evaluator, callee: Value, value: Value, call: Call): Value {
  if (!isUndetermined(value) || value.name || !isUndetermined(callee)) return value;
  const name = evaluator.sourceName(call);
  return name ? evaluator.unknown(value.reason, name) : value;
}

export function evaluateArguments(evaluator: Evaluator, args: readonly Argument[], scope: Scope): Passed {
  const given = new PassedArguments();
  for (const argument of inOrder(args)) given.add(evaluator, argument, evaluate(evaluator, argument.value, scope));
  return given.all;
}

/** Arguments by position are evaluated first, also behind one by name (`f(k=1, *more)`). */
function inOrder(args: readonly Argument[]): readonly Argument[] {
  const byName = ({ name, spread }: Argument): boolean => name !== undefined || spread === '**';
  const first = args.findIndex(byName);
  return first < 0 || args.slice(first).every(byName)
    ? args
    : [...args.filter((argument) => !byName(argument)), ...args.filter(byName)];
}

/** Behind `*args` of unknown length it is not known which parameter an argument is for: each may be any of these. */
function oneOf(values: readonly Value[], reason: Message): Undetermined {
  const one = new Top(reason);
  one.mayBe = values;
  return one;
}

interface Passed {
  readonly positional: Value[];
  readonly keywords: Map<string, Value>;
  readonly incomplete: Undetermined | undefined;
}

/** Arguments in order and by name; what is behind a star is spread out before the next one is evaluated. */
class PassedArguments {
  readonly #positional: Value[] = [];
  readonly #keywords = new Map<string, Value>();
  #incomplete: Undetermined | undefined;
  /** Those behind `*args` of unknown length. */
  #unplaced: Value[] | undefined;

  add(evaluator: Evaluator, argument: Argument, value: Value): void {
    if (argument.spread === '*') {
      const items = evaluator.iterate(value);
      if (!items) {
        this.#incomplete ??= isUndetermined(value) ? value : evaluator.unknown('the unpacked arguments are not known');
        this.#unplaced ??= [];
      } else
        for (const item of items) {
          evaluator.spend();
          (this.#unplaced ?? this.#positional).push(item);
        }
    } else if (argument.spread === '**') {
      const mapping = unwrap(value);
      if (mapping.kind === 'dict') {
        evaluator.spend(mapping.entries.size);
        for (const [key, entry] of mapping.entries.values())
          if (key.kind === 'str') this.#keywords.set(key.value, entry);
        this.#incomplete ??= mapping.open;
      } else
        this.#incomplete ??= isUndetermined(value) ? value : evaluator.unknown('the unpacked arguments are not known');
    } else if (argument.name !== undefined) this.#keywords.set(argument.name, value);
    else (this.#unplaced ?? this.#positional).push(value);
  }

  get all(): Passed {
    const [positional, keywords, incomplete, unplaced] = [
      this.#positional,
      this.#keywords,
      this.#incomplete,
      this.#unplaced,
    ];
    if (!unplaced || unplaced.length === 0) return { positional, keywords, incomplete };
    const reason = words`how many arguments stand before it is not known`;
    return {
      positional: [...positional, ...unplaced.map(() => oneOf(unplaced, reason))],
      keywords,
      incomplete: oneOf(unplaced, incomplete!.reason),
    };
  }
}
function writtenOut(evaluator: Evaluator, elements: readonly Expression[], scope: Scope): WrittenOut {
  const written = new WrittenOut();
  for (const element of elements) written.add(evaluator, element, evaluate(evaluator, element, scope));
  return written;
}

function formatted(evaluator: Evaluator, node: FString, scope: Scope): Value {
  let text = '';
  let unknown: Undetermined | undefined;
  for (const part of node.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = evaluate(evaluator, part.value, scope);
    const specification = part.format ? formatted(evaluator, part.format, scope) : undefined;
    const plain = part.debug !== undefined && !part.format && !part.conversion;
    const shown =
      part.conversion || plain
        ? part.conversion === 's'
          ? evaluator.str(value)
          : part.conversion === 'a'
            ? asciiOf(evaluator, value)
            : evaluator.repr(value)
        : undefined;
    const spec = specification === undefined ? '' : specification.kind === 'str' ? specification.value : undefined;
    const piece =
      part.conversion || plain
        ? shown === undefined
          ? undefined
          : spec
            ? formatValue(evaluator, str(shown), spec)
            : shown
        : spec === undefined
          ? undefined
          : formatValue(evaluator, value, spec);
    if (piece === undefined) unknown ??= evaluator.unknown('a value in the f-string is not known');
    else text += (part.debug ?? '') + piece;
  }
  return unknown ?? new Str(text);
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
  const made = new FunctionValue(name, definition, scope, defaults);
  made.file = evaluator.file;
  return made;
}
