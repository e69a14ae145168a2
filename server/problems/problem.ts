/** What is said of a program's mistakes: plain data with places. */
import type { Place, Span } from '../python/syntax/place.ts';
import type { Origins } from '../python/domain/origins.ts';
import type { Message, Text } from '../words/message.ts';

/** From what Keras surely refuses to what only could be better. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export interface TextEdit {
  /** Of the text as it is now. */
  readonly span: Span;
  readonly newText: string;
}
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
}

export interface Problem {
  readonly span: Place;
  readonly severity: Severity;
  /** What it rests on beside the code: only where that is nothing, it is an error. */
  readonly origins: Origins;
  /** `rank-mismatch`: the file in server/problems/codes that declares it. */
  readonly code: string;
  readonly words: Message;
  /** The English of it: what JSON, SARIF and the command line have. */
  readonly message: string;
  /** The feeder and other places of the story. */
  readonly related: readonly { readonly span: Place; readonly message: Text }[];
  /** The line in another file, from 0, that raises it: `span` is the call that leads there. */
  readonly inside?: { readonly uri: string; readonly line: number } | undefined;
  /** Candidate fixes; a feature offers one only after the repaired text was analysed again. */
  readonly fixes: readonly Fix[];
}
