/** Class numbers against the number of classes that an output has places for. */
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import { joined, words } from '../../words/message.ts';
import type { Compiled } from './compiled.ts';
import { at } from './contract-error.ts';
import type { Part } from './fit-data.ts';
import { manyClasses, unitsChange } from './label-mends.ts';
import { largestValue } from './largest-value.ts';
import type { Loss } from './losses.ts';
import { layerText, places } from './pair-text.ts';
import { type Pair, refusedLabels } from './pairs.ts';
import type { Situation } from './situation.ts';

/** @throws ContractError at class numbers the output has no place for; remarks on more than two beside one output. */
export function checkClasses(
  situation: Situation,
  compiled: Compiled,
  pair: Pair,
  loss: Loss,
  labels: Part,
  output: Shape,
): void {
  const { array } = labels;
  const width = output.at(-1);
  if (!array || typeof width !== 'number') return;
  const largest = largestValue(array, width === 1 && loss.kind === 'binary' ? 2 : width);
  if (largest === undefined) return;
  const subject = words`${situation.subjectOf('y')}${situation.placeOf('y')}`;
  const counts =
    array.classes !== undefined && largest.isCount
      ? words`${subject} has ${array.classes} classes, 0 to ${largest.value}`
      : words`${subject} goes up to ${largest.value}`;
  if (loss.kind === 'sparse' && largest.value >= width) {
    const gives = pair.end?.units
      ? words`the output ${formatShape(output)} of ${layerText(pair.end.units)}`
      : words`the output ${formatShape(output)}`;
    const refusal =
      width === 1
        ? words`${counts}, but ${gives} has places for class 0 only.`
        : words`${counts}, but ${gives} has places for 0 to ${width - 1}.`;
    const tensorFlow = words`TensorFlow: received a label value of ${largest.value} which is outside the valid range of [0, ${width}).`;
    throw refusedLabels(situation, 'label-range', joined([refusal, tensorFlow], ' '), {
      related: places(compiled, pair),
      mends: unitsChange(pair.end, largest.value + 1, true),
    });
  }
  if (
    loss.kind === 'binary' &&
    width === 1 &&
    largest.value > 1 &&
    array.dtype !== undefined &&
    !array.dtype.startsWith('float')
  ) {
    const error = refusedLabels(
      situation,
      'binary-classes',
      words`${counts}, but one output with binary_crossentropy${at(compiled.site)} tells only 0 from 1.`,
      { related: places(compiled, pair), mends: manyClasses(compiled, pair, loss, largest.value + 1) },
    );
    situation.session.remark(error, { site: situation.site, layer: situation.model });
  }
}
