/** A model's summary in forms for other programs. */
import type { Analysis, Count, ModelFact, ModelRow } from '../analysis/analysis.ts';
import { exactCount, formatKnownCount } from '../explain/count-text.ts';
import { escapeMarkdown } from '../explain/document/markdown.ts';
import { visible } from '../explain/visible.ts';
import { formatRowShapes } from '../explain/nest-text.ts';
import { isChain } from '../explain/summary/connections.ts';
import { summaryText } from '../explain/summary/summary-text.ts';
import { formatCount } from '../shapes/dimension.ts';
import { ENGLISH, type Language } from '../words/language.ts';
import { words, type Message } from '../words/message.ts';
import { exactJson } from './exact-json.ts';
import { modelJson } from './facts-json.ts';
import type { ExportFormat } from '../explain/model-view.ts';

const TEXT_WIDTH = 100;

/**
 * With a line ending at its end. Only Markdown is in a language: Keras's text is Keras's, and the others are for
 * programs. `text` is that of the program; a saved model has none.
 */
export function exportModel(
  { text }: Pick<Partial<Analysis>, 'text'>,
  model: ModelFact,
  format: ExportFormat,
  language = ENGLISH,
): string {
  switch (format) {
    case 'text':
      return summaryText(model, { lineLength: TEXT_WIDTH });
    case 'markdown':
      return markdown(model, language);
    case 'csv':
      return csv(model);
    case 'json':
      return `${exactJson(modelJson(model, text))}\n`;
  }
}

/** A `_` within a word means nothing in Markdown. */
const readable = (text: string): string => escapeMarkdown(text).replace(/(?<=[A-Za-z0-9])\\_(?=[A-Za-z0-9])/g, '_');

function markdown(model: ModelFact, language: Language): string {
  const withConnections = !isChain(model);
  const titles = [
    words`Layer (type)`,
    words`Output Shape`,
    words`Param #`,
    ...(withConnections ? [words`Connected to`] : []),
  ];
  const header = titles.map((title) => language.say(title));
  const rows = model.rows.map((row) => [
    `${row.name} (${row.className})`,
    formatRowShapes(row),
    row.built ? formatKnownCount(row.params) : language.say(words`0 (unbuilt)`),
    ...(withConnections ? [row.connectedTo.join(', ') || '-'] : []),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `**${readable(model.name)}** (${readable(model.className)})`,
    '',
    line(header),
    `|${['---', '---', '---:', '---'].slice(0, header.length).join('|')}|`,
    ...rows.map((cells) => line(cells.map(readable))),
    '',
    language.say(totalsText(model)),
    '',
  ].join('\n');
}

function totalsText({ total, trainable, nonTrainable }: ModelFact): Message {
  const [all, trained, frozen] = [formatKnownCount(total), formatKnownCount(trainable), formatKnownCount(nonTrainable)];
  return words`Total params: ${all} · trainable: ${trained} · non-trainable: ${frozen}`;
}

/** RFC 4180. Numbers are plain integers, formulas texts; what is not known is empty. */
function csv(model: ModelFact): string {
  const header = [
    'name',
    'type',
    'output_shape',
    'params',
    'trainable_params',
    'macs',
    'weight_bytes',
    'activation_bytes',
    'connected_to',
  ];
  const cells = (row: ModelRow): readonly string[] => [
    noFormula(row.name),
    row.className,
    row.outputShape === undefined && !row.severalShapes ? '' : formatRowShapes(row),
    plain(row.params),
    plain(row.layer ? row.layer.trainable : 0),
    plain(row.cost.macs),
    plain(row.cost.weightBytes),
    plain(row.cost.activationBytes),
    noFormula(row.connectedTo.join(' ')),
  ];
  return [header, ...model.rows.map(cells)].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

const plain = (count: Count): string =>
  exactCount(count)?.toString() ?? (count === undefined ? '' : formatCount(count));
/** A spreadsheet takes a text that begins so for a formula, and would work it out. */
const noFormula = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${visible(cell)}` : visible(cell));
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
