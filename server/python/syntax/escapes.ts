const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

const textEscape = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{[^}]*\}|([\s\S]))/g;
const bytesEscape = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([\s\S]))/g;

/**
 * The text that a string literal's inside stands for. `\N{…}` (a character by its name) and unknown escapes stay as
 * written.
 */
export function unescapeText(source: string): string {
  return source.replace(
    textEscape,
    (all: string, octal?: string, hex?: string, short?: string, long?: string, letter?: string) => {
      if (letter !== undefined) return simple[letter] ?? all;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = Number.parseInt(hex ?? short ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all; // NaN for `\N{…}`
    },
  );
}

/** As `unescapeText`, for bytes: one character (0-255) a byte; `\u` and `\N` mean nothing here. */
export function unescapeBytes(source: string): string {
  return source.replace(bytesEscape, (all: string, octal?: string, hex?: string, letter?: string) => {
    if (letter !== undefined) return simple[letter] ?? all;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return String.fromCharCode(Number.parseInt(hex ?? '', 16));
  });
}
