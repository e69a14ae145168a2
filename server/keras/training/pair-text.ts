/** What a loss compares, in words: the labels and where they come from, the output and the layer that gives it. */
import { formatShape } from '../../shapes/dimension.ts';
import { joined, type Message, words } from '../../words/message.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { Compiled } from './compiled.ts';
import { at, type ContractOptions } from './contract-error.ts';
import { wholeShape } from './inputs.ts';
import type { Loss } from './losses.ts';
import { unitsParameter } from './output-layer.ts';
import type { Pair } from './pairs.ts';
import type { Situation } from './situation.ts';

/**
 * "categorical_crossentropy (line 9) compares y_train of shape (60000,) with the output (None, 10) of Dense "dense_1"
 * (line 7)."
 */
export function sides(
  situation: Situation,
  compiled: Compiled,
  { labels, output, end, name }: Pair,
  loss: Loss,
): Message {
  const units = end?.units;
  const size = units && unitsText(situation, units);
  const subject = words`${loss.name}${at(compiled.site)}`;
  const compared = words`${situation.nameOf('y')}${situation.placeOf('y')}, of shape ${wholeShape(labels!.shape, labels!.rows)}`;
  const gives = formatShape(output!);
  if (units)
    return words`${subject} compares ${compared}, with the output ${gives} of ${joined([layerText(units), ...(size ? [size] : [])], ', ')}.`;
  return words`${subject} compares ${compared}, with the output ${name ? `${gives} "${name}"` : gives}.`;
}

/** `Dense "dense_1" (line 7)` */
export const layerText = (layer: LayerState): Message => words`${layer.className} "${layer.name}"${at(layer.site)}`;

/** `units=64 from line 12`, where the number has a name. */
function unitsText({ session }: Situation, layer: LayerState): Message | undefined {
  const parameter = unitsParameter(layer);
  const value = parameter === undefined ? undefined : layer.args.value(parameter);
  const origin = value?.kind === 'int' ? session.givenNames.of(value) : undefined;
  return value?.kind === 'int' && origin
    ? words`${parameter ?? ''}=${String(value.value)}${at(origin.span)}`
    : undefined;
}

/** The layer whose units make the last axis of the output, and the call of compile(). */
export function places(compiled: Compiled, { end, output }: Pair): ContractOptions['related'] {
  const units = end?.units;
  return [
    ...(units?.site
      ? [{ span: units.site, message: words`${units.className} "${units.name}" gives ${formatShape(output!)}` }]
      : []),
    ...(compiled.site ? [{ span: compiled.site, message: words`the loss is chosen here` }] : []),
  ];
}
