/** What a person wants to see in explanations. */
export interface ExplainOptions {
  /** Pictures of the arrays; editors that draw no pictures in hovers do without. */
  readonly pictures: boolean;
  /** The same layer in PyTorch. */
  readonly torch: boolean;
  /** The editor's theme, which pictures follow. */
  readonly theme: Theme;
  /** What links in explanations open; absent where the editor cannot open it. */
  readonly links?: HoverLinks | undefined;
}

/** Addresses of the pages of this program. */
export interface HoverLinks {
  /** The explorer of the layer at an offset of the program. */
  explore(offset: number): string | undefined;
  /** The summary of one of the program's models, by its place among them. */
  summary(model: number): string;
}
export type Theme = 'dark' | 'light' | 'high-contrast';

export const DEFAULT_EXPLAIN_OPTIONS: ExplainOptions = { pictures: true, torch: true, theme: 'dark' };
