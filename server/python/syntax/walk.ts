import { Piece, Place, SourceFile } from './place.ts';
import type { Node } from './tree.ts';

/** Visits every node of the tree, without recursion so that deep trees do no harm. */
export function walk(root: Node, visit: (node: Node) => void): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) {
      for (const inner of item) stack.push(inner);
      continue;
    }
    if (typeof item !== 'object' || item === null || item instanceof Piece || item instanceof SourceFile) continue;
    // A message, why something is missing, has a kind too.
    if ('kind' in item && (item instanceof Place || item === root)) visit(item as Node);
    for (const value of Object.values(item)) if (typeof value === 'object' && value !== null) stack.push(value);
  }
}
