/** Blocks of random programs: what one writes, and uses that are guarded one by one. */
import type { Statements } from './statements.ts';

/** Writes some statements. */
export type Block = (write: Statements) => void;

/** Each line in a guard of its own. */
export function lines(write: Statements, setUp: readonly string[], uses: readonly string[]): void {
  for (const line of setUp) write.line(line);
  for (const line of write.random.list(2, 4, () => write.random.pick(uses))) write.guarded(() => write.line(line));
}
