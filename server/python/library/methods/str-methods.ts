/**
 * Methods of `str`. A text with characters outside the Basic Multilingual Plane is counted by code points, as Python
 * does.
 */
import type { Interpreter } from '../../domain/interpreter.ts';
import { textOf, UnsureText } from '../../domain/unsure-text.ts';
import { Bytes, DictValue, Int, ListValue, NONE, Str, TupleValue, bool, type Value } from '../../domain/value.ts';
import { integerArgument, isAbsent, textArgument, unknownOf } from '../arguments.ts';
import { equalValues } from '../operations/equality.ts';
import { concatenate, repeat } from '../operations/sequences.ts';
import { allItems } from '../operations/iterate.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { TextMethods } from './text-method-table.ts';
import { formatTemplate } from '../text/format-method.ts';
import { formatPercent } from '../text/percent.ts';
import { formatValue } from '../text/format-spec.ts';
import { charactersOf } from '../text/quote.ts';
import { longestText, textCost } from '../text/repr.ts';
import { firstUnknown } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { splitLines, splitText, stripText } from './splitting.ts';
import * as predicates from './text-predicates.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const table = new TextMethods('str', (value): value is Str => value.kind === 'str');
export const strMethods = table.methods;

/** A method whose result is not known where an argument is not. */
function add(
  name: string,
  parameters: string,
  body: (interpreter: Interpreter, text: string, values: readonly (Value | undefined)[]) => Value,
): void {
  table.add(name, parameters, (interpreter, receiver, values) => {
    const unknown = firstUnknown(values);
    if (unknown) return interpreter.unknown(unknown.reason);
    interpreter.spend(textCost(receiver.value.length));
    const result = body(interpreter, receiver.value, values);
    if (result.kind === 'str' && result.value.length > receiver.value.length)
      interpreter.spend(textCost(result.value.length));
    return result;
  });
}

const limited = (interpreter: Interpreter, value: string): Value =>
  value.length > longestText ? interpreter.unknown('the text is too long') : new Str(value);

/** A string argument of a method; unknown ones were turned away before. */
const passed = (interpreter: Interpreter, value: Value): string => textArgument(interpreter, value) ?? '';

const countOf = (interpreter: Interpreter, value: Value | undefined, otherwise: number): number => {
  if (value === undefined) return otherwise;
  const integer = integerArgument(interpreter, value) ?? BigInt(otherwise);
  return integer > 10n ** 9n ? 10 ** 9 : integer < -(10n ** 9n) ? -(10 ** 9) : Number(integer);
};

// ---------------------------------------------------------------- case

add('upper', '', (_, text) => new Str(text.toUpperCase()));
add('lower', '', (_, text) => new Str(text.toLowerCase()));
add('casefold', '', (_, text) => new Str(text.toLowerCase().replaceAll('ß', 'ss')));
add(
  'swapcase',
  '',
  (_, text) =>
    new Str(
      [...text]
        .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
        .join(''),
    ),
);
add(
  'capitalize',
  '',
  (_, text) => new Str(text === '' ? '' : [...text][0]!.toUpperCase() + [...text].slice(1).join('').toLowerCase()),
);
add('title', '', (_, text) => new Str(predicates.titleCase(text)));

// ---------------------------------------------------------------- questions

for (const [name, holds] of Object.entries(predicates.textPredicates)) add(name, '', (_, text) => bool(holds(text)));

function addAffix(name: 'startswith' | 'endswith'): void {
  add(name, 'affix, start=, end=, /', (interpreter, text, [affix, start, end]) => {
    const part = bounded(interpreter, text, start, end);
    const candidates = affix!.kind === 'tuple' ? affix!.items : [affix!];
    let undecided: Value | undefined;
    for (const candidate of candidates) {
      if (isUndetermined(candidate)) {
        undecided = candidate;
        continue;
      }
      const value = passed(interpreter, candidate);
      if (part !== undefined && (name === 'startswith' ? part.startsWith(value) : part.endsWith(value)))
        return bool(true);
    }
    return undecided ? interpreter.unknown(unknownOf(interpreter, undecided).reason) : bool(false);
  });
}
addAffix('startswith');
addAffix('endswith');

/** The text between two positions, as slices take it; undefined where the start lies behind the end of the text. */
function bounded(
  interpreter: Interpreter,
  text: string,
  start: Value | undefined,
  end: Value | undefined,
): string | undefined {
  if (isAbsent(start) && isAbsent(end)) return text;
  const { first, last, characters } = positions(interpreter, text, start, end);
  return first > characters.length || first > last ? undefined : characters.slice(first, last).join('');
}

