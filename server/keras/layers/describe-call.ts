/** What a declaration is told about a call: its inputs, its other arguments, and how to ask what is inside. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import { joined, words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { flatten, isDict, isList, mapNest } from '../nests.ts';
import type { KerasDialect } from '../releases.ts';
import type { KerasSession } from '../session.ts';
import { shapesValue } from './build.ts';
import { seenInputs } from './call-shapes.ts';
import { type LayerCall, LayerError, type Nest, type TensorSpec, Undecided } from './definition.ts';
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
  let { isPartial } = seen;
  const call = describedAs(given, seen.inputs, (spec) => {
    if (spec.shape || !spec.axes) return spec;
    isPartial = true;
    return standIn(spec.axes, spec.dtype);
  });
  const withoutAxes = ({ shape, dtype }: TensorSpec): TensorSpec => ({ shape, dtype });
  return Object.defineProperty(call, 'blind', {
    get: () => (isPartial ? describedAs(given, mapNest(given.inputs, withoutAxes), withoutAxes) : undefined),
  }) as DescribedCall;
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

/** `inputs`: what the first argument is to the declaration, `asSeen`: what others are. */
function describedAs(
  { session, interpreter, layer, inputs: whole, bound, infer }: GivenCall,
  inputs: Nest<TensorSpec>,
  asSeen: (spec: TensorSpec) => TensorSpec,
): LayerCall {
  return {
    inputs,
    get input() {
      if (isList(inputs) || isDict(inputs)) {
        const leaves = flatten(inputs);
        if (leaves.length === 1) return leaves[0]!;
        throw severalInputs(layer, leaves);
      }
      return inputs as TensorSpec;
    },
    get axes() {
      return axesOf(this.input);
    },
    get shape(): Shape {
      const { shape } = this.input;
      if (!shape) throw new Undecided('the shape of the input is not known');
      return shape;
    },
    list: flatten(inputs),
    tensors: (name) => {
      const value = bound.get(name);
      if (!value || value.kind === 'none') return undefined;
      const structure = structureOf(value);
      return structure ? mapNest(structure, (leaf) => asSeen(specOf(leaf))) : undefined;
    },
    argument: (name) => bound.get(name),
    get terms() {
      return layer.terms;
    },
    get on() {
      return calledOn(bound);
    },
    asksStated: bound.size === 0 ? 'yes' : asksStated(session.dialect),
    infer,
    attribute: (object, name) => interpreter.findAttribute(object, name),
    run: (callee, on, more = {}) => {
      const keywords = new Map(Object.entries(more));
      if (on === 'shapes')
        return specsOfShapes(interpreter.callWith(callee, { positional: [shapesValue(interpreter, whole)], keywords }));
      // Where Keras only infers shapes it passes tensors of the layer's own dtype.
      const dtypeOf = (spec: TensorSpec): string =>
        (calledOn(bound) === 'symbols' ? undefined : spec.dtype) ?? layer.dtype.compute;
      const tensors = valueOfNest(interpreter, whole, (spec) => traced(session, { ...spec, dtype: dtypeOf(spec) }));
      const result = interpreter.callWith(callee, { positional: [tensors], keywords });
      return mapNest(structureOf(result) ?? result, specOf);
    },
  };
}

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
