import { Random } from './random.ts';
import { Statements } from './statements.ts';

const imports = 'import bisect, collections, copy, dataclasses, enum, functools, heapq, itertools, json, math';

/** A random program: the same for the same seed. It prints as it goes, and ends. */
export function randomProgram(seed: number): string {
  const write = new Statements(new Random(seed));
  write.line(imports);
  write.statements(14, 2);
  return write.lines.join('\n') + '\n';
}
