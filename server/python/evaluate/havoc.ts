/**
 * What is forgotten after code that is not followed: a call of something unknown, a function that a library may call, a
 * statement or a call that was stopped in its middle, a generator whose items are taken by nobody knows whom. All code
 * that its roots lead to is looked at; of the objects that this reaches, those of a kind which it changes are not known
 * any more. docs/ASSUMPTIONS.md has the policy as a table.
 */
import { type Message, words } from '../../words/message.ts';
import { DATA } from '../domain/data-kinds.ts';
import type { Effects } from '../domain/effects.ts';
import { innerCodeOf } from '../domain/inner-code.ts';
import { bindPerhaps, isMark } from '../domain/perhaps-bound.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';
import {
  type ClassValue,
  type DictValue,
  type InstanceValue,
  isChangeable,
  type ListValue,
  type ModuleValue,
  BoundMethod,
  OTHER_ATTRIBUTES,
  type SetValue,
  type Value,
} from '../domain/value.ts';
import { changeEach, loseItems } from '../library/unknowns.ts';
import { addEach, ANY, EffectSummary, type Root } from './effect-summary.ts';
import type { Evaluator } from './evaluator.ts';
import { candidatesOf } from './one-of.ts';

/**
 * Forgets what code that begins at these roots may have changed. Nothing is paid for it here, since the fuel may be
 * gone: the summary has how many objects were looked at.
 */
export function havoc(evaluator: Evaluator, roots: readonly Root[], effects: Effects): EffectSummary {
  const reached = effects.contents ? givenIn(roots) : roots;
  if (effects.contents) for (const root of reached) if ('kind' in root) handOut(evaluator, root);
  const summary = new EffectSummary(reached.flatMap((root) => startsOf(evaluator, root, effects.contents === true)));
  new Forgetting(evaluator, summary, effects).all();
  return summary;
}

/** The same, paid for. */
export function paidHavoc(evaluator: Evaluator, roots: readonly Root[], effects: Effects): void {
  evaluator.spend(havoc(evaluator, roots, effects).values.size);
}

/** What runs where the root is called or its items are taken; of an object that is handed on, what its class has. */
function startsOf(evaluator: Evaluator, root: Root, isHandedOn: boolean): readonly Root[] {
  if (!('kind' in root)) return [root];
  if (root.kind !== 'instance') return CALLABLE.has(root.kind) ? [root] : [];
  const byProtocol =
    root.host || root.cls.unknownBase
      ? []
      : BY_PROTOCOL.filter((name) => root.cls.lookup(name)).map((name) => evaluator.findAttribute(root, name));
  const own = isHandedOn ? root.cls.mro.filter(({ definition }) => definition) : [];
  const methods = own.flatMap(({ attributes }) =>
    [...attributes].flatMap(([name, value]) =>
      value.kind === 'function' && !MAKING.has(name) ? [new BoundMethod(root, value)] : [],
    ),
  );
  return [...byProtocol.filter((method) => method !== undefined), ...methods];
}

/** Methods that run once, where the object or a class of it is made. */
const MAKING: ReadonlySet<string> = new Set([
  '__init__',
  '__new__',
  '__post_init__',
  '__init_subclass__',
  '__set_name__',
]);
const CALLABLE: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'iterator', 'native', 'method']);

/** What Python runs of an object that is called, or whose items are taken. */
const BY_PROTOCOL: readonly string[] = [
  '__call__',
  '__iter__',
  '__next__',
  '__getitem__',
  '__len__',
  '__enter__',
  '__exit__',
];

const CALLED = words`code outside of the workspace may call what changes it`;
const HANDED_OUT = words`it was passed to code that is not in the workspace`;
const NO_NAMES: ReadonlySet<string> = new Set();

/** More values than this are not looked for in what is handed on: nobody pays for it. */
const MOST_GIVEN = 200;

/** With what stands in containers that are given. */
function givenIn(roots: readonly Root[]): readonly Root[] {
  const found = new Set<Root>(roots);
  for (const root of found) {
    if (found.size > MOST_GIVEN) break;
    if (!('kind' in root)) continue;
    const held =
      root.kind === 'list' || root.kind === 'tuple'
        ? root.items
        : root.kind === 'dict'
          ? [...root.entries.values()].map(([, value]) => value)
          : [];
    for (const one of held.slice(0, MOST_GIVEN)) if (GIVEN.has(one.kind)) found.add(one);
  }
  return [...found];
}
const GIVEN: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'list',
  'tuple',
  'dict',
  'set',
  'host',
  'function',
  'method',
  'instance',
  'one-of',
]);

/** A container handed to code that is not known may come back with anything in it, an object changed. */
export function handOut(evaluator: Evaluator, value: Value): void {
  if (isUndetermined(value)) {
    for (const one of candidatesOf(value, ['instance', 'list', 'dict'])) handOut(evaluator, one);
    return;
  }
  if (value.kind === 'instance') {
    if (value.host?.escape) {
      evaluator.touch(value.host);
      value.host.escape();
    }
    return;
  }
  if (value.kind === 'host')
    value.havoc?.(evaluator, { called: NO_NAMES, assigned: NO_NAMES, contents: true, reason: HANDED_OUT });
  if (value.kind !== 'list' && value.kind !== 'dict' && value.kind !== 'set') return;
  if (value.kind === 'set' && value.frozen) return;
  evaluator.touch(value);
  loseItems(evaluator, value, HANDED_OUT);
}

