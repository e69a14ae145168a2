/** The same layer in PyTorch: its arrays, and how those of Keras become them. */
import type { Shape } from '../../shapes/dimension.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import type { Subject } from '../families/teaching.ts';
import { code, paragraph, say, strong, type Block, type Inline } from '../document/document.ts';

export interface Torch {
  /** `nn.LSTM(4, 2, batch_first=True)`; undefined where PyTorch has no such layer. */
  readonly call: string | undefined;
  readonly arrays: readonly TorchArray[];
  /** What differs, in a sentence or two. */
  readonly note?: Inline | undefined;
}
export interface TorchArray {
  readonly name: string;
  readonly shape: Shape;
  /** NumPy code that makes it from Keras's arrays. */
  readonly from: string;
}

/** Layers of Keras apply a function to what they give; those of PyTorch do not. */
export function activationNote(subject: Subject): Inline {
  const given = subject.argument('activation');
  if (given === 'None' || subject.text('activation') === 'linear') return [];
  return say` ${code(given === undefined ? 'activation' : `activation=${given}`)} is a step of its own there.`;
}

export function torchBlocks({ call, arrays, note }: Torch): Block[] {
  const called: Inline = [strong(words`In PyTorch`), ...(call === undefined ? [] : [' ', code(call)])];
  return [
    paragraph(note === undefined ? [...called, ':'] : say`${called}: ${note}`),
    ...(arrays.length === 0
      ? []
      : [
          {
            block: 'table' as const,
            columns: [
              { title: 'PyTorch', align: 'left' as const },
              { title: words`shape`, align: 'left' as const },
              { title: words`from Keras`, align: 'left' as const },
            ],
            rows: arrays.map(({ name, shape, from }): Inline[] => [
              [code(name)],
              [code(formatShape(shape))],
              [code(from)],
            ]),
          },
        ]),
  ];
}
