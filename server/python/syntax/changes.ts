/** What code changes, as far as its text tells: looked at once for each piece of code, whoever asks. */
import type { Call, Expression, Node, Statement } from './tree.ts';
import { walk } from './walk.ts';

/** Methods that change a list, a set or a dictionary in place. */
export const CHANGING: ReadonlySet<string> = new Set([
  'append', 'extend', 'insert', 'remove', 'pop', 'clear', 'sort', 'reverse', 'appendleft', 'extendleft', 'popleft', 'rotate',
  'add', 'discard', 'update', 'difference_update', 'intersection_update', 'symmetric_difference_update', 'setdefault', 'popitem', 'subtract', '__setitem__', '__delitem__',
]);

/** A node, or the statements of a body: what stands around them (decorators, defaults) is not executed with them. */
export type Code = Node | readonly Statement[];

export interface Changes {
  /** What is assigned, deleted or bound by a loop or `with`: names, attributes, items. */
  readonly targets: readonly Expression[];
  /** What `+=` and its like may change in place. They are among the targets too. */
  readonly augmented: readonly Expression[];
  readonly calls: readonly Call[];
  /** Names that it says are bound elsewhere. */
  readonly outer: ReadonlyMap<string, 'Global' | 'Nonlocal'>;
  /** All names and attributes that it mentions. */
  readonly names: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** How many nodes were looked at. */
  readonly size: number;
}

const known = new WeakMap<Code, Changes>();

/** Functions and classes within the code are looked at with it. */
export function changesIn(code: Code): Changes {
  let changes = known.get(code);
  if (!changes) known.set(code, changes = collect(code));
  return changes;
}

function collect(code: Code): Changes {
  const [targets, augmented]: [Expression[], Expression[]] = [[], []];
  const calls: Call[] = [];
  const outer = new Map<string, 'Global' | 'Nonlocal'>();
  const [names, attributes] = [new Set<string>(), new Set<string>()];
  let size = 0;
  const target = (expression: Expression): void => {
    if (expression.kind === 'Starred') target(expression.value);
    else if (expression.kind === 'Tuple' || expression.kind === 'List') expression.elements.forEach(target);
    else targets.push(expression);
  };
  const visit = (node: Node): void => {
    size++;
    switch (node.kind) {
      case 'Name': names.add(node.id); break;
      case 'Attribute': attributes.add(node.name); break;
      case 'Call': calls.push(node); break;
      case 'Global': case 'Nonlocal': for (const name of node.names) outer.set(name, node.kind); break;
      case 'Assign': case 'Delete': node.targets.forEach(target); break;
      case 'AugmentedAssign': augmented.push(node.target); target(node.target); break;
      case 'AnnotatedAssign': case 'For': target(node.target); break;
      case 'With': for (const item of node.items) if (item.target) target(item.target); break;
      default:
    }
  };
  for (const root of 'kind' in code ? [code] : code) walk(root, visit);
  return { targets, augmented, calls, outer, names, attributes, size };
}
