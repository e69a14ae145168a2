import type { FunctionCall, FunctionFact } from '../../analysis/analysis.ts';
import { formatParameters } from '../count-text.ts';
import {
  type Block,
  code,
  heading,
  list,
  paragraph,
  say,
  strong,
  type Document,
  type Inline,
} from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';
import { inOrder } from './order.ts';
import { passedText } from './passed.ts';

const MOST_SHOWN = 6;

/** What one sees over a function of the program: the shapes that it was called with, and what it gave. */
export function explainFunction(
  { name, parameters, calls, times }: FunctionFact,
  callers: readonly Block[] | undefined,
): Document {
  if (calls.length === 0) return [];
  const shown = calls.length > MOST_SHOWN ? [...calls.slice(0, MOST_SHOWN - 1), undefined, ...calls.slice(-1)] : calls;
  const own = parameters.filter((parameter) => parameter !== 'self');
  return inOrder('function', {
    title: heading(say`${code(`${name}(${own.join(', ')})`)} · function`),
    calls: [
      paragraph(calls.length < times ? say`Called ${times}×, in ${calls.length} ways:` : say`Called ${times}×:`),
      list(shown.map((call) => (call === undefined ? ['…'] : callText(call)))),
    ],
    callers,
  });
}

/** `x (None, 64, 64, 3), filters 32 → (None, 64, 64, 32)` */
function callText({ inputs, output, layer, model }: FunctionCall): Inline {
  const listed = passedText(inputs);
  return [...(listed.length === 0 ? say`nothing` : listed), ' → ', ...resultText({ output, layer, model })];
}

function resultText({ output, layer, model }: Pick<FunctionCall, 'output' | 'layer' | 'model'>): Inline {
  if (model !== undefined) return say`${strong(model.className)} ${code(model.name)}, ${formatParameters(model.total)}`;
  if (layer !== undefined)
    return say`${strong(layer.className)} ${code(layer.name)}, ${formatParameters(layer.params)}`;
  return output === undefined ? say`no tensor` : [code(formatShapes(output))];
}
