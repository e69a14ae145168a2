/** The layer as the code has it, and what is tried instead. */
import { defaultText } from '../../../server/explain/explorer/controls.ts';
import { definitionOf } from '../../../server/explain/explorer/alone.ts';
import {
  argumentAt,
  withArgument,
  type CallSpecification,
  type ExploredLayer,
  type LayerSpecification,
  type PlainShape,
} from '../../../server/explain/explorer/specification.ts';

export type Shown = Extract<ExploredLayer, { kind: 'explored' }>;

/** What is tried: arguments by path, and inputs by name (`0`, `value`). */
export interface Trial {
  readonly arguments: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, PlainShape>>;
}

export const NOTHING_TRIED: Trial = { arguments: {}, inputs: {} };

export function tried({ call }: Shown, trial: Trial): CallSpecification {
  const layer = Object.entries(trial.arguments).reduce(
    (changed, [path, text]) => withArgument(changed, path, text),
    call.layer,
  );
  return {
    ...call,
    layer,
    inputs: call.inputs.map((shape, index) => trial.inputs[String(index)] ?? shape),
    more: Object.fromEntries(Object.entries(call.more).map(([name, shape]) => [name, trial.inputs[name] ?? shape])),
  };
}

/** The value in the code, its default where it is left out. */
export function valueInCode({ call }: Shown, path: string): string | undefined {
  return argumentAt(call.layer, path) ?? defaultAt(call.layer, path);
}

function defaultAt(layer: LayerSpecification, path: string): string | undefined {
  const dot = path.indexOf('.');
  const inside = dot < 0 ? undefined : layer.inside[path.slice(0, dot)];
  if (inside !== undefined) return defaultAt(inside, path.slice(dot + 1));
  const fallback = definitionOf(layer.className)?.parameters[path];
  return fallback === undefined ? undefined : defaultText(fallback);
}

export interface Change {
  readonly path: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** It can be written into the code. */
  readonly writable: boolean;
}

/** What differs from the code, arguments only. A number that was assumed for what is not known counts as no value. */
export function changesOf(shown: Shown, trial: Trial): readonly Change[] {
  return Object.entries(trial.arguments).flatMap(([path, to]) => {
    const from = valueInCode(shown, path) ?? '';
    if (from === to) return [];
    const state = shown.written[path];
    return [
      {
        path,
        name: path.slice(path.lastIndexOf('.') + 1),
        from: state?.kind === 'elsewhere' ? state.text : from,
        to,
        writable: shown.isWritten && (state?.kind === 'literal' || state?.kind === 'absent'),
      },
    ];
  });
}
