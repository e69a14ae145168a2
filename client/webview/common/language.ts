/** The words of the pages in the reader's language, which the page's `lang` names. */
import { ENGLISH, Language } from '../../../server/words/language.ts';
import { message } from '../../../server/words/message.ts';
import { CHINESE } from './languages/zh-cn.ts';

/** Absent where tests run a page's functions without a page. */
const { document } = globalThis as { document?: { readonly documentElement: { readonly lang: string } } };

export const language = /^zh(-cn)?$/i.test(document?.documentElement.lang ?? '') ? new Language('zh-cn', CHINESE) : ENGLISH;

/** The English text in the reader's language; `{0}` stands for the first of the arguments. */
export const t = (english: string, ...args: readonly (string | number)[]): string => language.say(message(english, ...args));
