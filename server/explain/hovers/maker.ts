import type { LayerCallFact, ModelFact } from '../../analysis/analysis.ts';
import type { Message } from '../../words/message.ts';
import { exactCount, formatParameters } from '../count-text.ts';
import { code, heading, list, say, strong, type Document, type Inline } from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';
import { inOrder } from './order.ts';

const MOST_SHOWN = 6;

interface Made {
  /** The layer's last call. */
  readonly call: LayerCallFact;
  readonly model: ModelFact | undefined;
  /** `line 8`, where the program makes it. */
  readonly place: Message | undefined;
}

/** What one sees over the name of a class where it is not called: the layers, or models, that it makes. */
export function explainMaker(name: string, made: readonly Made[]): Document {
  const shown = made.length > MOST_SHOWN ? [...made.slice(0, MOST_SHOWN - 1), undefined, ...made.slice(-1)] : made;
  return inOrder('maker', {
    title: heading(
      made.some(({ model }) => model !== undefined)
        ? say`${strong(name)} · makes ${made.length} models here`
        : say`${strong(name)} · makes ${made.length} layers here`,
    ),
    made: list(shown.map((one) => (one === undefined ? ['…'] : textOf(one)))),
  });
}

/** `dense` (None, 8) → (None, 10) · 90 parameters · line 8 */
function textOf({ call: { layer, inputs, output }, model, place }: Made): Inline {
  const isInput = layer.className === 'InputLayer';
  const flow =
    inputs === undefined && output === undefined
      ? []
      : [' ', code(isInput ? formatShapes(output) : `${formatShapes(inputs)} → ${formatShapes(output)}`)];
  const isCounted = (model?.built ?? layer.built) && !isInput && exactCount(layer.params) !== 0n;
  return [
    code(model?.use.name ?? model?.variable ?? layer.name),
    ...flow,
    ...(isCounted ? [' · ', ...say`${formatParameters(model?.total ?? layer.params)}`] : []),
    ...(place === undefined ? [] : [' · ', ...say`${place}`]),
  ];
}
