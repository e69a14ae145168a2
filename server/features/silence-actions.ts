/** What takes a problem, or a kind of hints, out of sight. */
import type { Analysis, Problem, TextEdit } from '../analysis/analysis.ts';
import type { Span } from '../python/syntax/place.ts';
import { type Message, words } from '../words/message.ts';
import { diagnostics, type Severities } from './diagnostics.ts';
import { ignoringEdit } from './ignore-comments.ts';
import { type HintOptions, inlayHints } from './inlay-hints.ts';

export interface SilenceAction {
  readonly title: Message;
  readonly problem: Problem;
  /** It writes a comment, or the settings: `{ "rank-mismatch": "off" }`. */
  readonly does: { readonly edit: TextEdit } | { readonly switchOff: string };
}

/** For the problems in a range of the program. `settings`: the editor can change them. */
export function silenceActions(
  analysis: Analysis,
  range: Span,
  severities: Severities,
  settings: boolean,
): readonly SilenceAction[] {
  const touched = diagnostics(analysis, severities).filter(
    ({ span }) => span.start <= range.end && range.start <= span.end,
  );
  const seen = new Set<string>();
  const actions: SilenceAction[] = [];
  const add = (key: string, action: SilenceAction): void => {
    if (!seen.has(key)) actions.push(action);
    seen.add(key);
  };
  for (const problem of touched) {
    const { code } = problem;
    const edit = ignoringEdit(problem, analysis.text);
    if (edit !== undefined)
      add(`${code} ${edit.span.start}`, {
        title: words`Layer Lens: ignore ${code} on this line`,
        problem,
        does: { edit },
      });
  }
  if (settings) {
    for (const problem of touched) {
      const { code } = problem;
      add(code, { title: words`Layer Lens: switch ${code} problems off`, problem, does: { switchOff: code } });
    }
  }
  return actions;
}

/** A kind of hints that a setting shows, by its name under `layerlens.inlayHints`. */
export type HintKind = {
  [Name in keyof HintOptions]: HintOptions[Name] extends boolean ? Name : never;
}[keyof HintOptions];

const HIDING: Readonly<Record<HintKind, Message>> = {
  shapes: words`Layer Lens: hide the hints of shapes`,
  parameters: words`Layer Lens: hide the hints of parameter counts`,
  totals: words`Layer Lens: hide the hints of totals`,
  values: words`Layer Lens: hide the hints of values`,
  arrays: words`Layer Lens: hide the hints of NumPy arrays and other data`,
};
export const HINT_KINDS = Object.keys(HIDING) as readonly HintKind[];

/** The kinds of hints that are shown in a range of the program, with what hides them. */
export function hidingActions(
  analysis: Analysis,
  range: Span,
  options: HintOptions,
): readonly { readonly title: Message; readonly kind: HintKind }[] {
  const none = Object.fromEntries(HINT_KINDS.map((kind) => [kind, false])) as Record<HintKind, boolean>;
  const isShown = (kind: HintKind): boolean =>
    options[kind] && inlayHints(analysis, { ...options, ...none, [kind]: true }, range).length > 0;
  return HINT_KINDS.filter(isShown).map((kind) => ({ title: HIDING[kind], kind }));
}
