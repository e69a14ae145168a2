/** `str()` and `repr()`. Both are undefined where Python's text is not known (an address, an unknown element). */
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  type ClassValue,
  type DictValue,
  Float,
  Int,
  type SetValue,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { isTensorShape } from '../../domain/shape-kinds.ts';
import { isUnsure, TEMPORARY } from '../../domain/unsure-text.ts';
import { utf8Of } from '../../domain/utf8.ts';
import { isNumpyScalar, type NumpyBool, type NumpyFloat, type NumpyInt } from '../arrays/dtypes.ts';
import { fieldNames } from '../operations/field-names.ts';
import { certainOrder } from '../operations/set-order.ts';
import { WrappedBuiltin } from '../wrapped.ts';
import { floatRepr, shortestText } from './float-text.ts';
import { quoteBytes, quoteString } from './quote.ts';

/** Longer texts are not built. */
/** The same in bytes. */
const TEMPORARY_BYTES = utf8Of(TEMPORARY);

export const longestText = 10_000_000;
/** Steps of looking at each of so many characters. */
export const textCost = (characters: number): number => Math.ceil(characters / 100);
/** Python refuses to write longer integers out. */
const mostDigits = 4300;

export function strOf(interpreter: Interpreter, value: Value): string | undefined {
  if (isNumpyScalar(value)) return numberText(interpreter, value);
  if (value.kind === 'str') return value.value;
  if (value.kind === 'host') return value.text?.(interpreter);
  if (value.kind === 'instance' && value.host instanceof WrappedBuiltin && value.host.value.kind === 'str')
    return value.host.value.value;
  if (value.kind === 'tuple' && isTensorShape(value)) return reprOf(interpreter, new TupleValue(value.items));
  return reprOf(interpreter, value);
}

/** A number of NumPy's as `str` shows it: with as few digits as tell it apart from others of its dtype. */
function numberText(interpreter: Interpreter, value: NumpyInt | NumpyFloat | NumpyBool): string | undefined {
  if (value.kind === 'int') return reprOf(interpreter, new Int(value.value));
  if (value.kind === 'bool') return reprOf(interpreter, bool(value.value));
  if (value.dtype === 'float64') return reprOf(interpreter, new Float(value.value));
  const size = Math.abs(value.value);
  if (value.dtype !== 'float32' || !(size === 0 || (size >= 1e-4 && size < 1e15))) return undefined;
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(value.value.toPrecision(digits));
    if (Math.fround(shorter) === value.value) return floatRepr(shorter);
  }
  return undefined;
}

export function reprOf(interpreter: Interpreter, value: Value): string | undefined {
  return new Representation(interpreter).of(value);
}

