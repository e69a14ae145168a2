/**
 * `Analysis` is the boundary of the house: plain immutable facts about one program. All that a person sees is a pure
 * function of an
 * Analysis and a position. Each fact has its place, which knows its file; `ProgramText` turns the offsets of places in
 * the program's text into lines and columns.
 */
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Origins } from '../python/domain/origins.ts';
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { Axes } from '../shapes/axes.ts';
import type { Shape, Size } from '../shapes/dimension.ts';
import type { Family, Nest, Terms } from '../keras/layers/definition.ts';
import type { SummaryForm } from '../keras/releases.ts';
import type { Problem } from '../problems/problem.ts';
import type { Message } from '../words/message.ts';
import type { GraphFact, TrainingFact } from './graph.ts';

export type { Fix, Problem, Severity, TextEdit } from '../problems/problem.ts';

/** A count of scalars: a number or a formula; undefined where it is not known. */
export type Count = Size | undefined;
/** Shape of one tensor; undefined where it is not known as a whole. */
export type KnownShape = Shape | undefined;
/** The same, or what is known of its axes where the shape is not. */
export type ShownShape = KnownShape | Axes;

/** Undefined where it is not known. */
export interface Cost {
  /** Multiply-accumulates of one forward pass of one batch element. */
  readonly macs: Count;
  /** Bytes of the outputs of one batch element, by their dtype. */
  readonly activationBytes: Count;
  /** Bytes of the weight arrays, by their dtype. */
  readonly weightBytes: Count;
  /** Why a count is not known, where it is not. */
  readonly unknown: { readonly macs?: Message; readonly activationBytes?: Message; readonly weightBytes?: Message };
}

export interface WeightFact {
  readonly name: string;
  /** Path within the layer, `lstm_cell/kernel`. */
  readonly path: string;
  readonly shape: readonly Size[] | undefined;
  readonly count: Count;
  /** undefined: the program does not decide it. */
  readonly trainable: boolean | undefined;
  /** As the variable was made: in Keras 2 a layer that is frozen leaves it so. */
  readonly kind: 'trainable' | 'frozen';
  readonly dtype: string;
  /** How each dimension comes about: named factors, in order; `[[{features 4}], [{gates 4}, {units 2}]]`. */
  readonly dimensions: readonly (readonly NamedFactor[])[] | undefined;
  /** In a class of the program: the attribute of `self` that holds it, where one does. */
  readonly attribute?: string | undefined;
}
export interface NamedFactor {
  readonly name: string;
  readonly value: Size;
}

/** One layer object, as it is at the end of the program. */
export interface LayerFact {
  /** `lstm` */
  readonly name: string;
  /** `LSTM`, or the user's class. */
  readonly className: string;
  /** The declared Keras class it is or derives from; undefined for an own Layer. */
  readonly kerasClass: string | undefined;
  readonly family: Family | undefined;
  readonly built: boolean;
  readonly weights: readonly WeightFact[];
  readonly params: Count;
  readonly trainable: Count;
  readonly nonTrainable: Count;
  readonly seeds: number;
  readonly terms: Terms;
  /** The arguments as bound, printed as Python (`units` → `2`), defaults included. */
  readonly arguments: ReadonlyMap<string, string>;
  readonly children: readonly LayerFact[];
  /** In a class of the program: the attribute of `self` that holds each of `children`, where one does. */
  readonly childAttributes?: readonly (string | undefined)[] | undefined;
  /** Why something is not known. */
  readonly unknown: Message | undefined;
  readonly site: Place | undefined;
}

/** One evaluation of a call of a layer (`LSTM(2)(x)`, or of `.add(LSTM(2))` / an entry of Sequential's list). */
export interface LayerCallFact {
  /** What a hint stands behind and a hover is about: the whole call expression. */
  readonly span: Place;
  /** The constructor call (`LSTM(2)`), where it is written there; else the same as `callee`. */
  readonly constructorSpan: Place | undefined;
  /** The callee's name (`LSTM`). */
  readonly nameSpan: Place | undefined;
  readonly layer: LayerFact;
  readonly inputs: Nest<ShownShape> | undefined;
  /** Further tensors by the name of the call argument (MultiHeadAttention's `value`). */
  readonly more: ReadonlyMap<string, Nest<ShownShape>>;
  readonly output: Nest<ShownShape> | undefined;
  /** Where the program writes the size of each axis of a single output; undefined where it does not. */
  readonly sources?: readonly (Place | undefined)[] | undefined;
  /** What it comes from beside the code, where it does. */
  readonly origins?: Origins | undefined;
  readonly speculative: boolean;
}

