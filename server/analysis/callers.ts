/** Calls that lead from the program into the file that its facts are about, where that is another. */
import type { CallArguments } from '../python/domain/interpreter.ts';
import type { Value } from '../python/domain/value.ts';
import type { Evaluator } from '../python/evaluate/evaluator.ts';
import type { Place } from '../python/syntax/place.ts';
import { ProgramText } from '../python/syntax/program-text.ts';
import type { CallerFact } from './analysis.ts';
import { boundArguments } from './written-calls.ts';

/** So many different calls are kept of one function or class. */
const MOST_OF_ONE = 8;

export class Callers {
  readonly #evaluator: Evaluator;
  readonly #program: ProgramText;
  readonly #byCallee = new Map<Place, Map<string, CallerFact>>();

  /** `program`: the text of the program. */
  constructor(evaluator: Evaluator, program: ProgramText) {
    this.#evaluator = evaluator;
    this.#program = program;
  }

  /** `site`: where in the program the call is made, or where that leads to it. */
  called(site: Place, callee: Value, args: CallArguments): void {
    const name = nameOf(callee);
    const uri = site.file.path;
    // Where the way leads from this file through another one back, the call here has its own facts.
    if (name === undefined || uri === undefined || site.file === this.#evaluator.main) return;
    const known = this.#byCallee.get(name) ?? new Map<string, CallerFact>();
    this.#byCallee.set(name, known);
    if (known.size >= MOST_OF_ONE) return;
    const { cell, line } = this.#textOf(site).positionAt(site.start);
    const fact: CallerFact = { callee: name, uri, line, cell, inputs: this.#inputs(callee, args) };
    const key = JSON.stringify([
      uri,
      cell,
      line,
      fact.inputs.map(({ name, shape, text }) => [name, String(shape), text]),
    ]);
    if (!known.has(key)) known.set(key, fact);
  }

  get facts(): readonly CallerFact[] {
    return [...this.#byCallee.values()].flatMap((calls) => [...calls.values()]);
  }

  #textOf({ file }: Place): ProgramText {
    return file.text === this.#program.text ? this.#program : ProgramText.ofFile(file.text);
  }

  #inputs(callee: Value, args: CallArguments): CallerFact['inputs'] {
    const fn = enteredBy(callee);
    if (fn?.kind !== 'function' || fn.definition.kind !== 'FunctionDefinition') return [];
    const { parameters } = fn.definition;
    return boundArguments(
      this.#evaluator,
      callee.kind === 'function' ? parameters : parameters.slice(1),
      args.positional,
      args,
    );
  }
}

function enteredBy(callee: Value): Value | undefined {
  switch (callee.kind) {
    case 'method':
      return callee.method;
    case 'class':
      return callee.lookup('__init__');
    case 'instance':
      return callee.cls.lookup('call') ?? callee.cls.lookup('__call__');
    default:
      return callee;
  }
}

/** Where what is called has its name. */
function nameOf(callee: Value): Place | undefined {
  switch (callee.kind) {
    case 'function':
      return callee.definition.kind === 'FunctionDefinition' ? callee.definition.nameSpan : undefined;
    case 'method':
      return nameOf(callee.method);
    case 'class':
      return callee.definition?.nameSpan;
    case 'instance':
      return callee.cls.definition?.nameSpan;
    default:
      return undefined;
  }
}
