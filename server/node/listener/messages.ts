/** The protocol's messages as the listener needs them: what they are about is read, the rest goes through as it is. */
import type { Message } from 'vscode-jsonrpc';

export type Id = string | number;

/** A message of JSON-RPC as it came: a request has a method and an id, an answer an id alone. */
export interface AnyMessage extends Message {
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

export interface Request extends AnyMessage {
  readonly id: Id;
  readonly method: string;
}

export const isRequest = (message: AnyMessage): message is Request =>
  message.method !== undefined && message.id !== undefined && message.id !== null;

export const isAnswer = (message: AnyMessage): message is AnyMessage & { readonly id: Id } =>
  message.method === undefined && message.id !== undefined && message.id !== null;

/** A part of what a message says; undefined where it is not there. */
export function part(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}

/** The address of the document that a message is about. */
export function uriOf({ params }: AnyMessage): string | undefined {
  const uri = part(params, 'textDocument', 'uri') ?? part(params, 'notebookDocument', 'uri') ?? part(params, 'uri');
  return typeof uri === 'string' ? uri : undefined;
}

export const notification = (method: string, params: unknown): AnyMessage => ({ jsonrpc: '2.0', method, params });
export const request = (id: Id, method: string, params: unknown): Request => ({ jsonrpc: '2.0', id, method, params });
export const answer = (id: Id, result: unknown): AnyMessage => ({ jsonrpc: '2.0', id, result });
export const refusal = (id: Id, code: number, text: string): AnyMessage => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: text },
});
