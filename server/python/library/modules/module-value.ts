import { type ClassValue, ModuleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { markOf } from '../../domain/perhaps-bound.ts';
import { native, type NativeBody } from '../signature.ts';

/** A module of these members. What it has beyond them is unknown to the evaluator. */
export function moduleOf(name: string, members: Iterable<readonly [string, Value]>): ModuleValue {
  return new ModuleValue(name, new Map(members));
}

/** Functions of a module by name. */
export class FunctionTable {
  readonly members: [string, NativeFunction][] = [];
  /** One that came after Python 3.8: whether there is one depends on the version, which the program does not decide. */
  addNewer(name: string, parameters: string, body: NativeBody): void {
    this.add(name, parameters, body);
    this.members.push([markOf(name), this.members.at(-1)![1]]);
  }
  add(name: string, parameters: string, body: NativeBody): void {
    this.members.push([name, native(name, parameters, body)]);
  }
}

/** A builtin class of this interpreter. */
export function classNamed(builtins: ReadonlyMap<string, Value>, name: string): ClassValue {
  const cls = builtins.get(name);
  if (cls?.kind !== 'class') throw new Error(`the builtin class ${name} is missing`);
  return cls;
}
