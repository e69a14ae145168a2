/** The smallest program that still has a difference of the same kind. */
import { differences, type Kind } from './compare.ts';
import type { RealKeras } from './recorded.ts';

/** So often Keras is asked for one program. */
const MOST_RUNS = 80;

/** Leaves out one top-level statement after the other, the last ones first. */
export async function shrunk(program: string, kind: Kind, keras: RealKeras, version: 2 | 3): Promise<string> {
  let statements = statementsOf(program);
  let runs = 0;
  for (let index = statements.length - 1; index >= 0 && runs < MOST_RUNS; index--) {
    const fewer = statements.filter((_, other) => other !== index);
    const text = `${fewer.join('\n')}\n`;
    runs++;
    const recorded = await keras.run(text);
    // A program that fails now fails for another reason, unless it is a mistake that is missed.
    if (recorded === undefined || (recorded.error !== null && kind !== 'missed')) continue;
    if (recorded.error?.type === 'NameError') continue;
    if ((await differences(text, recorded, version)).some((one) => one.kind === kind)) statements = fewer;
  }
  return `${statements.join('\n')}\n`;
}

/** Each with the lines that are indented below it. */
function statementsOf(program: string): readonly string[] {
  const statements: string[] = [];
  for (const line of program.split('\n')) {
    if (line === '') continue;
    if (line.startsWith(' ') && statements.length > 0) statements.push(`${statements.pop()}\n${line}`);
    else statements.push(line);
  }
  return statements;
}
