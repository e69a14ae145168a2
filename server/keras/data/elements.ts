/** Elements of data sets: arrays in tuples, lists and dicts. */
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toArray } from '../../python/library/arrays/conversion.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { payForElements } from '../../python/library/arrays/library-call.ts';
import { OpenRagged } from './open-ragged.ts';
import { RaggedValue } from './ragged.ts';
import { tensorShapeOf } from './tensor-shapes.ts';
import { keepsDtype } from '../../python/library/arrays/creation.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import type { CompareOperator } from '../../python/syntax/tree.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  bool,
  ClassValue,
  DictValue,
  int,
  ListValue,
  NONE,
  str,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { isUndetermined, undetermined } from '../../python/domain/undetermined.ts';

/** How the names of sizes begin that each image file decides for itself. */
export const imageSymbol = 'image';

/** Sizes that differ from element to element are None in a data set. */
export function withoutFileSizes(shape: Shape): Dimension[] {
  return shape.map((dimension) =>
    dimension !== null &&
    typeof dimension === 'object' &&
    dimension.symbols.some((name) => name.startsWith(`${imageSymbol} `))
      ? null
      : dimension,
  );
}

/** A ragged tensor, or what is known of one. */
export type Ragged = RaggedValue | OpenRagged;

export const isRagged = (value: Value): value is Ragged => value instanceof RaggedValue || value instanceof OpenRagged;

/**
 * The element with each of its arrays changed, and its ragged tensors where `ragged` says how. What is neither of these
 * nor a structure stays.
 */
export function mapElement(
  element: Value,
  change: (leaf: ArrayValue) => Value,
  ragged: (leaf: Ragged) => Value = (leaf) => leaf,
): Value {
  if (element instanceof ArrayValue) return change(element);
  if (isRagged(element)) return ragged(element);
  if (element instanceof KerasTensor)
    return change(new ArrayValue({ shape: element.shape, dtype: element.dtype, library: 'tensorflow' }));
  switch (element.kind) {
    case 'tuple':
      return new TupleValue(
        element.items.map((item) => mapElement(item, change, ragged)),
        element.namedBy,
      );
    case 'list':
      return new ListValue(
        element.items.map((item) => mapElement(item, change, ragged)),
        element.summary,
      );
    case 'dict': {
      const entries = new Map(
        [...element.entries].map(
          ([key, [name, value]]) => [key, [name, mapElement(value, change, ragged)] as const] as const,
        ),
      );
      const made = new DictValue(entries, element.typeName);
      made.summary = element.summary;
      return made;
    }
    default:
      return element;
  }
}

export function withShape(leaf: ArrayValue, change: (shape: Shape) => readonly Dimension[]): ArrayValue {
  return new ArrayValue({
    shape: leaf.shape && change(leaf.shape),
    dtype: leaf.dtype,
    library: 'tensorflow',
    reason: leaf.reason,
    classes: leaf.classes,
  });
}

/**
 * A structure of data as a structure of tensors: numbers and lists of numbers become arrays. `tuple` and `dict` are
 * structure, a list is data.
 */
export function tensorsOf(interpreter: Interpreter, value: Value): Value {
  interpreter.spend();
  if (isRagged(value)) return value;
  switch (value.kind) {
    case 'tuple':
      return new TupleValue(value.items.map((item) => tensorsOf(interpreter, item)));
    case 'dict': {
      const made = new DictValue(
        new Map(
          [...value.entries].map(
            ([key, [name, entry]]) => [key, [name, tensorsOf(interpreter, entry)] as const] as const,
          ),
        ),
      );
      made.summary = value.summary;
      return made;
    }
    case 'top':
    case 'symbol':
    case 'one-of':
      return undetermined(value.reason, { name: value.name });
    default: {
      const data = toArray(interpreter, value);
      if (isUndetermined(data)) return data;
      payForElements(interpreter, data);
      const isPython = !(value instanceof ArrayValue) && !keepsDtype(value);
      const dtype =
        data.dtype === 'object'
          ? dtypeOfObjects(data)
          : isPython && data.dtype === 'float64'
            ? 'float32'
            : isPython && data.dtype === 'int64'
              ? 'int32'
              : data.dtype;
      return new ArrayValue({
        shape: data.shape,
        dtype,
        elements: dtype === undefined ? undefined : dtype === 'string' ? data.elements : castAll(data.elements, dtype),
        library: 'tensorflow',
        reason: data.reason,
        classes: data.classes,
      });
    }
  }
}

