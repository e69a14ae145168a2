import { words } from '../../words/message.ts';
import {
  formatDimension,
  formatShape,
  sameDimension,
  sum,
  type Dimension,
  type Shape,
  type Size,
} from '../../shapes/dimension.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { enumerated } from '../words.ts';
import { kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

const NO_ARRAYS = words`no arrays`;

export const concatenate: Teach = (subject) => {
  const arithmetic = concatenation(subject);
  return {
    points: [
      say`Puts its inputs side by side; all axes but one must agree. It has ${strong(NO_ARRAYS)}; a layer after it sees the larger size.`,
    ],
    shape: arithmetic,
    source: kerasPage(subject),
  };
};

/** `axis −1: 32 + 32 = 64`. */
function concatenation(subject: Subject): Inline | undefined {
  const shapes = subject.inputs;
  const { output } = subject;
  const axis = Number(subject.argument('axis'));
  if (output === undefined || !Number.isInteger(axis) || !shapes.every((shape): shape is Shape => shape !== undefined))
    return undefined;
  const sizes = shapes.map((shape) => shape.at(axis));
  if (!sizes.every((size): size is Size => size !== undefined && size !== null)) return undefined;
  const total = sum(sizes);
  if (sameDimension(total, output.at(axis) ?? null) !== 'same') return undefined;
  return say`Along axis ${String(axis).replace('-', '−')}: ${sizes.map(formatDimension).join(' + ')} = ${formatDimension(total)}.`;
}

export const elementwise: Teach = (subject) => {
  const shapes = subject.inputs.map((shape) => (shape === undefined ? '?' : formatShape(shape)));
  const different = new Set(shapes).size > 1;
  return {
    points: [
      different
        ? say`Works element by element. The shapes ${enumerated(shapes)} differ: an axis of size 1 is repeated to fit (broadcasting). It has ${strong(NO_ARRAYS)}.`
        : say`Works element by element. All inputs have the same shape, and so has the output: unlike with Concatenate, ${strong(words`nothing grows`)}. It has ${strong(NO_ARRAYS)}.`,
    ],
    source: kerasPage(subject),
  };
};

export const dot: Teach = (subject) => ({
  points: [
    say`Multiplies and sums over the axes ${code(`axes=${subject.argument('axes') ?? '?'}`)}, which must have the same size in both inputs; it has ${strong(NO_ARRAYS)}.`,
  ],
  source: kerasPage(subject),
});

/** The sizes without the batch. */
export const withoutBatch = (shape: Shape | undefined): readonly Dimension[] => shape?.slice(1) ?? [];
