/** Functions of which every parameter is declared: what is passed and not looked at makes the result unknown. */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { sameShape, type Shape } from '../../../shapes/dimension.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import { effectsOf, withoutEffects } from '../../domain/native-effects.ts';
import { NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { toArray } from './conversion.ts';
import { castAll, kindOfDtype } from './dtypes.ts';
import { broadcastElements } from './elementwise.ts';
import { calling, type LibraryBody, parametersOf, run } from './library-call.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

interface Declaration {
  readonly names: readonly (readonly string[])[];
  /** How many of them are taken by place. */
  readonly placed: number;
  /** Takes any number of further arguments. */
  readonly more: boolean;
  /** Parameters that change neither shape nor dtype nor elements: `order`, `casting`, `kind`. */
  readonly idle: ReadonlySet<string>;
}

/**
 * A library function, as `define` makes it. `a|x` is one parameter with two spellings, `*` stands before those that are
 * taken by keyword only, `*more` for any
 * number of arguments, and `kind~` is a parameter that no answer depends on. `out` is seen to here: what is worked out
 * without it is written into it.
 * `a!` is changed in place, `function()` is called.
 * A keyword that is not declared, and an argument that the body does not ask for, make the result unknown.
 */
export function declare(name: string, parameters: string, body: LibraryBody): NativeFunction {
  // Of all functions there are a program calls few.
  let declaration: Declaration | undefined;
  const called = calling(effectsOf(parameters).calls, body);
  const implementation = (interpreter: Interpreter, args: CallArguments): Value => {
    declaration ??= declarationOf(withoutEffects(parameters));
    return answer(interpreter, name, declaration, args, called);
  };
  return new NativeFunction(name, implementation, withoutEffects(parameters), undefined, parameters);
}

function declarationOf(parameters: string): Declaration {
  const parts = parameters.split(' ').filter((part) => part !== '');
  const star = parts.findIndex((part) => part.startsWith('*'));
  const named = parts.filter((part) => !part.startsWith('*'));
  const idle = named.filter((part) => part.endsWith('~')).map((part) => part.slice(0, -1).split('|')[0]!);
  return {
    names: parametersOf(named.map((part) => part.replace(/~$/, '')).join(' ')),
    placed: star < 0 ? named.length : star,
    more: star >= 0 && parts[star] !== '*',
    idle: new Set(idle),
  };
}

function answer(
  interpreter: Interpreter,
  name: string,
  { names, placed, more, idle }: Declaration,
  args: CallArguments,
  body: LibraryBody,
): Value {
  if (!OF_ATTRIBUTES.has(name)) checkContents(interpreter, args.positional);
  if (!more && args.positional.length > placed)
    return interpreter.unknown(words`${name}() is called with more arguments than are known here`);
  const declared = [...args.keywords.keys()].every((keyword) => names.some((spellings) => spellings.includes(keyword)));
  if (!declared) {
    // What it does to the array that it may write into is not known either.
    for (const passed of [...args.positional.slice(0, 1), ...args.keywords.values()])
      if (passed instanceof ArrayValue) passed.overwrite(interpreter, undefined);
    return interpreter.unknown(words`${name}() is called with an argument that is not known here`);
  }
  const asked = new Set<string>();
  const result = run(
    interpreter,
    name,
    names,
    args,
    (call) => {
      call.asked = asked;
      const value = body(call);
      const ignored = call.names.find((passed) => passed !== 'out' && !asked.has(passed) && !idle.has(passed));
      return ignored === undefined
        ? value
        : call.unknown(words`what ${ignored} makes of the result of ${name}() is not worked out`);
    },
    placed,
  );
  const out = outOf(names, placed, args);
  return out ? written(interpreter, out, result) : result;
}

/** Functions that ask an object for its attributes first, and make no array of it. */
const OF_ATTRIBUTES: ReadonlySet<string> = new Set(['shape', 'ndim', 'isscalar', 'iterable']);

/** Raises where NumPy can make no array of an argument, or of an item of one. */
export function checkContents(interpreter: Interpreter, values: readonly Value[]): void {
  for (const value of values) {
    if (value.kind === 'host') value.asContent?.(interpreter);
    else if ((value.kind === 'list' || value.kind === 'tuple') && value.items.length <= MOST_ITEMS)
      for (const item of value.items) if (item.kind === 'host') item.asContent?.(interpreter);
  }
}

/** Of longer lists not every item is looked at. */
const MOST_ITEMS = 64;

/** The array that the result is to be written into. */
function outOf(names: Declaration['names'], placed: number, args: CallArguments): Value | undefined {
  const place = names.findIndex(([name]) => name === 'out');
  if (place < 0) return undefined;
  const passed = args.keywords.get('out') ?? (place < placed ? args.positional[place] : undefined);
  const out = passed?.kind === 'tuple' && passed.items.length === 1 ? passed.items[0] : passed;
  return out?.kind === 'none' ? undefined : out;
}

/** The array that the result was written into: its shape and dtype stay. */
function written(interpreter: Interpreter, out: Value, result: Value): Value {
  if (!(out instanceof ArrayValue))
    return interpreter.unknown('the array that the result is written into is not known');
  const data = isUndetermined(result) ? undefined : toArray(interpreter, result);
  if (data instanceof ArrayValue && !fitsInto(data.shape, out.shape))
    interpreter.raise('ValueError', 'the result does not fit into the array out');
  out.overwrite(interpreter, data instanceof ArrayValue ? elementsFor(out, data) : undefined);
  return out;
}

/** Whether a result may be written into an array of this shape, as far as both are known. */
function fitsInto(shape: Shape | undefined, into: Shape | undefined): boolean {
  if (![shape, into].every((one) => one?.every((size) => typeof size === 'number'))) return true;
  const broadcast = broadcastShapes(shape!, into!);
  return broadcast.ok && sameShape(broadcast.value, into!) !== 'different';
}

/** The elements as the array takes them; undefined where they are not known, or it takes them in a way of its own. */
function elementsFor(out: ArrayValue, data: ArrayValue): readonly Value[] | undefined {
  if (!data.shape || !out.shape || sameShape(data.shape, out.shape) !== 'same' || !keepsKind(data.dtype, out.dtype))
    return undefined;
  const elements = broadcastElements(data, out.shape);
  return elements && castAll(elements, out.dtype ?? '');
}

/** Whether numbers of one dtype are written into an array of another: not floats into integers. */
function keepsKind(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  const order = ['bool', 'unsigned', 'signed', 'float', 'complex'];
  return (
    from === to ||
    (order.includes(kindOfDtype(from)) && order.indexOf(kindOfDtype(from)) <= order.indexOf(kindOfDtype(to)))
  );
}
