/** Attributes of builtin values. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { BoundMethod, Int, type ModuleValue, type NativeFunction, Str, type Value } from '../../domain/value.ts';
import { isNumpyScalar } from '../arrays/dtypes.ts';
import { scalarAttribute } from '../arrays/array-attributes.ts';
import { shapeAttribute } from '../arrays/tensor-shape.ts';
import { fieldNames } from '../operations/field-names.ts';
import { unwrap } from '../wrapped.ts';
import { bytesMethods } from './bytes-methods.ts';
import { counterMethods, dictMethods, orderedDictMethods } from './dict-methods.ts';
import { iteratorMethods, propertyMethods, rangeMethods, sliceMethods } from './iterator-methods.ts';
import { listMethods } from './list-methods.ts';
import { complexMethods, floatMethods, intMethods, numberAttribute } from './number-methods.ts';
import { setMethods } from './set-methods.ts';
import { strMethods } from './str-methods.ts';
import { namedTupleMethods, tupleMethods } from './tuple-methods.ts';
import { words } from '../../../words/message.ts';

type Methods = ReadonlyMap<string, NativeFunction>;

const tables: Readonly<Record<string, Methods>> = {
  str: strMethods,
  bytes: bytesMethods,
  list: listMethods,
  set: setMethods,
  int: intMethods,
  bool: intMethods,
  float: floatMethods,
  complex: complexMethods,
  range: rangeMethods,
  iterator: iteratorMethods,
  slice: sliceMethods,
  property: propertyMethods,
};

/** An attribute of a builtin value as the program reads it; undefined where Python has none. */
export function methodOf(interpreter: Interpreter, receiver: Value, name: string): Value | undefined {
  const value = unwrap(receiver);
  const method = methodsOf(value)?.get(name);
  if (method) return new BoundMethod(receiver, method);
  if (isNumpyScalar(value)) return scalarAttribute(interpreter, value, name);
  switch (value.kind) {
    case 'int':
    case 'bool':
    case 'float':
    case 'complex':
      return numberAttribute(value, name);
    case 'tuple': {
      const index = value.namedBy ? (fieldNames(value.namedBy) ?? []).indexOf(name) : -1;
      return index < 0 ? shapeAttribute(interpreter, value, name) : value.items[index];
    }
    case 'slice':
      return name === 'start' ? value.lower : name === 'stop' ? value.upper : name === 'step' ? value.step : undefined;
    case 'range':
      return rangeAttribute(value, name);
    case 'dict':
      return name === 'default_factory' && value.typeName === 'defaultdict' ? value.defaultFactory : undefined;
    case 'property':
      return name === 'fget' ? value.getter : name === 'fset' ? value.setter : undefined;
    case 'staticmethod':
    case 'classmethod':
      return name === '__func__' ? value.method : undefined;
    // A library's class may have members that are not followed here.
    case 'class':
      return value.definition ||
        value.qualifiedName.startsWith('builtins.') ||
        name.startsWith('__') ||
        !value.qualifiedName.includes('.')
        ? undefined
        : interpreter.unknown(words`${value.qualifiedName}.${name} is not known here`);
    case 'module':
      return name === '__name__' ? new Str((value as ModuleValue).name) : undefined;
    default:
      return undefined;
  }
}

function rangeAttribute(range: Extract<Value, { kind: 'range' }>, name: string): Value | undefined {
  if (name === 'start' || name === 'stop' || name === 'step') return new Int(range[name]);
  return undefined;
}

function methodsOf(value: Value): Methods | undefined {
  if (value.kind === 'tuple') return value.namedBy ? namedMethods : tupleMethods;
  if (value.kind !== 'dict') return tables[value.kind];
  if (value.typeName === 'Counter') return allCounterMethods;
  return value.typeName === 'OrderedDict' ? allOrderedDictMethods : dictMethods;
}

const namedMethods: Methods = new Map([...tupleMethods, ...namedTupleMethods]);
const allCounterMethods: Methods = new Map([...dictMethods, ...counterMethods]);
const allOrderedDictMethods: Methods = new Map([...dictMethods, ...orderedDictMethods]);