function positions(
  interpreter: Interpreter,
  text: string,
  start: Value | undefined,
  end: Value | undefined,
): { readonly first: number; readonly last: number; readonly characters: string[] } {
  const characters = [...text];
  const clip = (value: number) => (value < 0 ? Math.max(0, value + characters.length) : value);
  const first = isAbsent(start) ? 0 : clip(countOf(interpreter, start, 0));
  const last = isAbsent(end) ? characters.length : Math.min(clip(countOf(interpreter, end, 0)), characters.length);
  return { first, last, characters };
}

function addSearch(name: 'find' | 'rfind' | 'index' | 'rindex'): void {
  add(name, 'sub, start=, end=, /', (interpreter, text, [sub, start, end]) => {
    const part = bounded(interpreter, text, start, end);
    const sought = passed(interpreter, sub!);
    const found = part === undefined ? -1 : name.startsWith('r') ? part.lastIndexOf(sought) : part.indexOf(sought);
    if (found < 0)
      return name.endsWith('index') ? interpreter.raise('ValueError', 'substring not found') : new Int(-1n);
    const { first } = isAbsent(start) ? { first: 0 } : positions(interpreter, text, start, end);
    return new Int(BigInt(first + charactersOf(part!.slice(0, found)).length));
  });
}
for (const name of ['find', 'rfind', 'index', 'rindex'] as const) addSearch(name);

add('count', 'sub, start=, end=, /', (interpreter, text, [sub, start, end]) => {
  const part = bounded(interpreter, text, start, end);
  const sought = passed(interpreter, sub!);
  if (part === undefined) return new Int(0n);
  return new Int(BigInt(sought === '' ? charactersOf(part).length + 1 : part.split(sought).length - 1));
});

// ---------------------------------------------------------------- splitting and joining

add('split', 'sep=, maxsplit=', (interpreter, text, [sep, maxsplit]) =>
  textList(interpreter, splitText(text, separator(interpreter, sep), countOf(interpreter, maxsplit, -1), false)),
);
add('rsplit', 'sep=, maxsplit=', (interpreter, text, [sep, maxsplit]) =>
  textList(interpreter, splitText(text, separator(interpreter, sep), countOf(interpreter, maxsplit, -1), true)),
);
add('splitlines', 'keepends=', (interpreter, text, [keepends]) =>
  textList(interpreter, splitLines(text, keepends !== undefined && interpreter.truth(keepends) === true)),
);

function separator(interpreter: Interpreter, value: Value | undefined): string | undefined {
  if (isAbsent(value)) return undefined;
  const text = passed(interpreter, value!);
  return text === '' ? interpreter.raise('ValueError', 'empty separator') : text;
}

function textList(interpreter: Interpreter, parts: readonly string[]): Value {
  interpreter.spend(Math.ceil(parts.length / 20));
  return new ListValue(parts.map((part) => new Str(part)));
}

add('partition', 'sep, /', (interpreter, text, [sep]) => {
  const found = text.indexOf(separator(interpreter, sep)!);
  const length = passed(interpreter, sep!).length;
  return textTuple(
    found < 0 ? [text, '', ''] : [text.slice(0, found), text.slice(found, found + length), text.slice(found + length)],
  );
});
add('rpartition', 'sep, /', (interpreter, text, [sep]) => {
  const found = text.lastIndexOf(separator(interpreter, sep)!);
  const length = passed(interpreter, sep!).length;
  return textTuple(
    found < 0 ? ['', '', text] : [text.slice(0, found), text.slice(found, found + length), text.slice(found + length)],
  );
});

const textTuple = (parts: readonly string[]): TupleValue => new TupleValue(parts.map((part) => new Str(part)));

add('join', 'iterable, /', (interpreter, text, [iterable]) => {
  const items = allItems(interpreter, iterable!);
  if (!items) return interpreter.unknown(unknownOf(interpreter, iterable!).reason);
  const parts: string[] = [];
  let length = 0;
  for (const [index, item] of items.entries()) {
    const part = unwrap(item);
    if (isUndetermined(part) || part.kind === 'host') return interpreter.unknown('a part of the text is not known');
    if (part.kind !== 'str')
      return interpreter.raise(
        'TypeError',
        `sequence item ${index}: expected str instance, ${typeNameOf(interpreter, item)} found`,
      );
    length += part.value.length + text.length;
    if (length > longestText) return interpreter.unknown('the text is too long');
    parts.push(part.value);
  }
  return new Str(parts.join(text));
});

