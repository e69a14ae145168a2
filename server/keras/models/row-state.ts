/** What branches and loops may leave different in the row of a Sequential model, and how two of them are joined. */
import { defineState, kept, list } from '../../python/domain/state.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { FunctionalModel } from './functional.ts';

interface SequentialState {
  readonly stack: LayerState[];
  readonly ends: { readonly input: KerasTensor; readonly output: KerasTensor } | undefined;
  readonly graph: FunctionalModel | undefined;
  readonly broken: Message | undefined;
  readonly undecided: boolean;
  readonly unknownInput: Message | undefined;
  readonly calledLayers: number;
  readonly inferred: Shape | undefined;
  /** Found again when it is asked for. */
  readonly named: undefined;
}

/** The state of SequentialModel. */
export const ROW = defineState<SequentialState>(
  {
    stack: list(),
    ends: kept(),
    graph: kept(),
    broken: kept(),
    undecided: kept(),
    unknownInput: kept(),
    calledLayers: kept(),
    inferred: kept(),
    named: { ...kept(), copy: () => undefined },
  },
  { join: joinRows },
);

/** Where branches, or passes of a loop, leave different layers, the model is not known beyond those they share. */
function joinRows(a: SequentialState, b: SequentialState): SequentialState {
  const differs = a.stack.length !== b.stack.length || a.stack.some((layer, i) => layer !== b.stack[i]);
  if (!differs)
    return {
      ...b,
      broken: a.broken ?? b.broken,
      undecided: a.undecided || b.undecided,
      unknownInput: a.unknownInput ?? b.unknownInput,
    };
  return {
    stack: a.stack.filter((layer, i) => layer === b.stack[i]),
    ends: undefined,
    graph: undefined,
    broken: words`which layers it has is not decided`,
    undecided: true,
    unknownInput: undefined,
    calledLayers: 0,
    inferred: undefined,
    named: undefined,
  };
}
