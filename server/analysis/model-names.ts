/**
 * What the program calls its models: the first name of each, and the name and the call by which it has it where it uses
 * it.
 */
import type { LayerState } from '../keras/layers/layer-state.ts';
import { Parts } from '../python/evaluate/ledgers.ts';
import type { ModelFact, ModelUse } from './analysis.ts';

export interface ModelNames {
  /** The first name that it was given, wherever that was. */
  readonly variable: string | undefined;
  readonly use: ModelUse;
}

/** A name that a model was bound to, in so many functions inside each other: 0 in the module. */
interface Binding {
  readonly name: string;
  readonly depth: number;
}
interface Bindings {
  readonly first: string;
  readonly outermost: Binding;
}

export class NamedModels {
  /** What each statement has bound, in order. */
  readonly parts = new Parts<Map<LayerState, Bindings>>(
    () => new Map(),
    (named) => named.size === 0,
  );
  private known: ReadonlyMap<LayerState, Bindings> = new Map();

  bound(model: LayerState, name: string, depth: number): void {
    const { now } = this.parts;
    const before = now.get(model);
    if (before === undefined) now.set(model, { first: name, outermost: { name, depth } });
    else if (depth < before.outermost.depth) now.set(model, { ...before, outermost: { name, depth } });
  }

  /** From here on `of` tells the names that all statements so far have given. */
  read(): void {
    const known = new Map<LayerState, Bindings>();
    for (const part of this.parts.all) {
      for (const [model, bindings] of part) {
        const before = known.get(model);
        if (before === undefined) known.set(model, bindings);
        else if (bindings.outermost.depth < before.outermost.depth)
          known.set(model, { ...before, outermost: bindings.outermost });
      }
    }
    this.known = known;
  }

  of(model: LayerState): ModelNames {
    const bindings = this.known.get(model);
    return { variable: bindings?.first, use: useOf(model, bindings?.outermost) };
  }
}

/**
 * The call is made where the name is bound. Where there is no name, it is made in the module; where only the function
 * that makes the model has one, it is the call of that.
 */
export function useOf({ madeThrough }: LayerState, binding?: Binding): ModelUse {
  const [outermost] = madeThrough;
  const call =
    binding === undefined ? outermost : (madeThrough.find(({ depth }) => depth >= binding.depth) ?? madeThrough.at(-1));
  return { name: binding?.name, call: call?.call, through: call === outermost ? undefined : outermost?.call };
}

/** Is it described with these names? */
export const hasNames = ({ variable, use }: ModelFact, names: ModelNames): boolean =>
  variable === names.variable &&
  use.name === names.use.name &&
  use.call === names.use.call &&
  use.through === names.use.through;
