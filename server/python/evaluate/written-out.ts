/** Lists, tuples, sets and dictionaries that a program writes out. */
import { unwrap } from '../library/index.ts';
import { openDict, updateDict } from '../library/methods/dict-methods.ts';
import { setEntry } from '../library/operations/set-items.ts';
import type { Expression } from '../syntax/tree.ts';
import { DictValue, ListValue, TupleValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/**
 * The items of a list, tuple or set that is written out: elements with a star are spread out before the next one is
 * evaluated.
 */
export class WrittenOut {
  readonly items: Value[] = [];
  open: Undetermined | undefined;

  add(evaluator: Evaluator, element: Expression, value: Value): void {
    if (element.kind !== 'Starred') {
      if (!this.open) this.items.push(value);
      return;
    }
    const spread = evaluator.iterate(value);
    if (!spread) this.open ??= isUndetermined(value) ? value : evaluator.unknown('what is unpacked is not known');
    else if (!this.open)
      for (const item of spread) {
        evaluator.spend();
        this.items.push(item);
      }
  }

  value(evaluator: Evaluator, kind: 'List' | 'Tuple'): Value {
    if (kind === 'List') return made(evaluator, new ListValue(this.items, this.open));
    return this.open ?? new TupleValue(this.items);
  }
}

/** The entries of `{key: value, **spread}`, each added as it is evaluated. */
export class WrittenDictionary {
  readonly value: DictValue;

  constructor(evaluator: Evaluator) {
    this.value = made(evaluator, new DictValue());
  }

  /** `key` is undefined for `**value`. */
  add(evaluator: Evaluator, key: Value | undefined, value: Value): void {
    if (key !== undefined) {
      setEntry(evaluator, this.value, key, value);
      return;
    }
    const spread = unwrap(value);
    if (spread.kind === 'dict' || isUndetermined(spread)) updateDict(evaluator, this.value, spread, NO_KEYWORDS);
    else openDict(this.value, evaluator.unknown('what is unpacked is not known'));
  }
}

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

function made<T extends ListValue | DictValue>(evaluator: Evaluator, value: T): T {
  evaluator.make(value);
  return value;
}
