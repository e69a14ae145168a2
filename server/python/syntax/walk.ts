import type { Node, Span } from './tree.ts';

/** Visits every node of the tree, without recursion so that deep trees do no harm. */
export function walk(root: Node, visit: (node: Node) => void): void {
  walkPlaces(root, (place) => {
    if ('kind' in place) visit(place as Node);
  });
}

/** The same for all that has a place in the text: nodes, and names, arguments and the like inside of them. */
export function walkPlaces(root: Node, visit: (place: Span) => void): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) {
      for (const inner of item) stack.push(inner);
      continue;
    }
    if (typeof item !== 'object' || item === null) continue;
    if ('start' in item) visit(item as Span);
    for (const value of Object.values(item)) if (typeof value === 'object' && value !== null) stack.push(value);
  }
}