export interface ModelRow {
  readonly layer: LayerFact | undefined;
  readonly name: string;
  readonly className: string;
  readonly outputShape: Nest<ShownShape> | undefined;
  /** In Keras 2, of a layer whose calls gave different shapes, the table says `multiple`. */
  readonly severalShapes?: true;
  readonly params: Count;
  readonly cost: Cost;
  /** `inputs[0][0]` … for functional models. */
  readonly connectedTo: readonly string[];
  readonly weights: readonly WeightFact[];
  readonly built: boolean;
  readonly site: Place | undefined;
  /** What is inside, where the layer is a model. */
  readonly inside: { readonly modelKind: ModelKind; readonly rows: readonly ModelRow[] } | undefined;
}
export type ModelKind = 'functional' | 'sequential' | 'subclassed';
export interface ModelFact {
  readonly variable: string | undefined;
  /** The constructor call. */
  readonly span: Place;
  readonly name: string;
  readonly className: string;
  readonly modelKind: ModelKind;
  readonly built: boolean;
  readonly rows: readonly ModelRow[];
  /** So many of the rows are surely in their place; undefined: all. */
  readonly certainRows: number | undefined;
  readonly total: Count;
  readonly trainable: Count;
  readonly nonTrainable: Count;
  readonly cost: Cost;
  /** Numbers of optimizer variables where the model was fitted; they appear in the summary's text. */
  readonly optimizer: Count;
  readonly graph: GraphFact;
  /** undefined: it was not compiled, or it is not known with what. */
  readonly training: TrainingFact | undefined;
  readonly unknown: Message | undefined;
  /** Built only in a function that nobody in the file calls. */
  readonly speculative: boolean;
  readonly use: ModelUse;
  readonly printed: PrintedSummary;
}
/** What of `model.summary()` is not in the model's other facts. */
export interface PrintedSummary {
  readonly form: SummaryForm;
  /** The rows, where others are printed than the model lists: up to Keras 1.2 those of the models in a Merge. */
  readonly rows?: readonly ModelRow[] | undefined;
  /** What is printed of parameters, where other counts are: up to Keras 2.3 `trainable` as compile() found it. */
  readonly counts?: { readonly trainable: Count; readonly nonTrainable: Count } | undefined;
}
/**
 * Where the program has a model from, seen from where it uses it: the `small` of `small = make(dense=256)`, not the
 * `model` inside of `make`.
 */
export interface ModelUse {
  /** The name that it is bound to outermost, in the module at best, and first there. */
  readonly name: string | undefined;
  /** The call that is made there and gives it; undefined where its constructor is. */
  readonly call: Place | undefined;
  /** The call in the module through which that is made, where it is another. */
  readonly through: Place | undefined;
}
/**
 * One evaluation of a call of a function of the program that makes models and gives them: one, or several in a tuple or
 * list.
 */
export interface ModelCallFact {
  readonly span: Place;
  readonly models: readonly ModelFact[];
  readonly speculative: boolean;
}

/** A name bound to a symbolic tensor, once per evaluation. */
export interface TensorFact {
  readonly variable: string;
  /** The target name. */
  readonly span: Place;
  readonly shape: Nest<ShownShape>;
  readonly dtype: string | undefined;
  /** `keras` for a symbolic tensor, `traced` inside a call(), `array` for data (NumPy, tf). */
  readonly origin: 'keras' | 'traced' | 'array';
  /** What it comes from beside the code, where it does. */
  readonly origins?: Origins | undefined;
  readonly speculative: boolean;
}

/**
 * A name that is read where it stands for a tensor, a layer or a model, or bound to a layer or a model; one for each
 * place in the text.
 */
export interface NameFact {
  readonly name: string;
  readonly span: Place;
  /** How many times it was evaluated. */
  readonly times: number;
  /** The tensors it stood for, in order, the same one after the other left out. */
  readonly tensors: readonly {
    readonly shape: ShownShape;
    readonly dtype: string | undefined;
    readonly origin: TensorFact['origin'];
    readonly origins?: Origins | undefined;
  }[];
  /** The layer that it stood for last. */
  readonly layer: LayerFact | undefined;
  /** Where that is a model that the program made. */
  readonly model: ModelFact | undefined;
  readonly speculative: boolean;
}

/** What makes layers or models, under a name of the program: a class, or `Input`. */
export interface MakerFact {
  /** As it is defined: `Dense`, whatever the program calls it. */
  readonly name: string;
  /** Where it is imported, bound or read; where it is called, the constructor's facts say more. */
  readonly spans: readonly Place[];
  /** What it made, in order. */
  readonly made: readonly { readonly layer: LayerFact; readonly model: ModelFact | undefined }[];
}

/** A constructor call of a layer, or of Input, as it is written: `LSTM(64, padding="same")`. */
export interface ConstructorFact {
  readonly span: Place;
  /** The class's name. */
  readonly nameSpan: Place;
  readonly arguments: readonly ArgumentFact[];
  /** `*values` and `**values`: they may give any argument. */
  readonly spreads: readonly Place[];
  /** The layers it made, in order. */
  readonly layers: readonly LayerFact[];
}
/** An argument as it is written, `padding="same"` or just `64`, and the parameter it is for. */
export interface ArgumentFact {
  readonly name: string;
  readonly span: Place;
  readonly valueSpan: Place;
  /**
   * The value is written out (a number, a text, True, False, None, a tuple or list of such): no other code decides it.
   */
  readonly literal: boolean;
}

