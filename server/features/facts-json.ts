/**
 * An analysis as `layerlens analyze --json` writes it. Lines and columns begin at 1; in a notebook each has its cell,
 * counted from 0.
 */
import { wholeOf } from '../shapes/axes.ts';
import type { Analysis, Cost, Count, JsonValue, ModelFact, ModelRow, ShownShape } from '../analysis/analysis.ts';
import { exactCount } from '../explain/count-text.ts';
import { summaryText } from '../explain/summary/summary-text.ts';
import { diagnostics } from './diagnostics.ts';
import { cellJson, type JsonObject, problemJson } from './problem-json.ts';
import { reportedProblem } from './reported-problem.ts';
import type { Nest, NestDict, NestList } from '../keras/layers/definition.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Span } from '../python/syntax/place.ts';
import { formatCount, shapeToJson } from '../shapes/dimension.ts';

const SUMMARY_WIDTH = 100;

/** `callers`: with the calls from other files that some facts come from. */
export function factsJson(file: string, analysis: Analysis, callers = false): JsonObject {
  const { text } = analysis;
  // What summary() printed of models that are others at the end.
  const earlier = analysis.methods.filter(
    ({ name, changed, speculative }) => name === 'summary' && changed && !speculative,
  );
  return {
    file,
    models: analysis.models.filter(({ speculative }) => !speculative).map((model) => modelJson(model, text)),
    ...(earlier.length === 0
      ? {}
      : {
          summaries: earlier.map(({ span, model }) => ({
            ...placeJson(span, text),
            model: modelJson(model, text),
          })),
        }),
    tensors: analysis.tensors
      .filter(({ speculative, origin }) => !speculative && origin === 'keras')
      .map(({ span, variable, shape }) => ({ ...placeJson(span, text), variable, shape: shapesJson(shape) })),
    values: analysis.values
      .filter(({ speculative, printed }) => !speculative && printed)
      .map(({ span, text: source, value }) => ({
        ...placeJson(span, text),
        text: source,
        ...(value === undefined ? { value: null, unknown: true } : { value }),
      })),
    problems: diagnostics(analysis).map((problem) => problemJson(reportedProblem(problem, text))),
    ...(callers ? { called_from: analysis.calledFrom.map((one) => calledFromJson(one, text)) } : {}),
  };
}

/** `text`: undefined where the model is of no program that anybody has written. */
export function modelJson(model: ModelFact, text: ProgramText | undefined): JsonObject {
  return {
    variable: model.variable ?? null,
    ...placeJson(model.span, text),
    name: model.name,
    class: model.className,
    ...(model.built ? {} : { built: false }),
    layers: model.rows.slice(0, model.certainRows).map((row) => rowJson(row, text)),
    total: countJson(model.total),
    trainable: countJson(model.trainable),
    non_trainable: countJson(model.nonTrainable),
    ...costJson(model.cost),
    summary_text: summaryText(model, { lineLength: SUMMARY_WIDTH }),
  };
}

function rowJson(row: ModelRow, text: ProgramText | undefined): JsonObject {
  return {
    name: row.name,
    class: row.className,
    ...(row.site === undefined ? { line: null } : placeJson(row.site, text)),
    output_shape: shapesJson(row.outputShape),
    params: countJson(row.params),
    ...costJson(row.cost),
    ...(row.built ? {} : { built: false }),
    weights: row.weights.map(({ name, shape, trainable }) => ({
      name,
      shape: shape === undefined ? null : shapeToJson(shape),
      trainable: trainable ?? null,
    })),
  };
}

function placeJson({ start }: Span, text: ProgramText | undefined): JsonObject {
  if (text === undefined) return { line: null };
  const { cell, line } = text.positionAt(start);
  return { ...cellJson(cell), line: line + 1 };
}

/** A function whose facts come from another file, and the call there. */
const calledFromJson = (
  { function: definition, caller }: Analysis['calledFrom'][number],
  text: ProgramText,
): JsonObject => ({
  ...placeJson(definition, text),
  caller: { uri: caller.uri, ...cellJson(caller.cell), line: caller.line + 1 },
});

/** An integer, a formula, or null where it is not known. */
function countJson(count: Count): JsonValue {
  if (count === undefined) return null;
  return typeof count === 'number' ? count : (exactCount(count) ?? formatCount(count));
}

const costJson = ({ macs, activationBytes, weightBytes }: Cost): JsonObject => ({
  macs: countJson(macs),
  activation_bytes: countJson(activationBytes),
  weight_bytes: countJson(weightBytes),
});

/** One shape as a list; several in lists and objects as the program has them; null for `?`. */
function shapesJson(shapes: Nest<ShownShape> | undefined): JsonValue {
  if (shapes === undefined) return null;
  if (isList(shapes)) {
    const items = shapes.items.map(shapesJson);
    // As a list, shapes none of which is known would look like one whose sizes are None.
    return items.length > 0 && items.every((item) => item === null) ? null : items;
  }
  if (isDict(shapes)) return Object.fromEntries([...shapes.entries].map(([key, item]) => [key, shapesJson(item)]));
  const shape = wholeOf(shapes as ShownShape);
  return shape === undefined ? null : shapeToJson(shape);
}

const isList = (nest: Nest<ShownShape>): nest is NestList<ShownShape> =>
  typeof nest === 'object' && 'nest' in nest && nest.nest !== 'dict';
const isDict = (nest: Nest<ShownShape>): nest is NestDict<ShownShape> =>
  typeof nest === 'object' && 'nest' in nest && nest.nest === 'dict';
