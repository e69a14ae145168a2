/**
 * What code that is not followed would have changed: of a statement or a call that was stopped in its middle, of a
 * generator whose items are taken by nobody knows whom, of a function that
 * others may call. All code that it could come to is looked at: its own, and that of the functions and classes that it
 * leads to. Of the objects that it leads to, those are not known any more
 * that are of a kind which this code changes.
 */
import { loseItems } from '../library/unknowns.ts';
import { unwrap } from '../library/wrapped.ts';
import { CHANGING, CHANGING_ARGUMENTS, changesIn } from '../syntax/changes.ts';
import type { Node } from '../syntax/tree.ts';
import type { HostState, HostValue } from '../domain/host.ts';
import { innerCodeOf } from '../domain/inner-code.ts';
import { perhapsSame } from '../domain/kin.ts';
import type { Scope } from '../domain/scope.ts';
import {
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  isChangeable,
  type ModuleValue,
  OTHER_ATTRIBUTES,
  type Value,
} from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/** Code that was running, and its names. */
export interface Stopped {
  readonly code: Node;
  readonly scope: Scope;
}

/** Any attribute: `setattr(object, name, value)`. */
const ANY = '*';
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

class Reached {
  readonly values = new Set<Value>();
  readonly called = new Set<string>();
  readonly assigned = new Set<string>();
  /** Attributes that methods of these classes assign to their objects. */
  readonly assignedBy = new Map<ClassValue, Set<string>>();
  /** Attributes of which the containers are changed that they hold, and these containers and others. */
  readonly held = new Set<string>();
  readonly changed = new Set<Value>();
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

  from({ code, scope }: Stopped): void {
    this.#code(code, scope, scope.frame?.function.closure ?? scope, true);
    this.#lookOn();
  }

  run(value: Value): void {
    this.#value(value);
    this.#lookOn();
  }

  #lookOn(): void {
    for (let value = this.#waiting.pop(); value; value = this.#waiting.pop()) this.#lookInto(value);
  }

  /** `running`: its own names are those of the scope. */
  #code(code: Node, scope: Scope, around: Scope, running: boolean, owner?: ClassValue): void {
    const { names, attributes, outer, assigned, direct, held, others, arrays, fresh, ofMade, ofSelf, raises } =
      changesIn(code);
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
    for (const name of held) this.held.add(name);
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
        if (DATA.has(value.kind) && !name.startsWith('__')) this.#rebind(around.module, name);
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

  #lookInto(value: Value): void {
    const all = (values: Iterable<Value>): void => {
      for (const one of values) this.#value(one);
    };
    switch (value.kind) {
      case 'tuple':
        all(value.items);
        break;
      case 'list':
        all(value.items);
        this.#value(value.open);
        if (value.kin) all(perhapsSame(value));
        break;
      case 'dict':
        for (const [, one] of value.entries.values()) this.#value(one);
        this.#value(value.open);
        this.#value(value.defaultFactory);
        break;
      case 'set':
        all(value.entries.values());
        this.#value(value.open);
        break;
      case 'top':
      case 'symbol':
      case 'one-of':
        all(value.alternatives ?? []);
        all(value.mayBe);
        break;
      case 'instance':
        all(value.attributes.values());
        all(value.cls.mro);
        all(value.host?.inside?.() ?? []);
        break;
      case 'class':
        if (value.definition) {
          this.#members(value.attributes);
          all(value.mro);
          this.#value(value.metaclass);
        }
        break;
      case 'module':
        if (value.birth) this.#members(value.attributes);
        else if (value.name === 'os') this.#value(value.attributes.get('environ'));
        break;
      case 'method':
        if (value.method.kind === 'native' && CHANGING.has(value.method.name)) this.#change(value.receiver);
        this.#value(value.receiver);
        this.#value(value.method);
        break;
      case 'native': {
        if (CHANGING_ARGUMENTS.has(value.name)) this.items = true;
        if (OF_ATTRIBUTES.has(value.name)) this.assigned.add(ANY);
        all(innerCodeOf(value)?.values ?? []);
        break;
      }
      case 'iterator': {
        const { code, scope, values = [] } = innerCodeOf(value) ?? {};
        all(values);
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
        all(value.defaults.values());
        all(value.attributes.values());
        this.#code(value.definition, value.closure, value.closure, false, value.owner);
        break;
      default:
    }
  }
}

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
const DATA: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'top',
  'symbol',
  'one-of',
  'instance',
  'host',
]);

/**
 * Forgets what code that was stopped would have changed. Nothing is paid for it here, since the fuel may be gone: gives
 * how many objects were looked at, and whether the code raises exceptions.
 */
