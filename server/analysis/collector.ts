/** Listens to the evaluation and turns what happens into the facts of an Analysis. */
import { originsBeside } from '../python/domain/carried.ts';
import type { Origins } from '../python/domain/origins.ts';
import { specOf } from '../keras/layers/values.ts';
import { shownShape } from '../keras/layers/spec-axes.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Evaluator } from '../python/evaluate/evaluator.ts';
import { GrowingLists } from '../python/evaluate/ledgers.ts';
import type { Ledger } from '../python/evaluate/statement-record.ts';
import { pause } from '../python/evaluate/pauses.ts';
import type { Steps } from '../python/syntax/steps.ts';
import type { Observer } from '../python/evaluate/environment.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { type Place, Placed } from '../python/syntax/place.ts';
import type { Call, Module } from '../python/syntax/tree.ts';
import type { CallArguments, Interpreter, PythonError } from '../python/domain/interpreter.ts';
import type { FunctionValue, Value } from '../python/domain/value.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import { Variable } from '../keras/graph/variable.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { isTensor, structureOf } from '../keras/layers/values.ts';
import { flatten, mapNest } from '../keras/nests.ts';
import type { KerasSession } from '../keras/session.ts';
import type { Analysis, ModelFact, Problem, ShownShape, TensorFact, ValueFact } from './analysis.ts';
import { CallFacts } from './call-facts.ts';
import { Callers } from './callers.ts';
import { LayerFacts } from './layer-facts.ts';
import { onlyOf } from './facts-of-file.ts';
import { DimensionSources } from './dimension-sources.ts';
import { layerNames } from './layer-names.ts';
import { describeModel } from './model-facts.ts';
import { NamedModels, useOf } from './model-names.ts';
import { ProblemCollector } from './problems.ts';
import { jsonOf } from './json-values.ts';
import { Makers } from './makers.ts';
import { NameReads } from './name-facts.ts';
import { uncalledFacts } from './uncalled.ts';
import { shortValueText } from './value-text.ts';
import { WrittenCalls } from './written-calls.ts';
import { constructorFacts, functionFacts, methodFacts, modelCallFacts } from './written-facts.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

interface PendingValue {
  readonly span: Place;
  readonly value: Value;
  readonly printed: boolean;
  readonly hinted: boolean;
  readonly speculative: boolean;
  readonly origins?: Origins;
  readonly json: ValueFact['value'];
  readonly shown: string | undefined;
  readonly short: string | undefined;
}

/**
 * Parts of a value that is told as tensors: each assignment looks at them, also in a list that grows by one each time.
 */
const MOST_PARTS = 256;

/** Values kept for hints and hovers. */
const MOST_VALUES = 20_000;

export class FactCollector implements Observer {
  /** The program's; that of the edited program when an evaluation goes on with one. */
  text: ProgramText;
  private readonly session: KerasSession;
  private readonly isSame: (layer: LayerState) => boolean;
  private readonly tensors: TensorFact[] = [];
  private readonly values: PendingValue[] = [];
  private readonly names = new NameReads();
  private readonly bindings = new NameReads();
  private readonly makers = new Makers();
  private readonly writtenCalls = new WrittenCalls(
    this.makers,
    (layer) =>
      this.interpreter &&
      describeModel(this.session, this.interpreter, this.describing(this.interpreter), layer, {
        variable: undefined,
        use: useOf(layer),
      }),
  );
  private readonly namedModels = new NamedModels();
  private readonly problems: ProblemCollector;
  private interpreter: Evaluator | undefined;
  private callers: Callers | undefined;
  /** The functions of the file that the program has entered, before those that nobody calls. */
  private entered: readonly Place[] = [];

  /** `isSame`: nothing of the layer has changed since the last analysis. */
  constructor(text: ProgramText, session: KerasSession, isSame: (layer: LayerState) => boolean) {
    this.text = text;
    this.isSame = isSame;
    this.session = session;
    this.problems = new ProblemCollector(session);
  }
  /** `program`: the text of the program, whose calls may lead into the file that facts are about. */
  attach(interpreter: Evaluator, program: ProgramText): void {
    this.interpreter = interpreter;
    this.callers = new Callers(interpreter, program);
  }

