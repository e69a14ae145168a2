/** The words of the manifest and of the client, in every language. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { CHINESE as PAGES_IN_CHINESE } from '../../client/webview/common/languages/zh-cn.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const json = (path: string): Record<string, string> => JSON.parse(read(path)) as Record<string, string>;

const manifest = JSON.parse(read('package.json')) as { contributes: Contributions };
interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
}
interface Setting { readonly type: string; readonly markdownDescription?: string; readonly enum?: readonly string[]; readonly enumDescriptions?: readonly string[]; readonly scope?: string; readonly default?: unknown; readonly order?: number }

/** Fields of the manifest that VS Code shows. */
const SHOWN = new Set(['displayName', 'title', 'category', 'description', 'markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions', 'altText', 'aliases', 'label', 'shortTitle', 'contents', 'deprecationMessage', 'markdownDeprecationMessage']);

/** Every text of the manifest that is shown, with the path that leads to it. */
function shownTexts(value: unknown, path: string, shown: boolean): (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return shown ? [[path, value]] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => shownTexts(item, `${path}[${index}]`, shown));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => shownTexts(inner, `${path}.${key}`, SHOWN.has(key)));
}

/** What stands in backticks, or is the address of a link, must be the same in every language. */
const fixedParts = (text: string): string[] => [...text.matchAll(/`[^`]*`|\]\([^)]*\)|\{\d+\}/g)].map(([part]) => part).sort();
const LANGUAGES = ['zh-cn'];
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
/** Names, which are the same everywhere. */
const NAMES = new Set(['Layer Lens', 'Keras 3.']);

function assertTranslated(english: Readonly<Record<string, string>>, translated: Readonly<Record<string, string>>): void {
  assert.deepEqual(Object.keys(english).filter((key) => !(key in translated)), [], 'not translated');
  assert.deepEqual(Object.keys(translated).filter((key) => !(key in english)), [], 'translated, but not there');
  for (const [key, text] of Object.entries(english)) {
    assert.ok(NAMES.has(text) || isChinese(translated[key]!), `${key}: ${translated[key]}`);
    assert.deepEqual(fixedParts(translated[key]!), fixedParts(text), key);
  }
}

/** English is its own translation. */
const same = (texts: ReadonlySet<string>): Readonly<Record<string, string>> => Object.fromEntries([...texts].map((text) => [text, text]));

describe('the manifest', () => {
  const texts = shownTexts(manifest, '', false);
  const used = texts.flatMap(([, text]) => /^%(.*)%$/.exec(text)?.[1] ?? []);

  test('has its words in package.nls.json', () => {
    assert.ok(texts.length > 50);
    assert.deepEqual(texts.filter(([, text]) => !/^%[\w.-]+%$/.test(text)), []);
    const words = json('package.nls.json');
    assert.deepEqual(used.filter((key) => !(key in words)), [], 'without words');
    assert.deepEqual(Object.keys(words).filter((key) => !used.includes(key)), [], 'words that nothing uses');
  });

  for (const language of LANGUAGES) test(`has them in ${language}`, () => assertTranslated(json('package.nls.json'), json(`package.nls.${language}.json`)));

  test('has a title, a category and a place in the palette for every command', () => {
    const { commands, menus } = manifest.contributes;
    for (const { command, title, category } of commands) {
      assert.match(command, /^layerlens\.[a-z][A-Za-z]+$/);
      assert.ok(title && category === '%category%', command);
    }
    for (const { command } of Object.values(menus).flat()) assert.ok(commands.some((one) => one.command === command), command);
  });

  test('describes every setting and every choice, and orders them', () => {
    const settings = Object.entries(manifest.contributes.configuration.properties);
    for (const [name, { markdownDescription, scope, enum: choices, enumDescriptions, default: otherwise }] of settings) {
      assert.ok(markdownDescription !== undefined && scope !== undefined && otherwise !== undefined, name);
      if (choices !== undefined) assert.equal(enumDescriptions?.length, choices.length, name);
    }
    assert.deepEqual(settings.map(([, { order }]) => order), settings.map((_, index) => index + 1));
  });

  test('has its settings in the README', () => {
    const readme = read('README.md');
    const absent = Object.keys(manifest.contributes.configuration.properties).filter((name) => !readme.includes(`\`${name}\``));
    assert.deepEqual(absent, []);
  });
});

describe('the client', () => {
  const sources = readdirSync(new URL('client/', root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.startsWith('webview'));
  const asked = new Set<string>();
  for (const name of sources) {
    const source = read(`client/${name}`);
    for (const [, , text] of source.matchAll(/\bl10n\.t\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs)) asked.add(text!.replace(/\\(.)/g, '$1'));
    assert.equal([...source.matchAll(/\bl10n\.t\(/g)].length, [...source.matchAll(/\bl10n\.t\(\s*(['"`])(?:\\.|(?!\1).)*\1/gs)].length, `${name}: a message is written where it is asked for`);
  }

  test('has every message in the bundle', () => {
    assert.ok(asked.size > 10);
    const bundle = json('l10n/bundle.l10n.json');
    assert.deepEqual([...asked].filter((message) => !(message in bundle)), [], 'not in l10n/bundle.l10n.json');
    assert.deepEqual(Object.entries(bundle).filter(([key, text]) => key !== text), []);
  });

  for (const language of LANGUAGES) {
    test(`has it in ${language}`, () => {
      const catalogue = json(`l10n/bundle.l10n.${language}.json`);
      assertTranslated(same(asked), Object.fromEntries(Object.entries(catalogue).filter(([english]) => asked.has(english))));
    });
  }
});

describe('the pages', () => {
  const asked = new Set<string>();
  for (const name of readdirSync(new URL('client/webview/', root), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))) {
    for (const [, text] of read(`client/webview/${name}`).matchAll(/\bt\(\s*'([^']*)'/g)) asked.add(text!);
  }

  test('have every word in Chinese', () => {
    assert.ok(asked.size > 40);
    assertTranslated(same(asked), PAGES_IN_CHINESE);
  });
});
