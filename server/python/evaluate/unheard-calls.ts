/**
 * Calls in functions that no evaluation came to: `if batch_norm: x = BatchNormalization()(x)` where `batch_norm` is
 * False by default, and nobody passes another. Such a function is entered once more with the parameters that its
 * conditions ask for left open, only to hear of those calls.
 */
import { CODE, UNCALLED } from '../domain/origins.ts';
import type { ClassValue, FunctionValue } from '../domain/value.ts';
import type { Place } from '../syntax/place.ts';
import type { Steps } from '../syntax/steps.ts';
import type { Call, Expression, FunctionDefinition, Node } from '../syntax/tree.ts';
import { walk } from '../syntax/walk.ts';
import { callFunction } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS } from './fuel.ts';
import { attempt } from './program.ts';
import type { PieceOfProgram } from './statement-record.ts';
import { makeObject, symbolicArguments } from './uncalled-functions.ts';

/** The calls that are listened for, and how silent it is where they are heard. */
export interface Listening {
  readonly calls: ReadonlySet<Place>;
  readonly silent: number;
}

/** Is a call at this place heard of though it is silent? */
export const listensTo = ({ listening, silent }: Evaluator, site: Place): boolean =>
  listening !== undefined && silent === listening.silent && listening.calls.has(site);

/** What of a function's text matters here. */
interface Written {
  /** `Dense(1)(x)`, `Input(…)` */
  readonly calls: readonly Call[];
  /** Names that conditions ask for. */
  readonly asked: ReadonlySet<string>;
}
const written = new WeakMap<FunctionDefinition, Written>();

/** `heard`: where calls were heard of. */
export function unheardPieces(
  evaluator: Evaluator,
  stage: number,
  heard: () => ReadonlySet<Place>,
): readonly PieceOfProgram[] {
  const classOf = new Map<object, ClassValue>();
  for (const value of evaluator.defined)
    if (value.kind === 'class')
      for (const member of value.attributes.values())
        if (member.kind === 'function') classOf.set(member.definition, value);
  return evaluator.defined.flatMap((value): PieceOfProgram[] => {
    if (value.kind !== 'function' || value.definition.kind !== 'FunctionDefinition') return [];
    const { definition } = value;
    const { calls, asked } = readFunction(definition);
    if (calls.length === 0 || asked.size === 0 || definition.file !== evaluator.main) return [];
    const unheard = (): readonly Call[] => calls.filter((call) => !heard().has(call));
    return [
      {
        key: definition.nameSpan,
        stage,
        imports: false,
        premise: () =>
          unheard()
            .map(({ offset }) => offset)
            .join(),
        *run() {
          const missing = unheard();
          if (missing.length > 0 && evaluator.fuel.refill())
            yield* listen(evaluator, value, classOf.get(definition), new Set(missing), asked);
        },
      },
    ];
  });
}

function* listen(
  evaluator: Evaluator,
  fn: FunctionValue,
  cls: ClassValue | undefined,
  calls: ReadonlySet<Place>,
  open: ReadonlySet<string>,
): Steps<void> {
  evaluator.grounds.reached = UNCALLED;
  try {
    yield* attempt(evaluator, LIMITS.stepsPerUncalledFunction, function* (): Steps<void> {
      const before = evaluator.defined.length;
      evaluator.silent++;
      evaluator.listening = { calls, silent: evaluator.silent };
      try {
        const instance = cls && (yield* makeObject(evaluator, cls, askedBy(cls)));
        const args = symbolicArguments(evaluator, fn, instance ? 1 : 0, undefined, open);
        yield* callFunction(evaluator, fn, instance ? { ...args, positional: [instance, ...args.positional] } : args);
      } finally {
        evaluator.defined.length = before;
        evaluator.listening = undefined;
        evaluator.silent--;
      }
    });
  } finally {
    evaluator.grounds.reached = CODE;
  }
}

/** What the conditions of its constructor ask for. */
function askedBy(cls: ClassValue): ReadonlySet<string> {
  const init = cls.lookup('__init__');
  const isOwn = init?.kind === 'function' && init.definition.kind === 'FunctionDefinition';
  return isOwn ? readFunction(init.definition as FunctionDefinition).asked : new Set();
}

function readFunction(definition: FunctionDefinition): Written {
  const known = written.get(definition);
  if (known !== undefined) return known;
  const calls: Call[] = [];
  const asked = new Set<string>();
  const ask = (test: Expression): void =>
    walk(test, (node) => {
      if (node.kind === 'Name') asked.add(node.id);
    });
  for (const statement of definition.body)
    walk(statement, (node: Node) => {
      if (node.kind === 'Call' && isListenedFor(node)) calls.push(node);
      else if (node.kind === 'If' || node.kind === 'Conditional' || node.kind === 'While') ask(node.test);
    });
  const made = { calls, asked };
  written.set(definition, made);
  return made;
}

/** `Input(…)`, and calls of what a class has made, as classes are named: `Dense(1)(x)`, `layers.Dense(1)(x)`. */
const isListenedFor = ({ callee }: Call): boolean =>
  callee.kind === 'Call' ? /^[A-Z]/.test(lastName(callee.callee)) : lastName(callee) === 'Input';

const lastName = (callee: Expression): string =>
  callee.kind === 'Name' ? callee.id : callee.kind === 'Attribute' ? callee.name : '';
