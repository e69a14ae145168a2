/** The same model under mixed precision: it computes in float16, and its arrays stay as they are. */
import type { ModelFact } from '../../analysis/analysis.ts';
import type { GraphFact } from '../../analysis/graph.ts';

const half = (dtype: string): string => (dtype === 'float32' ? 'float16' : dtype);

/** What its programs give float32 on purpose is not told from the rest: a last softmax is small. */
export const inMixedPrecision = (model: ModelFact): ModelFact => ({ ...model, graph: halved(model.graph) });

const halved = (graph: GraphFact): GraphFact => ({
  ...graph,
  tensors: graph.tensors.map((tensor, index) =>
    graph.inputs.includes(index) ? tensor : { ...tensor, dtype: half(tensor.dtype) },
  ),
  calls: graph.calls.map((call) => ({
    ...call,
    compute: half(call.compute),
    inside: call.inside && halved(call.inside),
  })),
});

export const isInFloat32 = ({ graph }: ModelFact): boolean =>
  graph.calls.length > 0 && graph.calls.every(({ compute }) => compute === 'float32');
