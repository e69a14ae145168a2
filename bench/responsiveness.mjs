/** How long the server hears nobody while it works: the longest wait for the answer to a request that needs nothing. */
import { Editor, LAYER_LENS } from './editor.mjs';
import { count, milliseconds, table } from './table.mjs';
import { median } from './measure.mjs';
import { loopsOf, programOf, writePrograms } from './programs.mjs';

const ROUNDS = 5;
/**
 * Milliseconds that nobody should wait, and that nobody may: the clock also counts what other programs and the garbage
 * collector take.
 */
const LONGEST = 50;
const FAILING = 2 * LONGEST;
const SIZES = [200, 1_000, 5_000];
/** Lines that an editor shows, and asks about. */
const SHOWN = 60;

/** Asks again and again until `work` is done; milliseconds of the longest wait, and of the work. */
async function longestWait(editor, work) {
  let isDone = false;
  let longest = 0;
  const start = performance.now();
  const whole = work().then(() => {
    isDone = true;
    return performance.now() - start;
  });
  while (!isDone) {
    const asked = performance.now();
    await editor.ping();
    longest = Math.max(longest, performance.now() - asked);
  }
  return { longest, whole: await whole };
}

async function round(text) {
  const programs = writePrograms([text]);
  const [file] = programs.files;
  const editor = await new Editor(LAYER_LENS).initialize(programs.uri);
  // What is loaded at the start is measured elsewhere.
  const small = writePrograms([programOf(50)]);
  await editor.open(small.files[0]);
  await editor.hints(small.files[0].uri);
  const opened = await longestWait(editor, async () => {
    await editor.open(file);
    await editor.hints(file.uri, SHOWN);
  });
  const broken = await longestWait(editor, async () => {
    await editor.edit(file.uri, { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, 'x = (1,\n');
    await editor.hints(file.uri, SHOWN);
  });
  await editor.stop();
  programs.remove();
  small.remove();
  return { opened, broken };
}

export async function measureResponsiveness(progress) {
  const texts = [
    ...SIZES.map((lines) => [`${count(lines)} lines`, programOf(lines)]),
    ['loops over data, 150,000 passes and more', loopsOf()],
  ];
  const rows = [];
  let longest = 0;
  for (const [name, text] of texts) {
    progress(`responsiveness, ${name}`);
    const rounds = [];
    for (let number = 0; number < ROUNDS; number++) rounds.push(await round(text));
    for (const [what, key] of [
      ['opened', 'opened'],
      ['broken by an edit at its top', 'broken'],
    ]) {
      const wait = median(rounds.map((one) => one[key].longest));
      longest = Math.max(longest, wait);
      rows.push([`${name}, ${what}`, milliseconds(wait), milliseconds(median(rounds.map((one) => one[key].whole)))]);
    }
  }
  return {
    text: `## Being heard

While the server works on a program, a request that needs nothing is sent again and again: the longest wait for its answer. It is the median of ${ROUNDS} rounds and should be at most ${LONGEST} ms, by the
clock: what other programs and the garbage collector take is in it. The command fails where it is more than ${FAILING} ms. The last column is the time until the hints of the first ${SHOWN} lines are there.

${table(['', 'longest wait', 'hints'], rows)}`,
    failure:
      longest > FAILING ? `The server hears nobody for ${milliseconds(longest)}, more than ${FAILING} ms.` : undefined,
  };
}
