import { PALETTES } from '../pictures/palette.ts';
import type { Theme } from '../options.ts';

export interface GraphPalette {
  readonly background: string;
  readonly box: string;
  readonly frame: string;
  readonly edge: string;
  readonly line: string;
  readonly text: string;
  readonly faint: string;
  readonly unknown: string;
  readonly repeat: string;
  /** By family of layers. */
  readonly families: Readonly<Record<string, string>>;
  readonly otherFamily: string;
}

function families(
  [blue, orange, green, pink, yellow, violet]: readonly string[],
  still: string,
): Readonly<Record<string, string>> {
  const [b, o, g, p, y, v] = [blue, orange, green, pink, yellow, violet].map((colour) => colour ?? still);
  return {
    core: b!,
    recurrent: o!,
    convolution: g!,
    attention: p!,
    embedding: v!,
    normalization: y!,
    pooling: still,
    merging: still,
    reshaping: still,
    regularization: still,
    activation: still,
    preprocessing: still,
  };
}

/** Pictures bring their own colours. */
export const GRAPH_PALETTES: Readonly<Record<Theme, GraphPalette>> = {
  dark: palette('dark', {
    box: '#2a323e',
    frame: '#232b36',
    edge: '#465264',
    line: '#7d8a9c',
    unknown: '#f0b35e',
    repeat: '#56b4e9',
  }),
  light: palette('light', {
    box: '#ffffff',
    frame: '#eef1f4',
    edge: '#c3cad3',
    line: '#7a8694',
    unknown: '#9a5b00',
    repeat: '#2b7fb8',
  }),
  'high-contrast': palette('high-contrast', {
    box: '#000000',
    frame: '#000000',
    edge: '#ffffff',
    line: '#ffffff',
    unknown: '#ffd24d',
    repeat: '#56b4e9',
  }),
};

function palette(
  theme: Theme,
  own: Pick<GraphPalette, 'box' | 'frame' | 'edge' | 'line' | 'unknown' | 'repeat'>,
): GraphPalette {
  const { background, text, faint, fills, still } = PALETTES[theme];
  return { background, text, faint, families: families(fills, still), otherFamily: still, ...own };
}

/** The theme's own colours, for a page. */
export const THEME_PALETTE: GraphPalette = {
  background: 'var(--vscode-editor-background)',
  box: 'var(--graph-box)',
  frame: 'var(--graph-frame)',
  edge: 'var(--line)',
  line: 'var(--graph-line)',
  text: 'var(--vscode-foreground)',
  faint: 'var(--quiet)',
  unknown: 'var(--unknown)',
  repeat: 'var(--accent)',
  families: families(
    ['blue', 'orange', 'green', 'red', 'yellow', 'purple'].map((name) => `var(--vscode-charts-${name})`),
    'var(--graph-line)',
  ),
  otherFamily: 'var(--graph-line)',
};
