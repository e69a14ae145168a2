/** What a declaration is told about a call: its inputs, its other arguments, and how to ask what is inside. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { Axes } from '../../shapes/axes.ts';
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import { joined, words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { flatten, isDict, isList, mapNest } from '../nests.ts';
import type { KerasDialect } from '../releases.ts';
import type { KerasSession } from '../session.ts';
import { shapesValue } from './build.ts';
import { seenInputs } from './call-shapes.ts';
import { type LayerCall, LayerError, type Nest, type TensorSpec, type Terms, Undecided } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { axesOf, standIn } from './spec-axes.ts';
import { traced } from './traced.ts';
import { specOf, specsOfShapes, structureOf, valueOfNest } from './values.ts';

export interface GivenCall {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly layer: LayerState;
  readonly inputs: Nest<TensorSpec>;
  /** The arguments by name; empty where only shapes are asked for: `compute_output_shape`. */
  readonly bound: ReadonlyMap<string, Value>;
  readonly infer: LayerCall['infer'];
}

/** A call in which integers stand in for axes that are not known, where the number of axes is. */
export interface DescribedCall extends LayerCall {
  /** Where they do, the same call without: nothing is known of a tensor whose shape is not known as a whole. */
  readonly blind: LayerCall | undefined;
}

export function describe(given: GivenCall): DescribedCall {
  const seen = seenInputs(given.session, given.layer, given.inputs);
  return new Described(given, seen.inputs, seen.isPartial);
}

/**
 * What a declaration says of a call. Where integers stand in for axes, it refuses only what it refuses without them:
 * nothing is claimed of axes that are not known.
 */
export function asked<T>(call: DescribedCall, ask: (call: LayerCall) => T): T {
  try {
    return ask(call);
  } catch (error) {
    if (!(error instanceof LayerError) || !call.blind) throw error;
    return ask(call.blind);
  }
}

class Described implements DescribedCall {
  readonly inputs: Nest<TensorSpec>;
  readonly #given: GivenCall;
  /** Integers stand in for some axes. */
  #isPartial: boolean;
  readonly #isBlind: boolean;

  /** `inputs`: what the first argument is to the declaration. */
  constructor(given: GivenCall, inputs: Nest<TensorSpec>, isPartial: boolean, isBlind = false) {
    this.inputs = inputs;
    this.#given = given;
    this.#isPartial = isPartial;
    this.#isBlind = isBlind;
  }

  get blind(): LayerCall | undefined {
    return this.#isPartial
      ? new Described(this.#given, mapNest(this.#given.inputs, withoutAxes), false, true)
      : undefined;
  }

  get input(): TensorSpec {
    const { inputs } = this;
    if (!isList(inputs) && !isDict(inputs)) return inputs as TensorSpec;
    const leaves = flatten(inputs);
    if (leaves.length === 1) return leaves[0]!;
    // A list of numbers or texts is one tensor.
    if (leaves.every(isOfNoKnownKind)) throw new Undecided('whether the items of the input are tensors is not known');
    throw severalInputs(this.#given.layer, leaves);
  }
  get axes(): Axes {
    return axesOf(this.input);
  }
  get shape(): Shape {
    const { shape } = this.input;
    if (!shape) throw new Undecided('the shape of the input is not known');
    return shape;
  }
  get list(): readonly TensorSpec[] {
    return flatten(this.inputs);
  }
  get terms(): Terms {
    return this.#given.layer.terms;
  }
  get on(): LayerCall['on'] {
    return calledOn(this.#given.bound);
  }
  get asksStated(): LayerCall['asksStated'] {
    return this.#given.bound.size === 0 ? 'yes' : asksStated(this.#given.session.dialect);
  }

  tensors(name: string): Nest<TensorSpec> | undefined {
    const value = this.#given.bound.get(name);
    if (!value || value.kind === 'none') return undefined;
    const structure = structureOf(value);
    return structure ? mapNest(structure, (leaf) => this.#asSeen(specOf(leaf))) : undefined;
  }
  argument(name: string): Value | undefined {
    return this.#given.bound.get(name);
  }
  infer(
    layer: LayerState,
    inputs: Nest<TensorSpec>,
    more?: Readonly<Record<string, Nest<TensorSpec>>>,
  ): Nest<TensorSpec> {
    return this.#given.infer(layer, inputs, more);
  }
  attribute(object: Value, name: string): Value | undefined {
    return this.#given.interpreter.findAttribute(object, name);
  }
  run(callee: Value, on: 'tensors' | 'shapes', more: Readonly<Record<string, Value>> = {}): Nest<TensorSpec> {
    const { session, interpreter, layer, inputs, bound } = this.#given;
    const keywords = new Map(Object.entries(more));
    if (on === 'shapes')
      return specsOfShapes(interpreter.callWith(callee, { positional: [shapesValue(interpreter, inputs)], keywords }));
    // Where Keras only infers shapes it passes tensors of the layer's own dtype.
    const dtypeOf = (spec: TensorSpec): string =>
      (calledOn(bound) === 'symbols' ? undefined : spec.dtype) ?? layer.dtype.compute;
    const tensors = valueOfNest(interpreter, inputs, (spec) => traced(session, { ...spec, dtype: dtypeOf(spec) }));
    const result = interpreter.callWith(callee, { positional: [tensors], keywords });
    return mapNest(structureOf(result) ?? result, specOf);
  }

  /** What an argument besides the first one is to the declaration. */
  #asSeen(spec: TensorSpec): TensorSpec {
    if (this.#isBlind) return withoutAxes(spec);
    if (spec.shape || !spec.axes) return spec;
    this.#isPartial = true;
    return standIn(spec.axes, spec.dtype);
  }
}

const withoutAxes = ({ shape, dtype }: TensorSpec): TensorSpec => ({ shape, dtype });

const isOfNoKnownKind = ({ shape, axes, dtype }: TensorSpec): boolean =>
  shape === undefined && axes === undefined && dtype === undefined;

/** The refusal of several tensors where a layer takes one. */
const severalInputs = (layer: LayerState, leaves: readonly TensorSpec[]): LayerError =>
  new LayerError(
    'expects-one-input',
    words`${layer.className} "${layer.name}" expects 1 input, but it received ${leaves.length} input tensors: ${joined(
      leaves.map((leaf) => (leaf.shape ? formatShape(leaf.shape) : words`an unknown shape`)),
      ', ',
    )}.`,
  );

/** Keras up to 2.3 asks, TensorFlow never did. */
function asksStated({
  version,
  standalone,
  first,
  perhapsFirst,
  mayBeStandalone,
}: KerasDialect): LayerCall['asksStated'] {
  if (version === 3 || standalone) return 'yes';
  return first || perhapsFirst || mayBeStandalone ? 'perhaps' : 'no';
}

function calledOn(bound: ReadonlyMap<string, Value>): LayerCall['on'] {
  const tensors = [...bound.values()].flatMap((value) => {
    const found = structureOf(value);
    return found ? flatten(found) : [];
  });
  if (tensors.length === 0 || tensors.some((value) => value instanceof KerasTensor && !value.traced)) return 'symbols';
  return tensors.every((value) => value instanceof ArrayValue) ? 'arrays' : 'unknown';
}
