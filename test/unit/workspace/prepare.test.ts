/** Analyses that go on a little at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { createAnalyses } from '../../../server/workspace/analyser.ts';
import { type Program, programOfFile } from '../../../server/workspace/program.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const URI = 'file:///models.py';
const modelsOf = (analysis: { readonly models: readonly { readonly total: unknown }[] }): readonly string[] =>
  analysis.models.map(({ total }) => String(total));

/** So long that it takes several slices. */
function longProgram(units: number): Program {
  const models = Array.from(
    { length: 400 },
    (_, number) =>
      `m${number} = keras.Sequential([keras.Input((${number + 1},)), layers.LSTM(8, return_sequences=True) if ${number} < 0 else layers.Dense(${units}), layers.Dense(4)])`,
  );
  return programOfFile(URI, ['import keras', 'from keras import layers', ...models].join('\n'));
}

const newAnalyses = () => createAnalyses(parser, { files: { read: () => undefined }, folders: () => [] });
const fresh = ({ text }: Program) => modelsOf(analyze(parser, text, { path: URI }));

test('others are heard while a long program is analysed, and its analysis is the same', async () => {
  const analyses = newAnalyses();
  const program = longProgram(3);
  let pauses = 0;
  await analyses.prepare(
    () => program,
    async () => {
      pauses++;
    },
  );
  assert.ok(pauses >= 2, `${pauses} pauses`);
  assert.deepEqual(modelsOf(analyses.of(program)), fresh(program));
});

test('what is edited meanwhile is analysed instead', async () => {
  const analyses = newAnalyses();
  let program = longProgram(3);
  let pauses = 0;
  await analyses.prepare(
    () => program,
    async () => {
      if (++pauses === 2) program = longProgram(5);
    },
  );
  assert.deepEqual(modelsOf(analyses.of(program)), fresh(program));
});

test('who asks at once between two slices gets the whole analysis, and the slices end', async () => {
  const analyses = newAnalyses();
  const program = longProgram(3);
  let asked: readonly string[] | undefined;
  let pauses = 0;
  await analyses.prepare(
    () => program,
    async () => {
      pauses++;
      asked ??= modelsOf(analyses.of(program));
    },
  );
  assert.equal(pauses, 1);
  assert.deepEqual(asked, fresh(program));
});

test('another program that is asked about between two slices does not lose the first one', async () => {
  const analyses = newAnalyses();
  const program = longProgram(3);
  const other = programOfFile(
    'file:///other.py',
    'import keras\nm = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])\n',
  );
  let told: readonly string[] | undefined;
  await analyses.prepare(
    () => program,
    async () => {
      told ??= modelsOf(analyses.of(other));
    },
  );
  assert.deepEqual(told, ['9']);
  assert.deepEqual(modelsOf(analyses.of(program)), fresh(program));
});

test('a program that is closed meanwhile is let go', async () => {
  const analyses = newAnalyses();
  let program: Program | undefined = longProgram(3);
  let pauses = 0;
  await analyses.prepare(
    () => program,
    async () => {
      if (++pauses === 1) {
        analyses.closed(URI);
        program = undefined;
      }
    },
  );
  assert.equal(pauses, 1);
});

test('a short program does not wait for a long one', async () => {
  const analyses = newAnalyses();
  const ended: string[] = [];
  const programs = [
    longProgram(3),
    programOfFile(
      'file:///short.py',
      'import keras\nm = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])\n',
    ),
  ];
  await Promise.all(
    programs.map(async (program) => {
      await analyses.prepare(
        () => program,
        () =>
          new Promise((resolve) => {
            setTimeout(resolve, 0);
          }),
      );
      ended.push(program.uri);
    }),
  );
  assert.deepEqual(ended, ['file:///short.py', URI]);
});

test('who asks for a program that is being analysed waits for the same analysis', async () => {
  const analyses = newAnalyses();
  let pauses = 0;
  const program = longProgram(3);
  const count = async () => {
    pauses++;
  };
  const first = analyses.prepare(() => program, count);
  await analyses.prepare(
    () => program,
    () => assert.fail('there is one already'),
  );
  await first;
  assert.ok(pauses >= 2);
});

test('more programs than are analysed at a time come all, each whole', async () => {
  const analyses = newAnalyses();
  const programs = ['a', 'b', 'c', 'd', 'e'].map((name, number) => ({
    ...longProgram(number + 3),
    uri: `file:///${name}.py`,
  }));
  await Promise.all(
    programs.map((program) =>
      analyses.prepare(
        () => program,
        async () => {},
      ),
    ),
  );
  for (const program of programs) assert.deepEqual(modelsOf(analyses.of(program)), fresh(program));
});