/** An array of objects that are all texts is a tensor of texts. */
function dtypeOfObjects({ elements, isRagged }: ArrayValue): string | undefined {
  if (isRagged || !elements?.length) return undefined;
  return elements.every(({ kind }) => kind === 'str' || kind === 'bytes') ? 'string' : undefined;
}

/** A ragged tensor of which only the kind is known, with another shape, as many of whose axes are ragged. */
export const withRaggedShape = (leaf: Ragged, change: (shape: Shape) => Shape, ranks: number): OpenRagged =>
  new OpenRagged({ shape: change(leaf.shape), dtype: leaf.dtype, raggedRank: raggedRankOf(leaf) + ranks });

export const raggedRankOf = (leaf: Ragged): number =>
  leaf instanceof OpenRagged ? leaf.raggedRank : leaf.splits.length;

/** All arrays, in order; undefined where a part is not known. */
export function leavesOf(element: Value): ArrayValue[] | undefined {
  if (element instanceof ArrayValue) return [element];
  const parts =
    element.kind === 'tuple' || element.kind === 'list'
      ? element.items
      : element.kind === 'dict'
        ? [...element.entries.values()].map(([, value]) => value)
        : undefined;
  if (!parts) return undefined;
  const leaves: ArrayValue[] = [];
  for (const part of parts) {
    const inner = leavesOf(part);
    if (!inner) return undefined;
    leaves.push(...inner);
  }
  return leaves;
}

/** `tf.TensorSpec`; what makes them is put there by who declares the function. */
export const tensorSpecType = new ClassValue({
  name: 'TensorSpec',
  qualifiedName: 'tensorflow.TensorSpec',
  construct: (interpreter, cls, args) => {
    const make = cls.attributes.get('__make__');
    return make?.kind === 'native'
      ? make.implementation(interpreter, args)
      : interpreter.unknown('what the class makes is not known');
  },
});

/** `tf.TensorSpec(shape, dtype)`: what `element_spec` is made of. */
export class TensorSpecValue extends HostValue {
  readonly typeName = 'TensorSpec';
  readonly shape: Shape | undefined;
  readonly dtype: string | undefined;
  /** Its own name; null: it has none. undefined: not known. */
  readonly specName: string | null | undefined;
  constructor(shape: Shape | undefined, dtype: string | undefined, specName: string | null | undefined = null) {
    super();
    this.shape = shape;
    this.dtype = dtype;
    this.specName = specName;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'shape':
        return this.shape ? tensorShapeOf(this.shape) : interpreter.unknown('the shape is not known');
      case 'dtype':
        return this.dtype === undefined
          ? interpreter.unknown('the dtype is not known')
          : new DtypeValue(this.dtype, 'tensorflow');
      case 'name':
        return this.specName === null
          ? NONE
          : this.specName === undefined
            ? interpreter.unknown('the name is not known')
            : str(this.specName);
      case 'rank':
        return this.shape ? int(this.shape.length) : interpreter.unknown('the shape is not known');
      default:
        return undefined;
    }
  }
  override pythonClass(): ClassValue {
    return tensorSpecType;
  }
  override compare(_interpreter: Interpreter, operator: CompareOperator, other: Value): Value | undefined {
    if ((operator !== '==' && operator !== '!=') || !(other instanceof TensorSpecValue)) return undefined;
    const [a, b] = [this.text(), other.text()];
    return other === this || (a !== undefined && b !== undefined) ? bool((a === b) === (operator === '==')) : undefined;
  }
  override truth(): boolean {
    return true;
  }
  override text(): string | undefined {
    const { shape, dtype, specName } = this;
    if (
      specName === undefined ||
      dtype === undefined ||
      !shape?.every((size) => size === null || typeof size === 'number')
    )
      return undefined;
    const sizes = shape.map((size) => size ?? 'None').join(', ');
    return `TensorSpec(shape=(${sizes}${shape.length === 1 ? ',' : ''}), dtype=tf.${dtype}, name=${specName === null ? 'None' : `'${specName}'`})`;
  }
}
