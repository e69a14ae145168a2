/**
 * A ragged tensor of which only the kind is known: what TensorFlow infers of the elements of a data set, and
 * `tf.RaggedTensorSpec`, which says it.
 */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { bool, ClassValue, int, type NativeFunction, type Value } from '../../python/domain/value.ts';
import type { CompareOperator } from '../../python/syntax/tree.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { bind, define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { raggedClass } from './ragged.ts';
import { tensorShapeOf } from './tensor-shapes.ts';
import { accesses } from './variables.ts';

export interface RaggedKind {
  /** None along the ragged axes. */
  readonly shape: Shape;
  readonly dtype: string | undefined;
  /** How many axes have rows of different lengths. 0: one row, which is a tensor. */
  readonly raggedRank: number;
}

/** A size that differs from one to the next: None where TensorFlow only infers it. */
const openSize = (): Dimension => (accesses.inGraph ? null : describedSymbol('size'));

const tensor = (shape: Shape, dtype: string | undefined): ArrayValue =>
  new ArrayValue({ shape, dtype, library: 'tensorflow', reason: words`the rows are not known` });

export class OpenRagged extends HostValue implements RaggedKind {
  readonly typeName = 'RaggedTensor';
  readonly shape: Shape;
  readonly dtype: string | undefined;
  readonly raggedRank: number;

  constructor({ shape, dtype, raggedRank }: RaggedKind) {
    super();
    this.shape = shape;
    this.dtype = dtype;
    this.raggedRank = raggedRank;
  }

  override pythonClass(): ClassValue {
    return raggedClass;
  }
  /** All items, with the axes that are the same everywhere behind the first. */
  get flat(): ArrayValue {
    return tensor([openSize(), ...this.shape.slice(this.raggedRank + 1)], this.dtype);
  }
  withFlat(flat: ArrayValue): OpenRagged {
    const inner = flat.shape?.slice(1) ?? [];
    const shape = [...this.shape.slice(0, this.raggedRank + 1), ...inner];
    return new OpenRagged({ shape, dtype: flat.dtype, raggedRank: this.raggedRank });
  }
  /** As a tensor where it has no ragged axis. */
  get plain(): OpenRagged | ArrayValue {
    return this.raggedRank === 0 ? tensor(this.shape, this.dtype) : this;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method) return bind(this, method);
    switch (name) {
      case 'shape':
        return tensorShapeOf(this.shape);
      case 'dtype':
        return dtypeValue(interpreter, this.dtype);
      case 'ragged_rank':
        return int(this.raggedRank);
      case 'flat_values':
        return this.flat;
      case 'values':
        return this.raggedRank === 1 ? this.flat : interpreter.unknown('the rows are not known');
      default:
        return name.startsWith('__')
          ? undefined
          : interpreter.unknown(words`what .${name} of a ragged tensor gives is not worked out`);
    }
  }
  override truth(): undefined {
    return undefined;
  }
}

const dtypeValue = (interpreter: Interpreter, dtype: string | undefined): Value =>
  dtype === undefined ? interpreter.unknown('the dtype is not known') : new DtypeValue(dtype, 'tensorflow');

function self(call: LibraryCall): OpenRagged {
  const value = call.required('self');
  if (value instanceof OpenRagged) return value;
  throw new NotDecided('the ragged tensor is not known');
}

const METHODS: Readonly<Record<string, NativeFunction>> = {
  to_tensor: define('to_tensor', 'self default_value name shape', (call) => {
    const { shape, dtype } = self(call);
    const stated = call.optional('shape') && call.shape('shape');
    return tensor(
      shape.map((size, axis) => {
        const own = stated?.[axis];
        return typeof own === 'number' && own >= 0 ? own : (size ?? openSize());
      }),
      dtype,
    );
  }),
  row_lengths: define('row_lengths', 'self axis name', (call) =>
    call.integer('axis', 1) === 1
      ? tensor(self(call).shape.slice(0, 1), 'int64')
      : call.unknown('the lengths of inner rows are not worked out'),
  ),
  nrows: define('nrows', 'self out_type name', (call) => tensor([], call.dtype('out_type', 'int64'))),
  get_shape: define('get_shape', 'self', (call) => tensorShapeOf(self(call).shape)),
};

/** `tf.RaggedTensorSpec` */
export class RaggedSpecValue extends HostValue {
  readonly typeName = 'RaggedTensorSpec';
  readonly ragged: RaggedKind;
  constructor(ragged: RaggedKind) {
    super();
    this.ragged = ragged;
  }
  override pythonClass(): ClassValue {
    return raggedSpecClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'shape':
        return tensorShapeOf(this.ragged.shape);
      case 'dtype':
        return dtypeValue(interpreter, this.ragged.dtype);
      case 'ragged_rank':
        return int(this.ragged.raggedRank);
      case 'row_splits_dtype':
        return new DtypeValue('int64', 'tensorflow');
      default:
        return name.startsWith('__') ? undefined : interpreter.unknown('this of a specification is not worked out');
    }
  }
  override compare(_interpreter: Interpreter, operator: CompareOperator, other: Value): Value | undefined {
    if ((operator !== '==' && operator !== '!=') || !(other instanceof RaggedSpecValue)) return undefined;
    const [a, b] = [this.text(), other.text()];
    return other === this || (a !== undefined && b !== undefined) ? bool((a === b) === (operator === '==')) : undefined;
  }
  override truth(): boolean {
    return true;
  }
  override text(): string | undefined {
    const { shape, dtype, raggedRank } = this.ragged;
    if (dtype === undefined || !shape.every((size) => size === null || typeof size === 'number')) return undefined;
    const sizes = shape.map((size) => size ?? 'None').join(', ');
    return `RaggedTensorSpec(TensorShape([${sizes}]), tf.${dtype}, ${raggedRank}, tf.int64)`;
  }
}

const makeSpec = define('RaggedTensorSpec', 'shape dtype ragged_rank row_splits_dtype flat_values_spec', (call) => {
  const given = call.optional('shape');
  const shape = given && toShapeTuple(call.interpreter, given);
  if (!shape || call.optional('flat_values_spec')) return call.unknown('the shape is not known');
  const splits = call.dtype('row_splits_dtype', 'int64');
  if (splits !== 'int64') return call.unknown('other rows are not worked out');
  const raggedRank = call.integer('ragged_rank', shape.length - 1);
  return new RaggedSpecValue({ shape, dtype: call.dtype('dtype', 'float32'), raggedRank });
});

export const raggedSpecClass = new ClassValue({
  name: 'RaggedTensorSpec',
  qualifiedName: 'tensorflow.RaggedTensorSpec',
  construct: (interpreter, _cls, args) => makeSpec.implementation(interpreter, args),
});
