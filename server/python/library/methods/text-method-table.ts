/** Methods of texts, which hand on that a text is not sure. */
import { textOf, UnsureText } from '../../domain/unsure-text.ts';
import { type Str, TupleValue, type Value } from '../../domain/value.ts';
import { listCost } from '../operations/sequences.ts';
import { type MethodBody, MethodTable } from '../signature.ts';

/** What is made of a text that is not sure is none either. */
export class TextMethods extends MethodTable<Str> {
  override add(name: string, parameters: string, body: MethodBody<Str>): void {
    super.add(name, parameters, (interpreter, receiver, values, extra) => {
      for (const value of [...values, ...extra.rest])
        if (value?.kind === 'list' || value?.kind === 'tuple') interpreter.spend(listCost(value.items.length));
      const result = body(interpreter, receiver, values, extra);
      return isMadeOfUnsure(receiver, values, extra.rest)
        ? unsure(result, partsOf(receiver, values, extra.rest))
        : result;
    });
  }
}

const isMadeOfUnsure = (receiver: Str, ...others: readonly (readonly (Value | undefined)[])[]): boolean =>
  receiver instanceof UnsureText ||
  others.some((values) =>
    values.some(
      (value) =>
        value instanceof UnsureText ||
        (value && (value.kind === 'list' || value.kind === 'tuple')
          ? value.items.some((item) => item instanceof UnsureText)
          : false),
    ),
  );

/** All texts that something is made of. */
const partsOf = (receiver: Str, ...others: readonly (readonly (Value | undefined)[])[]): readonly Value[] =>
  others.reduce<Value[]>(
    (parts, values) =>
      parts.concat(
        values.flatMap((value) =>
          value?.kind === 'list' || value?.kind === 'tuple' ? value.items : value ? [value] : [],
        ),
      ),
    [receiver],
  );

/** The same texts, as unsure as what they are made of. */
function unsure(value: Value, parts: readonly Value[]): Value {
  if (value.kind === 'str') return textOf(value.value, parts);
  if (value.kind === 'tuple') return new TupleValue(value.items.map((item) => unsure(item, parts)));
  if (value.kind === 'list') value.items = value.items.map((item) => unsure(item, parts));
  return value;
}
