/** A functional model: a graph of operations between input and output tensors. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { ListValue } from '../../python/domain/value.ts';
import { formatShape, sameDimension, type Shape } from '../../shapes/dimension.ts';
import type { Node, Operation } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { type Graph, mapGraph } from '../graph/topology.ts';
import type { RunsCalls } from '../layers/call.ts';
import { LayerError, type Nest, type NestDict, type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState, ModelState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { flatten, isDict, mapNest } from '../nests.ts';
import { STEPS_OF_A_RUN } from '../steps.ts';
import { words } from '../../words/message.ts';
import { countedNoun, exactly } from '../../words/nouns.ts';
import { inTurn } from '../../words/lists.ts';

export class FunctionalModel implements ModelState, RunsCalls {
  readonly modelKind = 'functional';
  readonly inputs: Nest<KerasTensor>;
  readonly outputs: Nest<KerasTensor>;
  readonly graph: Graph;
  /**
   * The list that `model.layers` is itself up to Keras 2.3, once the program asked for it: what is taken out of it is
   * out of the model's table.
   */
  listed: ListValue | undefined;
  private allLayers: readonly LayerState[] | undefined;
  private allNodes: readonly Node[] | undefined;
  private nodeSet: ReadonlySet<Node> | undefined;

  /**
   * @throws LayerError where an operation needs a tensor that the inputs do not lead to; Undecided where a tensor's
   * origin is not known.
   */
  constructor(inputs: Nest<KerasTensor>, outputs: Nest<KerasTensor>) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.graph = mapGraph(flatten(inputs), flatten(outputs));
    if (this.graph.unknownOrigin) throw new Undecided('what one of its tensors comes from is not decided');
    const { disconnected } = this.graph;
    if (disconnected) {
      const shape = disconnected.tensor.shape ? formatShape(disconnected.tensor.shape) : words`an unknown shape`;
      throw new LayerError(
        'disconnected-graph',
        words`The outputs need a tensor of shape ${shape} (from "${disconnected.tensor.node?.operation.operationName ?? ''}") that the given inputs do not lead to: the graph is disconnected at "${disconnected.node.operation.operationName}". Pass that tensor's Input in inputs=.`,
        {
          related: disconnected.tensor.node?.site
            ? [
                {
                  span: disconnected.tensor.node.site,
                  message: words`the tensor that the inputs do not lead to is made here`,
                },
              ]
            : [],
        },
      );
    }
    this.checkNames();
  }

  /** Names that the program gives; automatic ones differ by themselves. */
  private checkNames(): void {
    const named = new Map<string, LayerState>();
    for (const layer of new Set(this.layers())) {
      const given = layer.args.value('name');
      if (given.kind !== 'str' || given.value !== layer.name) continue;
      const other = named.get(layer.name);
      if (other) {
        throw new LayerError(
          'duplicate-name',
          words`Two layers of the model are named "${layer.name}", ${other.className} and ${layer.className}: layers in a model need unique names.`,
          {
            related: [other, layer].flatMap(({ site, className }) =>
              site ? [{ span: site, message: words`${className} "${layer.name}" is made here` }] : [],
            ),
          },
        );
      }
      named.set(layer.name, layer);
    }
  }

  get operations(): readonly Operation[] {
    return this.graph.operations;
  }
  layers(): readonly LayerState[] {
    if (this.listed) return this.listed.items.flatMap((item) => layerOf(item) ?? []);
    return (this.allLayers ??= this.operations.flatMap(({ layer }) => layer ?? []));
  }
  /** Operations that the summary shows. */
  get rows(): readonly Operation[] {
    if (!this.listed) return this.operations;
    const left = new Set(this.layers());
    return this.operations.filter(({ layer }) => layer !== undefined && left.has(layer));
  }
  get nodes(): readonly Node[] {
    return (this.allNodes ??= this.graph.nodesByDepth.flat());
  }
  has(node: Node): boolean {
    return (this.nodeSet ??= new Set(this.nodes)).has(node);
  }

  /** What a dict has for each of the inputs, where these are no dict; undefined where it lacks one of their names. */
  private byName(inputs: Nest<TensorSpec>): readonly TensorSpec[] | undefined {
    if (!isDict(inputs) || isDict(this.inputs)) return undefined;
    const parts = flatten(this.inputs).map(({ name }) => (name === undefined ? undefined : inputs.entries.get(name)));
    return parts.every((part): part is TensorSpec => part !== undefined && !('nest' in part)) ? parts : undefined;
  }

  /**
   * `asKeras2`: inputs of another rank are for the layers to refuse, and a dict without the names of the inputs is
   * taken in its order. `ofRow`: it is what a Sequential runs, which looks at no sizes by itself.
   */
  isMadeOn(inputs: Nest<TensorSpec>): boolean {
    const tensors = flatten(this.inputs);
    const given = flatten(inputs);
    return tensors.length === given.length && tensors.every(({ shape }, i) => sameShape(shape, given[i]!.shape));
  }

  run(interpreter: Interpreter, inputs: Nest<TensorSpec>, asKeras2 = false, ofRow = false): Nest<TensorSpec> {
    const tensors = flatten(this.inputs);
    const given = this.byName(inputs) ?? flatten(inputs);
    if (given.length !== tensors.length) {
      if (given.some(({ shape }) => !shape)) throw new Undecided('the number of inputs differs');
      throw new LayerError(
        'input-mismatch',
        words`The model has ${countedNoun(exactly(tensors.length), 'input')}, ${inTurn(tensors.map(inputText))}, but it is called on ${countedNoun(exactly(given.length), 'tensor')}: ${given.map(({ shape }) => formatShape(shape!)).join(', ')}.`,
      );
    }
    const missing =
      isDict(inputs) && !asKeras2
        ? tensors.find((tensor) => isNamed(tensor) && !inputs.entries.has(tensor.name!))
        : undefined;
    if (missing)
      throw new LayerError(
        'input-mismatch',
        words`The model has an input named "${missing.name ?? ''}", but the dict that it is called on has only the keys ${[...(inputs as NestDict<TensorSpec>).entries.keys()].join(', ')}: missing data for input "${missing.name ?? ''}".`,
      );
    const specs = new Map<KerasTensor, TensorSpec>();
    tensors.forEach((tensor, i) => {
      const adjusted = adjustRank(given[i]!, tensor, asKeras2);
      if (!asKeras2 && !ofRow) checkSizes(adjusted, tensor);
      specs.set(tensor, asKeras2 ? adjusted : { ...adjusted, dtype: tensor.dtype });
    });
    if (tensors.every((tensor) => sameShape(tensor.shape, specs.get(tensor)!.shape)))
      return mapNest(this.outputs, (tensor) => tensor.spec);
    for (const node of this.nodes) {
      // Models that call models twice, forty deep, have no more nodes than that, and two to the fortieth runs.
      interpreter.spend(STEPS_OF_A_RUN);
      const outputs = flatten(node.outputs);
      if (outputs.every((tensor) => specs.has(tensor))) continue;
      const results = flatten(node.run(node.inputs.map((tensor) => specs.get(tensor) ?? { shape: undefined })));
      outputs.forEach((tensor, i) => {
        specs.set(tensor, results[i] ?? { shape: undefined });
      });
    }
    return mapNest(this.outputs, (tensor) => specs.get(tensor) ?? { shape: undefined });
  }
}

