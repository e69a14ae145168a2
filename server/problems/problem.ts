/** What is said of a program's mistakes: plain data with places. */
import type { Span } from '../python/syntax/tree.ts';

/** From what Keras surely refuses to what only could be better. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export interface TextEdit { readonly span: Span; readonly newText: string }
export interface Fix { readonly title: string; readonly edits: readonly TextEdit[]; readonly preferred: boolean }

export interface Problem {
  readonly span: Span;
  readonly severity: Severity;
  /** `rank-mismatch`: the file in server/problems/codes that declares it. */
  readonly code: string;
  readonly message: string;
  /** The feeder and other places of the story. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** Candidate fixes; a feature offers one only after the repaired text was analysed again. */
  readonly fixes: readonly Fix[];
}
