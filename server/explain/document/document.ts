/**
 * An explanation before it has a form and a language: blocks of text that Markdown (an editor's hover) and plain text
 * (the command line) are made of.
 * Strings in it are data (names, shapes, formulas), the same in every language; what is words is a message. Only the
 * renderers know what must be escaped.
 */
import { hasWords, keyOf, type Counted, type Message, type Text } from '../../words/message.ts';
import type { Language } from '../../words/language.ts';

export type Document = readonly Block[];
export type Block = Heading | Paragraph | Listing | Table | Equations | Picture | Code;

export interface Heading {
  readonly block: 'heading';
  readonly text: Inline;
}
export interface Paragraph {
  readonly block: 'paragraph';
  readonly text: Inline;
}
export interface Listing {
  readonly block: 'list';
  readonly items: readonly Inline[];
}
export interface Table {
  readonly block: 'table';
  readonly columns: readonly { readonly title: Text; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly Inline[])[];
}
/** Lines of plain notation, each with the shape under its terms: a term is a text and what stands under it. */
export interface Equations {
  readonly block: 'equations';
  readonly lines: readonly (readonly EquationTerm[])[];
}
export interface EquationTerm {
  readonly text: Text;
  readonly under: string;
  /** What a drawing of the equation shows in its place. */
  readonly picture?: TermPicture;
}
/** An array of the layer (or its columns of one gate), or a vector by its name in the step; `gate` gives the colour. */
export type TermPicture =
  | { readonly array: string; readonly gate?: number }
  | { readonly vector: string; readonly gate?: number | undefined };
/** Drawn anew for each language, since it has words in it. */
export interface Picture {
  readonly block: 'picture';
  readonly draw: (language: Language) => Drawn;
  /** The same in words, for who does not see it. */
  readonly alternative: Text;
}
/** `source` is the SVG; `width` and `height` are in pixels. */
export interface Drawn {
  readonly source: string;
  readonly width: number;
  readonly height: number;
}
/** Text in columns that must stay as it is. */
export interface Code {
  readonly block: 'code';
  readonly text: string;
  readonly language: string;
}

/** Running text. */
export type Inline = readonly Span[];
export type Span = string | Styled | Link | Message<Inline>;
export interface Styled {
  readonly kind: 'code' | 'strong' | 'emphasis';
  readonly text: Text;
}
export interface Link {
  readonly kind: 'link';
  readonly text: Text;
  readonly target: string;
}

export const code = (text: string): Span => ({ kind: 'code', text });
export const strong = (text: Text): Span => ({ kind: 'strong', text });
export const link = (text: Text, target: string): Span => ({ kind: 'link', text, target });

/** Running text with values in it: say`${code('kernel')} has ${4} rows`. Its words are a message of the catalogue. */
export function say(texts: TemplateStringsArray, ...values: readonly (Span | Counted | number | Inline)[]): Inline {
  const text = keyOf(texts);
  if (hasWords(text))
    return [{ kind: 'message', text, values: values.map((value) => (isStyled(value) ? [value] : value)) }];
  return texts.flatMap(
    (sign, index): Inline => (sign === '' ? spansOf(values[index]) : [sign, ...spansOf(values[index])]),
  );
}

function spansOf(value: Span | Counted | number | Inline | undefined): Inline {
  if (value === undefined) return [];
  if (isInline(value)) return value;
  if (typeof value === 'number') return [String(value)];
  return [typeof value === 'object' && value.kind === 'counted' ? value.text : value];
}

const isInline = (value: unknown): value is Inline => Array.isArray(value);
const isStyled = (value: Span | Counted | number | Inline): value is Styled | Link =>
  typeof value === 'object' && 'kind' in value && value.kind !== 'message' && value.kind !== 'counted';

/** A span as one language says it. */
export type SpokenSpan =
  | string
  | { readonly kind: Styled['kind']; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

/** Running text in a language. */
export function spoken(text: Inline, language: Language): readonly SpokenSpan[] {
  return text.flatMap((span): readonly SpokenSpan[] => {
    if (typeof span === 'string') return [span];
    if (span.kind !== 'message') return [{ ...span, text: language.say(span.text) }];
    return language.pieces(span).flatMap((piece) => (typeof piece === 'string' ? [piece] : spoken(piece, language)));
  });
}

export const heading = (text: Inline): Heading => ({ block: 'heading', text });
export const paragraph = (text: Inline): Paragraph => ({ block: 'paragraph', text });
export const list = (items: readonly Inline[]): Listing => ({ block: 'list', items });
export const codeBlock = (text: string, language = 'text'): Code => ({ block: 'code', text, language });

/** Texts joined by a separator. */
export function join(parts: readonly Inline[], separator: string): Inline {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
