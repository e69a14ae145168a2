import { defineLayer, type LayerDefinition } from '../definition.ts';
import { dropoutLayers } from './dropout.ts';

const activityRegularization = defineLayer({
  name: 'ActivityRegularization',
  family: 'regularization',
  parameters: { l1: 0.0, l2: 0.0 },
  output: (_args, { axes }) => axes.keep(),
  multiplyAccumulates: () => 0,
});

export const regularizationLayers: readonly LayerDefinition[] = [...dropoutLayers, activityRegularization];
