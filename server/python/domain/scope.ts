import { HeapObject, type Mutable, refill } from './journal.ts';
import type { FunctionValue, Value } from './value.ts';
import { names } from './namespace-states.ts';
import { type NamesState, namesIn, VersionedMap, wholeOf } from './versioned-map.ts';
import { defineState, type State } from './state.ts';
import { WatchedNames } from './watched-names.ts';
import type { Undetermined } from './undetermined.ts';

/** The running call that a function's scope belongs to. */
export interface Frame {
  readonly function: FunctionValue;
  /** The first argument: what `super()` is about. */
  readonly receiver: Value | undefined;
  /** Of a generator: what it has yielded so far. */
  readonly yields: Value[] | undefined;
}

/** The names of a module, a function call, a class body or a comprehension. */
export class Scope extends HeapObject implements Mutable {
  readonly scopeKind: 'module' | 'function' | 'class' | 'comprehension';
  readonly parent: Scope | undefined;
  variables: Map<string, Value>;
  /** Names that `global`/`nonlocal` send elsewhere. */
  readonly redirected = new Map<string, Scope>();
  /** Of a module's scope: where names that it does not define are found last. */
  builtins: Scope | undefined;
  frame: Frame | undefined;
  /** Of a class body: the annotations of its fields, as source text. */
  annotations: Map<string, Value> | undefined;
  /** The names of the program itself are watched. */
  get accounted(): boolean {
    return this.variables instanceof WatchedNames;
  }
  /** Of a module: the star import of a module that is not known, which may have brought any name. */
  unknownStar: Value | undefined;
  /**
   * Of a module: what the names stand for that it uses and nothing defines. It only grows, by what the name alone
   * decides, so that nothing of it is ever taken back.
   */
  readonly strangers = new Map<string, Undetermined>();
  constructor(scopeKind: Scope['scopeKind'], parent?: Scope) {
    super();
    this.scopeKind = scopeKind;
    this.variables = scopeKind === 'module' ? new VersionedMap() : new Map();
    this.parent = parent;
  }
  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }
  /**
   * Where a name lives that is declared global or nonlocal in a function that was made here; undefined where nothing
   * has it yet.
   */
  homeOf(name: string, where: 'Global' | 'Nonlocal'): Scope | undefined {
    let home: Scope | undefined = where === 'Global' ? this.module : this;
    while (where === 'Nonlocal' && home && !home.variables.has(name)) home = home.parent;
    return home?.variables.has(name) ? home : undefined;
  }
  /** The value of a name as Python looks it up: class bodies are not seen from the functions inside them. */
  lookup(name: string): Value | undefined {
    const redirected = this.redirected.get(name);
    if (redirected) return redirected.variables.get(name);
    let scope: Scope | undefined = this;
    let first = true;
    while (scope) {
      if (first || scope.scopeKind !== 'class') {
        const found = scope.variables.get(name);
        if (found) return found;
      }
      if (scope.scopeKind !== 'comprehension') first = false;
      if (!scope.parent) return scope.builtins?.variables.get(name);
      scope = scope.parent;
    }
    return undefined;
  }
  get state(): State {
    return SCOPE_STATE;
  }
}

const SCOPE_STATE = defineState<{ variables: NamesState<Value> }>(
  { variables: names() },
  {
    put(object, { variables }) {
      const scope = object as Scope;
      // The attributes of a module are the same map.
      if (scope.scopeKind === 'module' && !(scope.variables instanceof VersionedMap))
        refill(scope.variables, wholeOf(variables));
      else scope.variables = namesIn(variables, scope.variables);
    },
  },
);
