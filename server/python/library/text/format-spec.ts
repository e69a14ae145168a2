/** `format(value, specification)`: the format mini-language of Python for numbers and texts. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { formattedTensor } from '../arrays/array-text.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { approximateIn } from '../arrays/approximate-numbers.ts';
import { Float, Int, type Value } from '../../domain/value.ts';
import { asInteger, floatOfInteger } from '../operations/integers.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { unwrap } from '../wrapped.ts';
import { fixedDigits, floatRepr, placePoint, significantDigits, withExponent } from './float-text.ts';
import { integerText, longestText, textCost } from './repr.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** More decimals are not written: their number takes time that grows with the square of it. */
export const mostDecimals = 100_000;

interface Specification {
  readonly fill: string;
  readonly align: '<' | '>' | '^' | '=' | undefined;
  readonly sign: '+' | '-' | ' ';
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

/** Undefined where the text is not known. Raises ValueError and TypeError as Python does. */
export function formatValue(interpreter: Interpreter, formatted: Value, text: string): string | undefined {
  if (text === '')
    return formatted instanceof ArrayValue && formatted.library === 'tensorflow' && formatted.constructor === ArrayValue
      ? formattedTensor(interpreter, formatted)
      : interpreter.str(formatted);
  const value = unwrap(formatted);
  if (
    value !== formatted &&
    formatted.kind === 'instance' &&
    formatted.cls.attributes.has('_member_map_') &&
    value.kind !== 'int'
  )
    return undefined;
  if (value.kind === 'host') value.asNumber?.(interpreter, 'float');
  const approximate = approximateIn(value);
  if (approximate) {
    const [low, high] = [approximate.low, approximate.high].map((one) =>
      formatValue(interpreter, new Float(one), text),
    );
    return low === high ? low : undefined;
  }
  if (isUndetermined(value) || value.kind === 'host' || value.kind === 'complex') return undefined;
  const isNumber = value.kind === 'int' || value.kind === 'bool' || value.kind === 'float';
  if (!isNumber && value.kind !== 'str') {
    if (value.kind === 'instance') return undefined;
    return interpreter.raise(
      'TypeError',
      `unsupported format string passed to ${typeNameOf(interpreter, value)}.__format__`,
    );
  }
  const specification = parse(interpreter, text, value);
  if (specification.width > longestText || (specification.precision ?? 0) > mostDecimals) return undefined;
  interpreter.spend(textCost(specification.width + (specification.precision ?? 0)));
  if (value.kind === 'str') return formatText(interpreter, value.value, specification);
  if (value.kind === 'float') return formatFloat(interpreter, value.value, specification);
  return formatInteger(interpreter, asInteger(value)!, specification);
}

function parse(interpreter: Interpreter, text: string, value: Value): Specification {
  const match = pattern.exec(text);
  if (!match)
    return interpreter.raise(
      'ValueError',
      `Invalid format specifier '${text}' for object of type '${typeNameOf(interpreter, value)}'`,
    );
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match;
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: (align ?? (zero && value.kind !== 'str' ? '=' : undefined)) as Specification['align'],
    sign: (sign ?? '-') as Specification['sign'],
    alternate: alternate !== undefined,
    width: width === undefined ? 0 : Number(width),
    grouping: (grouping ?? '') as Specification['grouping'],
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  };
}

function unknownCode(interpreter: Interpreter, specification: Specification, typeName: string): never {
  return interpreter.raise(
    'ValueError',
    `Unknown format code '${specification.type}' for object of type '${typeName}'`,
  );
}

function formatText(interpreter: Interpreter, text: string, specification: Specification): string {
  if (specification.type !== '' && specification.type !== 's') unknownCode(interpreter, specification, 'str');
  if (specification.align === '=')
    return interpreter.raise('ValueError', "'=' alignment not allowed in string format specifier");
  if (specification.grouping)
    return interpreter.raise('ValueError', `Cannot specify '${specification.grouping}' with 's'.`);
  const characters = [...text];
  const shown = specification.precision === undefined ? text : characters.slice(0, specification.precision).join('');
  return pad('', shown, specification, '<');
}

function formatInteger(interpreter: Interpreter, value: bigint, specification: Specification): string | undefined {
  const { type } = specification;
  if ('eEfFgG%'.includes(type) && type !== '')
    return formatFloat(interpreter, floatOfInteger(interpreter, value), specification);
  const bases: Readonly<Record<string, readonly [radix: number, prefix: string]>> = {
    b: [2, '0b'],
    o: [8, '0o'],
    x: [16, '0x'],
    X: [16, '0X'],
  };
  if (type === 'c' && (value < 0n || value > 0x10ffffn))
    return interpreter.raise('OverflowError', '%c arg not in range(0x110000)');
  if (type === 'c') return pad('', String.fromCodePoint(Number(value)), specification, '<');
  if (specification.precision !== undefined)
    return interpreter.raise('ValueError', 'Precision not allowed in integer format specifier');
  const base = bases[type];
  if (!base && type !== '' && type !== 'd' && type !== 'n') return unknownCode(interpreter, specification, 'int');
  const magnitude = value < 0n ? -value : value;
  const digits = base ? magnitude.toString(base[0]) : integerText(magnitude);
  if (digits === undefined) return undefined;
  const prefix = base && specification.alternate ? base[1] : '';
  return padNumber(
    signOf(value < 0n, specification) + prefix,
    type === 'X' ? digits.toUpperCase() : digits,
    '',
    specification,
    base ? 4 : 3,
  );
}

