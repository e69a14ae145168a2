/** Whether a loss can compare labels of one shape with an output of another, as the chosen Keras does. */
import { type Dimension, multiply, type Shape, sameDimension, type Size } from '../../shapes/dimension.ts';
import type { Loss } from './losses.ts';

/** The shapes as the loss compares them. */
interface Met {
  readonly labels: Shape;
  readonly output: Shape;
}

/** Keras squeezes or expands a last axis of size 1 where the ranks differ by one. */
function met(labels: Shape, output: Shape, kerasVersion: 2 | 3): Met | undefined {
  if (!decidedLast(labels, output)) return undefined;
  let [y, p] = [labels, output];
  if (kerasVersion === 2 && y.length === 1 && p.length === 2) y = [...y, 1];
  if (y.length === p.length + 1 && y.at(-1) === 1) {
    if (kerasVersion === 3 && p.length === 1) p = [...p, 1];
    else y = y.slice(0, -1);
  } else if (p.length === y.length + 1 && p.at(-1) === 1) {
    if (kerasVersion === 3 && y.length === 1) y = [...y, 1];
    else p = p.slice(0, -1);
  }
  return { labels: y, output: p };
}

/** Whether an axis falls away is only known where the last sizes are. */
function decidedLast(labels: Shape, output: Shape): boolean {
  if (labels.length === output.length) return true;
  const longer = labels.length > output.length ? labels : output;
  return typeof longer.at(-1) === 'number';
}

/** `broadcast`: taken in silence, though the shapes differ. */
type Verdict = 'same' | 'refused' | 'broadcast' | 'unsure';

/** @param batch Rows of the first batch. */
export function compare(
  loss: Loss,
  labels: Shape,
  output: Shape,
  options: { kerasVersion: 2 | 3; batch: Size | undefined; activation: string | undefined },
): Verdict {
  const { kerasVersion, batch, activation } = options;
  const shapes = met(labels, output, kerasVersion);
  if (!shapes || loss.kind === 'other') return 'unsure';
  const { labels: y, output: p } = shapes;
  switch (loss.kind) {
    case 'categorical':
      return exact(y, p);
    case 'binary':
      if (kerasVersion === 3 || activation === 'sigmoid' || loss.fromLogits) return exact(y, p);
      return activation === undefined || loss.fromLogits === undefined
        ? exact(y, p) === 'same'
          ? 'same'
          : 'unsure'
        : broadcast(y, p, batch);
    case 'sparse':
      return kerasVersion === 3 ? sparse(y, p) : flattened(y, p);
    default:
      return broadcast(y, p, batch);
  }
}

function exact(y: Shape, p: Shape): Verdict {
  if (y.length !== p.length) return 'refused';
  const all = y.slice(1).map((dimension, axis) => sizes(dimension, p[axis + 1]!));
  return all.includes('different') ? 'refused' : all.every((one) => one === 'same') ? 'same' : 'unsure';
}

function sparse(y: Shape, p: Shape): Verdict {
  return exact(y.length === p.length && y.at(-1) === 1 ? y.slice(0, -1) : y, p.slice(0, -1));
}

/** Keras 2 makes a row of both and counts. */
function flattened(y: Shape, p: Shape): Verdict {
  const count = (shape: Shape): Size | undefined => {
    let total: Size = 1;
    for (const dimension of shape) {
      if (dimension === null) return undefined;
      total = multiply(total, dimension);
    }
    return total;
  };
  const [a, b] = [count(y.slice(1)), count(p.slice(1, -1))];
  if (a === undefined || b === undefined || y.length === 0) return 'unsure';
  const order = sizes(a, b);
  return order === 'different' ? 'refused' : order === 'same' ? 'same' : 'unsure';
}

/** Two sizes of one axis, of which null is not known. */
export function sizes(a: Dimension, b: Dimension): 'same' | 'different' | 'unsure' {
  return a === null || b === null ? (a === b ? 'same' : 'unsure') : sameDimension(a, b);
}

/** NumPy's rule, from the last axis; `batch` stands in the first axis of both. */
function broadcast(y: Shape, p: Shape, batch: Size | undefined): Verdict {
  if (y.length === 0 || p.length === 0) return 'unsure';
  const [a, b] = [
    [batch ?? null, ...y.slice(1)],
    [batch ?? null, ...p.slice(1)],
  ];
  let result: Verdict = a.length === b.length ? 'same' : 'broadcast';
  for (let back = 1; back <= Math.min(a.length, b.length); back++) {
    const [m, n] = [a.at(-back)!, b.at(-back)!];
    if (back === a.length && back === b.length) break; // the batch with itself
    if (m === 1 && n === 1) continue;
    const same = sizes(m, n);
    if (same === 'same') continue;
    if (m === 1 || n === 1) {
      if (result === 'same' || result === 'broadcast') result = isSurelyMore(m === 1 ? n : m) ? 'broadcast' : 'unsure';
      continue;
    }
    if (same === 'different') return 'refused';
    result = 'unsure';
  }
  return result;
}

const isSurelyMore = (dimension: Dimension): boolean => typeof dimension === 'number' && dimension > 1;

/** Labels as class numbers: one axis less than the output, or a last axis of 1. */
export const isClassNumbers = (y: Shape, p: Shape): boolean =>
  y.length === p.length - 1 || (y.length === p.length && y.at(-1) === 1);
