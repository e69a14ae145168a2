import type { Theme } from '../../explain/options.ts';
import { graphOf, type GraphResult } from '../graph.ts';
import { isSavedModel } from '../../workspace/saved/names.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { type Spoken, spokenBy } from './language.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface GraphOptions extends ReaderOptions {
  /** The name of the model or of its variable; without it, the last one that is built. */
  readonly model: string | undefined;
  readonly theme: Theme;
  /** Are repeated blocks drawn once? */
  readonly fold: boolean;
  readonly language: Spoken;
}

export async function graphJob(options: GraphOptions, at: Whereabouts): Promise<Job<GraphResult>> {
  const reader = await Reader.create(options, at);
  const { model, theme, fold } = options;
  const language = spokenBy(options.language);
  const look = { theme, fold, language };
  const ofProgram: Job<GraphResult> = (program) => graphOf(reader.withCallers(program), model, look);
  const ofSaved = async (file: string): Promise<GraphResult> => {
    const { savedFacts } = await import('../saved.ts');
    const { analysis, remark } = await savedFacts(file);
    const result = graphOf(analysis, model, look);
    return 'error' in result || remark === undefined ? result : { remark, ...result };
  };
  const ofFile: Job<GraphResult>['ofFile'] = ({ file }) => (isSavedModel(file) ? ofSaved(file) : undefined);
  return Object.assign(ofProgram, { ofFile });
}
