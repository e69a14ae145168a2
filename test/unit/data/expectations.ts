/**
 * Programs with the expectation behind each `print`: `print(X.shape) #=> (3, 4)`. What is not decided is shown by its
 * name (`n`, `len(X)`), or as `?`
 * where it has none. Several arguments, and several passes of one line, are separated by ` | `.
 */
import { createKerasApi } from '../../../server/keras/api.ts';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { KERAS_3 } from '../../../server/keras/releases.ts';
import { KerasSession } from '../../../server/keras/session.ts';
import { Evaluator } from '../../../server/python/evaluate/evaluator.ts';
import { executeTopLevel } from '../../../server/python/evaluate/program.ts';
import { ArrayValue } from '../../../server/python/library/arrays/array-value.ts';
import { statedShapes } from '../../../server/python/library/arrays/shape-comments.ts';
import { createBuiltins, pythonModules } from '../../../server/python/library/index.ts';
import { numpyModules } from '../../../server/python/library/numpy/index.ts';
import { SourceFile } from '../../../server/python/syntax/place.ts';
import { parseProgram } from '../../../server/python/syntax/parse-program.ts';
import type { PythonParser } from '../../../server/python/syntax/parser.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import type { Interpreter } from '../../../server/python/domain/interpreter.ts';
import type { ModuleValue, Value } from '../../../server/python/domain/value.ts';
import { formatShape } from '../../../server/shapes/dimension.ts';
import { isUndetermined } from '../../../server/python/domain/undetermined.ts';

export interface Outcome {
  /** 1-based. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

export interface CheckedProgram {
  readonly outcomes: readonly Outcome[];
  /** Exceptions that nothing caught. */
  readonly errors: readonly string[];
}

export function checkProgram(parser: PythonParser, source: string): CheckedProgram {
  const printed = new Map<number, string[]>();
  const errors: string[] = [];
  const session = new KerasSession(definitionsByName(), KERAS_3);
  const builtins = createBuiltins();
  const object = builtins.get('object');
  if (object?.kind !== 'class') throw new Error('the builtin class object is missing');
  const keras = createKerasApi(session, object);
  const modules = new Map<string, ModuleValue>();
  const stated = statedShapes(source);
  const evaluator: Evaluator = new Evaluator(
    {
      builtins,
      now: () => performance.now(),
      libraryModule: (name) => {
        const made =
          modules.get(name) ?? keras.module(name) ?? pythonModules[name]?.(builtins) ?? numpyModules[name]?.();
        if (made) modules.set(name, made);
        return made;
      },
      statedValue: (name, value) => (isUndetermined(value) ? stated.get(name) : undefined),
      observer: {
        printed: (span, value) => {
          const line = source.slice(0, span.start).split('\n').length;
          const texts = printed.get(line) ?? [];
          texts.push(render(evaluator, value));
          printed.set(line, texts);
        },
        uncaught: (error, span) => {
          errors.push(`line ${source.slice(0, span.start).split('\n').length}: ${error.typeName}: ${error.message}`);
        },
      },
    },
    new SourceFile(undefined, source),
  );
  executeTopLevel(evaluator, parseProgram(parser, ProgramText.ofFile(source)).body, evaluator.moduleScope('__main__'));
  const outcomes: Outcome[] = [];
  for (const [index, text] of source.split('\n').entries()) {
    const expected = /#=>\s*(.*)$/.exec(text)?.[1]?.trim();
    if (expected !== undefined)
      outcomes.push({ line: index + 1, expected, actual: (printed.get(index + 1) ?? ['nothing']).join(' | ') });
  }
  return { outcomes, errors };
}

function render(interpreter: Interpreter, value: Value): string {
  switch (value.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.size?.toString() ?? value.name ?? '?';
    case 'tuple':
      return `(${value.items.map((item) => render(interpreter, item)).join(', ')}${value.items.length === 1 ? ',' : ''})`;
    case 'list':
      return value.summary ? '[?]' : `[${value.items.map((item) => render(interpreter, item)).join(', ')}]`;
    case 'host':
      if (value instanceof ArrayValue && !(value.shape?.length === 0 && value.elements))
        return value.shape ? `array${formatShape(value.shape)}` : '?';
      return interpreter.str(value) ?? '?';
    default:
      return interpreter.str(value) ?? '?';
  }
}
