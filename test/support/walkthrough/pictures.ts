/**
 * The pictures of Get Started (docs/walkthrough), made of what Layer Lens says of an example. `npm run docs` writes
 * them.
 */
import { analyze } from '../../../server/analysis/analyze.ts';
import type { Analysis } from '../../../server/analysis/analysis.ts';
import type { Document, Picture } from '../../../server/explain/document/document.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { explore } from '../../../server/explain/explorer/exploration.ts';
import { pointedAt } from '../../../server/explain/explorer/pointing.ts';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../../server/explain/options.ts';
import { PALETTES } from '../../../server/explain/pictures/palette.ts';
import { offeredFixes } from '../../../server/features/code-actions.ts';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { explainError } from '../../../server/features/explain-error.ts';
import { hover } from '../../../server/features/hover.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import type { PythonParser } from '../../../server/python/syntax/parser.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { ENGLISH } from '../../../server/words/language.ts';
import { inOneStep } from '../in-one-step.ts';
import {
  CHARTS,
  COLOURS,
  coloured,
  LINE,
  line,
  type Piece,
  prose,
  rectangle,
  squiggle,
  svg,
  TEXT_FONT,
  WIDTH,
  widthOf,
  wrapped,
} from './canvas.ts';

const MARGIN = 16;
const EXAMPLE = `inputs = Input((100, 4))
x = LSTM(2)(inputs)
outputs = Dense(1)(x)

model = Model(inputs, outputs)

print(model.layers[1].get_weights()[1].shape)
`;
const STACKED = EXAMPLE.replace('x = LSTM(2)(inputs)\n', 'x = LSTM(64)(inputs)\nx = LSTM(2)(x)\n');
const IMPORTS = 'from keras import Input, Model\nfrom keras.layers import LSTM, Dense\n';

/** By their file names. `texts` of the manifest: what a picture is for those who do not see it. */
export function walkthroughPictures(
  parser: PythonParser,
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const read = (code: string) => analyze(parser, ProgramText.ofFile(IMPORTS + code));
  const example = read(EXAMPLE);
  const stacked = read(STACKED);
  const pictures: Readonly<Record<string, Drawn>> = {
    shapes: shapes(example),
    why: why(example),
    summary: summary(example),
    explorer: explorer(),
    mistakes: mistakes(stacked, parser),
    errors: errors(stacked, parser),
  };
  return new Map(
    Object.entries(pictures).map(([name, { height, marks }]) => [
      `${name}.svg`,
      svg(texts[`walkthrough.${name}.picture`] ?? '', height, marks),
    ]),
  );
}

interface Drawn {
  readonly height: number;
  readonly marks: readonly string[];
}

/** The lines of the program without its imports, each with its offset. */
function linesOf({ text: { text } }: Analysis): readonly { readonly code: string; readonly start: number }[] {
  let start = IMPORTS.length;
  return text
    .slice(start)
    .trimEnd()
    .split('\n')
    .map((code) => {
      const found = { code, start };
      start += code.length + 1;
      return found;
    });
}

/** Code as the editor shows it, with its hints. */
function withHints(analysis: Analysis, code: string, start: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { offset, text } of inlayHints(analysis, ALL_HINTS)) {
    const end = offset - start;
    if (end < 0 || end > code.length) continue;
    pieces.push(
      ...coloured(code.slice(at, end)),
      { text: ' ', fill: COLOURS.text },
      { text, fill: COLOURS.hint, back: COLOURS.hintBack },
    );
    at = end;
  }
  return [...pieces, ...coloured(code.slice(at))];
}

function shapes(analysis: Analysis): Drawn {
  const marks: string[] = [];
  const lenses = codeLenses(analysis);
  let y = MARGIN + 14;
  for (const { code, start } of linesOf(analysis)) {
    const lens = lenses.find(({ span }) => span.start >= start && span.start <= start + code.length);
    if (lens !== undefined) {
      marks.push(prose(MARGIN, y, ENGLISH.say(lens.title), COLOURS.faint, 11));
      y += LINE;
    }
    marks.push(line(MARGIN, y, withHints(analysis, code, start)));
    y += LINE;
  }
  return { height: y, marks };
}

