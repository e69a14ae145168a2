/** What a release of Keras does with what another one has written, as both did it (test/truth/saved-formats). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DataReader } from '../../../server/data/reader.ts';
import { exactCount } from '../../../server/explain/count-text.ts';
import { storedData } from '../../../server/node/stored-data.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { NO_FILES } from '../../../server/workspace/files.ts';
import { programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

interface Row {
  readonly reader: string;
  readonly file: string;
  readonly into?: string;
  readonly loads: boolean;
  readonly total?: number;
  readonly layers?: readonly string[];
}
const table = readFileSync(new URL('../../truth/saved-formats/table.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const folder = new URL('../../truth/saved/', import.meta.url);

/** A release that another one is read as: the rules of 3.0 are those of 3.15 here. */
const READERS = ['2.15.0', '3.15.1'];

async function modelsOf(source: string, release: string) {
  const analyses = createAnalyses(await pythonParser(), {
    files: NO_FILES,
    folders: () => [],
    kerasVersion: () => (release.startsWith('2') ? 2 : 3),
    kerasRelease: release,
    data: () => new DataReader(storedData),
  });
  return analyses.of(programOfFile(new URL('program.py', folder).href, source)).models;
}

for (const { reader, file, loads, total, layers } of table.filter(
  (row) => READERS.includes(row.reader) && row.into === undefined && !row.file.startsWith('simple'),
))
  test(`${reader} ${loads ? 'reads' : 'does not read'} ${file}`, async () => {
    const keras = reader.startsWith('2') ? 'from tensorflow import keras' : 'import keras';
    const read = file.endsWith('.json')
      ? `keras.models.model_from_json(open("${file}").read())`
      : `keras.models.load_model("${file}")`;
    const models = await modelsOf(`${keras}\nmodel = ${read}\n`, reader);
    assert.deepEqual(
      models.map((model) => ({ total: exactCount(model.total), layers: model.rows.map(({ name }) => name) })),
      loads ? [{ total: BigInt(total!), layers }] : [],
    );
  });
