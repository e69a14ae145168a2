import { spawnSync } from 'node:child_process';

/** What a program printed, and the exception that ended it. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly error: string | null;
}

/** Runs each program of a list with its own names, and gives what each printed. */
const driver = `
import contextlib, io, json, sys
sys.setrecursionlimit(2000)
outcomes = []
for source in json.load(sys.stdin):
    out, error = io.StringIO(), None
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(source, '<random>', 'exec'), {'__name__': '__main__'})
    except BaseException as raised:
        error = type(raised).__name__ + ': ' + str(raised)
    outcomes.append({'lines': out.getvalue().split('\\n')[:-1], 'error': error})
json.dump(outcomes, sys.stdout)
`;

/** The version of the Python on this machine; undefined where there is none. */
export function pythonVersion(): string | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** One process for all programs. */
export function runInCPython(programs: readonly string[]): Outcome[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-I', '-c', driver], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf8', PYTHONHASHSEED: '0' },
  });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Outcome[];
}
