/** Expressions: tree → value. Calls, operators and comprehensions stand in files of their own. */
import { asciiOf, unwrap } from '../library/index.ts';
import type { Argument, Call, Comprehension, Expression, FString, FunctionDefinition, Lambda, Parameter } from '../syntax/tree.ts';
import { Scope } from '../values/scope.ts';
import {
  Bytes, bool, Complex, DictValue, ELLIPSIS, FALSE, Float, FunctionValue, Int, IteratorValue, ListValue, NONE, SetValue, SliceValue, Str, str,
  TRUE, TupleValue, Unknown, type Value,
} from '../values/value.ts';
import { assign, bindName } from './assignment.ts';
import { evaluateWays, repeatUnknown } from './branches.ts';
import { callValue, superOf } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS, OutOfFuel } from './fuel.ts';
import { joinValues } from './join.ts';
import { elementOf } from './loops.ts';
import { lookupName } from './names.ts';
import { makeGeneratorExpression, misplacedYield } from './generators.ts';
import { openEnd } from './items.ts';
import { formatValue, takeItems, unary } from './operators.ts';

export function evaluate(evaluator: Evaluator, expression: Expression, scope: Scope): Value {
  evaluator.spend();
  if (evaluator.nesting > LIMITS.nesting) throw new OutOfFuel('too deeply nested');
  evaluator.nesting++;
  try {
    const value = evaluateKind(evaluator, expression, scope);
    if (value.kind === 'unknown' && evaluator.perhapsRaised && (expression.kind === 'Call' || expression.kind === 'Subscript' || expression.kind === 'Attribute')) evaluator.perhapsRaised.add('other');
    return value;
  } finally {
    evaluator.nesting--;
  }
}

