import { Piece, Place, SourceFile } from './place.ts';
import type { Node } from './tree.ts';

/** Visits every node of the tree, without recursion so that deep trees do no harm. */
export function walk(root: Node, visit: (node: Node) => void): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) {
      for (const inner of item) if (typeof inner === 'object' && inner !== null) stack.push(inner);
      continue;
    }
    // A message, why something is missing, has a kind too.
    if ((item instanceof Place || item === root) && 'kind' in (item as object)) visit(item as Node);
    for (const part of Object.values(item as object)) {
      if (typeof part !== 'object' || part === null || part instanceof Piece || part instanceof SourceFile) continue;
      stack.push(part);
    }
  }
}
