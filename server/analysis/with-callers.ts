/**
 * The facts of a file, with those of the programs that import it where nothing in the file itself calls a function: a
 * function that the file's own run enters has that run's facts, else those of the first program that enters it, else
 * those of its parameters as symbols.
 */
import type { Place, Span } from '../python/syntax/place.ts';
import type { Analysis, FunctionFact, LayerCallFact, MakerFact } from './analysis.ts';

/** `callers`: analyses about the same text, the ones that count first in front. */
export function withCallers(own: Analysis, callers: readonly Analysis[]): Analysis {
  const telling = callers.filter(({ entered }) => entered.length > 0);
  if (telling.length === 0) return own;
  const sources = new Sources(own, telling);
  const merged = <T extends { readonly span: Place }>(facts: (analysis: Analysis) => readonly T[]): readonly T[] =>
    sources.all.flatMap((analysis) => facts(analysis).filter(({ span }) => sources.of(span) === analysis));
  return {
    ...own,
    models: merged(({ models }) => models),
    modelCalls: merged(({ modelCalls }) => modelCalls),
    calls: withUnheard(
      own,
      merged(({ calls }) => calls),
    ),
    tensors: merged(({ tensors }) => tensors),
    values: merged(({ values }) => values),
    names: merged(({ names }) => names),
    bindings: merged(({ bindings }) => bindings),
    methods: merged(({ methods }) => methods),
    makers: sources.all.flatMap((analysis) => makersOf(analysis, sources)),
    constructors: sources.all.flatMap((analysis) =>
      analysis.constructors.filter(({ span }) => sources.of(span) === analysis || sources.isOnlyIn(analysis, span)),
    ),
    functions: functionsOf(sources),
    uncalled: own.uncalled.filter(({ definition }) => !sources.isEntered(definition)),
    callers: telling.flatMap((analysis) => analysis.callers),
    calledFrom: sources.calledFrom,
  };
}

/** What no caller came to in a function that it entered (`if normalize:`) is told as without it. */
function withUnheard(own: Analysis, calls: readonly LayerCallFact[]): readonly LayerCallFact[] {
  const heard = new Set(calls.map(({ span }) => keyOf(span)));
  return [...calls, ...own.calls.filter(({ speculative, span }) => speculative && !heard.has(keyOf(span)))];
}

interface Entered {
  readonly place: Place;
  readonly by: Analysis;
}

/** Whose facts count at each place. */
class Sources {
  readonly all: readonly Analysis[];
  /** The function definitions that some run entered, with the first analysis whose run that is. */
  readonly #entered: readonly Entered[];
  readonly #constructed: ReadonlyMap<string, Analysis>;
  readonly #own: Analysis;

  constructor(own: Analysis, callers: readonly Analysis[]) {
    this.#own = own;
    this.all = [own, ...callers];
    const entered = new Map<string, Entered>();
    const constructed = new Map<string, Analysis>();
    for (const by of this.all) {
      for (const place of by.entered) if (!entered.has(keyOf(place))) entered.set(keyOf(place), { place, by });
      for (const { span } of by.constructors) if (!constructed.has(keyOf(span))) constructed.set(keyOf(span), by);
    }
    this.#entered = [...entered.values()].sort((a, b) => a.place.start - b.place.start);
    this.#constructed = constructed;
  }

  isEntered(definition: Place): boolean {
    return this.#entered.some(({ place }) => keyOf(place) === keyOf(definition));
  }

  get calledFrom(): Analysis['calledFrom'] {
    return this.#entered.flatMap(({ place, by }) => {
      if (by === this.#own) return [];
      // Its own caller, or the one through which the program comes here at all.
      const caller = by.callers.find(({ callee }) => callee.isWithin(place)) ?? by.callers[0];
      return caller === undefined ? [] : [{ function: place, caller }];
    });
  }

  /** The innermost function around it that was entered says it. */
  of({ start, end }: Span): Analysis {
    let found: Analysis | undefined;
    for (const { place, by } of this.#entered) {
      if (place.start > start) break;
      if (place.end >= end) found = by;
    }
    return found ?? this.#own;
  }

  /** A class is defined where it stands, and made something where it is called. */
  isOnlyIn(analysis: Analysis, span: Span): boolean {
    return this.of(span) === this.#own && this.#constructed.get(keyOf(span)) === analysis;
  }
}

const keyOf = ({ start, end }: Span): string => `${start} ${end}`;

function makersOf(analysis: Analysis, sources: Sources): readonly MakerFact[] {
  return analysis.makers
    .map((maker) => ({ ...maker, spans: maker.spans.filter((span) => sources.of(span) === analysis) }))
    .filter(({ spans }) => spans.length > 0);
}

/** A function has the calls of all runs that give it numbers: what each passes is worth knowing. */
function functionsOf(sources: Sources): readonly FunctionFact[] {
  const [own] = sources.all;
  const byName = new Map<string, { readonly fact: FunctionFact; readonly of: Analysis }[]>();
  for (const analysis of sources.all)
    for (const fact of analysis.functions) {
      const [name] = fact.spans;
      if (name === undefined) continue;
      const known = byName.get(keyOf(name));
      if (known === undefined) byName.set(keyOf(name), [{ fact, of: analysis }]);
      else known.push({ fact, of: analysis });
    }
  return [...byName.values()].map((told): FunctionFact => {
    const source = sources.of(told[0]!.fact.spans[0]!);
    // The symbols of a run that does not call it say less than any call.
    const counting = source === own ? told : told.filter(({ of }) => of !== own);
    const [first, ...others] = counting.length === 0 ? told : counting;
    return {
      ...first!.fact,
      times: counting.reduce((sum, { fact }) => sum + fact.times, 0),
      calls: [...first!.fact.calls, ...others.flatMap(({ fact }) => fact.calls)],
      spans: spansOf(told.map(({ fact }) => fact)),
    };
  });
}

/** Each place once. */
function spansOf(facts: readonly FunctionFact[]): readonly Place[] {
  const spans = new Map<string, Place>();
  for (const span of facts.flatMap((fact) => fact.spans)) if (!spans.has(keyOf(span))) spans.set(keyOf(span), span);
  return [...spans.values()];
}
