/** What the loss keeps, and the labels that it compares with. The shares were measured: docs/memory.md. */
import type { TrainingFact } from '../../analysis/graph.ts';
import { perSample } from './amount.ts';
import { elements, type Sized } from './call.ts';
import { Buffer, type Tape } from './tape.ts';

/** Tensors of the size of the output that are kept: logarithms, quotients, one-hot labels. */
const KEPT: Readonly<Record<string, number>> = {
  sparse_categorical_crossentropy: 4,
  categorical_crossentropy: 3,
  binary_crossentropy: 4,
};
/** A difference. */
const OTHERS = 1;
/** Of crossentropies that are given logits. */
const FROM_LOGITS = 1;

export const LOSS_ROW = 'loss';

/** Bytes of one sample's labels. */
export function labelBytes({ loss }: TrainingFact, outputs: readonly Sized[]): number {
  return outputs.reduce((total, output) => {
    const classes = output.sizes.at(-1) ?? 1;
    return total + (elements(output) / (loss?.startsWith('sparse_') === true ? classes : 1)) * 4;
  }, 0);
}

export function putLoss(
  tape: Tape,
  { loss, fromLogits }: TrainingFact,
  outputs: readonly Buffer[],
  sizes: readonly Sized[],
) {
  outputs.forEach((output, index) => {
    const sized = sizes[index];
    if (!output.flows || sized === undefined) return;
    const known = loss === undefined ? undefined : KEPT[loss];
    const kept = known === undefined ? OTHERS : fromLogits ? FROM_LOGITS : known;
    const bytes = elements(sized) * 4;
    tape.steps.push({
      row: LOSS_ROW,
      reads: [output],
      makes: [new Buffer(perSample(sized.rows * 4), LOSS_ROW, { flows: true })],
      saves: [output],
      mustSave: [],
      keeps: perSample(bytes * kept),
      mustKeep: perSample(0),
      scratch: perSample(fromLogits ? 0 : bytes),
      inPlace: false,
    });
  });
}
