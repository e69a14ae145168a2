import type { Text } from '../../words/message.ts';
import { diff } from '../diff/command.ts';
import type { Job } from '../work/jobs.ts';
import { type Spoken, spokenBy } from './language.ts';

export interface DiffOptions {
  /** Saved models, or models of programs: `FILE`, `FILE:NAME`. */
  readonly models: readonly [string, string];
  readonly json: boolean;
  /** Leaves out rows that are the same. */
  readonly onlyDifferent: boolean;
  readonly keras: string;
  readonly language: Spoken;
}

export interface Compared {
  readonly text: string;
  readonly remarks: readonly { readonly file: string; readonly text: Text }[];
  readonly areDifferent: boolean;
}

/** It reads both files itself. */
export async function diffJob({ language, ...options }: DiffOptions): Promise<Job<Compared>> {
  const ofFile = (): Promise<Compared> => diff({ ...options, language: spokenBy(language) });
  const none = (): Compared => ({ text: '', remarks: [], areDifferent: false });
  return Object.assign(none, { ofFile });
}
