import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';
import { ConcreteTree, nodeTypesOf } from './concrete-tree.ts';
import type { NodeTypes } from './concrete-tree.ts';
import { Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import { loweringTablesOf } from './lowering-tables.ts';
import { preparedSource } from './prepared-source.ts';
import { Recovery } from './recover.ts';
import type { Module, Span, Statement } from './tree.ts';

/** Milliseconds: some texts that nobody writes take the square of their length. 5,000 usual lines take 30. */
const LONGEST_PARSE = 10_000;

/** The two WebAssembly modules, which whoever starts the program reads: no file is looked up here. */
export interface ParserBytes {
  /** `web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly python: Uint8Array;
}

export interface ParseOptions {
  /** Offset in the program at which the text begins; 0 unless given. */
  readonly base?: number;
  /** Whether the text is a notebook's cell, which may begin with a `%%magic`. */
  readonly cell?: boolean;
}

/** Replaces the text from `start` to `end` (offsets of the text before). */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** A text that is kept ready for edits. Its `module` outlives it. */
export interface ParsedText {
  readonly text: string;
  readonly module: Module;
  /** The text after an edit, which takes over what this one holds: this one need not be disposed of any more. */
  update(edit: TextEdit): ParsedText;
  /** Frees the parser's memory. */
  dispose(): void;
}

export async function loadPythonParser(bytes: ParserBytes): Promise<PythonParser> {
  await Parser.init({ wasmBinary: bytes.runtime, locateFile: (file: string) => file });
  return new PythonParser(await Language.load(bytes.python));
}

export class PythonParser {
  readonly #parser: Parser;
  readonly #types: NodeTypes;
  readonly #tables: LoweringTables;

  constructor(language: Language) {
    this.#parser = new Parser().setLanguage(language);
    this.#types = nodeTypesOf(language);
    this.#tables = loweringTablesOf(this.#types);
  }

  /** The typed tree of a whole text. Never throws on broken code: that comes with `syntaxErrors` and with `Missing` where it is broken. */
  parse(text: string, options: ParseOptions = {}): Module {
    const source = preparedSource(text, options.cell ?? false);
    return this.#lower(source, options.base ?? 0, this.#concreteTree(source, options.base ?? 0));
  }

  /** As `parse`, and ready for edits. */
  open(text: string, options: ParseOptions = {}): ParsedText {
    const source = preparedSource(text, options.cell ?? false);
    return this.#parsed(text, source, this.#parseTree(source), options);
  }

  #parsed(text: string, source: string, tree: Tree, options: ParseOptions): ParsedText {
    const base = options.base ?? 0;
    let held: Tree | undefined = tree;
    const dispose = (): void => {
      held?.delete();
      held = undefined;
    };
    const update = ({ start, end, newText }: TextEdit): ParsedText => {
      const newWhole = text.slice(0, start) + newText + text.slice(end);
      const newSource = preparedSource(newWhole, options.cell ?? false);
      held?.edit(editBetween(source, newSource));
      const newTree = this.#parseTree(newSource, held);
      dispose();
      return this.#parsed(newWhole, newSource, newTree, options);
    };
    return { text, module: this.#lower(source, base, new ConcreteTree(tree, this.#types, source, base)), update, dispose };
  }

  #lower(source: string, base: number, tree: ConcreteTree): Module {
    const span = { start: base, end: base + source.length };
    if (!tree.hasErrors) {
      const lowering = new Lowering(tree, this.#tables);
      const body: Statement[] = [];
      lowering.statements(tree.children(0), body);
      if (!lowering.misread) return { kind: 'Module', body, syntaxErrors: lowering.problems, ...span };
    }
    const recovery = new Recovery(source, base, this.#tables, (piece, start, limit) => this.#concreteTree(piece, start, limit));
    const body = recovery.module(tree);
    return { kind: 'Module', body, syntaxErrors: recovery.problems.toSorted((a, b) => a.start - b.start), ...span };
  }

  #concreteTree(source: string, base: number, limit?: number): ConcreteTree {
    const tree = this.#parseTree(source);
    const concrete = new ConcreteTree(tree, this.#types, source, base, limit);
    tree.delete();
    return concrete;
  }

  #parseTree(source: string, old?: Tree): Tree {
    const deadline = Date.now() + LONGEST_PARSE;
    const tree = this.#parser.parse(source, old ?? null, { progressCallback: () => Date.now() > deadline });
    if (tree !== null) return tree;
    // A text that is made to take its time is taken as an empty one.
    this.#parser.reset();
    const empty = this.#parser.parse(' '.repeat(source.length));
    if (empty === null) throw new Error('the parser has no language');
    return empty;
  }
}

/** What differs between two texts, from the first difference to the last. */
function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  const oldEnd = before.length - same;
  const newEnd = after.length - same;
  return new Edit({
    startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd,
    startPosition: pointAt(before, start), oldEndPosition: pointAt(before, oldEnd), newEndPosition: pointAt(after, newEnd),
  });
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let lineBreak = text.indexOf('\n'); lineBreak >= 0 && lineBreak < offset; lineBreak = text.indexOf('\n', lineStart)) {
    row++;
    lineStart = lineBreak + 1;
  }
  return { row, column: offset - lineStart };
}
