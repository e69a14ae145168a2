import type { Ledger } from '../python/evaluate/statement-record.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Value } from '../python/domain/value.ts';

/** The name that a value was first given, and where. */
export interface Origin {
  readonly name: string;
  readonly span: Place;
}

/** What a statement called a value, first and last, and what it was called before. */
interface Named {
  before: Origin | undefined;
  readonly first: Origin;
  last: Origin;
}
interface Account {
  readonly named: ReadonlyMap<Value, Named>;
  readonly found: ReadonlyMap<Value, Origin | undefined>;
}

/** Where values got their names. */
export class GivenNames implements Ledger<Account> {
  private readonly origins = new WeakMap<object, Origin>();
  private now = new Map<Value, Named>();
  private found = new Map<Value, Origin | undefined>();

  of(value: Value): Origin | undefined {
    const origin = this.origins.get(value);
    if (!this.now.has(value) && !this.found.has(value)) this.found.set(value, origin);
    return origin;
  }
  /** A number is from where it is first written; other things are called what they were called last. */
  named(value: Value, name: string, span: Place): void {
    if (value.kind === 'none' || value.kind === 'bool' || name === 'self') return;
    const origin = { name, span };
    const known = this.now.get(value);
    if (known === undefined) this.now.set(value, { before: this.origins.get(value), first: origin, last: origin });
    else known.last = origin;
    this.call(value, this.now.get(value)!);
  }

  private call(value: Value, { before, first, last }: Named): void {
    this.origins.set(value, value.kind === 'int' ? (before ?? first) : last);
  }

  begin(): void {
    this.now = new Map();
    this.found = new Map();
  }
  end(): Account {
    return { named: this.now, found: this.found };
  }
  undo({ named }: Account): void {
    for (const [value, { before }] of named) {
      if (before) this.origins.set(value, before);
      else this.origins.delete(value);
    }
  }
  holds({ found }: Account): boolean {
    for (const [value, origin] of found) if (this.origins.get(value) !== origin) return false;
    return true;
  }
  redo({ named }: Account): void {
    for (const [value, names] of named) {
      names.before = this.origins.get(value);
      this.call(value, names);
    }
  }
}
