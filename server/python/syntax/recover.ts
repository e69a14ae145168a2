import type { ConcreteTree } from './concrete-tree.ts';
import { indentationOf, sameIndentation } from './indentation.ts';
import { logicalLines } from './logical-lines.ts';
import type { LogicalLine } from './logical-lines.ts';
import { maximumDepth, Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import { withMisplacedLines } from './misplaced-lines.ts';
import { recoverCompound } from './recover-compound.ts';
import { recoverSimple } from './recover-simple.ts';
import { Piece, Place, type SourceFile } from './place.ts';
import { compoundKeyword, isDecorator, statementEnd } from './statement-words.ts';
import { complete, type Steps } from './steps.ts';
import { ExpressionStatement, Missing, type Statement, type SyntaxProblem } from './tree.ts';
import { words } from '../../words/message.ts';

/** Gives the concrete tree of a piece of the text, whose offsets begin at `base`; nothing lies past `limit`. */
export type PieceParser = (text: string, base: number, limit: number) => ConcreteTree;

/**
 * How many characters may be parsed again, as a multiple of the text's length: nested broken blocks are parsed once a
 * level.
 */
const fuelPerCharacter = 12;
const fuelAtLeast = 1_000_000;

/**
 * Reads a text with errors. The text is cut into statements by its lines and indentation; each is taken from the tree
 * of the
 * whole if that has no error there, else parsed on its own, and if it still has errors, taken apart: header and body of
 * a compound
 * statement by themselves, a simple one completed at its end. So an error costs the line it is in and no other.
 */
export class Recovery {
  readonly text: string;
  /** Offset of the text in the program. */
  readonly base: number;
  readonly problems: SyntaxProblem[] = [];
  depth = 0;
  readonly #file: SourceFile;
  /** The top-level statement that is read now. */
  #piece: Piece;
  readonly #tables: LoweringTables;
  readonly #parse: PieceParser;
  #fuel: number;

  constructor(text: string, base: number, file: SourceFile, tables: LoweringTables, parse: PieceParser) {
    this.text = text;
    this.base = base;
    this.#file = file;
    this.#piece = new Piece(file, base);
    this.#tables = tables;
    this.#parse = parse;
    this.#fuel = Math.max(fuelAtLeast, text.length * fuelPerCharacter);
  }

  /** All statements of the text, whose concrete tree is given, step by step. */
  *module(tree: ConcreteTree): Steps<Statement[]> {
    const lines = withMisplacedLines(this.text, logicalLines(this.text));
    yield;
    return yield* this.#statements(lines, tree, true);
  }

  /** The place between two offsets of the program. */
  between(start: number, end: number): Place {
    return new Place(this.#piece, start - this.#piece.start, end - start);
  }

  /** The statements of consecutive lines: a body, or a piece of one. */
  block(lines: readonly LogicalLine[]): Statement[] {
    const [first] = lines;
    if (first === undefined) return [];
    const tree = this.#parsePiece(first.lineStart, lines.at(-1)?.end ?? first.end);
    if (tree === undefined) {
      this.report({ message: words`Invalid syntax somewhere in this block`, start: first.start, end: first.end });
      return [this.missingStatement(first.start, lines.at(-1)?.end ?? first.end, 'too much to read again')];
    }
    const clean = this.lowerClean(tree);
    return clean ?? complete(this.#statements(lines, tree, false));
  }

  /**
   * The statements of a text put together from a piece of this one that begins at `start`; undefined if it has errors
   * too. What was
   * added at its end lies at `limit`.
   */
  parseClean(text: string, start: number, limit = start + text.length): Statement[] | undefined {
    const tree = this.parseTree(text, start, limit);
    return tree === undefined ? undefined : this.lowerClean(tree);
  }

  parseTree(text: string, start: number, limit = start + text.length): ConcreteTree | undefined {
    this.#fuel -= text.length;
    return this.#fuel < 0 ? undefined : this.#parse(text, this.base + start, this.base + limit);
  }

  lowering(tree: ConcreteTree): Lowering {
    const lowering = new Lowering(tree, this.#tables, this.#piece);
    lowering.depth = this.depth;
    return lowering;
  }

  /** Notes a problem; its offsets are those of this text. */
  report(problem: SyntaxProblem): void {
    this.problems.push({ message: problem.message, start: this.base + problem.start, end: this.base + problem.end });
  }

  missingStatement(start: number, end: number, reason: string): Statement {
    const place = this.between(this.base + start, this.base + end);
    return new ExpressionStatement(place, { value: new Missing(place, { reason }) });
  }

  lowerClean(tree: ConcreteTree, isTop = false): Statement[] | undefined {
    return tree.hasErrors ? undefined : this.#lowerAll(tree, tree.children(0), isTop);
  }

  #lowerAll(tree: ConcreteTree, nodes: readonly number[], isTop: boolean): Statement[] | undefined {
    const lowering = this.lowering(tree);
    const body: Statement[] = [];
    lowering.statements(nodes, body, isTop ? this.#file : undefined);
    if (lowering.misread) return undefined;
    this.problems.push(...lowering.problems);
    return body;
  }

  #parsePiece(start: number, end: number): ConcreteTree | undefined {
    return this.parseTree(this.text.slice(start, end), start);
  }

  *#statements(lines: readonly LogicalLine[], tree: ConcreteTree, isTop: boolean): Steps<Statement[]> {
    const body: Statement[] = [];
    const nodes = tree.children(0);
    const outermost = lines[0];
    let next = 0;
    for (let from = 0; from < lines.length; ) {
      const to = statementEnd(this.text, lines, from);
      const group = lines.slice(from, to);
      const first = group[0] as LogicalLine;
      if (outermost !== undefined) this.#compareIndentation(outermost, first);
      const start = this.base + first.start;
      if (isTop) this.#piece = new Piece(this.#file, start);
      const limit = this.base + (lines[to]?.start ?? this.text.length + 1);
      while (next < nodes.length && tree.end(nodes[next] as number) <= start) next++;
      const inside: number[] = [];
      for (let i = next; i < nodes.length && tree.start(nodes[i] as number) < limit; i++)
        inside.push(nodes[i] as number);
      const whole =
        inside[0] !== undefined &&
        tree.start(inside[0]) === start &&
        inside.every((node) => !tree.isBroken(node) && tree.end(node) <= limit && this.#isStatement(tree, node));
      const lowered = whole ? this.#lowerAll(tree, inside, isTop) : undefined;
      body.push(...(lowered ?? this.#brokenGroup(group, lines.length === group.length, isTop)));
      from = to;
      yield;
    }
    return body;
  }

  /** A tree that is one error as a whole has single words at its top. */
  #isStatement(tree: ConcreteTree, node: number): boolean {
    return tree.kind(node) === ';' || this.#tables.statements[tree.typeId(node)] !== undefined;
  }

  #compareIndentation(block: LogicalLine, line: LogicalLine): void {
    if (block.lineStart === line.lineStart || this.text.slice(line.lineStart, line.start).trim() !== '') return;
    const expected = indentationOf(this.text, block.lineStart, block.start);
    const own = indentationOf(this.text, line.lineStart, line.start);
    if (sameIndentation(own, expected)) return;
    const message =
      own.column === expected.column ? words`Tabs and blanks are mixed` : words`This indentation fits no block above`;
    this.report({ message, start: line.start, end: line.end });
  }

  /** `alone`: the tree that showed the error was that of this group and nothing else. */
  #brokenGroup(group: readonly LogicalLine[], alone: boolean, isTop: boolean): Statement[] {
    const first = group[0] as LogicalLine;
    const last = group.at(-1) as LogicalLine;
    if (this.depth >= maximumDepth) {
      this.report({ message: words`Nested too deeply`, start: first.start, end: first.end });
      return [this.missingStatement(first.start, last.end, 'nested too deeply')];
    }
    if (!alone) {
      const tree = this.#parsePiece(first.lineStart, last.end);
      const clean = tree && this.lowerClean(tree, isTop);
      if (clean !== undefined) return clean;
    }
    this.depth++;
    const result =
      compoundKeyword(this.text, first) !== undefined || isDecorator(this.text, first)
        ? recoverCompound(this, group)
        : this.#simple(first, group.slice(1));
    this.depth--;
    return result;
  }

  /** A simple statement; lines below it that are indented further have no business there, but are read all the same. */
  #simple(line: LogicalLine, indented: readonly LogicalLine[]): Statement[] {
    const body = indented.length > 0 ? this.parseClean(this.text.slice(line.start, line.end), line.start) : undefined;
    const statements = body ?? recoverSimple(this, line);
    const [deeper] = indented;
    if (deeper === undefined) return statements;
    this.report({ message: words`Unexpected indent`, start: deeper.lineStart, end: deeper.start });
    return [...statements, ...this.block(indented)];
  }
}
