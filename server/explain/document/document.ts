/**
 * An explanation before it has a form: blocks of text that Markdown (an editor's hover) and plain text (the command line) are made of.
 * Strings in it are plain text; only the renderers know what must be escaped.
 */
export type Document = readonly Block[];
export type Block = Heading | Paragraph | Listing | Table | Equations | Picture | Code;

export interface Heading { readonly block: 'heading'; readonly text: Inline }
export interface Paragraph { readonly block: 'paragraph'; readonly text: Inline }
export interface Listing { readonly block: 'list'; readonly items: readonly Inline[] }
export interface Table {
  readonly block: 'table';
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly Inline[])[];
}
/** Lines of plain notation, each with the shape under its terms: a term is a text and what stands under it. */
export interface Equations { readonly block: 'equations'; readonly lines: readonly (readonly EquationTerm[])[] }
export interface EquationTerm {
  readonly text: string;
  readonly under: string;
  /** What a drawing of the equation shows in its place. */
  readonly picture?: TermPicture;
}
/** An array of the layer (or its columns of one gate), or a vector by its name in the step; `gate` gives the colour. */
export type TermPicture = { readonly array: string; readonly gate?: number } | { readonly vector: string; readonly gate?: number | undefined };
/** `source` is the SVG; `width` and `height` are in pixels. */
export interface Picture { readonly block: 'picture'; readonly source: string; readonly alternative: string; readonly width: number; readonly height: number }
/** Text in columns that must stay as it is. */
export interface Code { readonly block: 'code'; readonly text: string; readonly language: string }

/** Running text. */
export type Inline = readonly Span[];
export type Span = string | { readonly kind: 'code' | 'strong' | 'emphasis'; readonly text: string } | { readonly kind: 'link'; readonly text: string; readonly target: string };

export const code = (text: string): Span => ({ kind: 'code', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const link = (text: string, target: string): Span => ({ kind: 'link', text, target });

/** Running text with values in it: say`${code('kernel')} has ${4} rows`. */
export function say(texts: TemplateStringsArray, ...values: readonly (Span | number | Inline)[]): Inline {
  return texts.flatMap((text, index): Inline => {
    const value = values[index];
    const spans: Inline = value === undefined ? [] : typeof value === 'number' ? [String(value)] : isInline(value) ? value : [value];
    return text === '' ? spans : [text, ...spans];
  });
}

const isInline = (value: Span | Inline): value is Inline => Array.isArray(value);

export const heading = (text: Inline): Heading => ({ block: 'heading', text });
export const paragraph = (text: Inline): Paragraph => ({ block: 'paragraph', text });
export const list = (items: readonly Inline[]): Listing => ({ block: 'list', items });
export const codeBlock = (text: string, language = 'text'): Code => ({ block: 'code', text, language });

/** Texts joined by a separator. */
export function join(parts: readonly Inline[], separator: string): Inline {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
