import type { Message } from '../words/message.ts';

/** What a rule gives: a value, or why there is none. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: Message };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(message: Message): { readonly ok: false; readonly message: Message } {
  return { ok: false, message };
}
