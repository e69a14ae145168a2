import { Expression } from '../../../shapes/expression.ts';
import { ArrayValue } from './array-value.ts';
import { carry } from '../../domain/carried.ts';
import { originNamed, Origins } from '../../domain/origins.ts';
import { words } from '../../../words/message.ts';

/** What a comment states of a name: `# shape: X_train (60000, 28, 28)`. */
export interface ShapeComment {
  readonly name: string;
  /** A number, a symbol's name, or null for None. */
  readonly shape: readonly (number | string | null)[];
  /** Where the comment stands in the text. */
  readonly offset: number;
}

const comment = /#[ \t]*shapes?[ \t]*:[ \t]*([^\r\n]*)/giu;
const statement = /([\p{L}_][\p{L}\p{N}_.]*)[ \t]*[:=]?[ \t]*[([]([^()[\]]*)[)\]]/gu;
const symbol = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/**
 * All such statements, in the order of the text. A comment may state several names, with commas or semicolons between
 * them. An entry is a number,
 * None, a name that stands for a number, or `?` for a number that nobody knows; `None?` is such a number too. What
 * cannot be read states nothing.
 */
export function shapeComments(text: string): readonly ShapeComment[] {
  const found: ShapeComment[] = [];
  for (const match of text.matchAll(comment)) {
    const content = match[1] ?? '';
    const start = match.index + match[0].length - content.length;
    for (const stated of content.matchAll(statement)) {
      const [, name = '', entries = ''] = stated;
      const shape = entriesOf(name, entries);
      if (shape) found.push({ name, shape, offset: start + stated.index });
    }
  }
  return found;
}

function entriesOf(name: string, text: string): (number | string | null)[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  const shape: (number | string | null)[] = [];
  for (const [axis, part] of parts.entries()) {
    if (/^\d[\d_]*$/.test(part)) {
      const size = Number(part.replaceAll('_', ''));
      if (!Number.isSafeInteger(size)) return undefined;
      shape.push(size);
    } else if (part === 'None') shape.push(null);
    else if (part === '?' || part === 'None?' || part === '...') shape.push(`${name}.shape[${axis}]`);
    else if (symbol.test(part)) shape.push(part);
    else return undefined;
  }
  return shape;
}

/**
 * The array that each name is stated to be. A symbol is the same number wherever it is written. None is no size that
 * data can have: it leaves the
 * size open. A name of which two comments state different things is left out.
 */
export function statedShapes(text: string): ReadonlyMap<string, ArrayValue> {
  const symbols = new Map<string, Expression>();
  const symbolNamed = (name: string): Expression => {
    const known = symbols.get(name) ?? Expression.symbol(name, { nonNegative: true });
    symbols.set(name, known);
    return known;
  };
  const stated = new Map<string, ShapeComment>();
  const contradicted = new Set<string>();
  for (const one of shapeComments(text)) {
    const earlier = stated.get(one.name);
    if (earlier && JSON.stringify(earlier.shape) !== JSON.stringify(one.shape)) contradicted.add(one.name);
    stated.set(one.name, one);
  }
  const arrays = new Map<string, ArrayValue>();
  for (const { name, shape } of stated.values()) {
    if (contradicted.has(name)) continue;
    const sizes = shape.map((entry, axis) =>
      typeof entry === 'number' ? entry : symbolNamed(entry ?? `${name}.shape[${axis}]`),
    );
    const array = new ArrayValue({ shape: sizes, reason: words`a comment states only its shape` });
    carry(array, Origins.of(originNamed('comment', name)));
    arrays.set(name, array);
  }
  return arrays;
}
