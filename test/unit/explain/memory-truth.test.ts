/**
 * What a training step takes, beside real Keras: bytes of weights and optimizers to the byte, the whole step against
 * XLA's analysis of the step that Keras compiles (test/truth/memory/record.py).
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fitting, GIB, CARDS, trainingBytes, type WholePlan, wholePlan } from '../../../server/explain/memory/cards.ts';
import { type MemoryPlan, planMemory } from '../../../server/explain/memory/plan.ts';
import { analyse } from '../../support/analyse.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'truth', 'memory');

/** Bytes of a step by the size of the batch. */
type BySize = Readonly<Record<string, number>>;
interface Figures {
  readonly weights: number;
  readonly optimizer: number;
  /** As Keras compiles it. */
  readonly compiled: BySize;
  /** Each operation by itself. */
  readonly apart?: BySize;
}
const FIGURES = JSON.parse(readFileSync(join(FOLDER, 'figures.json'), 'utf8')) as Readonly<Record<string, Figures>>;
const NAMES = readdirSync(join(FOLDER, 'programs')).map((file) => file.replace(/\.py$/, ''));

/** XLA for processors puts convolutions that are frozen one into the other, which no graphics card does. */
const FROZEN: ReadonlySet<string> = new Set(['transfer_partly_frozen_vgg']);
/** It computes convolutions of float16 in float32, so that its figure is none of mixed precision. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['mixed_float16_conv']);

interface Compared {
  readonly name: string;
  readonly plan: MemoryPlan;
  readonly whole: WholePlan;
  readonly figures: Figures;
}
const compared: Compared[] = [];

before(async () => {
  for (const name of NAMES) {
    const { models } = await analyse(readFileSync(join(FOLDER, 'programs', `${name}.py`), 'utf8'));
    const plan = planMemory(models.at(-1)!);
    const whole = wholePlan(plan);
    const figures = FIGURES[name];
    assert.ok(whole && figures, `${name} is not reckoned, or not recorded`);
    compared.push({ name, plan, whole, figures });
  }
});

const stepOf = ({ name, figures: { compiled, apart } }: Compared): BySize => (FROZEN.has(name) ? apart! : compiled);

/** The difference at a batch of 32, as a share of what was measured. */
const errorOf = (one: Compared): number => trainingBytes(one.whole, 32) / stepOf(one)['32']! - 1;

describe('a training step', () => {
  test('weights and optimizer are those of Keras on TensorFlow, to the byte', () => {
    for (const { name, plan, figures } of compared) {
      assert.deepEqual(
        { name, weights: plan.weights, optimizer: plan.optimizer },
        {
          name,
          weights: { bytes: figures.weights, trained: 'unknown' in plan.weights ? undefined : plan.weights.trained },
          optimizer: { bytes: figures.optimizer },
        },
      );
    }
  });

  test('is within 30 % for four of five, and within 20 % in the middle', () => {
    const errors = compared
      .filter(({ name }) => !NOT_MEASURED.has(name))
      .map((one) => Math.abs(errorOf(one)))
      .sort((a, b) => a - b);
    assert.ok(errors.length >= 25);
    const median = errors[Math.floor(errors.length / 2)]!;
    assert.ok(median <= 0.2, `the median is ${median}`);
    const within = errors.filter((error) => error <= 0.3).length / errors.length;
    assert.ok(within >= 0.8, `${within} are within 30 %`);
  });

  test('the two numbers are on either side of the batch that fits', () => {
    const wrong: unknown[] = [];
    for (const one of compared) {
      if (NOT_MEASURED.has(one.name)) continue;
      const sizes = Object.keys(stepOf(one))
        .map(Number)
        .sort((a, b) => a - b);
      const [small, large] = sizes.slice(-2) as [number, number];
      const [least, most] = [stepOf(one)[small]!, stepOf(one)[large]!];
      const perSample = (most - least) / (large - small);
      for (const card of CARDS) {
        const fits = Math.floor((card * GIB - most) / perSample + large);
        const { should, cannotAbove = Number.POSITIVE_INFINITY } = fitting(one.whole, card);
        if (should > fits || cannotAbove < fits) wrong.push([one.name, card, should, fits, cannotAbove]);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
