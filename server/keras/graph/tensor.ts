import { type Axes, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { eitherShape } from '../../shapes/either.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../python/syntax/tree.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { defineState, kept, type State } from '../../python/domain/state.ts';
import { type ClassValue, int, str, TRUE, TupleValue, type Value } from '../../python/domain/value.ts';
import type { TensorSpec } from '../layers/definition.ts';
import { axesOf, specWith } from '../layers/spec-axes.ts';
import type { Node } from './node.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { type Content, withContent } from '../../python/library/arrays/content.ts';
import { isUndetermined, type Undetermined } from '../../python/domain/undetermined.ts';
import { dimensionValue, valueOfAxes } from '../../python/library/shape-value.ts';

const UNKNOWN_SHAPE = 'the shape of the tensor is not known';

/** What Python and NumPy may ask of a value, and a symbolic tensor does not have. */
export type SymbolicUse = 'truth' | 'length' | 'content' | 'item' | 'call';

/** What can be done with tensors by Python's operators; provided by the operations. */
export interface TensorOperators {
  /** The class of symbolic tensors; undefined where it is another one in each release. */
  readonly tensorClass: ClassValue | undefined;
  binary(
    interpreter: Interpreter,
    tensor: KerasTensor,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined;
  unary(interpreter: Interpreter, tensor: KerasTensor, operator: UnaryOperator, site?: Place): Value | undefined;
  compare(
    interpreter: Interpreter,
    tensor: KerasTensor,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined;
  getItem(interpreter: Interpreter, tensor: KerasTensor, index: Value, site?: Place): Value | undefined;
  attribute(interpreter: Interpreter, tensor: KerasTensor, name: string): Value | undefined;
  /**
   * The tensors along the first axis; undefined where their number is not known. Keras 3 refuses it for symbolic
   * tensors.
   */
  iterate(interpreter: Interpreter, tensor: KerasTensor): Iterable<Value> | undefined;
  /** Raises: a symbolic tensor has no value. */
  asNumber(interpreter: Interpreter, tensor: KerasTensor, type: 'int' | 'float' | 'index'): void;
  /** Raises in Keras 3, whose symbolic tensors refuse this use. */
  refuseUse(interpreter: Interpreter, tensor: KerasTensor, use: SymbolicUse): void;
}

/**
 * A symbolic tensor. `traced`: it stands for a real tensor inside a `call()` (or what a layer gives for data), so that
 * operations on it are no
 * rows of a model.
 */
export class KerasTensor extends HostValue implements Mutable {
  readonly typeName = 'KerasTensor';
  /** undefined: the number of axes, or one of them, is not known. */
  shape: Shape | undefined;
  /** What is known of its axes. */
  axes: Axes;
  readonly dtype: string;
  /** As rules of layers are told of it. */
  spec: TensorSpec & { readonly dtype: string };
  readonly traced: boolean;
  readonly operators: TensorOperators | undefined;
  /** Of a traced one: it is made of what is not known, which may be symbolic, so that it may be a part of a model. */
  readonly perhapsSymbolic: boolean;
  /** What made it; undefined for traced tensors and where branches differ. */
  node: Node | undefined;
  tensorIndex = 0;
  /** Of one that stands for data: what its numbers depend on, where that is followed (`arrays/content.ts`). */
  content: Content | undefined;
  /** Which steps count, where Keras keeps a mask with the tensor. */
  mask: KerasTensor | undefined;
  name: string | undefined;

  constructor(
    spec: TensorSpec & { dtype: string },
    options: {
      traced?: boolean;
      perhapsSymbolic?: boolean;
      operators?: TensorOperators | undefined;
      name?: string | undefined;
    } = {},
  ) {
    super();
    this.axes = axesOf(spec);
    this.shape = this.axes.shape;
    this.dtype = spec.dtype;
    this.spec = this.shape ? { shape: this.shape, dtype: this.dtype } : { ...specWith(this.axes), dtype: this.dtype };
    this.traced = options.traced ?? false;
    this.perhapsSymbolic = options.perhapsSymbolic ?? false;
    this.operators = options.operators;
    this.name = options.name;
  }

  get state(): State {
    return STATED;
  }
  /** `set_shape` of a traced tensor: sizes that the program promises; those that it has already it keeps. */
  promise(interpreter: Interpreter, stated: Shape): void {
    const { shape } = this;
    if (!this.traced || (shape && shape.length !== stated.length)) return;
    interpreter.touch(this);
    const known = stated.map((size, axis) => size ?? shape?.[axis] ?? null);
    this.axes = axesOf({ shape: known });
    this.shape = known;
    this.spec = { shape: known, dtype: this.dtype };
  }

  override pythonClass(): ClassValue | undefined {
    return this.traced ? undefined : this.operators?.tensorClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'shape':
        return this.operators?.attribute(interpreter, this, name) ?? valueOfAxes(this.axes, UNKNOWN_SHAPE);
      case 'ndim':
      case 'rank':
        // Told as any other attribute where a tensor of this Keras has none.
        this.operators?.attribute(interpreter, this, name);
        return this.axes.rank === undefined
          ? interpreter.unknown('the rank of the tensor is not known')
          : int(this.axes.rank);
      case 'dtype':
        return this.operators?.attribute(interpreter, this, name) ?? str(this.dtype);
      case 'name':
        return (
          this.operators?.attribute(interpreter, this, name) ?? (this.name === undefined ? undefined : str(this.name))
        );
      case '_keras_shape':
        return this.shape ? shapeValue(this.shape) : undefined;
      default:
        return this.operators?.attribute(interpreter, this, name);
    }
  }
  override isSymbolic(): boolean {
    return !this.traced || this.perhapsSymbolic;
  }
  /** Where nothing is known of its axes, it may stand for several tensors. */
  override isForeign(): boolean {
    return !this.axes.isUnknown;
  }
  override getItem(interpreter: Interpreter, index: Value, site?: Place): Value | undefined {
    return this.operators?.getItem(interpreter, this, index, site);
  }
  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined {
    return this.operators?.binary(interpreter, this, operator, other, reflected, site);
  }
  override unary(interpreter: Interpreter, operator: UnaryOperator, site?: Place): Value | undefined {
    return this.operators?.unary(interpreter, this, operator, site);
  }
  override compare(
    interpreter: Interpreter,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined {
    if (other.kind === 'none') return operator === '!=' ? TRUE : undefined;
    return this.operators?.compare(interpreter, this, operator, other, reflected, site);
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return this.operators?.iterate(interpreter, this);
  }
  /** What NumPy makes of it where it stands for data: the sizes are all there. */
  eagerArray(interpreter: Interpreter): ArrayValue | Undetermined {
    const { shape } = this;
    return this.traced && !this.perhapsSymbolic && shape?.every((size) => size !== null)
      ? withContent(new ArrayValue({ shape, dtype: this.dtype, library: 'numpy' }), this.content)
      : interpreter.unknown('the values in the array are not known');
  }
  override asNumber(interpreter: Interpreter, type: 'int' | 'float' | 'index'): void {
    if (!this.traced) this.operators?.asNumber(interpreter, this, type);
  }
  override truth(interpreter: Interpreter): boolean | undefined {
    this.#refuse(interpreter, 'truth');
    return undefined;
  }
  override asContent(interpreter: Interpreter): void {
    this.#refuse(interpreter, 'content');
  }
  override setItem(interpreter: Interpreter, _index: Value, _value: Value): boolean {
    this.#refuse(interpreter, 'item');
    return false;
  }
  override call(interpreter: Interpreter, _args: CallArguments): Value {
    this.#refuse(interpreter, 'call');
    return interpreter.unknown('what a call of a tensor gives is not known');
  }
  #refuse(interpreter: Interpreter, use: SymbolicUse): void {
    if (!this.traced) this.operators?.refuseUse(interpreter, this, use);
  }
  override length(interpreter: Interpreter): Value | undefined {
    this.#refuse(interpreter, 'length');
    const first = this.axes.at(0);
    return first === UNKNOWN_AXIS || first === null
      ? interpreter.unknown('the batch size is not known')
      : dimensionValue(first);
  }

  override join(other: Value): Value | undefined {
    if (!(other instanceof KerasTensor)) return undefined;
    const shape = eitherShape(this.shape, other.shape);
    return new KerasTensor(
      { ...(shape ? { shape } : specWith(this.axes.join(other.axes))), dtype: this.dtype },
      {
        traced: this.traced && other.traced,
        perhapsSymbolic: this.perhapsSymbolic || other.perhapsSymbolic,
        operators: this.operators,
      },
    );
  }
}

const STATED = defineState<Pick<KerasTensor, 'axes' | 'shape' | 'spec'>>(
  { axes: kept(), shape: kept(), spec: kept() },
  {
    join(a, b) {
      if (a.axes === b.axes) return a;
      const shape = eitherShape(a.shape, b.shape);
      const axes = shape ? axesOf({ shape }) : a.axes.join(b.axes);
      return { axes, shape, spec: { ...(shape ? { shape } : specWith(axes)), dtype: a.spec.dtype } };
    },
  },
);

/** Stands in a node for an input of which it is not known what made it: the model has layers that are not seen. */
export const ofUnknownOrigin = (operators: TensorOperators | undefined): KerasTensor =>
  new KerasTensor({ shape: undefined, dtype: 'float32' }, { operators });

/** The same tensor, made of what is not known. */
export const perhapsSymbolic = ({ spec, operators }: KerasTensor): KerasTensor =>
  new KerasTensor(spec, { traced: true, perhapsSymbolic: true, operators });

/** Whether it may be a part of a model, with layers before it that are not seen. */
export const isPerhapsSymbolic = (value: Value): boolean =>
  value instanceof KerasTensor ? value.perhapsSymbolic : isUndetermined(value) && value.ofTensors;

export { dimensionValue } from '../../python/library/shape-value.ts';
export const shapeValue = (shape: Shape): TupleValue => new TupleValue(shape.map(dimensionValue));
