import type { ModuleValue, Value } from '../../values/value.ts';

/** Makes the module for one interpreter, whose builtins it is given. */
export type ModuleFactory = (builtins: ReadonlyMap<string, Value>) => ModuleValue;

/** The modules of the standard library that programs may import, by dotted name. */
export const pythonModules: Readonly<Record<string, ModuleFactory | undefined>> = {};
