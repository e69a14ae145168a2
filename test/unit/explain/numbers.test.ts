/** Every number in the hovers of docs/layers, and in those over the programs that real Keras ran, is derived again. */
import { wholeOf } from '../../../server/shapes/axes.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import type { Analysis, LayerCallFact, LayerFact, ModelFact, ShownShape } from '../../../server/analysis/analysis.ts';
import { exactCount } from '../../../server/explain/count-text.ts';
import { toMarkdown } from '../../../server/explain/document/markdown.ts';
import { explainLayer } from '../../../server/explain/hovers/layer.ts';
import { flatten } from '../../../server/explain/nest-text.ts';
import { hover } from '../../../server/features/hover.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { ExplainedNumbers, type Ground } from '../../support/explained-numbers.ts';
import { GOLDEN_PAGES, placeOf, programOf } from '../../support/golden-pages.ts';
import { pythonParser } from '../../support/parser.ts';
import { layerRecords, type TruthNest, type TruthShape } from '../../support/truth.ts';

const parser = await pythonParser();
const OPTIONS = { pictures: false, torch: true, theme: 'dark' } as const;
const plain = (shape: LayerCallFact['output']): (number | null)[][] =>
  shape === undefined
    ? []
    : flatten<ShownShape>(shape)
        .map(wholeOf)
        .flatMap((one) =>
          one?.every((size) => size === null || typeof size === 'number') ? [one as (number | null)[]] : [],
        );

/** Each layer with all that are inside it, and their counts. */
function countsOf(layers: readonly LayerFact[]): number[] {
  return layers.flatMap((layer): number[] => [Number(exactCount(layer.params) ?? 0n), ...countsOf(layer.children)]);
}

function groundOf(call: LayerCallFact, source: string, weights: Ground['weights'], outputs: Ground['outputs']): Ground {
  const inside = call.layer.children.flatMap((child) => [...child.arguments]);
  return {
    inputs: plain(call.inputs),
    outputs,
    weights,
    source,
    counts: [...countsOf([call.layer]), call.layer.children.length],
    arguments: new Map([...inside, ...call.layer.arguments]),
  };
}

const shapesOf = (nest: TruthNest<TruthShape>): (number | null)[][] =>
  Array.isArray(nest) && nest.every((one) => one === null || typeof one === 'number')
    ? [nest as (number | null)[]]
    : Object.values(nest as object).flatMap((one: TruthNest<TruthShape>) => shapesOf(one));

/** The last call, where its arrays are as many as the record lists: those of the layer that the record is about. */
function callOfRecord({ calls }: Analysis, count: number): LayerCallFact | undefined {
  const last = calls.at(-1);
  return last !== undefined && last.layer.kerasClass === last.layer.className && last.layer.weights.length === count
    ? last
    : undefined;
}

/** One record in so many is looked at, of each class the first. */
const STEP = Number(process.env['LAYER_LENS_STEP'] ?? 8);

/** The classes of which hovers over truth programs were looked at. */
const verified = new Set<string>();

test('hovers over programs that real Keras ran: each number follows from what Keras made', () => {
  let looked = 0;
  const left: string[] = [];
  for (const records of layerRecords().values()) {
    for (const record of records.filter((_, index) => index % STEP === 0)) {
      const call = callOfRecord(analyze(parser, ProgramText.ofFile(record.source)), record.weights.length);
      if (call === undefined || call.layer.unknown !== undefined) continue;
      const text = toMarkdown(explainLayer([call], OPTIONS));
      const { problems } = new ExplainedNumbers(
        text,
        groundOf(call, record.source, record.weights, shapesOf(record.output)),
      );
      if (problems.length > 0) left.push(`${record.id}: ${problems.join(' | ')}`);
      looked++;
      verified.add(call.layer.className);
    }
  }
  assert.deepEqual(left, []);
  assert.ok(looked > 1_500 / STEP, `${looked}`);
});

/** What the golden hovers are about, as facts that the tests above and those of test/truth compare with real Keras. */
function groundOfSection(analysis: Analysis, source: string, text: string): Ground {
  const [title = ''] = text.split('\n');
  // A title that is long leaves out the name that Keras makes of the class's.
  const named = analysis.calls.filter(
    ({ layer: { name, className } }) => title.includes(`\`${name}\``) || title.startsWith(`**${className}** ·`),
  );
  const [call] = named.length > 0 ? named.slice(-1) : [undefined];
  const model = analysis.models.at(-1);
  const isAboutModel = call === undefined && model !== undefined;
  const layers = isAboutModel
    ? model.rows.flatMap(({ layer }) => (layer === undefined ? [] : [layer]))
    : call === undefined
      ? []
      : [call.layer];
  const weights = layers.flatMap((layer) =>
    layer.weights.map(({ name, path, shape, trainable }) => ({
      name,
      path: `${layer.name}/${path}`,
      shape: shape as readonly number[],
      trainable: trainable !== false,
    })),
  );
  const rows = isAboutModel
    ? modelNumbers(
        model,
        (plain(analysis.calls.find(({ layer }) => layer.className !== 'InputLayer')?.inputs)[0] ?? [])
          .slice(1)
          .reduce<number>((count, size) => count * (size ?? 1), 1),
      )
    : [];
  if (call !== undefined) {
    const ground = groundOf(call, source, weights, plain(call.output));
    return {
      ...ground,
      counts: [
        ...ground.counts,
        ...analysis.calls.map(({ layer }) => Number(exactCount(layer.params) ?? 0n)),
        analysis.calls.filter(({ span }) => span.start === call.span.start).length,
      ],
    };
  }
  const shapes = analysis.calls.flatMap(({ inputs, output }) => [...plain(inputs), ...plain(output)]);
  return {
    inputs: shapes,
    outputs: [],
    weights,
    source,
    counts: [...countsOf(layers), ...rows, analysis.calls.length, ...analysis.functions.map(({ times }) => times)],
    arguments: new Map(),
  };
}

