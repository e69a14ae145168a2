/** Saved models that are opened by themselves, as the release of Keras that wrote them says they are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Analysis, ModelFact } from '../../../server/analysis/analysis.ts';
import { DataReader } from '../../../server/data/reader.ts';
import { exactCount } from '../../../server/explain/count-text.ts';
import { shapeToJson } from '../../../server/shapes/dimension.ts';
import { wholeOf } from '../../../server/shapes/axes.ts';
import { storedData } from '../../../server/node/stored-data.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analysesOfSaved } from '../../../server/workspace/saved/analyse.ts';
import { savedModel } from '../../../server/workspace/saved/saved-model.ts';
import { pythonParser } from '../../support/parser.ts';

const folder = new URL('../../truth/saved/', import.meta.url);

interface Recorded {
  readonly release: string;
  readonly files: readonly string[];
  readonly name: string;
  readonly total: number;
  readonly trainable: number;
  readonly layers: readonly {
    readonly name: string;
    readonly class: string;
    readonly shape: readonly (number | null)[] | null;
    readonly params: number;
    readonly weights: readonly (readonly number[])[];
  }[];
}

const truth = readFileSync(new URL('truth.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

async function opened(file: URL): Promise<Analysis> {
  const reader = new DataReader(storedData);
  const saved = savedModel(reader, file.href);
  assert.ok(!('error' in saved), 'error' in saved ? inEnglish(saved.error) : '');
  return (await analysesOfSaved(await pythonParser(), reader, saved, undefined)).of(saved.program);
}

const numbers = ({ name, total, trainable, rows }: ModelFact) => ({
  name,
  total: exactCount(total),
  trainable: exactCount(trainable),
  layers: rows.map((row) => ({
    name: row.name,
    class: row.className,
    params: exactCount(row.params),
    weights: row.weights.map(({ shape }) => shape && shapeToJson(shape)),
  })),
});

for (const { release, files, ...said } of truth.filter(({ name }) => name !== 'own'))
  for (const file of files.filter((name) => name.endsWith('.keras')))
    test(`${file} is what Keras ${release} says`, async () => {
      const { models } = await opened(new URL(file, folder));
      assert.equal(models.length, 1);
      assert.deepEqual(numbers(models[0]!), {
        name: said.name,
        total: BigInt(said.total),
        trainable: BigInt(said.trainable),
        layers: said.layers.map((layer) => ({
          name: layer.name,
          class: layer.class,
          params: BigInt(layer.params),
          weights: layer.weights,
        })),
      });
      for (const [index, { name, shape }] of said.layers.entries()) {
        const output = models[0]!.rows[index]!.outputShape;
        if (shape !== null) assert.deepEqual(shapeToJson(wholeOf(output as never)!), shape, name);
      }
    });

for (const { release, files, layers } of truth.filter(({ name }) => name === 'own'))
  test(`a class of the program's own in a file of Keras ${release} leaves its arrays open`, async () => {
    const { models } = await opened(new URL(files[0]!, folder));
    const [model] = models;
    assert.equal(model?.total, undefined);
    const rows = model!.rows.map(({ name, params, outputShape }) => [
      name,
      exactCount(params),
      shapeToJson(wholeOf(outputShape as never)!),
    ]);
    assert.deepEqual(
      rows,
      layers.map(({ name, class: className, params, shape }) => [
        name,
        className === 'Linear' ? undefined : BigInt(params),
        shape,
      ]),
    );
  });
