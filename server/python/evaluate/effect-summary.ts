/** What code that is not followed does: the objects that it reaches, and which kinds of changes it makes to them. */
import { unwrap } from '../library/wrapped.ts';
import { changesIn } from '../syntax/changes.ts';
import type { Node } from '../syntax/tree.ts';
import { DATA } from '../domain/data-kinds.ts';
import { innerCodeOf } from '../domain/inner-code.ts';
import { mayAliases } from '../domain/aliases.ts';
import { isMark } from '../domain/perhaps-bound.ts';
import type { Scope } from '../domain/scope.ts';
import type { ClassValue, FunctionValue, InstanceValue, ModuleValue, Value } from '../domain/value.ts';
import { isUndetermined } from '../domain/undetermined.ts';

/** Code that was running, and its names. */
export interface Stopped {
  readonly code: Node;
  readonly scope: Scope;
}

/** Where code that is not followed begins: something that is called or gives its items, or code that was stopped. */
export type Root = Value | Stopped;

/** Any attribute: `setattr(object, name, value)`. */
export const ANY = '*';
/** Names of Python's that reach attributes, or all names of a module, by texts. */
const OF_ATTRIBUTES: ReadonlySet<string> = new Set([
  'setattr',
  'delattr',
  'vars',
  '__dict__',
  '__setattr__',
  '__delattr__',
  'exec',
  'eval',
]);
const BY_TEXT: ReadonlySet<string> = new Set([
  'getattr',
  'attrgetter',
  'methodcaller',
  '__dict__',
  'vars',
  'globals',
  'exec',
  'eval',
]);
const OF_NAMES: ReadonlySet<string> = new Set(['globals', 'exec', 'eval']);

/**
 * The objects and names that the roots lead to, through all code that could run from them, and which of them this code
 * changes.
 */
export class EffectSummary {
  readonly values = new Set<Value>();
  readonly called = new Set<string>();
  readonly assigned = new Set<string>();
  /** Attributes that methods of these classes assign to their objects. */
  readonly assignedBy = new Map<ClassValue, Set<string>>();
  /** Attributes of which the containers are changed that they hold, and these containers and others. */
  readonly held = new Set<string>();
  readonly changed = new Set<Value>();
  /** Containers to which something may be added. */
  readonly added = new Set<Value>();
  /** Any container that it leads to; any array. */
  items = false;
  arrays = false;
  raises = false;
  readonly rebound = new Map<Scope, Set<string>>();
  readonly #functions = new Set<FunctionValue>();
  /** Functions of classes and modules that no code mentions so far. */
  readonly #unmentioned = new Map<string, Value[]>();
  /** What is found and not looked into yet. */
  readonly #waiting: Value[] = [];

  constructor(roots: readonly Root[]) {
    for (const root of roots) {
      if (this.#adds(root)) continue;
      if ('scope' in root) this.#code(root.code, root.scope, root.scope.frame?.function.closure ?? root.scope, true);
      else this.#value(root);
      this.#lookOn();
    }
  }

  /** `found.append` as a root: nothing else of the list is changed. */
  #adds(root: Root): boolean {
    if (!('kind' in root) || root.kind !== 'method' || root.method.kind !== 'native') return false;
    if (!ADDING.has(root.method.name)) return false;
    this.added.add(root.receiver);
    return true;
  }

  #lookOn(): void {
    for (let value = this.#waiting.pop(); value; value = this.#waiting.pop()) this.#lookInto(value);
  }

  /** `running`: its own names are those of the scope. */
  #code(code: Node, scope: Scope, around: Scope, running: boolean, owner?: ClassValue): void {
    const changes = changesIn(code);
    const { names, attributes, outer, assigned, direct, held, others, arrays, fresh, ofMade, ofSelf, raises } = changes;
    const own = new Set(
      !running && (code.kind === 'FunctionDefinition' || code.kind === 'Lambda')
        ? code.parameters.map(({ name }) => name)
        : [],
    );
    for (const name of attributes) this.#mention(name);
    if (any(BY_TEXT, names, attributes)) {
      this.called.add('getattr');
      for (const name of [...this.#unmentioned.keys()]) this.#mention(name);
    }
    // What a constructor assigns to its object it assigns to a new one, which nobody has yet where it is not running.
    for (const name of running ? [...assigned, ...ofMade] : assigned) this.assigned.add(name);
    const toSelf = owner && !running ? this.#ofClass(owner) : this.assigned;
    for (const name of ofSelf) toSelf.add(name);
    this.raises ||= raises;
    for (const name of running ? [...held, ...changes.heldByMade] : held) this.held.add(name);
    this.items ||= others;
    this.arrays ||= arrays;
    if (any(OF_ATTRIBUTES, names, attributes)) this.assigned.add(ANY);
    // A parameter, or a name that holds what is made in the call, is nothing yet.
    for (const name of names)
      if (running || !(own.has(name) || (fresh.has(name) && code.kind === 'FunctionDefinition')))
        this.#value(scope.lookup(name));
    for (const name of direct) {
      // Who calls it decides what it changes.
      if (own.has(name)) this.items = true;
      else if (running || !fresh.has(name)) this.#change(scope.lookup(name));
    }
    for (const [name, where] of outer)
      this.#rebind(around.homeOf(name, where) ?? (where === 'Global' ? around.module : undefined), name);
    if (any(OF_NAMES, names))
      for (const [name, value] of around.module.variables)
        if (DATA.has(value.kind) && !name.startsWith('__') && !isMark(name)) this.#rebind(around.module, name);
  }

  #ofClass(cls: ClassValue): Set<string> {
    let names = this.assignedBy.get(cls);
    if (!names) this.assignedBy.set(cls, (names = new Set()));
    return names;
  }

