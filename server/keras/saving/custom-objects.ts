/** Classes and functions of the program's that configurations may name: registered ones, and those of a scope. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { HeapObject, type Mutable } from '../../python/domain/journal.ts';
import { defineState, type State } from '../../python/domain/state.ts';
import { type DictValue, FALSE, NativeFunction, NONE, str, type Value } from '../../python/domain/value.ts';
import type { KerasSession } from '../session.ts';

type Named = ReadonlyMap<string, Value>;

/** undefined: what may be found under a name is not decided. */
export class CustomObjects extends HeapObject implements Mutable {
  /** By `package>name`. */
  registered: Named | undefined = new Map();
  /** What scopes and loading functions add, the outermost first. */
  scopes: readonly (Named | undefined)[] = [];
  get state(): State {
    return CUSTOM;
  }

  register(interpreter: Interpreter, name: string | undefined, object: Value): void {
    interpreter.touch(this);
    this.registered = name === undefined || !this.registered ? undefined : new Map(this.registered).set(name, object);
  }
  /** Whether functions without a name are refused in what is read now. */
  isSafe = true;

  within<T>(interpreter: Interpreter, objects: Named | undefined, work: () => T, isSafe = this.isSafe): T {
    const before = this.isSafe;
    this.enter(interpreter, objects);
    this.isSafe = isSafe;
    try {
      return work();
    } finally {
      this.isSafe = before;
      this.leave(interpreter);
    }
  }
  enter(interpreter: Interpreter, objects: Named | undefined): void {
    interpreter.touch(this);
    this.scopes = [...this.scopes, objects];
  }
  leave(interpreter: Interpreter): void {
    interpreter.touch(this);
    this.scopes = this.scopes.slice(0, -1);
  }

  /** The name under which it is registered; its own where it is not. */
  nameOf(object: Value, own: string): string {
    for (const [name, one] of this.registered ?? []) if (one === object) return name;
    return own;
  }
  /** undefined: there surely is none; 'perhaps' where that is not decided. */
  find(name: string): Value | 'perhaps' | undefined {
    for (const scope of this.scopes.toReversed()) {
      if (scope === undefined) return 'perhaps';
      const found = scope.get(name);
      if (found) return found;
    }
    return this.registered === undefined ? 'perhaps' : this.registered.get(name);
  }
}

interface Kept {
  registered: Named | undefined;
  scopes: readonly (Named | undefined)[];
}

const isSame = (a: Named | undefined, b: Named | undefined): boolean =>
  a === b || (a !== undefined && b?.size === a.size && [...a].every(([name, object]) => b.get(name) === object));

const CUSTOM = defineState<Kept>({
  registered: {
    copy: (now) => now as Named | undefined,
    put: (named) => named,
    join: (a, b) => (isSame(a, b) ? a : undefined),
    same: isSame,
    weight: (named) => named?.size ?? 0,
  },
  scopes: {
    copy: (now) => now as Kept['scopes'],
    put: (scopes) => scopes,
    join: (a, b) => (a === b ? a : a.map(() => undefined)),
    same: (a, b) => a.length === b.length,
    weight: (scopes) => scopes.length,
  },
});

/** What a dict of custom objects has under each name; undefined where that is not known. */
export function namedIn(value: Value | undefined): Named | undefined {
  if (value === undefined || value.kind === 'none') return new Map();
  if (value.kind !== 'dict' || value.summary) return undefined;
  const named = new Map<string, Value>();
  for (const [key, object] of (value as DictValue).entries.values()) {
    if (key.kind !== 'str') return undefined;
    named.set(key.value, object);
  }
  return named;
}

/** `with keras.saving.custom_object_scope({"Linear": Linear}):` */
class ScopeContext extends HostValue {
  readonly typeName = 'CustomObjectScope';
  readonly #session: KerasSession;
  readonly #objects: Named | undefined;
  constructor(session: KerasSession, objects: Named | undefined) {
    super();
    this.#session = session;
    this.#objects = objects;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case '__enter__':
        return new NativeFunction(name, () => {
          this.#session.customObjects.enter(interpreter, this.#objects);
          return this;
        });
      case '__exit__':
        return new NativeFunction(name, () => {
          this.#session.customObjects.leave(interpreter);
          return FALSE;
        });
      default:
        return undefined;
    }
  }
}

export const customObjectScope = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, { positional, keywords }) => {
    const given = [...positional, ...keywords.values()];
    for (const one of given) if (one.kind === 'dict') interpreter.spend(one.entries.size);
    const all = given.map(namedIn);
    const objects = all.includes(undefined) ? undefined : new Map((all as Named[]).flatMap((named) => [...named]));
    return new ScopeContext(session, objects);
  });

/** `get_registered_name(object)`. */
export const registeredName = (session: KerasSession): NativeFunction =>
  new NativeFunction('get_registered_name', (interpreter, { positional, keywords }) => {
    const given = positional[0] ?? keywords.get('obj');
    return given?.kind === 'class' || given?.kind === 'function'
      ? str(session.customObjects.nameOf(given, given.name))
      : interpreter.unknown('what is asked for is not known');
  });

/** `get_registered_object(name)`; None where nothing is registered under it. */
export const registeredObject = (session: KerasSession): NativeFunction =>
  new NativeFunction('get_registered_object', (interpreter, { positional, keywords }) => {
    const name = positional[0] ?? keywords.get('name');
    const isAlone = !keywords.has('custom_objects') && positional.length < 2;
    const object = name?.kind === 'str' && isAlone ? session.customObjects.find(name.value) : 'perhaps';
    return object === 'perhaps' ? interpreter.unknown('what is registered is not known') : (object ?? NONE);
  });

/** `@register_keras_serializable(package="Custom", name=None)` gives back what it decorates. */
export const register = (session: KerasSession): NativeFunction =>
  new NativeFunction('register_keras_serializable', (_, { positional, keywords }) => {
    const folder = positional[0] ?? keywords.get('package');
    const given = positional[1] ?? keywords.get('name');
    const text = (value: Value | undefined, otherwise: string | undefined): string | undefined =>
      value === undefined || value.kind === 'none' ? otherwise : value.kind === 'str' ? value.value : undefined;
    return new NativeFunction('decorator', (interpreter, { positional: [decorated] }) => {
      if (!decorated) return NONE;
      const own = decorated.kind === 'class' || decorated.kind === 'function' ? decorated.name : undefined;
      const [first, last] = [text(folder, 'Custom'), text(given, own)];
      const name = first === undefined || last === undefined ? undefined : `${first}>${last}`;
      session.customObjects.register(interpreter, name, decorated);
      return decorated;
    });
  });
