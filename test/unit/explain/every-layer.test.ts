import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { exactCount } from '../../../server/explain/count-text.ts';
import { toMarkdown } from '../../../server/explain/document/markdown.ts';
import { explainLayer } from '../../../server/explain/hovers/layer.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';
import { layerRecords } from '../../support/truth.ts';

/** One record in so many is looked at. */
const STEP = 6;

test('hovers of all kinds of layers in all kinds of programs: the numbers in them are those of real Keras', async () => {
  const parser = await pythonParser();
  let looked = 0;
  for (const records of layerRecords().values()) {
    for (const record of records.filter((_, index) => index % STEP === 0)) {
      const { calls } = analyze(parser, ProgramText.ofFile(record.source));
      for (const call of calls) {
        const text = toMarkdown(explainLayer([call], { pictures: true, torch: true, theme: 'dark' }));
        const where = `${record.id}, ${call.layer.className}:\n${text.replace(/\(data:[^)]*\)/, '')}`;
        assert.doesNotMatch(text, /NaN|\bundefined\b|\[object|Infinity/, where);
        // A formula below the table ends with the layer's own count.
        for (const [formula, total = ''] of text.matchAll(/^[a-z][\w\\]* [^\n|]* = ([\d,]+)$/gm)) {
          assert.equal(BigInt(total.replaceAll(',', '')), exactCount(call.layer.params), `${formula} in ${where}`);
        }
        for (const { dimensions, shape, path } of call.layer.weights) {
          const sizes = dimensions?.map((factors) => factors.reduce((size, { value }) => size * Number(value), 1));
          if (sizes !== undefined) assert.deepEqual(sizes, shape, `${path} in ${where}`);
        }
        looked++;
      }
      const known =
        record.weights.length > 0 ? calls.filter(({ layer }) => layer.weights.length === record.weights.length) : [];
      for (const weight of record.weights) {
        if (known.length !== 1) continue;
        const [call] = known;
        assert.ok(
          call!.layer.weights.some(
            ({ name, shape }) => name === weight.name && JSON.stringify(shape) === JSON.stringify(weight.shape),
          ),
          `${weight.name} ${weight.shape} of ${record.id}`,
        );
      }
    }
  }
  assert.ok(looked > 1000, `${looked}`);
});
