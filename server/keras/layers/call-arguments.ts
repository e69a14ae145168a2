/** The arguments of a layer's call by their names. */
import type { CallArguments } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { LayerState } from './layer-state.ts';

/** What a call is about whose arguments have other names than the declaration's (`inputs=` of a layer of Keras 2). */
export const firstGiven = ({ positional, keywords, incomplete }: CallArguments): Value | undefined =>
  positional[0] ?? keywords.get('inputs') ?? [...keywords.values()][0] ?? incomplete;

/** The name of the argument at a place: call()'s own, as far as it has one. */
export const argumentName = (names: readonly string[], i: number): string => names[i] ?? `argument ${i + 1}`;

/**
 * Arguments by name, those by position first, the others in the order of their names: the order in which Keras sees
 * their tensors. Keras 2 sees call()'s first before all.
 */
export function bindCall(names: readonly string[], args: CallArguments, kerasVersion: 2 | 3): Map<string, Value> {
  const bound = new Map<string, Value>();
  const first =
    kerasVersion === 2 && args.positional.length === 0
      ? [names[0] ?? 'inputs', 'inputs'].find((name) => args.keywords.has(name))
      : undefined;
  if (first !== undefined) bound.set(first, args.keywords.get(first)!);
  args.positional.forEach((value, i) => {
    bound.set(argumentName(names, i), value);
  });
  for (const [name, value] of [...args.keywords].sort(([a], [b]) => (a < b ? -1 : 1))) bound.set(name, value);
  // `*inputs` of unknown length may hold any of those that seem missing.
  if (args.incomplete) for (const name of names) if (!bound.has(name)) bound.set(name, args.incomplete);
  return bound;
}

/** The names of call()'s parameters, self left out. */
export function parameterNames(layer: LayerState): readonly string[] {
  const own = layer.instance.cls.lookup('call');
  if (own?.kind === 'function')
    return own.definition.parameters
      .slice(1)
      .filter((parameter) => parameter.parameterKind === 'ordinary' || parameter.parameterKind === 'positional-only')
      .map((parameter) => parameter.name);
  return layer.definition?.callParameters ?? ['inputs', 'mask', 'training'];
}