function signOf(negative: boolean, specification: Specification): string {
  if (negative) return '-';
  return specification.sign === '-' ? '' : specification.sign;
}

function formatFloat(interpreter: Interpreter, value: number, specification: Specification): string {
  const { type } = specification;
  if (type !== '' && !'eEfFgGn%'.includes(type)) return unknownCode(interpreter, specification, 'float');
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(negative, specification);
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? 'nan' : 'inf';
    const shown = type === 'E' || type === 'F' || type === 'G' ? name.toUpperCase() : name;
    return padNumber(signOf(value < 0, specification), shown, type === '%' ? '%' : '', specification, 0);
  }
  const text = floatDigits(Math.abs(value), specification);
  const point = text.search(/[.eE]/);
  const whole = point < 0 ? text : text.slice(0, point);
  const rest = point < 0 ? '' : text.slice(point);
  return padNumber(sign, whole, rest + (type === '%' ? '%' : ''), specification, 3);
}

/** The digits of a number of 0 or more, without sign, width and grouping. */
export function floatDigits(
  value: number,
  specification: Pick<Specification, 'type' | 'precision' | 'alternate'>,
): string {
  const { type, alternate } = specification;
  const precision = specification.precision ?? 6;
  switch (type) {
    case 'f':
    case 'F':
      return fixedDigits(value, precision) + (alternate && precision === 0 ? '.' : '');
    case '%':
      return fixedDigits(value * 100, precision) + (alternate && precision === 0 ? '.' : '');
    case 'e':
    case 'E': {
      const { digits, exponent } = significantDigits(value, precision + 1);
      return withExponent(digits, exponent, type, alternate);
    }
    case '':
      if (specification.precision === undefined) return floatRepr(value);
      return generalDigits(value, precision, 'e', alternate, true);
    default:
      return generalDigits(value, precision, type === 'G' ? 'E' : 'e', alternate, false);
  }
}

/**
 * `g`: so many significant digits, an exponent where the number is small or large. `keepZero`: as `repr` does, whole
 * numbers keep `.0`.
 */
function generalDigits(
  value: number,
  precision: number,
  letter: 'e' | 'E',
  alternate: boolean,
  keepZero: boolean,
): string {
  const count = precision === 0 ? 1 : precision;
  const { digits, exponent } = significantDigits(value, count);
  const significant = alternate ? digits : digits.replace(/0+$/, '') || '0';
  if (exponent < -4 || exponent >= count - (keepZero ? 1 : 0))
    return withExponent(significant, exponent, letter, alternate);
  const text = placePoint(significant, exponent);
  if (keepZero && !text.includes('.')) return text + '.0';
  return alternate && !text.includes('.') ? text + '.' : text;
}

function group(digits: string, separator: string, size: number): string {
  let result = '';
  for (let end = digits.length; end > 0; end -= size)
    result = digits.slice(Math.max(0, end - size), end) + (result ? separator + result : '');
  return result;
}

/** Zeros for the width are grouped like digits. */
function padNumber(sign: string, whole: string, rest: string, specification: Specification, groupSize: number): string {
  const { grouping, fill, align, width } = specification;
  let digits = whole;
  if (grouping && groupSize > 0) {
    if (fill === '0' && align === '=') {
      const room = width - sign.length - rest.length;
      // As many digits as fill the room with their separators, or one more: a separator does not stand first.
      digits = digits.padStart(Math.ceil((room * groupSize) / (groupSize + 1)), '0');
      while (group(digits, grouping, groupSize).length < room) digits = '0' + digits;
    }
    digits = group(digits, grouping, groupSize);
  }
  return pad(sign, digits + rest, specification, '>');
}

function pad(sign: string, body: string, specification: Specification, usual: '<' | '>'): string {
  const missing = specification.width - [...(sign + body)].length;
  if (missing <= 0) return sign + body;
  const { fill } = specification;
  switch (specification.align ?? usual) {
    case '<':
      return sign + body + fill.repeat(missing);
    case '>':
      return fill.repeat(missing) + sign + body;
    case '=':
      return sign + fill.repeat(missing) + body;
    case '^':
      return fill.repeat(Math.floor(missing / 2)) + sign + body + fill.repeat(Math.ceil(missing / 2));
  }
}

/** `round(float, digits)`: the nearest float to the exactly rounded decimal. */
export function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323) return value;
  if (digits < -308) return value < 0 ? -0 : 0;
  const rounded = Number(fixedDigits(value, digits));
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

/** `round(int, -n)`: to a multiple of 10**n, ties to the even multiple. */
export function roundInteger(value: bigint, digits: number): Int {
  if (digits >= 0) return new Int(value);
  const unit = 10n ** BigInt(Math.min(-digits, 10_000));
  const magnitude = value < 0n ? -value : value;
  const quotient = magnitude / unit;
  const twice = 2n * (magnitude - quotient * unit);
  const rounded = (twice > unit || (twice === unit && (quotient & 1n) === 1n) ? quotient + 1n : quotient) * unit;
  return new Int(value < 0n ? -rounded : rounded);
}
