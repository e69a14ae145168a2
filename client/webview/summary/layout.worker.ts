/** Lays out graphs beside the page, which goes on scrolling meanwhile. */
import { drawPlaced } from '../../../server/explain/graph/draw.ts';
import { graphBody } from '../../../server/explain/graph/items.ts';
import { placeBody, type Placed } from '../../../server/explain/graph/layout.ts';
import { boxDescription, boxSize, FRAME } from '../../../server/explain/graph/box-text.ts';
import { modelGraphSvg } from '../../../server/explain/graph/model-graph.ts';
import { THEME_PALETTE } from '../../../server/explain/graph/palette.ts';
import { languageOf, type LanguageData } from '../common/language.ts';
import type { Drawn, LayoutRequest, Picture, PictureRequest, PlacedBox } from './drawn.ts';

/** That of the page, which sends it first. */
let language = languageOf({ locale: 'en', catalogue: {} });

self.addEventListener('message', ({ data }: MessageEvent<LanguageData | LayoutRequest | PictureRequest>) => {
  if ('catalogue' in data) language = languageOf(data);
  else self.postMessage('model' in data ? picture(data) : drawing(data));
});

function picture({ request, model, theme, opened, fold }: PictureRequest): Picture {
  return { request, svg: modelGraphSvg(model, theme, { opened: new Set(opened), fold }, language) };
}

function drawing({ request, inside, opened, fold }: LayoutRequest): Drawn {
  const start = performance.now();
  const placed = placeBody(graphBody(inside, { opened: new Set(opened), fold }), language);
  return {
    request,
    width: placed.width,
    height: placed.height,
    marks: drawPlaced(placed, { palette: THEME_PALETTE, interactive: true, language }),
    boxes: [...boxes(placed, 0, 0)],
    took: performance.now() - start,
  };
}

function* boxes({ items }: Placed, left: number, top: number): Generator<PlacedBox> {
  for (const { item, x, y, width, height, inside } of items) {
    yield {
      id: item.id,
      kind: item.kind,
      description: boxDescription(item, language),
      x: left + x,
      y: top + y,
      width,
      height,
    };
    if (inside === undefined) continue;
    const head = boxSize(item, language).height;
    yield* boxes(
      inside,
      left + x + (width - inside.width) / 2,
      top + y + head + (height - head - inside.height - FRAME.bottom),
    );
  }
}
