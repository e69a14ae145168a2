/** Lines above functions: which call in another file their sizes come from, or that nothing passes any. */
import type { Analysis, LayerCallFact, UncalledFact } from '../analysis/analysis.ts';
import { callerPlace } from '../explain/caller-place.ts';
import { flatten } from '../keras/nests.ts';
import { Axes } from '../shapes/axes.ts';
import { Expression } from '../shapes/expression.ts';
import { type Text, words } from '../words/message.ts';
import { inTurn } from '../words/lists.ts';
import type { CodeLens } from './code-lens.ts';

/** Above each function that other files call: the call that its sizes come from. */
export function callerLenses({ calledFrom, file }: Analysis): readonly CodeLens[] {
  const direct = calledFrom.filter(({ function: definition, caller }) => caller.callee.isWithin(definition));
  return direct.map(({ caller }): CodeLens => {
    const { uri, line, cell } = caller;
    return {
      span: caller.callee,
      title: words`Layer Lens: called by ${callerPlace(caller, file.path)}`,
      opens: { kind: 'caller', uri, line, cell },
    };
  });
}

/** Above each function that nothing calls, where its parameters decide shapes: which they are. */
export function exampleLenses({ uncalled, calls }: Analysis): readonly CodeLens[] {
  return uncalled.flatMap((fact): readonly CodeLens[] => {
    const inside = calls.filter(({ span, speculative }) => speculative && span.isWithin(fact.definition));
    const open = openParameters(fact, inside);
    if (open.size === 0) return [];
    const names = [...open.keys()];
    const title =
      names.length === 1
        ? words`Layer Lens: the sizes follow from ${names[0]!}, which nothing here passes · write an example`
        : words`Layer Lens: the sizes follow from ${inTurn(names as readonly Text[])}, which nothing here passes · write an example`;
    return [{ span: fact.name, title, opens: { kind: 'example', snippet: snippetOf(open) } }];
  });
}

/** Names of parameters that stand in the shapes and counts of the calls, each with the symbols that are made of it. */
function openParameters(
  { parameters }: UncalledFact,
  calls: readonly LayerCallFact[],
): ReadonlyMap<string, Set<string>> {
  const symbols = new Set(calls.flatMap(symbolsOf));
  const open = new Map<string, Set<string>>();
  for (const parameter of parameters)
    for (const symbol of symbols) {
      if (symbol !== parameter && !symbol.startsWith(`${parameter}[`) && !symbol.startsWith(`${parameter}.shape`))
        continue;
      const known = open.get(parameter);
      if (known === undefined) open.set(parameter, new Set([symbol]));
      else known.add(symbol);
    }
  return open;
}

function symbolsOf({ output, layer }: LayerCallFact): readonly string[] {
  const axes = flatten(output ?? undefined).flatMap((shape) => (shape instanceof Axes ? shape.known : (shape ?? [])));
  return [...axes, layer.params].flatMap((size) => (size instanceof Expression ? size.symbols : []));
}

/** `# layerlens: input_shape=(${1:}, ${2:}, ${3:}), classes=${4:}` */
function snippetOf(open: ReadonlyMap<string, ReadonlySet<string>>): string {
  let stop = 0;
  const values = [...open].map(([parameter, symbols]) => {
    const indices = [...symbols].flatMap((symbol) => /^\[(\d)\]$/.exec(symbol.slice(parameter.length))?.[1] ?? []);
    const isTensor = [...symbols].some((symbol) => symbol.startsWith(`${parameter}.shape`));
    if (isTensor) return `${parameter}=keras.Input((\${${++stop}:}))`;
    if (indices.length === 0) return `${parameter}=\${${++stop}:}`;
    const most = Math.max(...indices.map(Number));
    const items = Array.from({ length: most + 1 }, () => `\${${++stop}:}`);
    return `${parameter}=(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
  });
  return `# layerlens: ${values.join(', ')}`;
}
