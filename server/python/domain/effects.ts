/** What code that is not followed does with what it is given. */
import type { Message } from '../../words/message.ts';

/** Said by who gives it something: its roots. Code of the program's that these lead to may run any number of times. */
export interface Effects {
  /** Why what is forgotten is not known. */
  readonly reason?: Message;
  /** Containers and arrays that it is given are changed in place. */
  readonly contents?: boolean;
  /** What becomes of layers is seen to by who says it. */
  readonly exceptLayers?: boolean;
}

/** What that is for one library's value, or for what a library has attached to an object. */
export interface HostEffects {
  /** Methods of these names may have been called. */
  readonly called: ReadonlySet<string>;
  /** Attributes of these names may have been assigned; `*`: any. */
  readonly assigned: ReadonlySet<string>;
  /** What it holds may have been changed. */
  readonly contents: boolean;
  readonly reason: Message;
}
