/** The texts of the manifest where VS Code looks for them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** The texts of a catalogue, as they are stored. */
export const stored = (catalogue) => `${JSON.stringify(catalogue, undefined, 2)}\n`;

/** Writes the texts of the manifest in every language where VS Code looks for them: package.nls.LANGUAGE.json. */
export function writeManifestTexts(folder = root) {
  const english = Object.entries(JSON.parse(readFileSync(join(folder, 'package.nls.json'), 'utf8')));
  for (const file of readdirSync(join(folder, 'l10n'))) {
    const [, language] = /^bundle\.l10n\.(.+)\.json$/.exec(file) ?? [];
    if (language === undefined) continue;
    const catalogue = JSON.parse(readFileSync(join(folder, 'l10n', file), 'utf8'));
    const translated = english.map(([key, text]) => [key, catalogue[text] ?? text]);
    writeFileSync(join(folder, `package.nls.${language}.json`), stored(Object.fromEntries(translated)));
  }
}
