import type { Place } from '../syntax/place.ts';
import type { Call, Module } from '../syntax/tree.ts';
import type { Origins } from '../domain/origins.ts';
import type { CallArguments, Interpreter, PythonError } from '../domain/interpreter.ts';
import type { DataFiles } from '../domain/data-files.ts';
import type { Scope } from '../domain/scope.ts';
import type { ModuleValue, Value } from '../domain/value.ts';

/** Another file of the workspace, parsed. */
export interface WorkspaceModule {
  readonly path: string;
  readonly module: Module;
  /** An `__init__.py`. */
  readonly isPackage: boolean;
}

/** What the evaluator is given from outside: libraries, other files, and someone who listens. */
export interface Environment {
  readonly builtins: ReadonlyMap<string, Value>;
  /** A library's module by dotted name; undefined where no library has it. */
  libraryModule(name: string): ModuleValue | undefined;
  /** Raises where a library surely has no module of this name. */
  refuseModule?(interpreter: Interpreter, name: string): void;
  /**
   * Another file of the workspace, parsed; undefined where there is none. `level` counts leading dots, `from` is the
   * importing file.
   */
  workspaceModule?(name: string, level: number, from: string | undefined): WorkspaceModule | undefined;
  /** Files of data that the program may read; without it they are not known. */
  readonly dataFiles?: DataFiles | undefined;
  /** The value of a name that nobody defines (a pasted snippet): a public name of a library, or undefined. */
  undefinedName?(name: string, scope: Scope, site: Place): Value | undefined;
  /** A shape the program's comments state for this name. */
  statedValue?(name: string, value: Value): Value | undefined;
  /** The tree of a text that the file at `path` runs by `exec()` or `eval()`. */
  parse?(text: string, path: string | undefined): Module;
  /** A text that is not known was run: what a library counts over the whole program is not known any more. */
  unknownCode?(): void;
  /** Milliseconds, for the time limit. */
  now(): number;
  /** So many milliseconds a statement goes on before others may be heard. */
  readonly pauseAfter?: number | undefined;
  readonly observer: Observer;
}

/** Hears what happens, in order. `speculative`: inside a function that nobody calls. */
export interface Observer {
  assigned?(name: string, span: Place, value: Value, speculative: boolean): void;
  /** A name was read whose value is an object of a library or of a class. */
  read?(name: string, span: Place, value: Value, speculative: boolean): void;
  /** One positional argument of print. */
  printed?(span: Place, value: Value, speculative: boolean): void;
  /** An expression was evaluated whose value may be worth showing (attributes, subscripts, calls). */
  evaluated?(span: Place, value: Value, speculative: boolean): void;
  /** A call that is written in the program gave this value. */
  called?(call: Call, callee: Value, args: CallArguments, value: Value, speculative: boolean): void;
  /** Code of another file has called what is defined in the file that facts are about; `site`: where in the program. */
  calledFrom?(site: Place, call: Call, callee: Value, args: CallArguments, value: Value): void;
  /**
   * An exception that nothing in the program catches. `inside`: the statement in another file that raises it, where
   * `span` is the call that leads there.
   */
  uncaught?(error: PythonError, span: Place, origins: Origins, inside: Place | undefined): void;
  /** A name that has no value. `candidate` is the nearest defined name. */
  undefined?(name: string, span: Place, candidate: string | undefined, origins: Origins): void;
  /** A library's name used without import (`Dense(2)` in a pasted snippet). */
  notImported?(name: string, span: Place): void;
}
