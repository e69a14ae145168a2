import type { Block, Document, Inline, Picture, Span, Table } from './document.ts';
import { oneLine, visible } from '../visible.ts';
import { equationLines } from './equations-text.ts';

/** The document in the Markdown that editors show in hovers. Nothing of a user's text is taken for Markdown or HTML. */
export function toMarkdown(document: Document): string {
  return document.map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  switch (block.block) {
    case 'heading':
      return inlineText(block.text);
    case 'paragraph':
      return inlineText(block.text);
    case 'list':
      return block.items.map((item) => `- ${inlineText(item)}`).join('\n');
    case 'table':
      return tableText(block);
    case 'equations':
      return fenced(equationLines(block).join('\n'), 'text');
    case 'code':
      return fenced(block.text, block.language);
    case 'picture':
      return pictureText(block);
  }
}

function tableText({ columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ title }) => escapeMarkdown(title))),
    `|${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join('|')}|`,
    ...rows.map((cells) => row(cells.map((cell) => cell.map(cellSpan).join('')))),
  ].join('\n');
}

/**
 * In a cell, a bar ends it unless a backslash stands before it, in code too; and after backslashes of the text's own it is code no more, so that such a
 * code is written as text.
 */
function cellSpan(span: Span): string {
  if (typeof span === 'string' || span.kind !== 'code') return spanText(span);
  return /\\\|/.test(span.text) ? escapeMarkdown(span.text) : codeSpan(span.text).replaceAll('|', '\\|');
}

function inlineText(text: Inline): string {
  return text.map(spanText).join('');
}

function spanText(span: Span): string {
  if (typeof span === 'string') return escapeMarkdown(span);
  switch (span.kind) {
    case 'code':
      return codeSpan(span.text);
    case 'strong':
      return `**${escapeMarkdown(span.text)}**`;
    case 'emphasis':
      return `*${escapeMarkdown(span.text)}*`;
    case 'link':
      return `[${escapeMarkdown(span.text)}](${encodeURI(span.target).replace(/[()]/g, encodeURIComponent)})`;
  }
}

/** Plain text with nothing left in it that Markdown or HTML would read as its own. Dots, dashes and round brackets are harmless within a line. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]#|~]/g, '\\$&')
    // What some renderers make a link of by itself.
    .replace(/:(?=\/\/)|@|(?<=\bwww)\./gi, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Code within a line: fenced by more backticks than it has in a row. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$|^ .* $/.test(line) || line === '' ? ' ' : '';
  return fence + space + line + space + fence;
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${visible(text)}\n${fence}`;
}

/** The size after `|` is VS Code's; other editors that draw pictures in hovers ignore it. */
function pictureText({ source, alternative, width, height }: Picture): string {
  return `![${escapeMarkdown(alternative)}](${svgAddress(source)}|width=${width},height=${height})`;
}

/** The SVG as an address that Markdown can hold. */
export function svgAddress(source: string): string {
  return `data:image/svg+xml,${encodeURIComponent(source).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`;
}
