import { Language, Parser } from 'web-tree-sitter';
import { ConcreteTree, nodeTypesOf } from './concrete-tree.ts';
import type { NodeTypes } from './concrete-tree.ts';
import { Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import { loweringTablesOf } from './lowering-tables.ts';
import { Recovery } from './recover.ts';
import type { Module, Statement } from './tree.ts';

/** The two WebAssembly modules, which whoever starts the program reads: no file is looked up here. */
export interface ParserBytes {
  /** `web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly python: Uint8Array;
}

export async function loadPythonParser(bytes: ParserBytes): Promise<PythonParser> {
  await Parser.init({ wasmBinary: bytes.runtime, locateFile: (file: string) => file });
  const language = await Language.load(bytes.python);
  return new PythonParser(language);
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

  /** The typed tree of a whole text; never throws on broken code. Offsets begin at `base`. */
  parse(text: string, base = 0): Module {
    return this.#lower(text, base, this.#concrete(text, base));
  }

  #lower(text: string, base: number, tree: ConcreteTree): Module {
    const span = { start: base, end: base + text.length };
    if (!tree.hasErrors) {
      const lowering = new Lowering(tree, this.#tables);
      const body: Statement[] = [];
      lowering.statements(tree.children(0), body);
      if (!lowering.misread) return { kind: 'Module', body, syntaxErrors: lowering.problems, ...span };
    }
    const recovery = new Recovery(text, base, this.#tables, (piece, start) => this.#concrete(piece, start));
    const body = recovery.module(tree);
    return { kind: 'Module', body, syntaxErrors: recovery.problems.sort((a, b) => a.start - b.start), ...span };
  }

  #concrete(text: string, base: number): ConcreteTree {
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error('the parser has no language');
    const concrete = new ConcreteTree(tree, this.#types, text, base);
    tree.delete();
    return concrete;
  }
}
