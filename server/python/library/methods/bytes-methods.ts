import { decidedText } from '../../domain/unsure-text.ts';
import { Bytes, Int, ListValue, Str, bool, type Value } from '../../domain/value.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { isAbsent, unknownOf } from '../arguments.ts';
import { allItems } from '../operations/iterate.ts';
import { MethodTable } from '../signature.ts';
import { textOfUtf8 } from '../../domain/utf8.ts';
import { splitText, stripText } from './splitting.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const table = new MethodTable<Bytes>('bytes', (value): value is Bytes => value.kind === 'bytes');
export const bytesMethods = table.methods;

table.add('decode', 'encoding=, errors=', (interpreter, { value }, [encoding]) => {
  const name = encoding === undefined ? 'utf-8' : encoding.kind === 'str' ? encoding.value.toLowerCase() : undefined;
  if (name === undefined) return interpreter.unknown('the encoding is not known');
  if (/^[\x00-\x7f]*$/.test(value)) return new Str(value);
  if (name !== 'utf-8' && name !== 'utf8') return interpreter.unknown(words`the encoding ${name} is not worked out`);
  const text = textOfUtf8(value);
  return text === undefined ? interpreter.unknown('the bytes are no text') : decidedText(text);
});

table.add(
  'hex',
  '',
  (_, { value }) => new Str([...value].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')),
);
table.add('upper', '', (_, { value }) => new Bytes(value.replace(/[a-z]/g, (letter) => letter.toUpperCase())));
table.add('lower', '', (_, { value }) => new Bytes(value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())));
table.add('__len__', '', (_, { value }) => new Int(BigInt(value.length)));

/** A method of byte arguments that is not known where one of them is not. */
function add(
  name: string,
  parameters: string,
  body: (interpreter: Interpreter, bytes: string, values: readonly string[]) => Value,
): void {
  table.add(name, parameters, (interpreter, { value }, values) => {
    const texts: string[] = [];
    for (const argument of values) {
      if (isAbsent(argument)) continue;
      if (argument!.kind !== 'bytes')
        return isUndetermined(argument)
          ? interpreter.unknown(argument!.reason)
          : interpreter.raise('TypeError', 'a bytes-like object is required');
      texts.push(argument!.value);
    }
    return body(interpreter, value, texts);
  });
}
add('startswith', 'prefix, /', (_, bytes, [prefix]) => bool(bytes.startsWith(prefix!)));
add('endswith', 'suffix, /', (_, bytes, [suffix]) => bool(bytes.endsWith(suffix!)));
add('find', 'sub, /', (_, bytes, [sub]) => new Int(BigInt(bytes.indexOf(sub!))));
add(
  'count',
  'sub, /',
  (_, bytes, [sub]) => new Int(BigInt(sub === '' ? bytes.length + 1 : bytes.split(sub!).length - 1)),
);
add('replace', 'old, new, /', (_, bytes, [old, fresh]) => new Bytes(bytes.replaceAll(old!, () => fresh!)));
add(
  'split',
  'sep=, /',
  (_, bytes, [separator]) => new ListValue(splitText(bytes, separator, -1, false).map((part) => new Bytes(part))),
);
add('strip', 'bytes=, /', (_, bytes, [characters]) => new Bytes(stripText(bytes, characters, true, true)));
add('lstrip', 'bytes=, /', (_, bytes, [characters]) => new Bytes(stripText(bytes, characters, true, false)));
add('rstrip', 'bytes=, /', (_, bytes, [characters]) => new Bytes(stripText(bytes, characters, false, true)));

table.add('join', 'iterable, /', (interpreter, { value }, [iterable]) => {
  const items = allItems(interpreter, iterable!);
  if (!items?.every((item) => item.kind === 'bytes'))
    return interpreter.unknown(unknownOf(interpreter, iterable!).reason);
  return new Bytes(items.map((item) => item.value).join(value));
});