function why(analysis: Analysis): Drawn {
  const { text } = analysis.text;
  const { content } = hover(analysis, text.indexOf('LSTM(2)') + 1, { ...DEFAULT_EXPLAIN_OPTIONS, torch: false })!;
  const code = linesOf(analysis).slice(0, 2);
  const marks = code.map(({ code: written, start }, index) =>
    line(MARGIN, MARGIN + 14 + index * LINE, withHints(analysis, written, start)),
  );
  const top = MARGIN + code.length * LINE + 10;
  const picture = content.find((block): block is Picture => block.block === 'picture')!.draw(ENGLISH);
  const scale = Math.min(1, (WIDTH - 4 * MARGIN) / picture.width);
  const [title = '', ...words] = saidIn(content);
  let y = top + 24;
  const inside = [prose(2 * MARGIN, y, title, COLOURS.text, 12, 'bold')];
  y += 12;
  inside.push(
    `<g font-family="${TEXT_FONT}" transform="translate(${2 * MARGIN} ${y}) scale(${scale.toFixed(3)})">${inTheme(picture.source)}</g>`,
  );
  y += picture.height * scale + 22;
  for (const said of words.slice(0, 2).flatMap((sentence) => wrapped(sentence, 84))) {
    inside.push(prose(2 * MARGIN, y, said, COLOURS.text, 11));
    y += 16;
  }
  return {
    height: Math.round(y) + MARGIN,
    marks: [
      ...marks,
      rectangle(MARGIN, top, WIDTH - 2 * MARGIN, Math.round(y) - top, COLOURS.hover, COLOURS.hoverBorder),
      ...inside,
    ],
  };
}

/** Its heading, and the sentences of its lists and paragraphs, as text. */
function saidIn(content: Document): readonly string[] {
  const spoken = content.filter(({ block }) => block === 'heading' || block === 'paragraph' || block === 'list');
  const text = toPlainText(spoken, 10_000, ENGLISH);
  return text.split('\n').filter((said) => said.trim() !== '' && !/^─+$/.test(said) && !/https?:/.test(said));
}

/**
 * What is in a picture for hovers. It brings its own colours; those that are not of an array become the theme's. It is
 * no picture within the picture: VS Code
 * places each `svg` of the page in its middle.
 */
function inTheme(source: string): string {
  const { background, text, faint, line: lines, mark } = PALETTES.dark;
  const theme = new Map([
    [background, COLOURS.hover],
    [text, COLOURS.text],
    [faint, COLOURS.faint],
    [lines, COLOURS.hover],
    [mark, COLOURS.text],
  ]);
  const marks = source.replace(/^<svg[^>]*><rect[^>]*>/, '').replace(/<\/svg>$/, '');
  return [...theme].reduce((drawn, [own, themed]) => drawn.replaceAll(`"${own}"`, `"${themed}"`), marks);
}

