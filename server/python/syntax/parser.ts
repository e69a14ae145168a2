import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import { ConcreteTree, nodeTypesOf } from './concrete-tree.ts';
import type { NodeTypes } from './concrete-tree.ts';
import { lower, loweringTablesOf } from './lower.ts';
import type { LoweringTables } from './lowering.ts';
import type { Module, SyntaxProblem } from './tree.ts';

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
    const tree = this.#parseTree(text);
    const concrete = new ConcreteTree(tree, this.#types, text, base);
    tree.delete();
    const { body, problems } = lower(concrete, this.#tables);
    const errors: SyntaxProblem[] = concrete.hasErrors ? [{ message: 'Syntax error', start: base, end: base }] : [];
    return { kind: 'Module', body, syntaxErrors: [...errors, ...problems], start: base, end: base + text.length };
  }

  #parseTree(text: string): Tree {
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error('the parser has no language');
    return tree;
  }
}
