/** The words of the pages in the reader's language, which the page's `lang` names. */
import { CHINESE } from './languages/zh-cn.ts';

/** Absent where tests run a page's functions without a page. */
const { document } = globalThis as { document?: { readonly documentElement: { readonly lang: string } } };
const words: Readonly<Record<string, string>> = /^zh(-cn)?$/i.test(document?.documentElement.lang ?? '') ? CHINESE : {};

/** The English text in the reader's language; `{0}` stands for the first of the arguments. */
export function t(english: string, ...args: readonly (string | number)[]): string {
  return (words[english] ?? english).replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)] ?? ''));
}
