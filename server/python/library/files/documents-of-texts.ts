/** Texts that are not known, of which it is known what they are the JSON of. */
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { BinaryOperator } from '../../syntax/tree.ts';
import { type ClassValue, DictValue, FALSE, ListValue, str, TRUE, type Value } from '../../domain/value.ts';
import type { Message } from '../../../words/message.ts';

const DEEPEST = 200;

/** A text of which is known what it says, and not how it is spelled. */
export class DocumentText extends HostValue {
  readonly typeName = 'str';
  readonly document: Value;
  readonly #reason: Message;
  readonly #class: ClassValue;
  constructor(interpreter: Interpreter, document: Value, reason: Message) {
    super();
    this.document = document;
    this.#reason = reason;
    this.#class = interpreter.builtin('str');
  }
  override pythonClass(): ClassValue {
    return this.#class;
  }
  override getAttribute(interpreter: Interpreter): Value {
    return interpreter.unknown(this.#reason);
  }
  override getItem(interpreter: Interpreter): Value {
    return interpreter.unknown(this.#reason);
  }
  override length(interpreter: Interpreter): Value {
    return interpreter.unknown(this.#reason);
  }
  override binary(interpreter: Interpreter, _operator: BinaryOperator): Value {
    return interpreter.unknown(this.#reason);
  }
  override compare(interpreter: Interpreter, operator: string, other: Value): Value {
    if (other === this && operator === '==') return TRUE;
    if (other === this && operator === '!=') return FALSE;
    return interpreter.unknown(this.#reason);
  }
  override truth(): boolean {
    return true;
  }
}

/** A text that says this; later changes of the document leave it alone. */
export function textOfDocument(interpreter: Interpreter, document: Value, reason: Message): Value {
  const copy = asJson(interpreter, document);
  return copy ? new DocumentText(interpreter, copy, reason) : interpreter.unknown(reason);
}

/** What the text says, as one more copy; undefined where that is not known. */
export const documentOf = (interpreter: Interpreter, text: Value): Value | undefined =>
  text instanceof DocumentText ? asJson(interpreter, text.document) : undefined;

/** As it is once it was written out as JSON and read again: tuples are lists, keys are texts. */
export function asJson(interpreter: Interpreter, value: Value, depth = 0): Value | undefined {
  interpreter.spend();
  if (depth > DEEPEST) return undefined;
  switch (value.kind) {
    case 'list':
    case 'tuple': {
      const items = value.items.map((item) => asJson(interpreter, item, depth + 1));
      return items.every((item) => item !== undefined)
        ? new ListValue(items, value.kind === 'list' ? value.summary : undefined)
        : undefined;
    }
    case 'dict': {
      const copy = new DictValue();
      copy.summary = value.summary;
      for (const [key, item] of value.entries.values()) {
        const name = key.kind === 'str' ? key : key.kind === 'int' ? str(String(key.value)) : undefined;
        const made = asJson(interpreter, item, depth + 1);
        if (!name || !made) return undefined;
        copy.entries.set(interpreter.hashKey(name)!, [name, made]);
      }
      return copy;
    }
    case 'instance':
      return undefined;
    default:
      return value;
  }
}
