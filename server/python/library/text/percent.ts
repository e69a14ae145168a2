/** `template % values`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bytes, type DictValue, Float, Str, type Value } from '../../domain/value.ts';
import { approximateIn } from '../arrays/approximate-numbers.ts';
import { asInteger, floatOfInteger } from '../operations/integers.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { unwrap } from '../wrapped.ts';
import { floatDigits, mostDecimals } from './format-spec.ts';
import { asciiOf } from './format-method.ts';
import { integerText, longestText, textCost } from './repr.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const directive = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([hlL])?(.)/gs;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** Undefined where a value in it is not known. */
export function formatPercent(interpreter: Interpreter, template: string, argument: Value): string | undefined {
  const value = unwrap(argument);
  const mapping = value.kind === 'dict' ? value : undefined;
  const items = value.kind === 'tuple' ? value.items : [argument];
  let next = 0;
  let known = true;
  const take = (): Value => items[next++] ?? interpreter.raise('TypeError', 'not enough arguments for format string');
  const size = (text: string | undefined): number | undefined => {
    if (text !== '*') return text === undefined ? undefined : Number(text);
    const integer = asInteger(take());
    if (integer === undefined) known = false;
    return integer === undefined ? undefined : Number(integer);
  };
  const result = template.replace(
    directive,
    (
      whole: string,
      name: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      _length,
      type: string,
    ) => {
      if (type === '%') return '%';
      const measured = size(width) ?? 0;
      const point = /\.(\*|\d+)?[hlL]?.$/s.test(whole.slice(name === undefined ? 0 : name.length + 3));
      const part: Directive = {
        flags: measured < 0 ? flags + '-' : flags,
        width: Math.abs(measured),
        precision: point ? (size(precision) ?? 0) : undefined,
        type,
      };
      const used = name === undefined ? take() : namedValue(interpreter, mapping, name);
      const text = formatOne(interpreter, used, part);
      if (text === undefined) known = false;
      return text ?? '';
    },
  );
  if (next < items.length && !mapping && (value.kind === 'tuple' || !acceptsUnused(value))) {
    return interpreter.raise('TypeError', 'not all arguments converted during string formatting');
  }
  return known ? result : undefined;
}

/** Lists and other mappings may be left unused. */
function acceptsUnused(value: Value): boolean {
  return value.kind === 'list' || value.kind === 'host' || value.kind === 'instance' || isUndetermined(value);
}

function namedValue(interpreter: Interpreter, mapping: DictValue | undefined, name: string): Value {
  if (!mapping) return interpreter.raise('TypeError', 'format requires a mapping');
  return interpreter.getItem(mapping, new Str(name));
}

export function formatPercentBytes(interpreter: Interpreter, template: Bytes, argument: Value): Value {
  const encoded = argument.kind === 'bytes' ? new Str(argument.value) : argument;
  if (/%[^%sdixX]/.test(template.value.replace(/%%/g, ''))) return interpreter.unknown('the bytes are not worked out');
  const text = formatPercent(interpreter, template.value, encoded);
  return text === undefined ? interpreter.unknown('a value in the bytes is not known') : new Bytes(text);
}

function formatOne(interpreter: Interpreter, argument: Value, part: Directive): string | undefined {
  const value = unwrap(argument);
  const precision = part.precision ?? 0;
  if (part.width > longestText || precision > ('eEfFgG'.includes(part.type) ? mostDecimals : longestText))
    return undefined;
  interpreter.spend(textCost(part.width + precision));
  switch (part.type) {
    case 's':
      return padText(cut(interpreter.str(argument), part), part);
    case 'r':
      return padText(cut(interpreter.repr(argument), part), part);
    case 'a':
      return padText(cut(asciiOf(interpreter, argument), part), part);
    case 'c': {
      const code = asInteger(value);
      if (code !== undefined && (code < 0n || code > 0x10ffffn))
        return interpreter.raise('OverflowError', '%c arg not in range(0x110000)');
      return padText(
        code !== undefined ? String.fromCodePoint(Number(code)) : value.kind === 'str' ? value.value : undefined,
        part,
      );
    }
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return formatInteger(interpreter, value, part);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return formatFloat(interpreter, value, part);
    default:
      return interpreter.raise('ValueError', `unsupported format character '${part.type}'`);
  }
}

