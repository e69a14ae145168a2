/** Texts in tensors are bytes: UTF-8, one character of a JavaScript string for each byte. */
import { textOfUtf8, utf8Of } from '../../python/domain/utf8.ts';
import { Bytes, type Value } from '../../python/domain/value.ts';

/** The bytes of an element; undefined where it is no text, or not known. */
export function bytesOf(element: Value): string | undefined {
  if (element.kind === 'bytes') return element.value;
  return element.kind === 'str' ? encoded(element.value) : undefined;
}

export const encoded = utf8Of;

/** As the characters that the bytes stand for; undefined where they are no UTF-8. */
export const decoded = textOfUtf8;

export const bytesValue = (bytes: string): Bytes => new Bytes(bytes);
