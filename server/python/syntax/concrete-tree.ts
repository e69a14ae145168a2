import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import type { Steps } from './steps.ts';

/** What is known of a grammar's node types, by type id; made once for a loaded language. */
export interface NodeTypes {
  readonly names: readonly string[];
  /** 1: no child of such a node is of interest. */
  readonly leaf: Uint8Array;
  /** 1: comments and line continuations, which may stand anywhere and mean nothing. */
  readonly extra: Uint8Array;
  /** For a literal token (`(`, `def`, …) the length of its text, else 0. */
  readonly tokenLength: Uint8Array;
}

const leaves = new Set([
  'identifier',
  'integer',
  'float',
  'string_start',
  'string_content',
  'string_end',
  'true',
  'false',
  'none',
  'ellipsis',
  'type_conversion',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'wildcard_import',
  'keyword_separator',
  'positional_separator',
  'import_prefix',
]);

export function nodeTypesOf(language: Language): NodeTypes {
  const count = language.nodeTypeCount;
  const names: string[] = [];
  const leaf = new Uint8Array(count);
  const extra = new Uint8Array(count);
  const tokenLength = new Uint8Array(count);
  for (let id = 0; id < count; id++) {
    const name = language.nodeTypeForId(id) ?? '';
    const named = language.nodeTypeIsNamed(id);
    names.push(name);
    leaf[id] = !named || leaves.has(name) ? 1 : 0;
    extra[id] = name === 'comment' || name === 'line_continuation' ? 1 : 0;
    tokenLength[id] = named ? 0 : name.length;
  }
  return { names, leaf, extra, tokenLength };
}

/** So many nodes are copied between two chances to be interrupted. */
const NODES_OF_A_STEP = 10_000;

const errorType = 0xffff;
const missingFlag = 1;
const damagedFlag = 2;
const errorWithinFlag = 4;

/**
 * The parser's tree copied out of WebAssembly memory into flat arrays, in preorder: a node is an index, its first child
 * is
 * the next index, and `after` leads past its subtree. Comments are left out. Offsets are those of the program (`base`
 * added).
 */
export class ConcreteTree {
  readonly text: string;
  readonly base: number;
  /** Offsets past it are brought back to it: text was added there to complete a broken line. */
  readonly limit: number;
  readonly hasErrors: boolean;
  readonly #names: readonly string[];
  readonly #types: Uint16Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #after: Int32Array;
  readonly #flags: Uint8Array | undefined;
  #size = 0;

  /** Copies a tree. It is left to whoever calls this. */
  static *of(
    tree: Tree,
    types: NodeTypes,
    text: string,
    base: number,
    limit = base + text.length,
  ): Steps<ConcreteTree> {
    const concrete = new ConcreteTree(tree, types, text, base, limit);
    const cursor = tree.walk();
    try {
      yield* concrete.#copy(cursor, types);
    } finally {
      cursor.delete();
    }
    return concrete;
  }

  private constructor(tree: Tree, types: NodeTypes, text: string, base: number, limit: number) {
    this.text = text;
    this.base = base;
    this.limit = limit;
    this.#names = types.names;
    const root = tree.rootNode;
    this.hasErrors = root.hasError;
    const capacity = root.descendantCount;
    this.#types = new Uint16Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
    this.#after = new Int32Array(capacity);
    this.#flags = this.hasErrors ? new Uint8Array(capacity) : undefined;
  }

  /** Number of nodes. */
  get size(): number {
    return this.#size;
  }

  *#copy(cursor: TreeCursor, { leaf, extra, tokenLength }: NodeTypes): Steps<void> {
    const [types, starts, ends, after, flags] = [this.#types, this.#starts, this.#ends, this.#after, this.#flags];
    const ancestors: number[] = [];
    let size = 0;
    for (;;) {
      const type = cursor.nodeTypeId;
      if (extra[type] !== 1) {
        const node = size++;
        if (size % NODES_OF_A_STEP === 0) yield;
        const start = cursor.startIndex + this.base;
        const length = tokenLength[type] ?? 0;
        types[node] = type;
        starts[node] = start;
        ends[node] = length > 0 && flags === undefined ? start + length : cursor.endIndex + this.base;
        if (flags !== undefined && (type === errorType || cursor.nodeIsMissing)) {
          flags[node] = type === errorType ? 0 : missingFlag;
          const parent = ancestors.at(-1);
          if (parent !== undefined) flags[parent] = (flags[parent] as number) | damagedFlag;
          for (const ancestor of ancestors) flags[ancestor] = (flags[ancestor] as number) | errorWithinFlag;
        }
        if (leaf[type] !== 1 && cursor.gotoFirstChild()) {
          ancestors.push(node);
          continue;
        }
        after[node] = size;
      }
      while (!cursor.gotoNextSibling()) {
        const parent = ancestors.pop();
        if (parent === undefined) {
          this.#size = size;
          return;
        }
        after[parent] = size;
        cursor.gotoParent();
      }
    }
  }

  typeId(node: number): number {
    return this.#types[node] as number;
  }

  kind(node: number): string {
    return this.#names[this.#types[node] as number] ?? 'ERROR';
  }

  start(node: number): number {
    return Math.min(this.#starts[node] as number, this.limit);
  }

  end(node: number): number {
    return Math.min(this.#ends[node] as number, this.limit);
  }

  /** The node that follows `node`'s subtree: its next sibling, or its parent's `after` when it is the last child. */
  after(node: number): number {
    return this.#after[node] as number;
  }

  isMissing(node: number): boolean {
    return this.#flags !== undefined && ((this.#flags[node] as number) & missingFlag) !== 0;
  }

  /** Whether a direct child is an error or was made up by the parser. */
  isDamaged(node: number): boolean {
    return this.#flags !== undefined && ((this.#flags[node] as number) & damagedFlag) !== 0;
  }

  /** Whether it is an error, was made up by the parser, or has such a node somewhere below it. */
  isBroken(node: number): boolean {
    return this.#flags !== undefined && (this.isError(node) || (this.#flags[node] as number) !== 0);
  }

  isError(node: number): boolean {
    return this.#types[node] === errorType;
  }

  children(node: number): number[] {
    const children: number[] = [];
    const end = this.after(node);
    for (let child = node + 1; child < end; child = this.after(child)) children.push(child);
    return children;
  }

  /** The first direct child of that kind. */
  childOfKind(node: number, kind: string): number | undefined {
    const end = this.after(node);
    for (let child = node + 1; child < end; child = this.after(child)) if (this.kind(child) === kind) return child;
    return undefined;
  }

  textOf(node: number): string {
    return this.text.slice((this.#starts[node] as number) - this.base, (this.#ends[node] as number) - this.base);
  }

  /** Whether a line ends between two offsets of the program. */
  hasLineBreak(start: number, end: number): boolean {
    for (let i = start - this.base; i < end - this.base; i++) if (this.text.charCodeAt(i) === 10) return true;
    return false;
  }

  textBetween(start: number, end: number): string {
    return this.text.slice(start - this.base, end - this.base);
  }
}
