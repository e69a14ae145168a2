import { keyOf, message, type Message, type Text } from './message.ts';

/** Made once each: they are literals of the code. */
const known = new Map<string, Message>();

/** Why something is not known, as a message: a string is the English of one that has no values. */
export function reasonOf(reason: Text): Message {
  if (typeof reason !== 'string') return reason;
  let made = known.get(reason);
  if (made === undefined) {
    made = message(keyOf([reason]));
    known.set(reason, made);
  }
  return made;
}
