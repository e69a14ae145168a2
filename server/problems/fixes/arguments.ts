/** Edits of the arguments of a call. */
import { definitionsByName } from '../../keras/layers/registry.ts';
import type { Span } from '../../python/syntax/place.ts';
import type { Argument, Call } from '../../python/syntax/tree.ts';
import type { Fix, TextEdit } from '../problem.ts';
import { argumentOf, lastName, type Source } from '../source.ts';
import { words } from '../../words/message.ts';

const definitions = definitionsByName();
/** Constructor parameters that are no layer's. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  Input: ['shape', 'batch_size', 'dtype'],
  Model: ['inputs', 'outputs'],
  get_layer: ['name', 'index'],
};

/** The class or function that a call names. */
export function calledName(source: Source, call: Call): string {
  const name = lastName(call.callee);
  return name ? source.slice(name) : '';
}

/** The argument that gives this parameter, by name or by position. */
export function givenArgument(source: Source, call: Call, parameter: string): Argument | undefined {
  const called = calledName(source, call);
  const names = Object.keys(definitions.get(called)?.parameters ?? {});
  const known = names.length > 0 ? names : (OTHERS[called] ?? []);
  const star = known.indexOf('*');
  const position = known.indexOf(parameter);
  return argumentOf(call, parameter, position < 0 || (star >= 0 && position > star) ? undefined : position);
}

/**
 * Sets a parameter: its value where it is given, a further argument otherwise. undefined where the call is not
 * complete.
 */
export function setArgument(source: Source, call: Call, parameter: string, value: string): TextEdit | undefined {
  const given = givenArgument(source, call, parameter);
  return given ? { span: given.value, newText: value } : appendArgument(source, call, parameter, value)?.[0];
}

/** A further argument behind those there are. undefined where the call is not complete. */
export function appendArgument(
  source: Source,
  call: Call,
  parameter: string,
  value: string,
): readonly TextEdit[] | undefined {
  if (source.text.text[call.end - 1] !== ')') return undefined;
  const last = call.arguments.at(-1);
  const at = last ? last.end : call.end - 1;
  return [{ span: { start: at, end: at }, newText: `${last ? ', ' : ''}${parameter}=${value}` }];
}

/** Takes an argument out, with the comma that parts it from its neighbour. */
export function removeArgument(source: Source, argument: Span): TextEdit {
  const { text } = source.text;
  const before = /,\s*$/.exec(text.slice(0, argument.start));
  if (before) return { span: { start: before.index, end: argument.end }, newText: '' };
  const after = /^\s*,[^\S\r\n]*/.exec(text.slice(argument.end));
  return { span: { start: argument.start, end: argument.end + (after?.[0].length ?? 0) }, newText: '' };
}

/**
 * `Change units of Dense to 8` or `Add padding="same" to Conv2D`; null: `Remove padding from Conv2D`. `named`: an
 * argument to rename.
 */
export function argumentFix(
  source: Source,
  call: Call | undefined,
  parameter: string,
  value: string | null,
  preferred = false,
  named?: string,
): Fix | undefined {
  if (!call) return undefined;
  const called = calledName(source, call);
  if (named !== undefined) {
    const span = call.arguments.find(({ name }) => name === named)?.nameSpan;
    return span && { title: words`Change ${named} to ${parameter}`, edits: [{ span, newText: parameter }], preferred };
  }
  const given = givenArgument(source, call, parameter);
  if (value === null)
    return (
      given && {
        title: words`Remove ${source.slice(given)} from ${called}`,
        edits: [removeArgument(source, given)],
        preferred,
      }
    );
  const edit = setArgument(source, call, parameter, value);
  const title = given
    ? words`Change ${parameter} of ${called} to ${value}`
    : words`Add ${parameter}=${value} to ${called}`;
  return edit && { title, edits: [edit], preferred };
}
