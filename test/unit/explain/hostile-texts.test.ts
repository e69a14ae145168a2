/** Programs whose names are written to do something: in Markdown, in HTML and SVG, in a terminal, in an editor. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hintedSource } from '../../../server/cli/hinted-source.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { code, type Document, type Span } from '../../../server/explain/document/document.ts';
import { codeSpan, escapeMarkdown, toMarkdown } from '../../../server/explain/document/markdown.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { modelGraphSvg } from '../../../server/explain/graph/model-graph.ts';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../../server/explain/options.ts';
import { escapeUnseen, oneLine, visible } from '../../../server/explain/visible.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { exactJson } from '../../../server/features/exact-json.ts';
import { explainError } from '../../../server/features/explain-error.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { hover } from '../../../server/features/hover.ts';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { exportModel } from '../../../server/features/model-export.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inOneStep } from '../../support/in-one-step.ts';

const parser = await pythonParser();

const NAMES: Readonly<Record<string, string>> = {
  'a link to a command': '[run](command:workbench.action.terminal.new)',
  'a picture from elsewhere': '![x](https://example.com/x.png)',
  'a link that is one by itself': 'see https://example.com/x www.example.com a@example.com',
  'a script': '</text></svg><script>alert(1)</script><img src=x onerror=alert(1)>',
  'an attribute': '" onload="alert(1)" x="',
  'an entity': '&lt;b&gt; &#x3c;',
  backticks: '``` ` `` [x](command:y)',
  bars: 'a|b\\|[x](command:y)\\\\|![z](https://example.com)',
  'an escape sequence': '\u001b[2J\u001b]8;;https://example.com\u0007x\u009b31m',
  'letters from right to left': 'a\u202eb\u2066c\u200fd',
  'line breaks': 'a\r\n\n# b\r- c\u2028d\u0085',
  'zero and delete': 'a\u0000b\u007f',
};

/** What may stand in no text that people see. */
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
/** Markdown without its code: fenced, and within lines. */
const withoutCode = (markdown: string): string =>
  markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
/** A link or a picture that no backslash takes back. */
const LINK = /(?<!\\)(?:\\\\)*\]\(|(?<![\\\w]):\/\/|https?:\/\//;

function program(name: string): string {
  const text = JSON.stringify(name).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    'import keras',
    'from keras import layers',
    `inputs = keras.Input((4,), name=${text})`,
    `class Odd(layers.Layer):\n    """${name.replaceAll('\\', '\\\\').replaceAll('"', "'").replaceAll('\0', '')}"""\n    def call(self, x): return x`,
    `x = layers.Dense(3, name=${text} + "d")(inputs)`,
    `x = layers.LSTM(2, name=${text} + "l")(layers.Reshape((3, 1))(x))`,
    'x = Odd()(x)',
    `model = keras.Model(inputs, x, name=${text} + "m")`,
    `print(${text}, model.name)`,
    `print({${text}: model.layers[1].kernel.shape})`,
    `bad = layers.LSTM(2, name=${text} + "b")(x)`,
    `other = layers.Dense(3, activation=${text})(x)`,
    `keras.Model(inputs, x).get_layer(${text} + "none")`,
    'model.summary()',
    '',
  ].join('\n');
}

const WITHOUT_PICTURES = { ...DEFAULT_EXPLAIN_OPTIONS, pictures: false };

