/**
 * The Python blocks of the specification. A fence's info string tells what a block is: `python` a program, `python
 * file=model.py` another file
 * that the programs under the same heading can import, `python cell` a cell of the notebook that all cells under the
 * heading make, and
 * `python keras=2` a program that is read as Keras 2's. An expectation is a comment of its own line under the line it
 * is about.
 */
export const KINDS = [
  'prints',
  'value',
  'unknown',
  'shape',
  'dtype',
  'params',
  'weights',
  'total',
  'trainable',
  'rows',
  'error',
  'warning',
  'information',
  'hint',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Expectation {
  readonly kind: Kind;
  readonly text: string;
  /** Of the line that it is about, in its cell, from 0. */
  readonly line: number;
  /** The notebook's cell, undefined in a file. */
  readonly cell: number | undefined;
  /** Its own line in the Markdown file, from 1. */
  readonly markdownLine: number;
}

export interface Block {
  readonly heading: string;
  /** 1-based, of the first fence. */
  readonly markdownLine: number;
  /** One text, or those of a notebook's cells. */
  readonly texts: readonly string[];
  readonly notebook: boolean;
  readonly kerasVersion: 2 | 3 | undefined;
  /** Files beside it, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly expectations: readonly Expectation[];
}

interface OpenBlock {
  heading: string;
  markdownLine: number;
  texts: string[];
  notebook: boolean;
  kerasVersion: 2 | 3 | undefined;
  files: ReadonlyMap<string, string>;
  expectations: Expectation[];
}

const expectation = new RegExp(`^\\s*# (${KINDS.join('|')})(?::\\s*(.*?))?\\s*$`);

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: OpenBlock[] = [];
  const lines = markdown.split('\n');
  let heading = '';
  let files = new Map<string, string>();
  let notebook: OpenBlock | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title !== undefined) {
      heading = title;
      files = new Map();
      notebook = undefined;
    }
    const info = /^```python\b(.*)$/.exec(line)?.[1];
    if (info === undefined) continue;
    const first = index + 1;
    const end = lines.indexOf('```', first);
    if (end < 0) throw new Error(`line ${first}: the block has no end`);
    const body = lines.slice(first, end);
    index = end;
    const file = /\bfile=(\S+)/.exec(info)?.[1];
    if (file !== undefined) {
      files.set(file, body.join('\n'));
      continue;
    }
    const isCell = /\bcell\b/.test(info);
    const block: OpenBlock = (isCell ? notebook : undefined) ?? {
      heading,
      markdownLine: first,
      texts: [],
      notebook: isCell,
      files,
      expectations: [],
      kerasVersion: /\bkeras=2\b/.test(info) ? 2 : /\bkeras=3\b/.test(info) ? 3 : undefined,
    };
    if (block.texts.length === 0) blocks.push(block);
    if (isCell) notebook = block;
    block.expectations.push(...expectationsIn(body, isCell ? block.texts.length : undefined, first));
    block.texts.push(body.join('\n'));
  }
  return blocks;
}

function expectationsIn(body: readonly string[], cell: number | undefined, before: number): readonly Expectation[] {
  const found: Expectation[] = [];
  let about = -1;
  for (const [index, text] of body.entries()) {
    const match = expectation.exec(text);
    if (match)
      found.push({ kind: match[1] as Kind, text: match[2] ?? '', line: about, cell, markdownLine: before + index + 1 });
    else if (text.trim() !== '') about = index;
  }
  return found;
}