/**
 * Totals of a model, told from its rows alone: parameters, multiply-accumulates, Adam's numbers, and what the
 * validation split leaves.
 */
function modelNumbers({ rows }: ModelFact, input: number): number[] {
  const sizes = (row: ModelFact['rows'][number]) =>
    plain(row.outputShape)
      .map((shape) => shape.slice(1).reduce<number>((count, size) => count * (size ?? 1), 1))
      .reduce((a, b) => a + b, 0);
  const total = rows.reduce((sum, { params }) => sum + Number(exactCount(params) ?? 0n), 0);
  const macs = rows.reduce((sum, row) => {
    const kernel = row.weights.find(({ name }) => name === 'kernel')?.shape as readonly number[] | undefined;
    return kernel === undefined ? sum : sum + kernel.reduce((a, b) => a * b, 1) * (sizes(row) / kernel.at(-1)!);
  }, 0);
  const kilobytes = (bytes: number) => [Number((bytes / 1024).toFixed(2)), Number((bytes / 1024 / 1024).toFixed(2))];
  const weights = rows.flatMap((row) =>
    row.weights.flatMap(({ shape }) => (shape === undefined ? [] : ([...shape] as number[]))),
  );
  return [
    total,
    macs,
    2 * total + 2,
    ...weights,
    ...kilobytes(4 * total),
    ...kilobytes(4 * rows.reduce((sum, row) => sum + sizes(row), input)),
    800,
    200,
    32,
  ];
}

/** A summary in a hover is the text that test/truth compares character for character. */
const withoutSummary = (text: string): string => text.replace(/```text\nModel: [\s\S]*?```/, '');

const goldenTexts = GOLDEN_PAGES.flatMap(({ sections }) =>
  sections.map((section) => {
    const source = programOf(section);
    const analysis = analyze(parser, ProgramText.ofFile(source));
    const found = hover(analysis, placeOf(section), OPTIONS);
    const text = withoutSummary(found === undefined ? '' : toMarkdown(found.content));
    return {
      section,
      text,
      ground: groundOfSection(analysis, source, text),
      classes: analysis.calls
        .map(({ layer }) => layer)
        .filter(({ kerasClass, className }) => kerasClass === className)
        .map(({ className }) => className),
    };
  }),
);

for (const { section, text, ground, classes } of goldenTexts) {
  test(`the numbers in the hover of "${section.title}"`, () => {
    assert.ok(text.length > 20);
    assert.deepEqual(new ExplainedNumbers(text, ground).problems, []);
    for (const name of classes)
      if (name !== 'InputLayer') assert.ok(verified.has(name), `${name} is not among the programs that real Keras ran`);
  });
}

test('a wrong number would be found: of those that are changed by one, 96 of 100 are', () => {
  let changed = 0;
  const missed: string[] = [];
  for (const { section, text, ground } of goldenTexts) {
    const plainText = text.replace(/\]\(https?:[^)]*\)/g, (link) => link.replace(/\d/g, '_'));
    for (const { index, 0: number } of plainText.matchAll(
      /(?<![\w.,]|bias_|kernel_)\d+(?:,\d{3})*(?![\w.%]|,\d|-\d)/g,
    )) {
      const wrong = (Number(number.replaceAll(',', '')) + 1).toLocaleString('en', {
        useGrouping: number.includes(','),
      });
      const altered = text.slice(0, index) + wrong + text.slice(index + number.length);
      changed++;
      if (new ExplainedNumbers(altered, ground).problems.length === 0)
        missed.push(
          `${section.title}: ${text.slice(Math.max(0, index - 25), index)}[${wrong}]${text.slice(index + number.length, index + number.length + 15)}`.replaceAll(
            '\n',
            ' ',
          ),
        );
    }
  }
  assert.ok(changed > 1_000, `${changed}`);
  assert.ok(missed.length < changed * 0.04, `${missed.length} of ${changed}:\n${missed.join('\n')}`);
});