function summary(analysis: Analysis): Drawn {
  const model = modelsView(analysis, () => undefined).models[0]!;
  const columns = [MARGIN, 220, 340];
  const widest = Math.max(...model.rows.map(({ params }) => params.value ?? 0));
  const marks = [
    prose(MARGIN, 34, `${model.variable} · ${model.className}`, COLOURS.text, 14, 'bold'),
    ...['Layer', 'Output shape', 'Parameters'].map((title, index) =>
      prose(columns[index]!, 62, title, COLOURS.faint, 11),
    ),
    `<path d="M${MARGIN} 70H${WIDTH - MARGIN}" stroke="${COLOURS.border}"/>`,
  ];
  let y = 92;
  for (const { name, className, shape, params } of model.rows) {
    const count = params.text;
    marks.push(
      prose(columns[0]!, y, name, COLOURS.text, 12, 'bold'),
      prose(columns[0]! + 100, y, className, COLOURS.faint, 11),
      line(columns[1]!, y, [{ text: shape, fill: COLOURS.text }]),
    );
    if ((params.value ?? 0) > 0)
      marks.push(
        rectangle(columns[2]! + 36, y - 9, Math.round(120 * (params.value! / widest)), 10, CHARTS[0]!, 'none', 2),
      );
    marks.push(line(columns[2]!, y, [{ text: count, fill: COLOURS.text }]));
    y += 26;
  }
  marks.push(`<path d="M${MARGIN} ${y - 14}H${WIDTH - MARGIN}" stroke="${COLOURS.border}"/>`);
  marks.push(
    prose(MARGIN, y + 8, `Total ${model.total.text} · trainable ${model.trainable.text}`, COLOURS.text, 12, 'bold'),
  );
  return { height: y + 28, marks };
}

function explorer(): Drawn {
  const found = explore({
    layer: { className: 'LSTM', arguments: { units: '2' }, inside: {}, trainable: true },
    kerasVersion: 3,
    inputs: [[null, 100, 4]],
    listed: false,
    more: {},
  });
  if (found.kind !== 'built') throw new Error('the explorer explains an LSTM');
  const [stack] = found.stacks;
  const cell = 24;
  const left = 170;
  const column = 2;
  const marks = [
    prose(MARGIN, 34, 'LSTM', COLOURS.text, 14, 'bold'),
    line(70, 34, [{ text: `${found.inputs} → ${found.output}`, fill: COLOURS.faint }]),
  ];
  marks.push(...slider(MARGIN, 62, 'units', 2));
  const colours = stack!.groups.flatMap(({ size, colour }) =>
    Array.from({ length: size }, () => CHARTS[colour % CHARTS.length]!),
  );
  let y = 112;
  let bottom = y;
  let at = left;
  for (const { letter, size, colour } of stack!.groups) {
    marks.push(prose(at + (size * cell) / 2 - 4, y - 10, letter, CHARTS[colour % CHARTS.length], 13, 'bold'));
    at += size * cell;
  }
  for (const { name, shape, rowCount } of stack!.matrices) {
    marks.push(
      prose(MARGIN, y + 14, name, COLOURS.text, 12, 'bold'),
      line(MARGIN, y + 30, [{ text: shape, fill: COLOURS.faint }]),
    );
    for (let row = 0; row < rowCount; row++) {
      for (const [index, fill] of colours.entries())
        marks.push(rectangle(left + index * cell, y + row * 18, cell - 2, 16, fill, 'none', 2));
    }
    bottom = y + rowCount * 18;
    y += Math.max(rowCount * 18, 36) + 12;
  }
  marks.push(
    `<rect x="${left + column * cell - 2}" y="108" width="${cell + 2}" height="${bottom - 106}" rx="3" fill="none" stroke="${COLOURS.text}" stroke-width="2"/>`,
  );
  const pointed = pointedAt(found.stacks, { stack: 0, matrix: 0, row: 0, column })!;
  for (const said of wrapped(ENGLISH.say(pointed.line), 74)) {
    marks.push(prose(MARGIN, y + 10, said));
    y += 18;
  }
  return { height: y + 16, marks };
}

function slider(x: number, y: number, name: string, value: number): readonly string[] {
  const left = x + 60;
  return [
    prose(x, y + 4, name),
    rectangle(left, y - 2, 180, 4, COLOURS.track, 'none', 2),
    `<circle cx="${left + 40}" cy="${y}" r="7" fill="${COLOURS.button}" stroke="${COLOURS.focus}"/>`,
    line(left + 200, y + 4, [{ text: String(value), fill: COLOURS.number }]),
  ];
}

