/** The tools of `layerlens mcp`, asked by the client of the protocol's own package. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { createMcpServer } from '../../../server/cli/mcp/server.ts';
import { Threads } from '../../../server/cli/work/threads.ts';

const threads = new Threads(new URL('../../../server/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'layer-lens-mcp-'));
const [inside, outside] = [join(folder, 'inside'), join(folder, 'outside')];
const LSTM = `from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
model = Model(inputs, Dense(1)(x))
`;
const SLOW = `import keras
${Array.from({ length: 30 }, (_, number) => `for i in range(10**9):\n    a${number} = (i * 2 + 1) % 7\n`).join('')}`;
before(() => {
  mkdirSync(inside);
  mkdirSync(outside);
  writeFileSync(join(inside, 'lstm.py'), LSTM);
  writeFileSync(join(inside, 'sizes.py'), 'UNITS = 7\n');
  writeFileSync(join(outside, 'secret.py'), 'import keras\nSECRET = 5\n');
  writeFileSync(join(inside, 'slow.py'), SLOW);
  if (process.platform !== 'win32') symlinkSync(join(outside, 'secret.py'), join(inside, 'link.py'));
});
after(async () => {
  rmSync(folder, { recursive: true });
  await threads.stop();
});

/** Each mistake stands behind the one before. */
const THREE_MISTAKES = `import keras
from keras import layers

inputs = keras.Input(shape=(20, 8))
x = layers.LSTM(16)(inputs)
x = layers.LSTM(8)(x)
x = layers.Dense(4, activaton="relu")(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, output)
`;

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  // What it has is looked at by its tests.
  readonly value: Record<string, unknown>;
}

/** A client with these roots; without, it knows none. `folders`: given to the server. */
async function connected(roots?: readonly string[], folders: readonly string[] = [], seconds = 10) {
  const client = new Client({ name: 'test', version: '1' }, { capabilities: roots === undefined ? {} : { roots: {} } });
  if (roots !== undefined)
    client.setRequestHandler('roots/list', () => ({
      roots: roots.map((root) => ({ uri: pathToFileURL(root).href, name: 'root' })),
    }));
  const server = createMcpServer({ threads, folders, seconds, version: '1.2.3' });
  const [here, there] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(there), client.connect(here)]);
  const call = async (name: string, args: Record<string, unknown>): Promise<Answer> => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
    const [first] = content as { text: string }[];
    return {
      isError: isError === true,
      text: first!.text,
      value: (structuredContent ?? {}) as Record<string, unknown>,
    };
  };
  return { client, call };
}

interface Edit {
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  new_text: string;
}
interface Problem {
  line: number;
  code: string;
  message: string;
  fixes: { title: string; preferred: boolean; edits: Edit[] }[];
}

/** Makes edits as a client does: it knows lines and columns. */
function edited(text: string, edits: readonly Edit[]): string {
  const lines = text.split('\n');
  const at = (line: number, column: number) =>
    lines.slice(0, line - 1).join('\n').length + (line > 1 ? column : column - 1);
  return [...edits]
    .sort((a, b) => at(b.line, b.column) - at(a.line, a.column))
    .reduce(
      (now, one) => now.slice(0, at(one.line, one.column)) + one.new_text + now.slice(at(one.end_line, one.end_column)),
      text,
    );
}

test('which tools there are: all of them only read, and say what they take and give', async () => {
  const { client } = await connected();
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['check_keras_code', 'explain_layer', 'summarize_model', 'shape_at', 'plan_memory', 'migrate_to_keras3'],
  );
  for (const { annotations, inputSchema, outputSchema, description } of tools) {
    assert.equal(annotations?.readOnlyHint, true);
    assert.ok(description && inputSchema.properties?.['code'] && outputSchema?.properties);
  }
  await client.close();
});

test('a transcript: a client finds and mends three mistakes', async () => {
  const { client, call } = await connected();
  const transcript: string[] = [];
  let code = THREE_MISTAKES;
  for (let round = 0; round < 6; round++) {
    const { value } = await call('check_keras_code', { code });
    const [problem] = value['problems'] as Problem[];
    if (problem === undefined) break;
    const fix = problem.fixes.find(({ preferred }) => preferred) ?? problem.fixes[0];
    assert.ok(fix, JSON.stringify(problem));
    transcript.push(`${problem.line}: ${problem.code}: ${fix.title}`);
    code = edited(code, fix.edits);
  }
  assert.deepEqual(transcript, [
    '6: rank-mismatch: Add return_sequences=True to LSTM',
    '7: unknown-argument: Change activaton to activation',
    '9: undefined-name: Change to outputs',
  ]);
  const { value } = await call('summarize_model', { code });
  assert.deepEqual(
    (value['models'] as { total: string; layers: { output_shape: string }[] }[]).map(({ total, layers }) => [
      total,
      layers.map(({ output_shape: shape }) => shape),
    ]),
    [['2,441', ['(None, 20, 8)', '(None, 20, 16)', '(None, 8)', '(None, 4)', '(None, 1)']]],
  );
  await client.close();
});

