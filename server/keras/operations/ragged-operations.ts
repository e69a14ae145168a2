/** TensorFlow's operations on ragged tensors: item by item, along rows, rows under each other. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { int, ListValue, NONE, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { numberOf } from '../../python/library/arrays/dtypes.ts';
import { LibraryCall } from '../../python/library/arrays/library-call.ts';
import { masked, raggedOf, rowsIn } from '../data/ragged-functions.ts';
import { elementwise, joinRows, raggedOfRows, pickRows, RaggedValue } from '../data/ragged.ts';
import { isRagged } from '../data/elements.ts';
import { OpenRagged } from '../data/open-ragged.ts';
import type { OperationDefinition } from './definition.ts';

interface RaggedCall {
  readonly interpreter: Interpreter;
  readonly className: string;
  readonly named: ReadonlyMap<string, Value>;
  /** The operation on tensors, by the names that its rule has. */
  readonly apply: (changes: Readonly<Record<string, Value>>) => Value;
  readonly call: LibraryCall;
}

const REDUCTIONS: ReadonlySet<string> = new Set(['ReduceSum', 'ReduceMean', 'ReduceProd', 'Max', 'Min', 'All', 'Any']);
const ON_EACH: ReadonlySet<string> = new Set([
  'Absolute',
  'Negative',
  'Square',
  'Sqrt',
  'Rsqrt',
  'Exp',
  'Log',
  'Log1p',
  'Sign',
  'Floor',
  'Ceil',
  'Round',
  'Cast',
  'LogicalNot',
  'Relu',
  'Sigmoid',
  'Tanh',
  'Sin',
  'Cos',
  'Identity',
  'StopGradient',
  'ZerosLike',
  'OnesLike',
  'Isnan',
  'Clip',
  'OneHot',
]);

/** What an operation gives where a ragged tensor is among its arguments. */
export function onRagged(
  interpreter: Interpreter,
  { className, name }: OperationDefinition,
  named: ReadonlyMap<string, Value>,
  apply: RaggedCall['apply'],
): Value {
  const call = new LibraryCall(interpreter, name, [], { positional: [], keywords: new Map() });
  const ragged: RaggedCall = { interpreter, className, named, apply, call };
  return given(ragged) ?? interpreter.unknown('what the operation gives for a ragged tensor is not worked out');
}

function given(ragged: RaggedCall): Value | undefined {
  const { className, named, apply } = ragged;
  const x = named.get('x');
  if ([...named.values()].some((value) => value instanceof OpenRagged)) return ofOpen(ragged);
  if (ON_EACH.has(className) && x instanceof RaggedValue) {
    const made = apply({ x: x.flat });
    return made instanceof ArrayValue && made.shape ? x.withFlat(made) : undefined;
  }
  const [a, b] = [named.get('x1'), named.get('x2')];
  if (className !== 'Where' && className !== 'Matmul' && a && b) {
    if (a instanceof RaggedValue) return elementwise(a, b, (left, right) => apply({ x1: left, x2: right }));
    if (b instanceof RaggedValue) return elementwise(b, a, (right, left) => apply({ x1: left, x2: right }));
  }
  if (REDUCTIONS.has(className) && x instanceof RaggedValue) return reduced(ragged, x);
  const table = Object.hasOwn(OTHERS, className) ? OTHERS[className] : undefined;
  return table?.(ragged);
}

/** Of a ragged tensor of which only the kind is known. */
function ofOpen({ className, named, apply }: RaggedCall): Value | undefined {
  const onFlat = (open: OpenRagged, changes: Readonly<Record<string, Value>>): Value | undefined => {
    const made = apply(changes);
    return made instanceof ArrayValue && made.shape ? open.withFlat(made) : undefined;
  };
  const [x, a, b] = [named.get('x'), named.get('x1'), named.get('x2')];
  if (x instanceof OpenRagged && ON_EACH.has(className)) return onFlat(x, { x: x.flat });
  const isPlain = (value: Value | undefined): value is Value =>
    value?.kind === 'int' ||
    value?.kind === 'float' ||
    value?.kind === 'bool' ||
    (value instanceof ArrayValue && value.shape?.length === 0);
  if (a instanceof OpenRagged && isPlain(b)) return onFlat(a, { x1: a.flat, x2: b });
  if (b instanceof OpenRagged && isPlain(a)) return onFlat(b, { x1: a, x2: b.flat });
  if (!(x instanceof OpenRagged) || !REDUCTIONS.has(className)) return undefined;
  const axis = named.get('axis');
  const keeps = named.get('keepdims');
  if (keeps && keeps.kind !== 'none' && (keeps.kind !== 'bool' || keeps.value)) return undefined;
  if (axis === undefined || axis.kind === 'none') return apply({ x: x.flat });
  const along = numberIn(axis);
  if (x.raggedRank !== 1 || (along !== 1 && along !== 1 - x.shape.length)) return undefined;
  const made = apply({ x: x.flat, axis: int(0) });
  return made instanceof ArrayValue && made.shape
    ? new ArrayValue({ shape: [x.shape[0]!, ...made.shape], dtype: made.dtype, library: 'tensorflow' })
    : undefined;
}