function evaluateKind(evaluator: Evaluator, expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'Constant': {
      const { constant } = expression;
      switch (constant.type) {
        case 'int': return new Int(constant.value);
        case 'float': return new Float(constant.value);
        case 'complex': return new Complex(0, constant.imaginary);
        case 'str': return str(constant.value);
        case 'bytes': return new Bytes(constant.value);
        case 'bool': return constant.value ? TRUE : FALSE;
        case 'None': return NONE;
        case 'Ellipsis': return ELLIPSIS;
      }
      break;
    }
    case 'Name': return lookupName(evaluator, expression, scope);
    case 'FString': return formatted(evaluator, expression, scope);
    case 'Tuple': return sequence(evaluator, expression.elements, scope, (items, open) => (open ? open : new TupleValue(items)));
    case 'List': return sequence(evaluator, expression.elements, scope, (items, open) => made(evaluator, new ListValue(items, open)));
    case 'Set': {
      const made = new SetValue();
      const items = sequence(evaluator, expression.elements, scope, (values, open) => new ListValue(values, open)) as ListValue;
      made.open = items.open;
      for (const item of items.items) {
        const key = evaluator.hashKey(item);
        if (key === undefined) made.open ??= new Unknown('an element of the set is not known');
        else if (!made.entries.has(key)) made.entries.set(key, item);
      }
      return made;
    }
    case 'Dict': return made(evaluator, dictionary(evaluator, expression.entries, scope));
    case 'Unary': {
      const operand = evaluate(evaluator, expression.operand, scope);
      if (expression.operator === 'not') {
        const truth = evaluator.truth(operand);
        return truth === undefined ? evaluator.unknown('the condition is not decided') : bool(!truth);
      }
      return unary(evaluator, expression.operator, operand, evaluator.siteOf(expression));
    }
    case 'Binary': {
      const left = evaluate(evaluator, expression.left, scope);
      return evaluator.binary(expression.operator, left, evaluate(evaluator, expression.right, scope), evaluator.siteOf(expression));
    }
    case 'BooleanOperation': {
      const left = evaluate(evaluator, expression.left, scope);
      const truth = evaluator.truth(left);
      if (truth !== undefined) return truth === (expression.operator === 'and') ? evaluate(evaluator, expression.right, scope) : left;
      const right = evaluateMaybe(evaluator, expression.right, scope);
      return right ? joinValues(evaluator, left, right) : left;
    }
    case 'Compare': {
      let left = evaluate(evaluator, expression.operands[0]!, scope);
      let result: Value = TRUE;
      for (let i = 0; i < expression.operators.length; i++) {
        const right = evaluate(evaluator, expression.operands[i + 1]!, scope);
        const one = evaluator.compare(expression.operators[i]!, left, right, evaluator.siteOf(expression));
        if (expression.operators.length === 1) return one;
        const truth = evaluator.truth(one);
        if (truth === false) return one;
        if (truth === undefined || result.kind === 'unknown') result = evaluator.unknown('the comparison is not decided');
        else result = one;
        left = right;
      }
      return result;
    }
    case 'Call': return evaluateCall(evaluator, expression, scope);
    case 'Attribute': {
      const object = evaluate(evaluator, expression.object, scope);
      const value = evaluator.getAttribute(object, expression.name);
      if (evaluator.telling) evaluator.environment.observer.evaluated?.(expression, value, evaluator.speculative);
      return value;
    }
    case 'Subscript': {
      const object = evaluate(evaluator, expression.object, scope);
      const index = evaluate(evaluator, expression.index, scope);
      const outer = evaluator.currentSite;
      evaluator.currentSite = evaluator.siteOf(expression);
      try {
        const value = evaluator.getItem(object, index);
        if (evaluator.telling) evaluator.environment.observer.evaluated?.(expression, value, evaluator.speculative);
        return value;
      } finally { evaluator.currentSite = outer; }
    }
    case 'Slice': return new SliceValue(
      expression.lower ? evaluate(evaluator, expression.lower, scope) : NONE,
      expression.upper ? evaluate(evaluator, expression.upper, scope) : NONE,
      expression.step ? evaluate(evaluator, expression.step, scope) : NONE,
    );
    case 'Starred': return evaluate(evaluator, expression.value, scope);
    case 'Conditional': {
      const truth = evaluator.truth(evaluate(evaluator, expression.test, scope));
      if (truth !== undefined) return evaluate(evaluator, truth ? expression.body : expression.orelse, scope);
      let value: Value | undefined;
      const keep = (part: Expression) => () => {
        const one = evaluate(evaluator, part, scope);
        value = value ? joinValues(evaluator, value, one) : one;
        return undefined;
      };
      evaluateWays(evaluator, [keep(expression.body), keep(expression.orelse)]);
      return value ?? evaluator.unknown('neither side of the condition can be evaluated');
    }
    case 'Lambda': return evaluateFunction(evaluator, expression, '<lambda>', scope);
    case 'Comprehension': return comprehension(evaluator, expression, scope);
    case 'NamedExpression': {
      const value = evaluate(evaluator, expression.value, scope);
      let home = scope;
      while (home.scopeKind === 'comprehension' && home.parent) home = home.parent;
      bindName(evaluator, expression.name, value, home, expression);
      return value;
    }
    case 'Yield': return misplacedYield(evaluator, expression, scope);
    case 'Await': return evaluate(evaluator, expression.value, scope);
    case 'Missing': return evaluator.unknown(expression.reason);
  }
}

function made<T extends ListValue | DictValue>(evaluator: Evaluator, value: T): T {
  evaluator.make(value);
  return value;
}

/** Evaluates what may never run: its effects are joined with their absence. */
function evaluateMaybe(evaluator: Evaluator, expression: Expression, scope: Scope): Value | undefined {
  let value: Value | undefined;
  evaluateWays(evaluator, [() => { value = evaluate(evaluator, expression, scope); return undefined; }, () => undefined]);
  return value;
}

