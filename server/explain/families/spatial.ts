/** Layers that add, cut or repeat rows and columns. */
import { words } from '../../words/message.ts';
import { formatDimension } from '../../shapes/dimension.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import type { Subject, Teach } from './teaching.ts';
import { spatialAxes } from './windows.ts';

/** `height and width 28 → 32`: the spatial sizes before and after, where all are known. */
function sizes(subject: Subject): Inline | undefined {
  const before = spatialAxes(subject, subject.input);
  const after = spatialAxes(subject, subject.output);
  if (before.length === 0 || before.length !== after.length) return undefined;
  return say`Sizes: ${before.map(formatDimension).join(' × ')} become ${after.map(formatDimension).join(' × ')}.`;
}

const source = (title: string, path: string) => ({
  title: `keras.io: ${title}`,
  target: `https://keras.io/api/layers/${path}`,
});

export const zeroPadding: Teach = (subject) => ({
  points: [
    say`Adds rows and columns of zeros around each channel: ${code(`padding=${subject.argument('padding') ?? '…'}`)}, a pair being before and after. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: source('reshaping layers', 'reshaping_layers/'),
});

export const cropping: Teach = (subject) => ({
  points: [
    say`Cuts rows and columns off: ${code(`cropping=${subject.argument('cropping') ?? '…'}`)}, a pair being at the start and at the end. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: source('reshaping layers', 'reshaping_layers/'),
});

export const upSampling: Teach = (subject) => ({
  points: [
    say`Repeats or interpolates, ${code(`size=${subject.argument('size') ?? '…'}`)}; ${strong(words`nothing is learned`)}. Conv2DTranspose enlarges with weights of its own.`,
  ],
  shape: sizes(subject),
  source: source('reshaping layers', 'reshaping_layers/'),
});

export const adaptivePooling: Teach = (subject) => ({
  points: [
    say`Windows of whatever size gives the wanted output, ${code(`output_size=${subject.argument('output_size') ?? '…'}`)}; each channel by itself. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: source('pooling layers', 'pooling_layers/'),
});