export function forgetContents(
  evaluator: Evaluator,
  stopped: readonly Stopped[],
  reason: Message,
): { readonly size: number; readonly raises: boolean } {
  const reached = new Reached();
  for (const one of stopped) reached.from(one);
  return { size: forgetReached(evaluator, reached, reason), raises: reached.raises };
}

/**
 * An item is taken of an iterator of which it is not known how it goes on: so it is with the code that makes its items.
 */
export function taken(evaluator: Evaluator, iterator: Value): void {
  if (iterator.kind === 'iterator' && iterator.open && runsCode(iterator))
    perhapsRun(evaluator, [iterator], words`how far a generator goes is not known`);
}

function runsCode(value: Value): boolean {
  const inner = innerCodeOf(value);
  return (
    inner !== undefined &&
    (inner.code !== undefined || inner.values.some((one) => LEADS_TO_CODE.has(one.kind) || runsCode(one)))
  );
}
const LEADS_TO_CODE: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'method', 'instance', 'tuple']);

/** Each of these functions, methods and iterators may be run any number of times. */
export function perhapsRun(
  evaluator: Evaluator,
  values: readonly Value[],
  reason: Message,
  exceptLayers = false,
): void {
  const reached = new Reached();
  for (const value of values) reached.run(value);
  evaluator.spend(forgetReached(evaluator, reached, reason, exceptLayers));
}

function forgetReached(evaluator: Evaluator, reached: Reached, reason: Message, exceptLayers = false): number {
  const lost = (name?: string): Undetermined => evaluator.unknown(reason, name);
  const changed = new Set(reached.changed);
  for (const value of reached.values) {
    const attributes =
      value.kind === 'instance' || value.kind === 'class' || value.kind === 'module' ? value.attributes : undefined;
    if (attributes) for (const name of reached.held) addEach(changed, attributes.get(name));
    if (reached.items || (value.kind === 'dict' && value.defaultFactory)) changed.add(value);
  }
  for (const value of changed) {
    switch (value.kind) {
      case 'list':
      case 'dict':
      case 'set':
        if (value.kind === 'set' && value.frozen) break;
        evaluator.remember(value);
        loseItems(evaluator, value);
        break;
      default:
    }
  }
  for (const value of reached.values) {
    switch (value.kind) {
      case 'host':
        (value as HostValue).lose?.(evaluator, {
          called: reached.called,
          contents: reached.arrays || changed.has(value),
          reason,
        });
        break;
      case 'iterator':
        if (value.open) break;
        evaluator.remember(value);
        value.open = lost();
        break;
      case 'instance':
      case 'class':
      case 'module':
        if (value.kind === 'instance' && value.host && !exceptLayers)
          loseHost(evaluator, value.host, reached, reached.assignedTo(value), reason);
        if (value.kind === 'class' ? value.definition : value.kind === 'module' ? value.birth : true)
          loseAttributes(evaluator, value, reached.assignedTo(value), lost, exceptLayers);
        break;
      default:
    }
  }
  for (const [home, names] of reached.rebound) {
    evaluator.remember(home);
    for (const name of names) home.variables.set(name, lost(name));
  }
  return reached.values.size;
}

/** A container is changed, or one of those that it may be. */
function addEach(changed: Set<Value>, held: Value | undefined): void {
  if (!held) return;
  for (const one of isUndetermined(held) ? [...(held.alternatives ?? []), ...held.mayBe] : [held]) {
    const container = unwrap(one);
    changed.add(container);
    if (container.kind === 'list' && container.kin) for (const other of perhapsSame(container)) changed.add(other);
  }
}

function loseAttributes(
  evaluator: Evaluator,
  value: InstanceValue | ClassValue | ModuleValue,
  assigned: ReadonlySet<string>,
  lost: (name?: string) => Undetermined,
  exceptLayers: boolean,
): void {
  const names = assigned.has(ANY) ? [...assigned, ...value.attributes.keys()] : assigned;
  for (const name of names) {
    const held = value.attributes.get(name) ?? (value.kind === 'instance' ? value.cls.lookup(name) : undefined);
    if (held && (!DATA.has(held.kind) || (exceptLayers && held.kind === 'instance' && held.host))) continue;
    // It may have been given one more. What a library's object has besides is up to the library.
    if (!held && ((value.kind === 'module' && name === ANY) || (value.kind === 'instance' && value.host))) continue;
    const left = lost();
    if (held && isChangeable(held)) left.mayBe = [held];
    evaluator.remember(value);
    value.attributes.set(held || value.kind !== 'instance' ? name : OTHER_ATTRIBUTES, left);
  }
}

function loseHost(
  evaluator: Evaluator,
  host: HostState,
  { called }: Reached,
  assigned: ReadonlySet<string>,
  reason: Message,
): void {
  if (!host.lose) return;
  evaluator.remember(host);
  host.lose(evaluator, { called, assigned, reason });
}
