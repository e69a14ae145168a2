/** Giving a layer in front another size: units, filters, or the size of an embedding's vectors. */
import { isInputLayer } from '../../keras/models/input.ts';
import { sameDimension } from '../../shapes/dimension.ts';
import { feedsOf, type Finding } from '../finding.ts';
import type { Fix } from '../problem.ts';
import { argumentFix } from './arguments.ts';
import { chainOf } from './feeders.ts';
import { displayText, statedShape } from './layers.ts';
import { words } from '../../words/message.ts';

/** The argument that is the size of a layer's last axis (or of its channels). */
const SIZES = ['units', 'filters', 'output_dim'] as const;

/** The nearest layer before the feed at `index` that has its size as an argument, with another size. */
export function sizeFix(found: Finding, index: number, size: number): Fix | undefined {
  for (const { operation } of chainOf(found, index)) {
    const { layer } = operation;
    const parameter = SIZES.find((name) => layer?.definition && name in layer.definition.parameters);
    if (layer && parameter) return argumentFix(found.source, found.source.callAt(layer.site), parameter, String(size));
    const stated = layer && isInputLayer(layer) ? statedShape(found.source, layer.site) : undefined;
    if (stated) {
      const newText = displayText(stated.display, [
        ...stated.display.elements.slice(0, -1).map((element) => found.source.slice(element)),
        String(size),
      ]);
      return {
        title: words`Change the shape of Input to ${newText}`,
        edits: [{ span: stated.display, newText }],
        preferred: false,
      };
    }
  }
  return undefined;
}

/** Each of two or more inputs with the last size of another one. */
export function sizeFixes(found: Finding): readonly Fix[] {
  const feeds = feedsOf(found);
  const sizes = feeds.map(({ tensor }) => tensor.shape?.at(-1));
  return feeds
    .flatMap((_, index) => {
      const other = sizes.find(
        (size, i) =>
          i !== index && typeof size === 'number' && sameDimension(size, sizes[index] ?? null) === 'different',
      );
      const fix = typeof other === 'number' ? sizeFix(found, index, other) : undefined;
      return fix ? [fix] : [];
    })
    .slice(0, 4);
}
