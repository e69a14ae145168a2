import { kerasHub } from './keras-hub.ts';
import type { LayerPackage } from './package.ts';

export const PACKAGES: readonly LayerPackage[] = [kerasHub];
