/**
 * Functions and methods that a test runner calls: `test_…` in a file of tests, as pytest and unittest find them. What
 * they pass to the code that they test is as good as what a script passes.
 */
import { PythonError } from '../domain/interpreter.ts';
import type { ClassValue, FunctionValue, Value } from '../domain/value.ts';
import type { Steps } from '../syntax/steps.ts';
import { callFunction } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';
import { LIMITS } from './fuel.ts';
import { attempt } from './program.ts';
import type { PieceOfProgram } from './statement-record.ts';
import { makeObject, symbolicArguments } from './uncalled-functions.ts';

/** `test_model.py`, `model_test.py`, `tests.py`, as an address. */
export const isTestFile = (path: string | undefined): boolean =>
  path !== undefined && /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?)\.py$/i.test(path);

const isTest = ({ name }: FunctionValue): boolean => /^test/.test(name);

/** The tests that the program defines, in the order of the file. */
export function testPieces(evaluator: Evaluator, stage: number): readonly PieceOfProgram[] {
  return evaluator.defined.flatMap((value): PieceOfProgram[] => {
    const run = runOf(evaluator, value);
    if (run === undefined) return [];
    return [
      {
        key: value,
        stage,
        imports: false,
        premise: () => '',
        *run() {
          if (evaluator.fuel.refill()) yield* attempt(evaluator, LIMITS.stepsPerLibraryCall, run);
        },
      },
    ];
  });
}

function runOf(evaluator: Evaluator, value: Value): (() => Steps<void>) | undefined {
  if (value.kind === 'function')
    return value.owner === undefined && isTest(value) ? () => runTest(evaluator, value, undefined) : undefined;
  if (value.kind !== 'class' || !isTestClass(value)) return undefined;
  const methods = [...value.attributes.values()].filter((member) => member.kind === 'function');
  const tests = methods.filter(isTest);
  return tests.length === 0 ? undefined : () => runTests(evaluator, value, tests);
}

/** A class of pytest's by its name, one of unittest's by what it comes from. */
const isTestClass = (cls: ClassValue): boolean =>
  cls.name.startsWith('Test') || cls.mro.some(({ name }) => name.endsWith('TestCase')) || cls.unknownBase !== undefined;

function* runTests(evaluator: Evaluator, cls: ClassValue, tests: readonly FunctionValue[]): Steps<void> {
  for (const test of tests)
    yield* attempt(evaluator, LIMITS.stepsPerLibraryCall, function* (): Steps<void> {
      const object = yield* makeObject(evaluator, cls);
      for (const name of ['setUp', 'setup_method']) {
        const prepare = cls.lookup(name);
        if (prepare?.kind === 'function') yield* runTest(evaluator, prepare, object);
      }
      yield* runTest(evaluator, test, object);
    });
}

function* runTest(evaluator: Evaluator, test: FunctionValue, object: Value | undefined): Steps<void> {
  const args = symbolicArguments(evaluator, test, object ? 1 : 0);
  for (const [name, value] of parametrized(evaluator, test)) args.keywords.set(name, value);
  yield* callFunction(evaluator, test, object ? { ...args, positional: [object, ...args.positional] } : args);
}

/** `@pytest.mark.parametrize("a, b", [(1, 2), …])`: what the first of the calls passes. */
function parametrized(evaluator: Evaluator, { definition, closure }: FunctionValue): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  if (definition.kind !== 'FunctionDefinition') return values;
  for (const decorator of definition.decorators) {
    if (decorator.kind !== 'Call' || decorator.callee.kind !== 'Attribute' || decorator.callee.name !== 'parametrize')
      continue;
    const [names, rows] = decorator.arguments.map(({ value }) => valueOf(evaluator, value, closure));
    const [row] = (rows && evaluator.iterate(rows)) ?? [];
    if (names?.kind !== 'str' || row === undefined) continue;
    const listed = names.value.split(',').map((name) => name.trim());
    if (listed.length === 1) values.set(listed[0]!, row);
    else
      for (const [index, value] of [...(evaluator.iterate(row) ?? [])].entries())
        values.set(listed[index] ?? '', value);
  }
  return values;
}

function valueOf(
  evaluator: Evaluator,
  expression: Parameters<typeof evaluate>[1],
  scope: FunctionValue['closure'],
): Value | undefined {
  try {
    return evaluate(evaluator, expression, scope);
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}
