/** A model's graph as a picture of its own. */
import { ENGLISH } from '../../words/language.ts';
import { joined, words, type Text } from '../../words/message.ts';
import type { ModelView } from '../model-view.ts';
import type { Theme } from '../options.ts';
import { parametersText } from './box-text.ts';
import { graphSvg } from './draw.ts';
import { type GraphOptions, graphBody } from './items.ts';
import { placeBody } from './layout.ts';
import { GRAPH_PALETTES } from './palette.ts';

/** `model · Functional · 59 parameters`; what of the model is not known stands there too. */
function graphTitle({ label, className, built, total, unknown }: ModelView<unknown>, isLoose: boolean): Text {
  return joined(
    [
      label.text,
      className,
      parametersText(built, total),
      ...(unknown === undefined ? [] : [words`not all is known: ${unknown}`]),
      ...(isLoose ? [words`How call() connects these layers is not drawn.`] : []),
    ],
    ' · ',
  );
}

export function modelGraphSvg(
  model: ModelView<unknown>,
  theme: Theme,
  options: GraphOptions,
  language = ENGLISH,
): string {
  const body = graphBody(model, options);
  const title = language.say(graphTitle(model, body.loose));
  return graphSvg(placeBody(body, language), title, { palette: GRAPH_PALETTES[theme], language });
}
