/** Which class a builtin value has, and whether a value is an instance of a class. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { ClassValue, type Value } from '../../domain/value.ts';
import { isNumpyScalar } from '../arrays/dtypes.ts';
import { isInstanceOfScalar } from '../arrays/scalar-class.ts';
import { unionMembers } from './class-union.ts';
import { words } from '../../../words/message.ts';
import { Approximate } from '../../domain/approximate.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

/** Names under which `Interpreter.builtin` keeps classes that programs cannot name directly. */
const hiddenNames: Readonly<Record<string, string>> = {
  none: 'types.NoneType',
  ellipsis: 'types.EllipsisType',
  'not-implemented': 'types.NotImplementedType',
  function: 'types.FunctionType',
  native: 'types.BuiltinFunctionType',
  method: 'types.MethodType',
  module: 'types.ModuleType',
  super: 'super',
};

export function typeOf(interpreter: Interpreter, value: Value): Value {
  // NumPy's numbers have classes of their own, of which only float64 is one of Python's too.
  if (isNumpyScalar(value)) return interpreter.unknown('the class of a number of NumPy is not followed');
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'float':
    case 'complex':
    case 'str':
    case 'bytes':
    case 'list':
    case 'range':
    case 'slice':
    case 'property':
    case 'staticmethod':
    case 'classmethod':
      return interpreter.builtin(value.kind);
    case 'tuple':
      return value.namedBy ?? interpreter.builtin('tuple');
    case 'dict':
      return interpreter.builtin(value.typeName === 'dict' ? 'dict' : `collections.${value.typeName}`);
    case 'set':
      return interpreter.builtin(value.frozen ? 'frozenset' : 'set');
    case 'iterator':
      return iteratorClass(interpreter, value.typeName);
    case 'class':
      return metaclassOf(interpreter, value);
    case 'instance':
      return value.cls;
    case 'host':
      return (
        value.pythonClass?.() ??
        (value.isForeign?.() ? foreignClass : interpreter.unknown(words`the class of ${value.typeName} is not known`))
      );
    case 'top':
    case 'symbol':
    case 'one-of':
      if (value instanceof Approximate && value.dtype === undefined) return interpreter.builtin('float');
      return value.integer ? interpreter.builtin('int') : interpreter.unknown(value.reason);
    default:
      return interpreter.builtin(hiddenNames[value.kind] ?? 'object');
  }
}

const notNamed = new Top('the class of a tensor depends on where it is');
/** The class of a tensor: none of Python's own (`type(x) is list`), and no more is said of it. */
const foreignClass = new ClassValue({
  name: 'Tensor',
  attributes: new Map([
    ['__name__', notNamed],
    ['__qualname__', notNamed],
  ]),
  unknownBase: notNamed,
  construct: (interpreter) => interpreter.unknown(notNamed.reason),
});

/** `zip`, `map` and the like are classes of their own; others only have a name. */
function iteratorClass(interpreter: Interpreter, typeName: string): ClassValue {
  return interpreter.builtin(
    ['zip', 'map', 'filter', 'enumerate', 'reversed'].includes(typeName) ? typeName : `types.${typeName}`,
  );
}

function metaclassOf(interpreter: Interpreter, cls: ClassValue): ClassValue {
  return cls.metaclass ?? interpreter.builtin(cls.attributes.has('_member_map_') ? 'enum.EnumType' : 'type');
}

/** Undefined where it is not decided. `cls` may be a class, a tuple of classes, or a union. */
export function isInstance(interpreter: Interpreter, value: Value, cls: Value): boolean | undefined {
  if (cls.kind === 'tuple') {
    // Tuples may share their parts: two to the sixtieth classes in sixty of them.
    interpreter.spend(cls.items.length);
    return anyOf(cls.items.map((item) => isInstance(interpreter, value, item)));
  }
  const members = unionMembers(cls);
  if (!members || isUndetermined(cls)) return undefined;
  if (cls.kind !== 'class')
    return cls.kind === 'none'
      ? value.kind === 'none'
      : anyOf(members.map((member) => isInstance(interpreter, value, member)));
  if (isNumpyScalar(value)) return isInstanceOfScalar(value, cls);
  if (isUndetermined(value)) {
    if (value.alternatives) return agreement(value.alternatives.map((one) => interpreter.isInstance(one, cls)));
    if (cls.qualifiedName === 'builtins.object') return true;
    return value.integer ? isSubclass(interpreter.builtin('int'), cls) : undefined;
  }
  const type = interpreter.typeOf(value);
  if (type.kind !== 'class') return undefined;
  return type === foreignClass && cls.qualifiedName.startsWith('builtins.')
    ? cls.qualifiedName === 'builtins.object'
    : isSubclass(type, cls);
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function agreement(answers: readonly (boolean | undefined)[]): boolean | undefined {
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

/**
 * What an abstract class (`collections.abc.Sequence`) takes for its own: classes by qualified name, or whatever has
 * these methods.
 */
export interface AbstractClass {
  readonly abstract: true;
  readonly classes: readonly string[];
  readonly methods: readonly string[];
}

/** Each class has the order in which its names are looked up: in a tower of classes they would take all memory. */
export const stepsOfBases = (bases: readonly ClassValue[]): number =>
  bases.length * bases.reduce((sum, base) => sum + base.mro.length, 0);

export function isSubclass(cls: ClassValue, base: ClassValue): boolean | undefined {
  if (base.qualifiedName === 'builtins.object' || cls === base) return true;
  if (cls.isSubclassOf(base)) return true;
  const abstract = base.declaration as Partial<AbstractClass> | undefined;
  if (abstract?.abstract && abstract.classes && abstract.methods) {
    if (cls.mro.some((member) => abstract.classes!.includes(member.qualifiedName))) return true;
    if (abstract.methods.length > 0 && abstract.methods.every((name) => cls.lookup(name))) return true;
  }
  return cls.unknownBase || base.unknownBase ? undefined : false;
}
