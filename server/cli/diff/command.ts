/** `layerlens diff`: two models row by row. */
import type { Analysis, ModelFact } from '../../analysis/analysis.ts';
import { exactJson } from '../../features/exact-json.ts';
import { type ComparedRow, modelDiff, type ModelDiff } from '../../features/diff/model-diff.ts';
import { inEnglish, type Language } from '../../words/language.ts';
import { type Text, words } from '../../words/message.ts';
import { isSavedModel } from '../../workspace/saved/names.ts';
import { createFileAnalyses } from '../analyses.ts';
import { failure } from '../check/checker.ts';
import { savedFacts } from '../saved.ts';
import { readSource } from '../sources.ts';
import { diffText } from './text.ts';
import { modelMeant, type Operand, readOperand } from './operand.ts';

export interface DiffCommand {
  readonly models: readonly [string, string];
  readonly json: boolean;
  /** Leaves out rows that are the same. */
  readonly onlyDifferent: boolean;
  readonly keras: string;
  readonly out: (text: string) => void;
  readonly remark: (file: string, text: Text) => void;
  readonly fail: (file: string, error: Text) => void;
  readonly language: Language;
}

/** Gives whether they are the same, as far as is known; undefined where one is not there, which was said then. */
export async function diff(command: DiffCommand): Promise<ModelDiff['verdict'] | undefined> {
  const { out, language, json } = command;
  const left = await modelAt(command, command.models[0]);
  const right = await modelAt(command, command.models[1]);
  if (!left || !right) return undefined;
  const found = modelDiff(left, right);
  if (json) out(`${exactJson(diffJson(command.models, [left, right], found))}\n`);
  else {
    const title = (at: 0 | 1, { name, className }: ModelFact): Text =>
      words`${command.models[at]} · ${name} (${className})`;
    out(diffText(found, [title(0, left), title(1, right)], language, command.onlyDifferent));
  }
  return found.verdict;
}

async function modelAt(command: DiffCommand, text: string): Promise<ModelFact | undefined> {
  const operand = readOperand(text);
  const { file } = operand;
  const analysis = isSavedModel(file) ? await savedFacts(file, command) : await factsOf(command, operand);
  if (analysis === undefined) return undefined;
  const meant = modelMeant(analysis, operand.wanted);
  if ('error' in meant) {
    command.fail(file, meant.error);
    return undefined;
  }
  if (meant.remark !== undefined) command.remark(file, meant.remark);
  return meant.model;
}

async function factsOf({ keras, fail }: DiffCommand, { file }: Operand): Promise<Analysis | undefined> {
  const { program, error } = readSource(file);
  if (program === undefined) {
    fail(file, error);
    return undefined;
  }
  try {
    const { analyses } = await createFileAnalyses([file], keras);
    return analyses.withCallers(program).analysis;
  } catch (thrown) {
    fail(file, failure(thrown));
    return undefined;
  }
}

const diffJson = (
  operands: readonly [string, string],
  models: readonly [ModelFact, ModelFact],
  { rows, totals, verdict }: ModelDiff,
) => ({
  models: models.map(({ name, className, unknown }, at) => ({
    operand: operands[at]!,
    name,
    class: className,
    ...(unknown === undefined ? {} : { unknown: inEnglish(unknown) }),
  })),
  verdict,
  rows: rows.map(({ left, right, differs, unknown }) => ({
    left: rowJson(left),
    right: rowJson(right),
    differs,
    unknown,
  })),
  totals: totals.map(({ name, left, right, verdict: of }) => ({ name, left, right, verdict: of })),
});

const rowJson = (row: ComparedRow | undefined) =>
  row
    ? {
        name: row.name,
        class: row.className,
        depth: row.depth,
        output_shape: row.shape,
        params: row.params,
        trainable: row.trainable,
        weights: row.arrays.map(({ name, shape }) => ({ name, shape })),
        connected_to: [...row.connectedTo],
      }
    : null;
