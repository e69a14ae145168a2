import { ENGLISH, type Language } from '../../words/language.ts';
import { oneLine, visible } from '../visible.ts';
import {
  spoken,
  type Block,
  type Document,
  type Inline,
  type Picture,
  type SpokenSpan,
  type Table,
} from './document.ts';
import { equationLines } from './equations-text.ts';
import { isAllowed } from './links.ts';

/** The document in the Markdown that editors show in hovers. Nothing of a user's text is taken for Markdown or HTML. */
export function toMarkdown(document: Document, language = ENGLISH): string {
  return document.map((block) => blockText(block, language)).join('\n\n');
}

function blockText(block: Block, language: Language): string {
  switch (block.block) {
    case 'heading':
      return inlineText(block.text, language);
    case 'paragraph':
      return inlineText(block.text, language);
    case 'list':
      return block.items.map((item) => `- ${inlineText(item, language)}`).join('\n');
    case 'table':
      return tableText(block, language);
    case 'equations':
      return fenced(equationLines(block, language).join('\n'), 'text');
    case 'code':
      return fenced(block.text, block.language);
    case 'picture':
      return pictureText(block, language);
  }
}

function tableText({ columns, rows }: Table, language: Language): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ title }) => escapeMarkdown(language.say(title)))),
    `|${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join('|')}|`,
    ...rows.map((cells) =>
      row(
        cells.map((cell, index) => {
          // VS Code leaves no room between a number at the right edge of its column and the text at the left edge of
          // the next.
          const space =
            cell.length > 0 && columns[index]?.align === 'left' && columns[index - 1]?.align === 'right'
              ? '&ensp;'
              : '';
          return space + spoken(cell, language).map(cellSpan).join('');
        }),
      ),
    ),
  ].join('\n');
}

/**
 * In a cell, a bar ends it unless a backslash stands before it, in code too; and after backslashes of the text's own it
 * is code no more, so that such a
 * code is written as text.
 */
function cellSpan(span: SpokenSpan): string {
  if (typeof span === 'string' || span.kind !== 'code') return spanText(span);
  return /\\\|/.test(span.text) ? escapeMarkdown(span.text) : codeSpan(span.text).replaceAll('|', '\\|');
}

function inlineText(text: Inline, language: Language): string {
  return spoken(text, language).map(spanText).join('');
}

function spanText(span: SpokenSpan): string {
  if (typeof span === 'string') return escapeMarkdown(span);
  switch (span.kind) {
    case 'code':
      return codeSpan(span.text);
    case 'strong':
      return `**${escapeMarkdown(span.text)}**`;
    case 'emphasis':
      return `*${escapeMarkdown(span.text)}*`;
    case 'link':
      if (!isAllowed(span.target)) return escapeMarkdown(span.text);
      return `[${escapeMarkdown(span.text)}](${encodeURI(span.target).replaceAll('%25', '%').replace(/[()]/g, encodeURIComponent)})`;
  }
}

/**
 * Plain text with nothing left in it that Markdown or HTML would read as its own. Dots, dashes and round brackets are
 * harmless within a line.
 */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_{}[\]#|~]/g, '\\$&')
      // What some renderers make a link of by itself.
      .replace(/:(?=\/\/)|@|(?<=\bwww)\./gi, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

/**
 * What is read aloud instead of a picture: VS Code takes it as it is written, backslashes too, so that only what would
 * end it or begin HTML is escaped.
 */
const escapeAlternative = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[[\]\\`]/g, '\\$&');

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
function pictureText({ draw, alternative }: Picture, language: Language): string {
  const { source, width, height } = draw(language);
  return `![${escapeAlternative(language.say(alternative))}](${svgAddress(source)}|width=${width},height=${height})`;
}

/** The SVG as an address that Markdown can hold. */
export function svgAddress(source: string): string {
  return `data:image/svg+xml,${encodeURIComponent(source).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`;
}
