/** Which language the command line speaks: the one of `--lang`, else that of the terminal. */
import { ENGLISH, type Language } from '../words/language.ts';
import { languageFor } from '../words/catalogues.ts';

/** What the system's variables name, as POSIX weighs them: `zh_CN.UTF-8`. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (name) => name !== undefined && name !== '',
  );
}

/** Known before the arguments are read, since help and complaints about them are said in it. */
export function languageOf(args: readonly string[], locale: string | undefined): Promise<Language> {
  return languageFor(askedLanguage(args) ?? locale);
}

/** Is it the language that is spoken where it is asked for? */
export const isSpoken = (name: string, language: Language): boolean =>
  language !== ENGLISH || /^(en\b|C$|POSIX$)/i.test(name.replace('_', '-'));

function askedLanguage(args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.findLastIndex((option) => /^--lang(=|$)/.test(option));
  return at < 0 ? undefined : (options[at]?.split('=')[1] ?? options[at + 1]);
}
