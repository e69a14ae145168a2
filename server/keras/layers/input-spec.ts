/** `InputSpec`: what a layer of the program's own says it takes, in `self.input_spec`. */
import { ClassValue, type InstanceValue, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { formatDimension, formatShape, sameDimension, type Shape } from '../../shapes/dimension.ts';
import { flatten, isDict } from '../nests.ts';
import { refusing } from './create.ts';
import { LayerError, type Nest, type TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { shapeOf, sizeOf } from './values.ts';
import { joined, type Text, words } from '../../words/message.ts';

const PARAMETERS = [
  'dtype',
  'shape',
  'ndim',
  'max_ndim',
  'min_ndim',
  'axes',
  'allow_last_axis_squeeze',
  'name',
  'optional',
];
const QUALIFIED_NAME = 'keras.layers.InputSpec';

/** The class; an instance has each argument as an attribute. Keras takes as `axes` only a dict. */
export function createInputSpec(object: ClassValue): ClassValue {
  const initialize = new NativeFunction('__init__', (interpreter, args) => {
    const [self, ...positional] = args.positional;
    if (self?.kind !== 'instance') return NONE;
    for (const [index, name] of PARAMETERS.entries()) {
      const missing = args.incomplete ? interpreter.unknown(args.incomplete.reason) : NONE;
      self.attributes.set(name, positional[index] ?? args.keywords.get(name) ?? missing);
    }
    const axes = self.attributes.get('axes');
    if ((axes?.kind === 'list' || axes?.kind === 'tuple') && axes.items.length > 0)
      refusing(interpreter, undefined, () => {
        throw new LayerError(
          'bad-argument',
          words`InputSpec: axes must be a dict from axis to size ({-1: 8}), not a list.`,
          { parameter: 'axes', exceptionType: 'IndexError' },
        );
      });
    return NONE;
  });
  return new ClassValue({
    name: 'InputSpec',
    qualifiedName: QUALIFIED_NAME,
    bases: [object],
    attributes: new Map<string, Value>([['__init__', initialize]]),
  });
}

/** @throws LayerError where an input surely is not what the layer's own `input_spec` asks for. */
export function checkInputSpec(layer: LayerState, inputs: Nest<TensorSpec>): void {
  const stated = layer.instance.attributes.get('input_spec');
  if (!stated || isDict(inputs)) return;
  const specs = specsIn(stated);
  const given = flatten(inputs);
  if (!specs) return;
  if (specs.length !== given.length) {
    const shapes = joined(
      given.map(({ shape }) => (shape ? formatShape(shape) : words`an unknown shape`)),
      ', ',
    );
    throw new LayerError(
      'expects-one-input',
      words`${layer.className} "${layer.name}" expects ${specs.length} input(s), as its input_spec says, but it received ${given.length} input tensors: ${shapes}.`,
    );
  }
  for (const [index, spec] of specs.entries()) {
    const tensor = given[index];
    if (spec && tensor) checkTensor(layer, spec, tensor);
  }
}

/** The specs of all inputs, undefined for one without; undefined as a whole where not all are known. */
function specsIn(value: Value): (InstanceValue | undefined)[] | undefined {
  if (value.kind === 'list' || value.kind === 'tuple') {
    if ((value.kind === 'list' && value.summary) || value.items.length === 0) return undefined;
    const inner = value.items.map((item) => (item.kind === 'none' ? [undefined] : specsIn(item)));
    return inner.some((one) => one === undefined) ? undefined : inner.flatMap((one) => one ?? []);
  }
  return value.kind === 'instance' && value.cls.qualifiedName === QUALIFIED_NAME ? [value] : undefined;
}

function checkTensor(layer: LayerState, spec: InstanceValue, { shape, dtype }: TensorSpec): void {
  const refuse = (code: string, expected: Text, found: string): never => {
    throw new LayerError(
      code,
      words`${layer.className} "${layer.name}" cannot take an input of shape ${shape ? formatShape(shape) : words`unknown`}: its input_spec says expected ${expected}, found ${found}.`,
    );
  };
  const size = (name: string): number | undefined => numberOf(spec.attributes.get(name));
  const wantedType = spec.attributes.get('dtype');
  // A float of another width is cast on the way in.
  const isCast = /^b?float/.test(dtype ?? '') && wantedType?.kind === 'str' && /^b?float/.test(wantedType.value);
  if (wantedType?.kind === 'str' && dtype !== undefined && dtype !== wantedType.value && !isCast)
    refuse('dtype-mismatch', `dtype=${wantedType.value}`, `dtype=${dtype}`);
  const squeezes = spec.attributes.get('allow_last_axis_squeeze');
  const isStrict = squeezes === undefined || squeezes.kind === 'none' || (squeezes.kind === 'bool' && !squeezes.value);
  if (!shape || !isStrict) return;

  const wanted = shapeOf(spec.attributes.get('shape') ?? NONE);
  const rank = wanted?.length ?? size('ndim');
  const [least, most] = [size('min_ndim'), size('max_ndim')];
  if (rank !== undefined && shape.length !== rank) refuse('rank-mismatch', `ndim=${rank}`, `ndim=${shape.length}`);
  if (least !== undefined && shape.length < least) refuse('rank-mismatch', `min_ndim=${least}`, `ndim=${shape.length}`);
  if (most !== undefined && shape.length > most) refuse('rank-mismatch', `max_ndim=${most}`, `ndim=${shape.length}`);
  for (const [axis, value] of axesOf(spec)) {
    const dimension = shape.at(axis);
    if (dimension !== undefined && dimension !== null && sameDimension(dimension, value) === 'different')
      refuse(
        'size-mismatch',
        words`axis ${axis} of the input shape to have value ${value}`,
        formatDimension(dimension),
      );
  }
  if (wanted && differs(wanted, shape))
    refuse('size-mismatch', `shape=${formatShape(wanted)}`, `shape=${formatShape(shape)}`);
}

function differs(wanted: Shape, shape: Shape): boolean {
  return wanted.some(
    (dimension, axis) => dimension !== null && sameDimension(dimension, shape[axis] ?? null) === 'different',
  );
}

function axesOf(spec: InstanceValue): [axis: number, size: number][] {
  const axes = spec.attributes.get('axes');
  if (axes?.kind !== 'dict') return [];
  return [...axes.entries.values()].flatMap(([key, value]): [number, number][] => {
    const [axis, size] = [numberOf(key), numberOf(value)];
    return axis === undefined || size === undefined ? [] : [[axis, size]];
  });
}

function numberOf(value: Value | undefined): number | undefined {
  const size = value?.kind === 'int' ? sizeOf(value) : undefined;
  return typeof size === 'number' ? size : undefined;
}
