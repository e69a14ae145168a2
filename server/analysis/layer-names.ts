/** The names of layers that stand in the program as strings. */
import type { Place } from '../python/syntax/place.ts';
import type { Argument, Call, Constant, Module } from '../python/syntax/tree.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import type { LayerNameFact, NameFact } from './analysis.ts';
import { indexesOf, isLookUp } from './statement-index.ts';

export function layerNames(
  module: Module,
  layers: readonly LayerState[],
  names: readonly NameFact[],
): readonly LayerNameFact[] {
  const sites = new Map<string, Set<Place>>();
  const made = new Set<Place>();
  for (const { name, site } of layers) {
    if (site === undefined) continue;
    made.add(site);
    const others = sites.get(name);
    if (others === undefined) sites.set(name, new Set([site]));
    else others.add(site);
  }
  const models = new Map(names.flatMap(({ span, model }) => (model === undefined ? [] : [[span, model] as const])));
  const facts: LayerNameFact[] = [];
  for (const node of indexesOf(module).flatMap(({ namingCalls }) => namingCalls)) {
    const named = text(node.arguments.find(({ name }) => name === 'name'));
    if (named !== undefined && made.has(node)) facts.push({ span: named, sites: [node], defines: true });
    const sought = lookedUp(node);
    if (sought === undefined) continue;
    // Of two models that each have such a layer, the one that is asked is meant.
    const object = (node.callee as { object?: Place }).object;
    const row =
      object === undefined ? undefined : models.get(object)?.rows.find(({ name }) => name === sought.constant.value);
    const found = row?.layer?.site === undefined ? sites.get(sought.constant.value) : [row.layer.site];
    if (found !== undefined) facts.push({ span: sought, sites: [...found], defines: false });
  }
  return facts.sort((a, b) => a.span.start - b.span.start);
}

type Text = Constant & { readonly constant: { readonly type: 'str'; readonly value: string } };

/** The string in `model.get_layer("…")`. */
function lookedUp(call: Call): Text | undefined {
  if (!isLookUp(call)) return undefined;
  const given = call.arguments;
  return text(
    given.find(({ name }) => name === 'name') ?? given.find(({ name, spread }) => name === undefined && spread === ''),
  );
}

function text(argument: Argument | undefined): Text | undefined {
  const value = argument?.value;
  return value?.kind === 'Constant' && value.constant.type === 'str' ? (value as Text) : undefined;
}
