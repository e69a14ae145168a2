/** Bytes as texts, in the encodings that programs name. */
import { oneCharacterPerByte, TextDecoder } from '../python/syntax/decode-source.ts';

const NAMES: Readonly<Record<string, 'utf-8' | 'ascii' | 'latin1'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  utf_8: 'utf-8',
  'utf-8-sig': 'utf-8',
  utf_8_sig: 'utf-8',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  latin1: 'latin1',
  'latin-1': 'latin1',
  latin_1: 'latin1',
  'iso-8859-1': 'latin1',
  iso8859_1: 'latin1',
  l1: 'latin1',
};

/** undefined where they are no such text, or the encoding is not known here. */
export function decoded(bytes: Uint8Array | undefined, encoding: string): string | undefined {
  const name = NAMES[encoding.toLowerCase()];
  if (bytes === undefined || name === undefined) return undefined;
  if (name === 'latin1') return oneCharacterPerByte(bytes);
  if (name === 'ascii' && bytes.some((byte) => byte > 127)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return encoding.toLowerCase().endsWith('sig') ? text.replace(/^\uFEFF/, '') : text;
  } catch {
    // Python would raise a UnicodeDecodeError.
    return undefined;
  }
}

/** The whole lines at the beginning of a text that was cut off somewhere. */
export const wholeLines = (bytes: Uint8Array | undefined): Uint8Array | undefined =>
  bytes?.subarray(0, bytes.lastIndexOf(10) + 1);
