/** Small pieces of Python as NumPy answered them (test/truth/numpy), and what the evaluator says of each. */
import { readFileSync } from 'node:fs';
import { Evaluator } from '../../server/python/evaluate/evaluator.ts';
import { executeTopLevel } from '../../server/python/evaluate/program.ts';
import { ArrayValue } from '../../server/python/library/arrays/array-value.ts';
import { DtypeValue } from '../../server/python/library/arrays/dtype-value.ts';
import { dtypeOfScalar, numberOf } from '../../server/python/library/arrays/dtypes.ts';
import { createBuiltins, pythonModules } from '../../server/python/library/index.ts';
import { numpyModules } from '../../server/python/library/numpy/index.ts';
import { SourceFile, type Span } from '../../server/python/syntax/place.ts';
import { parseProgram } from '../../server/python/syntax/parse-program.ts';
import type { PythonParser } from '../../server/python/syntax/parser.ts';
import { ProgramText } from '../../server/python/syntax/program-text.ts';
import type { PythonError } from '../../server/python/domain/interpreter.ts';
import { type ModuleValue, NativeFunction, NONE, type Value } from '../../server/python/domain/value.ts';
import { isUndetermined } from '../../server/python/domain/undetermined.ts';

type Known = number | boolean | string;
/** An array has its values where they are few and not drawn at random. */
type RecordedArray = readonly ['array', dtype: string, shape: readonly number[], values?: readonly Known[]];
/** What NumPy gave; `error` has the class and the classes above it. */
export type Recorded =
  | RecordedArray
  | readonly ['tuple' | 'list', items: readonly Recorded[]]
  | readonly ['int' | 'float' | 'bool' | 'str', value?: Known | null]
  | readonly ['dtype' | 'other', name: string]
  | readonly ['none']
  | readonly ['error', ...classes: string[]];

/** The piece of Python, what NumPy 2 gave, and what 1.26 gave where that is something else. */
export type Cell = readonly [piece: string, result: Recorded, old?: Recorded];
interface CellsOfFunction {
  readonly f: string;
  readonly cells: readonly Cell[];
}
export interface NumpyTruth {
  readonly arrays: Readonly<Record<string, string>>;
  readonly functions: ReadonlyMap<string, readonly Cell[]>;
}

