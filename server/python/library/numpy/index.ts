/** The modules of data libraries, by the names under which programs import them. */
import type { ModuleValue } from '../../values/value.ts';
import { numpyModule, submodules } from './numpy-module.ts';

/** A factory for each module; every call makes a new module object. */
export const numpyModules: Readonly<Record<string, () => ModuleValue>> = {
  numpy: () => {
    const parts = submodules();
    return numpyModule((name) => (Object.hasOwn(parts, `numpy.${name}`) ? parts[`numpy.${name}`]!() : undefined));
  },
  ...submodules(),
};
