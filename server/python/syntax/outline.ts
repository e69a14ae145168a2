/**
 * What a text names and imports, found without parsing it: far cheaper, and never less than a parser would find in a
 * text that is well formed.
 */

export interface ImportedName {
  /** `a.b` of `import a.b` and of `from ..a.b import c`; empty in `from . import c`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
  /** What of it is taken: `c`; undefined where it is the module. */
  readonly name: string | undefined;
}

export interface Outline {
  /**
   * Words that are not attributes, strings or comments, nor bound by an import, a definition or an assignment at the
   * left margin, which surely happens.
   */
  readonly names: ReadonlySet<string>;
  /** Words behind a dot. */
  readonly attributes: ReadonlySet<string>;
  readonly imports: readonly ImportedName[];
}

/** A comment; a string, whose prefix tells whether code may be in it; a word with the dot before it. */
const TOKEN = /#[^\r\n]*|(?:(?<![\w.])([A-Za-z]{1,2}))?("""|'''|"|')|(\.?)([A-Za-z_]\w*)/g;
const REST_OF_STRING: Readonly<Record<string, RegExp>> = {
  '"': /(?:\\[\s\S]|[^"\\\r\n])*"/y,
  "'": /(?:\\[\s\S]|[^'\\\r\n])*'/y,
  '"""': /(?:\\[\s\S]|[^\\])*?"""/y,
  "'''": /(?:\\[\s\S]|[^\\])*?'''/y,
};
const WORD = /(\.?)([A-Za-z_]\w*)/g;

const FROM =
  /from(?=[\s\\.])((?:[ \t\f.]|\\\r?\n)*)((?:\w|[ \t\f]*\.[ \t\f]*(?=\w)|\\\r?\n)*)(?:[ \t\f]|\\\r?\n)*\bimport\b[ \t\f]*(\((?:[^)#]|#[^\r\n]*)*\)|(?:[^\r\n;#\\]|\\\r?\n)*)/y;
const IMPORT = /import(?=[\s\\])((?:[^\r\n;#\\]|\\\r?\n)*)/y;

/** Of a whole program. Never throws. */
export function outlineOf(text: string): Outline {
  const names = new Set<string>();
  const attributes = new Set<string>();
  const imports: ImportedName[] = [];
  const bound = new Set<string>();
  const token = new RegExp(TOKEN);
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [, prefix = '', quote, dot, word] = found;
    if (quote !== undefined) {
      const rest = REST_OF_STRING[quote]!;
      rest.lastIndex = token.lastIndex;
      // A quote that is never closed is nothing; what follows it may be code.
      if (!rest.test(text)) continue;
      if (/[ft]/i.test(prefix))
        for (const [, before, inner] of text.slice(token.lastIndex, rest.lastIndex).matchAll(WORD))
          (before === '.' ? attributes : names).add(inner!);
      token.lastIndex = rest.lastIndex;
    } else if (dot === '.') attributes.add(word!);
    else if (word !== undefined) {
      const end = word === 'from' || word === 'import' ? readImport(text, found.index, imports, bound) : undefined;
      if (end !== undefined) {
        token.lastIndex = end;
        continue;
      }
      names.add(word);
      const name = isAtMargin(text, found.index) ? boundAt(text, found.index, word) : undefined;
      if (name !== undefined) bound.add(name);
    }
  }
  for (const name of bound) names.delete(name);
  return { names, attributes, imports };
}

/**
 * Reads the import that may stand here; gives where it ends. The names that it binds at the left margin, where it
 * surely runs, go into `bound`.
 */
function readImport(text: string, start: number, imports: ImportedName[], bound: Set<string>): number | undefined {
  const margin = isAtMargin(text, start);
  const bind = (name: string): void => {
    if (margin) bound.add(name);
  };
  FROM.lastIndex = IMPORT.lastIndex = start;
  const from = FROM.exec(text);
  if (from !== null) {
    const module = from[2]!.replace(/[\s\\]/g, '');
    const level = from[1]!.replace(/[^.]/g, '').length;
    for (const { name, alias } of listed(from[3]!.replace(/#[^\r\n]*/g, '').replace(/[()]/g, ''))) {
      imports.push({ module, level, name: name === '*' ? undefined : name });
      bind(alias ?? name);
    }
    return FROM.lastIndex;
  }
  const whole = IMPORT.exec(text);
  if (whole === null) return undefined;
  for (const { name, alias } of listed(whole[1]!)) {
    imports.push({ module: name, level: 0, name: undefined });
    bind(alias ?? name.split('.')[0]!);
  }
  return IMPORT.lastIndex;
}

const isAtMargin = (text: string, offset: number): boolean => offset === 0 || /[\r\n]/.test(text[offset - 1]!);

const DEFINITION = /(?:async[ \t]+)?(?:class|def)[ \t]+(\w+)/y;
const ASSIGNMENT = /\w+[ \t]*(?::[^=\r\n]*)?=(?!=)/y;
/** What stands before a name that begins a line within brackets. */
const WITHIN_BRACKETS = /[([{,][ \t\r\n]*$/;

/** The name that the statement which begins here binds, if it is a definition or an assignment to one name. */
function boundAt(text: string, start: number, word: string): string | undefined {
  DEFINITION.lastIndex = ASSIGNMENT.lastIndex = start;
  const definition = DEFINITION.exec(text);
  if (definition !== null) return definition[1];
  return ASSIGNMENT.test(text) && !WITHIN_BRACKETS.test(text.slice(Math.max(0, start - 200), start)) ? word : undefined;
}

/** `a.b as c, d` */
function listed(text: string): readonly { readonly name: string; readonly alias: string | undefined }[] {
  return text
    .replace(/\\/g, ' ')
    .split(',')
    .flatMap((part) => {
      const [name, as, alias] = part.trim().split(/\s+/);
      return name === undefined || name === '' ? [] : [{ name, alias: as === 'as' ? alias : undefined }];
    });
}
