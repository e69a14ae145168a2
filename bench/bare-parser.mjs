/**
 * A Node that loads tree-sitter and the grammar of Python, as the server does, parses a file and does nothing else.
 * Says so, and waits to be ended.
 */
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';

const bundled = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url));
await Parser.init({ wasmBinary: bundled('web-tree-sitter.wasm'), locateFile: (file) => file });
const parser = new Parser().setLanguage(await Language.load(bundled('tree-sitter-python.wasm')));
parser.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write('parsed\n');
setInterval(() => {}, 1_000);
