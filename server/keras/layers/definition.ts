/**
 * What it takes to declare a layer. Numbers, formulas, explanations and pictures all derive from the declaration, so
 * they cannot disagree.
 */
import type { InReleases } from '../packaged-releases.ts';
import type { Axes, Axis } from '../../shapes/axes.ts';
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { RaggedValue } from '../data/ragged.ts';
import type { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Value } from '../../python/domain/value.ts';
import type { LayerState } from './layer-state.ts';
import { reasonOf } from '../../words/reasons.ts';
import type { Message, Text } from '../../words/message.ts';
import { inEnglish } from '../../words/language.ts';

export type Family =
  | 'core'
  | 'recurrent'
  | 'convolution'
  | 'pooling'
  | 'normalization'
  | 'attention'
  | 'merging'
  | 'reshaping'
  | 'regularization'
  | 'activation'
  | 'preprocessing'
  | 'embedding';

/** Shape and dtype of one tensor. */
export interface TensorSpec {
  /** Undefined where the number of axes, or one of them, is not known. */
  readonly shape: Shape | undefined;
  /** What is known of its axes where the shape is not; undefined: nothing. */
  readonly axes?: Axes | undefined;
  readonly dtype?: string | undefined;
}
/** A tensor as a layer's declaration gives it: as an edit of axes, in the layer's compute dtype, or with more. */
export type Output = Axes | TensorSpec;
/** One thing, or lists, tuples and dicts of such things, as Keras passes and returns them. */
export type Nest<T> = T | NestList<T> | NestDict<T>;
export interface NestList<T> {
  readonly nest: 'list' | 'tuple';
  readonly items: readonly Nest<T>[];
}
export interface NestDict<T> {
  readonly nest: 'dict';
  readonly entries: ReadonlyMap<string, Nest<T>>;
}
export const listOf = <T>(items: readonly Nest<T>[]): NestList<T> => ({ nest: 'list', items });
export const tupleOf = <T>(items: readonly Nest<T>[]): NestList<T> => ({ nest: 'tuple', items });

/** Marks a constructor parameter without a default. */
export const REQUIRED: unique symbol = Symbol('required');
/** A plain default: what Keras's signature says. Lists stand for tuples. */
export type Default = typeof REQUIRED | null | boolean | number | string | readonly (number | string | null)[];
/** Constructor parameters in Keras's positional order. `'*'` (with value null) starts the keyword-only ones. */
export type ParameterTable = Readonly<Record<string, Default>>;

/** The named numbers that decide a layer: `{ features: 4, gates: 4, units: 2, timesteps: 100 }`. */
export type Terms = Readonly<Record<string, Dimension>>;

/**
 * One weight array. Each dimension is a term, or a product of terms: `['features', ['gates', 'units']]` is features ×
 * gates·units.
 */
export interface ArrayDeclaration {
  readonly name: string;
  /** Path within the layer where it is not just the name: `query/kernel`. */
  readonly path?: string;
  readonly dimensions: readonly (string | readonly string[])[];
  /** Default true. A variable's own flag, before any freezing. */
  readonly trainable?: boolean;
  /**
   * Made trainable and frozen at once, so that it keeps its place in get_weights() (the kernel beside LoRA's arrays).
   */
  readonly frozenLater?: boolean;
  /** Default: the layer's variable dtype. */
  readonly dtype?: string;
}

/** What would surely do instead: the rule that refuses has solved its equation. */
export interface Repair {
  /** The argument to set, by name. */
  readonly argument: string;
  /** Its value as Python text; null takes the argument out. */
  readonly value: string | null;
  /** The present name of the argument where that is what is wrong. */
  readonly named?: string;
  /**
   * The call that has the argument. Default: the one that made the layer that complains, or the one that is refused.
   */
  readonly call?: Place | undefined;
}

/**
 * Keras refuses this, or it is likely a mistake. `code` is that of a file in server/problems/codes (`rank-mismatch`);
 * the message is our own wording.
 */
