/**
 * Keras's type promotion (`keras.backend.result_type`, after JAX's lattice), with Python's own numbers as the weak
 * types `int` and `float`.
 * A dtype is undefined where the program does not decide it.
 */
export type Dtype = string | undefined;

/** The next higher types of each type. */
const LATTICE: Readonly<Record<string, readonly string[]>> = {
  bool: ['int'],
  int: ['uint8', 'int8', 'complex64'],
  uint8: ['int16', 'uint16'],
  uint16: ['int32', 'uint32'],
  uint32: ['int64', 'uint64'],
  uint64: ['float'],
  int8: ['int16'],
  int16: ['int32'],
  int32: ['int64'],
  int64: ['float'],
  float: ['bfloat16', 'float16'],
  bfloat16: ['float32'],
  float16: ['float32'],
  float32: ['float64', 'complex64'],
  float64: ['complex128'],
  complex64: ['complex128'],
  complex128: [],
};
/** With TensorFlow as backend, Keras keeps to 32 bits for these only. */
const NARROWED: Readonly<Record<string, string>> = { uint64: 'uint32', complex128: 'complex64' };
const WEAK: Readonly<Record<string, string>> = { int: 'int32', float: 'float32', complex: 'complex64' };

export const FLOATX = 'float32';

const upperBounds = new Map<string, ReadonlySet<string>>();
function boundsOf(dtype: string): ReadonlySet<string> | undefined {
  const known = upperBounds.get(dtype);
  if (known) return known;
  const next = LATTICE[dtype];
  if (!next) return undefined;
  const bounds = new Set([dtype, ...next.flatMap((higher) => [...(boundsOf(higher) ?? [])])]);
  upperBounds.set(dtype, bounds);
  return bounds;
}

function leastUpperBound(dtypes: readonly string[]): string | undefined {
  const all: ReadonlySet<string>[] = [];
  for (const dtype of dtypes) {
    const bounds = boundsOf(dtype);
    if (!bounds) return undefined;
    all.push(bounds);
  }
  const common = [...(all[0] ?? [])].filter((candidate) => all.every((bounds) => bounds.has(candidate)));
  return common.find((candidate) => common.every((other) => boundsOf(candidate)?.has(other)));
}

/** The dtype that operands of these dtypes give; undefined where one is not known or there is none. */
export function resultType(...dtypes: readonly Dtype[]): Dtype {
  const known: string[] = [];
  for (const dtype of dtypes) {
    if (dtype === undefined) return undefined;
    known.push(dtype);
  }
  const isWeak = known.every((dtype) => dtype in WEAK);
  const joined = isWeak ? leastUpperBound(known.map((dtype) => WEAK[dtype]!)) : leastUpperBound(known);
  return joined === undefined ? undefined : settled(joined);
}

/** A weak type as the dtype that it becomes where nothing else decides. */
export function settled(dtype: string): string {
  const strong = WEAK[dtype] ?? dtype;
  return NARROWED[strong] ?? strong;
}

export const isFloat = (dtype: Dtype): boolean => dtype !== undefined && /float/.test(dtype);
export const isIntegerOrBool = (dtype: Dtype): boolean =>
  dtype !== undefined && (/^u?int/.test(dtype) || dtype === 'bool');

/** The names that programs use for dtypes: `'float'`, `int`, `'half'`. */
export function standardDtype(name: string): string {
  switch (name) {
    case 'int':
      return 'int32';
    case 'float':
      return FLOATX;
    case 'half':
      return 'float16';
    case 'double':
      return 'float64';
    case 'bool_':
    case 'boolean':
      return 'bool';
    case 'str':
      return 'string';
    default:
      return name;
  }
}
