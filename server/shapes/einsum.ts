import { broadcastAll } from './broadcasting.ts';
import { formatShape, type Dimension, type Shape } from './dimension.ts';
import { failure, type Result } from './result.ts';
import { words } from '../words/message.ts';

/**
 * The shape that `einsum` gives, by Keras's rule for symbolic tensors: each operand is brought to the form of the
 * output (1 for letters
 * that it has not), and these shapes broadcast. Letters that are summed over are not compared, as in Keras. Without
 * "->" the output has
 * the axes of "…", then the letters that occur once, in alphabetical order.
 */
export function einsum(subscripts: string, operands: readonly Shape[]): Result<Dimension[]> {
  const [inputs = '', output, ...more] = subscripts.replace(/\s/g, '').split('->');
  if (more.length > 0) return failure(words`einsum subscripts can have only one "->": ${subscripts}`);
  const specifications = inputs.split(',');
  if (specifications.length !== operands.length) {
    return failure(words`einsum "${subscripts}" has ${specifications.length} operands, but got ${operands.length}`);
  }
  const target = tokensOf(output ?? `...${lettersThatOccurOnce(inputs)}`);
  const aligned: Dimension[][] = [];
  for (const [index, shape] of operands.entries()) {
    const specification = specifications[index] ?? '';
    const axes = axesByLetter(tokensOf(specification), shape);
    if (!axes) return failure(words`einsum "${specification}" does not have the rank of ${formatShape(shape)}`);
    aligned.push(target.flatMap((token) => (token === '...' ? axes.wildcard : [dimensionOf(token, axes)])));
  }
  return broadcastAll(aligned);
}

function tokensOf(specification: string): readonly string[] {
  return specification.match(/\.\.\.|./g) ?? [];
}

function lettersThatOccurOnce(inputs: string): string {
  const letters: readonly string[] = inputs.match(/[A-Za-z]/g) ?? [];
  return letters
    .filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter))
    .sort()
    .join('');
}

/** 1 for a letter that the operand does not have. */
function dimensionOf(letter: string, { letters }: OperandAxes): Dimension {
  const dimension = letters.get(letter);
  return dimension === undefined ? 1 : dimension;
}

interface OperandAxes {
  readonly letters: ReadonlyMap<string, Dimension>;
  readonly wildcard: readonly Dimension[];
}

/** Which dimension each letter stands for, and which the wildcard; undefined where the ranks differ. */
function axesByLetter(tokens: readonly string[], shape: Shape): OperandAxes | undefined {
  const wildcardAt = tokens.indexOf('...');
  const wildcardRank = shape.length - (tokens.length - (wildcardAt < 0 ? 0 : 1));
  if (wildcardRank < 0 || (wildcardAt < 0 && wildcardRank > 0)) return undefined;
  const letters = new Map<string, Dimension>();
  let axis = 0;
  let wildcard: readonly Dimension[] = [];
  for (const token of tokens) {
    if (token === '...') {
      wildcard = shape.slice(axis, axis + wildcardRank);
      axis += wildcardRank;
    } else {
      // A letter that occurs twice stands for a diagonal: both dimensions are one.
      if (!letters.has(token)) letters.set(token, shape[axis] ?? null);
      axis++;
    }
  }
  return { letters, wildcard };
}
