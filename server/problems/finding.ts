/** One mistake, as a rule of Keras found it, with what its message and its fixes need to know. */
import type { Node } from '../keras/graph/node.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerError } from '../keras/layers/definition.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { structureOf } from '../keras/layers/values.ts';
import { flatten } from '../keras/nests.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Origins } from '../python/domain/origins.ts';
import type { CallArguments } from '../python/domain/interpreter.ts';
import type { Source } from './source.ts';

export interface Finding {
  readonly refusal: LayerError;
  /** Where the message stands. */
  readonly span: Place;
  /** The layer that complains. */
  readonly layer: LayerState | undefined;
  /** What it was called with; undefined where it was only made. */
  readonly call: CallArguments | undefined;
  /** What it rests on beside the code. */
  readonly origins: Origins;
  readonly source: Source;
  /** For each axis of a tensor the expression that is its size, where one is. */
  readonly decidedAt: (tensor: KerasTensor) => readonly (Place | undefined)[];
}

/** A tensor that a call was given, and what made it. */
export interface Feed {
  readonly tensor: KerasTensor;
  readonly node: Node;
}

/** The symbolic tensors that the refused call was given, in order, each once. */
export function feedsOf({ call }: Pick<Finding, 'call'>): readonly Feed[] {
  const given = [...(call?.positional ?? []), ...(call?.keywords.values() ?? [])].flatMap((value) => {
    const found = structureOf(value);
    return found ? flatten(found) : [];
  });
  return [...new Set(given)].flatMap((tensor) =>
    tensor instanceof KerasTensor && tensor.node ? [{ tensor, node: tensor.node }] : [],
  );
}
