/**
 * What code that is not followed would have changed: of a statement or a call that was stopped in its middle, of a
 * generator whose items are taken by nobody knows whom, of a function that
 * others may call. All code that it could come to is looked at: its own, and that of the functions and classes that it
 * leads to. Of the objects that it leads to, those are not known any more
 * that are of a kind which this code changes.
 */
import { loseItems } from '../library/unknowns.ts';
import type { HostState, HostValue } from '../domain/host.ts';
import { innerCodeOf } from '../domain/inner-code.ts';
import {
  type ClassValue,
  type InstanceValue,
  isChangeable,
  type ModuleValue,
  OTHER_ATTRIBUTES,
  type Value,
} from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { type Message, words } from '../../words/message.ts';
import type { Undetermined } from '../domain/undetermined.ts';
import { type Stopped, ANY, Reached, DATA, addEach } from './reached.ts';

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
  if (iterator.kind === 'iterator' && iterator.summary && runsCode(iterator))
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
        if (value.summary) break;
        evaluator.remember(value);
        value.summary = lost();
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
    if (held && isChangeable(held)) left.pointsTo = [held];
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
