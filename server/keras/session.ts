import { GrowingLists, Settings } from '../python/evaluate/ledgers.ts';
import type { Ledger } from '../python/evaluate/statement-record.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Caller } from '../python/domain/caller.ts';
import { type CallArguments, type Interpreter, PythonError } from '../python/domain/interpreter.ts';
import { type ClassValue, InstanceValue, tuple, type Value } from '../python/domain/value.ts';
import type { TensorOperators } from './graph/tensor.ts';
import { type DataFormat, GlobalSettings } from './global-settings.ts';
import { CODE, type Origins } from '../python/domain/origins.ts';
import type { LayerError, LayerDefinition, Nest, TensorSpec } from './layers/definition.ts';
import type { LayerState, Weight } from './layers/layer-state.ts';
import { once } from './namespaces.ts';
import { NameScopes } from './name-scopes.ts';
import { CustomObjects } from './saving/custom-objects.ts';
import { Naming } from './naming.ts';
import { GivenNames } from './given-names.ts';
import { type InReleases, isIn } from './packaged-releases.ts';
import type { KerasDialect } from './releases.ts';
import type { Message } from '../words/message.ts';

/** A call of a layer, as it was evaluated. */
export interface LayerCallRecord {
  readonly layer: LayerState;
  readonly site: Place;
  readonly inputs: Nest<TensorSpec>;
  /** Further call arguments that are tensors, by name. */
  readonly more: ReadonlyMap<string, Nest<TensorSpec>>;
  readonly output: Nest<TensorSpec> | undefined;
  readonly speculative: boolean;
  /** What it was given comes from, beside the code. */
  readonly given: Origins;
}

/** Calls kept for hints and hovers: more than any program that people write makes. */
const MOST_CALLS = 30_000;

/** Where a rule spoke, and of what. */
export interface Occasion {
  readonly site: Place | undefined;
  /** The layer that complains. */
  readonly layer?: LayerState | undefined;
  /** What it is called with. */
  readonly call?: CallArguments | undefined;
}

/** What a rule says without refusing: the program goes on. */
export interface Remark extends Occasion {
  readonly remark: LayerError;
  /** What it rests on beside the code. */
  readonly rests: Origins;
}

/** Keras refused something: a Python exception that knows where and why. */
export class KerasRefusal extends PythonError implements Occasion {
  readonly refusal: LayerError;
  readonly site: Place | undefined;
  readonly layer: LayerState | undefined;
  readonly call: CallArguments | undefined;
  constructor(interpreter: Interpreter, refusal: LayerError, { site, layer, call }: Occasion) {
    const exception = new InstanceValue(interpreter.builtin(refusal.exceptionType));
    // What is said here is not said in Keras's words.
    exception.attributes.set('args', tuple(interpreter.unknown("the words of the error are Keras's")));
    super(refusal.exceptionType, refusal.message, exception);
    this.refusal = refusal;
    this.site = site;
    this.layer = layer;
    this.call = call;
  }

  override get words(): Message {
    return this.refusal.words;
  }
}

/** Until then images were in Theano's order where keras.json did not say otherwise. */
const THEANO_ORDER: InReleases = { until: 1.0 };

/** What Keras keeps for one run of one program: names, defaults, and all that was made. */
export class KerasSession {
  readonly naming: Naming;
  readonly models: LayerState[] = [];
  readonly layers: LayerState[] = [];
  readonly calls: LayerCallRecord[] = [];
  readonly remarks: Remark[] = [];
  /** Every public layer class by any of its names. */
  readonly definitions: ReadonlyMap<string, LayerDefinition>;
  /** Every parameter of any of them: a layer that lacks one surely has no attribute of that name. */
  readonly declaredNames = once(
    (): ReadonlySet<string> =>
      new Set([...this.definitions.values()].flatMap((definition) => Object.keys(definition.parameters))),
  );
  /** Which weight an array that get_weights() gave is. */
  readonly weightOfArray = new WeakMap<object, { readonly layer: LayerState; readonly weight: Weight }>();
  /** The Python classes of the public layers, by name. */
  classes: { get(name: string): ClassValue | undefined } = new Map<string, ClassValue>();
  readonly scopes = new NameScopes();
  readonly customObjects = new CustomObjects();
  /** What `training` is in the call that is being made, where that is decided. */
  training: Value | undefined;
  readonly settings = new GlobalSettings();
  readonly givenNames = new GivenNames();
  operators: TensorOperators | undefined;
  /** `keras.KerasTensor`. */
  tensorClass: ClassValue | undefined;
  /** `keras.callbacks.History`. */
  historyClass: (() => Value | undefined) | undefined;
  /** A class of keras.optimizers, by its name in any letters. */
  optimizerClass: (name: string) => Value | undefined = () => undefined;
  /** What a name stands for as an argument of a layer: `'l2'` among the regularizers. */
  objectNamed: (
    interpreter: Interpreter,
    space: 'regularizers' | 'constraints' | 'initializers',
    name: string,
  ) => Value | undefined = () => undefined;
  /** A function of keras.activations. */
  activation: (name: string) => Value | undefined = () => undefined;
  /** A function of keras.ops. */
  operation: (name: string) => Value | undefined = () => undefined;
  /** Told of calls only where the evaluator is telling. */
  telling: () => boolean = () => true;
  /** Is somebody told of a call at this place, though of nothing else? */
  listensTo: (site: Place) => boolean = () => false;
  /** Runs `work` without telling of it. */
  unheard: (work: () => void) => void = (work) => {
    work();
  };
  /** Are the models that are made now the program's, wherever the code that makes them is written? */
  making: () => boolean = () => true;
  speculative: () => boolean = () => false;
  /** What decides, beside the code, what is evaluated now and whether the program comes there. */
  rests: () => Origins = () => CODE;
  /** Where what is given to the library's call that is being made comes from. */
  given: () => Origins = () => CODE;
  /** Does what is evaluated now stand behind the end of the program? */
  neverRun: () => boolean = () => false;
  /** Is the code that runs that of another file than the facts are about? */
  elsewhere: () => boolean = () => false;
  /** The calls of the program that are being made, the outermost first. */
  callers: () => readonly Caller[] = () => [];
  readonly kerasVersion: 2 | 3;

