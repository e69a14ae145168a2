import type { LayerCallFact } from '../../analysis/analysis.ts';
import { formatKnownCount } from '../count-text.ts';
import { code, join, paragraph, say, type Block, type Inline } from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';
import { counted } from '../words.ts';

/** So many different results are written out. */
const MOST_SHOWN = 4;

/**
 * Where a call was evaluated several times: `called 4×: (None, 56, 56, 64), … (None, 7, 7, 512)`. Undefined for a
 * single evaluation.
 */
export function evaluationsText(calls: readonly LayerCallFact[]): Block | undefined {
  if (calls.length < 2) return undefined;
  const layers = new Set(calls.map(({ layer }) => layer)).size;
  const results = compact(
    distinct(calls.map(({ output, layer }) => `${formatShapes(output)} · ${formatKnownCount(layer.params)}`)),
  );
  return paragraph(
    layers === 1
      ? say`The same layer, called ${calls.length}×: its arrays count once: ${results}.`
      : say`Called ${calls.length}×, ${counted(layers, 'layer')} (output · parameters): ${results}. The last one is described here.`,
  );
}

/** The texts, the middle ones left out where there are many. */
export function compact(texts: readonly string[]): Inline {
  const shown = texts.map((text): Inline => [code(text)]);
  if (shown.length <= MOST_SHOWN) return join(shown, ', ');
  return [...join(shown.slice(0, MOST_SHOWN - 1), ', '), ' … ', ...(shown.at(-1) ?? [])];
}

export const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
