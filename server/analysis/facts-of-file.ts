/** Which facts are those of a file. */
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Analysis } from './analysis.ts';

/**
 * Of those of a program that imports the file: leaves out what stands in other files. Its problems are those of the
 * program, which tells them itself.
 */
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

/** Of a file that nobody has looked into. */
export const withoutFacts = (file: SourceFile, text: ProgramText): Analysis => ({
  text,
  file,
  kerasVersion: 3,
  models: [],
  modelCalls: [],
  calls: [],
  tensors: [],
  values: [],
  names: [],
  bindings: [],
  makers: [],
  layerNames: [],
  constructors: [],
  functions: [],
  methods: [],
  entered: [],
  uncalled: [],
  callers: [],
  calledFrom: [],
  problems: [],
});
