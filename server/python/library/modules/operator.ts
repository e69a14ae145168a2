import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, type ModuleValue, NONE, TupleValue, bool, type Value } from '../../domain/value.ts';
import { unaryOperation } from '../operations/binary.ts';
import { native } from '../signature.ts';
import { textArgument } from '../arguments.ts';
import { FunctionTable, moduleOf } from './module-value.ts';

const table = new FunctionTable();

const binaryNames: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  matmul: '@',
  and_: '&',
  or_: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
  concat: '+',
};
for (const [name, operator] of Object.entries(binaryNames))
  table.add(name, 'a, b, /', (interpreter, [a, b], { site }) => interpreter.binary(operator, a!, b!, site));

const compareNames: Readonly<Record<string, CompareOperator>> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  is_: 'is',
  is_not: 'is not',
};
for (const [name, operator] of Object.entries(compareNames))
  table.add(name, 'a, b, /', (interpreter, [a, b], { site }) => interpreter.compare(operator, a!, b!, site));

table.add('contains', 'a, b, /', (interpreter, [a, b]) => interpreter.compare('in', b!, a!));
table.add('not_', 'a, /', (interpreter, [a]) => unaryOperation(interpreter, 'not', a!)!);
table.add('truth', 'a, /', (interpreter, [a]) => {
  const truth = interpreter.truth(a!);
  return truth === undefined ? interpreter.unknown('it is not decided') : bool(truth);
});
for (const [name, operator] of [
  ['neg', '-'],
  ['pos', '+'],
  ['invert', '~'],
] as const) {
  table.add(
    name,
    'a, /',
    (interpreter, [a]) =>
      unaryOperation(interpreter, operator, a!) ??
      interpreter.raise('TypeError', `bad operand type for unary ${operator}`),
  );
}
table.add('abs', 'a, /', (interpreter, [a]) =>
  a!.kind === 'int' ? new Int(a!.value < 0n ? -a!.value : a!.value) : interpreter.unknown('the number is not known'),
);
table.add('getitem', 'a, b, /', (interpreter, [a, b]) => interpreter.getItem(a!, b!));
table.add('setitem', 'a!, b, c, /', (interpreter, [a, b, c]) => {
  interpreter.setItem(a!, b!, c!);
  return NONE;
});
table.add('length_hint', 'obj, default=, /', (interpreter, [obj]) => interpreter.length(obj!));

/** One thing gives its value, several give a tuple. */
function getter(
  name: string,
  things: readonly Value[],
  get: (interpreter: Interpreter, object: Value, thing: Value) => Value,
): Value {
  return native(name, 'obj, /', (interpreter, [object]) => {
    const values = things.map((thing) => get(interpreter, object!, thing));
    return values.length === 1 ? values[0]! : new TupleValue(values);
  });
}
table.add('itemgetter', '*args', (_, __, { rest }) =>
  getter('itemgetter', rest, (interpreter, object, item) => interpreter.getItem(object, item)),
);
table.add('attrgetter', '*args', (_, __, { rest }) =>
  getter('attrgetter', rest, (interpreter, object, attribute) => {
    const path = textArgument(interpreter, attribute);
    if (path === undefined) return interpreter.unknown('the name of the attribute is not known');
    return path.split('.').reduce((value, name) => interpreter.getAttribute(value, name), object);
  }),
);
table.add('methodcaller', 'name, /, *args, **kwargs', (_, [name], { rest, keywords }) =>
  native('methodcaller', 'obj, /', (interpreter, [object]) => {
    const method = textArgument(interpreter, name!);
    if (method === undefined) return interpreter.unknown('the name of the method is not known');
    return interpreter.call(interpreter.getAttribute(object!, method), rest, keywords);
  }),
);

/** The module `operator`. */
export function operatorModule(): ModuleValue {
  return moduleOf('operator', table.members);
}
