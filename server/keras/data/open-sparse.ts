/** A sparse tensor of which only the kind is known. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { ClassValue, Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { sparseClass } from './sparse.ts';
import { tensorShapeOf } from './tensor-shapes.ts';

export class OpenSparse extends HostValue {
  readonly typeName = 'SparseTensor';
  readonly shape: Shape;
  readonly dtype: string | undefined;
  constructor(shape: Shape, dtype: string | undefined) {
    super();
    this.shape = shape;
    this.dtype = dtype;
  }
  override pythonClass(): ClassValue {
    return sparseClass;
  }
  get dense(): ArrayValue {
    return new ArrayValue({ shape: this.shape, dtype: this.dtype, library: 'tensorflow' });
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'shape') return tensorShapeOf(this.shape);
    if (name === 'values')
      return new ArrayValue({ shape: this.shape.slice(-1), dtype: this.dtype, library: 'tensorflow' });
    if (name === 'dtype' && this.dtype !== undefined) return new DtypeValue(this.dtype, 'tensorflow');
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a sparse tensor is not worked out');
  }
  override truth(): undefined {
    return undefined;
  }
}
