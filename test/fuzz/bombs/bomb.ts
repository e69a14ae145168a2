/**
 * One program that would take all time or memory there is, and what it took. As a program of its own: reads it from the
 * standard input, says it as JSON.
 */
import { text } from 'node:stream/consumers';
import { runProgram } from '../../../server/analysis/run.ts';
import { pythonParser } from '../../support/parser.ts';

export interface Taken {
  /** The last shape that the program prints: of the lines after the bomb. */
  readonly last: string | undefined;
  readonly steps: number;
  /** Of the processor: a busy machine does not lengthen it. */
  readonly milliseconds: number;
  /** Of the process, at its highest. */
  readonly megabytes: number;
}

const now = (): number => process.cpuUsage().user / 1000;

export async function takenBy(program: string): Promise<Taken> {
  const parser = await pythonParser();
  const start = process.cpuUsage();
  const { analysis, evaluator } = runProgram(parser, program, { now });
  const { user, system } = process.cpuUsage(start);
  return {
    last: analysis.values.at(-1)?.shown,
    steps: evaluator.fuel.spent,
    milliseconds: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await takenBy(await text(process.stdin))));
