/**
 * Stryker's two plugins of this project.
 *
 * The runner runs the tests that use `node:test` inside Stryker's process, each as often as there are mutants that it
 * reaches. A process for each mutant
 * (Stryker's command runner and tap-runner) would spend nearly all its time on loading TypeScript.
 */
import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PluginKind, commonTokens, declareClassPlugin, declareValuePlugin } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, MutantRunStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { tests } from './collected-tests.mjs';

// A process for a mutant that is evaluated while a module is loaded starts in half the time.
enableCompileCache(fileURLToPath(new URL('../../.mutation/compiled', import.meta.url)));

// Tests at random run a twentieth of their rounds.
process.env.TEST_ROUNDS ??= '0.05';

const COLLECTED = new URL('collected-tests.mjs', import.meta.url).href;

class InProcessRunner {
  static inject = [commonTokens.options];
  #files;
  #loaded = false;
  #runs = 0;
  /** What a mutant left behind (a cache with wrong entries) makes tests fail without it. */
  #spoilt = false;
  #stryker = (globalThis.__stryker__ ??= {});

  constructor(options) {
    this.#files = options.mutationTests;
  }

  /** What is evaluated while a module is loaded is evaluated once: such a mutant needs a process of its own. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun({ coverageAnalysis }) {
    await this.#load();
    flushCompileCache();
    const results = [];
    for (const test of tests) {
      if (coverageAnalysis === 'perTest') this.#stryker.currentTestId = test.id;
      results.push(await resultOf(test));
    }
    this.#stryker.currentTestId = undefined;
    return { status: 'complete', tests: results, mutantCoverage: this.#stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }) {
    if (this.#spoilt)
      throw new Error('An earlier mutant left something behind. This one is tried again in a new process.');
    this.#runs += 1;
    const stryker = this.#stryker;
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    try {
      await this.#load();
    } catch (error) {
      if (mutantActivation !== 'static') throw error;
      // Modules that do not even load with the mutant fail all tests.
      return { status: MutantRunStatus.Killed, killedBy: [], nrOfTests: 0, failureMessage: messageOf(error) };
    }
    stryker.activeMutant = activeMutant.id;
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    const wanted = testFilter && new Set(testFilter);
    const results = [];
    for (const test of tests) {
      if (wanted && !wanted.has(test.id)) continue;
      const result = await resultOf(test);
      results.push(result);
      const limit = determineHitLimitReached(stryker.hitCount, stryker.hitLimit);
      if (limit) return toMutantRunResult(limit);
      if (result.status !== FAILED) continue;
      if (mutantActivation === 'runtime') await this.#mustPassAlone(test);
      if (!disableBail) break;
    }
    return toMutantRunResult({ status: 'complete', tests: results });
  }

  /**
   * A mutant is killed by a test that passes without it. Where it does not, only the first mutant of a process can be
   * to blame.
   */
  async #mustPassAlone(test) {
    const { activeMutant } = this.#stryker;
    this.#stryker.activeMutant = undefined;
    const { status } = await resultOf(test);
    this.#stryker.activeMutant = activeMutant;
    if (status !== FAILED) return;
    this.#spoilt = true;
    if (this.#runs > 1)
      throw new Error(`“${test.id}” fails without a mutant. The mutant is tried again in a new process.`);
  }

  async #load() {
    if (this.#loaded) return;
    this.#loaded = true;
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'node:test' ? { url: COLLECTED, shortCircuit: true } : next(specifier, context),
    });
    for (const file of this.#files) await import(pathToFileURL(join(process.cwd(), file)).href);
    const twice = tests.find(({ id }, index) => tests.findIndex((other) => other.id === id) !== index);
    if (twice) throw new Error(`Two tests are called “${twice.id}”.`);
  }
}

const PASSED = 0;
const FAILED = 1;

async function resultOf({ id, file, line, column, run }) {
  const start = performance.now();
  const common = {
    id,
    name: id,
    fileName: file && fileURLToPath(file),
    startPosition: { line: line - 1, column: column - 1 },
  };
  try {
    await run();
    return { ...common, status: PASSED, timeSpentMs: Math.ceil(performance.now() - start) };
  } catch (error) {
    return {
      ...common,
      status: FAILED,
      timeSpentMs: Math.ceil(performance.now() - start),
      failureMessage: messageOf(error),
    };
  }
}

const messageOf = (error) => String(error?.message ?? error);

/**
 * Where a call's text is prose for people: `failure(message)`, `new LayerError(code, message)`, `new
 * Undecided(reason)`, `new RangeError(message)`.
 */
const PROSE = { failure: 0, LayerError: 1, Undecided: 0, RangeError: 0 };

/** Leaves out texts of messages. Where a message has a choice in it (“1 dimension” or “2 dimensions”), that stays. */
const prose = {
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    const { parent, node } = path;
    if (
      (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') ||
      parent.arguments[PROSE[parent.callee.name]] !== node
    )
      return undefined;
    const isPlain = (node.expressions ?? []).every(
      ({ type }) => type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression',
    );
    return isPlain ? 'The text of a message' : undefined;
  },
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
  declareValuePlugin(PluginKind.Ignore, 'prose', prose),
];
