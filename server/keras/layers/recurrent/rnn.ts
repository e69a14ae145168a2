/** RNN runs any cell over a sequence; StackedRNNCells makes one cell of several. */
import { InstanceValue, ListValue, type Value } from '../../../python/domain/value.ts';
import { formatShape, type Dimension } from '../../../shapes/dimension.ts';
import { productOf, sumOf } from '../../costs.ts';
import { flatten } from '../../nests.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  listOf,
  tupleOf,
  type LayerArguments,
  type Nest,
  type TensorSpec,
} from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { checkEach, described } from '../refusals.ts';
import { layerOf } from '../tracking.ts';
import { insideMacs } from './inside.ts';
import {
  cellAttribute,
  isNested,
  outputSizeOf,
  plainAttribute,
  stateSizesOf,
  surelyLacks,
  type StateSizes,
} from './cell-attributes.ts';
import { KERAS_2_LOOP, RNN } from './parameters.ts';
import {
  CALL_PARAMETERS,
  checkBatch,
  checkStateful,
  isTimeMajor,
  loopOutput,
  sequenceOf,
  sequenceShape,
} from './sequences.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../../python/domain/undetermined.ts';

/** LayerError where the value surely is no cell: a cell has call() and state_size. */
function checkCell(layer: string, parameter: string, cell: Value): void {
  if (isUndetermined(cell)) return;
  const refuse = (what: Message): LayerError => new LayerError('bad-cell', words`${layer}: ${what}.`, { parameter });
  if (cell.kind !== 'instance') throw refuse(words`a cell must have a call method, but this is ${described(cell)}`);
  const name = cell.cls.name;
  if (surelyLacks(cell, 'call')) throw refuse(words`a cell must have a call method, and ${name} has none`);
  if (surelyLacks(cell, 'state_size'))
    throw refuse(
      words`a cell must have a state_size attribute (an integer, or a list with one for each state), and ${name} has none`,
    );
}

/** `RNN([cell, cell])` means the stacked cells. */
function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tuple') return value.items;
  if (value.kind !== 'list') return undefined;
  if (value.summary) throw new Undecided(value.summary.reason);
  return value.items;
}

function stateSpecs(batch: Dimension, sizes: StateSizes): Nest<TensorSpec> {
  return isNested(sizes) ? listOf(sizes.map((size) => stateSpecs(batch, size))) : { shape: [batch, sizes] };
}

const CELL = 'cell';

/** The cell as a value: the one that was passed, or the stack that is made of a list. */
function cellOf(args: LayerArguments, layer: LayerState): Value {
  const built = layer.kept.get(CELL);
  return built && 'instance' in built ? built.instance : args.value('cell');
}

/** The state size must be an int or a list of ints. */
function checkStateSize(cell: Value): void {
  const value = cellAttribute(cell, 'state_size', plainAttribute);
  if (!value || !['none', 'float', 'str', 'dict'].includes(value.kind)) return;
  throw new LayerError(
    'bad-cell',
    words`RNN: state_size of the cell must be an integer, or a list or tuple of integers (one for each state), but it is ${described(value)}.`,
    { parameter: 'cell' },
  );
}

export const rnn = defineLayer({
  name: 'RNN',
  family: 'recurrent',
  parameters: RNN,
  keras2Defaults: KERAS_2_LOOP,
  callParameters: CALL_PARAMETERS,
  validate: (args) => {
    const cell = args.value('cell');
    const items = itemsOf(cell);
    for (const item of items ?? [cell]) checkCell('RNN', 'cell', item);
    checkStateSize(cell);
  },
  terms: (args, input) => ({ timesteps: input.at(isTimeMajor(args) ? 0 : 1) }),
  multiplyAccumulates: ({ timesteps }, output, layer) => productOf([timesteps, insideMacs(layer?.children[0], output)]),
  build: (builder, args, layer, inputs) => {
    const shape = flatten(inputs)[0]?.shape;
    if (!shape) throw new Undecided('the shape of the input is not known');
    const sequence = sequenceOf(shape, isTimeMajor(args));
    const value = args.value('cell');
    const cell = itemsOf(value) ? builder.create('StackedRNNCells', undefined, { cells: value }) : args.layer('cell');
    if (cell) {
      layer.kept.set(CELL, cell);
      builder.track(cell);
      builder.build(cell, { shape: [sequence.batch, ...sequence.step] });
    } else if (!(value instanceof InstanceValue)) {
      throw new Undecided('the cell is not known');
    }
    checkStateful('RNN', args, shape, sequence);
  },
  output: (args, call, layer) => {
    const shape = sequenceShape(args, call);
    if (shape.length < 2)
      throw new LayerError(
        'rank-mismatch',
        words`RNN takes a sequence (batch, timesteps, …), but got ${formatShape(shape)}.`,
      );
    const sequence = sequenceOf(shape, isTimeMajor(args));
    checkBatch('RNN', args, layer.buildInput, sequence);
    const cell = cellOf(args, layer);
    const read = (object: Value, name: string): Value | undefined => call.attribute(object, name);
    const states = stateSizesOf(cell, read).map((sizes) => stateSpecs(sequence.batch, sizes));
    return loopOutput(args, sequence, [outputSizeOf(cell, read, args.kerasVersion)], states);
  },
  attributes: {
    // Of a list Keras makes a stack at once.
    cell: (args, layer) => {
      const cell = cellOf(args, layer);
      return cell.kind === 'list' || cell.kind === 'tuple' ? new Top('the stack of its cells is not made yet') : cell;
    },
  },
});

