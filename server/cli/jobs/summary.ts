import type { Analysis } from '../../analysis/analysis.ts';
import type { ExportFormat } from '../../explain/model-view.ts';
import { exportModel } from '../../features/model-export.ts';
import { summaries } from '../../features/summary.ts';
import type { Text } from '../../words/message.ts';
import { isSavedModel } from '../../workspace/saved/names.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { type Spoken, spokenBy } from './language.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface SummaryOptions extends ReaderOptions {
  /** Columns. */
  readonly lineLength: number;
  readonly format: ExportFormat;
  readonly language: Spoken;
}

export interface Summary {
  /** Empty where there is no model. */
  readonly text: string;
  readonly remark?: Text;
}

/** The summaries of a file's models, or of a saved one. */
export async function summaryJob(
  { lineLength, format, language, ...options }: SummaryOptions,
  at: Whereabouts,
): Promise<Job<Summary>> {
  const reader = await Reader.create(options, at);
  const spoken = spokenBy(language);
  const textOf = (analysis: Analysis, isSaved: boolean): string => {
    if (format === 'text') return summaries(analysis, lineLength);
    // The lines of a saved model are of no file that anybody has.
    const models = analysis.models.map((model) => exportModel(isSaved ? {} : analysis, model, format, spoken));
    return models.join(format === 'json' ? '' : '\n');
  };
  const ofProgram: Job<Summary> = (program, found) => ({
    text: reader.isMeant(program, found) ? textOf(reader.withCallers(program), false) : '',
  });
  const ofFile: Job<Summary>['ofFile'] = ({ file }) => (isSavedModel(file) ? ofSaved(file) : undefined);
  const ofSaved = async (file: string): Promise<Summary> => {
    const { savedFacts } = await import('../saved.ts');
    const { analysis, ...more } = await savedFacts(file);
    return { text: textOf(analysis, true), ...more };
  };
  return Object.assign(ofProgram, { ofFile });
}
