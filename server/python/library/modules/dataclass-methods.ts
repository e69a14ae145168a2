/** The methods that `@dataclass` gives to a class: `__init__`, texts, comparison and hash. */
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import {
  type ClassValue,
  type InstanceValue,
  NativeFunction,
  NONE,
  NOT_IMPLEMENTED,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { raiseInstance } from '../operations/raising.ts';
import { hashNamePrefix } from '../operations/hash.ts';
import { native } from '../signature.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';
import type { Field, Classes } from './dataclass-fields.ts';

/** `__init__`: the fields in their order, then `__post_init__` with those that are only passed on. */
export function initializer(cls: ClassValue, fields: readonly Field[], frozen: boolean): NativeFunction {
  const positional = fields.filter((field) => field.init && !field.keywordOnly);
  const places = new Map(positional.map((field, place) => [field, place]));
  const named = new Set(fields.filter((field) => field.init).map((field) => field.name));
  return new NativeFunction('__init__', (interpreter, args) => {
    const [self, ...passed] = args.positional;
    if (self?.kind !== 'instance') return NONE;
    if (passed.length > positional.length) {
      interpreter.raise(
        'TypeError',
        `${cls.name}.__init__() takes ${positional.length + 1} positional arguments but ${passed.length + 1} were given`,
      );
    }
    checkKeywords(
      interpreter,
      cls,
      named,
      new Set(positional.slice(0, passed.length).map((field) => field.name)),
      args,
    );
    const later: Value[] = [];
    for (const field of fields) {
      const value = fieldArgument(interpreter, cls, field, passed[places.get(field) ?? -1], args);
      if (field.initOnly) later.push(value ?? NONE);
      else if (value) assign(interpreter, self, field.name, value, frozen);
    }
    const after = interpreter.findAttribute(self, '__post_init__');
    if (after && !isUndetermined(after)) interpreter.call(after, later);
    return NONE;
  });
}

/** The parameters of a data class may be set by name in any order, each once. */
function checkKeywords(
  interpreter: Interpreter,
  cls: ClassValue,
  named: ReadonlySet<string>,
  filled: ReadonlySet<string>,
  args: CallArguments,
): void {
  for (const name of args.keywords.keys()) {
    if (!named.has(name))
      interpreter.raise('TypeError', `${cls.name}.__init__() got an unexpected keyword argument '${name}'`);
    if (filled.has(name))
      interpreter.raise('TypeError', `${cls.name}.__init__() got multiple values for argument '${name}'`);
  }
}

/** Undefined for a field that `__init__` leaves alone. */
function fieldArgument(
  interpreter: Interpreter,
  cls: ClassValue,
  field: Field,
  passed: Value | undefined,
  args: CallArguments,
): Value | undefined {
  const given = field.init ? (passed ?? args.keywords.get(field.name)) : undefined;
  if (given) return given;
  if (field.init && args.incomplete) return interpreter.unknown(args.incomplete.reason, field.name);
  if (field.factory) return interpreter.call(field.factory);
  if (field.default || !field.init) return field.default;
  return interpreter.raise(
    'TypeError',
    `${cls.name}.__init__() missing 1 required ${field.keywordOnly ? 'keyword-only' : 'positional'} argument: '${field.name}'`,
  );
}

function assign(interpreter: Interpreter, self: InstanceValue, name: string, value: Value, frozen: boolean): void {
  if (!frozen) {
    interpreter.setAttribute(self, name, value);
    return;
  }
  interpreter.touch(self);
  self.attributes.set(name, value);
}

/** `__repr__`. */
export function representation(fields: readonly Field[]): NativeFunction {
  return native('__repr__', 'self, /', (interpreter, [self]) => {
    const parts: string[] = [];
    for (const field of fields) {
      if (!field.repr || field.initOnly) continue;
      const text = interpreter.repr(interpreter.getAttribute(self!, field.name));
      if (text === undefined) return interpreter.unknown('a field is not known');
      parts.push(`${field.name}=${text}`);
    }
    // Python shows the qualified name, which for a class in a function is longer than its name.
    return new Str(`${self!.kind === 'instance' ? self!.cls.name : ''}(${parts.join(', ')})`);
  });
}

function valuesOf(interpreter: Interpreter, object: Value, fields: readonly Field[]): TupleValue {
  return new TupleValue(fields.map((field) => interpreter.getAttribute(object, field.name)));
}

const sameClass = (self: Value, other: Value): boolean =>
  self.kind === 'instance' && other.kind === 'instance' && self.cls === other.cls;

/** `__eq__` of objects of the same class, field by field. */
export function equalityOf(fields: readonly Field[]): NativeFunction {
  return native('__eq__', 'self, other, /', (interpreter, [self, other]) => {
    if (isUndetermined(other)) return interpreter.unknown(other!.reason);
    if (!sameClass(self!, other!)) return NOT_IMPLEMENTED;
    return interpreter.compare('==', valuesOf(interpreter, self!, fields), valuesOf(interpreter, other!, fields));
  });
}

/** `__lt__` and its like, by the fields in their order. */
export function orderOf(fields: readonly Field[], name: string, operator: '<' | '<=' | '>' | '>='): NativeFunction {
  return native(name, 'self, other, /', (interpreter, [self, other]) => {
    if (isUndetermined(other)) return interpreter.unknown(other!.reason);
    if (!sameClass(self!, other!)) return NOT_IMPLEMENTED;
    return interpreter.compare(operator, valuesOf(interpreter, self!, fields), valuesOf(interpreter, other!, fields));
  });
}

/** `__hash__` of the fields. */
export function hashOf(fields: readonly Field[]): NativeFunction {
  return native('__hash__', 'self, /', (interpreter, [self]) => {
    const key = interpreter.hashKey(valuesOf(interpreter, self!, fields));
    if (key === undefined) return interpreter.unknown('a field is not known');
    return undetermined('the hash is chance', { name: hashNamePrefix + key, integer: true });
  });
}

/** `__setattr__` of a frozen class. */
export function refuseAssignment(classes: Classes): NativeFunction {
  return native('__setattr__', 'self, name, value, /', (interpreter, [, name]) => {
    return raiseInstance(
      interpreter,
      classes.frozenError,
      `cannot assign to field '${name!.kind === 'str' ? name!.value : ''}'`,
    );
  });
}
