import type { Size } from '../../shapes/dimension.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { Caller } from '../../python/domain/caller.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { HeapObject } from '../../python/domain/journal.ts';
import type { HostEffects } from '../../python/domain/effects.ts';
import type { HostState } from '../../python/domain/host.ts';
import { type InstanceValue, NONE, type Value } from '../../python/domain/value.ts';
import type { ArrayDeclaration, LayerArguments, LayerDefinition, Nest, TensorSpec, Terms } from './definition.ts';
import type { Node, Operation } from '../graph/node.ts';
import type { Content } from '../../python/library/arrays/content.ts';
import { type Message, words } from '../../words/message.ts';
import { reasonOf } from '../../words/reasons.ts';
import { defineState, kept, list, map, type State } from '../../python/domain/state.ts';

/** What makes a layer a model: the layers it runs, and how. */
export interface ModelState {
  readonly modelKind: 'functional' | 'sequential' | 'subclassed';
  /** All layers inside, input layers included, in Keras's order. */
  layers(): readonly LayerState[];
  /** Of a graph: its layers, and what of it is no layer. */
  readonly operations?: readonly Operation[];
  /** Why its arrays are not known; undefined where they are, or where Keras has made none either. */
  readonly unknown?: Message | undefined;
  /** Code that was stopped may have gone on to call methods of these names on it. */
  havoc?(interpreter: Interpreter, called: ReadonlySet<string>, reason: Message): void;
}

/** A weight array of a built layer. */
export interface Weight {
  readonly name: string;
  /** Path within the layer that owns it. */
  readonly path: string;
  /** The scope that it was made in, where that is not the one that its layer keeps. */
  readonly scope?: string;
  /** Sizes in order; undefined where the program does not decide them. */
  readonly shape: readonly Size[] | undefined;
  /** As it was made: Keras keeps the arrays of the two kinds apart, in this order. */
  readonly kind: 'trainable' | 'frozen';
  /** The variable's own flag now. */
  readonly trainable: boolean;
  readonly dtype: string;
  readonly declaration: ArrayDeclaration | undefined;
}

let layersMade = 0;

/** What Keras keeps in a layer object: one per layer, shared by all its calls. */
export class LayerState extends HeapObject implements HostState {
  readonly hostKind = 'layer';
  readonly instance: InstanceValue;
  /** undefined for a class of the user's that derives from Layer or Model directly. */
  readonly definition: LayerDefinition | undefined;
  readonly args: LayerArguments;
  name: string;
  readonly dtype: { readonly compute: string; readonly variable: string };
  trainable = true;
  built = false;
  /** Set where `trainable` was given a value that is not decided. */
  unknownTrainable: Message | undefined;
  /** What its arrays hold that were set to something, by kind and path; others hold what `contentsAre` stands for. */
  contents: ReadonlyMap<string, Content> = new Map();
  contentsAre: object = {};
  /** Why arrays or counts are not known, where they are not. */
  unknown: Message | undefined;
  weights: Weight[] = [];
  /**
   * Arrays of layers inside that this layer holds in an attribute of its own: Keras lists them with its own, and once.
   */
  borrowed: readonly { readonly from: LayerState; readonly name: string }[] = [];
  /** The program's own variables that are among the weights. */
  adopted: ReadonlySet<object> = new Set();
  /** Layers inside, in the order Keras tracks them. */
  children: LayerState[] = [];
  /** Layers that are made later have greater numbers. */
  readonly made = layersMade++;
  /** The layers in a list or dictionary when it was assigned to an attribute: Keras 3 tracks others as they come. */
  readonly heldAtFirst = new WeakMap<Value, ReadonlySet<LayerState>>();
  /** So many layers are inside each other in it. */
  level = 0;
  terms: Terms = {};
  /** The shapes it was built on. */
  buildInput: Nest<TensorSpec> | undefined;
  /** One per symbolic call, as Keras's inbound nodes. */
  nodes: Node[] = [];
  /** A model that it is in ran on data that is not known: it may be built. */
  mayBeBuilt = false;
  /** Of a class with its own call(): the tensors that it was given as it was followed last, and what it returned. */
  followed: { readonly inputs: readonly Value[]; readonly result: Value } | undefined;
  /** What the last call gave (also outside a graph). */
  lastOutput: Nest<TensorSpec> | undefined;
  /** As the paths of its variables begin: the scopes in which it was built first, and its name. */
  path: string | undefined;
  /** That path leads through a layer that Keras declares, a wrapper. */
  isWithinDeclared = false;
  /** Where the constructor call is written. */
  readonly site: Place | undefined;
  /** Where this layer is a model. */
  model: ModelState | undefined;
  /** Where it is a model: the calls of the program that led to the one that made it, the outermost first. */
  madeThrough: readonly Caller[] = [];
  /** Made in a function that nobody in the program calls. */
  speculative = false;
  /** Set by compile() and fit(): what the optimizer keeps. */
  training:
    | {
        readonly compile: ReadonlyMap<string, Value> | undefined;
        readonly fitted: boolean;
        /** fit(), evaluate() or the like ran: Keras has made its metrics. */
        readonly ran?: boolean;
        readonly optimizer: Size | undefined;
        /** The optimizer that compile() has made of a name, or around the one that it was given. */
        readonly made?: Value | undefined;
        readonly site: Place | undefined;
        /** Keras 3 has taken the optimizer out of what compile() was given, in writing an `.h5` file. */
        readonly isOptimizerTaken?: true;
        /** What was trainable at compile(), in the package keras up to 2.3: it is trained, frozen later or not. */
        readonly collected?: readonly Weight[] | undefined;
      }
    | undefined;
  /** The names that add_metric() was given. */
  addedMetrics: readonly Value[] = [];
  /** Whether it was compiled, or with what, is not decided. */
  undecidedTraining = false;
  /** Keras refused the data that it was given: what comes after the first refusal is not complained of again. */
  refusedData = false;
  /** It was passed to code that is not known and may have changed it. */
  handedOut = false;
  assigned: HostState['assigned'];
  wrapped: HostState['wrapped'];
  /** Free for values that a definition keeps (a wrapper's two directions). */
  readonly kept = new Map<string, Value | LayerState>();

