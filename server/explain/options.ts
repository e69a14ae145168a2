/** What a person wants to see in explanations. */
export interface ExplainOptions {
  /** Pictures of the arrays; editors that draw no pictures in hovers do without. */
  readonly pictures: boolean;
  /** The same layer in PyTorch. */
  readonly torch: boolean;
  /** The editor's theme, which pictures follow. */
  readonly theme: Theme;
}
export type Theme = 'dark' | 'light' | 'high-contrast';

export const DEFAULT_EXPLAIN_OPTIONS: ExplainOptions = { pictures: true, torch: true, theme: 'dark' };
