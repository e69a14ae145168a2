import { addons, contrib } from './addons.ts';
import { kerasHub } from './keras-hub.ts';
import { modelOptimization } from './model-optimization.ts';
import type { LayerPackage } from './package.ts';
import { probability } from './probability.ts';
import { tensorflowHub } from './tensorflow-hub.ts';

export const PACKAGES: readonly LayerPackage[] = [
  kerasHub,
  tensorflowHub,
  addons,
  contrib,
  modelOptimization,
  probability,
];