  constructor(options: {
    instance: InstanceValue;
    definition: LayerDefinition | undefined;
    args: LayerArguments;
    name: string;
    dtype: { compute: string; variable: string };
    trainable: boolean;
    site: Place | undefined;
  }) {
    super();
    this.instance = options.instance;
    this.definition = options.definition;
    this.args = options.args;
    this.name = options.name;
    this.dtype = options.dtype;
    this.trainable = options.trainable;
    this.site = options.site;
  }

  /** As the graph sees it. */
  get operation(): Operation {
    const layer = this;
    return (this.asOperation ??= {
      get operationName() {
        return layer.name;
      },
      get className() {
        return layer.className;
      },
      layer,
      get nodes() {
        return layer.nodes;
      },
    });
  }
  private asOperation: Operation | undefined;

  get className(): string {
    return this.instance.cls.name;
  }

  /**
   * It is not seen to be built, and still may be: a model that it is in ran on data that is not known, or code that is
   * not known has it.
   */
  get isPerhapsBuilt(): boolean {
    return !this.built && (this.mayBeBuilt || this.handedOut);
  }

  escape(): void {
    this.handedOut = true;
  }
  inside(): Value[] {
    return [...this.children, ...(this.model?.layers() ?? [])].map(({ instance }) => instance);
  }
  havoc(interpreter: Interpreter, { called, assigned, reason }: HostEffects): void {
    this.handedOut = true;
    this.contents = new Map();
    this.contentsAre = {};
    this.undecidedTraining = true;
    this.mayBeBuilt ||= !this.built;
    if (assigned.has('trainable') || assigned.has('*')) this.unknownTrainable ??= reasonOf(reason);
    // A class of the program's may make arrays, and holds the layers that are assigned to its attributes.
    if (
      !this.definition &&
      (called.has('add_weight') ||
        called.has('build') ||
        [...assigned].some((name) => name !== 'trainable' && !SCALARS.has(this.instance.attributes.get(name)?.kind)))
    )
      this.unknown ??= reasonOf(reason);
    this.model?.havoc?.(interpreter, called, reason);
  }

  get state(): State {
    return LAYER;
  }
}

type Changing = Pick<
  LayerState,
  | 'name'
  | 'path'
  | 'isWithinDeclared'
  | 'level'
  | 'trainable'
  | 'unknownTrainable'
  | 'built'
  | 'mayBeBuilt'
  | 'unknown'
  | 'weights'
  | 'contents'
  | 'contentsAre'
  | 'borrowed'
  | 'adopted'
  | 'children'
  | 'terms'
  | 'buildInput'
  | 'nodes'
  | 'followed'
  | 'lastOutput'
  | 'model'
  | 'training'
  | 'addedMetrics'
  | 'undecidedTraining'
  | 'refusedData'
  | 'handedOut'
  | 'kept'
>;

/** Either has happened to it. Where the two have other arrays, or only one is trained, that is not known. */
function joinLayers(a: Changing, b: Changing): Changing {
  const unknownTrainable =
    a.unknownTrainable ??
    b.unknownTrainable ??
    (a.trainable === b.trainable
      ? undefined
      : words`a condition that the program does not decide says whether it is trainable`);
  const differ = a.built && b.built && arraysText(a) !== arraysText(b);
  return {
    ...(a.built && !b.built ? a : b),
    undecidedTraining: a.undecidedTraining || b.undecidedTraining || a.training?.compile !== b.training?.compile,
    refusedData: a.refusedData || b.refusedData,
    addedMetrics: a.addedMetrics === b.addedMetrics ? a.addedMetrics : [...a.addedMetrics, NONE],
    handedOut: a.handedOut || b.handedOut,
    ...(a.contents === b.contents && a.contentsAre === b.contentsAre ? {} : { contents: new Map(), contentsAre: {} }),
    unknown:
      a.unknown ??
      b.unknown ??
      (differ ? words`a condition that the program does not decide says what it is built on` : undefined),
    unknownTrainable,
  };
}

const LAYER = defineState<Changing>(
  {
    name: kept(),
    path: kept(),
    isWithinDeclared: kept(),
    level: kept(),
    trainable: kept(),
    unknownTrainable: kept(),
    built: kept(),
    mayBeBuilt: kept(),
    unknown: kept(),
    weights: list(),
    contents: kept(),
    contentsAre: kept(),
    borrowed: kept(),
    adopted: kept(),
    children: list(),
    terms: kept(),
    buildInput: kept(),
    nodes: list(),
    followed: kept(),
    lastOutput: kept(),
    model: kept(),
    training: kept(),
    addedMetrics: kept(),
    undecidedTraining: kept(),
    refusedData: kept(),
    handedOut: kept(),
    kept: map(),
  },
  { join: joinLayers },
);

/** What counts or names something is no layer, and is none later. */
const SCALARS: ReadonlySet<Value['kind'] | undefined> = new Set(['int', 'float', 'bool', 'str'] as const);

const arraysText = ({ weights }: Pick<LayerState, 'weights'>): string =>
  weights.map(({ path, shape }) => `${path} ${shape?.map(String).join()}`).join('; ');
