/** What code changes, as far as its text tells: looked at once for each piece of code, whoever asks. */
import type { Expression, Node, Attribute, Assign } from './tree.ts';
import { walk } from './walk.ts';

/** Methods that change a list, a set or a dictionary in place. */
export const CHANGING: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'remove',
  'pop',
  'clear',
  'sort',
  'reverse',
  'appendleft',
  'extendleft',
  'popleft',
  'rotate',
  'add',
  'discard',
  'update',
  'difference_update',
  'intersection_update',
  'symmetric_difference_update',
  'setdefault',
  'popitem',
  'subtract',
  'move_to_end',
  '__setitem__',
  '__delitem__',
  '__iadd__',
  '__ior__',
  '__imul__',
  '__iand__',
  '__isub__',
  '__ixor__',
]);

/** Functions that change a container which they are given. */
export const CHANGING_ARGUMENTS: ReadonlySet<string> = new Set([
  'heappush',
  'heappop',
  'heapify',
  'heapreplace',
  'heappushpop',
  'insort',
  'insort_left',
  'insort_right',
  'shuffle',
  'setitem',
  'delitem',
  'iadd',
  'ior',
  'iconcat',
]);
/** Methods and functions that may change arrays and tables in place. */
export const CHANGING_ARRAYS: ReadonlySet<string> = new Set([
  '__itruediv__',
  '__ifloordiv__',
  '__imod__',
  '__ipow__',
  'assign',
  'assign_add',
  'assign_sub',
  'set_shape',
  'at',
  'put_along_axis',
  'ffill',
  'bfill',
  'interpolate',
  'sort_index',
  'clip',
  'fill',
  'put',
  'resize',
  'partition',
  'itemset',
  'copyto',
  'fill_diagonal',
  'putmask',
  'place',
  'drop',
  'dropna',
  'fillna',
  'rename',
  'reset_index',
  'set_index',
  'query',
  'where',
  'mask',
  'sort_values',
  'drop_duplicates',
  'replace',
  'shape',
  'dtype',
  'columns',
  'index',
]);

const known = new WeakMap<Node, Readonly<Changes>>();

/** Functions and classes within the code are looked at with it. */
export function changesIn(code: Node): Readonly<Changes> {
  let changes = known.get(code);
  if (!changes) known.set(code, (changes = new Changes(code)));
  return changes;
}

class Changes {
  /** Names that it says are bound elsewhere. */
  readonly outer = new Map<string, 'Global' | 'Nonlocal'>();
  /** All names and attributes that it mentions. */
  readonly names = new Set<string>();
  readonly attributes = new Set<string>();
  /**
   * Attributes that it assigns or deletes; those of the object that it makes where it is a constructor, or that it is a
   * method of, are kept apart.
   */
  readonly assigned = new Set<string>();
  readonly ofMade = new Set<string>();
  readonly ofSelf = new Set<string>();
  /**
   * Containers that it changes in place: those that these names stand for, those that are held under these attributes,
   * and `others`: any that it leads to.
   */
  readonly direct = new Set<string>();
  readonly held = new Set<string>();
  /** Attributes under which a constructor gives its object new containers, and changes only these. */
  readonly heldByMade = new Set<string>();
  others = false;
  /** Arrays or tables are changed by a method or function of theirs. */
  arrays = false;
  /** Names that it binds to nothing but new containers. */
  readonly fresh = new Set<string>();
  /** It raises an exception by a statement of its own. */
  raises = false;
  /** Names that it binds to anything else than a new container. */
  readonly #bound = new Set<string>();
  /** Attributes that a constructor sets to new containers, and to anything else. */
  readonly #newOnes = new Set<string>();
  readonly #otherOnes = new Set<string>();
  readonly #root: Node;
  /**
   * The first parameter: in a method the object that it is a method of. What a constructor assigns to that it assigns
   * to a new one.
   */
  readonly #self: string | undefined;
  readonly #makes: boolean;

