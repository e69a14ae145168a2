/** Lists, tuples, sets and dictionaries that a program writes out. */
import { unwrap } from '../library/index.ts';
import type { Expression } from '../syntax/tree.ts';
import { DictValue, ListValue, TupleValue, type Unknown, type Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';

/** The items of a list, tuple or set that is written out: elements with a star are spread out before the next one is evaluated. */
export class WrittenOut {
  readonly items: Value[] = [];
  open: Unknown | undefined;

  add(evaluator: Evaluator, element: Expression, value: Value): void {
    if (element.kind !== 'Starred') { if (!this.open) this.items.push(value); return; }
    const spread = evaluator.iterate(value);
    if (!spread) this.open ??= value.kind === 'unknown' ? value : evaluator.unknown('what is unpacked is not known');
    else for (const item of spread) { evaluator.spend(); this.items.push(item); }
  }

  value(evaluator: Evaluator, kind: 'List' | 'Tuple'): Value {
    if (kind === 'List') return made(evaluator, new ListValue(this.items, this.open));
    return this.open ?? new TupleValue(this.items);
  }
}

/** The entries of `{key: value, **spread}`, each added as it is evaluated. */
export class WrittenDictionary {
  readonly #made = new DictValue();

  /** `key` is undefined for `**value`. */
  add(evaluator: Evaluator, key: Value | undefined, value: Value): void {
    if (key === undefined) { this.#spread(evaluator, unwrap(value)); return; }
    const hash = evaluator.hashKey(key);
    if (hash === undefined) this.#made.open ??= evaluator.unknown('a key of the dict is not known');
    else this.#made.entries.set(hash, [this.#made.entries.get(hash)?.[0] ?? key, value]);
  }

  #spread(evaluator: Evaluator, spread: Value): void {
    if (spread.kind !== 'dict') {
      this.#made.open ??= spread.kind === 'unknown' ? spread : evaluator.unknown('what is unpacked is not known');
      return;
    }
    evaluator.spend(spread.entries.size);
    for (const [key, pair] of spread.entries) this.#made.entries.set(key, pair);
    this.#made.open ??= spread.open;
  }

  value(evaluator: Evaluator): Value { return made(evaluator, this.#made); }
}

function made<T extends ListValue | DictValue>(evaluator: Evaluator, value: T): T {
  evaluator.make(value);
  return value;
}
