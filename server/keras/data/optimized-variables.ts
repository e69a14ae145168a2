/** What the methods of an optimizer change: the program's own variables that they are given. */
import { innerCodeOf } from '../../python/domain/inner-code.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { NativeFunction, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { loseContents } from '../layers/contents.ts';
import type { KerasSession } from '../session.ts';
import { markBuilt } from '../training/optimizer-object.ts';
import { countSteps } from './optimizer-steps.ts';
import { accesses, DataVariable } from './variables.ts';

/** Variables are looked for in so many containers inside each other: pairs in a list in an iterator. */
const DEEPEST = 6;

/** A method after which the values of all variables among its arguments are not known. */
export const changesVariables = (name: string, { layers }: Pick<KerasSession, 'layers'>): NativeFunction =>
  new NativeFunction(name, (interpreter, { positional, keywords }) => {
    for (const value of [...positional.slice(1), ...keywords.values()]) lose(interpreter, value, 0);
    // Gradients alone do not tell of which variables they are.
    for (const layer of layers) loseContents(interpreter, layer);
    interpreter.spend(layers.length);
    markBuilt(interpreter, positional[0], undefined);
    // A function that is traced is run more often than its code is.
    countSteps(interpreter, positional[0], accesses.traced || accesses.assigned ? undefined : 1);
    return interpreter.unknown(words`what ${name} gives is not followed`);
  });

function lose(interpreter: Interpreter, value: Value, depth: number): void {
  interpreter.spend();
  if (value instanceof DataVariable) value.overwrite(interpreter, undefined);
  if (depth > DEEPEST) return;
  for (const inner of within(value)) lose(interpreter, inner, depth + 1);
}

function within(value: Value): readonly Value[] {
  if (isUndetermined(value)) return [...(value.alternatives ?? []), ...value.pointsTo];
  switch (value.kind) {
    case 'list':
      return value.summary ? [...value.items, value.summary] : value.items;
    case 'tuple':
      return value.items;
    case 'dict':
      return [...value.entries.values()].map(([, entry]) => entry);
    case 'iterator':
      return innerCodeOf(value)?.values ?? [];
    default:
      return [];
  }
}
