/** LSTM, GRU and SimpleRNN, and their cells: one declaration for the arrays of a layer and its cell. */
import { ListValue, type Value } from '../../../python/domain/value.ts';
import type { Size } from '../../../shapes/dimension.ts';
import { productOf, sumOf } from '../../costs.ts';
import {
  LayerError,
  defineLayer,
  listOf,
  tupleOf,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerDefinition,
  type ParameterTable,
  type Output,
  type Terms,
} from '../definition.ts';
import { checkEach, described, requireKnown, sizeToBuild } from '../refusals.ts';
import * as parameters from './parameters.ts';
import {
  CALL_PARAMETERS,
  checkBatch,
  checkStateful,
  isTimeMajor,
  loopOutput,
  sequenceOf,
  sequenceShape,
  statesOf,
} from './sequences.ts';
import { wholeShape } from '../spec-axes.ts';
import type { Axes, Axis } from '../../../shapes/axes.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

/** What one kind of cell has in each step. */
interface CellKind {
  /** Public name of the layer, for messages. */
  readonly layer: string;
  /** Blocks of `units` columns in the kernels, in Keras's order: LSTM's i, f, c, o. */
  readonly gates: number;
  /** State vectors of `units` entries: LSTM has h and c. */
  readonly states: number;
  /** The bias's dimensions; undefined where there is none. */
  readonly bias: (args: LayerArguments) => readonly (string | readonly string[])[] | undefined;
  /** Further terms of the bias. */
  readonly biasTerms?: (args: LayerArguments) => Terms;
}

const gated: CellKind['bias'] = (args) => (args.flag('use_bias') ? [['gates', 'units']] : undefined);

const LSTM: CellKind = { layer: 'LSTM', gates: 4, states: 2, bias: gated };
/** With reset_after the recurrent part has a bias of its own: the second row. */
const GRU: CellKind = {
  layer: 'GRU',
  gates: 3,
  states: 1,
  bias: (args) =>
    args.flag('use_bias') ? [...(args.flag('reset_after') ? ['bias_rows'] : []), ['gates', 'units']] : undefined,
  biasTerms: (args): Terms => (args.flag('reset_after') ? { bias_rows: 2 } : {}),
};
const SIMPLE: CellKind = {
  layer: 'SimpleRNN',
  gates: 1,
  states: 1,
  bias: (args) => (args.flag('use_bias') ? ['units'] : undefined),
};
/** cuDNN has one bias for the input and one for the recurrent part, in one row. */
const CUDNN_LSTM: CellKind = {
  layer: 'CuDNNLSTM',
  gates: 4,
  states: 2,
  bias: () => [['biases', 'gates', 'units']],
  biasTerms: () => ({ biases: 2 }),
};
const CUDNN_GRU: CellKind = {
  layer: 'CuDNNGRU',
  gates: 3,
  states: 1,
  bias: () => [['biases', 'gates', 'units']],
  biasTerms: () => ({ biases: 2 }),
};

function cellTerms(kind: CellKind, args: LayerArguments, step: Axes): Readonly<Record<string, Axis>> {
  return {
    features: step.at(-1),
    gates: kind.gates,
    units: sizeToBuild(kind.layer, args, 'units'),
    ...kind.biasTerms?.(args),
  };
}

/**
 * kernel, recurrent_kernel and bias. The recurrent kernel reads the states of all units, so its rows are units and not
 * timesteps.
 */
function cellArrays(kind: CellKind, args: LayerArguments, prefix: string): ArrayDeclaration[] {
  const columns = kind.gates > 1 ? ['gates', 'units'] : 'units';
  const bias = kind.bias(args);
  const arrays: ArrayDeclaration[] = [
    { name: 'kernel', dimensions: ['features', columns] },
    { name: 'recurrent_kernel', dimensions: ['units', columns] },
    ...(bias ? [{ name: 'bias', dimensions: bias }] : []),
  ];
  return arrays.map((array) => ({ ...array, path: `${prefix}${array.name}` }));
}

/** (features + units) · gates · units in each step. */
function stepMultiplyAccumulates({ gates }: CellKind, { features, units }: Terms): Size | undefined {
  return sumOf([productOf([features, units, gates]), productOf([units, units, gates])]);
}