/** A method runs of an object that is perhaps one of these: what they hold is not known any more. */
export function objectsChanged(evaluator: Evaluator, object: Undetermined): void {
  for (const one of object.pointsTo) {
    if (one.kind !== 'instance' || one.host) continue;
    evaluator.touch(one);
    for (const [name, value] of one.attributes) {
      if (isMark(name)) continue;
      const held = (isUndetermined(value) ? [...(value.alternatives ?? []), ...value.pointsTo] : [value]).filter(
        isChangeable,
      );
      changeEach(evaluator, held);
      if (isChangeable(value)) continue;
      const left = evaluator.unknown('whether it is changed is not known');
      left.pointsTo = held;
      bindPerhaps(one.attributes, name, left);
    }
  }
}

/**
 * An item is taken of an iterator of which it is not known how it goes on: so it is with the code that makes its items.
 */
export function itemTaken(evaluator: Evaluator, iterator: Value): void {
  if (iterator.kind === 'iterator' && iterator.summary && runsCode(iterator))
    paidHavoc(evaluator, [iterator], { reason: words`how far a generator goes is not known` });
}

function runsCode(value: Value): boolean {
  const inner = innerCodeOf(value);
  return (
    inner !== undefined &&
    (inner.code !== undefined || inner.values.some((one) => LEADS_TO_CODE.has(one.kind) || runsCode(one)))
  );
}
const LEADS_TO_CODE: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'method', 'instance', 'tuple']);

class Forgetting {
  readonly #evaluator: Evaluator;
  readonly #summary: EffectSummary;
  readonly #reason: Message;
  readonly #exceptLayers: boolean;
  readonly #changed: Set<Value>;

  constructor(evaluator: Evaluator, summary: EffectSummary, { reason = CALLED, exceptLayers = false }: Effects) {
    this.#evaluator = evaluator;
    this.#summary = summary;
    this.#reason = reason;
    this.#exceptLayers = exceptLayers;
    this.#changed = new Set(summary.changed);
  }

  all(): void {
    for (const value of this.#summary.values) {
      const attributes =
        value.kind === 'instance' || value.kind === 'class' || value.kind === 'module' ? value.attributes : undefined;
      if (attributes) for (const name of this.#summary.held) addEach(this.#changed, attributes.get(name));
      if (this.#summary.items || (value.kind === 'dict' && value.defaultFactory)) this.#changed.add(value);
    }
    for (const value of this.#changed)
      if (value.kind === 'list' || value.kind === 'dict' || value.kind === 'set') this.#items(value);
    for (const value of this.#summary.added) this.#end(value);
    for (const value of this.#summary.values) this.#object(value);
    for (const [home, names] of this.#summary.rebound) {
      this.#evaluator.remember(home);
      for (const name of names) bindPerhaps(home.variables, name, this.#lost(name));
    }
  }

  #lost(name?: string): Undetermined {
    return this.#evaluator.unknown(this.#reason, name);
  }

  #items(container: ListValue | DictValue | SetValue): void {
    if (container.kind === 'set' && container.frozen) return;
    this.#evaluator.remember(container);
    loseItems(this.#evaluator, container);
  }

  /** There may be more in it. */
  #end(value: Value): void {
    if ((value.kind !== 'list' && value.kind !== 'set') || value.summary) return;
    this.#evaluator.touch(value);
    value.summary = this.#lost();
  }

  #object(value: Value): void {
    switch (value.kind) {
      case 'host':
        value.havoc?.(this.#evaluator, {
          called: this.#summary.called,
          assigned: this.#summary.assigned,
          contents: this.#summary.arrays || this.#changed.has(value),
          reason: this.#reason,
        });
        break;
      case 'iterator':
        if (value.summary) break;
        this.#evaluator.remember(value);
        value.summary = this.#lost();
        break;
      case 'instance':
        this.#attached(value);
        this.#attributes(value);
        break;
      case 'class':
        if (value.definition) this.#attributes(value);
        break;
      case 'module':
        if (value.birth) this.#attributes(value);
        break;
      default:
    }
  }

  /** What a library has attached to the object. */
  #attached(value: InstanceValue): void {
    if (!value.host?.havoc || this.#exceptLayers) return;
    this.#evaluator.remember(value.host);
    value.host.havoc(this.#evaluator, {
      called: this.#summary.called,
      assigned: this.#summary.assignedTo(value),
      contents: false,
      reason: this.#reason,
    });
  }

  #attributes(value: InstanceValue | ClassValue | ModuleValue): void {
    const assigned = this.#summary.assignedTo(value);
    const names = assigned.has(ANY) ? [...assigned, ...value.attributes.keys()] : assigned;
    for (const name of names) {
      if (isMark(name)) continue;
      const held = value.attributes.get(name) ?? (value.kind === 'instance' ? value.cls.lookup(name) : undefined);
      if (held && (!DATA.has(held.kind) || (this.#exceptLayers && held.kind === 'instance' && held.host))) continue;
      // It may have been given one more. What a library's object has besides is up to the library.
      if (!held && ((value.kind === 'module' && name === ANY) || (value.kind === 'instance' && value.host))) continue;
      const left = this.#lost();
      if (held && isChangeable(held)) left.pointsTo = [held];
      this.#evaluator.remember(value);
      bindPerhaps(value.attributes, held || value.kind !== 'instance' ? name : OTHER_ATTRIBUTES, left);
    }
  }
}
