/** Where the parts of a layer's call stand in the text: its constructor and its class's name. */
import type { Call, Expression, Module, Node, Span } from '../python/syntax/tree.ts';

export interface CallSpans {
  of(call: Span, constructor: Span | undefined): { readonly constructorSpan: Span | undefined; readonly nameSpan: Span | undefined };
}

export function callSpans(module: Module): CallSpans {
  const calls = new Map<string, Call>();
  const key = (span: Span): string => `${span.start}:${span.end}`;
  walk(module, (node) => { if (node.kind === 'Call') calls.set(key(node), node); });
  return {
    of(span, constructor) {
      const made = constructor && calls.get(key(constructor));
      const inside = made && constructor.start >= span.start && constructor.end <= span.end;
      const call = calls.get(key(span));
      const name = (inside ? made : call)?.callee;
      return { constructorSpan: inside ? constructor : undefined, nameSpan: name ? lastName(name) : undefined };
    },
  };
}

function lastName(callee: Expression): Span {
  return callee.kind === 'Attribute' ? callee.nameSpan : callee.kind === 'Call' ? lastName(callee.callee) : callee;
}

/** Visits every node of the tree, without recursion so that deep trees do no harm. */
export function walk(root: Node, visit: (node: Node) => void): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) { for (const inner of item) stack.push(inner); continue; }
    if (typeof item !== 'object' || item === null) continue;
    if ('kind' in item && 'start' in item) visit(item as Node);
    for (const value of Object.values(item)) if (typeof value === 'object' && value !== null) stack.push(value);
  }
}
