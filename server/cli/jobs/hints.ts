import { visible } from '../../explain/visible.ts';
import { inlayHints, WHOLE_HINTS } from '../../features/inlay-hints.ts';
import { hintedSource } from '../hinted-source.ts';
import { painter } from '../paint.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface HintsOptions extends ReaderOptions {
  /** In colours. */
  readonly colours: boolean;
  /** The source stays what it is, except before people's eyes. */
  readonly forPeople: boolean;
}

/** The source with its hints; empty for one of a folder that has none. */
export async function hintsJob(options: HintsOptions, at: Whereabouts): Promise<Job<string>> {
  const reader = await Reader.create(options, at);
  const { colours, forPeople } = options;
  const paint = painter(colours);
  return (program, found) => {
    if (!reader.isMeant(program, found)) return '';
    const analysis = reader.withCallers(program);
    const hints = inlayHints(analysis, WHOLE_HINTS);
    if (hints.length === 0 && !found.named) return '';
    const shown = forPeople ? visible : (line: string) => line;
    return hintedSource(analysis.text, hints, (comment) => paint('cyan', comment), shown);
  };
}
