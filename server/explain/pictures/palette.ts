import type { Theme } from '../options.ts';

export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  /** Fills that dark letters stand on; told apart by people who do not see red and green too (Okabe and Ito). */
  readonly fills: readonly string[];
  /** Arrays that are not trained. */
  readonly still: string;
  readonly letters: string;
  readonly mark: string;
}

const FILLS = ['#56b4e9', '#e69f00', '#2fbf94', '#cc8fb5', '#f0e442', '#9aa7ff'];

/** A picture brings its own background: an image cannot ask the editor for its colours. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  dark: {
    background: '#1f2630',
    text: '#e6e9ef',
    faint: '#aab4c3',
    line: '#12161d',
    fills: FILLS,
    still: '#8b95a5',
    letters: '#10151c',
    mark: '#ffffff',
  },
  light: {
    background: '#f6f8fa',
    text: '#1f2328',
    faint: '#57606a',
    line: '#ffffff',
    fills: FILLS,
    still: '#b6bec9',
    letters: '#10151c',
    mark: '#000000',
  },
  'high-contrast': {
    background: '#000000',
    text: '#ffffff',
    faint: '#ffffff',
    line: '#000000',
    fills: FILLS,
    still: '#c8c8c8',
    letters: '#000000',
    mark: '#ffffff',
  },
};
