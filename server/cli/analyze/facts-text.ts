/** The facts that `analyze --json` writes, for people to read. */
import type { JsonValue } from '../../analysis/analysis.ts';
import type { JsonObject } from '../../features/problem-json.ts';
import { inEnglish } from '../../words/language.ts';
import { type Message, words } from '../../words/message.ts';
import type { Paint } from '../paint.ts';

/** Lines, painted. */
export function factsText(
  facts: JsonObject,
  paint: Paint,
  say: (text: Message) => string = inEnglish,
): readonly string[] {
  const { file } = facts;
  const section = (title: Message, items: readonly (readonly string[])[]): readonly string[] =>
    items.length === 0
      ? []
      : [`  ${paint('bold', say(title))}`, ...aligned(items).map((line) => `    ${paint('plain', line)}`)];
  const models = objects(facts['models']).flatMap((model) => modelText(model, paint, say));
  const tensors = objects(facts['tensors']).map((one) => [
    placeOf(one),
    text(one['variable']),
    shapeText(one['shape']),
  ]);
  const values = objects(facts['values']).map((one) => [placeOf(one), text(one['text']), valueText(one)]);
  const problems = objects(facts['problems']).map((one) => [
    `${placeOf(one)}:${text(one['column'])}`,
    text(one['severity']),
    `${text(one['message'])} [${text(one['code'])}]`,
  ]);
  const parts = [
    ...models,
    ...section(words`tensors`, tensors),
    ...section(words`printed values`, values),
    ...section(words`problems`, problems),
  ];
  return [paint('bold', text(file)), ...(parts.length === 0 ? [`  ${say(words`nothing of Keras`)}`] : parts)];
}

/** The model, and a line for each of its layers. */
function modelText(model: JsonObject, paint: Paint, say: (text: Message) => string): readonly string[] {
  const name = text(model['variable'] ?? model['name']);
  const counts = words`${countText(model['total'])} parameters, ${countText(model['trainable'])} trainable`;
  const title = `${placeOf(model)}: ${name} (${text(model['class'])}), ${say(counts)}`;
  const rows = objects(model['layers']).map((layer) => [
    text(layer['name']),
    text(layer['class']),
    shapeText(layer['output_shape']),
    countText(layer['params']),
    objects(layer['weights'])
      .map((weight) => `${text(weight['name'])} ${shapeText(weight['shape'])}`)
      .join(', '),
  ]);
  return [`  ${paint('bold', title)}`, ...aligned(rows).map((line) => `    ${paint('plain', line)}`)];
}

/** In columns as wide as what stands in them; the last one is as wide as it is. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((item, column) => (column === row.length - 1 ? item : item.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
export const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];
const text = (value: JsonValue | undefined): string => (typeof value === 'object' ? '' : String(value ?? ''));

/** `12`; in a notebook `Cell 3:12`, cells counted from 1. */
function placeOf({ cell, line }: JsonObject): string {
  return typeof cell === 'number' ? `Cell ${cell + 1}:${text(line)}` : text(line);
}

/** A count that is not known is `?`. */
export const countText = (count: JsonValue | undefined): string =>
  typeof count === 'number' || typeof count === 'bigint' ? count.toLocaleString('en') : text(count) || '?';

/** As Python writes it: `(None, 8)`; `?` where it is not known. */
export function shapeText(shape: JsonValue | undefined): string {
  if (shape === null || shape === undefined) return '?';
  if (isObject(shape))
    return `{${Object.entries(shape)
      .map(([key, one]) => `${key}: ${shapeText(one)}`)
      .join(', ')}}`;
  if (!isList(shape)) return text(shape);
  if (shape.some((one) => typeof one === 'object' && one !== null)) return `[${shape.map(shapeText).join(', ')}]`;
  const sizes = shape.map((size) => (size === null ? 'None' : text(size)));
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
}

function valueText({ value, unknown }: JsonObject): string {
  return unknown === true ? '?' : plainText(value ?? null);
}

/** A value as Python writes it: lists stand for tuples, as shapes are. */
function plainText(value: JsonValue): string {
  if (value === null) return 'None';
  if (isList(value)) return value.length === 1 ? `(${plainText(value[0]!)},)` : `(${value.map(plainText).join(', ')})`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, one]) => `${key}: ${plainText(one)}`)
      .join(', ')}}`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
