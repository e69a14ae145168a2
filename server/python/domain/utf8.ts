/** Bytes as a text with one character for each. */

/** The bytes of a text. What is half a character stays as it is. */
export function utf8Of(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  try {
    return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
  } catch {
    return text;
  }
}

/** The text that bytes stand for; undefined where they are no UTF-8. */
export function textOfUtf8(bytes: string): string | undefined {
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  const escaped = bytes.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