function evaluateCall(evaluator: Evaluator, call: Call, scope: Scope): Value {
  if (call.callee.kind === 'Name' && call.callee.id === 'super' && scope.lookup('super')?.kind !== 'function') return superOf(evaluator, call, scope);
  const callee = evaluate(evaluator, call.callee, scope);
  const { positional, keywords, incomplete } = evaluateArguments(evaluator, call.arguments, scope);
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
  try {
    const args = { positional, keywords, incomplete, site: evaluator.siteOf(call) };
    const value = renamed(evaluator, callee, callValue(evaluator, callee, args), call);
    if (evaluator.telling) {
      observer.called?.(call, callee, args, value, evaluator.speculative);
      observer.evaluated?.(call, value, evaluator.speculative);
    }
    return value;
  } finally {
    evaluator.currentSite = outer;
  }
}

/** What a call of something unknown gives is named after the call as it is written. */
function renamed(evaluator: Evaluator, callee: Value, value: Value, call: Call): Value {
  if (value.kind !== 'unknown' || value.name || callee.kind !== 'unknown') return value;
  const name = evaluator.sourceName(call);
  return name ? evaluator.unknown(value.reason, name) : value;
}

export function evaluateArguments(evaluator: Evaluator, args: readonly Argument[], scope: Scope): { positional: Value[]; keywords: Map<string, Value>; incomplete: Unknown | undefined } {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let incomplete: Unknown | undefined;
  for (const argument of args) {
    const value = evaluate(evaluator, argument.value, scope);
    if (argument.spread === '*') {
      const items = evaluator.iterate(value);
      if (!items) incomplete ??= value.kind === 'unknown' ? value : evaluator.unknown('the unpacked arguments are not known');
      else for (const item of items) { evaluator.spend(); positional.push(item); }
    } else if (argument.spread === '**') {
      const mapping = unwrap(value);
      if (mapping.kind === 'dict') {
        for (const [key, entry] of mapping.entries.values()) if (key.kind === 'str') keywords.set(key.value, entry);
        incomplete ??= mapping.open;
      } else incomplete ??= value.kind === 'unknown' ? value : evaluator.unknown('the unpacked arguments are not known');
    } else if (argument.name !== undefined) keywords.set(argument.name, value);
    else positional.push(value);
  }
  return { positional, keywords, incomplete };
}

function sequence<T>(evaluator: Evaluator, elements: readonly Expression[], scope: Scope, make: (items: Value[], open: Unknown | undefined) => T): T {
  const items: Value[] = [];
  let open: Unknown | undefined;
  for (const element of elements) {
    const value = evaluate(evaluator, element, scope);
    if (element.kind !== 'Starred') { if (!open) items.push(value); continue; }
    const spread = evaluator.iterate(value);
    if (!spread) open ??= value.kind === 'unknown' ? value : evaluator.unknown('what is unpacked is not known');
    else for (const item of spread) { evaluator.spend(); items.push(item); }
  }
  return make(items, open);
}

function dictionary(evaluator: Evaluator, entries: readonly { key: Expression | undefined; value: Expression }[], scope: Scope): DictValue {
  const made = new DictValue();
  for (const entry of entries) {
    if (!entry.key) {
      const spread = unwrap(evaluate(evaluator, entry.value, scope));
      if (spread.kind === 'dict') {
        for (const [key, pair] of spread.entries) made.entries.set(key, pair);
        made.open ??= spread.open;
      } else made.open ??= spread.kind === 'unknown' ? spread : evaluator.unknown('what is unpacked is not known');
      continue;
    }
    const key = evaluate(evaluator, entry.key, scope);
    const value = evaluate(evaluator, entry.value, scope);
    const hash = evaluator.hashKey(key);
    if (hash === undefined) made.open ??= evaluator.unknown('a key of the dict is not known');
    else made.entries.set(hash, [made.entries.get(hash)?.[0] ?? key, value]);
  }
  return made;
}

