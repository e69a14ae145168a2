/** `random`: what is drawn is not known, but from what it is drawn. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { ListValue, type ModuleValue, NONE, type Value } from '../../domain/value.ts';
import { perhapsIn } from '../../domain/points-to.ts';
import { endOf, integerArgument } from '../arguments.ts';
import { allItems } from '../operations/iterate.ts';
import { mostElements } from '../operations/sequences.ts';
import { eachOneOf, oneOf } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { FunctionTable, moduleOf } from './module-value.ts';
import { words } from '../../../words/message.ts';
import { Top, undetermined } from '../../domain/undetermined.ts';

const reason = words`it is drawn at random`;
const table = new FunctionTable();

for (const name of ['seed', 'setstate']) table.add(name, '*args, **kwargs', () => NONE);
for (const name of [
  'random',
  'uniform',
  'gauss',
  'normalvariate',
  'betavariate',
  'expovariate',
  'triangular',
  'getstate',
  'vonmisesvariate',
  'paretovariate',
  'lognormvariate',
]) {
  table.add(name, '*args, **kwargs', (interpreter) => interpreter.unknown(reason));
}
for (const name of ['randint', 'randrange', 'getrandbits'])
  table.add(name, '*args, **kwargs', () => undetermined(reason, { integer: true }));

/** One of the items of a collection. */
function drawn(items: readonly Value[]): Value {
  return items.length === 0 ? new Top(reason) : oneOf(items, new Top(reason));
}

/** So many items drawn from a collection; open where the number is not known. */
function drawnList(interpreter: Interpreter, population: Value, count: Value): Value {
  const items = allItems(interpreter, population);
  const size = integerArgument(interpreter, count);
  if (size === undefined || size > BigInt(mostElements)) return new ListValue([], endOf(interpreter, count));
  const many = Math.max(0, Number(size));
  if (items && items.length > 0) return new ListValue(eachOneOf(interpreter, items, many, new Top(reason)));
  interpreter.spend(many);
  return new ListValue(Array.from({ length: many }, () => interpreter.unknown(reason)));
}

table.add('choice', 'seq', (interpreter, [seq]) => {
  const items = allItems(interpreter, seq!);
  if (items?.length === 0) return interpreter.raise('IndexError', 'Cannot choose from an empty sequence');
  return items ? drawn(items) : perhapsIn(interpreter.unknown(reason), seq!);
});
table.add('choices', 'population, weights=, *, cum_weights=, k=', (interpreter, [population, , , k]) =>
  k ? drawnList(interpreter, population!, k) : new ListValue([drawn(allItems(interpreter, population!) ?? [])]),
);
table.add('sample', 'population, k, *, counts=', (interpreter, [population, k]) =>
  drawnList(interpreter, population!, k!),
);
table.add('shuffle', 'x!, random=', (interpreter, [x]) => {
  const list = unwrap(x!);
  if (list.kind !== 'list') return NONE;
  interpreter.touch(list);
  if (list.items.length > 1) list.items = eachOneOf(interpreter, list.items, list.items.length, new Top(reason));
  return NONE;
});

/** The module `random`. */
export function randomModule(): ModuleValue {
  return moduleOf('random', table.members);
}
