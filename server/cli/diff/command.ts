/** `layerlens diff`: two models row by row. */
import type { Analysis, ModelFact } from '../../analysis/analysis.ts';
import { exactJson } from '../../features/exact-json.ts';
import { type ComparedRow, modelDiff, type ModelDiff } from '../../features/diff/model-diff.ts';
import { inEnglish, type Language } from '../../words/language.ts';
import { type Text, words } from '../../words/message.ts';
import { isSavedModel } from '../../workspace/saved/names.ts';
import { createFileAnalyses } from '../analyses.ts';
import type { Compared, DiffOptions } from '../jobs/diff.ts';
import { savedFacts } from '../saved.ts';
import { readSource } from '../sources.ts';
import { diffText } from './text.ts';
import { NoAnswer } from '../work/jobs.ts';
import { failure } from '../work/worker.ts';
import { modelMeant, type Operand, readOperand } from './operand.ts';

export interface DiffCommand extends Omit<DiffOptions, 'language'> {
  readonly language: Language;
}

/** A model that is there, and what is to be said of it. */
interface Found {
  readonly model: ModelFact;
  readonly remarks: Compared['remarks'];
}

/** Throws `NoAnswer` where one of both is not there. */
export async function diff(command: DiffCommand): Promise<Compared> {
  const { language, json } = command;
  const left = await modelAt(command, command.models[0]);
  const right = await modelAt(command, command.models[1]);
  const models = [left.model, right.model] as const;
  const found = modelDiff(...models);
  const title = (at: 0 | 1): Text => words`${command.models[at]} · ${models[at].name} (${models[at].className})`;
  return {
    text: json
      ? `${exactJson(diffJson(command.models, models, found))}\n`
      : diffText(found, [title(0), title(1)], language, command.onlyDifferent),
    remarks: [...left.remarks, ...right.remarks],
    areDifferent: found.verdict === 'different',
  };
}

async function modelAt(command: DiffCommand, text: string): Promise<Found> {
  const operand = readOperand(text);
  const { file } = operand;
  const of = (reason: Text): NoAnswer => new NoAnswer(file === command.models[0] ? reason : words`${file}: ${reason}`);
  try {
    const { analysis, remark } = isSavedModel(file) ? await savedFacts(file) : await factsOf(command, operand);
    const meant = modelMeant(analysis, operand.wanted);
    if ('error' in meant) throw new NoAnswer(meant.error);
    const remarks = [remark, meant.remark].flatMap((one) => (one === undefined ? [] : [{ file, text: one }]));
    return { model: meant.model, remarks };
  } catch (thrown) {
    throw of(thrown instanceof NoAnswer ? thrown.reason : failure(thrown));
  }
}

async function factsOf(
  { keras }: DiffCommand,
  { file }: Operand,
): Promise<{ readonly analysis: Analysis; readonly remark?: Text }> {
  const { program, error } = readSource({ file });
  if (program === undefined) throw new NoAnswer(error);
  const { analyses } = await createFileAnalyses({ paths: [file], keras });
  return { analysis: analyses.withCallers(program).analysis };
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