export function numpyTruth(file: string | URL = new URL('../truth/numpy/cells.jsonl', import.meta.url)): NumpyTruth {
  const [first = '{}', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const { arrays } = JSON.parse(first) as { arrays: Record<string, string> };
  return {
    arrays,
    functions: new Map(lines.map((line) => JSON.parse(line) as CellsOfFunction).map(({ f, cells }) => [f, cells])),
  };
}

/** What the evaluator says: a value, or the exception that ends the piece. */
interface Answer {
  readonly value?: Value | undefined;
  readonly error?: PythonError | undefined;
}

/**
 * The answers to pieces of Python, each after the arrays that it uses were made anew. All of them are statements of one
 * program.
 */
export function answersTo(
  python: PythonParser,
  arrays: Readonly<Record<string, string>>,
  pieces: readonly string[],
): readonly Answer[] {
  const programs = pieces.map((piece, number) => {
    const lines = piece.split('\n');
    const used = Object.entries(arrays)
      .filter(([name]) => new RegExp(`\\b${name}\\b`).test(piece))
      .map(([name, text]) => `${name} = ${text}`);
    return [...used, ...lines.slice(0, -1), `answer_(${number}, (${lines.at(-1)}))`, ''].join('\n');
  });
  const header = 'import numpy as np\n';
  const source = header + programs.join('');
  const ends: number[] = [];
  for (const program of programs) ends.push((ends.at(-1) ?? header.length) + program.length);
  const values: Value[] = [];
  const errors: PythonError[] = [];
  const builtins = createBuiltins();
  builtins.set(
    'answer_',
    new NativeFunction('answer_', (_interpreter, { positional: [number, value] }) => {
      if (number?.kind === 'int' && value) values[Number(number.value)] = value;
      return NONE;
    }),
  );
  const modules = new Map<string, ModuleValue>();
  const libraryModule = (name: string): ModuleValue | undefined => {
    const known = modules.get(name) ?? numpyModules[name]?.() ?? pythonModules[name]?.(builtins);
    if (known) modules.set(name, known);
    return known;
  };
  const uncaught = (raised: PythonError, span: Span): void => {
    errors[ends.findIndex((end) => span.start < end)] ??= raised;
  };
  const evaluator = new Evaluator(
    { builtins, libraryModule, now: () => 0, observer: { uncaught } },
    new SourceFile(undefined, source),
  );
  executeTopLevel(evaluator, parseProgram(python, ProgramText.ofFile(source)).body, evaluator.moduleScope('__main__'));
  return pieces.map((_, number) => (errors[number] ? { error: errors[number] } : { value: values[number] }));
}

/** `whole`: all that was recorded; `part`: nothing wrong, and something open; `none`: it is not known at all. */
type Agreement = 'whole' | 'part' | 'none' | 'wrong';
export type Verdict = Agreement | 'refused' | 'otherwise refused' | 'falsely refused' | 'not refused';

/** What to think of an answer. A piece that NumPy refuses is well answered by "unknown" as well. */
export function verdictOn([, result, old]: Cell, answer: Answer): Verdict {
  const now = verdictAgainst(result, answer);
  if (old === undefined || now === 'whole' || now === 'refused') return now;
  // What only one of the two versions accepts may be answered as that one does.
  if (result[0] === 'error' && now !== 'none') return verdictAgainst(old, answer);
  return now;
}

function verdictAgainst(result: Recorded, { value, error }: Answer): Verdict {
  if (result[0] === 'error') {
    if (error)
      return result.includes(error.typeName) ||
        // A ufunc's errors about types are TypeErrors of NumPy's own.
        (error.typeName === 'TypeError' && result.includes('UFuncTypeError')) ||
        (result[1] === 'AxisError' && ['ValueError', 'IndexError'].includes(error.typeName))
        ? 'refused'
        : 'otherwise refused';
    return value === undefined || isUndetermined(value) ? 'none' : 'not refused';
  }
  if (error) return 'falsely refused';
  return value === undefined ? 'none' : agreement(result, value);
}

function agreement(result: Recorded, value: Value): Agreement {
  if (isUndetermined(value) && !value.integer) return 'none';
  switch (result[0]) {
    case 'array':
      return agreementOfArray(result, value);
    case 'tuple':
    case 'list': {
      if (value.kind !== result[0])
        return isUndetermined(value) || (value.kind === 'host' && !(value instanceof ArrayValue)) ? 'none' : 'wrong';
      if (value.kind === 'list' && value.summary) return value.items.length > result[1].length ? 'wrong' : 'part';
      if (value.items.length !== result[1].length) return 'wrong';
      return joined(result[1].map((item, index) => agreement(item, value.items[index]!)));
    }
    case 'int':
    case 'float':
    case 'bool': {
      const dtype = { int: 'int64', float: 'float64', bool: 'bool' }[result[0]];
      return agreementOfArray(
        result[1] === undefined || result[1] === null ? ['array', dtype, []] : ['array', dtype, [], [result[1]]],
        value,
      );
    }
    case 'str':
      return value.kind === 'str'
        ? result[1] === undefined || value.value === result[1]
          ? 'whole'
          : 'wrong'
        : 'wrong';
    case 'none':
      return value.kind === 'none' ? 'whole' : 'wrong';
    case 'dtype':
      return value instanceof DtypeValue
        ? value.name === result[1]
          ? 'whole'
          : 'wrong'
        : value.kind === 'class'
          ? 'part'
          : 'wrong';
    default:
      return isUndetermined(value) ? 'none' : 'whole';
  }
}

/** All of several parts: nothing is known where nothing is known of any. */
function joined(parts: readonly Agreement[]): Agreement {
  if (parts.includes('wrong')) return 'wrong';
  return parts.every((part) => part === 'whole') ? 'whole' : 'part';
}

function agreementOfArray([, dtype, shape, values]: RecordedArray, value: Value): Agreement {
  if (isUndetermined(value)) return shape.length === 0 && /int/.test(dtype) ? 'part' : 'wrong';
  if (!(value instanceof ArrayValue)) {
    const own = dtypeOfScalar(value);
    if (own === undefined) return value.kind === 'host' ? 'none' : 'wrong';
    if (shape.length !== 0 || (own !== dtype && !(value.kind === 'int' && dtype === 'object'))) return 'wrong';
    return values === undefined ? 'whole' : sameElement(value, values[0]!, dtype);
  }
  if (value.shape === undefined) return 'none';
  if (
    value.shape.length !== shape.length ||
    value.shape.some((size, axis) => typeof size === 'number' && size !== shape[axis])
  )
    return 'wrong';
  if (value.dtype !== undefined && value.dtype !== dtype) return 'wrong';
  const elements = values && value.elements?.map((element, index) => sameElement(element, values[index]!, dtype));
  const known =
    value.dtype !== undefined &&
    value.shape.every((size) => typeof size === 'number') &&
    (values === undefined || elements !== undefined);
  return joined([known ? 'whole' : 'part', ...(elements ?? [])]);
}

/** Last digits are the processor's own affair in what is no whole number. */
const DIGITS: Readonly<Record<string, number>> = { float16: 2e-3, float32: 3e-7, float64: 1e-14 };

function sameElement(element: Value, recorded: Known, dtype: string): Agreement {
  if (isUndetermined(element)) return 'part';
  if (element.kind === 'str') return element.value === recorded ? 'whole' : 'wrong';
  const number = numberOf(element);
  if (number === undefined) return 'part';
  if (typeof recorded === 'boolean')
    return (number === 1n || number === 1) === recorded && (number === 0n || number === 1n) ? 'whole' : 'wrong';
  if (typeof recorded === 'string')
    return String(number).replace('Infinity', 'inf').replace('NaN', 'nan') === recorded ? 'whole' : 'wrong';
  const other = Number(number);
  return other === recorded || Math.abs(other - recorded) <= Math.abs(recorded) * (DIGITS[dtype] ?? 0)
    ? 'whole'
    : 'wrong';
}
