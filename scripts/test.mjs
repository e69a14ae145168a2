/**
 * `npm test`: everything, on a fresh clone too. `npm test -- unit protocol` runs only these parts.
 * The last line is the sum of all parts; the exit status is 1 where anything failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { guard } from './guard.mjs';
import { hostFolder, needsHost, setUpHost } from './host.mjs';
import { SEALED } from './sealed.mjs';
import { environment, node24, partsAsked, root, setUp } from './setup.mjs';

const COUNTS = '##counts ';

/** Runs a script, shows its lines, and gives the counts that it tells in a line of its own. */
function counted(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24(), args, {
      cwd: root,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let counts;
    // test-electron tells the exit code in a line of its own; here it is a part of the counts.
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith(COUNTS)) counts = JSON.parse(line.slice(COUNTS.length));
      else if (!/^Exit code: +0$/.test(line)) console.log(line);
    });
    child.once('close', (status) => {
      counts ??= { passed: 0, failed: 1 }; // it ended before it could tell
      if (status !== 0 && counts.failed === 0) counts.failed = 1;
      resolve(counts);
    });
  });
}

/** Asks Python. */
const RANDOM_PROGRAMS = 'test/property/random-programs/random-programs.test.ts';

/**
 * Tests of the part that are no tests of the server alone: they start Python, npm or threads, write files for the
 * command line to read, or read the words of the
 * sources with a parser of native code.
 */
const NOT_SEALED = [
  RANDOM_PROGRAMS,
  'test/unit/cli/analyze.test.ts',
  'test/unit/cli/threads.test.ts',
  'test/unit/cli/check.test.ts',
  'test/unit/cli/coverage.test.ts',
  'test/unit/cli/deadline.test.ts',
  'test/unit/cli/fix.test.ts',
  'test/unit/cli/migrate.test.ts',
  'test/unit/cli/run.test.ts',
  'test/unit/cli/saved.test.ts',
  'test/unit/data-files/programs.test.ts',
  'test/unit/manifest.test.ts',
  'test/unit/mcp/mcp.test.ts',
  'test/unit/node/hostile-files.test.ts',
  'test/unit/python/library/programs.test.ts',
  'test/unit/python/syntax/cpython.test.ts',
  'test/unit/scripts/audit.test.ts',
  'test/unit/scripts/lines.test.ts',
  'test/unit/words/catalogue.test.ts',
  'test/unit/words/hovers.test.ts',
  'test/unit/words/problems.test.ts',
  'test/unit/words/spoken.test.ts',
];

/** What real Keras, NumPy and pandas did, and what of it is not reached. */
const TRUTH = [
  'test/unit/analysis/accepted-by-keras-*.test.ts',
  'test/unit/analysis/{mistakes,old-idioms,packaged-programs,recorded-programs,truth-programs}.test.ts',
  'test/unit/explain/explorer/truth.test.ts',
  'test/unit/explain/{every-layer,numbers}.test.ts',
  'test/unit/keras/{layer-table,signatures,truth-layers}.test.ts',
  'test/unit/keras/applications/*.test.ts',
  'test/unit/problems/fixes.test.ts',
  'test/unit/python/library/numpy-truth.test.ts',
];
/** Others that take seconds each. */
const SLOW = [
  'test/unit/analysis/{growth,interrupted,keras-version}.test.ts',
  'test/unit/data/any-arguments.test.ts',
  'test/unit/explain/graph/graph.test.ts',
  'test/unit/explain/hostile-texts.test.ts',
  'test/unit/python/library/natives-pay.test.ts',
  'test/unit/workspace/prepare.test.ts',
];

/**
 * What finds most mistakes in least time: the unit tests that are quick, and the specification. All are in one process,
 * which loads everything once and is not sealed: `unit` runs them so.
 */
const QUICK = ['test/unit/**/*.test.ts', 'test/specification/specification.test.ts'];
const fastTests = () =>
  runTests(['scripts/tests-in-one.mjs', ...QUICK, ...without([...TRUTH, ...SLOW, ...NOT_SEALED])]);

/** Those of the patterns that are of unit tests, as patterns of what is left out. */
const without = (patterns) => patterns.filter((one) => one.startsWith('test/unit/')).map((one) => `!${one}`);

/** Programs, edits and bytes at random. */
async function randomTests() {
  const sealed = await runTests([
    'scripts/sealed-tests.mjs',
    'test/{property,fuzz}/**/*.test.ts',
    `!${RANDOM_PROGRAMS}`,
  ]);
  return sum([sealed, await nodeTests(RANDOM_PROGRAMS)]);
}

