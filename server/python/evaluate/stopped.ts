/**
 * What a statement that was stopped in its middle would have gone on to change. All code that it could still come to is looked at: that of the calls it was in, and of the functions
 * and classes that this code leads to. Of the objects that it leads to, those are not known any more that are of a kind which this code changes.
 */
import { loseItems } from '../library/unknowns.ts';
import { CHANGING, changesIn, type Code } from '../syntax/changes.ts';
import type { HostState } from '../values/host.ts';
import { perhapsSame } from '../values/kin.ts';
import type { Scope } from '../values/scope.ts';
import { type FunctionValue, isChangeable, type Unknown, type Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';

/** Code that was running, and its names. */
export interface Stopped { readonly code: Code; readonly scope: Scope }

/** Any attribute: `setattr(object, name, value)`. */
const ANY = '*';

/** What the code does to objects, whichever they are. */
function doings(code: Code): { readonly assigned: ReadonlySet<string>; readonly items: boolean } {
  const { targets, augmented, calls, attributes } = changesIn(code);
  // What a constructor assigns to its object it assigns to a new one.
  const made = 'kind' in code && code.kind === 'FunctionDefinition' && code.name === '__init__' ? code.parameters[0]?.name : undefined;
  const assigned = new Set<string>();
  for (const target of targets) if (target.kind === 'Attribute' && !(made !== undefined && target.object.kind === 'Name' && target.object.id === made)) assigned.add(target.name);
  if (calls.some(({ callee }) => callee.kind === 'Name' && (callee.id === 'setattr' || callee.id === 'delattr'))) assigned.add(ANY);
  return { assigned, items: augmented.length > 0 || targets.some(({ kind }) => kind === 'Subscript') || [...attributes].some((name) => CHANGING.has(name)) };
}

class Reached {
  readonly values = new Set<Value>();
  readonly called = new Set<string>();
  readonly assigned = new Set<string>();
  items = false;
  readonly rebound = new Map<Scope, Set<string>>();
  readonly #functions = new Set<FunctionValue>();
  /** What is found and not looked into yet. */
  readonly #waiting: Value[] = [];

  from({ code, scope }: Stopped): void {
    this.#code(code, scope, scope.frame?.function.closure ?? scope);
    for (let value = this.#waiting.pop(); value; value = this.#waiting.pop()) this.#lookInto(value);
  }

  #code(code: Code, scope: Scope, around: Scope): void {
    const { names, attributes, outer } = changesIn(code);
    const { assigned, items } = doings(code);
    for (const name of attributes) this.called.add(name);
    for (const name of assigned) this.assigned.add(name);
    this.items ||= items;
    for (const name of names) this.#value(scope.lookup(name));
    for (const [name, where] of outer) {
      const home = around.homeOf(name, where);
      if (home) this.rebound.set(home, (this.rebound.get(home) ?? new Set()).add(name));
    }
  }

  #value(value: Value | undefined): void {
    if (!value || !LEADS_ON.has(value.kind) || this.values.has(value)) return;
    this.values.add(value);
    this.#waiting.push(value);
  }

  #lookInto(value: Value): void {
    const all = (values: Iterable<Value>): void => { for (const one of values) this.#value(one); };
    switch (value.kind) {
      case 'tuple': all(value.items); break;
      case 'list': all(value.items); this.#value(value.open); if (value.kin) all(perhapsSame(value)); break;
      case 'dict': for (const [, one] of value.entries.values()) this.#value(one); this.#value(value.open); break;
      case 'set': all(value.entries.values()); this.#value(value.open); break;
      case 'unknown': all(value.alternatives ?? []); all(value.mayBe); break;
      case 'instance': all(value.attributes.values()); all(value.cls.mro); all(value.host?.inside?.() ?? []); break;
      case 'class': if (value.definition) { all(value.attributes.values()); all(value.mro); } break;
      case 'module': if (value.birth) all(value.attributes.values()); break;
      case 'method': this.#value(value.receiver); this.#value(value.method); break;
      case 'super': this.#value(value.receiver); break;
      case 'property': this.#value(value.getter); this.#value(value.setter); break;
      case 'staticmethod': case 'classmethod': this.#value(value.method); break;
      case 'function':
        if (this.#functions.has(value)) break;
        this.#functions.add(value);
        all(value.defaults.values());
        all(value.attributes.values());
        this.#code(value.definition, value.closure, value.closure);
        break;
      default:
    }
  }
}

const LEADS_ON: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['tuple', 'list', 'dict', 'set', 'unknown', 'instance', 'class', 'module', 'method', 'super', 'property', 'staticmethod', 'classmethod', 'function', 'iterator']);
const DATA: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['none', 'bool', 'int', 'float', 'str', 'bytes', 'tuple', 'list', 'dict', 'set', 'unknown', 'instance']);

/** Gives how many objects were looked at. Nothing is paid for them here: the fuel may be gone. */
export function forgetContents(evaluator: Evaluator, stopped: readonly Stopped[], reason: string): number {
  const reached = new Reached();
  for (const one of stopped) reached.from(one);
  const lost = (name?: string): Unknown => evaluator.unknown(reason, name);
  for (const value of reached.values) {
    switch (value.kind) {
      case 'list': case 'dict': case 'set':
        if (!reached.items || (value.kind === 'set' && value.frozen)) break;
        evaluator.remember(value);
        loseItems(evaluator, value);
        break;
      case 'iterator':
        if (value.open) break;
        evaluator.remember(value);
        value.open = lost();
        break;
      case 'instance': case 'class': {
        const host = value.kind === 'instance' ? value.host : undefined;
        if (host) loseHost(evaluator, host, reached, reason);
        if (value.kind === 'class' && !value.definition) break;
        const names = reached.assigned.has(ANY) ? [...reached.assigned, ...value.attributes.keys()] : reached.assigned;
        for (const name of names) {
          const held = value.attributes.get(name) ?? (value.kind === 'instance' ? value.cls.lookup(name) : undefined);
          if (!held || !DATA.has(held.kind)) continue;
          const left = lost();
          if (isChangeable(held)) left.mayBe = [held];
          evaluator.remember(value);
          value.attributes.set(name, left);
        }
        break;
      }
      default:
    }
  }
  for (const [home, names] of reached.rebound) {
    evaluator.remember(home);
    for (const name of names) home.variables.set(name, lost(name));
  }
  return reached.values.size;
}

function loseHost(evaluator: Evaluator, host: HostState, { called, assigned }: Reached, reason: string): void {
  if (!host.lose) return;
  evaluator.remember(host);
  host.lose(evaluator, { called, assigned, reason });
}
