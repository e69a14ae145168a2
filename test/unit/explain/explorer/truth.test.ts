/**
 * What the explorer shows of a layer is what Keras 3.16 built, for every record of the truth: the view's own model
 * against arrays, counts and outputs.
 */
import type { Stack } from '../../../../server/explain/explorer/matrices.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../../server/analysis/run.ts';
import { definitionOf } from '../../../../server/explain/explorer/alone.ts';
import { explore } from '../../../../server/explain/explorer/exploration.ts';
import { controlGroups } from '../../../../server/explain/explorer/controls.ts';
import { inEnglish } from '../../../../server/words/language.ts';
import { columnName, pictureWords, pointedAt, rowLabel } from '../../../../server/explain/explorer/pointing.ts';
import { layerAt } from '../../../../server/features/explore-layer.ts';
import { formatShape } from '../../../../server/shapes/dimension.ts';
import { pythonParser } from '../../../support/parser.ts';
import { layerRecords, type LayerRecord, type TruthShape } from '../../../support/truth.ts';

const wanted = new RegExp(process.env['TRUTH'] ?? '');
const isShape = (output: unknown): output is TruthShape =>
  Array.isArray(output) && output.every((dimension) => dimension === null || typeof dimension === 'number');

/**
 * The families that the explorer is made for must be explored in nearly all their records; in others some depend on
 * data or functions.
 */
const FAMILIES: ReadonlySet<string> = new Set([
  'LSTM',
  'GRU',
  'SimpleRNN',
  'Bidirectional',
  'TimeDistributed',
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv3D',
  'Conv2DTranspose',
  'DepthwiseConv2D',
  'SeparableConv2D',
  'MultiHeadAttention',
  'GroupedQueryAttention',
  'BatchNormalization',
  'LayerNormalization',
  'GroupNormalization',
  'Embedding',
]);

test('arrays, counts and outputs of the explorer are those of Keras', async (t) => {
  const parser = await pythonParser();
  const failures: string[] = [];
  const lines: string[] = [];
  for (const [name, all] of layerRecords()) {
    // Of the others a sample: each record is a program to run.
    const className = definitionOf(name)?.name ?? name;
    const records = FAMILIES.has(className) ? all : all.filter((_, index) => index % 5 === 0);
    let [explored, left] = [0, 0];
    for (const record of records.filter(({ id }) => wanted.test(id))) {
      const { analysis } = runProgram(parser, record.source);
      const calls = analysis.calls.filter(({ layer }) => layer.kerasClass === className);
      const call = calls.at(-1);
      // A record of several layers says what all of them have together.
      const only =
        call !== undefined && analysis.calls.every(({ layer }) => layer === call.layer || layer.weights.length === 0);
      const found = call && only ? layerAt(analysis, call.nameSpan?.end ?? call.span.start) : undefined;
      if (
        found?.layer.kind !== 'explored' ||
        found.layer.className !== className ||
        Object.keys(found.layer.notes).length > 0
      ) {
        left++;
        continue;
      }
      const exploration = explore(found.layer.call);
      if (exploration.kind !== 'built') {
        left++;
        continue;
      }
      explored++;
      failures.push(...differences(record, exploration).map((text) => `${record.id}: ${text}`));
      assert.ok(controlGroups(found.layer.call.layer).length > 0, record.id);
    }
    if (explored + left > 0)
      lines.push(`${name.padEnd(40)} ${String(explored).padStart(4)} ${String(left).padStart(4)}`);
    if (FAMILIES.has(className) && wanted.source === '(?:)')
      assert.ok(explored > 0.6 * records.length, `${name}: only ${explored} of ${records.length} explored`);
  }
  t.diagnostic(`explored, left\n${lines.join('\n')}`);
  assert.deepEqual(failures, []);
});

function differences(
  record: LayerRecord,
  exploration: Extract<ReturnType<typeof explore>, { kind: 'built' }>,
): string[] {
  const wrong: string[] = [];
  const compare = (what: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected))
      wrong.push(`${what} ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  };
  compare(
    'arrays',
    exploration.arrays.map(({ name, shape, trainable }) => [name.slice(name.lastIndexOf('/') + 1), shape, trainable]),
    record.weights.map(({ name, shape, trainable }) => [name, formatShape(shape), trainable]),
  );
  compare(
    'parameters',
    inEnglish(exploration.parameters),
    record.params === 0
      ? 'no parameters'
      : `${record.params.toLocaleString('en-US')} ${record.params === 1 ? 'parameter' : 'parameters'}`,
  );
  if (isShape(record.output)) compare('output', exploration.output, formatShape(record.output));
  if (exploration.formula !== undefined)
    compare('formula', exploration.formula.split(' = ').at(-1), record.params.toLocaleString('en-US'));
  const numbers = exploration.stacks.flatMap(({ columnCount, matrices }) =>
    matrices.map(({ rowCount }) => rowCount * columnCount),
  );
  compare(
    'numbers in the picture',
    numbers.reduce((sum, count) => sum + count, 0),
    record.params,
  );
  exploration.stacks.forEach((stack, index) => {
    compare(
      'columns in groups',
      stack.groups.reduce((sum, { size }) => sum + size, 0),
      stack.columnCount,
    );
    stack.matrices.forEach((_, place) => {
      wrong.push(...differencesOfLastCell(exploration.stacks, { stack: index, matrix: place }));
    });
  });
  const picture = inEnglish(pictureWords(exploration.stacks));
  if (/undefined|NaN/.test(picture)) wrong.push(picture);
  return wrong;
}

/** The cell at the end of an array, as it is pointed at. */
function differencesOfLastCell(
  stacks: readonly Stack[],
  place: { readonly stack: number; readonly matrix: number },
): string[] {
  const stack = stacks[place.stack]!;
  const matrix = stack.matrices[place.matrix]!;
  const last = { ...place, row: matrix.rowCount - 1, column: stack.columnCount - 1 };
  const wrong: string[] = [];
  const pointed = pointedAt(stacks, last);
  const said =
    pointed === undefined
      ? 'undefined'
      : [pointed.line, pointed.index, pointed.cell, rowLabel(matrix, last.row), columnName(stack, last.column)]
          .map(inEnglish)
          .join(' | ');
  if (/undefined|NaN/.test(said)) wrong.push(`pointing at ${JSON.stringify(last)}: ${said}`);
  // The index of the last cell is the last of the array along each axis.
  const indices =
    /\[([\d, ]+)\]/
      .exec(pointed?.index ?? '')?.[1]
      ?.split(', ')
      .map((one) => Number(one) + 1) ?? [];
  if (formatShape(indices) !== matrix.shape)
    wrong.push(`last index of ${matrix.name} ${formatShape(indices)}, not ${matrix.shape}`);
  return wrong;
}
