/**
 * State that a program changes in place, declared once: which fields an object has that change, and how each of them is
 * copied, compared and joined. A return to what was before, the join of two ways, the question whether a loop still
 * changes something, and what it takes to keep a state all follow from the declaration.
 */
import type { Text } from '../../words/message.ts';
import type { Undetermined } from './undetermined.ts';
import type { Value } from './value.ts';

/** Joins two values into one that stands for both. */
export type Join = (a: Value, b: Value) => Value;

/** What a join of states is given. */
export interface Joining {
  readonly join: Join;
  /** They are the states before and after one pass of a loop of unknown length. */
  readonly widen: boolean;
  /** Something of which nothing is known but why. */
  unknown(reason: Text): Undetermined;
  /** So many entries were gone through. */
  copied(entries: number): void;
}

/** What can change in one way. `S` is what is kept of it, `T` what the object has. */
export interface Field<S, T = S> {
  /** The form in which the object has it from now on, so that its states can be kept. */
  form?(now: T): T;
  /** What is kept: later changes leave it alone. */
  copy(now: T): S;
  /** What the object has where it takes this state in place of what it has now. */
  put(state: S, now: T): T;
  /** What stands for both. Either may be what the program goes on with. */
  join(a: S, b: S, joining: Joining, object: object): S;
  /** Whether a pass of a loop left it as it was. */
  same(a: S, b: S): boolean;
  /** How many entries were copied for it. */
  weight(state: S): number;
  /** As something that no later change of the object has to be told to. */
  settled?(state: S): S;
}

/** The declared state of a kind of object. The states themselves are opaque to who keeps them. */
export interface State {
  snapshot(object: object): unknown;
  restore(object: object, state: unknown): void;
  join(object: object, a: unknown, b: unknown, joining: Joining): unknown;
  same(a: unknown, b: unknown): boolean;
  /** How many entries were copied for a state. */
  weight(state: unknown): number;
  settled(state: unknown): unknown;
}

type Fields<S> = { readonly [Name in keyof S]: Field<S[Name], unknown> };

interface Together<S> {
  /** Where fields can only be joined together. */
  readonly join?: (a: S, b: S, joining: Joining, object: object) => S;
  /** Whether a pass left all of it as it was, where that is no question of each field alone. */
  readonly same?: (a: S, b: S) => boolean;
  /** How a state is put into the object, where it is not by its fields. */
  readonly put?: (object: object, state: S) => void;
  /** After a state was put back: what was worked out from another one is not so. */
  readonly restored?: (object: object) => void;
}

/** `S`: what is kept of the fields of the object that change. */
export function defineState<S extends object>(fields: Fields<S>, together: Together<S> = {}): State {
  const all = Object.entries(fields) as [keyof S & string, Field<unknown>][];
  const putEach = (object: object, state: S): void => {
    const own = object as Record<string, unknown>;
    for (const [name, field] of all) own[name] = field.put(state[name], own[name]);
  };
  const joinEach = (a: S, b: S, joining: Joining, object: object): S => {
    const state: Partial<Record<keyof S, unknown>> = {};
    for (const [name, field] of all) state[name] = field.join(a[name], b[name], joining, object);
    return state as S;
  };
  const sameEach = (a: S, b: S): boolean => all.every(([name, field]) => field.same(a[name], b[name]));
  const { join = joinEach, put = putEach, restored, same = sameEach } = together;
  return {
    snapshot(object) {
      const own = object as Record<string, unknown>;
      const state: Record<string, unknown> = {};
      for (const [name, field] of all) {
        if (field.form) own[name] = field.form(own[name]);
        state[name] = field.copy(own[name]);
      }
      return state;
    },
    restore(object, state) {
      put(object, state as S);
      restored?.(object);
    },
    join: (object, a, b, joining) => join(a as S, b as S, joining, object),
    same: (a, b) => same(a as S, b as S),
    weight: (state) => all.reduce((sum, [name, field]) => sum + field.weight((state as S)[name]), 1),
    settled(state) {
      let settled = state as S;
      for (const [name, field] of all) {
        const before = settled[name];
        const after = field.settled?.(before) ?? before;
        if (after !== before) settled = { ...settled, [name]: after };
      }
      return settled;
    },
  };
}

// ------------------------------------------------------------ kinds of fields

/** A value that is exchanged, never changed itself. */
const exchanged = <T>(join: Field<T>['join'], same: Field<T>['same']): Field<T, unknown> => ({
  copy: (now) => now as T,
  put: (state) => state,
  join,
  same,
  weight: () => 0,
});
const always = (): boolean => true;

/** It says what was found, and both ways found it: the last one's is as good as any. */
export const latest = <T>(): Field<T, unknown> => exchanged<T>((_, b) => b, always);

/** It was set once one way has set it. */
export const first = <T>(): Field<T | undefined, unknown> => exchanged<T | undefined>((a, b) => a ?? b, always);

/** It is known where both agree, and undefined elsewhere. */
export const agreed = <T>(): Field<T | undefined, unknown> =>
  exchanged<T | undefined>((a, b) => (a === b ? a : undefined), Object.is);

/** A field that is joined together with others. */
export const kept = <T>(): Field<T, unknown> => exchanged<T>((_, b) => b, always);

/** A list that is changed in place. */
export const list = <T>(): Field<T[], unknown> => ({
  copy: (items) => (items as T[]).slice(),
  put: (items) => items.slice(),
  join: (_, b) => b,
  same: always,
  weight: (items) => items.length,
});

/** A map that is changed in place. */
export const map = <K, V>(): Field<Map<K, V>, unknown> => ({
  copy: (entries) => new Map(entries as Map<K, V>),
  put: (entries) => new Map(entries),
  join: (_, b) => b,
  same: always,
  weight: (entries) => entries.size,
});
