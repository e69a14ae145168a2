/** The steps of action.yml that are our own, run as GitHub runs them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { cli, example } from './language-client.ts';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { using: string; steps: readonly Step[] };
};
const folder = mkdtempSync(join(tmpdir(), 'layer-lens-action-'));
after(() => rmSync(folder, { recursive: true }));
const noBash = spawnSync('bash', ['--version']).error === undefined ? false : 'there is no bash';

/** Runs the check with these inputs; gives what it prints and the status that the last step ends with. */
function check(inputs: Readonly<Record<string, string>>): { out: string; status: number | null } {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const step = (which: (one: Step) => boolean, more: Readonly<Record<string, string>>) => {
    const { run, env = {} } = action.runs.steps.find(which)!;
    const values = Object.fromEntries(
      Object.entries(env).map(([name, value]) => {
        const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value)?.[1];
        return [name, input === undefined ? (more[name] ?? '') : (inputs[input] ?? action.inputs[input]!.default)];
      }),
    );
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run!], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        GITHUB_ACTION_PATH: join(dirname(cli), '..'),
        GITHUB_OUTPUT: output,
        ...values,
      },
    });
  };
  const { stdout, status } = step(({ id }) => id === 'check', {});
  assert.equal(status, 0, 'the step itself goes on, so that the problems are uploaded');
  const told = /^status=(\d+)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';
  return { out: stdout, status: step(({ name }) => /^Fail/.test(name ?? ''), { STATUS: told }).status };
}

test('the action writes SARIF, prints problems, and fails where there is an error', { skip: noBash }, () => {
  cpSync(example('lstm.py'), join(folder, 'lstm.py'));
  assert.deepEqual(check({ paths: 'lstm.py' }), { out: '', status: 0 });
  cpSync(example('lstm_with_mistake.py'), join(folder, 'mistake.py'));
  const { out, status } = check({});
  assert.match(out, /^mistake\.py:3:13: error: /);
  assert.equal(status, 1);
  const log = JSON.parse(readFileSync(join(folder, 'layerlens.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
  assert.equal(log.runs[0]!.results.length, 1);
  assert.equal(check({ arguments: '--problem undefined-name=off' }).status, 0);
  assert.equal(check({ paths: '$(touch pwned) ; ls' }).status, 1, 'what is no file is told, and not run');
  assert.equal(check({ arguments: '--no-such-option' }).status, 2);
});

test('the hooks of pre-commit are commands that there are', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string }[];
  assert.deepEqual(
    hooks.map(({ id }) => id),
    ['layerlens', 'layerlens-fix'],
  );
  for (const { entry } of hooks) {
    const [command, ...args] = entry.split(' ');
    assert.equal(command, 'layerlens');
    assert.equal(spawnSync(process.execPath, [cli, ...args, example('lstm.py')]).status, 0);
  }
});
