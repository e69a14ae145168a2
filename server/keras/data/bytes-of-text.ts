/** Texts in tensors are bytes: UTF-8, one character of a JavaScript string for each byte. */
import { Bytes, type Value } from '../../python/domain/value.ts';

/** The bytes of an element; undefined where it is no text, or not known. */
export function bytesOf(element: Value): string | undefined {
  if (element.kind === 'bytes') return element.value;
  return element.kind === 'str' ? encoded(element.value) : undefined;
}

export const encoded = (text: string): string =>
  /^[\x00-\x7f]*$/.test(text) ? text : String.fromCharCode(...new TextEncoder().encode(text));

/** As the characters that the bytes stand for; undefined where they are no UTF-8. */
export function decoded(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

export const bytesValue = (bytes: string): Bytes => new Bytes(bytes);
