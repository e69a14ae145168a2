/**
 * Modules of which programs use little: `string`, `types`, `statistics`, `logging`, `warnings`, `time`, `six`, `tqdm`,
 * `__future__` …
 */
import type { Interpreter } from '../../domain/interpreter.ts';
import { listCost } from '../operations/sequences.ts';
import {
  ClassValue,
  Float,
  InstanceValue,
  Int,
  ListValue,
  type ModuleValue,
  NONE,
  type NativeFunction,
  Str,
  TRUE,
  type Value,
} from '../../domain/value.ts';
import { textArgument, unknownOf } from '../arguments.ts';
import { decompose, trueDivide } from '../operations/float-bits.ts';
import { asInteger } from '../operations/integers.ts';
import { allItems } from '../operations/iterate.ts';
import { sorted } from '../operations/sorting.ts';
import { native, type NativeBody } from '../signature.ts';
import { unwrap } from '../wrapped.ts';
import { splitText } from '../methods/splitting.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

type Builtins = ReadonlyMap<string, Value>;

export function stringModule(): ModuleValue {
  const lower = 'abcdefghijklmnopqrstuvwxyz';
  const upper = lower.toUpperCase();
  const digits = '0123456789';
  const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
  const whitespace = ' \t\n\r\v\f';
  const constants = {
    ascii_lowercase: lower,
    ascii_uppercase: upper,
    ascii_letters: lower + upper,
    digits,
    hexdigits: digits + 'abcdefABCDEF',
    octdigits: '01234567',
    punctuation,
    whitespace,
    printable: digits + lower + upper + punctuation + whitespace,
  };
  const capwords = native('capwords', 's, sep=', (interpreter, [text, separator]) => {
    const value = textArgument(interpreter, text!);
    if (value === undefined || separator !== undefined) return interpreter.unknown('the text is not known');
    return new Str(
      splitText(value, undefined, -1, false)
        .map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase())
        .join(' '),
    );
  });
  return moduleOf('string', [
    ...Object.entries(constants).map(([name, text]) => [name, new Str(text)] as const),
    ['capwords', capwords],
  ]);
}

// ---------------------------------------------------------------- types

export function typesModule(builtins: Builtins): ModuleValue {
  const object = classNamed(builtins, 'object');
  const attributes = new Map<string, Value>([
    [
      '__repr__',
      native('__repr__', 'self, /', (interpreter, [self]) => {
        const parts =
          self!.kind === 'instance'
            ? [...self!.attributes].map(([name, value]) => [name, interpreter.repr(value)] as const)
            : [];
        if (parts.some(([, text]) => text === undefined)) return interpreter.unknown('an attribute is not known');
        return new Str(`namespace(${parts.map(([name, text]) => `${name}=${text}`).join(', ')})`);
      }),
    ],
    [
      '__eq__',
      native('__eq__', 'self, other, /', (interpreter, [self, other]) => {
        if (self!.kind !== 'instance' || other!.kind !== 'instance' || other!.cls !== self!.cls)
          return interpreter.unknown('the comparison is not decided');
        return interpreter.compare(
          '==',
          interpreter.getAttribute(self!, '__dict__'),
          interpreter.getAttribute(other!, '__dict__'),
        );
      }),
    ],
  ]);
  const namespace = new ClassValue({
    name: 'SimpleNamespace',
    qualifiedName: 'types.SimpleNamespace',
    bases: [object],
    attributes,
    construct: (interpreter, cls, args) => {
      const made = new InstanceValue(cls);
      const [mapping] = args.positional;
      if (mapping?.kind === 'dict') interpreter.spend(listCost(mapping.entries.size));
      if (mapping?.kind === 'dict')
        for (const [key, value] of mapping.entries.values())
          if (key.kind === 'str') made.attributes.set(key.value, value);
      for (const [name, value] of args.keywords) made.attributes.set(name, value);
      return made;
    },
  });
  const hidden = [
    'NoneType',
    'FunctionType',
    'BuiltinFunctionType',
    'MethodType',
    'ModuleType',
    'EllipsisType',
    'UnionType',
  ];
  return moduleOf('types', [
    ['SimpleNamespace', namespace],
    ...hidden.map((name) => [name, classNamed(builtins, `types.${name}`)] as const),
    ['LambdaType', classNamed(builtins, 'types.FunctionType')],
    ['GeneratorType', classNamed(builtins, 'types.generator')],
    ['MappingProxyType', native('mappingproxy', 'mapping, /', (_, [mapping]) => mapping!)],
  ]);
}