describe('what a program is named after stays a text', () => {
  for (const [what, name] of Object.entries(NAMES)) {
    const text = program(name);
    const analysis = analyze(parser, ProgramText.ofFile(text), { parse: (source) => parser.parse(source) });
    const documents = Array.from(
      { length: text.length },
      (_, offset) => hover(analysis, offset, WITHOUT_PICTURES)?.content,
    ).filter((one) => one !== undefined);
    const views = modelsView(analysis, () => undefined).models;

    test(`${what}: hovers`, () => {
      assert.ok(documents.length > 20, String(documents.length));
      for (const document of new Set(documents.map((one) => toMarkdown(one)))) {
        // Our own links lead to documentation.
        const own = document.replaceAll(
          /\]\(https:\/\/(?:keras\.io|arxiv\.org|www\.tensorflow\.org|[\w.]+)\/[\w./_-]*\)/g,
          '',
        );
        assert.doesNotMatch(withoutCode(own), LINK, document);
        assert.doesNotMatch(withoutCode(own), /<(?!\/?(?:br|sub|sup)>)/, document);
        assert.doesNotMatch(document, UNSEEN);
      }
      for (const document of documents) assert.doesNotMatch(toPlainText(document), UNSEEN);
    });

    test(`${what}: the graph`, () => {
      assert.ok(views.length > 0);
      for (const view of views) {
        const svg = modelGraphSvg(view, 'light', { opened: new Set(), fold: false });
        assert.doesNotMatch(svg, /<script|<img|<\/svg>./i);
        assert.doesNotMatch(svg, UNSEEN);
        for (const [, tag] of svg.matchAll(/<([a-zA-Z]+)/g))
          assert.ok(
            [
              'svg',
              'rect',
              'text',
              'g',
              'path',
              'title',
              'tspan',
              'line',
              'defs',
              'marker',
              'polygon',
              'polyline',
              'circle',
              'clipPath',
            ].includes(tag!),
            tag,
          );
        // What stands between quotes is a text.
        assert.doesNotMatch(svg.replaceAll(/="[^"]*"/g, ''), /<[^>]*\son/);
      }
    });

    test(`${what}: JSON is the same text, and nothing in it is unseen`, () => {
      const json = exactJson(factsJson('a.py', analysis));
      assert.doesNotMatch(json, UNSEEN);
      const { models } = JSON.parse(json) as { models: { name: string }[] };
      assert.equal(models[0]!.name, `${name}m`);
    });

    test(`${what}: what is written for Markdown and spreadsheets`, () => {
      for (const model of analysis.models)
        assert.doesNotMatch(withoutCode(exportModel(analysis, model, 'markdown')), LINK);
    });

    test(`${what}: hints and an explained error`, () => {
      const hinted = hintedSource(analysis.text, inlayHints(analysis, ALL_HINTS), visible, visible);
      assert.doesNotMatch(hinted, UNSEEN);
      const explained = complete(
        explainError(
          analysis,
          `Traceback (most recent call last):\n  File "${name}.py", line 11, in <module>\nValueError: Input 0 of layer "${name}b" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 2)`,
          'a.py',
          inOneStep((changed: ProgramText) => analyze(parser, changed)),
        ),
      );
      const markdown = explained === undefined ? '' : toMarkdown(explained.content);
      assert.doesNotMatch(markdown, UNSEEN);
      assert.doesNotMatch(withoutCode(markdown), /(?<!\\)\]\(command/);
      for (const { message } of diagnostics(analysis)) assert.doesNotMatch(visible(message), UNSEEN);
    });
  }
});

test('a spreadsheet works nothing out', () => {
  const analysis = analyze(
    parser,
    ProgramText.ofFile(
      'import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="=cmd|\' /C calc\'!A0"), keras.layers.Dense(3, name="+1"), keras.layers.Dense(3, name="@x")])\n',
    ),
  );
  const names = exportModel(analysis, analysis.models[0]!, 'csv')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0]);
  assert.deepEqual(names, ["'=cmd|' /C calc'!A0", "'+1", "'@x"]);
});

test('bars and backslashes in the code of a table', () => {
  const table = (text: string): string =>
    toMarkdown([
      { block: 'table', columns: [{ title: 'a', align: 'left' }], rows: [[[code(text)]]] },
    ] satisfies Document).split('\n')[2]!;
  assert.equal(table('a|b'), '| `a\\|b` |');
  // A renderer counts the backslashes before a bar: an even number would end the cell.
  for (const text of ['a\\|b', 'a\\\\|b', '\\\\\\\\|[x](y)'])
    for (const [run] of table(text).slice(1, -1).matchAll(/\\*\|/g)) assert.equal((run.length - 1) % 2, 1, table(text));
});

test('characters that are not seen are written as Python writes them', () => {
  assert.equal(visible('a\u001b[1m\tb\r\nc\u202e'), 'a\\x1b[1m\tb\nc\\u202e');
  assert.equal(JSON.parse(escapeUnseen(JSON.stringify('\u009b\u202e'))), '\u009b\u202e');
  assert.equal(escapeMarkdown('https://a.b www.c.d e@f.g'), 'https\\://a.b www\\.c.d e\\@f.g');
});

test('a text of a million blanks, brackets or backticks takes no time and no page', () => {
  for (const character of [' ', '\n', '`', '[', '|', '\\', '\r', '&']) {
    const start = process.cpuUsage().user;
    const spans: Span[] = [code(character.repeat(1_000_000)), character.repeat(1_000_000)];
    const [markdown, plain] = [
      toMarkdown([{ block: 'paragraph', text: spans }]),
      toPlainText([{ block: 'paragraph', text: spans }]),
    ];
    assert.ok(markdown.length < 20_000, `${markdown.length}`);
    assert.ok(plain.length < 20_000, `${plain.length}`);
    assert.ok(
      (process.cpuUsage().user - start) / 1000 < 2_000,
      `${JSON.stringify(character)} ${(process.cpuUsage().user - start) / 1000}`,
    );
  }
  assert.equal(oneLine('a \n\n b'), 'a b');
  assert.equal(codeSpan(' a '), '`  a  `');
});