const numberIn = (value: Value | undefined): number | undefined => {
  const plain = value instanceof ArrayValue && value.shape?.length === 0 ? value.elements?.[0] : value;
  return plain?.kind === 'int' ? Number(plain.value) : undefined;
};

/** Along all axes, along the rows, or along the items of each row. */
function reduced(ragged: RaggedCall, x: RaggedValue): Value | undefined {
  const { interpreter, named, apply } = ragged;
  const axis = named.get('axis');
  if (interpreter.truth(named.get('keepdims') ?? NONE) !== false && named.get('keepdims')?.kind !== 'none')
    return undefined;
  if (axis === undefined || axis.kind === 'none') return apply({ x: x.flat });
  const along = numberIn(axis);
  const rank = x.shape.length;
  const place = along === undefined ? undefined : along < 0 ? along + rank : along;
  if (place === 1 && x.splits.length === 1) {
    const rows = [...x.iterate()].map((row) => apply({ x: row, axis: int(0) }));
    return stacked(interpreter, rows, x.rows);
  }
  if (place === 2 && x.splits.length === 2) {
    const within = reduced({ ...ragged, named: new Map([...named, ['axis', int(1)]]) }, x.values as RaggedValue);
    return within instanceof ArrayValue ? new RaggedValue([x.splits[0]!], within) : undefined;
  }
  if (place !== 0 || x.splits.length !== 1 || x.flat.shape.length !== 1) return undefined;
  const rows = [...x.iterate()] as ArrayValue[];
  const width = Math.max(0, ...rows.map((row) => Number(row.shape![0])));
  const columns = Array.from({ length: width }, (_, column) => {
    const items = rows.flatMap((row) => row.elements?.slice(column, column + 1) ?? []);
    return apply({ x: x.flat.like([items.length], x.dtype, items), axis: int(0) });
  });
  return x.flat.elements ? stacked(interpreter, columns, width) : undefined;
}

/** Tensors of one shape, one under another. */
function stacked(interpreter: Interpreter, parts: readonly Value[], count: number): Value | undefined {
  const arrays = parts.filter((part) => part instanceof ArrayValue);
  const [first] = arrays;
  if (arrays.length !== count || !first?.shape) return undefined;
  interpreter.spend(count);
  const isKnown = arrays.every(({ elements }) => elements !== undefined);
  return first.like(
    [count, ...first.shape],
    first.dtype,
    isKnown ? arrays.flatMap(({ elements }) => elements ?? []) : undefined,
  );
}

function concatenated({ named, call, interpreter }: RaggedCall): Value | undefined {
  const given = named.get('xs') ?? named.get('x');
  const items = given && (given.kind === 'list' || given.kind === 'tuple') ? given.items : undefined;
  const parts = items?.map((item) => raggedOf(call, item));
  const like = parts?.find((part) => part instanceof RaggedValue);
  const axis = numberIn(named.get('axis'));
  if (!parts || !like || axis === undefined) return undefined;
  const own = parts.map((part) => rowsIn(call, part));
  if (axis === 0) return joinRows(own.flat(), like);
  if (axis !== 1 && !(axis === -1 && like.shape.length === 2)) return undefined;
  if (like.splits.length !== 1) return undefined;
  const rows = Array.from({ length: like.rows }, (_, row) => {
    const pieces = own.map((some) => some[row]);
    return pieces.every((piece) => piece instanceof ArrayValue && piece.elements)
      ? joinedRow(pieces as ArrayValue[], like)
      : NONE;
  });
  interpreter.spend(rows.length);
  return raggedOfRows(rows, like.flat);
}

const joinedRow = (pieces: readonly ArrayValue[], like: RaggedValue): ArrayValue =>
  like.flat.like(
    [pieces.reduce((all, { shape }) => all + Number(shape![0]), 0), ...like.flat.shape.slice(1)],
    like.dtype,
    pieces.flatMap(({ elements }) => elements!),
  );

