/** Arguments of library functions, bound to parameters as Python binds them. */
import type { CallArguments, Interpreter } from '../domain/interpreter.ts';
import type { Place } from '../syntax/place.ts';
import { NativeFunction, type Value } from '../domain/value.ts';
import { withoutEffects } from '../domain/native-effects.ts';
import { unwrap } from './wrapped.ts';
import { isUndetermined } from '../domain/undetermined.ts';

interface NativeParameter {
  readonly name: string;
  readonly required: boolean;
  readonly positional: boolean;
  readonly byKeyword: boolean;
}

interface Signature {
  readonly parameters: readonly NativeParameter[];
  readonly positionalCount: number;
  readonly requiredPositionals: number;
  readonly requiresKeyword: boolean;
  readonly rest: boolean;
  readonly keywords: boolean;
}

/** What was passed beyond the named parameters. */
export interface ExtraArguments {
  readonly rest: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly site: Place | undefined;
}

/** `values` are in the order of the parameters; undefined where one was not passed. */
export type NativeBody = (
  interpreter: Interpreter,
  values: readonly (Value | undefined)[],
  extra: ExtraArguments,
) => Value;

const noKeywords: ReadonlyMap<string, Value> = new Map();
const noValues: readonly Value[] = [];

/**
 * A function whose parameters are written as in Python, a `=` after those that may be left out: `'iterable, /, *, key=,
 * reverse='`.
 * `*` before a name takes the remaining positional arguments, `**` the remaining keywords. `!` behind a name says that
 * it changes this argument in place.
 */
export function native(name: string, parameters: string, body: NativeBody): NativeFunction {
  // Of all functions there are a program calls few.
  let parsed: Signature | undefined;
  const implementation = (interpreter: Interpreter, args: CallArguments): Value => {
    const signature = (parsed ??= parseSignature(withoutEffects(parameters)));
    if (args.incomplete) return forgetArguments(interpreter, args);
    const { positional, keywords } = args;
    if (
      keywords.size === 0 &&
      positional.length >= signature.requiredPositionals &&
      positional.length <= signature.positionalCount &&
      !signature.requiresKeyword
    ) {
      return body(interpreter, positional, { rest: noValues, keywords: noKeywords, site: args.site });
    }
    return bindArguments(interpreter, name, signature, args, body);
  };
  const made = new NativeFunction(name, implementation, undefined, undefined, parameters);
  made.isOfPython = true;
  return made;
}

/** Arguments that are not known may do anything to the containers that are passed with them. */
function forgetArguments(interpreter: Interpreter, args: CallArguments): Value {
  for (const passed of args.positional) {
    const value = unwrap(passed);
    if (value.kind !== 'list' && value.kind !== 'dict' && value.kind !== 'set') continue;
    interpreter.touch(value);
    if (value.kind === 'list') value.items = [];
    else value.entries = new Map();
    value.summary = args.incomplete;
  }
  return args.incomplete ?? interpreter.unknown('the arguments of the call are not known');
}

function parseSignature(text: string): Signature {
  const parameters: NativeParameter[] = [];
  let positional = true;
  let rest = false;
  let keywords = false;
  for (const part of text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    if (part === '/') {
      for (const [index, parameter] of parameters.entries()) parameters[index] = { ...parameter, byKeyword: false };
    } else if (part.startsWith('**')) keywords = true;
    else if (part.startsWith('*')) {
      rest = part.length > 1;
      positional = false;
    } else {
      const required = !part.endsWith('=');
      parameters.push({ name: required ? part : part.slice(0, -1), required, positional, byKeyword: true });
    }
  }
  const positionals = parameters.filter((parameter) => parameter.positional);
  return {
    parameters,
    rest,
    keywords,
    positionalCount: positionals.length,
    requiredPositionals: positionals.filter((parameter) => parameter.required).length,
    requiresKeyword: parameters.some((parameter) => !parameter.positional && parameter.required),
  };
}

function bindArguments(
  interpreter: Interpreter,
  name: string,
  signature: Signature,
  args: CallArguments,
  body: NativeBody,
): Value {
  const values: (Value | undefined)[] = signature.parameters.map((_, index) =>
    index < signature.positionalCount ? args.positional[index] : undefined,
  );
  const rest = args.positional.slice(signature.positionalCount);
  if (rest.length > 0 && !signature.rest) {
    const count = signature.positionalCount;
    interpreter.raise(
      'TypeError',
      `${name}() takes ${count} positional argument${count === 1 ? '' : 's'} but ${args.positional.length} were given`,
    );
  }
  const keywords = new Map<string, Value>();
  for (const [keyword, value] of args.keywords) {
    const index = signature.parameters.findIndex((parameter) => parameter.byKeyword && parameter.name === keyword);
    if (index >= 0) {
      if (values[index] !== undefined)
        interpreter.raise('TypeError', `${name}() got multiple values for argument '${keyword}'`);
      values[index] = value;
    } else if (signature.keywords) keywords.set(keyword, value);
    else interpreter.raise('TypeError', `${name}() got an unexpected keyword argument '${keyword}'`);
  }
  for (const [index, parameter] of signature.parameters.entries()) {
    if (parameter.required && values[index] === undefined)
      interpreter.raise('TypeError', `${name}() missing required argument: '${parameter.name}'`);
  }
  return body(interpreter, values, { rest, keywords, site: args.site });
}

export type MethodBody<Receiver> = (
  interpreter: Interpreter,
  receiver: Receiver,
  values: readonly (Value | undefined)[],
  extra: ExtraArguments,
) => Value;

/** The methods of one builtin type: the functions that `list.append` names, and that bind to a list. */
export class MethodTable<Receiver extends Value> {
  readonly methods = new Map<string, NativeFunction>();
  private readonly typeName: string;
  private readonly accepts: (value: Value) => value is Receiver;
  constructor(typeName: string, accepts: (value: Value) => value is Receiver) {
    this.typeName = typeName;
    this.accepts = accepts;
  }
  /** `self!` before the parameters: the method changes its object. */
  add(name: string, parameters: string, body: MethodBody<Receiver>): void {
    const [self, rest] = parameters.startsWith('self!')
      ? ['self!', parameters.slice('self!, '.length)]
      : ['self', parameters];
    this.methods.set(
      name,
      native(name, `${self}, /${rest ? ', ' + rest : ''}`, (interpreter, values, extra) => {
        const receiver = unwrap(values[0]!);
        if (isUndetermined(receiver)) return interpreter.unknown(receiver.reason);
        if (!this.accepts(receiver))
          return interpreter.raise(
            'TypeError',
            `descriptor '${name}' for '${this.typeName}' objects doesn't apply to this object`,
          );
        return body(interpreter, receiver, values.slice(1), extra);
      }),
    );
  }
}
