/** Builtin functions of objects: their classes, attributes, hashes and texts. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { DictValue, Int, ListValue, NONE, type NativeFunction, Str, bool, type Value } from '../../domain/value.ts';
import { isPerhapsUnbound } from '../../domain/perhaps-bound.ts';
import { textArgument } from '../arguments.ts';
import { hashNamePrefix } from '../operations/hash.ts';
import { eitherOf, getByUnknownName, removeAttribute, setByUnknownName } from '../operations/attributes-by-name.ts';
import { integerHash } from '../operations/set-order.ts';
import { isSubclass } from '../operations/types.ts';
import { asciiOf, formatWith } from '../text/format-method.ts';
import { unwrap } from '../wrapped.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

import { FunctionTable } from '../modules/module-value.ts';
import { decided } from './answers.ts';

const table = new FunctionTable();

/** By their names. */
export const objectFunctions: readonly (readonly [string, NativeFunction])[] = table.members;

const textOr = (interpreter: Interpreter, text: string | undefined): Value =>
  text === undefined ? interpreter.unknown('the text is not known') : new Str(text);
table.add('isinstance', 'obj, class_or_tuple, /', (interpreter, [obj, cls]) =>
  decided(interpreter, interpreter.isInstance(obj!, cls!)),
);
table.add('issubclass', 'cls, class_or_tuple, /', (interpreter, [cls, bases]) => {
  const candidates = bases!.kind === 'tuple' ? bases!.items : [bases!];
  if (cls!.kind !== 'class')
    return isUndetermined(cls)
      ? interpreter.unknown(cls!.reason)
      : interpreter.raise('TypeError', 'issubclass() arg 1 must be a class');
  const own = cls!;
  const answers = candidates.map((base) => (base.kind === 'class' ? isSubclass(own, base) : undefined));
  return decided(interpreter, answers.includes(true) ? true : answers.includes(undefined) ? undefined : false);
});
table.add('callable', 'obj, /', (interpreter, [obj]) => {
  switch (obj!.kind) {
    case 'function':
    case 'native':
    case 'method':
    case 'class':
      return bool(true);
    case 'host':
      return obj!.asContent ? bool(false) : interpreter.unknown('whether it can be called is not known');
    case 'instance':
      return decided(interpreter, obj!.cls.lookup('__call__') ? true : obj!.cls.unknownBase ? undefined : false);
    case 'top':
    case 'symbol':
    case 'one-of':
      return interpreter.unknown('whether it can be called is not known');
    default:
      return bool(false);
  }
});
table.add('getattr', 'object, name, default=, /', (interpreter, [object, name, otherwise]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute === undefined) return getByUnknownName(interpreter, object!, name!, otherwise);
  if (otherwise === undefined) return interpreter.getAttribute(object!, attribute);
  const found = interpreter.attempt(
    () => interpreter.findAttribute(object!, attribute) ?? otherwise,
    ['AttributeError'],
    () => otherwise,
  );
  return found !== otherwise && isUnsure(object!, attribute)
    ? eitherOf(interpreter, found, otherwise, interpreter.unknown('whether it has the attribute is not decided'))
    : found;
});
table.add('hasattr', 'object, name, /', (interpreter, [object, name]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute === undefined) return interpreter.unknown('the name of the attribute is not known');
  if (isUnsure(object!, attribute)) return interpreter.unknown('whether it has the attribute is not decided');
  if (object!.kind === 'instance' && object!.attributes.has(attribute)) return bool(true);
  const found = interpreter.attempt(
    () => interpreter.findAttribute(object!, attribute),
    ['AttributeError'],
    () => undefined,
  );
  if (!found) return bool(false);
  const unsure =
    isUndetermined(object) ||
    object!.kind === 'host' ||
    object!.kind === 'module' ||
    (object!.kind === 'instance' && !object!.cls.lookup(attribute));
  return isUndetermined(found) && unsure
    ? interpreter.unknown('whether it has the attribute is not known')
    : bool(true);
});
/** Whether it has the attribute in only one way of what is not decided, and its classes have none. */
function isUnsure(object: Value, name: string): boolean {
  switch (object.kind) {
    case 'instance':
      return isPerhapsUnbound(object.attributes, name) && !object.cls.lookup(name);
    case 'class':
      return isPerhapsUnbound(object.attributes, name) && !object.mro.slice(1).some((cls) => cls.attributes.has(name));
    case 'module':
      return isPerhapsUnbound(object.attributes, name);
    default:
      return false;
  }
}
table.add('setattr', 'object, name, value, /', (interpreter, [object, name, value]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute !== undefined) interpreter.setAttribute(object!, attribute, value!);
  else setByUnknownName(interpreter, object!, name!, value!);
  return NONE;
});
table.add('delattr', 'object, name, /', (interpreter, [object, name]) => {
  const attribute = textArgument(interpreter, name!);
  return removeAttribute(interpreter, object!, attribute === undefined ? name! : new Str(attribute));
});
table.add('vars', 'object=, /', (interpreter, [object]) => {
  if (!object) return openDict(interpreter);
  const attributes = interpreter.findAttribute(object, '__dict__');
  return attributes ?? interpreter.raise('TypeError', 'vars() argument must have __dict__ attribute');
});
// Where they are called by their names, the evaluator answers, who knows the names.
for (const name of ['globals', 'locals']) table.add(name, '', (interpreter) => openDict(interpreter));

function openDict(interpreter: Interpreter): DictValue {
  const dict = new DictValue();
  dict.summary = interpreter.unknown('the variables are not gathered');
  return dict;
}

table.add(
  'dir',
  'object=, /',
  (interpreter) => new ListValue([], interpreter.unknown('the attributes are not gathered')),
);
table.add('id', 'obj, /', (interpreter) => interpreter.unknown('the address of an object is chance'));
table.add('hash', 'obj, /', (interpreter, [obj]) => {
  const number = integerHash(unwrap(obj!));
  if (number !== undefined) return new Int(number);
  const key = interpreter.hashKey(obj!);
  if (key === undefined) return interpreter.unknown(isUndetermined(obj) ? obj!.reason : 'the hash is not known');
  return undetermined('the hash is chance', { name: hashNamePrefix + key, integer: true });
});
table.add('repr', 'obj, /', (interpreter, [obj]) => textOr(interpreter, interpreter.repr(obj!)));
table.add('ascii', 'obj, /', (interpreter, [obj]) => textOr(interpreter, asciiOf(interpreter, obj!)));
table.add('format', 'value, format_spec=, /', (interpreter, [value, specification]) => {
  const text = specification === undefined ? '' : textArgument(interpreter, specification);
  return textOr(interpreter, text === undefined ? undefined : formatWith(interpreter, value!, text));
});
