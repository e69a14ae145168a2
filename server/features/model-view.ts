/** What a page shows of a program's models. */
import { wholeOf } from '../shapes/axes.ts';
import type { Analysis, Count, LayerFact, ModelFact, ModelRow, WeightFact } from '../analysis/analysis.ts';
import { dimensionsText, needPaths, weightShapeText } from '../explain/arrays.ts';
import { exactCount, formatKnownCount } from '../explain/count-text.ts';
import { flatten, formatRowShapes } from '../explain/nest-text.ts';
import { isChain, sourceOf } from '../explain/summary/connections.ts';
import { bitsOf, formatMemory } from '../explain/summary/memory.ts';
import type { Span } from '../python/syntax/place.ts';
import { multiply } from '../shapes/dimension.ts';
import { ENGLISH, type Language } from '../words/language.ts';
import { words, type Text } from '../words/message.ts';
import { memoryView } from './memory-view.ts';
import { type ModelLabel, modelLabels } from './model-label.ts';
import type {
  ArrayView,
  CountView,
  InsideView,
  Known,
  ModelsView,
  ModelView,
  RowView,
  Training,
} from '../explain/model-view.ts';

/** `place` spells a place in the program; what it gives is left out where it is undefined. */
export function modelsView<Place>(
  analysis: Analysis,
  place: (span: Span) => Place | undefined,
  language = ENGLISH,
): ModelsView<Place> {
  const labels = modelLabels(analysis);
  const views = new ModelViews(place, language);
  const broken = analysis.problems.some(({ code }) => code === 'syntax')
    ? 'syntax'
    : analysis.problems.some(({ severity }) => severity === 'error')
      ? 'error'
      : undefined;
  return {
    models: analysis.models.map((model, index) => ({
      ...views.of(model, index, labels[index]!),
      memory: memoryView(analysis, model, (text) => language.say(text)),
    })),
    ...(broken === undefined ? {} : { broken }),
  };
}

/** Models and their rows as pages show them. Rows that several models share are spelled once. */
class ModelViews<Place> {
  readonly #place: (span: Span) => Place | undefined;
  readonly #language: Language;
  readonly #spelling: Spelling;
  readonly #rows = new Map<readonly ModelRow[], readonly RowView<Place>[]>();

  constructor(place: (span: Span) => Place | undefined, language: Language) {
    this.#place = place;
    this.#language = language;
    this.#spelling = new Spelling(language);
  }

