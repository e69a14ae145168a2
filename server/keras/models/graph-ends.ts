/** What a model tells of the ends of its graph: its inputs and outputs, and their names. */
import { ListValue, NONE, str } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { Nest } from '../layers/definition.ts';
import { valueOfNest } from '../layers/values.ts';
import { flatten, isDict, isList } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { graphOf, type MemberTable, type Method } from './member-table.ts';
import { SequentialModel } from './sequential.ts';

type End = 'inputs' | 'outputs';

/** `inputs`, `outputs`, `input_names` and `output_names`. */
export function setGraphEnds(session: KerasSession, { property }: MemberTable): void {
  for (const pick of ['inputs', 'outputs'] as const) {
    // Keras 2 keeps them in plain attributes: after `model.layers.pop()` people set them by hand.
    property(pick, tensors(pick), session.kerasVersion === 2 ? setByHand(pick) : undefined);
  }
  property('input_names', names(session, 'inputs'));
  property('output_names', names(session, 'outputs'));
}

function tensors(pick: End): Method {
  return (interpreter, layer) => {
    const graph = graphOf(layer);
    if (!graph) return interpreter.unknown('the model is not built yet');
    const nest = graph[pick];
    const leaves: Nest<KerasTensor> = isList(nest) ? nest : isDict(nest) ? nest : { nest: 'list', items: [nest] };
    return valueOfNest<KerasTensor>(interpreter, { nest: 'list', items: flatten(leaves) }, (tensor) => tensor);
  };
}

function setByHand(pick: End): Method {
  return (interpreter, layer) => {
    const reason = pick === 'inputs' ? words`its inputs are set by hand` : words`its outputs are set by hand`;
    interpreter.touch(layer);
    if (layer.model instanceof SequentialModel) layer.model.addUnknown(interpreter, reason);
    layer.unknown = reason;
    return NONE;
  };
}

/** In Keras 2 a name that is there already has a number behind it. */
function names({ kerasVersion }: KerasSession, pick: End): Method {
  return (interpreter, layer) => {
    const graph = graphOf(layer);
    if (!graph) return interpreter.unknown('the model is not built yet');
    const used = new Map<string, number>();
    return new ListValue(
      flatten(graph[pick]).map(({ node }) => {
        const name = node?.operation.operationName ?? '';
        const count = kerasVersion === 3 ? 0 : (used.get(name) ?? 0);
        used.set(name, count + 1);
        return str(count === 0 ? name : `${name}_${count}`);
      }),
    );
  };
}
