/** Binds the names of a file to what they stand for, by its text alone. */
import type { ClassDefinition, Expression, Import, ImportFrom, Module, Node } from '../../python/syntax/tree.ts';
import { kerasThing, waysToKeras } from '../ways-to-keras.ts';
import { type Block, elementOf, type Meaning, meaningOf, OTHER, thingOf, visitBlocks } from './scopes.ts';

/** The tree of a file of the workspace that is imported there; undefined where there is none. */
export type FindTree = (
  module: string,
  level: number,
  from: string | undefined,
) => { readonly path: string; readonly module: Module } | undefined;

/** So many files are followed from one to the next. */
const DEEPEST = 12;

/** What the names of the files of one project stand for; each file is read once. */
export class Bindings {
  readonly #find: FindTree;
  readonly #files = new Map<string, ReadonlyMap<string, Meaning>>();
  #depth = 0;

  constructor(find: FindTree = () => undefined) {
    this.#find = find;
  }

  /** The blocks of the file with their names. */
  blocksOf(module: Module): Map<Node, Block> {
    const blocks = new Map<Node, Block>();
    // The second time, methods know the attributes that those behind them set.
    for (let pass = 0; pass < 2; pass++)
      visitBlocks(module, blocks, (node, block) => this.#bind(node, block, module.file.path));
    return blocks;
  }

  #bind(node: Node, block: Block, from: string | undefined): void {
    switch (node.kind) {
      case 'Import':
        this.#import(node, block, from);
        break;
      case 'ImportFrom':
        this.#importFrom(node, block, from);
        break;
      case 'FunctionDefinition':
        block.names.set(node.name, OTHER);
        break;
      case 'ClassDefinition':
        block.names.set(node.name, classMeaning(node, block));
        break;
      case 'Assign':
        for (const target of node.targets) assign(target, node.value, block);
        break;
      case 'AnnotatedAssign':
        if (node.value !== undefined) assign(node.target, node.value, block);
        break;
      case 'For':
        bind(node.target, elementOf(node.iterable, block), block);
        break;
      case 'Comprehension':
        for (const { target, iterable } of node.clauses) bind(target, elementOf(iterable, block), block);
        break;
      case 'Call':
        if (node.callee.kind === 'Attribute' && node.callee.name === 'append')
          bind(node.callee.object, listWith(node.arguments[0]?.value, block), block);
        break;
      default:
    }
  }

  #import({ names }: Import, block: Block, from: string | undefined): void {
    for (const { name, alias } of names) {
      const root = name.split('.')[0]!;
      if (waysToKeras().hasModule(name) || waysToKeras().hasModule(root))
        block.names.set(alias ?? root, { kind: 'path', path: alias === undefined ? root : name });
      else {
        const file = this.#file(alias === undefined ? root : name, 0, from);
        if (file !== undefined) block.names.set(alias ?? root, { kind: 'file', names: file });
      }
    }
  }

  #importFrom({ module, level, names }: ImportFrom, block: Block, from: string | undefined): void {
    if (level === 0 && waysToKeras().hasModule(module)) {
      if (names !== '*')
        for (const { name, alias } of names)
          block.names.set(alias ?? name, { kind: 'path', path: `${module}.${name}` });
      else
        for (const name of waysToKeras().names) {
          const path = `${module}.${name}`;
          if (kerasThing(path) !== undefined && kerasThing(path) !== 'module')
            block.names.set(name, { kind: 'path', path });
        }
      return;
    }
    const file = this.#file(module, level, from);
    if (names === '*') {
      for (const [name, meaning] of file ?? []) if (!name.startsWith('_')) block.names.set(name, meaning);
      return;
    }
    for (const { name, alias } of names) {
      const inner = file?.get(name) ?? this.#submodule(module, level, name, from);
      if (inner !== undefined) block.names.set(alias ?? name, inner);
    }
  }

  #submodule(module: string, level: number, name: string, from: string | undefined): Meaning | undefined {
    const file = this.#file(module === '' ? name : `${module}.${name}`, level, from);
    return file && { kind: 'file', names: file };
  }

  /** The names of the module of the workspace; those of a file that is being read are none yet. */
  #file(module: string, level: number, from: string | undefined): ReadonlyMap<string, Meaning> | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    const found = this.#find(module, level, from);
    if (found === undefined) return undefined;
    const known = this.#files.get(found.path);
    if (known !== undefined) return known;
    this.#files.set(found.path, new Map());
    this.#depth++;
    const names = this.blocksOf(found.module).get(found.module)?.names ?? new Map<string, Meaning>();
    this.#depth--;
    this.#files.set(found.path, names);
    return names;
  }
}

function classMeaning({ bases }: ClassDefinition, block: Block): Meaning {
  const things = bases.map(({ value }) => thingOf(meaningOf(value, block)));
  return things.includes('model')
    ? { kind: 'model-class' }
    : things.includes('layer')
      ? { kind: 'layer-class' }
      : OTHER;
}

function assign(target: Expression, value: Expression, block: Block): void {
  if (target.kind === 'Tuple' && value.kind === 'Tuple')
    target.elements.forEach((one, index) => {
      const given = value.elements[index];
      if (given !== undefined) assign(one, given, block);
    });
  else bind(target, meaningOf(value, block), block);
}

/** What a name was before is kept where nothing is known of what it is now: `x = Dense(1); x = x(inputs)`. */
function bind(target: Expression, meaning: Meaning | undefined, block: Block): void {
  if (meaning === undefined) return;
  if (target.kind === 'Name') block.names.set(target.id, meaning);
  else if (target.kind === 'Attribute' && target.object.kind === 'Name' && target.object.id === 'self')
    block.self?.set(target.name, meaning);
}

const listWith = (item: Expression | undefined, block: Block): Meaning | undefined =>
  item !== undefined && meaningOf(item, block)?.kind === 'layer' ? { kind: 'layers' } : undefined;