const inputText = (tensor: KerasTensor): string =>
  `${tensor.name === undefined ? '' : `"${tensor.name}" `}${tensor.shape ? formatShape(tensor.shape) : ''}`.trim();
/** Does the program name the Input? */
const isNamed = ({ name, node }: KerasTensor): boolean =>
  name !== undefined && node?.operation.layer?.args.value('name').kind === 'str';

/** Keras adds or drops a last axis of size 1. @throws LayerError for any other difference of rank. */
function adjustRank(spec: TensorSpec, tensor: KerasTensor, asKeras2: boolean): TensorSpec {
  const { shape } = spec;
  const wanted = tensor.shape;
  if (!shape || !wanted || shape.length === wanted.length) return spec;
  if (shape.length === wanted.length + 1 && shape.at(-1) === 1) return { ...spec, shape: shape.slice(0, -1) };
  if (shape.length === wanted.length - 1 && wanted.at(-1) === 1) return { ...spec, shape: [...shape, 1] };
  if (asKeras2) return spec;
  throw new LayerError(
    'input-mismatch',
    words`The model's input "${tensor.name ?? ''}" expects shape ${formatShape(wanted)}, but it is given ${formatShape(shape)}: expected ndim=${wanted.length}, found ndim=${shape.length}.`,
  );
}

/** Keras 3 compares all axes but that of the batch. @throws LayerError where both know a size and they differ */
function checkSizes({ shape }: TensorSpec, tensor: KerasTensor): void {
  const wanted = tensor.shape;
  const axis = shape?.findIndex((size, i) => {
    const stated = i === 0 ? null : (wanted?.[i] ?? null);
    return stated !== null && size !== null && sameDimension(size, stated) === 'different';
  });
  if (!shape || !wanted || axis === undefined || axis < 0) return;
  throw new LayerError(
    'input-mismatch',
    words`The model's input "${tensor.name ?? ''}" expects shape ${formatShape(wanted)}, but it is given ${formatShape(shape)}: they differ on axis ${axis}.`,
  );
}

const sameShape = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.length === b.length &&
  a.every((dimension, i) => sameDimension(dimension, b[i]!) === 'same');