// ---------------------------------------------------------------- statistics

/**
 * The exact mean of numbers, as `statistics.mean` rounds it: once, at the end. An int where it is one and all numbers
 * are.
 */
function meanOf(values: readonly Value[], alwaysFloat: boolean): Value | undefined {
  let numerator = 0n;
  let exponent = 0;
  let integers = true;
  for (const value of values.map(unwrap)) {
    const integer = asInteger(value);
    if (integer === undefined && (value.kind !== 'float' || !Number.isFinite(value.value))) return undefined;
    const part = integer !== undefined ? { mantissa: integer, exponent: 0 } : decompose((value as Float).value);
    if (integer === undefined) integers = false;
    if (part.exponent < exponent) {
      numerator <<= BigInt(exponent - part.exponent);
      exponent = part.exponent;
    }
    numerator += part.mantissa << BigInt(part.exponent - exponent);
  }
  const denominator = BigInt(values.length) << BigInt(-exponent);
  if (integers && !alwaysFloat && numerator % denominator === 0n) return new Int(numerator / denominator);
  return new Float(trueDivide(numerator, denominator));
}

export function statisticsModule(builtins: Builtins): ModuleValue {
  const table = new FunctionTable();
  const error = new ClassValue({
    name: 'StatisticsError',
    qualifiedName: 'statistics.StatisticsError',
    bases: [classNamed(builtins, 'ValueError')],
  });
  for (const name of ['mean', 'fmean']) {
    table.add(name, 'data, weights=', (interpreter, [data, weights]) => {
      const items = allItems(interpreter, data!);
      if (!items || items.length === 0 || weights) return interpreter.unknown(unknownOf(interpreter, data!).reason);
      return meanOf(items, name === 'fmean') ?? interpreter.unknown('a number is not known');
    });
  }
  table.add('median', 'data', (interpreter, [data]) => {
    const items = allItems(interpreter, data!);
    const ordered = items && sorted(interpreter, items, undefined, false);
    if (!ordered || ordered.length === 0) return interpreter.unknown(unknownOf(interpreter, data!).reason);
    const middle = ordered.length >> 1;
    if (ordered.length % 2 === 1) return ordered[middle]!;
    return interpreter.binary('/', interpreter.binary('+', ordered[middle - 1]!, ordered[middle]!), new Int(2n));
  });
  return moduleOf('statistics', [...table.members, ['StatisticsError', error]]);
}

// ---------------------------------------------------------------- what only talks

const silent: NativeBody = () => NONE;

/** Functions that give nothing and change nothing. */
function silentModule(name: string, functions: string, more: readonly (readonly [string, Value])[] = []): ModuleValue {
  return moduleOf(name, [
    ...functions.split(' ').map((member) => [member, native(member, '*args, **kwargs', silent)] as const),
    ...more,
  ]);
}

export const warningsModule = (): ModuleValue =>
  silentModule('warnings', 'warn filterwarnings simplefilter resetwarnings warn_explicit showwarning');
export const timeModule = (): ModuleValue => silentModule('time', 'sleep');
export const pprintModule = (): ModuleValue => silentModule('pprint', 'pprint pp');
export const tracebackModule = (): ModuleValue => silentModule('traceback', 'print_exc print_stack print_exception');
export const gcModule = (): ModuleValue => silentModule('gc', 'enable disable freeze');

export function loggingModule(builtins: Builtins): ModuleValue {
  const object = classNamed(builtins, 'object');
  const names =
    'debug info warning warn error critical exception log setLevel addHandler removeHandler basicConfig disable captureWarnings';
  const methods = new Map<string, Value>(
    names.split(' ').map((name) => [name, native(name, '*args, **kwargs', silent)]),
  );
  const logger = new ClassValue({
    name: 'Logger',
    qualifiedName: 'logging.Logger',
    bases: [object],
    attributes: methods,
    unknownBase: new Top('logging is not followed'),
  });
  const levels = { CRITICAL: 50, FATAL: 50, ERROR: 40, WARNING: 30, WARN: 30, INFO: 20, DEBUG: 10, NOTSET: 0 };
  return moduleOf('logging', [
    ...methods,
    ...Object.entries(levels).map(([name, level]) => [name, new Int(BigInt(level))] as const),
    ['getLogger', native('getLogger', 'name=', () => new InstanceValue(logger))],
    ['Logger', logger],
  ]);
}

