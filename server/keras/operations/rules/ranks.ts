import { formatShape, type Shape } from '../../../shapes/dimension.ts';
import type { OperationArguments } from '../arguments.ts';
import { words } from '../../../words/message.ts';

/** The shape, which must have this rank. */
export function exactRank(args: OperationArguments, shape: Shape, rank: number, parameter = 'x'): Shape {
  if (shape.length === rank) return shape;
  throw args.refusal(
    'rank-mismatch',
    words`${parameter} must have ${dimensions(rank)}, but its shape is ${formatShape(shape)}`,
    parameter,
  );
}

/** The shape, which must have at least this rank. */
export function atLeast(args: OperationArguments, shape: Shape, rank: number, parameter = 'x'): Shape {
  if (shape.length >= rank) return shape;
  throw args.refusal(
    'rank-mismatch',
    words`${parameter} must have at least ${dimensions(rank)}, but its shape is ${formatShape(shape)}`,
    parameter,
  );
}

const dimensions = (rank: number): string => (rank === 1 ? '1 dimension' : `${rank} dimensions`);