/** Containers that are being written: one inside itself is shown as `[...]`. */
class Representation {
  private readonly interpreter: Interpreter;
  private readonly open: Value[] = [];
  private length = 0;
  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
  }

  of(value: Value): string | undefined {
    switch (value.kind) {
      case 'none':
        return 'None';
      case 'ellipsis':
        return 'Ellipsis';
      case 'not-implemented':
        return 'NotImplemented';
      // How a number of NumPy's shows itself differs from version to version.
      case 'bool':
        return isNumpyScalar(value) ? undefined : value.value ? 'True' : 'False';
      case 'int':
        return isNumpyScalar(value) ? undefined : integerText(value.value);
      case 'float':
        return isNumpyScalar(value) ? undefined : floatRepr(value.value);
      case 'complex':
        return complexText(value.real, value.imaginary);
      case 'str':
        return isUnsure(value) ? undefined : quoteString(value.value);
      case 'bytes':
        return value.value.includes(TEMPORARY_BYTES) ? undefined : quoteBytes(value.value);
      case 'range': {
        const step = value.step === 1n ? '' : `, ${value.step}`;
        return `range(${value.start}, ${value.stop}${step})`;
      }
      case 'slice':
        return this.joined('slice(', [value.lower, value.upper, value.step], ')');
      case 'list':
        return value.summary ? undefined : this.nested(value, '[...]', () => this.joined('[', value.items, ']'));
      case 'tuple':
        return this.nested(value, '(...)', () => this.tuple(value));
      case 'dict':
        return this.nested(value, value.typeName === 'dict' ? '{...}' : '...', () => this.dict(value));
      case 'set':
        return this.nested(value, value.frozen ? 'frozenset({...})' : '{...}', () => this.set(value));
      case 'class':
        return classText(value);
      case 'host':
        return this.interpreter.repr(value);
      case 'instance':
        return value.host instanceof WrappedBuiltin ? this.of(value.host.value) : undefined;
      default:
        return undefined;
    }
  }

  /** An element: instances have their own `__repr__`. */
  private element(value: Value): string | undefined {
    return value.kind === 'instance' ? this.interpreter.repr(value) : this.of(value);
  }

  private nested(value: Value, again: string, write: () => string | undefined): string | undefined {
    if (this.open.includes(value)) return again;
    if (this.open.length > 200) return undefined;
    this.open.push(value);
    const text = write();
    this.open.pop();
    return text;
  }

  private joined(before: string, values: Iterable<Value>, after: string): string | undefined {
    const parts: string[] = [];
    for (const value of values) {
      this.interpreter.spend();
      const part = this.element(value);
      if (part === undefined) return undefined;
      this.length += part.length + 2;
      if (this.length > longestText) return undefined;
      parts.push(part);
    }
    return before + parts.join(', ') + after;
  }

  private tuple(value: TupleValue): string | undefined {
    const names = value.namedBy && fieldNames(value.namedBy);
    if (value.namedBy && names) {
      const parts = value.items.map((item, index) => this.labelled(`${names[index]}=`, item));
      return parts.includes(undefined) ? undefined : `${value.namedBy.name}(${parts.join(', ')})`;
    }
    if (isTensorShape(value)) return this.joined('TensorShape([', value.items, '])');
    return this.joined('(', value.items, value.items.length === 1 ? ',)' : ')');
  }

  private labelled(label: string, value: Value): string | undefined {
    const text = this.element(value);
    return text === undefined ? undefined : label + text;
  }

  private dict(value: DictValue): string | undefined {
    if (value.summary) return undefined;
    const entries = [...value.entries.values()];
    if (value.typeName === 'Counter' && !sortByCount(entries)) return undefined;
    const parts: string[] = [];
    for (const [key, item] of entries) {
      this.interpreter.spend();
      const left = this.element(key);
      const right = this.element(item);
      if (left === undefined || right === undefined) return undefined;
      this.length += left.length + right.length;
      if (this.length > longestText) return undefined;
      parts.push(`${left}: ${right}`);
    }
    return this.namedDict(value, `{${parts.join(', ')}}`);
  }

  private namedDict(value: DictValue, body: string): string | undefined {
    const empty = value.entries.size === 0;
    switch (value.typeName) {
      case 'dict':
        return body;
      case 'Counter':
        return empty ? 'Counter()' : `Counter(${body})`;
      // Written as a list of pairs up to Python 3.11, as a dict from 3.12 on.
      case 'OrderedDict':
        return empty ? 'OrderedDict()' : undefined;
      case 'defaultdict': {
        const factory = value.defaultFactory ? this.element(value.defaultFactory) : 'None';
        return factory === undefined ? undefined : `defaultdict(${factory}, ${body})`;
      }
    }
  }

  private set(value: SetValue): string | undefined {
    if (value.summary) return undefined;
    if (value.entries.size === 0) return value.frozen ? 'frozenset()' : 'set()';
    const ordered = certainOrder(value);
    if (!ordered) return undefined;
    const body = this.joined('{', ordered, '}');
    return body === undefined || !value.frozen ? body : `frozenset(${body})`;
  }
}

/** A Counter is written with the largest counts first. False where the counts cannot be compared here. */
function sortByCount(entries: (readonly [Value, Value])[]): boolean {
  const counts = entries.map(([, count]) => count);
  if (!counts.every((count) => count.kind === 'int')) return entries.length < 2;
  entries.sort(([, left], [, right]) =>
    left.kind === 'int' && right.kind === 'int' ? Number(right.value - left.value) : 0,
  );
  return true;
}

const tooLong = 10n ** BigInt(mostDigits);

/** `str(int)`; undefined for a number so long that Python refuses to write it. */
export function integerText(value: bigint): string | undefined {
  if (value < 0x20000000000000n && value > -0x20000000000000n) return Number(value).toString();
  // Compared first: writing a number takes time that grows with the square of its length.
  if (value >= tooLong || value <= -tooLong) return undefined;
  return value.toString();
}

function complexText(real: number, imaginary: number): string {
  const part = shortestText(imaginary) + 'j';
  if (real === 0 && !Object.is(real, -0)) return part;
  const sign = part.startsWith('-') ? '' : '+';
  return `(${shortestText(real)}${sign}${part})`;
}

/** What a class is shown as; a user's class may be nested in a function, which its name does not tell. */
function classText(cls: ClassValue): string | undefined {
  if (cls.attributes.has('_member_map_')) return `<enum '${cls.name}'>`;
  if (cls.definition) return undefined;
  // The public place of a class is not where it is defined.
  if (/^(keras|tensorflow|tf_keras)\.(?!src\.)/.test(cls.qualifiedName)) return undefined;
  return `<class '${cls.qualifiedName.replace(/^builtins\./, '')}'>`;
}
