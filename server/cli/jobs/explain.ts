import { toPlainText } from '../../explain/document/plain-text.ts';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../explain/options.ts';
import { lineText } from '../../python/syntax/place-text.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { type Text, words } from '../../words/message.ts';
import { explainPlace } from '../explain-place.ts';
import type { Place } from '../place.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { type Spoken, spokenBy } from './language.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface ExplainJobOptions extends ReaderOptions {
  readonly place: Place;
  /** Of a notebook, where the place names none; counted from 0 among all cells. Without it, the first one with code. */
  readonly cell: number | undefined;
  readonly columns: number;
  readonly language: Spoken;
}

/** The explanations of a place, or why there is none. */
export type Explained =
  | { readonly text: string; readonly nothing?: undefined }
  | { readonly nothing: Text; readonly text?: undefined };

export async function explainJob(
  { place, cell, columns, language, ...options }: ExplainJobOptions,
  at: Whereabouts,
): Promise<Job<Explained>> {
  const reader = await Reader.create(options, at);
  const spoken = spokenBy(language);
  return (program) => {
    const analysis = reader.withCallers(program);
    const [firstCell] = analysis.text.cells;
    const index = place.cell ?? cell ?? firstCell?.index;
    const documents = explainPlace(analysis, place, index, { ...DEFAULT_EXPLAIN_OPTIONS, pictures: false });
    if (documents.length === 0) return { nothing: nothingAt(place, index, analysis.text) };
    return { text: documents.map((document) => toPlainText(document, columns, spoken)).join('\n\n') };
  };
}

/** Why there is nothing to explain there. */
function nothingAt({ line, column }: Place, index: number | undefined, { cells }: ProgramText): Text {
  const cell = cells.find((one) => one.index === index);
  if (cell === undefined) return words`there is no code cell with this number: Cell ${(index ?? 0) + 1}`;
  const place = lineText(line, cell);
  if (column !== undefined) return words`there is nothing to explain at ${place}, column ${column}`;
  return words`there is nothing to explain at ${place}: no layer, model, tensor or printed value is there`;
}
