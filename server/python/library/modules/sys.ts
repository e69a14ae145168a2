import { Expression } from '../../../shapes/expression.ts';
import {
  ClassValue,
  Float,
  InstanceValue,
  Int,
  ListValue,
  type ModuleValue,
  NONE,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { namedTupleClass } from './named-tuples.ts';
import { Top, undetermined } from '../../domain/undetermined.ts';

const table = new FunctionTable();
table.add('exit', 'status=, /', (interpreter) => interpreter.raise('SystemExit', ''));
for (const name of ['setrecursionlimit', 'settrace', 'setprofile', 'exc_clear']) table.add(name, '*args', () => NONE);
table.add('getrecursionlimit', '', () => new Int(1000n));
table.add('intern', 'string, /', (_, [string]) => string!);
table.add('exc_info', '', () => new TupleValue([NONE, NONE, NONE]));

/** The oldest minor version of Python 3 that Keras code is still run on. */
const oldestMinor = 8;

/** Python 3, the rest of the version is not known. */
function versionInfo(tuple: ClassValue): Value {
  const part = (name: string, least: number): Value => {
    const shown = `sys.version_info.${name}`;
    return undetermined('the version of Python is not known', {
      name: shown,
      integer: true,
      makeSymbol: () => Expression.symbol(shown, { nonNegative: true }).add(Expression.of(least)),
    });
  };
  const cls = namedTupleClass(tuple, 'version_info', ['major', 'minor', 'micro', 'releaselevel', 'serial'], new Map());
  return new TupleValue(
    [new Int(3n), part('minor', oldestMinor), part('micro', 0), new Str('final'), new Int(0n)],
    cls,
  );
}

/** The module `sys`. */
export function sysModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const outside = new Top('it depends on how the program is started');
  const floatInfo = new InstanceValue(
    new ClassValue({ name: 'float_info', qualifiedName: 'sys.float_info', bases: [classNamed(builtins, 'object')] }),
  );
  for (const [name, value] of Object.entries({
    max: Number.MAX_VALUE,
    min: 2.2250738585072014e-308,
    epsilon: Number.EPSILON,
  }))
    floatInfo.attributes.set(name, new Float(value));
  floatInfo.attributes.set('dig', new Int(15n)).set('mant_dig', new Int(53n));
  return moduleOf('sys', [
    ...table.members,
    ['argv', new ListValue([], outside)],
    ['path', new ListValue([], outside)],
    ['version_info', versionInfo(classNamed(builtins, 'tuple'))],
    ['maxsize', new Int(2n ** 63n - 1n)],
    ['byteorder', new Str('little')],
    ['float_info', floatInfo],
  ]);
}
