import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import { ConcreteTree, nodeTypesOf } from './concrete-tree.ts';
import type { NodeTypes } from './concrete-tree.ts';
import { Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import { loweringTablesOf } from './lowering-tables.ts';
import { Piece, SourceFile } from './place.ts';
import { preparedSource } from './prepared-source.ts';
import { Recovery } from './recover.ts';
import { complete, type Steps } from './steps.ts';
import type { Module, Statement, SyntaxProblem } from './tree.ts';
import { words } from '../../words/message.ts';

/** Milliseconds: some texts that nobody writes take the square of their length. 5,000 usual lines take 30. */
const LONGEST_PARSE = 10_000;
/**
 * So many looks of the parser whether it shall go on lie between two chances for others to be heard: 2 to 10
 * milliseconds. They are counted, because a text with mistakes may be read
 * otherwise where the parser is interrupted at another place, and the same text must give the same tree whatever else
 * the machine does.
 */
const LOOKS_OF_A_SLICE = 100;
/** A slice that takes as long as this is ended by the clock, in milliseconds: its text is one that nobody writes. */
const LONGEST_SLICE = 200;

const PROMPT = words`A prompt of an interactive session is no part of a program; what follows it is read`;

/** So many statements are read between two chances to be interrupted. */
const STATEMENTS_OF_A_STEP = 50;

/** The two WebAssembly modules, which whoever starts the program reads: no file is looked up here. */
export interface ParserBytes {
  /** `web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly python: Uint8Array;
}

export interface ParseOptions {
  /** Which the text is of; one of its own, without a path, where absent. */
  readonly file?: SourceFile;
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
  readonly #language: Language;
  /** Parsers that are not in the middle of a text. */
  readonly #idle: Parser[] = [];
  readonly #types: NodeTypes;
  readonly #tables: LoweringTables;

  constructor(language: Language) {
    this.#language = language;
    this.#types = nodeTypesOf(language);
    this.#tables = loweringTablesOf(this.#types);
  }

  /**
   * The typed tree of a whole text. Never throws on broken code: that comes with `syntaxErrors` and with `Missing`
   * where it is broken.
   */
  parse(text: string, options: ParseOptions = {}): Module {
    return complete(this.parseInSteps(text, options));
  }

  /** The same, step by step. */
  *parseInSteps(text: string, options: ParseOptions = {}): Steps<Module> {
    const { base = 0, file = new SourceFile(undefined, text) } = options;
    const prompts: SyntaxProblem[] = [];
    // IPython takes them away from a cell.
    const source = preparedSource(
      text,
      options.cell ?? false,
      options.cell
        ? undefined
        : ({ start, end }) => {
            prompts.push({ start: base + start, end: base + end, message: PROMPT });
          },
    );
    const parsed = yield* this.#parseTree(source);
    const module = yield* this.#lower(source, base, file, yield* this.#concreteTree(parsed, source, base));
    return prompts.length === 0
      ? module
      : { ...module, syntaxErrors: [...module.syntaxErrors, ...prompts].sort((a, b) => a.start - b.start) };
  }

  *#lower(source: string, base: number, file: SourceFile, tree: ConcreteTree): Steps<Module> {
    const whole = { file, start: base, end: base + source.length };
    if (!tree.hasErrors) {
      const lowering = new Lowering(tree, this.#tables, new Piece(file, base));
      const body: Statement[] = [];
      const statements = tree.children(0);
      for (let first = 0; first < statements.length; first += STATEMENTS_OF_A_STEP) {
        lowering.statements(statements.slice(first, first + STATEMENTS_OF_A_STEP), body, file);
        yield;
      }
      if (!lowering.misread) return { kind: 'Module', body, syntaxErrors: lowering.problems, ...whole };
    }
    const recovery = new Recovery(source, base, file, this.#tables, (piece, start, limit) =>
      complete(this.#concreteTree(complete(this.#parseTree(piece)), piece, start, limit)),
    );
    const body = yield* recovery.module(tree);
    return { kind: 'Module', body, syntaxErrors: recovery.problems.toSorted((a, b) => a.start - b.start), ...whole };
  }

  /** `tree` is not needed afterwards. */
  *#concreteTree(tree: Tree, source: string, base: number, limit?: number): Steps<ConcreteTree> {
    try {
      yield;
      return yield* ConcreteTree.of(tree, this.#types, source, base, limit);
    } finally {
      tree.delete();
    }
  }

  *#parseTree(source: string): Steps<Tree> {
    const parser = this.#idle.pop() ?? new Parser().setLanguage(this.#language);
    try {
      const end = Date.now() + LONGEST_PARSE;
      for (let now = Date.now(); now < end; now = Date.now()) {
        const until = now + LONGEST_SLICE;
        let looks = 0;
        // It goes on where it was.
        const tree = parser.parse(source, null, {
          progressCallback: () => ++looks >= LOOKS_OF_A_SLICE || Date.now() > until,
        });
        if (tree !== null) return tree;
        yield;
      }
      // A text that is made to take its time is taken as an empty one.
      parser.reset();
      const empty = parser.parse(' '.repeat(source.length));
      if (empty === null) throw new Error('the parser has no language');
      return empty;
    } finally {
      parser.reset();
      this.#idle.push(parser);
    }
  }
}
