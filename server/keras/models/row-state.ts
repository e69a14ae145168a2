/** What branches and loops may leave different in the row of a Sequential model, and how two of them are joined. */
import { defineState, kept, list } from '../../python/domain/state.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { Nest } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { FunctionalModel } from './functional.ts';

interface SequentialState {
  readonly stack: LayerState[];
  readonly ends: { readonly input: Nest<KerasTensor>; readonly output: KerasTensor } | undefined;
  readonly graph: FunctionalModel | undefined;
  readonly broken: Message | undefined;
  readonly undecided: boolean;
  readonly certain: number | undefined;
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
    certain: kept(),
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
      certain:
        a.certain === undefined || b.certain === undefined ? (a.certain ?? b.certain) : Math.min(a.certain, b.certain),
      unknownInput: a.unknownInput ?? b.unknownInput,
    };
  const firstOther = a.stack.findIndex((layer, i) => layer !== b.stack[i]);
  return {
    stack: a.stack.filter((layer, i) => layer === b.stack[i]),
    ends: undefined,
    graph: undefined,
    broken: words`which layers it has is not decided`,
    undecided: true,
    // An input layer of its own is not shown: one less is surely in its place.
    certain: Math.max(0, firstOther < 0 ? a.stack.length : firstOther - 1),
    unknownInput: undefined,
    calledLayers: 0,
    inferred: undefined,
    named: undefined,
  };
}
