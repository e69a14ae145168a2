/** What names of a file stand for, as far as its text alone tells: Keras's classes, layers, files of the workspace. */
import type { Expression, Module, Node } from '../../python/syntax/tree.ts';
import { kerasThing, type KerasThing } from '../ways-to-keras.ts';

export type Meaning =
  /** A dotted path of a library: `tensorflow.keras.layers`. */
  | { readonly kind: 'path'; readonly path: string }
  /** A class of layers, or of models, that a file of the workspace defines. */
  | { readonly kind: 'layer-class' | 'model-class' }
  /** A layer or a model, or a list of them. */
  | { readonly kind: 'layer' | 'layers' }
  /** A module of the workspace. */
  | { readonly kind: 'file'; readonly names: ReadonlyMap<string, Meaning> }
  /** Something else. */
  | { readonly kind: 'other' };

/** What these names mostly stand for where nothing shows what they are: `layers` of `backend, layers = modules()`. */
const NAMESPACES: ReadonlyMap<string, Meaning> = new Map(
  [['keras', 'keras'] as const, ['layers', 'keras.layers'] as const, ['models', 'keras.models'] as const].map(
    ([name, path]) => [name, { kind: 'path', path }],
  ),
);

export const OTHER: Meaning = { kind: 'other' };
const LAYER: Meaning = { kind: 'layer' };
const LAYERS: Meaning = { kind: 'layers' };

/** The names of one block: a module, a class, a function. */
export class Block {
  readonly names = new Map<string, Meaning>();
  /** Of a class: the attributes of `self`. */
  readonly attributes: Map<string, Meaning> | undefined;
  readonly outer: Block | undefined;

  constructor(outer: Block | undefined, isClass: boolean) {
    this.outer = outer;
    this.attributes = isClass ? new Map() : undefined;
  }

  look(name: string): Meaning | undefined {
    const found = this.names.get(name);
    if (found !== undefined) return found;
    // Methods do not see the names of their class.
    for (let block = this.outer; block !== undefined; block = block.outer) {
      const outer = block.attributes === undefined ? block.names.get(name) : undefined;
      if (outer !== undefined) return outer;
    }
    return undefined;
  }

  /** The attributes of the class that this stands in. */
  get self(): Map<string, Meaning> | undefined {
    return this.attributes ?? this.outer?.self;
  }
}

/** What Keras has under the meaning, where it is a path; of a class of the program the same. */
export function thingOf(meaning: Meaning | undefined): KerasThing | undefined {
  switch (meaning?.kind) {
    case 'path':
      return kerasThing(meaning.path);
    case 'layer-class':
      return 'layer';
    case 'model-class':
      return 'model';
    default:
      return undefined;
  }
}

export function meaningOf(expression: Expression, block: Block): Meaning | undefined {
  switch (expression.kind) {
    case 'Name':
      return block.look(expression.id) ?? NAMESPACES.get(expression.id);
    case 'Attribute':
      return attributeOf(expression.object, expression.name, block);
    case 'Call': {
      const callee = meaningOf(expression.callee, block);
      const thing = thingOf(callee);
      if (thing === 'layer' || thing === 'model') return LAYER;
      const [first] = expression.arguments;
      // `partial(Conv2D, kernel_size=3)` makes what the class makes; `reversed(layers)` gives what they are.
      const isPassedOn = expression.callee.text === 'partial' || expression.callee.text === 'functools.partial';
      return isPassedOn && first !== undefined ? meaningOf(first.value, block) : undefined;
    }
    case 'Subscript':
      return meaningOf(expression.object, block)?.kind === 'layers' ? LAYER : undefined;
    case 'List':
    case 'Tuple':
      return expression.elements.some((element) => meaningOf(element, block)?.kind === 'layer') ? LAYERS : undefined;
    case 'Dict':
      return expression.entries.some(({ value }) => meaningOf(value, block)?.kind === 'layer') ? LAYERS : undefined;
    case 'Comprehension':
      return meaningOf(expression.value ?? expression.element, block)?.kind === 'layer' ? LAYERS : undefined;
    case 'Conditional':
      return meaningOf(expression.body, block) ?? meaningOf(expression.orelse, block);
    default:
      return undefined;
  }
}

function attributeOf(object: Expression, name: string, block: Block): Meaning | undefined {
  if (object.kind === 'Name' && object.id === 'self') return block.self?.get(name);
  const meaning = meaningOf(object, block);
  if (meaning?.kind === 'path') return { kind: 'path', path: `${meaning.path}.${name}` };
  return meaning?.kind === 'file' ? meaning.names.get(name) : undefined;
}

/** Gives the elements that a loop over it has. */
export function elementOf(iterable: Expression, block: Block): Meaning | undefined {
  const inner = iterable.kind === 'Call' ? iterable.arguments[0]?.value : undefined;
  const over =
    inner !== undefined && iterable.kind === 'Call' && iterable.callee.text === 'reversed' ? inner : iterable;
  return meaningOf(over, block)?.kind === 'layers' ? LAYER : undefined;
}

/** Visits every node in the order of the text, with the block that its names are of. */
export function visitBlocks(module: Module, blocks: Map<Node, Block>, visit: (node: Node, block: Block) => void): void {
  const outermost = blockOf(module, undefined, blocks);
  const waiting: { readonly item: unknown; readonly block: Block }[] = [{ item: module.body, block: outermost }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { item, block } = next;
    if (Array.isArray(item)) {
      for (const inner of item.toReversed()) waiting.push({ item: inner, block });
      continue;
    }
    if (typeof item !== 'object' || item === null || !('offset' in item || 'key' in item || 'value' in item)) continue;
    let within = block;
    if ('kind' in item && 'offset' in item) {
      const node = item as Node;
      visit(node, block);
      if (node.kind === 'FunctionDefinition' || node.kind === 'ClassDefinition') within = blockOf(node, block, blocks);
    }
    for (const [key, value] of Object.entries(item).toReversed())
      if (key !== 'piece' && typeof value === 'object' && value !== null) waiting.push({ item: value, block: within });
  }
}

function blockOf(node: Node, outer: Block | undefined, blocks: Map<Node, Block>): Block {
  const known = blocks.get(node);
  if (known !== undefined) return known;
  const block = new Block(outer, node.kind === 'ClassDefinition');
  blocks.set(node, block);
  return block;
}
