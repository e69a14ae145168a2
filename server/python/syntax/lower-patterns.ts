import { identifierText } from './identifiers.ts';
import type { Lowering } from './lowering.ts';
import { Attribute, Binary, type Expression, Name, Unary } from './tree.ts';
import {
  AsPattern,
  CapturePattern,
  ClassPattern,
  MappingPattern,
  OrPattern,
  type Pattern,
  SequencePattern,
  StarPattern,
  ValuePattern,
} from './patterns.ts';

/** The pattern of a `case`; several of them side by side are a sequence. */
export function lowerCasePatterns(lowering: Lowering, patterns: readonly number[], trailingComma: boolean): Pattern {
  const lowered = patterns.map((pattern) => lowerPattern(lowering, pattern));
  const [only] = lowered;
  if (only !== undefined && lowered.length === 1 && !trailingComma && only.kind !== 'StarPattern') return only;
  return new SequencePattern(lowering.between(only?.start ?? 0, lowered.at(-1)?.end ?? 0), { patterns: lowered });
}

function lowerPattern(lowering: Lowering, node: number): Pattern {
  const { tree } = lowering;
  const place = lowering.place(node);
  if (tree.isDamaged(node) || tree.isError(node)) return unreadable(lowering, node);
  if (lowering.depth > 200) return unreadable(lowering, node);
  lowering.depth++;
  try {
    switch (tree.kind(node)) {
      case 'case_pattern':
        return lowerCaseContent(lowering, node);
      case '_':
        return new CapturePattern(place, { name: undefined });
      case 'dotted_name':
        return lowerDottedName(lowering, node);
      case 'as_pattern':
        return new AsPattern(place, { pattern: lowerPattern(lowering, node + 1), name: asName(lowering, node) });
      case 'union_pattern':
        return new OrPattern(place, { patterns: lowerAlternatives(lowering, node) });
      case 'list_pattern':
        return new SequencePattern(place, { patterns: inner(lowering, node) });
      case 'tuple_pattern': {
        const patterns = inner(lowering, node);
        const [only] = patterns;
        const grouping =
          patterns.length === 1 && only?.kind !== 'StarPattern' && tree.childOfKind(node, ',') === undefined;
        return grouping && only !== undefined ? only : new SequencePattern(place, { patterns });
      }
      case 'splat_pattern': {
        const name = identifierText(lowering, tree.after(node + 1));
        return new StarPattern(place, { name: name === '_' ? undefined : name });
      }
      case 'dict_pattern':
        return lowerMapping(lowering, node);
      case 'class_pattern':
        return lowerClass(lowering, node);
      default:
        return new ValuePattern(place, { value: lowerLiteral(lowering, [node]) });
    }
  } finally {
    lowering.depth--;
  }
}

function unreadable(lowering: Lowering, node: number): Pattern {
  return new ValuePattern(lowering.place(node), { value: lowering.missing(node, 'syntax error') });
}

/** Several children stand for one pattern only in `-1` and in a union without a node of its own. */
function lowerCaseContent(lowering: Lowering, node: number): Pattern {
  const { tree } = lowering;
  const children = tree.children(node);
  const [first] = children;
  if (first === undefined) return unreadable(lowering, node);
  if (children.length === 1) return lowerPattern(lowering, first);
  return new ValuePattern(lowering.place(node), { value: lowerLiteral(lowering, children) });
}

/** A number, possibly with a sign, or a string. */
function lowerLiteral(lowering: Lowering, nodes: readonly number[]): Expression {
  const { tree } = lowering;
  const [first, second] = nodes as [number, number | undefined];
  if (tree.kind(first) === 'complex_pattern') return lowerComplex(lowering, first);
  if (second === undefined) return lowering.expression(first);
  const operand = lowering.expression(second);
  return new Unary(lowering.between(tree.start(first), operand.end), { operator: '-', operand });
}

function lowerComplex(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const children = tree.children(node);
  const negative = tree.kind(node + 1) === '-';
  const [real, operator, imaginary] = (negative ? children.slice(1) : children) as [number, number, number];
  const left = lowerLiteral(lowering, negative ? [node + 1, real] : [real]);
  return new Binary(lowering.place(node), {
    operator: tree.kind(operator) as '+' | '-',
    left,
    right: lowering.expression(imaginary),
  });
}

