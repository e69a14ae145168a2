import type { Ledger } from '../python/evaluate/statement-record.ts';
import type { Span } from '../python/syntax/tree.ts';
import type { Value } from '../python/values/value.ts';

/** The name that a value was first given, and where. */
export interface Origin { readonly name: string; readonly span: Span }

interface Named { readonly value: Value; readonly before: Origin | undefined; readonly after: Origin }

/** Where values got their names. */
export class Origins implements Ledger<readonly Named[]> {
  private readonly origins = new WeakMap<object, Origin>();
  private now: Named[] = [];

  of(value: Value): Origin | undefined { return this.origins.get(value); }
  /** A number is from where it is first written; other things are called what they were called last. */
  named(value: Value, name: string, span: Span): void {
    if (value.kind === 'none' || value.kind === 'bool' || name === 'self') return;
    const before = this.origins.get(value);
    if (before && value.kind === 'int') return;
    const after = { name, span };
    this.origins.set(value, after);
    this.now.push({ value, before, after });
  }

  begin(): void { this.now = []; }
  end(): readonly Named[] { return this.now; }
  undo(named: readonly Named[]): void {
    for (const { value, before } of named.toReversed()) { if (before) this.origins.set(value, before); else this.origins.delete(value); }
  }
  holds(): boolean { return true; }
  redo(named: readonly Named[]): void { for (const { value, after } of named) this.origins.set(value, after); }
}
