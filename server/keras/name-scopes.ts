/** Keras 3's name scopes: the path of a variable is that of the scopes that were open when it was made. */
import { type HostState, HostValue } from '../python/domain/host.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import { HeapObject, type Mutable } from '../python/domain/journal.ts';
import { defineState, latest, type State } from '../python/domain/state.ts';
import { NativeFunction, NONE, type Value } from '../python/domain/value.ts';

/** What opens a scope of its own name: a layer. It keeps the path that it had when it first did. */
interface Named extends HostState {
  readonly name: string;
  path: string | undefined;
  /** Of a layer that Keras declares. */
  readonly definition?: unknown;
  /** The path leads through a layer that Keras declares. */
  isWithinDeclared: boolean;
}

interface Scope {
  readonly path: string;
  /** undefined where the program opened it: `with keras.name_scope(…)`. */
  readonly owner: Named | undefined;
}

export class NameScopes extends HeapObject implements Mutable {
  private open: readonly Scope[] = [];

  /** The path in which `name` is now. */
  pathOf(name: string): string {
    const outer = this.open.at(-1)?.path;
    return outer ? `${outer}/${name}` : name;
  }

  /**
   * Runs `work` in the scope of a layer. A layer within itself opens none, and wherever it is called from, its scope is
   * the one in which it was first.
   */
  within<T>(interpreter: Interpreter, owner: Named, work: () => T): T {
    if (this.open.at(-1)?.owner === owner) return work();
    if (owner.path === undefined) {
      interpreter.touch(owner);
      owner.path = this.pathOf(owner.name);
      owner.isWithinDeclared = this.open.some((scope) => scope.owner?.definition !== undefined);
    }
    const outer = this.open;
    this.open = [...outer, { path: owner.path, owner }];
    try {
      return work();
    } finally {
      this.open = outer;
    }
  }

  /** Runs `work` in no scope. */
  apart<T>(work: () => T): T {
    const outer = this.open;
    this.open = [];
    try {
      return work();
    } finally {
      this.open = outer;
    }
  }

  enter(interpreter: Interpreter, name: string): void {
    interpreter.touch(this);
    this.open = [...this.open, { path: this.pathOf(name), owner: undefined }];
  }
  leave(interpreter: Interpreter): void {
    interpreter.touch(this);
    this.open = this.open.slice(0, -1);
  }

  get state(): State {
    return OPEN_SCOPES;
  }
}

const OPEN_SCOPES = defineState<{ open: readonly Scope[] }>({ open: latest() });

/** `with keras.name_scope("outer"):` */
export class NameScopeContext extends HostValue {
  readonly typeName = 'name_scope';
  private readonly scopes: NameScopes;
  private readonly name: string;
  constructor(scopes: NameScopes, name: string) {
    super();
    this.scopes = scopes;
    this.name = name;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case '__enter__':
        return new NativeFunction(name, () => {
          this.scopes.enter(interpreter, this.name);
          return this;
        });
      case '__exit__':
        return new NativeFunction(name, () => {
          this.scopes.leave(interpreter);
          return NONE;
        });
      default:
        return undefined;
    }
  }
}
