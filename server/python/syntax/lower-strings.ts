import { unescapeBytes, unescapeText } from './escapes.ts';
import type { Lowering } from './lowering.ts';
import { Constant, type Expression, FString, FStringField } from './tree.ts';

export function lowerString(lowering: Lowering, node: number): Expression {
  return lowerStrings(lowering, node, [node]);
}

/** Adjacent literals are one: `"a" f"{b}" 'c'`. */
export function lowerConcatenatedString(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  if (tree.isDamaged(node)) return lowering.missing(node, 'syntax error');
  return lowerStrings(lowering, node, tree.children(node));
}

function lowerStrings(lowering: Lowering, node: number, strings: readonly number[]): Expression {
  const { tree } = lowering;
  const parts: (string | FStringField)[] = [];
  let formatted = false;
  let bytes = false;
  for (const string of strings) {
    if (tree.isDamaged(string)) return lowering.missing(node, 'unfinished string');
    const prefix = tree
      .textOf(string + 1)
      .replace(/['"`]+$/, '')
      .toLowerCase();
    if (prefix.includes('t')) return lowering.missing(node, 'a template string');
    if (tree.textOf(string + 1).endsWith('`')) return lowering.missing(node, 'backquotes of Python 2');
    formatted ||= prefix.includes('f');
    bytes ||= prefix.includes('b');
    addParts(lowering, string, prefix, parts);
  }
  const place = lowering.place(node);
  if (formatted) return new FString(place, { parts });
  const value = (parts[0] as string | undefined) ?? '';
  return new Constant(place, { constant: { type: bytes ? 'bytes' : 'str', value } });
}

function addParts(lowering: Lowering, string: number, prefix: string, parts: (string | FStringField)[]): void {
  const { tree } = lowering;
  const raw = prefix.includes('r');
  const formatted = prefix.includes('f');
  const decode = prefix.includes('b') ? unescapeBytes : unescapeText;
  const add = (text: string): void => {
    let value = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (!raw && value.includes('\\')) value = decode(value);
    addText(parts, value);
  };
  const children = tree.children(string);
  // The text is what lies between the quotes and the fields: the grammar leaves gaps (a line end in a string, say).
  // After `r'\\'` it counts the backslashes to the closing quote, so that one is measured from its end.
  let position = tree.end(string + 1);
  const contentEnd = tree.end(string) - (tree.end(string + 1) - tree.start(string + 1) - prefix.length);
  for (const child of children.slice(1)) {
    const kind = tree.kind(child);
    if (kind === 'string_content') continue;
    const text = tree.textBetween(position, kind === 'string_end' ? contentEnd : tree.start(child));
    if (text !== '') add(formatted ? text.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : text);
    if (kind === 'interpolation') parts.push(lowerField(lowering, child, raw));
    position = tree.end(child);
  }
}

function addText(parts: (string | FStringField)[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else parts.push(text);
}

/** `{value = !r:>{width}}` */
function lowerField(lowering: Lowering, node: number, raw: boolean): FStringField {
  const { tree } = lowering;
  const place = lowering.place(node);
  if (tree.isDamaged(node)) {
    return new FStringField(place, {
      value: lowering.missing(node, 'syntax error'),
      debug: undefined,
      conversion: undefined,
      format: undefined,
    });
  }
  const [open, expression, ...rest] = tree.children(node) as [number, number, ...number[]];
  let debug: string | undefined;
  let conversion: FStringField['conversion'];
  let format: FString | undefined;
  rest.forEach((child, index) => {
    switch (tree.kind(child)) {
      case '=':
        debug = tree.textBetween(tree.end(open), tree.start(rest[index + 1] as number));
        break;
      case 'type_conversion':
        conversion = tree.textOf(child).slice(1) as FStringField['conversion'];
        break;
      case 'format_specifier':
        format = lowerFormat(lowering, child, raw);
        break;
    }
  });
  return new FStringField(place, { value: lowering.expression(expression), debug, conversion, format });
}

function lowerFormat(lowering: Lowering, node: number, raw: boolean): FString {
  const { tree } = lowering;
  const add = (start: number, end: number): void => {
    const text = tree.textBetween(start, end);
    if (text !== '') addText(parts, !raw && text.includes('\\') ? unescapeText(text) : text);
  };
  const parts: (string | FStringField)[] = [];
  let position = tree.start(node) + 1; // after the colon
  for (const child of tree.children(node)) {
    if (tree.kind(child) !== 'format_expression') continue;
    add(position, tree.start(child));
    parts.push(lowerField(lowering, child, raw));
    position = tree.end(child);
  }
  add(position, tree.end(node));
  return new FString(lowering.place(node), { parts });
}
