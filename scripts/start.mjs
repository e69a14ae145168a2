/**
 * `npm start`: builds, then shows a program with its hints written in, the explanation of its first recurrent layer,
 * and the
 * summary of its models. `npm start -- path/to/model.py` does it for another file.
 */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from './build.mjs';
import { root, runNode, setUp } from './setup.mjs';

setUp();
await build();

const example = join(root, 'examples', 'lstm.py');
const file = process.argv[2] === undefined ? example : resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2]);
const shown = relative(process.cwd(), file);
const cli = join(root, 'dist', 'cli.js');

const heading = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 96 - text.length))}\n`);
const layerlens = async (...args) => {
  const { status, output } = await runNode([cli, ...args], { cwd: process.cwd() });
  process.stdout.write(output);
  if (status !== 0) process.exitCode = status;
};

heading(`layerlens hints ${shown}`);
await layerlens('hints', file);

const place = layerToExplain();
if (place !== undefined) {
  heading(`layerlens explain ${shown}:${place}`);
  await layerlens('explain', `${file}:${place}`);
}

heading(`layerlens summary ${shown}`);
await layerlens('summary', file);

console.log(`
In VS Code:         npm run vscode
Your own program:   npm start -- path/to/model.py
All commands:       node dist/cli.js --help`);

/**
 * LINE:COLUMN of the layer that most people ask about: the first recurrent one, else the first that is called on
 * something.
 */
function layerToExplain() {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const layer of [/\b(?:LSTM|GRU|SimpleRNN)(?=\()/, /\b[A-Z]\w+(?=\([^()]*\)\()/, /\bDense(?=\()/]) {
    const line = lines.findIndex((text) => layer.test(text));
    if (line >= 0) return `${line + 1}:${lines[line].search(layer) + 1}`;
  }
  return undefined;
}