export class LayerError extends Error {
  readonly code: string;
  /** The constructor or call argument that causes it, to point at. */
  readonly parameter: string | undefined;
  /** The Python exception that Keras raises. */
  readonly exceptionType: string;
  /** Other places of the story, where the rule knows them; what feeds a layer is found by itself. */
  readonly related: readonly { readonly span: Place; readonly message: Message }[];
  readonly repairs: readonly Repair[];
  /** It depends on how many layers were made before: in a notebook, on which cells ran, and how often. */
  readonly countsLayers: boolean;
  /** Keras takes it, and stops where data comes: no error where the program only builds. */
  readonly whenRun: boolean;
  /** What it says; `message` is the English of it, which Python's exception has. */
  readonly words: Message;
  constructor(
    code: string,
    words: Message,
    options: {
      parameter?: string | undefined;
      exceptionType?: string;
      related?: LayerError['related'];
      repairs?: readonly Repair[];
      countsLayers?: boolean;
      whenRun?: boolean;
    } = {},
  ) {
    super(inEnglish(words));
    this.words = words;
    this.code = code;
    this.parameter = options.parameter;
    this.exceptionType = options.exceptionType ?? 'ValueError';
    this.related = options.related ?? [];
    this.repairs = options.repairs ?? [];
    this.countsLayers = options.countsLayers ?? false;
    this.whenRun = options.whenRun ?? false;
  }
}

/** The program does not decide what is needed here: this fact stays unknown, others do not. */
export class Undecided extends Error {
  readonly reason: Message;
  constructor(reason: Text) {
    super(typeof reason === 'string' ? reason : reason.text);
    this.reason = reasonOf(reason);
  }
}

/**
 * A layer's constructor arguments, read as the types that Keras takes them for. Each reader throws Undecided where the
 * value is not known.
 */
export interface LayerArguments {
  /** Which Keras is asked: in a few arguments 2 takes what 3 refuses. */
  readonly kerasVersion: 2 | 3;
  /** The value as bound (default filled in). */
  value(name: string): Value;
  /** True where it is None. */
  isNone(name: string): boolean;
  /** True where the program passes it. */
  given(name: string): boolean;
  /**
   * An integer; an unknown one as its symbol. LayerError for what Keras refuses as one (negative is the declaration's
   * own check).
   */
  size(name: string): Size;
  /** The same, undefined for None. */
  optionalSize(name: string): Size | undefined;
  /** A plain known integer (axis, rank): Undecided where symbolic. */
  integer(name: string): number;
  /** An integer or a list/tuple of them, as a list (axis=(1, 2)). */
  integers(name: string): readonly number[];
  /** An int, or a tuple of `rank` ints, as `rank` sizes. LayerError where the length does not fit. */
  sizes(name: string, rank: number): readonly Size[];
  /** A list or tuple of dimensions (None allowed): target_shape, input_shape. */
  shape(name: string): Shape;
  flag(name: string): boolean;
  text(name: string): string;
  number(name: string): number;
  /** The layer object passed under this name (wrappers, cells); undefined where it is not a layer. */
  layer(name: string): LayerState | undefined;
  /** `data_format` with Keras's configured default: channels_last. */
  dataFormat(): 'channels_last' | 'channels_first';
}

