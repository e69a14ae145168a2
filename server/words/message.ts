/**
 * Texts for people before they have a language. A message is an English sentence with places for its values. The
 * sentence is also the key under which the
 * catalogue of another language (l10n) has its translation, in which the places may stand in another order.
 *
 * A string that stands in a message as a value is data: a name, a shape, a formula. It is the same in every language;
 * what is words is a message itself.
 */

/** A number that decides a plural; `exact` is absent where it is a formula. `text` is how it is written. */
export interface Counted {
  readonly kind: 'counted';
  readonly exact: bigint | undefined;
  readonly text: string;
}

/** `Part` is what rich text adds to the values: pieces with a style. */
export type Value<Part = never> = string | number | Counted | Part | Message<Part>;

export interface Message<Part = never> {
  readonly kind: 'message';
  /** In the syntax of ICU messages: `{0} reads {1}`, `{0, plural, one {# unit} other {# units}}`. */
  readonly text: string;
  readonly values: readonly Value<Part>[];
}

/** What is shown as it is (data), or said in the reader's language. */
export type Text = string | Message;

/** words`${name} has ${4} rows` */
export function words(texts: TemplateStringsArray, ...values: readonly Value[]): Message {
  return values.length === 0 ? plain(texts) : { kind: 'message', text: keyOfTemplate(texts), values };
}

/** What the templates of the code come to, by the template: its key, and the message itself where it has no places. */
const keys = new WeakMap<TemplateStringsArray, string>();
const plains = new WeakMap<TemplateStringsArray, Message>();

function keyOfTemplate(texts: TemplateStringsArray): string {
  let key = keys.get(texts);
  if (key === undefined) {
    key = keyOf(texts);
    keys.set(texts, key);
  }
  return key;
}

function plain(texts: TemplateStringsArray): Message {
  let message = plains.get(texts);
  if (message === undefined) {
    message = { kind: 'message', text: keyOf(texts), values: [] };
    plains.set(texts, message);
  }
  return message;
}

/**
 * A message by its key, where the key has plurals: message('{0, plural, one {# sample is} other {# samples are}} left',
 * counted(3n)).
 */
export function message(text: string, ...values: readonly Value[]): Message {
  return { kind: 'message', text, values };
}

/** The key of a template: `${}` are its places, in order. */
export function keyOf(texts: readonly string[]): string {
  return texts.map((text, index) => (index === 0 ? quoted(text) : `{${index - 1}}${quoted(text)}`)).join('');
}

/** Braces of the text itself are quoted, as ICU does. */
const quoted = (text: string): string => text.replace(/[{}]/g, "'$&'");

/** Texts one after the other, with a separator that is the same in every language. */
export function joined(texts: readonly Text[], separator: string): Message {
  return { kind: 'message', text: texts.map((_, index) => `{${index}}`).join(quoted(separator)), values: texts };
}

/** Has the text words of its own, or only signs between its values? Those need no translation. */
export const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/\{\d+\}/g, ''));
