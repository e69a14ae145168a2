/** Compares what the analysis says of a program with what Keras did. */
import { runProgram, type Program } from '../../server/analysis/run.ts';
import { KerasTensor } from '../../server/keras/graph/tensor.ts';
import type { LayerState, Weight } from '../../server/keras/layers/layer-state.ts';
import { layerOf, trackedLayers } from '../../server/keras/layers/tracking.ts';
import { allWeights, countOf, trainableWeights, unknownWeights } from '../../server/keras/layers/weights.ts';
import { ArrayValue } from '../../server/python/library/arrays/array-value.ts';
import type { PythonParser } from '../../server/python/syntax/parser.ts';
import type { Value } from '../../server/python/domain/value.ts';
import { shapeToJson, type Size } from '../../server/shapes/dimension.ts';
import type { LayerRecord, TruthNest, TruthShape } from './truth.ts';
import { isUndetermined } from '../../server/python/domain/undetermined.ts';

export type Verdict = 'right' | 'wrong' | 'unknown';
export interface Comparison {
  readonly verdict: Verdict;
  /** What differs or is not known. */
  readonly reasons: readonly string[];
}

/** Lines (1-based) of the errors that the analysis reports. */
export function reportedErrors({
  analysis,
}: Program): readonly { readonly line: number; readonly code: string; readonly message: string }[] {
  return analysis.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ span, code, message }) => ({ line: lineAt(analysis.text.text, span.start), code, message }));
}

/**
 * The lines of the module's statement that begins on a line: what is refused inside `Sequential([…])` is reported at
 * the entry, not where the list begins.
 */
export function statementLines({ module, analysis }: Program, line: number): readonly [first: number, last: number] {
  const { text } = analysis.text;
  const statement = module.body.find(({ start }) => lineAt(text, start) === line);
  return [line, statement ? lineAt(text, statement.end) : line];
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

class Findings {
  readonly wrong: string[] = [];
  readonly unknown: string[] = [];

  compare(what: string, found: unknown, expected: unknown): void {
    if (found === undefined) this.unknown.push(what);
    else if (JSON.stringify(found) !== JSON.stringify(expected))
      this.wrong.push(`${what} ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }

  get comparison(): Comparison {
    if (this.wrong.length > 0) return { verdict: 'wrong', reasons: this.wrong };
    return this.unknown.length > 0 ? { verdict: 'unknown', reasons: this.unknown } : { verdict: 'right', reasons: [] };
  }
}

export function compareWithTruth(parser: PythonParser, record: LayerRecord): Comparison {
  const findings = new Findings();
  let program: Program;
  try {
    program = runProgram(parser, record.source, { kerasVersion: 3 });
  } catch (error) {
    return {
      verdict: 'wrong',
      reasons: [`exception: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
    };
  }
  for (const { line, code, message } of reportedErrors(program))
    findings.wrong.push(`error on line ${line}: ${code}: ${message}`);
  const variables = program.scope.variables;
  compareOutput(findings, variables.get('outputs'), record);
  const subject = variables.get('model') ?? variables.get('layer');
  const layer = subject && layerOf(subject);
  if (layer) compareWeights(findings, layer, record);
  else if (record.weights.length > 0) findings.unknown.push('model');
  return findings.comparison;
}

function compareOutput(findings: Findings, value: Value | undefined, record: LayerRecord): void {
  if (!value) {
    findings.unknown.push('outputs');
    return;
  }
  if (record.outputs_structure && !isUndetermined(value)) {
    const structure = value.kind === 'host' ? 'single' : value.kind;
    if (structure !== record.outputs_structure)
      findings.wrong.push(`structure ${structure}, not ${record.outputs_structure}`);
  }
  compareNest(findings, value, record.output, record.output_dtype, 'output');
}

function compareNest(
  findings: Findings,
  value: Value,
  output: TruthNest<TruthShape>,
  dtype: TruthNest<string>,
  path: string,
): void {
  if (isUndetermined(value)) {
    findings.unknown.push(path);
  } else if (value instanceof KerasTensor || value instanceof ArrayValue) {
    findings.compare(path, value.shape && shapeToJson(value.shape), output);
    findings.compare(`${path} dtype`, value.dtype, dtype);
  } else if ((value.kind === 'list' || value.kind === 'tuple') && Array.isArray(output)) {
    const outputs: readonly TruthNest<TruthShape>[] = output;
    findings.compare(`${path} length`, value.items.length, outputs.length);
    value.items.forEach((item, index) => {
      compareNest(
        findings,
        item,
        outputs[index] ?? [],
        Array.isArray(dtype) ? (dtype[index] ?? '') : '',
        `${path}[${index}]`,
      );
    });
  } else if (value.kind === 'dict' && !Array.isArray(output)) {
    for (const [key, item] of value.entries.values()) {
      const name = key.kind === 'str' ? key.value : '';
      compareNest(
        findings,
        item,
        (output as Readonly<Record<string, TruthNest<TruthShape>>>)[name] ?? [],
        (dtype as Readonly<Record<string, TruthNest<string>>>)[name] ?? '',
        `${path}.${name}`,
      );
    }
  } else {
    findings.wrong.push(`${path} is ${value.kind}`);
  }
}

/**
 * The end of each array's path: the layer that owns it, and the path within it. (What stands before is up to where that
 * layer was built.)
 */
function paths(
  layer: LayerState,
  found = new Map<Weight, string>(),
  seen = new Set<LayerState>(),
): ReadonlyMap<Weight, string> {
  if (seen.has(layer)) return found;
  seen.add(layer);
  for (const child of trackedLayers(layer)) paths(child, found, seen);
  for (const weight of layer.weights) if (!found.has(weight)) found.set(weight, `${layer.name}/${weight.path}`);
  return found;
}

/** The random-seed states of a layer and all layers inside. */
function seedsOf(layer: LayerState, seen = new Set<LayerState>()): number {
  if (seen.has(layer)) return 0;
  seen.add(layer);
  const own = layer.definition?.seeds?.(layer.args) ?? 0;
  return trackedLayers(layer).reduce((sum, child) => sum + seedsOf(child, seen), own);
}

function compareWeights(findings: Findings, layer: LayerState, record: LayerRecord): void {
  const reason = unknownWeights(layer);
  if (reason !== undefined) {
    findings.unknown.push(`arrays: ${reason}`);
    return;
  }
  const weights = allWeights(layer);
  const where = paths(layer);
  findings.compare(
    'arrays',
    weights.map(({ name }) => name),
    record.weights.map(({ name }) => name),
  );
  record.weights.forEach((expected, index) => {
    const weight = weights[index];
    if (!weight) return;
    findings.compare(`${expected.path} shape`, weight.shape && shapeToJson(weight.shape), expected.shape);
    findings.compare(`${expected.path} trainable`, weight.trainable, expected.trainable);
    const path = where.get(weight) ?? '';
    if (`/${expected.path}`.endsWith(`/${path}`)) return;
    findings.wrong.push(`path ${path}, not ${expected.path}`);
  });
  const total = countOf(weights);
  const trainable = countOf(trainableWeights(layer));
  findings.compare('params', plain(total), record.params);
  findings.compare('trainable', plain(trainable), record.trainable);
  findings.compare('seeds', seedsOf(layer), record.seed_states ?? 0);
}

const plain = (size: Size | undefined): number | string | undefined =>
  typeof size === 'object' ? size.toString() : size;
