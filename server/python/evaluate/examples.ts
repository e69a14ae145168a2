/**
 * `# layerlens: input_shape=(224, 224, 3), classes=10` above a function says what its parameters are taken to be where
 * nothing that is known calls it. The values are Python, evaluated where the function is defined.
 */
import { from } from '../domain/carried.ts';
import { PythonError } from '../domain/interpreter.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import { Place } from '../syntax/place.ts';
import type { ClassDefinition, FunctionDefinition } from '../syntax/tree.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate } from './expressions.ts';

type Definition = FunctionDefinition | ClassDefinition;

export interface Example {
  /** `units=64, rate=0.5`, as it is written. */
  readonly text: string;
  readonly place: Place;
}

const COMMENT = /^[ \t]*#[ \t]*layerlens[ \t]*:[ \t]*(.*?)[ \t]*$/;

/** The comment right above the definition, or its decorators, among the other comments there. */
export function exampleOf(definition: Definition): Example | undefined {
  const { file, piece } = definition;
  const first = definition.decorators[0]?.start ?? definition.start;
  let end = file.text.lastIndexOf('\n', Math.max(0, Math.min(first, definition.start) - 1));
  while (end >= 0) {
    const start = file.text.lastIndexOf('\n', end - 1) + 1;
    const line = file.text.slice(start, end).replace(/\r$/, '');
    if (!/^[ \t]*#/.test(line)) return undefined;
    const [, text] = COMMENT.exec(line) ?? [];
    if (text !== undefined) return { text, place: new Place(piece, start - piece.start, line.length) };
    end = start - 1;
  }
  return undefined;
}

/** The values by the names of parameters. What cannot be read says nothing, nor what stands from a mistake on. */
export function exampleValues(
  evaluator: Evaluator,
  { text, place }: Example,
  scope: Scope,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const module = evaluator.environment.parse?.(`f(${text})`, evaluator.file.path);
  const [statement] = module?.body ?? [];
  if (module?.syntaxErrors.length !== 0 || statement?.kind !== 'ExpressionStatement') return values;
  if (statement.value.kind !== 'Call') return values;
  const origins = evaluator.grounds.at('comment', place);
  const { file, standsFor } = evaluator;
  // What the values make, `x=keras.Input((32,))`, is made at the comment.
  evaluator.enterFile(module.file, place);
  try {
    for (const { name, value } of statement.value.arguments)
      if (name !== undefined) values.set(name, from(evaluate(evaluator, value, scope), origins, true));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
  } finally {
    evaluator.file = file;
    evaluator.standsFor = standsFor;
  }
  return values;
}