/** One call of a layer. */
export interface LayerCall {
  /** The first argument as Keras got it. */
  readonly inputs: Nest<TensorSpec>;
  /** The first argument as a single tensor. LayerError where it is several. */
  readonly input: TensorSpec;
  /** What is known of its axes. The layer's own `rank` is known of it, where it is a single tensor. */
  readonly axes: Axes;
  /** Its shape, with integers in place of axes that are not known. Undecided where the rank is not known. */
  readonly shape: Shape;
  /** The first argument's tensors, flat, in order. */
  readonly list: readonly TensorSpec[];
  /**
   * A further call argument by name (`initial_state`, `mask`, `training`, `query`), as tensors; undefined where it is
   * absent or None.
   */
  tensors(name: string): Nest<TensorSpec> | undefined;
  /** A further call argument by name as a value. */
  argument(name: string): Value | undefined;
  readonly terms: Terms;
  /**
   * What it is called on. Keras only infers shapes for symbolic tensors; with arrays it also computes, which refuses
   * more.
   */
  readonly on: 'symbols' | 'arrays' | 'unknown';
  /**
   * Whether a shape that the program states counts for symbolic tensors. Keras 2 inside TensorFlow runs the layer on
   * them and looks at what comes out; only without a call (compute_output_shape) it asks.
   */
  readonly asksStated: 'yes' | 'no' | 'perhaps';
  /**
   * What a layer inside gives for these inputs (and further call arguments by name); it is built first where it is not.
   */
  infer(
    layer: LayerState,
    inputs: Nest<TensorSpec>,
    more?: Readonly<Record<string, Nest<TensorSpec>>>,
  ): Nest<TensorSpec>;
  /** An attribute of an object as the program would read it (properties run); undefined where it has none. */
  attribute(object: Value, name: string): Value | undefined;
  /** Calls a function of the program on the inputs (Lambda): on tensors, or on their shapes for shapes. */
  run(callee: Value, on: 'tensors' | 'shapes', keywords?: Readonly<Record<string, Value>>): Nest<TensorSpec>;
}

/** What a layer with layers inside does in build(). */
export interface LayerBuilder {
  /** Adds an own weight array. */
  add(array: ArrayDeclaration, terms: Terms): void;
  /**
   * Makes a layer of a public class inside this one (MultiHeadAttention's EinsumDense). `args` by parameter name;
   * without a name it gets an automatic one.
   */
  create(className: string, name: string | undefined, args: Readonly<Record<string, Value>>): LayerState;
  /** As `create`, for a layer that belongs to another one inside: not tracked here. */
  make(className: string, name: string | undefined, args: Readonly<Record<string, Value>>): LayerState;
  /** Tracks a layer as part of this one, in order: its arrays count here. */
  track(layer: LayerState): void;
  /** Keras gives a layer that it was handed another name. */
  rename(layer: LayerState, name: string): void;
  /** Lists an array of a layer inside among this layer's own, as Keras does where it is put into an attribute. */
  borrow(layer: LayerState, name: string): void;
  /** Builds a layer on input shapes, if it is not built. */
  build(layer: LayerState, input: Nest<TensorSpec>): void;
  /** As `LayerCall.attribute`. */
  attribute(object: Value, name: string): Value | undefined;
  /**
   * What Keras makes of a layer of the program's, written out and read back; undefined where that is not followed.
   * @throws KerasRefusal where its class is not registered
   */
  like(layer: LayerState): Value | undefined;
}

