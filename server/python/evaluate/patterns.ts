/** `match` statements. */
import type { Match } from '../syntax/tree.ts';
import type { Pattern } from '../syntax/patterns.ts';
import type { Scope } from '../domain/scope.ts';
import { DictValue, ListValue, type Value } from '../domain/value.ts';
import { bindName } from './assignment.ts';
import { evaluateWays } from './branches.ts';
import type { Completion } from './completion.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { executeBlock } from './statements.ts';
import type { Steps } from '../syntax/steps.ts';
import { isUndetermined } from '../domain/undetermined.ts';

export function* executeMatch(evaluator: Evaluator, statement: Match, scope: Scope): Steps<Completion> {
  const subject = evaluate(evaluator, statement.subject, scope);
  function* tryFrom(index: number): Steps<Completion> {
    const candidate = statement.cases[index];
    if (!candidate) return undefined;
    const bindings: Bindings = [];
    const matched = matches(evaluator, candidate.pattern, subject, scope, bindings);
    const chose = evaluator.grounds.at('condition', evaluator.siteOf(candidate.pattern));
    const next = (): Steps<Completion> => tryFrom(index + 1);
    const body = (): Steps<Completion> => executeBlock(evaluator, candidate.body, scope);
    const taken = function* (): Steps<Completion> {
      // Which alternative fits, or what is in what is matched, is not decided.
      if (!matched)
        for (const name of capturesOf(candidate.pattern))
          bindName(
            evaluator,
            name,
            evaluator.unknown('what it is matched with is not known', name),
            scope,
            candidate.pattern,
          );
      for (const bind of bindings) bind();
      const guard = candidate.guard ? evaluator.truth(evaluate(evaluator, candidate.guard, scope)) : true;
      if (guard === undefined) return yield* evaluateWays(evaluator, [body, next], chose, true);
      return yield* guard ? body() : next();
    };
    if (matched === false) return yield* next();
    return yield* matched ? taken() : evaluateWays(evaluator, [taken, next], chose, true);
  }
  return yield* tryFrom(0);
}

/** The names that a pattern binds. */
export function capturesOf(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'CapturePattern':
    case 'StarPattern':
      return pattern.name === undefined ? [] : [pattern.name];
    case 'AsPattern':
      return [pattern.name, ...capturesOf(pattern.pattern)];
    case 'MappingPattern':
      return [
        ...pattern.entries.flatMap((entry) => capturesOf(entry.pattern)),
        ...(pattern.rest === undefined ? [] : [pattern.rest]),
      ];
    case 'ClassPattern':
      return [...pattern.patterns, ...pattern.keywords.map((keyword) => keyword.pattern)].flatMap(capturesOf);
    case 'SequencePattern':
    case 'OrPattern':
      return pattern.patterns.flatMap(capturesOf);
    default:
      return [];
  }
}

/** What binds the names of a pattern: they are bound once all of it fits. */
type Bindings = (() => void)[];

const binding =
  (evaluator: Evaluator, pattern: Pattern, name: string, value: Value, scope: Scope): (() => void) =>
  () => {
    bindName(evaluator, name, value, scope, pattern);
  };

/** Whether the pattern fits; undefined: not decided. */
function matches(
  evaluator: Evaluator,
  pattern: Pattern,
  subject: Value,
  scope: Scope,
  bindings: Bindings,
): boolean | undefined {
  switch (pattern.kind) {
    case 'ValuePattern': {
      const value = evaluate(evaluator, pattern.value, scope);
      if (value.kind === 'none' || value.kind === 'bool')
        return isUndetermined(subject)
          ? undefined
          : subject.kind === value.kind && (value.kind === 'none' || value === subject);
      return evaluator.equals(subject, value);
    }
    case 'CapturePattern':
      if (pattern.name) bindings.push(binding(evaluator, pattern, pattern.name, subject, scope));
      return true;
    case 'AsPattern': {
      const matched = matches(evaluator, pattern.pattern, subject, scope, bindings);
      bindings.push(binding(evaluator, pattern, pattern.name, subject, scope));
      return matched;
    }
    case 'OrPattern':
      return matchesAny(evaluator, pattern, subject, scope, bindings);
    case 'SequencePattern':
      return matchesSequence(evaluator, pattern.patterns, subject, scope, bindings);
    case 'StarPattern':
      return true;
    case 'MappingPattern':
      return matchesMapping(evaluator, pattern, subject, scope, bindings);
    case 'ClassPattern':
      return matchesClass(evaluator, pattern, subject, scope, bindings);
  }
}