function cellsOf(args: LayerArguments): readonly Value[] {
  const cells = itemsOf(args.value('cells'));
  if (!cells) throw new Undecided('the cells are not known');
  return cells;
}

export const stackedRnnCells = defineLayer({
  name: 'StackedRNNCells',
  family: 'recurrent',
  parameters: { cells: REQUIRED },
  callParameters: ['inputs', 'states', 'training'],
  multiplyAccumulates: (_terms, output, layer) =>
    layer && sumOf(cellsOf(layer.args).map((cell) => insideMacs(layerOf(cell), output))),
  validate: (args) => {
    for (const cell of cellsOf(args)) checkEach(() => checkCell('StackedRNNCells', 'cells', cell));
  },
  build: (builder, args, _layer, inputs) => {
    let input = inputs;
    const batch = flatten(inputs)[0]?.shape?.[0] ?? null;
    for (const value of cellsOf(args)) {
      const cell = layerOf(value);
      if (cell) {
        builder.build(cell, input);
      } else if (!(value instanceof InstanceValue)) {
        throw new Undecided('a cell is not known');
      }
      input = { shape: [batch, outputSizeOf(value, (object, name) => builder.attribute(object, name))] };
    }
  },
  output: (args, call) => {
    const [batch = null] = call.shape;
    const cells = cellsOf(args);
    const last = cells.at(-1);
    if (!last) throw new Undecided('there are no cells');
    const read = (object: Value, name: string): Value | undefined => call.attribute(object, name);
    const states = cells.map((cell) => {
      const sizes = stateSizesOf(cell, read);
      const [first] = sizes;
      return stateSpecs(batch, sizes.length === 1 && first !== undefined ? first : sizes);
    });
    const [only] = states;
    return tupleOf<TensorSpec>([
      { shape: [batch, outputSizeOf(last, read)] },
      states.length === 1 && only ? only : listOf(states),
    ]);
  },
  attributes: {
    state_size: (args) => {
      const cells = cellsOf(args);
      if (cells.reduce((sum, cell) => sum + cellsIn(cell), 0) > MOST_CELLS)
        throw new Undecided('the cells are too many to list their sizes');
      return new ListValue(cells.map((cell) => cellAttribute(cell, 'state_size', plainAttribute) ?? unknownSize()));
    },
    output_size: (args) => {
      const last = cellsOf(args).at(-1);
      const size = last && cellAttribute(last, 'output_size', plainAttribute);
      if (size && size.kind !== 'none') return size;
      const state = last && cellAttribute(last, 'state_size', plainAttribute);
      return (state?.kind === 'list' || state?.kind === 'tuple' ? state.items[0] : state) ?? unknownSize();
    },
  },
});

const unknownSize = (): Undetermined => new Top('the sizes of the cell are not known');

/** More cells in cells in a cell are not listed: in a tower of stacks of two they double with each level. */
const MOST_CELLS = 10_000;
const counted = new WeakMap<LayerState, number>();

/** How many cells a cell is that may itself be a stack. */
function cellsIn(cell: Value): number {
  const layer = layerOf(cell);
  if (layer?.definition !== stackedRnnCells) return 1;
  let count = counted.get(layer);
  if (count === undefined) {
    count = cellsOf(layer.args).reduce((sum, one) => sum + cellsIn(one), 1);
    counted.set(layer, count);
  }
  return count;
}