describe('what the tools say', () => {
  test('explain_layer, shape_at', async () => {
    const { client, call } = await connected();
    const { value } = await call('explain_layer', { code: LSTM, line: 5 });
    assert.match(String(value['explanation']), /^LSTM lstm · \(None, 100, 4\) → \(None, 2\) · 56 parameters/);
    assert.deepEqual(await call('explain_layer', { code: LSTM, line: 3 }), {
      isError: true,
      text: 'there is nothing to explain at line 3: no layer, model, tensor or printed value is there',
      value: {},
    });
    const shapes = await call('shape_at', { code: LSTM, line: 5 });
    assert.deepEqual(shapes.value, {
      shapes: [{ column: 5, expression: 'LSTM(2)(inputs)', facts: '→ (None, 2) · 56 params' }],
    });
    await client.close();
  });

  test('plan_memory: the weights to the byte, and what fits', async () => {
    const { client, call } = await connected();
    const code = `${LSTM}model.compile("adam", "mse")\n`;
    const { value } = await call('plan_memory', { code, batch: 32, gpu_gb: 8 });
    const [model] = value['models'] as { weights: number; gradients: number; training: { cards: { gib: number }[] } }[];
    assert.deepEqual([model!.weights, model!.gradients], [59 * 4, 59 * 4]);
    assert.deepEqual(
      model!.training.cards.map(({ gib }) => gib),
      [8],
    );
    await client.close();
  });

  test('migrate_to_keras3 gives a diff', async () => {
    const { client, call } = await connected();
    const code = 'from keras.optimizers import Adam\noptimizer = Adam(lr=0.1)\n';
    const { value } = await call('migrate_to_keras3', { code });
    assert.deepEqual(value['mended'], [{ line: 2, what: 'lr is learning_rate' }]);
    assert.match(String(value['diff']), /^-optimizer = Adam\(lr=0\.1\)\n\+optimizer = Adam\(learning_rate=0\.1\)$/m);
    await client.close();
  });

  test('at most 4 kB, unless more is asked for', async () => {
    const { client, call } = await connected();
    const code = `import keras\nmodel = keras.Sequential([keras.Input((4,)), *[keras.layers.Dense(n + 1) for n in range(300)]])\n`;
    const brief = await call('summarize_model', { code, weights: true });
    assert.ok(Buffer.byteLength(brief.text) <= 4_000, brief.text);
    const layersOf = ({ value }: Answer) => (value['models'] as { layers: unknown[] }[])[0]!.layers.length;
    assert.equal(Number(brief.value['left_out']) + layersOf(brief), 300);
    const all = await call('summarize_model', { code, weights: true, max_bytes: 200_000 });
    assert.equal(layersOf(all), 300);
    assert.equal(all.value['left_out'], undefined);
    assert.ok(Buffer.byteLength((await call('explain_layer', { code: LSTM, line: 5, max_bytes: 600 })).text) <= 600);
    await client.close();
  });

  test('a call ends in time, and the next is answered', async () => {
    const { client, call } = await connected([inside], [], 1);
    const { isError, text } = await call('check_keras_code', { path: 'slow.py' });
    assert.ok(isError);
    assert.match(text, /^stopped after 1 s, at line \d+/);
    assert.equal((await call('check_keras_code', { path: 'lstm.py' })).value['errors'], 0);
    await client.close();
  });
});

describe('files', () => {
  test('are those of the roots of the client, and of no other folder', async () => {
    const { client, call } = await connected([inside]);
    for (const path of ['lstm.py', join(inside, 'lstm.py')])
      assert.equal((await call('check_keras_code', { path })).value['errors'], 0);
    const others = ['../outside/secret.py', join(outside, 'secret.py'), 'nowhere.py', '/etc/passwd', '.', inside];
    if (process.platform !== 'win32') others.push('link.py');
    for (const path of others) {
      const { isError, text } = await call('check_keras_code', { path });
      assert.ok(isError, path);
      assert.match(text, /^(There is no file .* in .*inside\.|This is a folder, not a file\.)$/);
    }
    await client.close();
  });

  test('imports are read there too, and nowhere else', async () => {
    const { client, call } = await connected([inside]);
    const shapes = async (module: string, name: string) => {
      const code = `import sys\nsys.path.append("${outside}")\nimport keras\nfrom ${module} import ${name}\nx = keras.layers.Dense(${name})(keras.Input((4,)))\n`;
      return JSON.stringify((await call('shape_at', { code, line: 5 })).value);
    };
    assert.match(await shapes('sizes', 'UNITS'), /\(None, 7\)/);
    assert.doesNotMatch(await shapes('secret', 'SECRET'), /\(None, 5\)/);
    await client.close();
  });

  test('without roots there are none, unless the server is given folders', async () => {
    const { client, call } = await connected();
    const { isError, text } = await call('check_keras_code', { path: join(inside, 'lstm.py') });
    assert.ok(isError);
    assert.match(text, /^No folder may be read: the client names no roots\./);
    assert.match((await call('check_keras_code', {})).text, /^Give "path" or "code"\.$/);
    await client.close();
    const given = await connected(undefined, [inside]);
    assert.equal((await given.call('check_keras_code', { path: 'lstm.py' })).value['errors'], 0);
    await given.client.close();
  });

  test('the text of a file that is edited stands at its place', async () => {
    const { client, call } = await connected([inside]);
    const code = LSTM.replace('(2)(inputs)', '(2)(x)');
    const { value } = await call('check_keras_code', { path: 'lstm.py', code });
    assert.equal(value['errors'], 1);
    await client.close();
  });
});
