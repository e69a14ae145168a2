/** Layers that add, cut or repeat rows and columns. */
import { words } from '../../words/message.ts';
import { formatDimension } from '../../shapes/dimension.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { familyPage, kerasPage } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';
import { spatialAxes } from './windows.ts';

/** `height and width 28 → 32`: the spatial sizes before and after, where all are known. */
function sizes(subject: Subject): Inline | undefined {
  const before = spatialAxes(subject, subject.input);
  const after = spatialAxes(subject, subject.output);
  if (before.length === 0 || before.length !== after.length) return undefined;
  return say`Sizes: ${before.map(formatDimension).join(' × ')} become ${after.map(formatDimension).join(' × ')}.`;
}

export const zeroPadding: Teach = (subject) => ({
  points: [
    say`Adds zeros around each channel, ${code(`padding=${subject.argument('padding') ?? '…'}`)}: a number for all sides, or for each axis how many before and how many after. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: kerasPage(subject),
});

export const cropping: Teach = (subject) => ({
  points: [
    say`Cuts off what is at the edges of each channel, ${code(`cropping=${subject.argument('cropping') ?? '…'}`)}: a number for all sides, or for each axis how many at the start and how many at the end. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: kerasPage(subject),
});

export const upSampling: Teach = (subject) => ({
  points: [
    enlarged(subject),
    say`The channels stay. It has ${strong(words`no arrays`)}: nothing is learned. ${code(transposedName(subject))} enlarges with a kernel that is learned.`,
  ],
  shape: sizes(subject),
  source: kerasPage(subject),
});

const transposedName = ({ layer }: Subject): string =>
  (layer.kerasClass ?? '').replace(/^UpSampling(\dD)$/, 'Conv$1Transpose');

/** `interpolation` stands only where the layer has one: UpSampling1D and UpSampling3D repeat. */
function enlarged(subject: Subject): Inline {
  const size = code(`size=${subject.argument('size') ?? '…'}`);
  const interpolation = subject.text('interpolation') ?? 'nearest';
  return interpolation === 'nearest'
    ? say`Repeats each value along each axis as often as ${size} says.`
    : say`Makes each axis as many times longer as ${size} says; the values between are computed from those beside them (${code(`interpolation='${interpolation}'`)}).`;
}

export const adaptivePooling: Teach = (subject) => ({
  points: [
    say`Windows of whatever size gives the wanted output, ${code(`output_size=${subject.argument('output_size') ?? '…'}`)}; each channel by itself. It has ${strong(words`no arrays`)}.`,
  ],
  shape: sizes(subject),
  source: familyPage('pooling layers', 'pooling_layers'),
});