/** `name` captures; `a.b` compares with a value. */
function lowerDottedName(lowering: Lowering, node: number): Pattern {
  const names = lowering.tree.children(node).filter((child) => lowering.tree.kind(child) === 'identifier');
  if (names.length === 1) {
    const name = identifierText(lowering, node + 1);
    return new CapturePattern(lowering.place(node), { name: name === '_' ? undefined : name });
  }
  return new ValuePattern(lowering.place(node), { value: lowerAttributePath(lowering, names) });
}

function lowerAttributePath(lowering: Lowering, names: readonly number[]): Expression {
  const [first, ...rest] = names as [number, ...number[]];
  let value: Expression = new Name(lowering.place(first), { id: identifierText(lowering, first) });
  for (const name of rest) {
    const nameSpan = lowering.place(name);
    value = new Attribute(lowering.between(value.start, nameSpan.end), {
      object: value,
      name: identifierText(lowering, name),
      nameSpan,
    });
  }
  return value;
}

/** Patterns between separators, where a minus sign belongs to the number behind it. */
function groups(lowering: Lowering, node: number, separators: ReadonlySet<string>): number[][] {
  const { tree } = lowering;
  const result: number[][] = [];
  let current: number[] = [];
  for (const child of tree.children(node)) {
    if (separators.has(tree.kind(child))) {
      if (current.length > 0) result.push(current);
      current = [];
    } else current.push(child);
  }
  if (current.length > 0) result.push(current);
  return result;
}

const bars: ReadonlySet<string> = new Set(['|']);
const brackets: ReadonlySet<string> = new Set([',', '[', ']', '(', ')', '{', '}']);

function lowerGroup(lowering: Lowering, group: readonly number[]): Pattern {
  const [first] = group as [number];
  if (group.length === 1) return lowerPattern(lowering, first);
  const value = lowerLiteral(lowering, group);
  return new ValuePattern(value, { value });
}

function lowerAlternatives(lowering: Lowering, node: number): Pattern[] {
  return groups(lowering, node, bars).map((group) => lowerGroup(lowering, group));
}

function inner(lowering: Lowering, node: number): Pattern[] {
  return groups(lowering, node, brackets).map((group) => lowerGroup(lowering, group));
}

function lowerMapping(lowering: Lowering, node: number): Pattern {
  const { tree } = lowering;
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: string | undefined;
  for (const group of groups(lowering, node, brackets)) {
    const [first] = group as [number];
    if (tree.kind(first) === 'splat_pattern') {
      rest = identifierText(lowering, tree.after(first + 1));
      continue;
    }
    const colon = group.findIndex((child) => tree.kind(child) === ':');
    const key = lowerGroup(lowering, group.slice(0, colon));
    entries.push({
      key: key.kind === 'ValuePattern' ? key.value : lowering.missing(first, 'not a key'),
      pattern: lowerGroup(lowering, group.slice(colon + 1)),
    });
  }
  return new MappingPattern(lowering.place(node), { entries, rest });
}

function lowerClass(lowering: Lowering, node: number): Pattern {
  const { tree } = lowering;
  const patterns: Pattern[] = [];
  const keywords: { name: string; pattern: Pattern }[] = [];
  const names = tree.children(node + 1).filter((child) => tree.kind(child) === 'identifier');
  for (const child of tree.children(node)) {
    if (tree.kind(child) !== 'case_pattern') continue;
    const content = child + 1;
    // `A(x=str() as y)` is read as `(x=str()) as y`
    const named = tree.kind(content) === 'as_pattern' ? content + 2 : content;
    if (tree.kind(named) !== 'keyword_pattern') {
      patterns.push(lowerPattern(lowering, child));
      continue;
    }
    const [name, , ...value] = tree.children(named) as [number, number, ...number[]];
    const inner = lowerGroup(lowering, value);
    const pattern: Pattern =
      named === content
        ? inner
        : new AsPattern(lowering.between(inner.start, tree.end(content)), {
            pattern: inner,
            name: asName(lowering, content),
          });
    keywords.push({ name: identifierText(lowering, name), pattern });
  }
  return new ClassPattern(lowering.place(node), { cls: lowerAttributePath(lowering, names), patterns, keywords });
}

function asName(lowering: Lowering, node: number): string {
  return identifierText(lowering, lowering.tree.children(node).at(-1) as number);
}