/** `from __future__ import annotations`. */
export function futureModule(): ModuleValue {
  const names = [
    'annotations',
    'absolute_import',
    'division',
    'print_function',
    'unicode_literals',
    'generators',
    'with_statement',
    'nested_scopes',
  ];
  return moduleOf(
    '__future__',
    names.map((name) => [name, TRUE] as const),
  );
}

// ---------------------------------------------------------------- six and tqdm

export function sixMovesModule(builtins: Builtins): ModuleValue {
  const names = { range: 'range', xrange: 'range', zip: 'zip', map: 'map', filter: 'filter', input: 'input' };
  return moduleOf(
    'six.moves',
    Object.entries(names).map(([name, builtin]) => [name, builtins.get(builtin)!] as const),
  );
}

export function sixModule(builtins: Builtins): ModuleValue {
  const view = (name: string): NativeFunction =>
    native(name, 'd, /', (interpreter, [dict]) => interpreter.call(interpreter.getAttribute(dict!, name)));
  return moduleOf('six', [
    ['moves', sixMovesModule(builtins)],
    ['PY2', new Int(0n)],
    ['PY3', TRUE],
    ['string_types', classNamed(builtins, 'str')],
    ['text_type', classNamed(builtins, 'str')],
    ['integer_types', classNamed(builtins, 'int')],
    ['iteritems', view('items')],
    ['iterkeys', view('keys')],
    ['itervalues', view('values')],
    [
      'with_metaclass',
      native('with_metaclass', 'meta, /, *args', (_, __, { rest }) => rest[0] ?? builtins.get('object')!),
    ],
    ['add_metaclass', native('add_metaclass', 'metaclass', () => native('add_metaclass', 'cls', (_, [cls]) => cls!))],
  ]);
}

/** A progress bar passes what it wraps through. */
export function tqdmModule(builtins: Builtins): ModuleValue {
  const object = classNamed(builtins, 'object');
  const wrapped = (self: Value): Value =>
    (self.kind === 'instance' ? self.attributes.get('iterable') : undefined) ?? new ListValue([]);
  const attributes = new Map<string, Value>(
    [
      native('__iter__', 'self, /', (interpreter, [self]) => iteratorOver(interpreter, wrapped(self!))),
      native('__len__', 'self, /', (interpreter, [self]) => interpreter.length(wrapped(self!))),
      native('__enter__', 'self, /', (_, [self]) => self!),
      native('__exit__', 'self, /, *args', silent),
      ...[
        'update',
        'set_description',
        'set_postfix',
        'close',
        'write',
        'refresh',
        'set_postfix_str',
        'set_description_str',
      ].map((name) => native(name, 'self, /, *args, **kwargs', silent)),
    ].map((method) => [method.name, method]),
  );
  const bar = new ClassValue({
    name: 'tqdm',
    qualifiedName: 'tqdm.tqdm',
    bases: [object],
    attributes,
    unknownBase: new Top('the progress bar is not followed'),
    construct: (interpreter, cls, args) => {
      const made = new InstanceValue(cls);
      const iterable = args.positional[0] ?? args.keywords.get('iterable');
      made.attributes.set(
        'iterable',
        iterable ?? args.incomplete ?? interpreter.unknown('what the progress bar wraps is not known'),
      );
      return made;
    },
  });
  const trange = native('trange', '*args, **kwargs', (interpreter, _, { rest }) =>
    interpreter.call(bar, [interpreter.call(interpreter.builtin('range'), rest)]),
  );
  return moduleOf('tqdm', [
    ['tqdm', bar],
    ['trange', trange],
    ['tqdm_notebook', bar],
    ['tnrange', trange],
  ]);
}

function iteratorOver(interpreter: Interpreter, iterable: Value): Value {
  if (iterable.kind === 'host' || isUndetermined(iterable)) return iterable;
  const method = interpreter.findAttribute(iterable, '__iter__');
  return method ? interpreter.call(method) : iterable;
}

export function builtinsModule(builtins: Builtins): ModuleValue {
  return moduleOf(
    'builtins',
    [...builtins].filter(([name]) => !name.includes('.')),
  );
}