// ---------------------------------------------------------------- changing

add('replace', 'old, new, count=, /', (interpreter, text, [old, fresh, count]) => {
  const sought = passed(interpreter, old!);
  const replacement = passed(interpreter, fresh!);
  const most = countOf(interpreter, count, -1);
  const pieces = sought === '' ? ['', ...charactersOf(text), ''] : text.split(sought);
  const replaced = most < 0 ? pieces.length - 1 : Math.min(most, pieces.length - 1);
  if (text.length + replaced * replacement.length > longestText) return interpreter.unknown('the text is too long');
  return new Str(
    pieces
      .slice(0, replaced)
      .map((piece) => piece + replacement)
      .join('') + pieces.slice(replaced).join(sought),
  );
});
for (const [name, left, right] of [
  ['strip', true, true],
  ['lstrip', true, false],
  ['rstrip', false, true],
] as const) {
  add(
    name,
    'chars=, /',
    (interpreter, text, [chars]) =>
      new Str(stripText(text, isAbsent(chars) ? undefined : passed(interpreter, chars!), left, right)),
  );
}
add(
  'removeprefix',
  'prefix, /',
  (interpreter, text, [prefix]) =>
    new Str(text.startsWith(passed(interpreter, prefix!)) ? text.slice(passed(interpreter, prefix!).length) : text),
);
add('removesuffix', 'suffix, /', (interpreter, text, [suffix]) => {
  const ending = passed(interpreter, suffix!);
  return new Str(ending !== '' && text.endsWith(ending) ? text.slice(0, -ending.length) : text);
});

function addPadding(name: 'ljust' | 'rjust' | 'center'): void {
  add(name, 'width, fillchar=, /', (interpreter, text, [width, fillchar]) => {
    const fill = fillchar === undefined ? ' ' : passed(interpreter, fillchar);
    if ([...fill].length !== 1)
      return interpreter.raise('TypeError', 'The fill character must be exactly one character long');
    const total = countOf(interpreter, width, 0);
    const missing = total - charactersOf(text).length;
    if (missing <= 0) return new Str(text);
    if (missing > longestText) return interpreter.unknown('the text is too long');
    // An odd rest goes to the left where the width is odd too.
    const left =
      name === 'ljust'
        ? 0
        : name === 'rjust'
          ? missing
          : Math.floor(missing / 2) + (missing % 2 === 1 && total % 2 === 1 ? 1 : 0);
    return new Str(fill.repeat(left) + text + fill.repeat(missing - left));
  });
}
for (const name of ['ljust', 'rjust', 'center'] as const) addPadding(name);

add('zfill', 'width, /', (interpreter, text, [width]) => {
  const missing = Math.max(0, countOf(interpreter, width, 0) - charactersOf(text).length);
  if (missing > longestText) return interpreter.unknown('the text is too long');
  const sign = /^[+-]/.test(text) ? text[0]! : '';
  return new Str(sign + '0'.repeat(missing) + text.slice(sign.length));
});
add('expandtabs', 'tabsize=', (interpreter, text, [tabsize]) => {
  const size = countOf(interpreter, tabsize, 8);
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      if (spaces > longestText) return interpreter.unknown('the text is too long');
      result += ' '.repeat(spaces);
      column += spaces;
    } else {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
    if (result.length > longestText) return interpreter.unknown('the text is too long');
  }
  return new Str(result);
});
add('translate', 'table, /', (interpreter, text, [mapping]) => {
  const dict = unwrap(mapping!);
  if (dict.kind !== 'dict' || dict.summary) return interpreter.unknown('the table of the translation is not known');
  let result = '';
  for (const character of text) {
    interpreter.spend();
    if (result.length > longestText) return interpreter.unknown('the text is too long');
    const replacement = dict.entries.get('n' + character.codePointAt(0)!)?.[1];
    if (!replacement) result += character;
    else if (replacement.kind === 'int') {
      if (replacement.value < 0n || replacement.value > 0x10ffffn)
        return interpreter.raise('ValueError', 'character mapping must be in range(0x110000)');
      result += String.fromCodePoint(Number(replacement.value));
    } else if (replacement.kind === 'str') result += replacement.value;
    else if (replacement.kind !== 'none') return interpreter.unknown('the table of the translation is not known');
  }
  return limited(interpreter, result);
});

