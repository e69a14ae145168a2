/** Memory of the servers with many files open. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MEMORY_OPTIONS } from '../client/server-memory.ts';
import { Editor, LAYER_LENS, PYRIGHT } from './editor.mjs';
import { residentMemory } from './measure.mjs';
import { placeOf, programOf, writePrograms } from './programs.mjs';
import { megabytes, ratio, table } from './table.mjs';

const FILES = 100;
const LINES = 200;
/** Memory that changes by less than this part in a second is steady. */
const STEADY = 0.01;
const LONGEST_WAIT = 20;
const COLLECTING = ['--expose-gc', '--require', fileURLToPath(new URL('collect-on-signal.cjs', import.meta.url))];

/** Bytes once the garbage is collected and the process has given back what it does not need. */
async function settled(editor) {
  let before = residentMemory(editor.pid);
  for (let second = 0, steady = 0; second < LONGEST_WAIT && steady < 3; second++) {
    editor.collectGarbage();
    await setTimeout(1_000);
    const now = residentMemory(editor.pid);
    steady = Math.abs(now - before) < before * STEADY ? steady + 1 : 0;
    before = now;
  }
  return before;
}

/** Opens all files, one after the other, and asks in each for what an editor asks for; bytes of the process then. */
async function memoryOf(script, { uri: folder, files }, hasHints, nodeOptions = []) {
  const editor = new Editor(script, [...COLLECTING, ...nodeOptions]);
  await editor.initialize(folder);
  for (const file of files) {
    await editor.open(file);
    if (hasHints) await editor.hints(file.uri);
    await editor.hover(file.uri, placeOf(file.text, 'build_'));
    await editor.problems(file.uri);
  }
  const bytes = await settled(editor);
  await editor.stop();
  return bytes;
}

export async function measureMemory(progress) {
  if (residentMemory(process.pid) === undefined)
    return '## Memory\n\nNot measured: this system does not tell the memory of a process in `/proc`.';
  const programs = writePrograms(Array.from({ length: FILES }, (_, index) => programOf(LINES, index * 7)));
  progress('memory of Layer Lens');
  const own = await memoryOf(LAYER_LENS, programs, true, MEMORY_OPTIONS);
  const plain = await memoryOf(LAYER_LENS, programs, true);
  progress('memory of pyright');
  const pyright = await memoryOf(PYRIGHT, programs, false);
  programs.remove();
  const row = (name, bytes) => [name, ratio(bytes, pyright), megabytes(bytes), megabytes(pyright)];
  return `## Memory

${FILES} programs of ${LINES} lines are opened, and in each a hover, its problems and, of Layer Lens, its hints are asked for. Resident memory of the process after its garbage is
collected (\`--expose-gc\`, for all) and it is steady. VS Code starts the server with \`${MEMORY_OPTIONS.join(' ')}\`.

${table(['', 'Layer Lens ÷ pyright', 'Layer Lens', 'pyright'], [row('as VS Code starts it', own), row('`layerlens --stdio`', plain)])}`;
}
