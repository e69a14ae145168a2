import type { LayerDefinition } from '../definition.ts';
import { convolutionalLayers } from './convolutional.ts';
import { gatedLayers } from './gated.ts';
import { rnn, stackedRnnCells } from './rnn.ts';
import { bidirectional, timeDistributed } from './wrappers.ts';

export const recurrentLayers: readonly LayerDefinition[] = [
  rnn,
  ...gatedLayers,
  stackedRnnCells,
  ...convolutionalLayers,
  bidirectional,
  timeDistributed,
];