export interface LayerDefinition {
  /** Public class name: `LSTM`. */
  readonly name: string;
  readonly family: Family;
  /**
   * The package that it is of, where that is not Keras (`keras_hub`): its releases differ, so that arguments which are
   * not declared are passed over.
   */
  readonly package?: string;
  /** Other public names of the same class: `MaxPool2D` of MaxPooling2D, `Convolution2D` of Conv2D. */
  readonly aliases?: readonly string[];
  /** The class is public under its aliases only; under its own name it stands in Keras's source, `keras.src`. */
  readonly exportedAsAlias?: true;
  /**
   * The name of the class in releases that had another: in Keras 1, where the present one was an alias, and in the
   * alpha of TensorFlow 2.
   */
  readonly formerNames?: { readonly keras1?: string; readonly alpha?: string };
  /** Public base class name other than Layer (`RNN` for LSTM, `Wrapper` for Bidirectional): what isinstance sees. */
  readonly base?: string;
  /** The same in Keras 2, where it is another one. */
  readonly keras2Base?: string;
  /**
   * Constructor parameters without those that every layer has (name, dtype, trainable, activity_regularizer where it is
   * generic, input_shape …).
   */
  readonly parameters: ParameterTable;
  /** Of those that every layer has, the ones that this constructor takes by position too, behind its own. */
  readonly commonByPosition?: readonly ('name' | 'dtype')[];
  /** Which releases of the package `keras` alone had it, all of them up to 2.3. */
  readonly inReleases?: InReleases;
  /** The argument with a list of layers on whose outputs it is called when it is made. */
  readonly calledAtInit?: string;
  /** Defaults that differed up to Keras 2.3. */
  readonly formerDefaults?: Readonly<Record<string, Default>>;
  /** Arguments that Keras 2 hands to int(): a float loses its fraction, the text of a number is one. */
  readonly keras2Truncated?: readonly string[];
  /** Defaults that differ in Keras 2. */
  readonly keras2Defaults?: Readonly<Record<string, Default>>;
  /** Old argument names and their present one: `{ output_dim: 'units', init: 'kernel_initializer' }`. */
  readonly formerParameters?: Readonly<Record<string, string>>;
  /** Arguments of Keras 1's form, as the package keras reads them up to 2.3. */
  readonly formerArguments?: (args: CallArguments) => CallArguments;
  /** The same for names that Keras 2 takes and Keras 3 refuses. */
  readonly keras2Parameters?: Readonly<Record<string, string>>;
  /** Names of call()'s parameters after self. Default: inputs. */
  readonly callParameters?: readonly string[];
  /** Ranks (batch included) that Keras accepts of a single input: exact, or at least/at most. */
  readonly rank?: number | { readonly min?: number; readonly max?: number };
  /** The same in Keras 2 from TensorFlow 2.3 on, where it takes others. */
  readonly keras2Rank?: LayerDefinition['rank'];
  /** A wrapper whose input has the ranks that the layer under this argument takes. */
  readonly ranksOf?: string;
  /** Refusals of the constructor. Throws LayerError. */
  readonly validate?: (args: LayerArguments) => void;
  /** The named numbers, from the arguments and the axes of the (first) input. Those that are not known are no terms. */
  readonly terms?: (args: LayerArguments, input: Axes, inputs: Nest<TensorSpec>) => Readonly<Record<string, Axis>>;
  /** Weight arrays in get_weights() order… */
  readonly arrays?: (args: LayerArguments, terms: Terms, input: Axes) => readonly ArrayDeclaration[];
  /** …or, for a layer with layers inside, how it builds. */
  readonly build?: (
    builder: LayerBuilder,
    args: LayerArguments,
    layer: LayerState,
    inputs: Nest<TensorSpec>,
    call: LayerCall | undefined,
  ) => void;
  /**
   * Axes whose size is fixed once built, besides the rank (`-1` for Dense): a later call with another size is refused.
   */
  readonly fixedAxes?: (args: LayerArguments, input: Shape) => readonly number[];
  /**
   * Axes (and dtype where it is not the layer's compute dtype) of what the call gives. Throws LayerError or Undecided.
   */
  readonly output: (args: LayerArguments, call: LayerCall, layer: LayerState) => Nest<Output>;
  /** Seed generators (no weights, in no count): Dropout 1. Default 0. */
  readonly seeds?: (args: LayerArguments) => number;
  /**
   * Attributes that programs read and that are not plain arguments (`layer.cell`, `layer.filters` are found by
   * themselves). Throws Undecided.
   */
  readonly attributes?: Readonly<Record<string, (args: LayerArguments, layer: LayerState) => Value>>;
  /** What the layer gives for data that is known; undefined where it is not worked out. */
  readonly values?: (
    args: LayerArguments,
    layer: LayerState,
    input: ArrayValue,
    interpreter: Interpreter,
  ) => ArrayValue | RaggedValue | undefined;
  /**
   * Multiply-accumulates of one forward pass of one batch element, as factors: terms, output and input sizes. `layer`:
   * for what layers inside do. `inputs`: empty where one is not known.
   */
  readonly multiplyAccumulates?: (
    terms: Terms,
    output: Shape,
    layer?: LayerState,
    inputs?: readonly Shape[],
  ) => Size | undefined;
}

export const defineLayer = (definition: LayerDefinition): LayerDefinition => definition;
