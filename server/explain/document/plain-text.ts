import type { Block, Document, Inline, Table } from './document.ts';
import { oneLine, visible } from '../visible.ts';
import { equationLines } from './equations-text.ts';

/** The document for a terminal: paragraphs broken at `width` columns, tables in columns, pictures left out. */
export function toPlainText(document: Document, width = 100): string {
  const blocks = document.map((block) => blockLines(block, width)).filter(({ length }) => length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function blockLines(block: Block, width: number): string[] {
  switch (block.block) {
    case 'heading': {
      const text = inlineText(block.text);
      return [text, '─'.repeat(Math.min(length(text), width))];
    }
    case 'paragraph':
      return wrap(inlineText(block.text), width);
    case 'list':
      return block.items.flatMap((item) => wrap(inlineText(item), width - 2).map((line, index) => (index === 0 ? '• ' : '  ') + line));
    case 'table':
      return tableLines(block);
    case 'equations':
      return equationLines(block).map((line) => `  ${line}`);
    case 'code':
      return visible(block.text).split('\n');
    case 'picture':
      return [];
  }
}

function tableLines({ columns, rows }: Table): string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(inlineText))];
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

function inlineText(text: Inline): string {
  return text.map((span) => (typeof span === 'string' ? span : span.kind === 'link' ? `${span.text} (${span.target})` : span.text)).map(oneLine).join('');
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