  /** Attributes of this object that are perhaps assigned. */
  assignedTo(object: InstanceValue | ClassValue | ModuleValue): ReadonlySet<string> {
    const classes =
      object.kind === 'instance'
        ? object.cls.mro
        : object.kind === 'class'
          ? [object, ...(object.metaclass?.mro ?? [])]
          : [];
    const more = this.assignedBy.size === 0 ? [] : classes.flatMap((cls) => [...(this.assignedBy.get(cls) ?? [])]);
    return more.length === 0 ? this.assigned : new Set([...this.assigned, ...more]);
  }

  #mention(name: string): void {
    this.called.add(name);
    for (const value of this.#unmentioned.get(name) ?? []) this.#value(value);
    this.#unmentioned.delete(name);
  }

  /** What a class or a module has: its functions are run by their names. */
  #members(attributes: ReadonlyMap<string, Value>): void {
    for (const [name, value] of attributes) {
      if (!RUN_BY_NAME.has(value.kind) || name.startsWith('__') || this.called.has(name) || this.called.has('getattr'))
        this.#value(value);
      else this.#unmentioned.set(name, [...(this.#unmentioned.get(name) ?? []), value]);
    }
  }

  #rebind(home: Scope | undefined, name: string): void {
    if (home) this.rebound.set(home, (this.rebound.get(home) ?? new Set()).add(name));
  }

  #change(value: Value | undefined): void {
    if (!value) return;
    this.#value(value);
    addEach(this.changed, value);
  }

  #value(value: Value | undefined): void {
    if (!value || !LEADS_ON.has(value.kind) || this.values.has(value)) return;
    this.values.add(value);
    this.#waiting.push(value);
  }

  #all(values: Iterable<Value>): void {
    for (const one of values) this.#value(one);
  }

  #lookInto(value: Value): void {
    switch (value.kind) {
      case 'tuple':
        this.#all(value.items);
        break;
      case 'list':
        this.#all(value.items);
        this.#value(value.summary);
        if (value.aliases) this.#all(mayAliases(value));
        break;
      case 'dict':
        for (const [, one] of value.entries.values()) this.#value(one);
        this.#value(value.summary);
        this.#value(value.defaultFactory);
        break;
      case 'set':
        this.#all(value.entries.values());
        this.#value(value.summary);
        break;
      case 'top':
      case 'symbol':
      case 'one-of':
        this.#all(value.alternatives ?? []);
        this.#all(value.pointsTo);
        break;
      case 'instance':
        this.#all(value.attributes.values());
        this.#all(value.cls.mro);
        this.#all(value.host?.inside?.() ?? []);
        break;
      case 'class':
        if (value.definition) {
          this.#members(value.attributes);
          this.#all(value.mro);
          this.#value(value.metaclass);
        }
        break;
      case 'module':
        if (value.birth) this.#members(value.attributes);
        else if (value.name === 'os') this.#value(value.attributes.get('environ'));
        break;
      default:
        this.#lookIntoCode(value);
    }
  }

  /** Of what runs code when it is called, read or asked for its next item. */
  #lookIntoCode(value: Value): void {
    switch (value.kind) {
      case 'method':
        if (value.method.kind === 'native' && value.method.effects.changes.length > 0) this.#change(value.receiver);
        this.#value(value.receiver);
        this.#value(value.method);
        break;
      case 'native': {
        if (value.effects.changes.length > 0) this.items = this.arrays = true;
        if (OF_ATTRIBUTES.has(value.name)) this.assigned.add(ANY);
        this.#all(innerCodeOf(value)?.values ?? []);
        break;
      }
      case 'iterator': {
        const { code, scope, values = [] } = innerCodeOf(value) ?? {};
        this.#all(values);
        if (code && scope) this.#code(code, scope, scope.frame?.function.closure ?? scope, true);
        break;
      }
      case 'super':
        this.#value(value.receiver);
        break;
      case 'property':
        this.#value(value.getter);
        this.#value(value.setter);
        break;
      case 'staticmethod':
      case 'classmethod':
        this.#value(value.method);
        break;
      case 'function':
        if (this.#functions.has(value)) break;
        this.#functions.add(value);
        this.#all(value.defaults.values());
        this.#all(value.attributes.values());
        this.#code(value.definition, value.closure, value.closure, false, value.owner);
        break;
      default:
    }
  }
}

/** Methods that add to what is there. */
const ADDING: ReadonlySet<string> = new Set(['append', 'extend', 'add']);

const RUN_BY_NAME: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'staticmethod', 'classmethod']);

const any = (wanted: ReadonlySet<string>, ...mentioned: readonly ReadonlySet<string>[]): boolean =>
  mentioned.some((names) => [...wanted].some((name) => names.has(name)));

const LEADS_ON: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'tuple',
  'list',
  'dict',
  'set',
  'top',
  'symbol',
  'one-of',
  'instance',
  'class',
  'module',
  'method',
  'native',
  'super',
  'property',
  'staticmethod',
  'classmethod',
  'function',
  'iterator',
  'host',
]);
/** A container is changed, or one of those that it may be. */
export function addEach(changed: Set<Value>, held: Value | undefined): void {
  if (!held) return;
  for (const one of isUndetermined(held) ? [...(held.alternatives ?? []), ...held.pointsTo] : [held]) {
    const container = unwrap(one);
    changed.add(container);
    if (container.kind === 'list' && container.aliases) for (const other of mayAliases(container)) changed.add(other);
  }
}
