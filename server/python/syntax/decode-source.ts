import { words, type Message } from '../../words/message.ts';

/** As much of the platform's `TextDecoder` as is needed; both Node and browsers have it. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}
interface DecoderConstructor {
  new (label: string, options: { fatal: boolean; ignoreBOM?: boolean }): Decoder;
}
export const { TextDecoder } = globalThis as unknown as { TextDecoder: DecoderConstructor };

export type Decoded =
  | { readonly text: string; readonly error?: undefined }
  | { readonly error: Message; readonly text?: undefined };

const latin1 = /^(?:latin-?1|iso-?8859-?1|iso-latin-1|l1)(?:-unix|-dos|-mac)?$/;
const utf8 = /^(?:utf-?8|u8|utf-8-sig|ascii|us-ascii)(?:-unix|-dos|-mac)?$/;

/**
 * The text of a Python file as Python would decode it: UTF-8, unless a byte order mark or a comment in the first two
 * lines
 * (PEP 263) says otherwise. The byte order mark is no part of the text.
 */
export function decodeSource(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes.subarray(2), 'utf-16be');
  if (bytes.includes(0)) return { error: words`This is a binary file, not Python: it has zero bytes.` };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes.subarray(3), 'utf-8');
  const declared = declaredEncoding(bytes);
  if (declared === undefined) return decode(bytes, 'utf-8');
  if (utf8.test(declared)) return decode(bytes, 'utf-8');
  // what browsers call latin-1 is Windows' code page 1252
  if (latin1.test(declared)) return { text: oneCharacterPerByte(bytes) };
  return decode(bytes, declared.replace(/^cp(?=\d)/, 'windows-'), declared);
}

function decode(bytes: Uint8Array, label: string, declared?: string): Decoded {
  let decoder: Decoder;
  try {
    decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return { error: words`The file says that it is encoded as ${declared ?? label}, which is not known here.` };
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return {
      error:
        declared === undefined && label === 'utf-8'
          ? words`The file is not valid UTF-8, and names no other encoding.`
          : words`The file is not valid ${declared ?? label}.`,
    };
  }
}

/** The name in `# -*- coding: latin-1 -*-`, in small letters and with hyphens. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const lines = oneCharacterPerByte(bytes.subarray(0, 400)).split(/\r\n?|\n/, 2);
  for (const [number, line] of lines.entries()) {
    const match = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (match !== null) return match[1]?.toLowerCase().replaceAll('_', '-');
    if (number === 0 && !/^[ \t\f]*(?:#.*)?$/.test(line)) return undefined;
  }
  return undefined;
}

export function oneCharacterPerByte(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return pieces.join('');
}