/** A function of the program that was called with tensors, or gave some. */
export interface FunctionFact {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Its name where it is defined in this file, imported, bound, read and called. */
  readonly spans: readonly Place[];
  /** Its different calls, in order. */
  readonly calls: readonly FunctionCall[];
  readonly times: number;
}
export interface FunctionCall {
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: Nest<KnownShape> | undefined;
    readonly text: string | undefined;
  }[];
  readonly output: Nest<KnownShape> | undefined;
  /** Where it gave a layer or a model. */
  readonly layer: LayerFact | undefined;
  readonly model: ModelFact | undefined;
}

/** A call that leads from the code of another file into this one. */
export interface CallerFact {
  /** The name, where it is defined in this file, of what is called. */
  readonly callee: Place;
  /** Of the file with the call. */
  readonly uri: string;
  /** Where the call stands, from 0. */
  readonly line: number;
  /** In a notebook: the cell that the line is of. */
  readonly cell: number | undefined;
  /** Shapes of the tensors that it passes, and plain arguments. */
  readonly inputs: FunctionCall['inputs'];
}

/** A function of the file, or a method of one of its classes, that nothing known calls. */
export interface UncalledFact {
  readonly definition: Place;
  readonly name: Place;
  /** Those that have no default and may be stated by name, without `self`. */
  readonly parameters: readonly string[];
}

/** A call of a method of a model: `model.fit(X, y)`, `model.summary()`. */
export interface MethodFact {
  readonly name: string;
  /** The method's name. */
  readonly span: Place;
  readonly model: ModelFact;
  /** The model is another at the end of the program: `model` is what summary() or count_params() told. */
  readonly changed: boolean;
  readonly data: readonly DataFact[];
  /** Other arguments by name, as Python prints them; `…` where that is not a plain value. */
  readonly settings: ReadonlyMap<string, string>;
  /** No `**options` of unknown content may hold others. */
  readonly complete: boolean;
  readonly arguments: readonly ArgumentFact[];
  readonly speculative: boolean;
}
/** What is passed as x, y or validation data. */
export interface DataFact {
  readonly name: string;
  readonly shape: Nest<KnownShape> | undefined;
  /** It gives batches, and the shape is that of one of them. */
  readonly batches: boolean;
}

/** A printed argument, or another expression worth a hint (`get_weights()[1].shape`). */
export interface ValueFact {
  readonly span: Place;
  readonly text: string;
  /** What JSON can hold of it: shapes and tuples as lists. undefined: not known. */
  readonly value: JsonValue | undefined;
  /** As Python prints it. */
  readonly shown: string | undefined;
  /** The same in names that the program has, and `?` for what has none; undefined where that leaves nothing. */
  readonly short: string | undefined;
  /** Why it is not known, where it is not. */
  readonly unknown: Message | undefined;
  readonly printed: boolean;
  /** Worth a hint in the text; else it is for who asks. */
  readonly hinted: boolean;
  /** What it comes from beside the code, where it does. */
  readonly origins?: Origins | undefined;
  /** The weight it is about, where it is about one. */
  readonly weight: { readonly layer: LayerFact; readonly weight: WeightFact } | undefined;
  readonly speculative: boolean;
}
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A name of a layer as the program writes it: `name="encoder"`, or `get_layer("encoder")`. */
export interface LayerNameFact {
  /** The string. */
  readonly span: Place;
  /** Where the layers of that name are made: their constructor calls. */
  readonly sites: readonly Place[];
  /** Is the layer named here? Else it is looked up. */
  readonly defines: boolean;
}

export interface Analysis {
  readonly text: ProgramText;
  /** Which its facts are about: whose places theirs are. */
  readonly file: SourceFile;
  /** The Keras it was read as: that of the setting, or the one that the code was written for. */
  readonly kerasVersion: 2 | 3;
  readonly models: readonly ModelFact[];
  readonly modelCalls: readonly ModelCallFact[];
  readonly calls: readonly LayerCallFact[];
  readonly tensors: readonly TensorFact[];
  readonly values: readonly ValueFact[];
  /** Names where they are read. */
  readonly names: readonly NameFact[];
  /** Names, and attributes, where they are bound to a layer or a model. */
  readonly bindings: readonly NameFact[];
  readonly makers: readonly MakerFact[];
  readonly constructors: readonly ConstructorFact[];
  readonly functions: readonly FunctionFact[];
  readonly methods: readonly MethodFact[];
  readonly layerNames: readonly LayerNameFact[];
  /** The functions of the file that the program has entered, lambdas among them: their definitions. */
  readonly entered: readonly Place[];
  readonly uncalled: readonly UncalledFact[];
  /** Calls from other files that import this one, where their programs were asked. */
  readonly callers: readonly CallerFact[];
  /** Functions whose facts are those of another file's program, each with the call that leads into this file. */
  readonly calledFrom: readonly { readonly function: Place; readonly caller: CallerFact }[];
  readonly problems: readonly Problem[];
}
