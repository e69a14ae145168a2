import { LEVELS, type Severities } from '../features/diagnostics.ts';
import { type HintOptions, USUAL_MAXIMUM } from '../features/inlay-hints.ts';
import type { Theme } from '../explain/options.ts';

/** The settings under `layerlens`, as package.json declares them. */
export interface Settings {
  /** Off: nothing is analysed and nothing answered. */
  readonly enable: boolean;
  readonly inlayHints: HintOptions & { readonly hideIn: readonly string[] };
  readonly codeLens: boolean;
  readonly hover: { readonly pictures: boolean; readonly torch: boolean; readonly theme: Theme };
  readonly kerasVersion: 2 | 3 | undefined;
  /** Folders that imports start from too, from the folder of the workspace on. */
  readonly extraPaths: readonly string[];
  readonly problems: { readonly enable: boolean; readonly severity: Severities };
}

/** What the editor itself is set to: how many characters the hints of a line may have before it cuts them. */
export const HINTS_LENGTH = 'editor.inlayHints.maximumLength';

/**
 * Reads what an editor sends; whatever is missing or of another type has its default. `hintsLength` is what it says to
 * HINTS_LENGTH.
 */
export function readSettings(sent: unknown, defaults: { readonly pictures: boolean }, hintsLength?: unknown): Settings {
  const flag = (path: string, otherwise: boolean): boolean => {
    const value = valueAt(sent, path);
    return typeof value === 'boolean' ? value : otherwise;
  };
  return {
    enable: flag('enable', true),
    inlayHints: {
      shapes: flag('inlayHints.shapes', true),
      parameters: flag('inlayHints.parameters', true),
      totals: flag('inlayHints.totals', true),
      values: flag('inlayHints.values', true),
      arrays: flag('inlayHints.arrays', true),
      minimumParameters: numberOf(valueAt(sent, 'inlayHints.minimumParameters'), 1),
      loops: loopsOf(valueAt(sent, 'inlayHints.loops')),
      position: valueAt(sent, 'inlayHints.position') === 'afterCall' ? 'afterCall' : 'endOfLine',
      maximumLength: Math.max(0, numberOf(hintsLength, USUAL_MAXIMUM)),
      hideIn: textsOf(valueAt(sent, 'inlayHints.hideIn')),
    },
    codeLens: flag('codeLens', true),
    hover: {
      pictures: flag('hover.pictures', defaults.pictures),
      torch: flag('hover.pytorch', true),
      theme: themeOf(valueAt(sent, 'hover.theme')),
    },
    kerasVersion: versionOf(valueAt(sent, 'kerasVersion')),
    extraPaths: textsOf(valueAt(sent, 'extraPaths')),
    problems: { enable: flag('problems.enable', true), severity: severitiesOf(valueAt(sent, 'problems.severity')) },
  };
}

function valueAt(sent: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      sent,
    );
}

/** By code; what is no severity is left out. */
function severitiesOf(value: unknown): Severities {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([code, level]) => {
      const known = LEVELS.find((one) => one === level);
      return known === undefined ? [] : [[code, known] as const];
    }),
  );
}

const themeOf = (value: unknown): Theme => (value === 'light' || value === 'high-contrast' ? value : 'dark');
const versionOf = (value: unknown): 2 | 3 | undefined =>
  String(value) === '2' ? 2 : String(value) === '3' ? 3 : undefined;
const loopsOf = (value: unknown): HintOptions['loops'] => (value === 'first' || value === 'all' ? value : 'ends');
const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
