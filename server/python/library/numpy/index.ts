/** The modules of data libraries and of what else sizes models, by the names under which programs import them. */
import type { ModuleValue } from '../../domain/value.ts';
import { gymModules } from '../gym/index.ts';
import { pandasModule } from '../pandas/pandas-module.ts';
import { sklearnModules } from '../sklearn/index.ts';
import { numpyModule, submodules } from './numpy-module.ts';

const parts = submodules();

/** A factory for each module; every call makes a new module object. */
export const numpyModules: Readonly<Record<string, () => ModuleValue>> = {
  numpy: () => numpyModule((name) => (Object.hasOwn(parts, `numpy.${name}`) ? parts[`numpy.${name}`]!() : undefined)),
  ...parts,
  pandas: pandasModule,
  ...sklearnModules,
  ...gymModules,
};
