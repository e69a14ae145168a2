/**
 * The members of Keras's public namespaces, made when a program first looks into one: most programs use few of them,
 * and each analysis has its own.
 */
import type { Value } from '../python/domain/value.ts';

export interface Members {
  get(name: string): Value | undefined;
  keys(): Iterable<string>;
}

/** What makes the members, by the dotted path of their namespace. */
export type MembersByPath = Readonly<Record<string, () => Members>>;

/** What `make` gives, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export class Namespaces {
  readonly #tables = new Map<string, (() => Members)[]>();

  /** Of several members of one name, the first that was added counts. */
  add(path: string, make: () => Members): void {
    const tables = this.#tables.get(path);
    if (tables === undefined) this.#tables.set(path, [once(make)]);
    else tables.push(once(make));
  }

  addAll(members: MembersByPath): void {
    for (const [path, make] of Object.entries(members)) this.add(path, make);
  }

  has(path: string): boolean {
    return this.#tables.has(path);
  }

  paths(): Iterable<string> {
    return this.#tables.keys();
  }

  member(path: string, name: string): Value | undefined {
    for (const table of this.#tables.get(path) ?? []) {
      const found = table().get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The names of a namespace; none where there is no such namespace. */
  names(path: string): ReadonlySet<string> {
    return new Set((this.#tables.get(path) ?? []).flatMap((table) => [...table().keys()]));
  }
}
