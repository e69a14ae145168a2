/**
 * What it takes to declare a problem. The documentation, the settings, the rules of SARIF and the tests derive from the
 * declaration.
 */
import type { Finding } from './finding.ts';
import type { Fix, Severity } from './problem.ts';

export type Topic = 'shapes' | 'arguments' | 'models' | 'own-layers' | 'training' | 'saving' | 'python';

export interface ProblemDefinition {
  /** `rank-mismatch`: what a `LayerError` is thrown with, what users silence and set the severity of. */
  readonly code: string;
  /** What it is about: those of one topic stand together in the documentation. */
  readonly topic: Topic;
  /** Unless the settings say otherwise. `error` is for what Keras surely refuses. */
  readonly severity: Severity;
  /** A few words, without a full stop. */
  readonly title: string;
  /** What it finds, in Markdown: when it happens, and what Keras says then. */
  readonly finds: string;
  /** What to do about it, in Markdown. */
  readonly repair: string;
  /** Whole programs: the first has exactly this problem, the second none. Each begins with a line feed. */
  readonly example: { readonly broken: string; readonly repaired: string };
  /**
   * Candidate repairs of one finding, the best first, besides those that the rule itself gives. Each is tried before it
   * is offered.
   */
  readonly fixes?: (found: Finding) => readonly Fix[];
}

export const defineProblem = (definition: ProblemDefinition): ProblemDefinition => definition;
