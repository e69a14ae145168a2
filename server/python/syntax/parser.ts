import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import { ConcreteTree, nodeTypesOf } from './concrete-tree.ts';
import type { NodeTypes } from './concrete-tree.ts';
import { Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import { loweringTablesOf } from './lowering-tables.ts';
import { preparedSource } from './prepared-source.ts';
import { Recovery } from './recover.ts';
import type { Module, Statement } from './tree.ts';

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

  #parseTree(source: string): Tree {
    const deadline = Date.now() + LONGEST_PARSE;
    const tree = this.#parser.parse(source, null, { progressCallback: () => Date.now() > deadline });
    if (tree !== null) return tree;
    // A text that is made to take its time is taken as an empty one.
    this.#parser.reset();
    const empty = this.#parser.parse(' '.repeat(source.length));
    if (empty === null) throw new Error('the parser has no language');
    return empty;
  }
}