  constructor(code: Node) {
    this.#root = code;
    this.#self = code.kind === 'FunctionDefinition' ? code.parameters[0]?.name : undefined;
    this.#makes = code.kind === 'FunctionDefinition' && code.name === '__init__';
    walk(code, (node) => {
      this.#look(node);
    });
    for (const name of this.outer.keys()) this.#bound.add(name);
    for (const name of this.#bound) {
      this.fresh.delete(name);
      if (this.direct.delete(name)) this.others = true;
    }
    const isRebound = this.#self !== undefined && this.#bound.has(this.#self);
    for (const name of this.heldByMade) {
      if (this.#newOnes.has(name) && !this.#otherOnes.has(name) && !isRebound) continue;
      this.heldByMade.delete(name);
      this.held.add(name);
    }
    // Where the name may stand for something else, it is any object's attribute.
    if (isRebound && !this.#makes) {
      for (const name of this.ofSelf) this.assigned.add(name);
      this.ofSelf.clear();
    }
  }

  #look(node: Node): void {
    switch (node.kind) {
      case 'Name':
        this.names.add(node.id);
        if (CHANGING_ARGUMENTS.has(node.id)) this.others = true;
        break;
      case 'Attribute':
        this.#attribute(node);
        break;
      case 'Call':
        if (node.arguments.some(({ name }) => name === 'out')) this.arrays = true;
        break;
      case 'Raise':
        this.raises = true;
        break;
      case 'Global':
      case 'Nonlocal':
        for (const name of node.names) this.outer.set(name, node.kind);
        break;
      case 'Assign':
        this.#assign(node);
        break;
      case 'Delete':
        for (const target of node.targets) if (target.kind !== 'Name') this.#target(target);
        break;
      case 'AugmentedAssign':
        this.#changed(node.target);
        if (node.target.kind !== 'Name') this.#target(node.target);
        break;
      case 'AnnotatedAssign':
        if (node.target.kind === 'Name' && node.value && isNewContainer(node.value)) this.fresh.add(node.target.id);
        else this.#target(node.target);
        break;
      case 'For':
        this.#target(node.target);
        break;
      case 'With':
        for (const { target } of node.items) if (target) this.#target(target);
        break;
      case 'Comprehension':
        for (const { target } of node.clauses) this.#target(target);
        break;
      case 'NamedExpression':
        this.#bound.add(node.name);
        break;
      case 'FunctionDefinition':
      case 'Lambda':
        if (node !== this.#root) for (const { name } of node.parameters) this.#bound.add(name);
        break;
      // Names of a class body are not those of the functions within it, and patterns bind names in many ways.
      case 'ClassDefinition':
      case 'Match':
        this.others = true;
        break;
      default:
    }
  }

  #attribute(node: Attribute): void {
    this.attributes.add(node.name);
    if (CHANGING.has(node.name)) this.#changed(node.object);
    // A data set has a method `shuffle`, too.
    else if (CHANGING_ARGUMENTS.has(node.name) && (node.name !== 'shuffle' || isNamed(node.object, 'random')))
      this.others = true;
    if (CHANGING_ARRAYS.has(node.name)) this.arrays = true;
  }

  #assign(node: Assign): void {
    const [target] = node.targets;
    if (node.targets.length === 1 && target) this.#bind(target, node.value);
    else
      node.targets.forEach((one) => {
        this.#target(one);
      });
  }

  /** `total, parts = 0, []` is two assignments. */
  #bind(target: Expression, value: Expression): void {
    const isPaired =
      (target.kind === 'Tuple' || target.kind === 'List') &&
      (value.kind === 'Tuple' || value.kind === 'List') &&
      target.elements.length === value.elements.length &&
      [...target.elements, ...value.elements].every(({ kind }) => kind !== 'Starred');
    if (isPaired)
      target.elements.forEach((one, index) => {
        this.#bind(one, value.elements[index]!);
      });
    else if (target.kind === 'Name' && isNewContainer(value)) this.fresh.add(target.id);
    else {
      if (target.kind === 'Attribute' && this.#isOfMade(target) && isNewContainer(value)) {
        this.#newOnes.add(target.name);
        this.ofMade.add(target.name);
      } else this.#target(target);
    }
  }

  /** An attribute of the object that a constructor makes. */
  #isOfMade({ object }: Attribute): boolean {
    return this.#makes && object.kind === 'Name' && object.id === this.#self;
  }

  #target(target: Expression): void {
    switch (target.kind) {
      case 'Name':
        this.#bound.add(target.id);
        break;
      case 'Starred':
        this.#target(target.value);
        break;
      case 'Tuple':
      case 'List':
        target.elements.forEach((one) => {
          this.#target(one);
        });
        break;
      case 'Subscript':
        this.#changed(target.object);
        break;
      case 'Attribute':
        if (this.#isOfMade(target)) this.#otherOnes.add(target.name);
        (target.object.kind === 'Name' && target.object.id === this.#self
          ? this.#makes
            ? this.ofMade
            : this.ofSelf
          : this.assigned
        ).add(target.name);
        break;
      default:
    }
  }

  /** A container is changed in place. */
  #changed(container: Expression): void {
    if (container.kind === 'Name') this.direct.add(container.id);
    else if (container.kind === 'Attribute')
      (this.#isOfMade(container) ? this.heldByMade : this.held).add(container.name);
    else this.others = true;
  }
}

const isNamed = (expression: Expression, name: string): boolean =>
  expression.kind === 'Name' ? expression.id === name : expression.kind === 'Attribute' && expression.name === name;

const CONSTRUCTORS: ReadonlySet<string> = new Set([
  'list',
  'dict',
  'set',
  'defaultdict',
  'deque',
  'OrderedDict',
  'Counter',
]);

/** Whether it surely makes a list, a dictionary or a set that nobody else has. */
function isNewContainer(value: Expression): boolean {
  if (value.kind === 'Comprehension') return value.result !== 'generator';
  if (value.kind === 'Call') return value.callee.kind === 'Name' && CONSTRUCTORS.has(value.callee.id);
  return value.kind === 'List' || value.kind === 'Dict' || value.kind === 'Set';
}
