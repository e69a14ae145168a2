/**
 * From the start of a process to its first answers: Layer Lens, pyright, and a Node that loads the parser and parses
 * the same file.
 */
import { fileURLToPath } from 'node:url';
import { Editor, LAYER_LENS, PYRIGHT } from './editor.mjs';
import { medianOf, processorTime, startUntilOutput } from './measure.mjs';
import { placeOf, programOf, writePrograms } from './programs.mjs';
import { milliseconds, ratio, table } from './table.mjs';

const ROUNDS = 7;
const LINES = 200;
const bareParser = fileURLToPath(new URL('bare-parser.mjs', import.meta.url));

/**
 * Opens a file in a server that is just starting; milliseconds until its first hints, where it has any, its first hover
 * and its first problems.
 */
async function firstAnswers(script, { uri: folder, files: [file] }, hasHints) {
  const editor = new Editor(script);
  const since = () => performance.now() - editor.started;
  await editor.initialize(folder);
  await editor.open(file);
  const hints = hasHints
    ? editor.hints(file.uri).then(() => ({ hints: since(), processor: processorTime(editor.pid) }))
    : undefined;
  const hover = editor
    .hover(file.uri, placeOf(file.text, 'build_0'))
    .then(() => ({ hover: since(), hoverProcessor: processorTime(editor.pid) }));
  const problems = editor.problems(file.uri).then(() => ({ problems: since() }));
  const result = Object.assign({}, ...(await Promise.all([hints, hover, problems])));
  await editor.stop();
  return result;
}

export async function measureStart(progress) {
  const programs = writePrograms([programOf(LINES)]);
  const rounds = { bare: [], own: [], pyright: [] };
  for (let round = 0; round < ROUNDS; round++) {
    progress(`start, round ${round + 1} of ${ROUNDS}`);
    rounds.bare.push(await startUntilOutput([bareParser, programs.files[0].path]));
    rounds.own.push(await firstAnswers(LAYER_LENS, programs, true));
    rounds.pyright.push(await firstAnswers(PYRIGHT, programs, false));
  }
  programs.remove();
  const [bare, own, pyright] = ['bare', 'own', 'pyright'].map((name) => (key) => medianOf(rounds[name], key));
  const rows = [
    [
      'Layer Lens, first hints ÷ bare Node with the parser',
      ratio(own('hints'), bare('time')),
      milliseconds(own('hints')),
      milliseconds(bare('time')),
    ],
    [
      'the same in processor time',
      ratio(own('processor'), bare('processor')),
      milliseconds(own('processor')),
      milliseconds(bare('processor')),
    ],
    [
      'pyright ÷ Layer Lens, first hover',
      ratio(pyright('hover'), own('hover')),
      milliseconds(pyright('hover')),
      milliseconds(own('hover')),
    ],
    [
      'the same in processor time',
      ratio(pyright('hoverProcessor'), own('hoverProcessor')),
      milliseconds(pyright('hoverProcessor')),
      milliseconds(own('hoverProcessor')),
    ],
    [
      'pyright ÷ Layer Lens, first problems',
      ratio(pyright('problems'), own('problems')),
      milliseconds(pyright('problems')),
      milliseconds(own('problems')),
    ],
  ];
  return `## Start

A server is started with a program of ${LINES} lines open: from the start of the process to its first answers. *Bare Node* is a process that loads the same
parser and parses the same file, and nothing else. Processor time is that of all threads of the server, without the Python that pyright asks for its paths.
Problems of Layer Lens come at least 200 ms after a file was opened or edited.

${table(['a ÷ b', 'ratio', 'a', 'b'], rows)}`;
}
