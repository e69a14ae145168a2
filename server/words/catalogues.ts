import { ENGLISH, Language, type Catalogue } from './language.ts';

/**
 * The language that an editor or a terminal names (`zh-cn`, `zh_CN.UTF-8`, `zh-Hans`), where there is a catalogue for
 * it: l10n/bundle.l10n.NAME.json, which is all
 * that another language takes. English for everyone else.
 */
export async function languageFor(locale: string | undefined): Promise<Language> {
  for (const name of namesOf(locale ?? '')) {
    const catalogue = await catalogueOf(name);
    if (catalogue !== undefined) return new Language(name, catalogue);
  }
  return ENGLISH;
}

/** The files that may be meant, the nearest first: VS Code names languages by their usual region. */
function namesOf(locale: string): readonly string[] {
  const [tag = ''] = locale.split('.');
  try {
    const { language, script, region } = new Intl.Locale(tag.replace('_', '-')).maximize();
    const usual = new Intl.Locale(script === undefined ? language : `${language}-${script}`).maximize();
    return [
      ...new Set([
        `${language}-${region}`,
        `${language}-${usual.region}`,
        ...(isUsual(language, script) ? [language] : []),
      ]),
    ].map((name) => name.toLowerCase());
  } catch {
    return []; // `C`, or nothing that is a language
  }
}

/** Is it the script that the language is written in, unless somebody says otherwise? */
const isUsual = (language: string, script: string | undefined): boolean =>
  new Intl.Locale(language).maximize().script === script;

async function catalogueOf(name: string): Promise<Catalogue | undefined> {
  if (name === 'en' || name.startsWith('en-')) return undefined;
  try {
    const { default: catalogue } = (await import(`../../l10n/bundle.l10n.${name}.json`, {
      with: { type: 'json' },
    })) as { default: Catalogue };
    return catalogue;
  } catch {
    return undefined; // there is none
  }
}