function cut(text: string | undefined, part: Directive): string | undefined {
  return text === undefined || part.precision === undefined ? text : [...text].slice(0, part.precision).join('');
}

function padText(text: string | undefined, part: Directive): string | undefined {
  if (text === undefined) return undefined;
  const missing = ' '.repeat(Math.max(0, part.width - [...text].length));
  return part.flags.includes('-') ? text + missing : missing + text;
}

function formatInteger(interpreter: Interpreter, value: Value, part: Directive): string | undefined {
  if (value.kind === 'host') value.asNumber?.(interpreter, 'int');
  if (isUndetermined(value) || value.kind === 'host' || value.kind === 'instance') return undefined;
  const decimal = part.type === 'd' || part.type === 'i' || part.type === 'u';
  const integer =
    value.kind === 'float' && decimal && Number.isFinite(value.value)
      ? BigInt(Math.trunc(value.value))
      : asInteger(value);
  if (integer === undefined)
    return interpreter.raise(
      'TypeError',
      `%${part.type} format: ${decimal ? 'a real number' : 'an integer'} is required, not ${typeNameOf(interpreter, value)}`,
    );
  const magnitude = integer < 0n ? -integer : integer;
  const radix = part.type === 'o' ? 8 : decimal ? 10 : 16;
  const digits = radix === 10 ? integerText(magnitude) : magnitude.toString(radix);
  if (digits === undefined) return undefined;
  const prefix = !part.flags.includes('#') || decimal ? '' : part.type === 'o' ? '0o' : '0' + part.type;
  const shown = digits.padStart(part.precision ?? 0, '0');
  return padNumber(signOf(integer < 0n, part) + prefix, part.type === 'X' ? shown.toUpperCase() : shown, part);
}

function formatFloat(interpreter: Interpreter, value: Value, part: Directive): string | undefined {
  const approximate = approximateIn(value);
  if (approximate) {
    const [low, high] = [approximate.low, approximate.high].map((one) =>
      formatFloat(interpreter, new Float(one), part),
    );
    return low === high ? low : undefined;
  }
  if (value.kind === 'host') value.asNumber?.(interpreter, 'float');
  if (isUndetermined(value) || value.kind === 'host' || value.kind === 'instance') return undefined;
  const integer = asInteger(value);
  const number =
    value.kind === 'float' ? value.value : integer === undefined ? undefined : floatOfInteger(interpreter, integer);
  if (number === undefined)
    return interpreter.raise('TypeError', `must be real number, not ${typeNameOf(interpreter, value)}`);
  const negative = number < 0 || Object.is(number, -0);
  const upper = part.type === part.type.toUpperCase();
  if (!Number.isFinite(number)) {
    const name = Number.isNaN(number) ? 'nan' : 'inf';
    return padText(signOf(number < 0, part) + (upper ? name.toUpperCase() : name), part);
  }
  const text = floatDigits(Math.abs(number), {
    type: part.type,
    precision: part.precision,
    alternate: part.flags.includes('#'),
  });
  return padNumber(signOf(negative, part), text, part);
}

function signOf(negative: boolean, part: Directive): string {
  if (negative) return '-';
  return part.flags.includes('+') ? '+' : part.flags.includes(' ') ? ' ' : '';
}

function padNumber(sign: string, body: string, part: Directive): string {
  const missing = Math.max(0, part.width - sign.length - body.length);
  if (part.flags.includes('-')) return sign + body + ' '.repeat(missing);
  return part.flags.includes('0') ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}
