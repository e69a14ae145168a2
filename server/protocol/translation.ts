import type { DocumentSymbol } from '../features/document-symbols.ts';
import type { InlayHint } from '../features/inlay-hints.ts';
import { CHINESE } from './languages/zh-cn.ts';

/** Gives a text of the features in the reader's language; as it is where there is no translation. */
export type Translate = (text: string) => string;

const LANGUAGES: readonly (readonly [locale: RegExp, words: Readonly<Record<string, string>>])[] = [[/^zh(?:-(?:cn|sg|hans)\b.*)?$/i, CHINESE]];
/** So many translated texts are remembered; there are as many different ones as a program has numbers. */
const MOST_REMEMBERED = 2_000;

/** For the `locale` that an editor names. The features speak English; their texts are recognised here, so that none of them has to know of languages. */
export function translatorFor(locale: string | undefined): Translate {
  const words = LANGUAGES.find(([pattern]) => pattern.test((locale ?? '').replace('_', '-')))?.[1];
  if (words === undefined) return (text) => text;
  const templates = Object.entries(words).filter(([english]) => /\{#?0\}/.test(english)).map(([english, translated]) => ({ pattern: patternOf(english), translated }));
  const known = new Map<string, string>();
  const find = (text: string): string => {
    const exact = Object.hasOwn(words, text) ? words[text] : undefined;
    if (exact !== undefined) return exact;
    for (const { pattern, translated } of templates) {
      const found = pattern.exec(text);
      if (found !== null) return translated.replace(/\{#?(\d)\}/g, (_, index: string) => found[Number(index) + 1] ?? '');
    }
    return text;
  };
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const inner = text.trim();
    const translated = inner === '' || inner.length > 300 ? text : text.replace(inner, () => find(inner));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, translated);
    return translated;
  };
}

/** What stands for `{#0}`: a number (`61.5 M`), a formula, several of them; no sentence. */
const COUNT = '((?:(?![A-Za-z]{2,} [A-Za-z]).)+?)';

/** A template as the texts that it stands for. */
export function patternOf(english: string): RegExp {
  const source = english.split(/(\{#?\d\})/).map((text) => (text.startsWith('{#') ? COUNT : /^\{\d\}$/.test(text) ? '(.+?)' : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
  return new RegExp(`^${source}$`, 's');
}

/** A hint: what stands between its dots are texts of their own. The comment that it can be written as is code, and stays. */
export function translateHint(hint: InlayHint, translate: Translate): InlayHint {
  const pieces = (text: string): string => text.split(' · ').map(translate).join(' · ');
  return { ...hint, text: pieces(hint.text), parts: hint.parts?.map(({ text, source }) => ({ text: source === undefined ? pieces(text) : text, source })) };
}

export const translateTitle = <T extends { readonly title: string }>(titled: T, translate: Translate): T => ({ ...titled, title: translate(titled.title) });

export const translateSymbol = (symbol: DocumentSymbol, translate: Translate): DocumentSymbol => (
  { ...symbol, detail: translate(symbol.detail), children: symbol.children.map((child) => translateSymbol(child, translate)) }
);
