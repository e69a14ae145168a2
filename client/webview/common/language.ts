/** The words of the pages in the reader's language, which the extension puts into the page (client/views/panel.ts). */
import { Language, type Catalogue } from '../../../server/words/language.ts';
import { message, type Value } from '../../../server/words/message.ts';

/** A language as data: what a page is given, and what it hands on to its workers. */
export interface LanguageData {
  readonly locale: string;
  /** Empty for English. */
  readonly catalogue: Catalogue;
}

interface Page {
  readonly documentElement: { readonly lang: string };
  getElementById(id: string): { readonly textContent: string | null } | null;
}

/** Absent where tests run a page's functions without a page. */
const { document } = globalThis as { document?: Page };

export const languageData: LanguageData = {
  locale: document?.documentElement.lang || 'en',
  catalogue: JSON.parse(document?.getElementById('words')?.textContent || '{}') as Catalogue,
};

export const languageOf = ({ locale, catalogue }: LanguageData): Language => new Language(locale, catalogue);

export const language = languageOf(languageData);

/** The English text in the reader's language; `{0}` stands for the first of the values. */
export const t = (english: string, ...values: readonly Value[]): string => language.say(message(english, ...values));
