/** A Sequential model: layers in a row, and a functional model once the shape of the input is known. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { HeapObject, type Mutable } from '../../python/domain/journal.ts';
import type { Value } from '../../python/domain/value.ts';
import { sameDimension, type Shape } from '../../shapes/dimension.ts';
import type { Node } from '../graph/node.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { callLayer, type RunsCalls } from '../layers/call.ts';
import { traced } from '../layers/traced.ts';
import { buildLayer } from '../layers/build.ts';
import { refusing } from '../layers/create.ts';
import { LayerError, type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState, ModelState } from '../layers/layer-state.ts';
import { nest, TOO_DEEP } from '../layers/nesting.ts';
import { mayBeBuilt } from '../layers/tracking.ts';
import { specOf, structureOf, valueOfNest } from '../layers/values.ts';
import { flatten, isDict, isList, mapNest } from '../nests.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { STEPS_OF_A_ROW } from '../steps.ts';
import { ownCallsRan } from '../training/own-code.ts';
import { callAgain } from './called-again.ts';
import { callsAtOnce, lacksInput, modelInputShape, nameOfInput, withoutInput } from './first-layer.ts';
import { FunctionalModel } from './functional.ts';
import { checkFits, checkTakesOne, lacksCall, placed, placesOf, secondInput } from './sequential-checks.ts';
import { createInputLayer, inputShapeArgument, inputTensorOf, isInputLayer } from './input.ts';
import { firstOutput, layersGiven, sourcesOf } from '../layers/packaged/called-at-init.ts';
import { ROW } from './row-state.ts';
import { type Message, words } from '../../words/message.ts';
import { reasonOf } from '../../words/reasons.ts';
import type { State } from '../../python/domain/state.ts';

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

export class SequentialModel extends HeapObject implements ModelState, RunsCalls, Mutable {
  readonly modelKind = 'sequential';
  /** The automatic input layer included. */
  stack: LayerState[] = [];
  /** Input and output of the row, once the shape of the input is known. */
  private ends: { readonly input: Nest<KerasTensor>; readonly output: KerasTensor } | undefined;
  private graph: FunctionalModel | undefined;
  /** Set where a layer was refused or is not known: nothing more is built. */
  broken: Message | undefined;
  /** The stack may lack layers or have others: which ones were added is not decided. */
  undecided = false;
  /** So many of the layers that it shows are in their place, where others may come before the rest. */
  certain: number | undefined;
  /** Why the input shape that the first layer states is not known: Keras builds on it at once. */
  private unknownInput: Message | undefined;
  /** The layers of the stack by name, where they were asked for and only added to since. */
  private named: Map<string, LayerState> | undefined;
  /** How many layers of the stack the functional model runs. */
  private calledLayers = 0;
  /** The shape that it was built on, where that is the one of what it was called on first. */
  private inferred: Shape | undefined;
  /** The calls of its layers that it made for itself. */
  private readonly made = new WeakSet<Node>();
  /** Input layers that it made for itself. */
  private readonly automatic = new WeakSet<LayerState>();
  private readonly session: KerasSession;
  private readonly owner: LayerState;
  constructor(session: KerasSession, owner: LayerState) {
    super();
    this.session = session;
    this.owner = owner;
  }

  get state(): State {
    return ROW;
  }

  /** The row as a functional model; made when it is asked for, since every add() changes it. */
  get functional(): FunctionalModel | undefined {
    if (this.ends) this.graph ??= new FunctionalModel(this.ends.input, this.ends.output);
    return this.graph;
  }
  /** Layers were added of which nothing is known: the row cannot be run, and what it holds is open. */
  addUnknown(interpreter: Interpreter, reason: Message): void {
    interpreter.touch(this);
    this.broken = reasonOf(reason);
    this.undecided = true;
    this.certain ??= this.shown.length;
    this.forget();
  }
  havoc(interpreter: Interpreter, called: ReadonlySet<string>, reason: Message): void {
    if (called.has('add') || called.has('pop')) this.addUnknown(interpreter, reason);
  }
  private forget(): void {
    this.ends = undefined;
    this.graph = undefined;
  }

  /** Takes over a row that is built already. */
  adopt(stack: LayerState[], graph: FunctionalModel): void {
    this.stack = stack;
    this.named = undefined;
    this.graph = graph;
    this.ends = { input: flatten(graph.inputs)[0]!, output: flatten(graph.outputs)[0]! };
    this.calledLayers = stack.length;
  }

  get unknown(): Message | undefined {
    return this.broken ?? (this.ends ? undefined : this.unknownInput);
  }
  layers(): readonly LayerState[] {
    const [first] = this.stack;
    // The layers whose outputs a Merge joins are part of a model that begins with it.
    return first?.definition?.calledAtInit === undefined ? this.stack : [...layersGiven(first), ...this.stack];
  }
  /** As `model.layers` lists them: without the input layer, but for one that the program added up to Keras 2.1. */
  get shown(): readonly LayerState[] {
    const [first] = this.stack;
    return first && isInputLayer(first) && !(this.session.dialect.listsInput && !this.automatic.has(first))
      ? this.stack.slice(1)
      : this.stack;
  }
  private automaticInput(
    interpreter: Interpreter,
    shape: Shape,
    first: LayerState,
    dtype: string | undefined,
  ): LayerState {
    const name = nameOfInput(this.session, interpreter, first);
    const layer = createInputLayer(this.session, interpreter, { shape, dtype, name, site: first.site });
    this.automatic.add(layer);
    return layer;
  }

  /** @throws LayerError for what add() refuses. */
  add(interpreter: Interpreter, layer: LayerState, rebuild: boolean): void {
    interpreter.touch(this);
    if (!nest(this.owner, layer)) {
      this.addUnknown(interpreter, TOO_DEEP);
      return;
    }
    const first = this.stack[0];
    if (!first) {
      const shape = refusing(interpreter, layer, () => this.statedShape(interpreter, layer), layer.site);
      if (shape) this.stack.push(this.automaticInput(interpreter, shape, layer, undefined));
      else if (this.unknown === undefined && lacksInput(this.session, layer)) {
        this.broken = words`one of its layers is refused`;
        throw withoutInput(layer);
      }
    }
    if (this.hasOther(layer)) {
      throw new LayerError(
        'duplicate-name',
        words`Sequential "${this.owner.name}" already has a layer named "${layer.name}": layers in a model need unique names.`,
        { related: placesOf(words`is made here`, [layer]) },
      );
    }
    if (isInputLayer(layer) && this.stack[0] && isInputLayer(this.stack[0])) throw secondInput(this.owner.name, layer);
    this.stack.push(layer);
    this.named?.set(layer.name, layer);
    if (rebuild) this.rebuild(interpreter);
    else {
      this.owner.built = false;
      this.forget();
    }
    if (this.unknown !== undefined) mayBeBuilt(interpreter, this.owner);
  }

  /**
   * Whether another layer has this one's name. Long rows are built in loops, so the names are kept from one add() to
   * the next.
   */
  private hasOther(layer: LayerState): boolean {
    if (this.named?.size !== this.stack.length) this.named = new Map(this.stack.map((one) => [one.name, one]));
    const other = this.named.get(layer.name);
    // It may have been given another name since.
    return other !== undefined && other !== layer && other.name === layer.name;
  }

  private statedShape(interpreter: Interpreter, layer: LayerState): Shape | undefined {
    try {
      return inputShapeArgument(this.session, interpreter, layer);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      this.unknownInput = error.reason;
      return undefined;
    }
  }

  pop(interpreter: Interpreter): LayerState | undefined {
    interpreter.touch(this);
    const layer = this.stack.pop();
    this.named = undefined;
    this.owner.built = false;
    this.forget();
    if (this.stack.length > 0) this.rebuild(interpreter);
    return layer;
  }

  rebuild(interpreter: Interpreter): void {
    interpreter.touch(this);
    const extended = this.ends;
    this.owner.built = false;
    this.forget();
    if (extended && this.broken === undefined && this.calledLayers === this.stack.length - 1) {
      if (this.session.kerasVersion === 3) ownCallsRan(interpreter, this.stack.slice(0, -1));
      const start = callAgain(this.session, interpreter, flatten(extended.input)[0]!, extended.output);
      this.callInTurn(interpreter, extended.input, start, this.stack.slice(-1));
      return;
    }
    const first = this.stack[0];
    const given = first && callsAtOnce(this.session) && !isInputLayer(first) ? firstOutput(first) : undefined;
    if (given && this.broken === undefined) {
      this.callInTurn(interpreter, { nest: 'list', items: sourcesOf(given) }, given, this.stack.slice(1));
      return;
    }
    const asksWithin = this.session.kerasVersion === 2 && !this.session.firstGeneration;
    const least = asksWithin && first?.model ? 1 : 2;
    if (!first || this.stack.length < least || this.broken !== undefined) return;
    const input = inputTensorOf(first);
    if (isInputLayer(first) && input) {
      this.callInTurn(interpreter, input, input, this.stack.slice(1));
      return;
    }
    const shape = asksWithin ? this.shapeStatedWithin(interpreter, first) : modelInputShape(first);
    if (shape) this.build(interpreter, shape);
    // Keras builds the row on the input of a model that comes first, whatever shape that has.
    else if (first.model instanceof FunctionalModel && flatten(first.model.inputs).length === 1)
      this.unknownInput = words`the shape of the input of "${first.name}" is not known`;
  }

  /**
   * The input shape that Keras 2 finds for a row whose first layer is a model: what the first layer of the innermost
   * row states for itself, or the input of a functional one. A row that is built on an Input or by a call states
   * nothing (`get_input_shape_and_dtype`, 2.15).
   */
  private shapeStatedWithin(interpreter: Interpreter, first: LayerState): Shape | undefined {
    let layer: LayerState | undefined = first;
    while (layer?.model instanceof SequentialModel) layer = layer.model.shown[0];
    if (!layer || layer === first || layer.model) return modelInputShape(layer ?? first);
    return this.statedShape(interpreter, layer);
  }

  /** @throws LayerError where a layer refuses its input. */
  build(interpreter: Interpreter, shape: Shape): void {
    interpreter.touch(this);
    const first = this.stack[0];
    if (this.broken !== undefined) return;
    if (!first && this.session.kerasVersion === 2) throw new Undecided('it has no layers, and gives what it is given');
    if (!first)
      throw new LayerError(
        'no-layers',
        words`Sequential "${this.owner.name}" cannot be built because it has no layers. Call model.add(layer).`,
      );
    if (isInputLayer(first)) {
      // Keras 2 does not look at the shape where the model has its input already.
      const known = this.session.kerasVersion === 2 ? undefined : inputTensorOf(first)?.shape;
      if (known) checkFits(this.owner.name, known, shape);
    } else {
      this.stack.unshift(this.automaticInput(interpreter, shape, first, first.dtype.compute));
      this.named = undefined;
      this.inferred = shape;
    }
    const input = inputTensorOf(this.stack[0]!);
    if (!input) throw new Undecided('the input of the model is not known');
    this.callInTurn(interpreter, input, input, this.stack.slice(1));
  }

  /**
   * Calls `layers` one after another from `start` on, and makes the functional model from the input to the last output.
   */
  private callInTurn(
    interpreter: Interpreter,
    input: Nest<KerasTensor>,
    start: KerasTensor,
    layers: readonly LayerState[],
  ): void {
    interpreter.spend(STEPS_OF_A_ROW * layers.length);
    let tensor: Value = start;
    try {
      const callAll = (): void => {
        for (const layer of layers) tensor = this.callOne(interpreter, layer, tensor);
      };
      // In Keras 2 the graph of a row is made in no scope.
      if (this.session.kerasVersion === 2) this.session.scopes.apart(callAll);
      else this.session.scopes.within(interpreter, this.owner, callAll);
    } catch (error) {
      if (!lacksCall(error, this.session)) throw error;
      // Keras leaves it without a graph, and refuses when the row is run.
      this.owner.built = true;
      return;
    }
    interpreter.touch(this.session.naming);
    this.session.naming.unique('functional');
    const outputs = tensor instanceof KerasTensor ? tensor : undefined;
    if (!outputs) {
      this.broken = words`the last layer gives more than one tensor`;
      return;
    }
    this.ends = { input, output: outputs };
    this.calledLayers = this.stack.length;
    for (const layer of layers) if (layer.nodes.length > 0) this.made.add(layer.nodes.at(-1)!);
    this.owner.built = true;
  }

  private callOne(interpreter: Interpreter, layer: LayerState, tensor: Value): Value {
    const args: CallArguments = { positional: [tensor], keywords: NO_KEYWORDS, site: layer.site };
    try {
      refusing(
        interpreter,
        layer,
        () => {
          checkTakesOne(layer);
        },
        layer.site,
        args,
      );
      return callLayer(this.session, interpreter, layer, args);
    } catch (error) {
      if (lacksCall(error, this.session)) {
        buildLayer(this.session, interpreter, layer, specOf(tensor));
        throw error;
      }
      this.broken = words`one of its layers is refused`;
      throw error instanceof KerasRefusal && error.layer === layer ? placed(interpreter, error) : error;
    }
  }

  /** What it would give, without building anything: compute_output_shape. */
  infer(
    inputs: Nest<TensorSpec>,
    one: (layer: LayerState, inputs: Nest<TensorSpec>) => Nest<TensorSpec>,
  ): Nest<TensorSpec> {
    return this.shown.reduce((specs, layer) => one(layer, specs), inputs);
  }

  /** Several tensors: Keras makes no functional model of the row then, and only calls one layer after another. */
  private inTurn(interpreter: Interpreter, inputs: Nest<TensorSpec>): Nest<TensorSpec> {
    let given = valueOfNest<TensorSpec>(interpreter, inputs, (spec) =>
      traced(this.session, { shape: spec.shape, dtype: spec.dtype ?? this.owner.dtype.compute }),
    );
    for (const layer of this.stack)
      given = callLayer(this.session, interpreter, layer, {
        positional: [given],
        keywords: NO_KEYWORDS,
        site: undefined,
      });
    const outputs = structureOf(given);
    if (!outputs) throw new Undecided('what the last layer gives is not known');
    return mapNest(outputs, specOf);
  }

  isMadeOn(inputs: Nest<TensorSpec>): boolean {
    return this.functional?.isMadeOn(inputs) ?? false;
  }

  /**
   * Keras 2 makes the graph of a row without a stated input anew where it is called on another shape than before: the
   * sizes that differ are None from then on (`_build_graph_network_for_inferred_shape`, 2.15). Where a layer refuses
   * that, the graph stays.
   */
  private relax(interpreter: Interpreter, inputs: Nest<TensorSpec>): void {
    const [given, ...more] = flatten(inputs);
    const { inferred, stack } = this;
    if (this.session.kerasVersion !== 2 || this.session.firstGeneration || inferred === undefined) return;
    if (more.length > 0 || given?.shape?.length !== inferred.length) return;
    const { shape } = given;
    const relaxed = inferred.map((size, axis) => (sameDimension(size, shape[axis]!) === 'same' ? size : null));
    if (relaxed.every((size, axis) => sameDimension(size, inferred[axis]!) === 'same')) return;
    interpreter.touch(this);
    const before = stack.map((layer) => ({ layer, nodes: layer.nodes }));
    const kept = { ends: this.ends, graph: this.graph, broken: this.broken };
    for (const { layer, nodes } of before.slice(1)) {
      interpreter.touch(layer);
      layer.nodes = nodes.filter((node) => !this.made.has(node));
    }
    this.forget();
    this.stack = stack.slice(1);
    try {
      this.build(interpreter, relaxed);
    } catch (error) {
      if (!(error instanceof KerasRefusal || error instanceof LayerError)) throw error;
      this.stack = stack;
      for (const { layer, nodes } of before) layer.nodes = nodes;
      Object.assign(this, kept);
    }
  }

  run(interpreter: Interpreter, inputs: Nest<TensorSpec>): Nest<TensorSpec> {
    const [first] = this.stack;
    if (
      !this.functional &&
      this.broken === undefined &&
      first &&
      !isInputLayer(first) &&
      (isList(inputs) || isDict(inputs))
    )
      return this.inTurn(interpreter, inputs);
    if (!this.functional) {
      const shape = flatten(inputs)[0]?.shape;
      if (!shape) throw new Undecided('the shape of the input is not known');
      this.build(interpreter, shape);
    } else this.relax(interpreter, inputs);
    if (!this.functional) throw new Undecided(this.broken ?? 'the model is not built');
    return this.functional.run(interpreter, inputs, this.session.kerasVersion === 2, true);
  }
}