function formatted(evaluator: Evaluator, node: FString, scope: Scope): Value {
  let text = '';
  let unknown: Unknown | undefined;
  for (const part of node.parts) {
    if (typeof part === 'string') { text += part; continue; }
    const value = evaluate(evaluator, part.value, scope);
    const specification = part.format ? formatted(evaluator, part.format, scope) : undefined;
    const plain = part.debug !== undefined && !part.format && !part.conversion;
    const shown = part.conversion || plain
      ? (part.conversion === 's' ? evaluator.str(value) : part.conversion === 'a' ? asciiOf(evaluator, value) : evaluator.repr(value))
      : undefined;
    const spec = specification === undefined ? '' : specification.kind === 'str' ? specification.value : undefined;
    const piece = part.conversion || plain
      ? (shown === undefined ? undefined : spec ? formatValue(evaluator, str(shown), spec) : shown)
      : spec === undefined ? undefined : formatValue(evaluator, value, spec);
    if (piece === undefined) unknown ??= evaluator.unknown('a value in the f-string is not known');
    else text += (part.debug ?? '') + piece;
  }
  return unknown ?? new Str(text);
}

export function evaluateFunction(evaluator: Evaluator, definition: FunctionDefinition | Lambda, name: string, scope: Scope): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of definition.parameters as readonly Parameter[]) {
    if (parameter.default) defaults.set(parameter.name, evaluate(evaluator, parameter.default, scope));
  }
  const made = new FunctionValue(name, definition, scope, defaults);
  made.file = evaluator.file;
  return made;
}

/**
 * The first iterable is evaluated at once and outside, the rest inside, as Python does. Over an unknown collection the elements are those of
 * one pass and the result is open.
 */
function comprehension(evaluator: Evaluator, node: Comprehension, scope: Scope): Value {
  const inner = new Scope('comprehension', scope);
  const first = evaluate(evaluator, node.clauses[0]!.iterable, scope);
  const items: Value[] = [];
  const pairs: [Value, Value][] = [];
  let open: Unknown | undefined;
  const run = (depth: number): void => {
    const clause = node.clauses[depth];
    if (!clause) {
      const element = evaluate(evaluator, node.element, inner);
      if (node.value) pairs.push([element, evaluate(evaluator, node.value, inner)]); else items.push(element);
      return;
    }
    const iterable = depth === 0 ? first : evaluate(evaluator, clause.iterable, inner);
    const known = takeItems(evaluator, iterable);
    const pass = (item: Value): void => {
      evaluator.spend();
      assign(evaluator, clause.target, item, inner);
      for (const condition of clause.conditions) {
        const truth = evaluator.truth(evaluate(evaluator, condition, inner));
        if (truth === false) return;
        if (truth === undefined) open ??= evaluator.unknown('the condition of the comprehension is not decided');
      }
      run(depth + 1);
    };
    if (known) {
      for (const item of known) pass(item);
      open ??= openEnd(known);
      return;
    }
    open ??= iterable.kind === 'unknown' ? iterable : evaluator.unknown('what is looped over is not known');
    repeatUnknown(evaluator, () => { items.length = 0; pairs.length = 0; pass(elementOf(evaluator, iterable)); return undefined; });
  };
  if (node.result === 'generator') {
    const lazy = makeGeneratorExpression(evaluator, node, first, scope);
    if (lazy) return lazy;
    run(0);
    return new IteratorValue(items[Symbol.iterator](), 'generator', open);
  }
  run(0);
  if (node.result === 'list') return new ListValue(items, open);
  if (node.result === 'set') {
    const made = new SetValue();
    made.open = open;
    for (const item of items) {
      const key = evaluator.hashKey(item);
      if (key === undefined) made.open ??= evaluator.unknown('an element of the set is not known');
      else if (!made.entries.has(key)) made.entries.set(key, item);
    }
    return made;
  }
  const made = new DictValue();
  made.open = open;
  for (const [key, value] of pairs) {
    const hash = evaluator.hashKey(key);
    if (hash === undefined) made.open ??= evaluator.unknown('a key of the dict is not known');
    else made.entries.set(hash, [made.entries.get(hash)?.[0] ?? key, value]);
  }
  return made;
}
