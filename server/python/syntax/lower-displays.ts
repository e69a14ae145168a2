import type { Lowering } from './lowering.ts';
import { DictDisplay, type Expression, ListDisplay, SetDisplay, TupleDisplay } from './tree.ts';

/** Elements between brackets (or of a bare list); an error among them is an element that is missing. */
function elements(lowering: Lowering, node: number): { values: Expression[]; commas: number } {
  const { tree } = lowering;
  const values: Expression[] = [];
  let commas = 0;
  const end = tree.after(node);
  for (let child = node + 1; child < end; child = tree.after(child)) {
    switch (tree.kind(child)) {
      case ',':
        commas++;
        break;
      case '(':
      case ')':
      case '[':
      case ']':
      case '{':
      case '}':
        if (tree.isMissing(child)) values.push(lowering.missing(child, 'syntax error'));
        break;
      default:
        values.push(lowering.expression(child));
    }
  }
  return { values, commas };
}

export function lowerTuple(lowering: Lowering, node: number): Expression {
  return new TupleDisplay(lowering.place(node), { elements: elements(lowering, node).values });
}

/** In a target `(a)` is the same as `a`. */
export function lowerTuplePattern(lowering: Lowering, node: number): Expression {
  const { values, commas } = elements(lowering, node);
  const [only] = values;
  if (only !== undefined && commas === 0) return only;
  return new TupleDisplay(lowering.place(node), { elements: values });
}

export function lowerList(lowering: Lowering, node: number): Expression {
  return new ListDisplay(lowering.place(node), { elements: elements(lowering, node).values });
}

export function lowerSet(lowering: Lowering, node: number): Expression {
  return new SetDisplay(lowering.place(node), { elements: elements(lowering, node).values });
}

export function lowerDictionary(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const entries: DictDisplay['entries'][number][] = [];
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === 'pair' && !tree.isDamaged(child)) {
      const value = tree.after(tree.after(child + 1));
      entries.push({ key: lowering.expression(child + 1), value: lowering.expression(value) });
    } else if (kind === 'dictionary_splat' && !tree.isDamaged(child)) {
      entries.push({ key: undefined, value: lowering.expression(tree.after(child + 1)) });
    } else if (tree.isMissing(child) || (kind !== '{' && kind !== '}' && kind !== ',')) {
      entries.push({ key: undefined, value: lowering.missing(child, 'syntax error') });
    }
  }
  return new DictDisplay(lowering.place(node), { entries });
}
