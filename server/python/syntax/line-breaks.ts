import type { ConcreteTree } from './concrete-tree.ts';

const depthChange: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 };

/**
 * Whether the nodes `from` to `to` (exclusive; a run in preorder) are torn apart by a line's end outside brackets and
 * strings,
 * without a backslash. The grammar skips line ends where no statement could end, and so reads `x = 1 +` and the
 * statement below
 * as one.
 */
export function hasStrayLineBreak(tree: ConcreteTree, from: number, to: number): boolean {
  const last = to - 1;
  if (last < from || !tree.hasLineBreak(tree.start(from), tree.end(last))) return false;
  let depth = 0;
  let end = tree.start(from);
  for (let node = from; node < to; ) {
    const kind = tree.kind(node);
    const after = kind === 'string' ? tree.after(node) : node + 1;
    const token = kind === 'string' || tree.after(node) === node + 1;
    if (token) {
      if (depth === 0 && tree.hasLineBreak(end, tree.start(node))) {
        if (
          tree
            .textBetween(end, tree.start(node))
            .replace(/\\\r?\n/g, '')
            .includes('\n')
        )
          return true;
      }
      depth += depthChange[kind] ?? 0;
      end = tree.end(node);
    }
    node = after;
  }
  return false;
}
