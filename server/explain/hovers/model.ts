import type { ModelFact } from '../../analysis/analysis.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import {
  code,
  codeBlock,
  heading,
  join,
  paragraph,
  say,
  strong,
  type Document,
  type Inline,
} from '../document/document.ts';
import { formatMemory, modelMemory } from '../summary/memory.ts';
import { summaryText } from '../summary/summary-text.ts';
import { words } from '../../words/message.ts';
import { linksOf, type Leads } from './leads.ts';
import { inOrder } from './order.ts';
import { shareTable, surprise } from './shares.ts';

/** Longer summaries are not for a hover. */
const MOST_ROWS = 24;
/** In characters: what a hover in a window of 900 pixels has room for. */
const SUMMARY_WIDTH = 68;

/**
 * What one sees over a model: its total, where the parameters are, and the summary of a small one. `models` are its
 * evaluations, in order. `changedLater`: it is described as it is here.
 */
export function explainModel(
  models: readonly ModelFact[],
  { changedLater = false, leads = {} }: { readonly changedLater?: boolean; readonly leads?: Leads } = {},
): Document {
  const model = models.at(-1);
  if (model === undefined) return [];
  const shares = shareTable(model);
  const remark = surprise(model);
  return inOrder('model', {
    title: heading([
      strong(model.className),
      ' ',
      code(model.name),
      ' · ',
      ...(model.built ? [strong(formatParameters(model.total)), ...partsText(model)] : say`not built yet`),
    ]),
    notKnown:
      model.unknown === undefined ? undefined : paragraph(say`${strong(words`Not known here:`)} ${model.unknown}.`),
    evaluations:
      models.length > 1 ? paragraph(say`Built ${models.length}× here; the last one is described.`) : undefined,
    circumstances: [
      ...(changedLater ? [paragraph(say`As it is here: the program changes it later.`)] : []),
      ...(model.speculative
        ? [
            paragraph(
              say`In a function that nothing in this file calls: its parameters stand for what it will be given.`,
            ),
          ]
        : []),
    ],
    shares,
    remark: remark && paragraph(remark),
    links: linksOf(leads),
    cost: costText(model),
    summary:
      model.rows.length === 0 || model.rows.length > MOST_ROWS
        ? undefined
        : codeBlock(summaryText(model, { lineLength: SUMMARY_WIDTH }).trimEnd()),
  });
}

function partsText(model: ModelFact): Inline {
  const frozen = exactCount(model.nonTrainable);
  const { trainable, nonTrainable } = modelMemory(model);
  return [
    ...(frozen === 0n
      ? []
      : [' ', ...say`(${formatKnownCount(model.trainable)} trainable, ${formatKnownCount(model.nonTrainable)} not)`]),
    ...(trainable === undefined || nonTrainable === undefined ? [] : [` · ${formatMemory(trainable + nonTrainable)}`]),
  ];
}

/** What one sample takes in time and memory, as far as it is known. */
function costText({ cost: { macs, activationBytes } }: ModelFact): Document {
  const bytes = exactCount(activationBytes);
  const parts: Inline[] = [
    ...(macs === undefined || exactCount(macs) === 0n ? [] : [say`${formatKnownCount(macs)} multiply-accumulates`]),
    ...(bytes === undefined || bytes === 0n
      ? []
      : [say`${formatMemory(bytes * 8n)} for the input and the outputs of all layers`]),
  ];
  return parts.length === 0 ? [] : [paragraph(say`One sample forward: ${join(parts, ', ')}.`)];
}