/** The first mistake of a program, and the first fix that is offered for it. */
function mistakeOf(analysis: Analysis, parser: PythonParser) {
  const [problem] = diagnostics(analysis);
  if (problem === undefined) throw new Error('the program has a mistake');
  const [fix] = complete(
    offeredFixes(
      analysis,
      problem,
      inOneStep((text) => analyze(parser, text)),
    ),
  );
  return { problem, fix: ENGLISH.say(fix!.title) };
}

function mistakes(analysis: Analysis, parser: PythonParser): Drawn {
  const { problem, fix } = mistakeOf(analysis, parser);
  const marks: string[] = [];
  let y = MARGIN + 14;
  for (const { code, start } of linesOf(analysis).slice(0, 4)) {
    marks.push(line(MARGIN, y, withHints(analysis, code, start)));
    const from = problem.span.start - start;
    if (from >= 0 && from < code.length) {
      marks.push(
        squiggle(MARGIN + widthOf(code.slice(0, from)), y + 5, widthOf(code.slice(from, problem.span.end - start))),
      );
      y += 12;
      const said = wrapped(ENGLISH.say(problem.message), 76);
      const height = said.length * 17 + 40;
      marks.push(rectangle(MARGIN, y, WIDTH - 2 * MARGIN, height, COLOURS.hover, COLOURS.hoverBorder));
      for (const [index, text] of said.entries()) marks.push(prose(MARGIN + 12, y + 22 + index * 17, text));
      marks.push(bulb(MARGIN + 12, y + height - 24), prose(MARGIN + 32, y + height - 12, fix, COLOURS.link));
      y += height + 8;
    }
    y += LINE;
  }
  return { height: y, marks };
}

const bulb = (x: number, y: number): string =>
  `<path d="M${x + 6} ${y}a6 6 0 0 0-3 11v2h6v-2a6 6 0 0 0-3-11zM${x + 4} ${y + 15}h4" fill="none" stroke="${COLOURS.bulb}" stroke-width="1.5"/>`;

function errors(analysis: Analysis, parser: PythonParser): Drawn {
  const { text } = analysis.text;
  const code = 'x = LSTM(2)(x)';
  const message =
    'ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2.';
  const frame = `  File "train.py", line ${text.slice(0, text.indexOf(code)).split('\n').length}, in <module>`;
  const written = ['$ python train.py', 'Traceback (most recent call last):', frame, `    ${code}`];
  const explained = complete(
    explainError(
      analysis,
      [...written, message].join('\n'),
      'train.py',
      inOneStep((changed) => analyze(parser, changed)),
    ),
  );
  const marks = written.map((said, index) =>
    line(MARGIN, MARGIN + 14 + index * LINE, [{ text: said, fill: COLOURS.text }]),
  );
  let y = MARGIN + 14 + written.length * LINE;
  for (const [index, said] of wrapped(message, 68).entries()) {
    const [type = '', ...rest] = index === 0 ? said.split(/(?=:)/) : ['', said];
    marks.push(
      line(MARGIN, y, [
        { text: type, fill: COLOURS.error },
        { text: rest.join(''), fill: COLOURS.text },
      ]),
    );
    marks.push(`<path d="M${MARGIN} ${y + 4}h${widthOf(said)}" stroke="${COLOURS.text}"/>`);
    y += LINE;
  }
  const top = y;
  marks.push(
    bulb(MARGIN + 12, top + 12),
    prose(MARGIN + 32, top + 24, 'Explain with Layer Lens', COLOURS.link, 12, 'bold'),
  );
  y += 48;
  for (const said of saidIn(explained!.content)
    .filter((sentence) => !sentence.startsWith('What it means'))
    .flatMap((sentence) => wrapped(sentence, 78))) {
    marks.push(prose(MARGIN + 12, y, said));
    y += 17;
  }
  return {
    height: y + MARGIN,
    marks: [rectangle(MARGIN, top, WIDTH - 2 * MARGIN, y - top, COLOURS.hover, COLOURS.hoverBorder), ...marks],
  };
}
