import type { Language } from '../../words/language.ts';
import type { Equations } from './document.ts';

/** The lines of equations with the shapes under their terms, in columns of one width. */
export function equationLines({ lines }: Equations, language: Language): string[] {
  return lines.flatMap((line) => {
    const terms = line.map(({ text, under }) => ({ text: language.say(text), under }));
    const widths = terms.map(({ text, under }) => Math.max(length(text), length(under)));
    const row = (texts: readonly string[]) =>
      texts
        .map((text, index) => text + ' '.repeat((widths[index] ?? 0) - length(text)))
        .join(' ')
        .trimEnd();
    const under = row(terms.map((term) => term.under));
    const text = row(terms.map((term) => term.text));
    return under === '' ? [text] : [text, under];
  });
}

const length = (text: string) => [...text].length;
