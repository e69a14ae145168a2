import type { Interpreter } from '../../domain/interpreter.ts';
import { payForElements } from '../arrays/library-call.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { withContentOf } from '../arrays/content.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  ListValue,
  type ModuleValue,
  SetValue,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { copyDict } from '../methods/dict-methods.ts';
import { listCost } from '../operations/sequences.ts';
import { WrappedBuiltin, wrap } from '../wrapped.ts';
import { FunctionTable, moduleOf } from './module-value.ts';
import { words } from '../../../words/message.ts';

/** A copy of everything that can be changed in place, each object once; the rest is shared. */
export function deepCopy(interpreter: Interpreter, value: Value, copies = new Map<Value, Value>()): Value {
  const known = copies.get(value);
  if (known) return known;
  interpreter.spend();
  const again = (part: Value): Value => deepCopy(interpreter, part, copies);
  switch (value.kind) {
    case 'list': {
      const copy = new ListValue([], value.summary);
      copies.set(value, copy);
      for (const item of value.items) copy.items.push(again(item));
      return copy;
    }
    case 'tuple': {
      const items = value.items.map(again);
      return items.every((item, index) => item === value.items[index]) ? value : new TupleValue(items, value.namedBy);
    }
    case 'dict': {
      const copy = copyDict(interpreter, value);
      copies.set(value, copy);
      for (const [key, [name, item]] of value.entries) copy.entries.set(key, [name, again(item)]);
      return copy;
    }
    case 'set':
      return copySet(interpreter, value);
    case 'instance':
      return copyInstance(interpreter, value, again, copies);
    case 'host':
      if (!(value instanceof ArrayValue) || !value.shape) return value;
      payForElements(interpreter, value);
      return withContentOf(interpreter, value.selection(value.shape, value.elements), value);
    default:
      return value;
  }
}

function copySet(interpreter: Interpreter, set: SetValue): SetValue {
  interpreter.spend(listCost(set.entries.size));
  const copy = new SetValue(new Map(set.entries), set.frozen);
  copy.summary = set.summary;
  return copy;
}

function isEnumMember(value: InstanceValue): boolean {
  return value.cls.attributes.has('_member_map_');
}

function copyInstance(
  interpreter: Interpreter,
  value: InstanceValue,
  again: (part: Value) => Value,
  copies: Map<Value, Value>,
): Value {
  if (isEnumMember(value)) return value;
  const own = value.cls.lookup('__deepcopy__');
  if (own) return interpreter.call(own, [value, new DictValue()]);
  const copy = emptyCopy(interpreter, value, again);
  if (copy.kind !== 'instance') return copy;
  copies.set(value, copy);
  for (const [name, attribute] of value.attributes) copy.attributes.set(name, again(attribute));
  return copy;
}

/** An instance of the same class without attributes. What a library attached to one cannot be copied here. */
function emptyCopy(interpreter: Interpreter, value: InstanceValue, copyInner: (part: Value) => Value): Value {
  if (value.host instanceof WrappedBuiltin) return wrap(value.cls, copyInner(value.host.value));
  if (value.host || value.cls.unknownBase)
    return interpreter.unknown(words`a copy of ${value.cls.name} is not followed`);
  return new InstanceValue(value.cls);
}

function shallowCopy(interpreter: Interpreter, value: Value): Value {
  switch (value.kind) {
    case 'list':
      interpreter.spend(listCost(value.items.length));
      return new ListValue(value.items.slice(), value.summary);
    case 'dict':
      return copyDict(interpreter, value);
    case 'set':
      return copySet(interpreter, value);
    case 'instance': {
      if (isEnumMember(value)) return value;
      const own = value.cls.lookup('__copy__');
      if (own) return interpreter.call(own, [value]);
      const copy = emptyCopy(interpreter, value, (inner) => shallowCopy(interpreter, inner));
      if (copy.kind === 'instance') copy.attributes = new Map(value.attributes);
      return copy;
    }
    default:
      return value;
  }
}

const table = new FunctionTable();
table.add('copy', 'x', (interpreter, [x]) => shallowCopy(interpreter, x!));
table.add('deepcopy', 'x, memo=', (interpreter, [x]) => deepCopy(interpreter, x!));

/** The module `copy`. */
export function copyModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const base = builtins.get('Exception');
  const error = new ClassValue({
    name: 'Error',
    qualifiedName: 'copy.Error',
    bases: base?.kind === 'class' ? [base] : [],
  });
  return moduleOf('copy', [...table.members, ['Error', error]]);
}