/** `str.maketrans`: a static method. */
export function makeTranslation(interpreter: Interpreter, values: readonly (Value | undefined)[]): Value {
  const [first, second, third] = values;
  const table = new DictValue();
  const set = (code: number, value: Value) => table.entries.set('n' + code, [new Int(BigInt(code)), value]);
  if (first?.kind === 'dict' && !first.summary) {
    for (const [key, value] of first.entries.values()) {
      if (key.kind === 'str') set(key.value.codePointAt(0) ?? 0, value);
      else if (key.kind === 'int') set(Number(key.value), value);
    }
    return table;
  }
  if (first?.kind !== 'str' || second?.kind !== 'str')
    return interpreter.unknown('the table of the translation is not known');
  const from = [...first.value];
  const to = [...second.value];
  if (from.length !== to.length)
    return interpreter.raise('ValueError', 'the first two maketrans arguments must have equal length');
  for (const [index, character] of from.entries())
    set(character.codePointAt(0)!, new Int(BigInt(to[index]!.codePointAt(0)!)));
  if (third?.kind === 'str') for (const character of third.value) set(character.codePointAt(0)!, NONE);
  return table;
}

// ---------------------------------------------------------------- formatting, encoding, operators

table.add('format', '*args, **kwargs', (interpreter, receiver, _, { rest, keywords }) => {
  const text = formatTemplate(interpreter, receiver.value, { positional: rest, named: (name) => keywords.get(name) });
  if (text === undefined) return interpreter.unknown('a value in the text is not known');
  return receiver instanceof UnsureText ? textOf(text, [receiver]) : limited(interpreter, text);
});
table.add('format_map', 'mapping, /', (interpreter, receiver, [mapping]) => {
  const text = formatTemplate(interpreter, receiver.value, {
    positional: [],
    named: (name) => interpreter.getItem(mapping!, new Str(name)),
  });
  return text === undefined ? interpreter.unknown('a value in the text is not known') : limited(interpreter, text);
});
add('encode', 'encoding=, errors=', (interpreter, text, [encoding]) => {
  const name = encoding === undefined ? 'utf-8' : passed(interpreter, encoding).toLowerCase().replace('_', '-');
  if (name === 'utf-8' || name === 'utf8') return new Bytes(utf8(text));
  if ((name === 'ascii' || name === 'latin-1' || name === 'latin1') && /^[\x00-\x7f]*$/.test(text))
    return new Bytes(text);
  return interpreter.unknown(words`the encoding ${name} is not worked out`);
});

table.add('__len__', '', (_, receiver) => new Int(BigInt(charactersOf(receiver.value).length)));
table.add('__contains__', 'item, /', (interpreter, receiver, [item]) => interpreter.compare('in', item!, receiver));
table.add('__getitem__', 'index, /', (interpreter, receiver, [index]) => interpreter.getItem(receiver, index!));
table.add(
  '__add__',
  'other, /',
  (interpreter, receiver, [other]) =>
    concatenate(interpreter, receiver, unwrap(other!)) ??
    interpreter.raise('TypeError', 'can only concatenate str to str'),
);
table.add('__mul__', 'count, /', (interpreter, receiver, [count]) => {
  const times = integerArgument(interpreter, count!);
  return (
    (times === undefined ? undefined : repeat(interpreter, receiver, times)) ??
    interpreter.unknown('the text is not known')
  );
});
table.add('__eq__', 'other, /', (interpreter, receiver, [other]) => {
  const equal = equalValues(interpreter, receiver, other!);
  return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
});
table.add('__mod__', 'values, /', (interpreter, receiver, [values]) => {
  const text = formatPercent(interpreter, receiver.value, values!);
  return text === undefined ? interpreter.unknown('a value in the text is not known') : limited(interpreter, text);
});
table.add('__str__', '', (_, receiver) => receiver);
table.add('__format__', 'spec, /', (interpreter, receiver, [spec]) => {
  const text = formatValue(interpreter, receiver, passed(interpreter, spec!));
  return text === undefined ? interpreter.unknown('the text is not known') : new Str(text);
});

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** One character (0–255) a byte. A lone surrogate has no UTF-8; it is left to the replacement character. */
function utf8(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogate, '\ufffd')).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
