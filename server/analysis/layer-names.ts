/** The names of layers that stand in the program as strings. */
import type { Argument, Call, Constant, Module, Span } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import type { LayerNameFact, NameFact } from './analysis.ts';

export function layerNames(module: Module, layers: readonly LayerState[], names: readonly NameFact[]): readonly LayerNameFact[] {
  const sites = new Map<string, Span[]>();
  const made = new Set<string>();
  for (const { name, site } of layers) {
    if (site === undefined) continue;
    made.add(key(site));
    const others = sites.get(name);
    if (others === undefined) sites.set(name, [site]);
    else if (!others.some((other) => key(other) === key(site))) others.push(site);
  }
  const models = new Map(names.flatMap(({ span, model }) => (model === undefined ? [] : [[key(span), model] as const])));
  const facts: LayerNameFact[] = [];
  walk(module, (node) => {
    if (node.kind !== 'Call') return;
    const named = text(node.arguments.find(({ name }) => name === 'name'));
    if (named !== undefined && made.has(key(node))) facts.push({ span: named, sites: [span(node)], defines: true });
    const sought = lookedUp(node);
    if (sought === undefined) return;
    // Of two models that each have such a layer, the one that is asked is meant.
    const object = (node.callee as { object?: Span }).object;
    const row = object === undefined ? undefined : models.get(key(object))?.rows.find(({ name }) => name === sought.constant.value);
    const found = row?.layer?.site === undefined ? sites.get(sought.constant.value) : [row.layer.site];
    if (found !== undefined) facts.push({ span: sought, sites: found, defines: false });
  });
  return facts.sort((a, b) => a.span.start - b.span.start);
}

type Text = Constant & { readonly constant: { readonly type: 'str'; readonly value: string } };

/** The string in `model.get_layer("…")`. */
function lookedUp({ callee, arguments: given }: Call): Text | undefined {
  if (callee.kind !== 'Attribute' || callee.name !== 'get_layer') return undefined;
  return text(given.find(({ name }) => name === 'name') ?? given.find(({ name, spread }) => name === undefined && spread === ''));
}

function text(argument: Argument | undefined): Text | undefined {
  const value = argument?.value;
  return value?.kind === 'Constant' && value.constant.type === 'str' ? (value as Text) : undefined;
}

const key = ({ start, end }: Span): string => `${start}:${end}`;
const span = ({ start, end }: Span): Span => ({ start, end });
