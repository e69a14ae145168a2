/** The rules of migration from older Kerases to Keras 3, in the order in which they are tried. */
import { generators, historyKeys, learningRate, modelEnds, predictedClasses, resetStates } from './calls.ts';
import { lossTexts, movedAttributes, movedImports, npUtils, renamedNames } from './imports.ts';
import { batchInputShape, windows } from './layers.ts';
import { backendFunctions, symbolicTensors } from './operations.ts';
import type { MigrationRule } from './rule.ts';

export const RULES: readonly MigrationRule[] = [
  npUtils,
  windows,
  movedImports,
  movedAttributes,
  renamedNames,
  lossTexts,
  learningRate,
  modelEnds,
  batchInputShape,
  generators,
  predictedClasses,
  resetStates,
  historyKeys,
  backendFunctions,
  symbolicTensors,
];

/** What Keras 2 of today (tf_keras) has no more either. */
export const FOR_TF_KERAS: readonly MigrationRule[] = [npUtils, windows, movedImports, modelEnds, predictedClasses];
