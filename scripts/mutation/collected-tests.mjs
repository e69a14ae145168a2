/**
 * Stands in for `node:test` in the runner's process: the tests of a file are kept, to be run as often as there are
 * mutants.
 */

/** In the order of the files: `{ id, file, line, run }`. */
export const tests = [];
const groups = [];

export function test(name, body) {
  const where = /(file:\/\/[^\s)]+):(\d+):(\d+)/.exec(new Error().stack.split('\n')[2] ?? '');
  tests.push({
    id: [...groups, name].join(' › '),
    file: where?.[1],
    line: Number(where?.[2] ?? 1),
    column: Number(where?.[3] ?? 1),
    run: () => body({ diagnostic() {} }),
  });
}

export function describe(name, body) {
  groups.push(name);
  body();
  groups.pop();
}
