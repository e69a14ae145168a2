/** `Merge`: one class for what are Add, Concatenate and others since Keras 2. The package keras had it up to 2.1. */
import { Axes } from '../../../shapes/axes.ts';
import { add, type Dimension, formatShape, sameDimension, type Shape } from '../../../shapes/dimension.ts';
import { words } from '../../../words/message.ts';
import {
  defineLayer,
  type LayerArguments,
  type LayerCall,
  LayerError,
  type Nest,
  type TensorSpec,
  Undecided,
} from '../definition.ts';
import { listedAxes, wholeShapes } from '../merging/inputs.ts';
import { statedShapes } from '../core/stated-output.ts';

const ELEMENTWISE: readonly string[] = ['sum', 'mul', 'ave', 'max'];
const MODES: readonly string[] = [...ELEMENTWISE, 'concat', 'dot', 'cos'];

export const merge = defineLayer({
  name: 'Merge',
  family: 'merging',
  inReleases: { until: 2.1 },
  parameters: {
    layers: null,
    mode: 'sum',
    concat_axis: -1,
    dot_axes: -1,
    output_shape: null,
    output_mask: null,
    arguments: null,
    node_indices: null,
    tensor_indices: null,
  },
  calledAtInit: 'layers',
  validate: (args) => {
    if (args.value('mode').kind === 'str') modeOf(args);
  },
  output: (args, call) => {
    const all = listedAxes('Merge', call);
    if (args.value('mode').kind !== 'str') return ofFunction(args, call);
    const shapes = wholeShapes(all);
    if (!shapes) throw new Undecided('the shape of an input is not known');
    return Axes.of(merged(args, modeOf(args), shapes));
  },
});

function modeOf(args: LayerArguments): string {
  const mode = args.text('mode');
  if (MODES.includes(mode)) return mode;
  throw new LayerError(
    'bad-argument',
    words`Merge: the mode must be one of ${MODES.join(', ')}, but it is "${mode}".`,
    {
      parameter: 'mode',
    },
  );
}

/** A function of the program's, of which Keras asks for the shape. */
function ofFunction(args: LayerArguments, call: LayerCall): Nest<TensorSpec> {
  const stated = args.value('output_shape');
  if (args.value('mode').kind === 'none' || stated.kind === 'none')
    throw new Undecided('what its function gives is not followed');
  return statedShapes(stated, call);
}

function merged(args: LayerArguments, mode: string, shapes: readonly Shape[]): Shape {
  if (mode === 'concat') return joined(args.integer('concat_axis'), shapes);
  if (mode !== 'dot') requireSame(mode, shapes);
  return ELEMENTWISE.includes(mode) ? shapes[0]! : product(args, mode, shapes);
}

const differ = (a: Dimension, b: Dimension): boolean =>
  (a === null) !== (b === null) || sameDimension(a, b) === 'different';

function requireSame(mode: string, shapes: readonly Shape[]): void {
  const [first = [], ...others] = shapes;
  const other = others.find(
    (shape) => shape.length !== first.length || shape.some((size, axis) => differ(size, first[axis]!)),
  );
  if (other)
    throw new LayerError(
      'merge-shapes',
      words`Only layers of the same output shape can be merged using ${mode} mode, but they have ${formatShape(first)} and ${formatShape(other)}.`,
    );
}

function axisIn(shape: Shape, axis: number, parameter: string): number {
  const place = axis < 0 ? axis + shape.length : axis;
  if (place >= 0 && place < shape.length) return place;
  throw new LayerError('bad-axis', words`Merge: the shape ${formatShape(shape)} has no axis ${axis}.`, {
    parameter,
    exceptionType: 'IndexError',
  });
}

function joined(axis: number, shapes: readonly Shape[]): Shape {
  const places = shapes.map((shape) => axisIn(shape, axis, 'concat_axis'));
  const rest = shapes.map((shape, index) => shape.filter((_, at) => at !== places[index]));
  const other = rest.findIndex(
    (shape) => shape.length !== rest[0]!.length || shape.some((size, at) => differ(size, rest[0]![at]!)),
  );
  if (other >= 0)
    throw new LayerError(
      'merge-shapes',
      words`"concat" mode can only merge layers with matching output shapes except for the concat axis, but they have ${formatShape(shapes[0]!)} and ${formatShape(shapes[other]!)}.`,
    );
  const sizes = shapes.map((shape, index) => shape[places[index]!]!);
  const sum = sizes.reduce<Dimension>((total, size) => (total === null || size === null ? null : add(total, size)), 0);
  return shapes[0]!.map((size, at) => (at === places[0] ? sum : size));
}

function product(args: LayerArguments, mode: string, shapes: readonly Shape[]): Shape {
  const [first, second] = shapes as [Shape, Shape];
  if (shapes.length > 2) throw new LayerError('merge-shapes', words`${mode} merge takes exactly 2 layers.`);
  const given = args.value('dot_axes');
  const axes = given.kind === 'int' ? [args.integer('dot_axes'), args.integer('dot_axes')] : args.integers('dot_axes');
  const [a = 0, b = 0] = [axisIn(first, axes[0] ?? 0, 'dot_axes'), axisIn(second, axes[1] ?? 0, 'dot_axes')];
  if (differ(first[a]!, second[b]!))
    throw new LayerError(
      'merge-shapes',
      words`Merge: the axes that are multiplied must have one size, but the shapes are ${formatShape(first)} and ${formatShape(second)} and the axes ${a} and ${b}.`,
    );
  const output = [...first.filter((_, at) => at !== a), ...second.filter((_, at) => at !== b).slice(1)];
  return output.length === 1 ? [...output, 1] : output;
}
