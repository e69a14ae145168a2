/** From an edit to the answers about the new text. */
import { Language, Parser } from 'web-tree-sitter';
import { IncrementalAnalysis } from '../server/analysis/incremental.ts';
import { ALL_HINTS, inlayHints } from '../server/features/inlay-hints.ts';
import { readParserBytes } from '../server/node/wasm.ts';
import { loadPythonParser } from '../server/python/syntax/parser.ts';
import { ProgramText } from '../server/python/syntax/program-text.ts';
import { Editor, LAYER_LENS, PYRIGHT } from './editor.mjs';
import { medianOf, processorTime, timed } from './measure.mjs';
import { placeOf, programOf, writePrograms } from './programs.mjs';
import { milliseconds, ratio, table } from './table.mjs';

const SIZES = [200, 5_000];
const PLACES = [
  ['top', 0.02],
  ['middle', 0.5],
  ['end', 0.95],
];
const EDITS = 11;
/** Of a long program pyright takes seconds for each. */
const EDITS_BESIDE_PYRIGHT = { 200: 11, 5000: 5 };

/** A number in a line at about this part of the text: where it is typed. */
function numberAt(text, part) {
  const lines = text.split('\n');
  let line = Math.floor(lines.length * part);
  while (!/= .*\d/.test(lines[line])) line++;
  const { index, 0: digits } = [...lines[line].matchAll(/\d+/g)].at(-1);
  const offset = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + index;
  return { line, character: index, digits, offset };
}

/**
 * The analysis alone, in this process: a number is changed again and again; the first change at a place and those that
 * follow.
 */
function analysisOfEdits(parser, text, part) {
  const { offset, digits } = numberAt(text, part);
  const incremental = new IncrementalAnalysis(parser);
  inlayHints(incremental.of(ProgramText.ofFile(text)), ALL_HINTS);
  const change = (edit) => {
    const changed = text.slice(0, offset) + String(Number(digits) + edit + 1) + text.slice(offset + digits.length);
    inlayHints(incremental.of(ProgramText.ofFile(changed)), ALL_HINTS);
  };
  return { first: timed(() => change(0), 1), next: timed((edit) => change(edit + 1), EDITS) };
}

export async function measureEdits(progress) {
  const bytes = readParserBytes();
  const parser = await loadPythonParser(bytes);
  const plain = new Parser().setLanguage(await Language.load(bytes.python));
  for (let warm = 0; warm < 30; warm++) new IncrementalAnalysis(parser).of(ProgramText.ofFile(programOf(500)));
  const rows = SIZES.flatMap((lines) => {
    const text = programOf(lines);
    return PLACES.map(([name, part]) => {
      progress(`edits, ${lines} lines, ${name}`);
      const parse = timed(() => plain.parse(text).delete(), 30);
      const { first, next } = analysisOfEdits(parser, text, part);
      return [
        `${lines.toLocaleString('en')} lines, ${name}`,
        ratio(next, parse),
        ratio(first, parse),
        milliseconds(next),
        milliseconds(first),
        milliseconds(parse),
      ];
    });
  });
  return `## Edits

A number is changed, and changed again, in a program that is open: the analysis of the new text with its hints, as a multiple of what tree-sitter alone takes to parse the
whole text. Processor time of the thread that does it.

${table(['', 'next edits ÷ parsing', 'first edit ÷ parsing', 'next', 'first', 'parsing'], rows)}`;
}

/** From the notification of an edit to the answer of the server to a request that is sent right behind it. */
async function answersToEdits(script, { uri: folder, files: [file] }, edits, ask) {
  const editor = new Editor(script);
  await editor.initialize(folder);
  await editor.open(file);
  await ask(editor, file);
  await editor.problems(file.uri);
  const places = [];
  for (const [name, part] of PLACES) {
    let { line, character, digits } = numberAt(file.text, part);
    const rounds = [];
    for (let edit = 0; edit < edits; edit++) {
      const next = String(Number(digits) + 1);
      const before = processorTime(editor.pid);
      const start = performance.now();
      await editor.edit(
        file.uri,
        { start: { line, character }, end: { line, character: character + digits.length } },
        next,
      );
      await ask(editor, file);
      const answer = performance.now() - start;
      await editor.problems(file.uri);
      rounds.push({
        answer,
        problems: performance.now() - start,
        processor: before === undefined ? undefined : processorTime(editor.pid) - before,
      });
      digits = next;
    }
    places.push({
      name,
      answer: medianOf(rounds, 'answer'),
      problems: medianOf(rounds, 'problems'),
      processor: medianOf(rounds, 'processor'),
    });
  }
  await editor.stop();
  return places;
}

export async function measureEditsBesidePyright(progress) {
  const rows = [];
  for (const lines of SIZES) {
    progress(`edits beside pyright, ${lines} lines`);
    const programs = writePrograms([programOf(lines)]);
    const hover = (editor, { uri, text }) => editor.hover(uri, placeOf(text, 'build_0'));
    const edits = EDITS_BESIDE_PYRIGHT[lines];
    const own = await answersToEdits(LAYER_LENS, programs, edits, hover);
    const hints = await answersToEdits(LAYER_LENS, programs, edits, (editor, { uri }) => editor.hints(uri));
    const pyright = await answersToEdits(PYRIGHT, programs, edits, hover);
    programs.remove();
    for (const [index, [name]] of PLACES.entries()) {
      const [ours, theirs] = [own[index], pyright[index]];
      rows.push([
        `${lines.toLocaleString('en')} lines, ${name}`,
        ratio(theirs.answer, ours.answer),
        ratio(theirs.problems, ours.problems),
        ratio(theirs.processor, ours.processor),
        milliseconds(ours.answer),
        milliseconds(theirs.answer),
        milliseconds(ours.problems),
        milliseconds(theirs.problems),
        milliseconds(hints[index].answer),
      ]);
    }
  }
  return `## Edits, beside pyright

From the notification of an edit to the answer to a hover that is asked for right behind it, and to the problems of the new text, over the protocol; processor time is that of the server for all of it. A
hover of pyright looks at one expression and what it depends on, one of Layer Lens needs the whole program. Pyright's problems come after a pause of its own, those of Layer Lens after 200 ms
without an edit. The last column has what only Layer Lens shows: all hints of the new text.

${table(['', 'hover, pyright ÷ Layer Lens', 'problems', 'processor time', 'hover, Layer Lens', 'pyright', 'problems, Layer Lens', 'pyright', 'hints'], rows)}`;
}