function matchesAny(
  evaluator: Evaluator,
  pattern: Extract<Pattern, { kind: 'OrPattern' }>,
  subject: Value,
  scope: Scope,
  bindings: Bindings,
): boolean | undefined {
  let undecided = false;
  for (const one of pattern.patterns) {
    const own: Bindings = [];
    const matched = matches(evaluator, one, subject, scope, own);
    if (matched && !undecided) bindings.push(...own);
    if (matched) return undecided && capturesOf(pattern).length > 0 ? undefined : true;
    if (matched === undefined) undecided = true;
  }
  return undecided ? undefined : false;
}

function matchesMapping(
  evaluator: Evaluator,
  pattern: Extract<Pattern, { kind: 'MappingPattern' }>,
  subject: Value,
  scope: Scope,
  bindings: Bindings,
): boolean | undefined {
  if (isUndetermined(subject)) return undefined;
  if (subject.kind !== 'dict') return false;
  const rest = new Map(subject.entries);
  let result: boolean | undefined = true;
  for (const entry of pattern.entries) {
    const key = evaluator.hashKey(evaluate(evaluator, entry.key, scope));
    const found = key === undefined ? undefined : subject.entries.get(key);
    if (!found) {
      if (subject.summary) {
        result = undefined;
        continue;
      }
      return false;
    }
    rest.delete(key!);
    const matched = matches(evaluator, entry.pattern, found[1], scope, bindings);
    if (matched === false) return false;
    if (matched === undefined) result = undefined;
  }
  if (pattern.rest) bindings.push(binding(evaluator, pattern, pattern.rest, new DictValue(rest), scope));
  return result;
}

function matchesClass(
  evaluator: Evaluator,
  pattern: Extract<Pattern, { kind: 'ClassPattern' }>,
  subject: Value,
  scope: Scope,
  bindings: Bindings,
): boolean | undefined {
  const cls = evaluate(evaluator, pattern.cls, scope);
  const instance = evaluator.isInstance(subject, cls);
  if (instance !== true) return instance;
  const names: string[] = [];
  if (pattern.patterns.length > 0) {
    const order = cls.kind === 'class' ? cls.lookup('__match_args__') : undefined;
    if (order?.kind === 'tuple') for (const item of order.items) names.push(item.kind === 'str' ? item.value : '');
    else if (pattern.patterns.length === 1) return matches(evaluator, pattern.patterns[0]!, subject, scope, bindings);
    else return undefined;
  }
  let result: boolean | undefined = true;
  const parts = [...pattern.patterns.map((part, i) => ({ name: names[i] ?? '', pattern: part })), ...pattern.keywords];
  for (const part of parts) {
    const value = evaluator.findAttribute(subject, part.name);
    if (!value) return false;
    const matched = matches(evaluator, part.pattern, value, scope, bindings);
    if (matched === false) return false;
    if (matched === undefined) result = undefined;
  }
  return result;
}

function matchesSequence(
  evaluator: Evaluator,
  patterns: readonly Pattern[],
  subject: Value,
  scope: Scope,
  bindings: Bindings,
): boolean | undefined {
  if (isUndetermined(subject)) return undefined;
  if (subject.kind !== 'list' && subject.kind !== 'tuple') return false;
  if (subject.kind === 'list' && subject.summary) return undefined;
  const { items } = subject;
  const star = patterns.findIndex((pattern) => pattern.kind === 'StarPattern');
  if (star < 0 ? items.length !== patterns.length : items.length < patterns.length - 1) return false;
  let result: boolean | undefined = true;
  for (let i = 0; i < patterns.length; i++) {
    const pattern = patterns[i]!;
    if (i === star) {
      const name = pattern.kind === 'StarPattern' ? pattern.name : undefined;
      const rest = items.slice(star, items.length - (patterns.length - star - 1));
      if (name)
        bindings.push(() => {
          bindName(evaluator, name, new ListValue(rest), scope, pattern);
        });
      continue;
    }
    const item = star < 0 || i < star ? items[i]! : items[items.length - (patterns.length - i)]!;
    const matched = matches(evaluator, pattern, item, scope, bindings);
    if (matched === false) return false;
    if (matched === undefined) result = undefined;
  }
  return result;
}
