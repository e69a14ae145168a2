/** What is wrong between data, model and loss: a refusal or a remark that names places and says what would mend it. */
import type { Span } from '../../python/syntax/tree.ts';
import { LayerError } from '../layers/definition.ts';

const PLACE = /⟦(\d+)⟧/g;

/** An argument of a call: by its name, and where it stands without one (from 0). */
export interface ArgumentName { readonly name: string; readonly position?: number | undefined }

/** One change of the program's text, described by what it is about. */
export type Change =
  /** The argument gets another text, or is added by name. */
  | { readonly kind: 'set'; readonly call: Span; readonly argument: ArgumentName; readonly text: string }
  | { readonly kind: 'remove'; readonly call: Span; readonly argument: ArgumentName }
  /** Text around the argument as it is written. `simple`: only where it is a name, an attribute, a subscript or a call. */
  | { readonly kind: 'wrap'; readonly call: Span; readonly argument: ArgumentName; readonly before: string; readonly after: string; readonly simple?: boolean }
  /** A word in the text of a call, or of one of its arguments, becomes another. */
  | { readonly kind: 'rename'; readonly call: Span; readonly argument?: ArgumentName; readonly from: string; readonly to: string };

export interface Mend { readonly title: string; readonly changes: readonly Change[]; readonly preferred?: boolean }

export interface ContractOptions {
  readonly exceptionType?: string;
  /** The argument of the call to point at. */
  readonly argument?: ArgumentName | undefined;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly mends?: readonly Mend[];
}

/** `code` is that of a file in server/problems/codes. Places in the message are written by `at`; Python's exception has it without them. */
export class ContractError extends LayerError {
  readonly argument: ArgumentName | undefined;
  readonly mends: readonly Mend[];
  /** The message with marks for its places. */
  private readonly marked: string;
  private readonly places = new Map<string, Span>();
  constructor(code: string, message: string, options: ContractOptions = {}) {
    const sentence = message.replace(/^(the|array) /, (word) => word[0]!.toUpperCase() + word.slice(1));
    super(code, sentence.replaceAll(PLACE, ''), { exceptionType: options.exceptionType ?? 'ValueError', related: options.related ?? [] });
    this.marked = sentence;
    for (const [, mark] of sentence.matchAll(PLACE)) this.places.set(mark!, lately.get(mark!)!);
    this.argument = options.argument;
    this.mends = options.mends ?? [];
  }

  /** The message with its places as `place` names them; undefined: left out. */
  told(place: (span: Span) => string | undefined): string {
    return this.marked.replaceAll(PLACE, (_whole, mark: string) => {
      const text = place(this.places.get(mark)!);
      return text === undefined ? '' : ` (${text})`;
    });
  }
}

/** Places of the messages that are being written, by their marks: a message holds the place itself, which moves when text before it is edited. */
const lately = new Map<string, Span>();
/** More than one message has. */
const MOST_MARKS = 256;
let marks = 0;

/** ` (line 12)` in a message that is spelled once the program's lines are known; nothing where the place is not known. */
export function at(span: Span | undefined): string {
  if (span === undefined) return '';
  const mark = String(++marks);
  lately.set(mark, span);
  if (lately.size > MOST_MARKS) lately.delete(lately.keys().next().value!);
  return `⟦${mark}⟧`;
}
