/** What library functions change is declared in their signatures; the look at the text of code has the same names. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ClassValue, type ModuleValue, NativeFunction, type Value } from '../../../../server/python/domain/value.ts';
import { assigning } from '../../../../server/keras/data/variables.ts';
import { arrayMethods } from '../../../../server/python/library/arrays/array-attributes.ts';
import {
  counterMethods,
  dictMethods,
  orderedDictMethods,
} from '../../../../server/python/library/methods/dict-methods.ts';
import { listMethods } from '../../../../server/python/library/methods/list-methods.ts';
import { setMethods } from '../../../../server/python/library/methods/set-methods.ts';
import { dequeClass } from '../../../../server/python/library/modules/deque.ts';
import { bisectModule, heapqModule } from '../../../../server/python/library/modules/heaps.ts';
import { operatorModule } from '../../../../server/python/library/modules/operator.ts';
import { randomModule } from '../../../../server/python/library/modules/random.ts';
import { numpyModule } from '../../../../server/python/library/numpy/numpy-module.ts';
import { randomModule as numpyRandom } from '../../../../server/python/library/numpy/random.ts';
import { dataFrameMethods } from '../../../../server/python/library/pandas/data-frame-methods.ts';
import { CHANGING, CHANGING_ARGUMENTS, CHANGING_ARRAYS } from '../../../../server/python/syntax/changes.ts';

const object = new ClassValue({ name: 'object', qualifiedName: 'builtins.object', bases: [], attributes: new Map() });
const nativesIn = (values: Iterable<Value>): readonly NativeFunction[] =>
  [...values].flatMap((value) =>
    value instanceof NativeFunction ? [value, ...nativesIn(value.members?.values() ?? [])] : [],
  );
const ofModule = ({ attributes }: ModuleValue): readonly NativeFunction[] => nativesIn(attributes.values());
/** `at` of `add.at`. */
const changingNames = (natives: readonly NativeFunction[]): ReadonlySet<string> =>
  new Set(natives.filter(({ effects }) => effects.changes.length > 0).map(({ name }) => name.split('.').at(-1)!));

const tables = [
  listMethods,
  setMethods,
  dictMethods,
  counterMethods,
  orderedDictMethods,
  dequeClass(object).attributes,
];
const methods = changingNames(tables.flatMap((table) => nativesIn(table.values())));
const functions = changingNames([heapqModule(), bisectModule(), operatorModule(), randomModule()].flatMap(ofModule));
const arrays = changingNames([
  ...arrayMethods,
  ...ofModule(numpyModule(() => undefined)),
  ...ofModule(numpyRandom()),
  ...Object.values(dataFrameMethods()),
  ...Object.values(assigning),
]);
const listed = new Set([...CHANGING, ...CHANGING_ARGUMENTS, ...CHANGING_ARRAYS]);

/** Not worked out here, or attributes that are assigned: nothing declares them. */
const UNDECLARED: ReadonlySet<string> = new Set([
  'delitem',
  'iadd',
  'ior',
  'iconcat',
  'itemset',
  'shape',
  'dtype',
  'columns',
  'index',
]);

describe('what library functions change', () => {
  it('is listed for the look at texts', () => {
    assert.deepEqual(
      [...methods].filter((name) => !CHANGING.has(name)),
      [],
      'methods',
    );
    assert.deepEqual(
      [...functions].filter((name) => !CHANGING_ARGUMENTS.has(name)),
      [],
      'functions',
    );
    assert.deepEqual(
      [...arrays].filter((name) => !listed.has(name)),
      [],
      'arrays and tables',
    );
  });
  it('is declared in a signature where it is listed', () => {
    const declared = new Set([...methods, ...functions, ...arrays]);
    assert.deepEqual(
      [...listed].filter((name) => !declared.has(name) && !UNDECLARED.has(name)),
      [],
    );
    assert.deepEqual(
      [...UNDECLARED].filter((name) => declared.has(name) || !listed.has(name)),
      [],
    );
  });
});
