/** The facts of one file among those of a program that imports it. */
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { Analysis } from './analysis.ts';

/** Leaves out what stands in other files. Its problems are those of the program, which tells them itself. */
export function onlyOf(file: SourceFile, facts: Analysis): Analysis {
  const isHere = (place: Place): boolean => place.file === file;
  const here = <T extends { readonly span: Place }>(all: readonly T[]): readonly T[] =>
    all.filter(({ span }) => isHere(span));
  const withSpans = <T extends { readonly spans: readonly Place[] }>(all: readonly T[]): readonly T[] =>
    all.map((fact) => ({ ...fact, spans: fact.spans.filter(isHere) })).filter(({ spans }) => spans.length > 0);
  return {
    ...facts,
    models: here(facts.models),
    modelCalls: here(facts.modelCalls),
    calls: here(facts.calls),
    tensors: here(facts.tensors),
    values: here(facts.values),
    names: here(facts.names),
    bindings: here(facts.bindings),
    makers: withSpans(facts.makers),
    constructors: here(facts.constructors),
    functions: withSpans(facts.functions),
    methods: here(facts.methods),
    layerNames: [],
    problems: [],
  };
}
