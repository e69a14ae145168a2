import { ENGLISH, type Language } from '../../words/language.ts';
import { spoken, type Block, type Document, type Inline, type Table } from './document.ts';
import { oneLine, visible } from '../visible.ts';
import { equationLines } from './equations-text.ts';

/** The document for a terminal: paragraphs broken at `width` columns, tables in columns, pictures left out. */
export function toPlainText(document: Document, width = 100, language = ENGLISH): string {
  const blocks = document.map((block) => blockLines(block, width, language)).filter(({ length }) => length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function blockLines(block: Block, width: number, language: Language): string[] {
  switch (block.block) {
    case 'heading': {
      const text = inlineText(block.text, language);
      return [text, '─'.repeat(Math.min(length(text), width))];
    }
    case 'paragraph':
      return wrap(inlineText(block.text, language), width);
    case 'list':
      return block.items.flatMap((item) =>
        wrap(inlineText(item, language), width - 2).map((line, index) => (index === 0 ? '• ' : '  ') + line),
      );
    case 'table':
      return tableLines(block, language);
    case 'equations':
      return equationLines(block, language).map((line) => `  ${line}`);
    case 'code':
      return visible(block.text).split('\n');
    case 'picture':
      return [];
  }
}

function tableLines({ columns, rows }: Table, language: Language): string[] {
  const cells = [
    columns.map(({ title }) => language.say(title)),
    ...rows.map((row) => row.map((cell) => inlineText(cell, language))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => length(row[index] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat((widths[index] ?? 0) - length(cell));
        return columns[index]?.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((count) => '─'.repeat(count)).join('  '), ...body.map(line)];
}

function inlineText(text: Inline, language: Language): string {
  return spoken(text, language)
    .map((span) =>
      typeof span === 'string' ? span : span.kind === 'link' ? `${span.text} (${span.target})` : span.text,
    )
    .map(oneLine)
    .join('');
}

/** Lines of at most `width` columns, broken between words; a longer word keeps a line for itself. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && length(last) + 1 + length(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const length = (text: string) => [...text].length;