const OTHERS: Readonly<Record<string, (ragged: RaggedCall) => Value | undefined>> = {
  Concatenate: concatenated,
  Stack: ({ named, call }) => {
    const given = named.get('xs') ?? named.get('x');
    if (numberIn(named.get('axis')) !== 0 || (given?.kind !== 'list' && given?.kind !== 'tuple')) return undefined;
    const parts = given.items.map((item) => raggedOf(call, item));
    const like = parts.find((part) => part instanceof RaggedValue);
    return like && joinRows(parts, new RaggedValue([[0], ...like.splits], like.flat));
  },
  ExpandDims: ({ named }) => {
    const x = named.get('x');
    if (!(x instanceof RaggedValue)) return undefined;
    const axis = numberIn(named.get('axis'));
    if (axis === 0) return new RaggedValue([[0, x.rows], ...x.splits], x.flat, [x.rows, ...x.uniform]);
    if (axis === -1 || axis === x.shape.length)
      return x.withFlat(x.flat.like([...x.flat.shape, 1], x.dtype, x.flat.elements));
    return undefined;
  },
  Take: ({ named, call, apply }) => {
    const [x, indices] = [named.get('x'), named.get('indices')];
    if (x instanceof RaggedValue && indices && !(indices instanceof RaggedValue)) {
      const places = raggedOf(call, indices);
      const numbers = places instanceof ArrayValue ? places.elements?.map((one) => Number(numberOf(one))) : undefined;
      if (!numbers || !(places instanceof ArrayValue) || numbers.some((one) => !(one >= 0 && one < x.rows)))
        return undefined;
      return places.shape?.length === 0 ? x.row(numbers[0]!) : pickRows(x, numbers);
    }
    if (!(indices instanceof RaggedValue) || x instanceof RaggedValue) return undefined;
    const made = apply({ indices: indices.flat });
    return made instanceof ArrayValue && made.shape ? indices.withFlat(made) : undefined;
  },
  Tile: ({ named, interpreter }) => {
    const [x, times] = [named.get('x'), named.get('repeats')];
    const items = times && interpreter.iterate(times);
    const [first, second] = items ? [...items].map(numberIn) : [];
    if (!(x instanceof RaggedValue) || x.splits.length !== 1 || first !== 1 || second === undefined) return undefined;
    const rows = [...x.iterate()] as ArrayValue[];
    return raggedOfRows(
      rows.map((row) => joinedRow(Array<ArrayValue>(second).fill(row), x)),
      x.flat,
    );
  },
  Size: ({ named, apply }) => {
    const x = named.get('x');
    return x instanceof RaggedValue ? apply({ x: x.flat }) : undefined;
  },
  BooleanMask: ({ named, call }) => {
    const [x, mask] = [named.get('x'), named.get('mask')];
    return x && mask ? masked(call, raggedOf(call, x), raggedOf(call, mask)) : undefined;
  },
  Flip: ({ named, apply }) => {
    const x = named.get('x');
    const axis = named.get('axis');
    const only = axis && (axis.kind === 'list' || axis.kind === 'tuple') ? axis.items[0] : axis;
    if (!(x instanceof RaggedValue) || x.splits.length !== 1 || numberIn(only) !== 1) return undefined;
    return raggedOfRows(
      [...x.iterate()].map((row) => apply({ x: row, axis: new ListValue([int(0)]) })),
      x.flat,
    );
  },
  Where: ({ named, apply }) => {
    const [condition, a, b] = [named.get('condition'), named.get('x1'), named.get('x2')];
    if (!(condition instanceof RaggedValue) || a === undefined || b === undefined || a.kind === 'none')
      return undefined;
    const flat = (value: Value): Value =>
      value instanceof RaggedValue && value.splits.join('|') === condition.splits.join('|') ? value.flat : value;
    const [x1, x2] = [flat(a), flat(b)];
    if (x1 instanceof RaggedValue || x2 instanceof RaggedValue) return undefined;
    const made = apply({ condition: condition.flat, x1, x2 });
    return made instanceof ArrayValue && made.shape ? condition.withFlat(made) : undefined;
  },
};

/** Whether a ragged tensor is among these, in lists too. */
export const hasRagged = (values: readonly Value[]): boolean =>
  values.some(
    (value) =>
      isRagged(value) ||
      ((value.kind === 'list' || value.kind === 'tuple') && value.items.some((item) => isRagged(item))),
  );
