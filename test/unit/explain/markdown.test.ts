import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  code,
  heading,
  list,
  paragraph,
  say,
  strong,
  type Document,
} from '../../../server/explain/document/document.ts';
import { codeSpan, escapeMarkdown, svgAddress, toMarkdown } from '../../../server/explain/document/markdown.ts';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';

const document: Document = [
  heading(say`${strong('LSTM')} ${code('lstm')}`),
  paragraph(say`Read ${code('a|b')} at ${2} places_of_the <text>.`),
  list([say`one`, say`two`]),
  {
    block: 'table',
    columns: [
      { title: 'array', align: 'left' },
      { title: 'numbers', align: 'right' },
    ],
    rows: [
      [[code('a|b')], ['32']],
      [['c|d'], ['1,000']],
    ],
  },
  {
    block: 'equations',
    lines: [
      [
        { text: 'y', under: '(8,)' },
        { text: '=', under: '' },
        { text: 'x', under: '(4,)' },
      ],
    ],
  },
];

test('a document in Markdown', () => {
  assert.equal(
    toMarkdown(document),
    `**LSTM** \`lstm\`

Read \`a|b\` at 2 places\\_of\\_the &lt;text&gt;.

- one
- two

| array | numbers |
|---|---:|
| \`a\\|b\` | 32 |
| c\\|d | 1,000 |

\`\`\`text
y    = x
(8,)   (4,)
\`\`\``,
  );
});

test('a document on a terminal', () => {
  assert.equal(
    toPlainText(document, 30),
    `LSTM lstm
─────────

Read a|b at 2 places_of_the
<text>.

• one
• two

array  numbers
─────  ───────
a|b         32
c|d      1,000

  y    = x
  (8,)   (4,)
`,
  );
});

test('text that Markdown or HTML would read as its own', () => {
  assert.equal(escapeMarkdown('*a* [b](c) `d` <e> & #f\n---'), '\\*a\\* \\[b\\](c) \\`d\\` &lt;e&gt; &amp; \\#f ---');
});

test('code with backticks in it', () => {
  assert.equal(codeSpan('a'), '`a`');
  assert.equal(codeSpan('a`b'), '``a`b``');
  assert.equal(codeSpan('`a`'), '`` `a` ``');
});

test('a picture as an address has nothing in it that ends a link', () => {
  assert.doesNotMatch(svgAddress('<svg a="(b)\'">**|</svg>'), /[()'"*<>|\s]/);
});
