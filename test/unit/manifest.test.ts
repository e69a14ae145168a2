/** The words of the manifest and of the client, in every language. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const { messagesIn } = (await import(new URL('scripts/words.mjs', root).href)) as {
  messagesIn(files: readonly string[]): Promise<ReadonlySet<string>>;
};
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const json = (path: string): Record<string, string> => JSON.parse(read(path)) as Record<string, string>;

const manifest = JSON.parse(read('package.json')) as { contributes: Contributions };
interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
  readonly menus: Readonly<
    Record<string, readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]>
  >;
  readonly submenus: readonly { readonly id: string }[];
  readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
}
interface Setting {
  readonly type: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly scope?: string;
  readonly default?: unknown;
  readonly order?: number;
}

/** Fields of the manifest that VS Code shows. */
const SHOWN = new Set([
  'displayName',
  'title',
  'category',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'altText',
  'aliases',
  'label',
  'shortTitle',
  'contents',
  'deprecationMessage',
  'markdownDeprecationMessage',
]);

/** Every text of the manifest that is shown, with the path that leads to it. */
function shownTexts(value: unknown, path: string, shown: boolean): (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return shown ? [[path, value]] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => shownTexts(item, `${path}[${index}]`, shown));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => shownTexts(inner, `${path}.${key}`, SHOWN.has(key)));
}

/** What stands in backticks, or is the address of a link, must be the same in every language. */
const fixedParts = (text: string): string[] =>
  [...text.matchAll(/`[^`]*`|\]\([^)]*\)|\{\d+\}/g)].map(([part]) => part).sort();
const LANGUAGES = ['zh-cn'];
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
/** Names, which are the same everywhere. */
const NAMES = new Set(['Layer Lens', 'Keras 3.']);

function assertTranslated(
  english: Readonly<Record<string, string>>,
  translated: Readonly<Record<string, string>>,
): void {
  assert.deepEqual(
    Object.keys(english).filter((key) => !(key in translated)),
    [],
    'not translated',
  );
  assert.deepEqual(
    Object.keys(translated).filter((key) => !(key in english)),
    [],
    'translated, but not there',
  );
  for (const [key, text] of Object.entries(english)) {
    assert.ok(NAMES.has(text) || isChinese(translated[key]!), `${key}: ${translated[key]}`);
    assert.deepEqual(fixedParts(translated[key]!), fixedParts(text), key);
  }
}

/** English is its own translation. */
const same = (texts: ReadonlySet<string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...texts].map((text) => [text, text]));

describe('the manifest', () => {
  const texts = shownTexts(manifest, '', false);
  const used = texts.flatMap(([, text]) => /^%(.*)%$/.exec(text)?.[1] ?? []);

  test('has its words in package.nls.json', () => {
    assert.ok(texts.length > 50);
    assert.deepEqual(
      texts.filter(([, text]) => !/^%[\w.-]+%$/.test(text)),
      [],
    );
    const words = json('package.nls.json');
    assert.deepEqual(
      used.filter((key) => !(key in words)),
      [],
      'without words',
    );
    assert.deepEqual(
      Object.keys(words).filter((key) => !used.includes(key)),
      [],
      'words that nothing uses',
    );
  });

  for (const language of LANGUAGES) {
    test(`has them in ${language}`, () => {
      const catalogue = json(`l10n/bundle.l10n.${language}.json`);
      const english = Object.values(json('package.nls.json')).filter((text) => !NAMES.has(text));
      assertTranslated(
        same(new Set(english)),
        Object.fromEntries(english.flatMap((text) => (text in catalogue ? [[text, catalogue[text]!]] : []))),
      );
    });
  }

  test('has a title, a category and a place in the palette for every command', () => {
    const { commands, menus, submenus } = manifest.contributes;
    for (const { command, title, category } of commands) {
      assert.match(command, /^layerlens\.[a-z][A-Za-z]+$/);
      assert.ok(title && category === '%category%', command);
    }
    for (const { command, submenu } of Object.values(menus).flat()) {
      assert.ok(
        commands.some((one) => one.command === command) || submenus.some(({ id }) => id === submenu && id in menus),
        command ?? submenu,
      );
    }
  });

  test('describes every setting and every choice, and orders them', () => {
    const settings = Object.entries(manifest.contributes.configuration.properties);
    for (const [
      name,
      { markdownDescription, scope, enum: choices, enumDescriptions, default: otherwise },
    ] of settings) {
      assert.ok(markdownDescription !== undefined && scope !== undefined && otherwise !== undefined, name);
      if (choices !== undefined) assert.equal(enumDescriptions?.length, choices.length, name);
    }
    assert.deepEqual(
      settings.map(([, { order }]) => order),
      settings.map((_, index) => index),
    );
  });

  test('has its settings in the README', () => {
    const readme = read('README.md');
    const absent = Object.keys(manifest.contributes.configuration.properties).filter(
      (name) => !readme.includes(`\`${name}\``),
    );
    assert.deepEqual(absent, []);
  });
});

/** What the client (`l10n.t`) and its pages (`t`, `say`) say. */
async function textsOf(folder: string, isIn: (file: string) => boolean): Promise<ReadonlySet<string>> {
  const texts = await messagesIn(
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter(isIn)
      .map((name) => fileURLToPath(new URL(folder + name, root))),
  );
  assert.ok(texts.size > 40);
  return texts;
}
const isSource = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.d.ts');

for (const [what, folder, isIn] of [
  ['the client', 'client/', (file) => isSource(file) && !file.startsWith('webview')],
  ['the pages', 'client/webview/', isSource],
] as const satisfies readonly (readonly [string, string, (file: string) => boolean])[]) {
  for (const language of LANGUAGES) {
    test(`${what} speaks ${language}`, async () => {
      const asked = await textsOf(folder, isIn);
      const catalogue = json(`l10n/bundle.l10n.${language}.json`);
      assertTranslated(
        same(asked),
        Object.fromEntries(Object.entries(catalogue).filter(([english]) => asked.has(english))),
      );
    });
  }
}

test('what the client says is written where it is said', () => {
  for (const name of readdirSync(new URL('client/', root), { recursive: true, encoding: 'utf8' }).filter(
    (file) => isSource(file) && !file.startsWith('webview'),
  )) {
    const source = read(`client/${name}`);
    assert.equal(
      [...source.matchAll(/\bl10n\.t\(/g)].length,
      [...source.matchAll(/\bl10n\.t\(\s*(['"`])(?:\\.|(?!\1).)*\1/gs)].length,
      name,
    );
  }
});
