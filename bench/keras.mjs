/** Building the models with Keras itself, where there is a Python that has it. */
import { spawnSync } from 'node:child_process';
import { Editor, LAYER_LENS } from './editor.mjs';
import { median } from './measure.mjs';
import { programOf, writePrograms } from './programs.mjs';
import { milliseconds, ratio, table } from './table.mjs';

const ROUNDS = 3;
const LINES = 200;
const python = (args) =>
  spawnSync('python3', args, { encoding: 'utf8', env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } });

export async function measureKeras(progress) {
  progress('Keras itself');
  const version = python(['-c', 'import keras; print(keras.__version__)']);
  const heading = '## Keras itself';
  if (version.status !== 0)
    return `${heading}\n\nNot measured: this machine has no \`python3\` with Keras. Where there is one, \`npm run bench\` compares the start of Layer Lens until the summary with a Python that builds the models and calls \`summary()\`.`;
  const text = programOf(LINES);
  const programs = writePrograms([
    `${text}\nfor one in [${[...text.matchAll(/^model_\d+/gm)].join(', ')}]:\n    one.summary()\n`,
  ]);
  const [file] = programs.files;
  const [own, keras] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    let start = performance.now();
    const { status, stderr } = python([file.path]);
    if (status !== 0) throw new Error(`the program does not run: ${stderr}`);
    keras.push(performance.now() - start);
    start = performance.now();
    const editor = await new Editor(LAYER_LENS).initialize(programs.uri);
    await editor.open(file);
    await editor.summary(file.uri);
    own.push(performance.now() - start);
    await editor.stop();
  }
  programs.remove();
  return `${heading}

From the start of the process to the summaries of a program of ${LINES} lines: Layer Lens reads it, Python with Keras ${version.stdout.trim()} runs it.

${table(['', 'Keras ÷ Layer Lens', 'Layer Lens', 'Keras'], [['start → summaries', ratio(median(keras), median(own)), milliseconds(median(own)), milliseconds(median(keras))]])}`;
}