/**
 * Everything the server does, in processes that may read files and do nothing else: what is quick in one, which loads
 * everything once, the rest in one for each file; then the few tests that do more.
 */
async function unitTests() {
  const left = without([...TRUTH, ...SLOW, ...NOT_SEALED]);
  const [quick, slow] = await Promise.all([
    runTests((counts) => [
      ...SEALED,
      // What it counts is all that it writes.
      `--allow-fs-write=${counts}`,
      'scripts/tests-in-one.mjs',
      ...QUICK,
      ...left,
    ]),
    runTests([
      'scripts/sealed-tests.mjs',
      ...TRUTH,
      ...SLOW,
      'test/!(vscode|protocol|unit)/**/*.test.ts',
      '!test/specification/specification.test.ts',
      `!${RANDOM_PROGRAMS}`,
    ]),
  ]);
  const others = await nodeTests(`--test-concurrency=${availableParallelism()}`, ...NOT_SEALED);
  return sum([quick, slow, others]);
}

const sum = (counts) => ({
  passed: counts.reduce((all, { passed }) => all + passed, 0),
  failed: counts.reduce((all, { failed }) => all + failed, 0),
});

const reported = [
  '--test',
  `--test-reporter=${join(root, 'scripts', 'test-reporter.mjs')}`,
  '--test-reporter-destination=stdout',
  '--test-timeout=300000',
];

/** Runs test files with Node's own runner. */
const nodeTests = (...patterns) => runTests([...reported, ...patterns]);

/** `args`: of Node, or what gives them for the file that the counts are written to. */
async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'layer-lens-counts-'));
  const file = join(folder, 'counts.json');
  const status = await new Promise((resolve) => {
    const env = { ...environment(), LAYER_LENS_TEST_COUNTS: file };
    spawn(node24(), typeof args === 'function' ? args(file) : args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    }).once('close', resolve);
  });
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
  rmSync(folder, { recursive: true });
  if (counts.passed + counts.failed === 0) counts.failed = 1; // a pattern that finds no test is a mistake
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Runs the suite in a real VS Code. */
async function inVscode(kind) {
  const env = { HOST_TIMEOUT_S: process.env.HOST_TIMEOUT_S ?? '300' };
  if (needsHost && process.env.VSCODE_EXECUTABLE === undefined) {
    setUpHost();
    env.VSCODE_EXECUTABLE = join(hostFolder, 'code-offline.mjs');
  }
  return counted(['test/vscode/run.mjs', kind], env);
}

const parts = {
  check: ['Types and lint', check],
  unit: ['Unit tests and ground truth', unitTests],
  build: ['Build', () => build().then(() => ({ passed: 1, failed: 0 }))],
  guard: ['Unused code, licences, vulnerabilities, sizes', guard],
  protocol: ['The server and the command line, from outside', () => nodeTests('test/protocol/**/*.test.ts')],
  vscode: ['In VS Code, desktop extension host', () => inVscode('node')],
  web: ['In VS Code, web extension host', () => inVscode('web')],
  package: ['In VS Code, installed from the package', () => inVscode('installed')],
  page: ['In VS Code, on the page', () => pageTests()],
};

async function pageTests() {
  if (!needsHost) {
    console.log('Only where there is no desktop: these tests move the mouse in a headless browser.');
    return { passed: 0, failed: 0 };
  }
  setUpHost();
  return nodeTests('--test-concurrency=1', 'test/vscode/page*.test.mjs'); // a browser each: one after the other
}

/** Parts of parts, for whoever is at work: these are not run by `npm test` alone, which runs all that is in them. */
const partial = {
  fast: ['Unit tests that are quick, and the specification', fastTests],
  truth: ['Ground truth', () => runTests(['scripts/sealed-tests.mjs', ...TRUTH])],
  random: ['At random', randomTests],
};

const asked = partsAsked({ ...parts, ...partial });

setUp();
const WITHOUT_BUNDLES = new Set(['check', 'unit', ...Object.keys(partial)]);
// What looks at the bundles must not look at old ones.
if (asked.length > 0 && !asked.includes('build') && asked.some((name) => !WITHOUT_BUNDLES.has(name))) await build();
const total = { passed: 0, failed: 0 };
const lines = [];
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const [title, execute] = { ...parts, ...partial }[name];
  console.log(`\n── ${title} ──`);
  const start = Date.now();
  let counts;
  try {
    counts = await execute();
  } catch (error) {
    console.error(error.message);
    counts = { passed: 0, failed: 1 };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  lines.push(
    `${counts.failed === 0 ? '✓' : '✗'} ${title}: ${counts.passed} of ${counts.passed + counts.failed}, ${seconds} s`,
  );
}
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
