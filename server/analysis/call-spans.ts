/** Where the parts of a layer's call stand in the text: its constructor and its class's name. */
import type { Call, Expression, Module, Span } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';

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
