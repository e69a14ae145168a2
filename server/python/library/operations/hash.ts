/** Hash keys: texts that are equal where Python's `==` holds between the values. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { FunctionValue, type InstanceValue, type Value } from '../../domain/value.ts';
import { identityOf } from '../identity.ts';
import { textCost } from '../text/repr.ts';
import { WrappedBuiltin } from '../wrapped.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** Undefined where the value is not known. Raises TypeError for what Python cannot hash. Calls a user's `__hash__`. */
export function hashKey(interpreter: Interpreter, value: Value): string | undefined {
  switch (value.kind) {
    case 'str':
      return 's' + value.value;
    case 'int':
      return 'n' + value.value;
    case 'bool':
      return value.value ? 'n1' : 'n0';
    case 'float':
      return floatKey(value.value);
    case 'complex':
      return value.imaginary === 0 ? floatKey(value.real) : `c${value.real},${value.imaginary}`;
    case 'bytes':
      return 'b' + value.value;
    case 'none':
      return 'None';
    case 'ellipsis':
      return '...';
    case 'tuple':
      return joinedKey(interpreter, 't', value.items);
    case 'range':
      return `r${value.start},${value.stop},${value.step}`;
    case 'set':
      return value.frozen && !value.summary
        ? 'fs' + [...value.entries.keys()].sort().map(measured).join('')
        : unhashable(interpreter, value.frozen, 'set');
    case 'list':
      return unhashable(interpreter, false, 'list');
    case 'dict':
      return unhashable(interpreter, false, value.typeName);
    case 'slice':
      return unhashable(interpreter, false, 'slice');
    case 'method':
      return `m${identityOf(value.receiver)},${identityOf(value.method)}`;
    case 'instance':
      return instanceKey(interpreter, value);
    case 'top':
    case 'symbol':
    case 'one-of':
      return undefined;
    case 'host':
      return 'o' + (value.identity?.() ?? identityOf(value));
    default:
      return 'o' + identityOf(value);
  }
}

function measured(key: string): string {
  return `${key.length}:${key}`;
}

function floatKey(value: number): string {
  if (Number.isInteger(value)) return 'n' + BigInt(value);
  // NaN is equal to nothing; the dict finds it by identity, which is not kept for floats.
  return Number.isNaN(value) ? 'nan' : 'f' + value;
}

function unhashable(interpreter: Interpreter, unknown: boolean, typeName: string): undefined {
  if (!unknown) interpreter.raise('TypeError', `unhashable type: '${typeName}'`);
  return undefined;
}

function joinedKey(interpreter: Interpreter, prefix: string, values: Iterable<Value>): string | undefined {
  let key = prefix;
  let known = true;
  for (const value of values) {
    interpreter.spend();
    const part = interpreter.hashKey(value);
    if (part === undefined) known = false;
    else {
      interpreter.spend(textCost(part.length));
      key += measured(part);
    }
  }
  return known ? key : undefined;
}

/**
 * A class with its own `__hash__` is asked; one with its own `__eq__` and no `__hash__` cannot be hashed; others go by
 * identity.
 */
function instanceKey(interpreter: Interpreter, instance: InstanceValue): string | undefined {
  for (const cls of instance.cls.mro) {
    const own = cls.attributes.get('__hash__');
    if (own?.kind === 'none') return unhashable(interpreter, false, instance.cls.name);
    if (own instanceof FunctionValue || (own?.kind === 'native' && cls.qualifiedName !== 'builtins.object'))
      return keyOfHash(interpreter.call(own, [instance]));
    if (own && cls.qualifiedName !== 'builtins.object') return undefined;
    if (instance.host instanceof WrappedBuiltin && cls.qualifiedName.startsWith('builtins.'))
      return hashKey(interpreter, instance.host.value);
    if (cls.attributes.has('__eq__') && cls.qualifiedName !== 'builtins.object')
      return unhashable(interpreter, false, instance.cls.name);
  }
  if (instance.cls.unknownBase) return undefined;
  if (instance.host instanceof WrappedBuiltin) return hashKey(interpreter, instance.host.value);
  return 'o' + identityOf(instance);
}

/** The key that a result of `__hash__` gives. Two objects of the same hash are taken for equal. */
function keyOfHash(hash: Value): string | undefined {
  if (hash.kind === 'int') return 'h' + hash.value;
  if (isUndetermined(hash) && hash.name?.startsWith(hashNamePrefix)) return 'h' + hash.name;
  return undefined;
}

/**
 * The name of an unknown that stands for the hash of a known value begins so, and goes on with the value's hash key.
 */
export const hashNamePrefix = 'hash of ';
