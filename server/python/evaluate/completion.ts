import type { Value } from '../domain/value.ts';

/** How a statement ends. `undefined` is the ordinary end. */
export type Completion =
  | undefined
  | { readonly type: 'return'; readonly value: Value }
  | { readonly type: 'break' }
  | { readonly type: 'continue' };
export const BREAK: Completion = { type: 'break' };
export const CONTINUE: Completion = { type: 'continue' };
