/** The shape of a symbolic tensor in Keras 3: a tuple, which programs written for Keras 2 ask for more. */
import {
  int,
  NONE,
  ClassValue,
  ListValue,
  NativeFunction,
  PropertyValue,
  TupleValue,
  bool,
  type Value,
} from '../../python/domain/value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { productOfDimensions } from '../../shapes/reshape.ts';
import { dimensionValue } from '../graph/tensor.ts';
import { shapeOf } from '../layers/values.ts';

const method = (
  name: string,
  body: (interpreter: Interpreter, shape: Value & { kind: 'tuple' }, args: readonly Value[]) => Value,
): [string, NativeFunction] => [
  name,
  new NativeFunction(name, (interpreter, { positional: [self, ...rest] }) =>
    self?.kind === 'tuple' ? body(interpreter, self, rest) : interpreter.unknown('the shape is not known'),
  ),
];
const property = (name: string, body: (shape: Value & { kind: 'tuple' }) => Value): [string, PropertyValue] => [
  name,
  new PropertyValue(
    new NativeFunction(name, (interpreter, { positional: [self] }) =>
      self?.kind === 'tuple' ? body(self) : interpreter.unknown('the shape is not known'),
    ),
  ),
];
const itself = (_: Interpreter, shape: Value): Value => shape;
const fully = (shape: Value & { kind: 'tuple' }): boolean => shape.items.every((item) => item.kind !== 'none');

/** Programs written for Keras 2 ask it for as_list(), of which `asked` hears. */
export const tupleShapeClass = (
  base: ClassValue,
  asked: (interpreter: Interpreter, name: string) => void,
): ClassValue => {
  const cls: ClassValue = new ClassValue({
    name: base.name,
    qualifiedName: base.qualifiedName,
    bases: [base],
    attributes: new Map<string, Value>([
      method('as_list', (interpreter, shape) => {
        asked(interpreter, 'as_list');
        return new ListValue([...shape.items]);
      }),
      method('is_fully_defined', (_, shape) => bool(fully(shape))),
      method('num_elements', (interpreter, shape) => {
        const known = shapeOf(shape);
        const count = known && productOfDimensions(known);
        return count === undefined
          ? interpreter.unknown('the shape is not known')
          : count === null
            ? NONE
            : dimensionValue(count);
      }),
      method('concatenate', (interpreter, shape, [other]) => {
        const items = other && interpreter.iterate(other);
        return items ? new TupleValue([...shape.items, ...items], cls) : interpreter.unknown('the shape is not known');
      }),
      method('with_rank', itself),
      method('with_rank_at_least', itself),
      method('merge_with', itself),
      method('assert_has_rank', () => NONE),
      method('assert_is_compatible_with', () => NONE),
      method('assert_is_fully_defined', () => NONE),
      method('is_compatible_with', (interpreter) =>
        interpreter.unknown('whether the shapes are compatible is not worked out'),
      ),
      property('rank', (shape) => int(shape.items.length)),
      property('ndims', (shape) => int(shape.items.length)),
      property('dims', (shape) => new ListValue([...shape.items])),
    ]),
  });
  return cls;
};
