/**
 * `npm run words`: collects what the program says to people into the catalogue, l10n/bundle.l10n.json. A text is found
 * where the code marks it: the templates of
 * `words` and `say`, what `message`, `t` (pages) and `l10n.t` (the client) are given, and why something is not known;
 * the manifest's are in package.nls.json.
 * The English is its own key, and translations (l10n/bundle.l10n.LANGUAGE.json) that no text asks for any more are left
 * out. test/unit/words fails while the
 * catalogue is not what the code says.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { stored } from './manifest-texts.mjs';
import { isMain, root } from './setup.mjs';

const FOLDERS = ['server', 'client'];
const TAGS = new Set(['words', 'say']);
/** Functions that take a message as their first argument, by the name that they are called by. */
const FUNCTIONS = new Set(['message', 't']);
/** What takes the reason why something is not known, and which argument that is. */
const REASONS = new Map([
  ['unknown', 0],
  ['Unknown', 0],
  ['unknownInteger', 0],
  ['describedInteger', 0],
  ['Undecided', 0],
  ['NotDecided', 0],
  ['OutOfFuel', 0],
  ['GivenUp', 0],
  ['missing', 1],
  ['missingStatement', 2],
]);

/** All messages, in the order of files and places. */
export async function messagesOf(folder = root) {
  const { nounKeys } = await import('../server/words/nouns.ts');
  const { PROBLEMS } = await import('../server/problems/index.ts');
  const { problemKeys } = await import('../server/explain/errors/said.ts');
  const manifest = Object.values(JSON.parse(readFileSync(join(folder, 'package.nls.json'), 'utf8')));
  return [...new Set([...(await messagesIn(sources(folder))), ...nounKeys(), ...problemKeys(PROBLEMS), ...manifest])];
}

/** Those of some files, by their paths. */
export async function messagesIn(files) {
  const { keyOf, hasWords } = await import('../server/words/message.ts');
  const found = new Set();
  const add = (key) => {
    if (hasWords(key)) found.add(key);
  };
  for (const file of files) {
    const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
    if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
    visit(program, (node) => {
      if (node.type === 'TaggedTemplateExpression' && TAGS.has(node.tag.name)) add(keyOf(textsOf(node.quasi)));
      if (node.type === 'CallExpression' || node.type === 'NewExpression') {
        const [first] = node.arguments;
        const name = node.callee.name ?? node.callee.property?.name;
        if (FUNCTIONS.has(name)) for (const literal of literals(first)) add(literal);
        if (REASONS.has(name)) for (const literal of literals(node.arguments[REASONS.get(name)])) add(keyOf([literal]));
      }
      const [name, value] = namedValue(node);
      if (name === 'reason') for (const literal of literals(value)) add(keyOf([literal]));
    });
  }
  return found;
}

/** Reasons that are put together of strings, so that no catalogue can have them: file and line. A test wants none. */
export function unmarkedReasons(folder = root) {
  return sources(folder).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = [];
    visit(parseSync(file, text).program, (node) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
      const place = REASONS.get(node.callee.name ?? node.callee.property?.name);
      const reason = place === undefined ? undefined : node.arguments[place];
      const isMade =
        reason?.type === 'BinaryExpression' || (reason?.type === 'TemplateLiteral' && reason.expressions.length > 0);
      if (isMade) found.push(`${file}:${text.slice(0, node.start).split('\n').length}`);
    });
    return found;
  });
}

/** The name and the value of a property or of a variable. */
function namedValue(node) {
  if (node.type === 'Property' && !node.computed) return [node.key.name, node.value];
  return node.type === 'VariableDeclarator' ? [node.id.name, node.init] : [];
}

/** Strings, also those of `a ?? 'b'` and `a ? 'b' : 'c'`. */
function literals(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return [node.value];
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return textsOf(node);
  if (node?.type === 'ConditionalExpression') return [...literals(node.consequent), ...literals(node.alternate)];
  if (node?.type === 'LogicalExpression') return [...literals(node.left), ...literals(node.right)];
  return [];
}

const textsOf = ({ quasis }) => quasis.map(({ value }) => value.cooked);

function sources(folder) {
  return FOLDERS.flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .sort()
      .map((file) => join(folder, name, file)),
  );
}

function visit(node, see) {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see);
  } else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string') see(node);
    for (const value of Object.values(node)) visit(value, see);
  }
}

if (isMain(import.meta.url)) {
  const folder = join(root, 'l10n');
  const messages = await messagesOf();
  writeFileSync(join(folder, 'bundle.l10n.json'), stored(Object.fromEntries(messages.map((text) => [text, text]))));
  for (const name of readdirSync(folder).filter((file) => /^bundle\.l10n\..+\.json$/.test(file))) {
    const translated = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const kept = messages.filter((text) => text in translated);
    writeFileSync(join(folder, name), stored(Object.fromEntries(kept.map((text) => [text, translated[text]]))));
    console.log(`${name}: ${kept.length} of ${messages.length} texts`);
  }
}