  get ledgers(): readonly Ledger[] {
    return [
      new GrowingLists(this.tensors, this.values),
      this.namedModels.parts,
      this.names.parts,
      this.bindings.parts,
      this.makers.parts,
      this.writtenCalls.parts,
      this.problems.ledger,
    ];
  }
  /** Some facts were left out: which ones depends on all that came before. */
  get isFull(): boolean {
    return this.values.length > MOST_VALUES || this.problems.isFull || this.session.isFull;
  }

  assigned(name: string, span: Place, value: Value, speculative: boolean): void {
    this.session.givenNames.named(value, name, span);
    const layer = layerOf(value);
    if (layer) this.bindings.bound(name, span, layer, speculative);
    this.makers.named(span, value);
    if (layer?.model) this.namedModels.bound(layer, name, this.interpreter?.callDepth ?? 0);
    const structure = structureOf(value, { leaves: 0, most: MOST_PARTS });
    if (!structure) return;
    const leaves = flatten(structure);
    if (
      leaves.length === 0 ||
      leaves.length > 64 ||
      !leaves.every((leaf) => isTensor(leaf) && !(leaf instanceof Variable))
    )
      return;
    const symbolic = leaves.every((leaf) => leaf instanceof KerasTensor && !leaf.traced);
    const first = leaves[0]!;
    this.tensors.push({
      variable: name,
      span,
      shape: mapNest(structure, (leaf): ShownShape => shownShape(specOf(leaf))),
      dtype: first instanceof KerasTensor || first instanceof ArrayValue ? first.dtype : undefined,
      origin: symbolic ? 'keras' : leaves.every((leaf) => leaf instanceof ArrayValue) ? 'array' : 'traced',
      ...originsBeside(value),
      speculative,
    });
  }

  read(name: string, span: Place, value: Value, speculative: boolean): void {
    this.names.read(name, span, value, speculative);
    this.makers.named(span, value);
  }

  called(call: Call, callee: Value, args: CallArguments, value: Value, speculative: boolean): void {
    if (this.interpreter) this.writtenCalls.called(this.interpreter, call, callee, args, value, speculative);
  }

  calledFrom(site: Place, call: Call, callee: Value, args: CallArguments, value: Value): void {
    if (!this.interpreter) return;
    this.writtenCalls.called(this.interpreter, call, callee, args, value, false);
    this.callers?.called(site, callee, args);
  }

  printed(span: Place, value: Value, speculative: boolean): void {
    this.keep(span, value, { printed: true, hinted: true }, speculative);
  }

