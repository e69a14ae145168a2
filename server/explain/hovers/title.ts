/** The first line of a hover over a layer. */
import type { LayerCallFact, LayerFact } from '../../analysis/analysis.ts';
import { snakeCase } from '../../keras/naming.ts';
import { ENGLISH } from '../../words/language.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import { code, say, spoken, strong, type Inline } from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';

/**
 * In pixels, as measured in VS Code's own styles: what a hover has room for in a window of 1280 pixels, about how wide
 * a
 * letter of each kind is there, and what stands around code.
 */
const ROOM = 712;
const LETTER = { text: 7.6, strong: 8.6, emphasis: 7.6, code: 8.5, link: 7.6 };
const AROUND_CODE = 6;

/**
 * `LSTM lstm · (None, 100, 4) → (None, 2) · 56 parameters`, in one line: where there is no room for all of it, a shape
 * that stays is written once, and of a name that Keras made of the class's, only what the class does not say is left.
 */
export function titleOf(call: LayerCallFact): Inline {
  const whole = title(call, {});
  if (isOneLine(whole)) return whole;
  const once = title(call, { once: true });
  return isOneLine(once) ? once : title(call, { once: true, shortName: true });
}

function isOneLine(text: Inline): boolean {
  const widths = spoken(text, ENGLISH).map((span) => {
    if (typeof span === 'string') return span.length * LETTER.text;
    return span.text.length * LETTER[span.kind] + (span.kind === 'code' ? AROUND_CODE : 0);
  });
  return widths.reduce((sum, width) => sum + width, 0) <= ROOM;
}

function title(
  { layer, inputs, output }: LayerCallFact,
  { once = false, shortName = false }: { readonly once?: boolean; readonly shortName?: boolean },
): Inline {
  const [before, after] = [formatShapes(inputs), formatShapes(output)];
  const flow: Inline =
    inputs === undefined && output === undefined
      ? []
      : layer.className === 'InputLayer'
        ? [code(after)]
        : once && before === after
          ? [code(before), ' → ', ...say`the same`]
          : [code(`${before} → ${after}`)];
  const name = shortName ? numberOf(layer) : layer.name;
  return [
    strong(layer.className),
    ...(name === '' ? [] : [' ', code(name)]),
    ...(flow.length === 0 ? [] : [' · ', ...flow]),
    ' · ',
    ...countsOf(layer),
  ];
}

/** `…_2` of `batch_normalization_2`; nothing of `batch_normalization`; a name that the program gives, as it is. */
function numberOf({ name, className }: LayerFact): string {
  const automatic = snakeCase(className);
  if (name === automatic) return '';
  return name.startsWith(`${automatic}_`) ? `…${name.slice(automatic.length)}` : name;
}

function countsOf(layer: LayerFact): Inline {
  if (!layer.built && layer.unknown === undefined) return say`not built yet`;
  if (exactCount(layer.params) === 0n) return say`no parameters`;
  return say`${strong(formatParameters(layer.params))}${frozenText(layer)}`;
}

/** The parameters that are not trained, where there are some. */
function frozenText(layer: LayerFact): Inline {
  const frozen = exactCount(layer.nonTrainable);
  if (frozen === undefined || frozen === 0n) return [];
  return [
    ' ',
    ...(exactCount(layer.params) === frozen
      ? say`(none trainable)`
      : say`(${formatKnownCount(layer.nonTrainable)} not trainable)`),
  ];
}
