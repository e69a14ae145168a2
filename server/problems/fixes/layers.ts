/** Putting a layer in front of another one, in whichever style the program is written. */
import type { Place } from '../../python/syntax/place.ts';
import type { Call, Expression, ImportFrom, Statement } from '../../python/syntax/tree.ts';
import { walk } from '../../python/syntax/walk.ts';
import type { Finding } from '../finding.ts';
import type { Fix, TextEdit } from '../problem.ts';
import { lastName, type Source } from '../source.ts';
import { words } from '../../words/message.ts';

/** A class of Keras as this program would write it, and the edit of an import that it needs. */
export function spelledClass(
  source: Source,
  like: Call | undefined,
  name: string,
): { readonly text: string; readonly edits: readonly TextEdit[] } | undefined {
  const callee = like?.callee;
  if (callee?.kind === 'Attribute') return { text: `${source.slice(callee.object)}.${name}`, edits: [] };
  if (callee?.kind === 'Name') return imported(source, callee.id, name);
  for (const prefix of ['layers', 'keras.layers', 'tf.keras.layers'])
    if (new RegExp(`\\b${prefix.replaceAll('.', '\\.')}\\.[A-Z]`).test(source.text.text))
      return { text: `${prefix}.${name}`, edits: [] };
  return undefined;
}

/** `name` beside `neighbour`, which the program imports by itself. */
function imported(
  source: Source,
  neighbour: string,
  name: string,
): { readonly text: string; readonly edits: readonly TextEdit[] } | undefined {
  let found: ImportFrom | undefined;
  let known = false;
  walk(source.module, (node) => {
    if (node.kind !== 'ImportFrom') return;
    if (node.names === '*') {
      if (/keras/.test(node.module)) known = true;
      return;
    }
    if (node.names.some((one) => (one.alias ?? one.name) === name)) known = true;
    if (node.names.some((one) => (one.alias ?? one.name) === neighbour)) found = node;
  });
  if (known) return { text: name, edits: [] };
  const last =
    found && found.names !== '*' ? found.names.find((one) => (one.alias ?? one.name) === neighbour) : undefined;
  if (!last) return undefined;
  return { text: name, edits: [{ span: { start: last.end, end: last.end }, newText: `, ${name}` }] };
}

/**
 * Puts `arguments_` of a layer class in front of the layer that complains: an entry before it in a list, an add()
 * before its add(), or a call around its input.
 * undefined where the program is written in none of these ways.
 */
export function insertLayer(
  found: Finding,
  className: string,
  argumentsText: string,
  preferred = false,
): Fix | undefined {
  const { source, layer, span } = found;
  const made = source.callAt(layer?.site);
  const call = source.callAt(span);
  const spelled = spelledClass(source, made, className);
  if (!spelled) return undefined;
  const text = `${spelled.text}(${argumentsText})`;
  const edit =
    (made && beforeInRow(source, made, text)) ?? (call && call !== made ? aroundInput(source, call, text) : undefined);
  return (
    edit && {
      title: words`Insert ${`${className}(${argumentsText})`} before ${layer?.className ?? words`it`}`,
      edits: [...spelled.edits, edit],
      preferred,
    }
  );
}

function beforeInRow(source: Source, made: Call, text: string): TextEdit | undefined {
  let edit: TextEdit | undefined;
  const at = made.start;
  walk(source.module, (node) => {
    if (node.kind === 'List' && node.elements.some((element) => element.isAt(made)))
      edit = { span: { start: at, end: at }, newText: `${text},${gapBefore(source, at)}` };
    if (node.kind !== 'ExpressionStatement' || node.value.kind !== 'Call') return;
    const {
      callee,
      arguments: [first],
    } = node.value;
    if (callee.kind === 'Attribute' && callee.name === 'add' && first?.value.isAt(made)) {
      edit = {
        span: { start: node.start, end: node.start },
        newText: `${source.slice(callee)}(${text})${lineStart(source, node)}`,
      };
    }
  });
  return edit;
}

function aroundInput(source: Source, call: Call, text: string): TextEdit | undefined {
  const [first] = call.arguments;
  if (first?.spread !== '' || (first.name !== undefined && first.name !== 'inputs')) return undefined;
  return { span: first.value, newText: `${text}(${source.slice(first.value)})` };
}

/**
 * What parts an entry of a list from the next: a new line with the same indentation where it begins a line, else a
 * space.
 */
function gapBefore(source: Source, at: number): string {
  const before = /(\r?\n[^\S\r\n]*)$/.exec(source.text.text.slice(0, at));
  return before ? before[1]! : ' ';
}
function lineStart(source: Source, { start }: Statement): string {
  const indent = /[^\S\r\n]*$/.exec(source.text.text.slice(0, start))![0];
  return `\n${indent}`;
}

/**
 * The tuple or list that states the shape of an Input, or `input_shape=` of a first layer; undefined where it is no
 * display.
 */
export function statedShape(
  source: Source,
  site: Place | undefined,
): { readonly display: Expression & { kind: 'Tuple' | 'List' }; readonly call: Call } | undefined {
  const call = source.callAt(site);
  if (!call) return undefined;
  const name = lastName(call.callee);
  const isInput = name !== undefined && /^Input(Layer)?$/.test(source.slice(name));
  const argument =
    call.arguments.find((one) => one.name === (isInput ? 'shape' : 'input_shape')) ??
    (isInput && call.arguments[0]?.name === undefined ? call.arguments[0] : undefined);
  const value = argument?.value;
  return value?.kind === 'Tuple' || value?.kind === 'List' ? { display: value, call } : undefined;
}

/** A display with other elements, written as Python does: a tuple of one has its comma. */
export function displayText(display: Expression & { kind: 'Tuple' | 'List' }, elements: readonly string[]): string {
  if (display.kind === 'List') return `[${elements.join(', ')}]`;
  return elements.length === 1 ? `(${elements[0]},)` : `(${elements.join(', ')})`;
}

/** Takes a layer out of a row: its entry in a list, or its add(). */
export function removeLayer({ source }: Finding, site: Place | undefined): Fix | undefined {
  const made = source.callAt(site);
  if (!made) return undefined;
  let edit: TextEdit | undefined;
  walk(source.module, (node) => {
    if (node.kind === 'List' && node.elements.some((element) => element.isAt(made))) {
      const after = /^\s*,[^\S\r\n]*(\r?\n[^\S\r\n]*)?/.exec(source.text.text.slice(made.end));
      edit = { span: { start: made.start, end: made.end + (after?.[0].length ?? 0) }, newText: '' };
    }
    if (
      node.kind === 'ExpressionStatement' &&
      node.value.kind === 'Call' &&
      node.value.callee.kind === 'Attribute' &&
      node.value.callee.name === 'add' &&
      node.value.arguments[0]?.value.isAt(made)
    ) {
      const after = /^[^\S\r\n]*\r?\n[^\S\r\n]*/.exec(source.text.text.slice(node.end));
      edit = { span: { start: node.start, end: node.end + (after?.[0].length ?? 0) }, newText: '' };
    }
  });
  return edit && { title: words`Remove ${source.slice(made)}`, edits: [edit], preferred: false };
}
