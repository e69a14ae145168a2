/** A model's graph as a picture of its own. */
import type { ModelView } from '../model-view.ts';
import type { Theme } from '../options.ts';
import { graphSvg } from './draw.ts';
import { type GraphOptions, graphBody } from './items.ts';
import { placeBody } from './layout.ts';
import { GRAPH_PALETTES } from './palette.ts';

/** `model · Functional · 59 parameters`; what of the model is not known stands there too. */
export function graphTitle({ variable, name, className, built, total, unknown }: ModelView<unknown>): string {
  const count = !built ? 'not built' : total.known === 'unknown' ? 'parameters not known' : `${total.text} ${total.value === 1 ? 'parameter' : 'parameters'}`;
  return [variable ?? name, className, count, ...(unknown === undefined ? [] : [`not all is known: ${unknown}`])].join(' · ');
}

export const LOOSE_NOTE = 'How call() connects these layers is not drawn.';

export function modelGraphSvg(model: ModelView<unknown>, theme: Theme, options: GraphOptions): string {
  const body = graphBody(model, options);
  const title = graphTitle(model);
  return graphSvg(placeBody(body), body.loose ? `${title} · ${LOOSE_NOTE}` : title, { palette: GRAPH_PALETTES[theme] });
}
