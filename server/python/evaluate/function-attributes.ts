/** Attributes that Python gives the functions of a program. */
import { type FunctionValue, NONE, OTHER_ATTRIBUTES, str, TupleValue, type Value } from '../domain/value.ts';

/** undefined: not one of those that are followed. */
export function ofFunction(fn: FunctionValue, name: string): Value | undefined {
  if (fn.attributes.has(name)) return fn.attributes.get(name);
  if (name === '__name__' || name === '__qualname__') return str(fn.name);
  // What a library has put around it has defaults of its own.
  return name === '__defaults__' && fn.through === undefined && !fn.attributes.has(OTHER_ATTRIBUTES)
    ? defaultsOf(fn)
    : undefined;
}

/** Of the parameters that are taken by position, in their order: the objects themselves. */
function defaultsOf({ definition, defaults }: FunctionValue): Value {
  const usual = definition.parameters.flatMap(({ name, parameterKind }) => {
    const value = parameterKind === 'ordinary' || parameterKind === 'positional-only' ? defaults.get(name) : undefined;
    return value ? [value] : [];
  });
  return usual.length === 0 ? NONE : new TupleValue(usual);
}