  of(model: ModelFact, index: number, label: ModelLabel): Omit<ModelView<Place>, 'memory'> {
    return {
      ...this.#inside(model),
      index,
      label: { name: label.name, text: this.#language.say(label.text), key: label.key },
      ...optional('variable', model.variable),
      name: model.name,
      className: model.className,
      built: model.built,
      speculative: model.speculative,
      chain: isChain(model),
      total: this.#spelling.countView(model.total, model.unknown),
      trainable: this.#spelling.countView(model.trainable, model.unknown),
      nonTrainable: this.#spelling.countView(model.nonTrainable, model.unknown),
      optimizer: this.#spelling.countView(model.optimizer),
      macs: this.#spelling.countView(model.cost.macs, model.cost.unknown.macs),
      weightBytes: this.#spelling.bytesView(model.cost.weightBytes, model.cost.unknown.weightBytes),
      activationBytes: this.#spelling.bytesView(model.cost.activationBytes, model.cost.unknown.activationBytes),
      ...optional('unknown', this.#spelling.reason(model.unknown)),
      ...optional('place', this.#place(model.span)),
    };
  }

  #inside({ modelKind, rows }: Pick<ModelFact, 'modelKind' | 'rows'>): InsideView<Place> {
    return { kind: modelKind, rows: inOrder(modelKind, this.#rowsOf(rows)) };
  }

  #rowsOf(rows: readonly ModelRow[]): readonly RowView<Place>[] {
    let view = this.#rows.get(rows);
    if (view === undefined) {
      const indices = new Map(rows.map(({ name }, index) => [name, index]));
      view = rows.map((row, index) => this.#row(row, index, indices));
      this.#rows.set(rows, view);
    }
    return view;
  }

  #row(row: ModelRow, index: number, indices: ReadonlyMap<string, number>): RowView<Place> {
    return {
      name: row.name,
      className: row.className,
      ...optional('family', row.layer?.family),
      shape: formatRowShapes(row),
      shapeKnown: knownOfShapes(row),
      params: this.#spelling.countView(row.params, row.layer?.unknown),
      trainableParams: this.#spelling.countView(row.layer ? row.layer.trainable : 0),
      training: trainingOf(row.layer),
      macs: this.#spelling.countView(row.cost.macs, row.cost.unknown.macs),
      weightBytes: this.#spelling.bytesView(row.cost.weightBytes, row.cost.unknown.weightBytes),
      activationBytes: this.#spelling.bytesView(row.cost.activationBytes, row.cost.unknown.activationBytes),
      built: row.built,
      arrays: row.weights.map((weight) => this.#spelling.arrayView(weight, needPaths(row.weights))),
      inputs: row.connectedTo
        .flatMap((tensor) => indices.get(sourceOf(tensor)) ?? [])
        .filter((source) => source !== index),
      connectedTo: row.connectedTo,
      ...(row.inside === undefined ? {} : { inside: this.#inside(row.inside) }),
      ...optional('unknown', this.#spelling.reason(row.layer?.unknown)),
      ...optional('place', row.site && this.#place(row.site)),
    };
  }
}

/** Each layer of a Sequential model is fed by the one before it. */
function inOrder<Place>(kind: ModelFact['modelKind'], rows: readonly RowView<Place>[]): readonly RowView<Place>[] {
  return kind === 'sequential' ? rows.map((row, index) => (index === 0 ? row : { ...row, inputs: [index - 1] })) : rows;
}

function trainingOf(layer: LayerFact | undefined): Training {
  if (layer === undefined) return 'none';
  if (layer.unknown !== undefined && layer.weights.length === 0) return 'unknown';
  if (layer.weights.length === 0) return 'none';
  const trained = layer.weights.filter(({ trainable }) => trainable).length;
  return trained === layer.weights.length ? 'trainable' : trained === 0 ? 'frozen' : 'partly';
}

function knownOfShapes({ outputShape, severalShapes }: ModelRow): Known {
  if (severalShapes) return 'number';
  if (outputShape === undefined) return 'unknown';
  const shapes = flatten(outputShape);
  if (shapes.some((shape) => wholeOf(shape) === undefined)) return 'unknown';
  return shapes.some((shape) =>
    wholeOf(shape)?.some(
      (dimension) => typeof dimension === 'object' && dimension !== null && dimension.constant === undefined,
    ),
  )
    ? 'formula'
    : 'number';
}

/** Numbers and reasons in a language. */
class Spelling {
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  readonly reason = (reason: Text | undefined): string | undefined => reason && this.#language.say(reason);

  readonly countView = (count: Count, unknown?: Text): CountView => {
    const exact = exactCount(count);
    const known = count === undefined ? 'unknown' : exact === undefined ? 'formula' : 'number';
    return {
      known,
      text: formatKnownCount(count),
      ...optional('value', exact === undefined ? undefined : Number(exact)),
      ...optional('unknown', count === undefined ? this.reason(unknown) : undefined),
    };
  };

  readonly bytesView = (count: Count, unknown?: Text): CountView => {
    const view = this.countView(count, unknown);
    const exact = exactCount(count);
    if (exact !== undefined) return { ...view, text: formatMemory(exact * 8n) };
    return view.known === 'formula' ? { ...view, text: this.#language.say(words`${view.text} bytes`) } : view;
  };

  readonly arrayView = (weight: WeightFact, withPath: boolean): ArrayView => {
    const bits = Math.max(8, Number(bitsOf(weight.dtype) ?? NaN));
    const bytes = weight.count === undefined || bits % 8 !== 0 ? undefined : multiply(weight.count, bits / 8);
    const origin = dimensionsText(weight.dimensions);
    return {
      name: withPath ? weight.path : weight.name,
      shape: weightShapeText(weight),
      ...optional('factors', origin && this.#language.say(origin)),
      count: this.countView(weight.count),
      bytes: this.bytesView(bytes),
      dtype: weight.dtype,
      ...optional('trainable', weight.trainable),
    };
  };
}

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } => (value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value }));
