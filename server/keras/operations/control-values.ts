/**
 * Operations that run functions of the program (`cond`, `while_loop`, `foldl`, `scan`, `map_fn`), where the values
 * decide how often and with what: the functions are run as Python runs them.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ListValue, TupleValue, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { everyLeaf, leavesIn, rowsOf, stacked } from '../data/dataset-items.ts';
import { tensorsOf } from '../data/elements.ts';
import { accesses } from '../data/variables.ts';
import type { OperationArguments } from './arguments.ts';

/** More rounds are not run. */
const MOST_ROUNDS = 200;

/** What is inferred of a function that is staged is a tensor; Python keeps what a function gives. */
const settled = (interpreter: Interpreter, value: Value): Value =>
  accesses.inGraph && !isUndetermined(value) && value.kind !== 'none' ? tensorsOf(interpreter, value) : value;

function chosen(args: OperationArguments): Value | undefined {
  const truth = args.interpreter.truth(args.value('pred'));
  if (truth === undefined || args.value('pred').kind === 'bool') return undefined;
  return settled(args.interpreter, args.interpreter.call(args.value(truth ? 'true_fn' : 'false_fn'), []));
}

/** The variables after the last round; undefined where nothing decides whether there is another one. */
function repeated(args: OperationArguments): Value | undefined {
  const { interpreter } = args;
  const given = args.value('loop_vars');
  const most = args.value('maximum_iterations');
  if ((given.kind !== 'list' && given.kind !== 'tuple') || (most.kind !== 'none' && most.kind !== 'int'))
    return undefined;
  const limit = most.kind === 'int' ? Number(most.value) : Number.POSITIVE_INFINITY;
  let state: readonly Value[] = given.items.map((item) => tensorsOf(interpreter, item));
  for (let round = 0; round < limit; round++) {
    const goesOn = interpreter.truth(interpreter.call(args.value('cond'), state));
    if (goesOn === undefined || round >= MOST_ROUNDS) return undefined;
    if (!goesOn) break;
    const next = interpreter.call(args.value('body'), state);
    const items = next.kind === 'list' || next.kind === 'tuple' ? next.items : [next];
    if (items.length !== state.length) return undefined;
    state = items.map((item) => tensorsOf(interpreter, item));
  }
  return given.kind === 'list' ? new ListValue([...state]) : new TupleValue(state);
}

const isLong = (value: Value): boolean =>
  value instanceof ArrayValue
    ? Number(value.shape?.[0]) > MOST_ROUNDS
    : (value.kind === 'list' || value.kind === 'tuple') && value.items.length > MOST_ROUNDS;

/** The elements one by one along their first axis; undefined where they are not known. */
function elementsOf(interpreter: Interpreter, value: Value): readonly Value[] | undefined {
  if (isUndetermined(value)) return undefined;
  if (isLong(value)) {
    if (value.kind === 'list' || value.kind === 'tuple') interpreter.spend(value.items.length * 4);
    return undefined;
  }
  const whole = tensorsOf(interpreter, value);
  const [first] = leavesIn(whole);
  const count = first?.shape?.[0];
  const isKnown = everyLeaf(whole, (leaf) => leaf.elements !== undefined);
  return typeof count === 'number' && count > 0 && count <= MOST_ROUNDS && isKnown
    ? rowsOf(interpreter, whole, count)
    : undefined;
}

/** Each state that a fold comes to. */
function states(args: OperationArguments, isReversed: boolean): Value[] | undefined {
  const { interpreter } = args;
  const elements = elementsOf(interpreter, args.value('elements'));
  if (!elements) return undefined;
  const order = isReversed ? [...elements].reverse() : elements;
  interpreter.spend(order.length);
  const initial = args.value('initializer');
  const [first, rest] =
    initial.kind === 'none' ? [order[0]!, order.slice(1)] : [tensorsOf(interpreter, initial), order];
  const all = initial.kind === 'none' ? [first] : [];
  let state: Value = first;
  for (const element of rest) {
    state = tensorsOf(interpreter, interpreter.call(args.value('function'), [state, element]));
    all.push(state);
  }
  return all.length > 0 ? all : undefined;
}

const folded = (args: OperationArguments): Value | undefined =>
  states(args, args.functionName.endsWith('foldr'))?.at(-1);

function scanned(args: OperationArguments): Value | undefined {
  const isReversed = args.interpreter.truth(args.value('reverse')) ?? false;
  const all = states(args, isReversed);
  return all && stacked(args.interpreter, isReversed ? all.reverse() : all);
}

/** By the class of the operation; each gives undefined where values do not decide it. */
export const CONTROLLED: Readonly<Record<string, (args: OperationArguments) => Value | undefined>> = {
  Cond: chosen,
  WhileLoop: repeated,
  Fold: folded,
  ScanOver: scanned,
};

/** What one of several functions gives, by its number. */
const switchCase = define('switch_case', 'branch_index branch_fns default name', (call) => {
  const given = call.required('branch_index');
  const index = given instanceof ArrayValue ? given.elements?.[0] : given;
  const branches = call.required('branch_fns');
  if (index?.kind !== 'int') return call.unknown('which of the functions is run is not known');
  const place = [...branchesOf(call, branches)].find(([number]) => number === Number(index.value));
  const last = [...branchesOf(call, branches)].sort(([a], [b]) => a - b).at(-1);
  const run = place?.[1] ?? call.passed('default') ?? last?.[1];
  return run ? settled(call.interpreter, call.interpreter.call(run, [])) : call.unknown('the function is not known');
});

function branchesOf(call: LibraryCall, branches: Value): readonly (readonly [number, Value])[] {
  if (branches.kind === 'dict')
    return [...branches.entries.values()].map(([key, run]) => [
      key.kind === 'int' ? Number(key.value) : Number.NaN,
      run,
    ]);
  return call.itemsOf(branches, 'branch_fns').map((item, at): readonly [number, Value] => {
    const pair = item.kind === 'tuple' && item.items[0]?.kind === 'int' ? item.items : undefined;
    return pair ? [Number((pair[0] as { value: bigint }).value), pair[1]!] : [at, item];
  });
}

/** The first function whose condition holds. */
const cases = define('case', 'pred_fn_pairs default exclusive strict name', (call) => {
  const pairs = call.required('pred_fn_pairs');
  const all =
    pairs.kind === 'dict'
      ? [...pairs.entries.values()]
      : call.itemsOf(pairs, 'pred_fn_pairs').map((pair) => (pair.kind === 'tuple' ? pair.items : []));
  for (const [condition, run] of all) {
    const truth = condition && run ? call.interpreter.truth(condition) : undefined;
    if (truth === undefined) return call.unknown('which of the functions is run is not known');
    if (truth) return settled(call.interpreter, call.interpreter.call(run!, []));
  }
  const otherwise = call.passed('default');
  return otherwise
    ? settled(call.interpreter, call.interpreter.call(otherwise, []))
    : call.unknown('no condition holds');
});

export const controlFunctions: Readonly<Record<string, Value>> = { switch_case: switchCase, case: cases };