  evaluated(span: Place, value: Value, speculative: boolean): void {
    if (!this.interpreter) return;
    const { text } = span;
    const interesting =
      value.kind === 'tuple'
        ? /\.shape$|_shape$|int_shape\(|get_shape\(/.test(text)
        : value.kind === 'host' && value instanceof ArrayValue && this.session.weightOfArray.has(value);
    const counts = value.kind === 'int' && /count_params\(\)$/.test(text);
    const dimension =
      (value.kind === 'int' || value.kind === 'none' || (isUndetermined(value) && value.name !== undefined)) &&
      /[._]shape\s*\[[^[\]]*\]$/.test(text);
    const hinted = interesting || counts;
    if (hinted || dimension || value instanceof Variable)
      this.keep(span, value, { printed: false, hinted }, speculative);
  }

  private keep(span: Place, value: Value, kind: Pick<PendingValue, 'printed' | 'hinted'>, speculative: boolean): void {
    const interpreter = this.interpreter;
    if (!interpreter || this.values.length > MOST_VALUES) return;
    const shown = isUndetermined(value) ? value.name : interpreter.str(value);
    this.values.push({
      span,
      value,
      ...kind,
      speculative,
      ...originsBeside(value),
      json: jsonOf(interpreter, value),
      shown,
      short: kind.hinted ? shortValueText(interpreter, value, shown) : undefined,
    });
  }

  uncaught(error: PythonError, span: Place, origins: Origins, inside: Place | undefined): void {
    this.problems.uncaught(error, span, origins, inside);
  }
  undefined(name: string, span: Place, candidate: string | undefined, origins: Origins): void {
    this.problems.undefinedName(name, span, candidate, origins);
  }
  notImported(name: string, span: Place): void {
    this.problems.notImported(name, span);
  }

  private models: ModelFact[] = [];
  private layers: LayerFacts | undefined;
  private readonly callFacts = new CallFacts();

  private describing(interpreter: Evaluator, before?: LayerFacts): LayerFacts {
    const file = interpreter.isAboutAnother ? interpreter.main : undefined;
    return new LayerFacts(interpreter, { before, isSame: this.isSame, file });
  }

  /** Models are described as they are when the module's statements have run; those made later are speculative. */
  *endOfProgram(interpreter: Evaluator): Steps<void> {
    this.layers?.end();
    this.layers = this.describing(interpreter, this.tellsAgain ? this.layers : undefined);
    this.tellsAgain = true;
    this.namedModels.read();
    this.models = yield* this.modelFacts(interpreter, this.session.models);
    this.entered = [...interpreter.entered.all].filter(
      (definition): definition is Place => definition instanceof Placed && definition.file === interpreter.main,
    );
  }

  /** What is told now is not to be told again after an edit. False where something was told again already. */
  beginsAnew(): boolean {
    this.tellsAgain = false;
    return this.layers?.hasReused !== true;
  }
  private tellsAgain = true;

  private *modelFacts(interpreter: Evaluator, models: readonly LayerState[]): Steps<ModelFact[]> {
    const facts: ModelFact[] = [];
    for (const layer of models) {
      facts.push(this.modelFact(interpreter, layer));
      yield* pause(interpreter);
    }
    return facts;
  }

  private modelFact(interpreter: Interpreter, layer: LayerState): ModelFact {
    const names = this.namedModels.of(layer);
    return this.layers!.ofModel(layer, names, () =>
      describeModel(this.session, interpreter, this.layers!, layer, names),
    );
  }

  private valueFact(told: (typeof this.values)[number], layers: LayerFacts): ValueFact {
    const { span, value, printed, hinted, speculative, origins, json, shown, short } = told;
    const about =
      value instanceof Variable
        ? value
        : value instanceof ArrayValue
          ? this.session.weightOfArray.get(value)
          : undefined;
    return {
      span,
      text: span.text,
      value: json,
      shown,
      short,
      unknown: isUndetermined(value) ? value.reason : undefined,
      printed,
      hinted,
      speculative,
      ...(origins && { origins }),
      weight: about ? { layer: layers.of(about.layer), weight: layers.weight(about.layer, about.weight) } : undefined,
    };
  }

  *analysis(module: Module): Steps<Analysis> {
    const interpreter = this.interpreter!;
    const layers = this.layers ?? this.describing(interpreter);
    this.namedModels.read();
    const late = yield* this.modelFacts(interpreter, this.session.models.slice(this.models.length));
    const rest = () => pause(interpreter);
    const sources = new DimensionSources(module);
    yield* rest();
    const calls = yield* this.callFacts.of(this.session.calls, layers, sources, rest);
    yield* rest();
    const values = this.values.map((told) => this.valueFact(told, layers));
    yield* rest();
    const models = [...this.models, ...late];
    const modelOf = new Map(this.session.models.map((layer, index) => [layer, models[index]]));
    const layerFact = (layer: LayerState) => layers.of(layer);
    const modelFact = (layer: LayerState) => modelOf.get(layer);
    const names = yield* this.names.facts(layerFact, modelFact, rest);
    yield* rest();
    const bindings = yield* this.bindings.facts(layerFact, modelFact, rest);
    yield* rest();
    const written = this.writtenCalls.whole();
    yield* rest();
    const problems: readonly Problem[] = this.problems.all(module, this.text, sources);
    yield* rest();
    const constructors = constructorFacts(written, layerFact, module.file);
    yield* rest();
    const isHere = ({ definition }: FunctionValue) => definition.file === module.file;
    const functions = functionFacts(written, layerFact, modelFact, isHere, (fn) => this.makers.spansOf(fn));
    yield* rest();
    const makers = this.makers.facts(layerFact, modelFact, ({ text }) => text);
    yield* rest();
    const named = layerNames(module, this.session.layers, names);
    layers.end();
    const facts: Analysis = {
      text: this.text,
      file: module.file,
      kerasVersion: this.session.kerasVersion,
      models,
      calls,
      tensors: this.tensors.slice(),
      values,
      problems,
      names,
      bindings,
      makers,
      layerNames: named,
      constructors,
      functions,
      modelCalls: modelCallFacts(written, modelFact),
      methods: methodFacts(written, modelFact),
      entered: this.entered,
      uncalled: uncalledFacts(module, new Set(this.entered)),
      callers: this.callers?.facts ?? [],
      calledFrom: [],
    };
    // What the program made itself, outside of the file that facts are about.
    return interpreter.isAboutAnother ? onlyOf(module.file, facts) : facts;
  }
}