  /** Keras up to 2.3 and TensorFlow 1: GRU without reset_after by default. */
  readonly firstGeneration: boolean;
  readonly dialect: KerasDialect;

  constructor(definitions: ReadonlyMap<string, LayerDefinition>, dialect: KerasDialect) {
    this.dialect = dialect;
    this.firstGeneration = dialect.first;
    this.naming = new Naming(dialect.standalone);
    this.kerasVersion = dialect.version;
    this.definitions = definitions;
    if (isIn(dialect.packaged, THEANO_ORDER)) this.settings.dataFormat = 'channels_first';
    this.customObjects.isSafe = dialect.version === 3;
    if (dialect.openDataFormat) this.settings.dataFormat = undefined;
  }

  /** What statements add to it and change in it. */
  get ledgers(): readonly Ledger[] {
    const settings = new Settings(
      () => [this.settings.dataFormat, this.settings.givenPolicy, this.settings.floatx],
      ([dataFormat, givenPolicy, floatx]) => {
        Object.assign(this.settings, { dataFormat, givenPolicy, floatx });
      },
    );
    return [
      this.naming,
      this.givenNames,
      settings,
      new GrowingLists(this.models, this.layers, this.calls, this.remarks),
    ];
  }

  get dataFormat(): DataFormat | undefined {
    return this.settings.dataFormat;
  }
  get policy(): string {
    return this.settings.policy;
  }
  get floatx(): string {
    return this.settings.floatx;
  }
  set(
    interpreter: Interpreter,
    what:
      | { readonly dataFormat: DataFormat | undefined }
      | { readonly givenPolicy: string }
      | { readonly floatx: string },
  ): void {
    interpreter.touch(this.settings);
    Object.assign(this.settings, what);
  }

  /** Layers are made by Keras's own code here: classes and arguments have present names, whichever release it is. */
  ownArguments = false;
  withOwnArguments<T>(work: () => T): T {
    const outer = this.ownArguments;
    this.ownArguments = true;
    try {
      return work();
    } finally {
      this.ownArguments = outer;
    }
  }

  /** Some calls or remarks were left out. */
  get isFull(): boolean {
    return this.calls.length >= MOST_CALLS || this.remarks.length >= MOST_CALLS;
  }

  /**
   * Keeps a model for the facts, with the calls that it is made through: those around the one of its constructor. Where
   * that is in another file, its place is the call that leads there.
   */
  keepModel(model: LayerState): void {
    // One that is made only so that the methods of its class can be entered is no model of the program.
    if (model.site === undefined && this.speculative()) return;
    const callers = this.callers();
    const own = callers.findIndex(({ call }) => call === model.site);
    model.madeThrough = callers.slice(0, own < 0 ? undefined : own + (this.elsewhere() ? 1 : 0));
    this.models.push(model);
  }

  /** Keeps a call for the facts, where someone is told and there is room. */
  record(call: Omit<LayerCallRecord, 'speculative' | 'given'>): void {
    if (!(this.telling() || this.listensTo(call.site)) || this.calls.length >= MOST_CALLS) return;
    this.calls.push({ ...call, speculative: this.speculative(), given: this.given() });
  }

  /** Says what is likely a mistake, though Keras goes on. Its severity is that of its code's file. */
  remark(remark: LayerError, occasion: Occasion): void {
    if (this.telling() && !this.neverRun() && this.remarks.length < MOST_CALLS)
      this.remarks.push({ ...occasion, remark, rests: this.rests() });
  }

  /**
   * Runs `work` as Keras runs calls inside one that has been told `training`: they are told the same where nothing else
   * is said.
   */
  trained<T>(training: Value | undefined, work: () => T): T {
    const outer = this.training;
    this.training = training ?? outer;
    try {
      return work();
    } finally {
      this.training = outer;
    }
  }
}