/** A cell: one step. `call(inputs, states)` gives the output and the list of new states. */
function cell(name: string, kind: CellKind, table: ParameterTable, input = 'inputs'): LayerDefinition {
  return defineLayer({
    name,
    family: 'recurrent',
    parameters: table,
    ...(name === 'GRUCell' ? { formerDefaults: { reset_after: false } } : {}),
    formerParameters: parameters.FORMER_RECURRENT,
    callParameters: [input, 'states', 'training'],
    validate: parameters.checkUnits(name),
    terms: (args, input) => cellTerms(kind, args, input),
    arrays: (args, terms, input) => {
      requireKnown(name, terms['features'], -1, input);
      return cellArrays(kind, args, '');
    },
    output: (args, { axes }) => {
      const state = axes.set(-1, args.size('units'));
      return tupleOf<Output>([state, listOf<Output>(new Array<Output>(kind.states).fill(state))]);
    },
    seeds: () => 1,
    attributes: {
      state_size: (args) => stateSize(kind, args),
      output_size: (args) => args.value('units'),
    },
    multiplyAccumulates: (terms) => stepMultiplyAccumulates(kind, terms),
  });
}

function layer(
  name: string,
  cellName: string | undefined,
  kind: CellKind,
  table: ParameterTable,
  options: Partial<LayerDefinition> = {},
): LayerDefinition {
  return defineLayer({
    name,
    family: 'recurrent',
    base: 'RNN',
    parameters: table,
    formerParameters: parameters.FORMER_RECURRENT,
    keras2Defaults: parameters.KERAS_2_LOOP,
    ...(name === 'GRU' ? { formerDefaults: { reset_after: false } } : {}),
    callParameters: CALL_PARAMETERS,
    rank: 3,
    validate: (args) => {
      checkEach(
        () => parameters.checkUnits(name)(args),
        () => ('use_cudnn' in table ? checkCudnn(name, args) : undefined),
      );
    },
    terms: (args, input) => {
      const timesteps = input.at(isTimeMajor(args) ? 0 : 1);
      return { ...cellTerms(kind, args, input), timesteps };
    },
    arrays: (args, terms, input) => {
      requireKnown(name, terms['features'], -1, input);
      const shape = wholeShape(input);
      checkStateful(name, args, shape, sequenceOf(shape, isTimeMajor(args)));
      return cellArrays(kind, args, cellName === undefined ? '' : `${cellName}/`);
    },
    fixedAxes: () => [-1],
    output: (args, call, state) => {
      const shape = sequenceShape(args, call);
      const sequence = sequenceOf(shape, isTimeMajor(args));
      checkBatch(name, args, state.buildInput, sequence);
      const units = args.size('units');
      return loopOutput(args, sequence, [units], statesOf(sequence, new Array<Size>(kind.states).fill(units)));
    },
    seeds: () => (cellName === undefined ? 0 : 1),
    multiplyAccumulates: (terms) => productOf([terms['timesteps'], stepMultiplyAccumulates(kind, terms)]),
    ...options,
    ...(name === 'LSTM' || name === 'GRU' ? { formerNames: { alpha: `Unified${name}` } } : {}),
  });
}

/** "auto", True or False; 1 and 1.0 are equal to True. */
function checkCudnn(name: string, args: LayerArguments): void {
  const value = args.value('use_cudnn');
  if (value.kind === 'bool' || isUndetermined(value) || (value.kind === 'str' && value.value === 'auto')) return;
  if ((value.kind === 'int' || value.kind === 'float') && [0, 1].includes(Number(value.value))) return;
  throw new LayerError(
    'bad-argument',
    words`${name}: use_cudnn must be "auto", True or False, but it is ${described(value)}.`,
    { parameter: 'use_cudnn' },
  );
}

/** `state_size` as the cell has it: one int, or a list of them. */
function stateSize({ states }: CellKind, args: LayerArguments): Value {
  const units = args.value('units');
  return states === 1 ? units : new ListValue(new Array<Value>(states).fill(units));
}

export const gatedLayers: readonly LayerDefinition[] = [
  cell('LSTMCell', LSTM, parameters.LSTM_CELL),
  layer('LSTM', 'lstm_cell', LSTM, parameters.LSTM),
  cell('GRUCell', GRU, parameters.GRU_CELL),
  layer('GRU', 'gru_cell', GRU, parameters.GRU),
  cell('SimpleRNNCell', SIMPLE, parameters.SIMPLE_RNN_CELL, 'sequence'),
  layer('SimpleRNN', 'simple_rnn_cell', SIMPLE, parameters.SIMPLE_RNN),
  layer('CuDNNLSTM', undefined, CUDNN_LSTM, parameters.CUDNN_LSTM),
  layer('CuDNNGRU', undefined, CUDNN_GRU, parameters.CUDNN_GRU),
];
