/**
 * The form of the code that the formatter does not see to: lines of at most 120 columns, but for texts that cannot be
 * broken; functions of at most 60 lines and files of at most 400, but for those that are listed with a reason.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { isMain, root } from './setup.mjs';
import { LONG_FILES, LONG_FUNCTIONS } from './long-functions.mjs';

const COLUMNS = 120;
const LINES_OF_A_FUNCTION = 60;
const LINES_OF_A_FILE = 400;
/** What calls them is a list of tests, not a piece of work. */
const LISTS_OF_TESTS = new Set(['describe', 'suite']);

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Complaints about the form of all code of the project, as sentences with their places. */
function complaintsOfForm() {
  const files = globSync('{client,scripts,server,test}/**/*.{ts,mjs}', {
    cwd: root,
    exclude: (name) => /(^|[\\/])(node_modules|truth|\.vscode-test)$/.test(name),
  });
  const seen = new Set();
  const complaints = files
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .flatMap((file) => complaintsOf(file, readFileSync(join(root, file), 'utf8'), seen));
  for (const name of [...Object.keys(LONG_FUNCTIONS), ...Object.keys(LONG_FILES)])
    if (!seen.has(name)) complaints.push(`${name} is not long any more: scripts/long-functions.mjs need not name it`);
  return complaints;
}

/** Those about one file. `seen` gets the names of what is long. */
export function complaintsOf(file, text, seen = new Set()) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const { program, comments } = parseSync(file, text);
  const found = [];
  const texts = [];
  visit(program, '', (node, name) => {
    if (isText(node)) texts.push([lineOf(node.start), lineOf(node.end)]);
    if (!FUNCTIONS.has(node.type) || !node.body) return;
    const lines = lineOf(node.body.end) - lineOf(node.start) + 1;
    const key = `${file} ${node.id?.name ?? name}`;
    if (lines <= LINES_OF_A_FUNCTION || LISTS_OF_TESTS.has(name)) return;
    seen.add(key);
    if (!Object.hasOwn(LONG_FUNCTIONS, key)) found.push(`${file}:${lineOf(node.start) + 1}: ${key} has ${lines} lines`);
  });
  if (starts.length - 1 > LINES_OF_A_FILE) {
    seen.add(file);
    if (!Object.hasOwn(LONG_FILES, file)) found.push(`${file} has ${starts.length - 1} lines`);
  }
  const spoken = new Set(comments.flatMap(({ start, end }) => range(lineOf(start), lineOf(end))));
  const unbreakable = new Set(texts.flatMap(([first, last]) => range(first, last)));
  for (const [line, start] of starts.entries()) {
    const long = (starts[line + 1] ?? text.length + 1) - 1 - start > COLUMNS;
    // A table in a comment, and an address, cannot be broken.
    const isFree = spoken.has(line)
      ? /\|.*\||https?:/.test(text.slice(start, starts[line + 1]))
      : unbreakable.has(line);
    if (long && !isFree) found.push(`${file}:${line + 1}: more than ${COLUMNS} columns`);
  }
  return found;
}

const isText = ({ type, value, regex }) =>
  type === 'TemplateLiteral' || (type === 'Literal' && (typeof value === 'string' || regex !== undefined));

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every node with the name that it is known by: of a binding, a member, or of the function that it is passed to. */
function visit(node, name, look) {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, name, look);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') look(node, name);
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== 'object' || child === null) continue;
    visit(child, nameWithin(node, key, name), look);
  }
}

function nameWithin(node, key, name) {
  switch (node.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return node.key.name ?? name;
    case 'VariableDeclarator':
      return node.id.name ?? name;
    case 'CallExpression':
      return key === 'arguments' ? (node.callee.name ?? node.callee.property?.name ?? name) : name;
    default:
      return name;
  }
}

if (isMain(import.meta.url)) {
  const complaints = complaintsOfForm();
  if (complaints.length > 0) console.log(complaints.join('\n'));
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
