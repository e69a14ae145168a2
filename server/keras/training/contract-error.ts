/** What is wrong between data, model and loss: a refusal or a remark that names places and says what would mend it. */
import type { Place } from '../../python/syntax/place.ts';
import { LayerError } from '../layers/definition.ts';
import { type Message, type Text, words } from '../../words/message.ts';

/** An argument of a call: by its name, and where it stands without one (from 0). */
export interface ArgumentName {
  readonly name: string;
  readonly position?: number | undefined;
}

/** One change of the program's text, described by what it is about. */
export type Change =
  /** The argument gets another text, or is added by name. */
  | { readonly kind: 'set'; readonly call: Place; readonly argument: ArgumentName; readonly text: string }
  | { readonly kind: 'remove'; readonly call: Place; readonly argument: ArgumentName }
  /**
   * Text around the argument as it is written. `simple`: only where it is a name, an attribute, a subscript or a call.
   */
  | {
      readonly kind: 'wrap';
      readonly call: Place;
      readonly argument: ArgumentName;
      readonly before: string;
      readonly after: string;
      readonly simple?: boolean;
    }
  /** A word in the text of a call, or of one of its arguments, becomes another. */
  | {
      readonly kind: 'rename';
      readonly call: Place;
      readonly argument?: ArgumentName;
      readonly from: string;
      readonly to: string;
    };

export interface Mend {
  readonly title: Message;
  readonly changes: readonly Change[];
  readonly preferred?: boolean;
}

export interface ContractOptions {
  readonly exceptionType?: string;
  /** The argument of the call to point at. */
  readonly argument?: ArgumentName | undefined;
  readonly related?: readonly { readonly span: Place; readonly message: Message }[];
  readonly mends?: readonly Mend[];
}

/** A place that a sentence names: ` (line 12)` once the lines of the program are known, nothing before. */
interface NamedPlace extends Message {
  readonly place: Place;
}

/**
 * `code` is that of a file in server/problems/codes. Places in the message are written by `at`; Python's exception has
 * it without them.
 */
export class ContractError extends LayerError {
  readonly argument: ArgumentName | undefined;
  readonly mends: readonly Mend[];
  constructor(code: string, words: Message, options: ContractOptions = {}) {
    super(code, words, { exceptionType: options.exceptionType ?? 'ValueError', related: options.related ?? [] });
    this.argument = options.argument;
    this.mends = options.mends ?? [];
  }

  /** The message with its places as `place` names them; undefined: left out. */
  told(place: (span: Place) => Text | undefined): Message {
    return withPlaces(this.words, place);
  }
}

function withPlaces(message: Message, place: (span: Place) => Text | undefined): Message {
  if (isPlace(message)) {
    const named = place(message.place);
    return named === undefined ? message : words` (${named})`;
  }
  const values = message.values.map((value) =>
    typeof value === 'object' && value.kind === 'message' ? withPlaces(value, place) : value,
  );
  return { ...message, values };
}

const isPlace = (message: Message): message is NamedPlace => 'place' in message;

const NOWHERE: Message = { kind: 'message', text: '', values: [] };

/**
 * ` (line 12)` in a message that is spelled once the program's lines are known; nothing where the place is not known.
 */
export function at(span: Place | undefined): Message {
  if (span === undefined) return NOWHERE;
  const place: NamedPlace = { ...NOWHERE, place: span };
  return place;
}
