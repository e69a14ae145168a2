/** Files: nothing is read. What is in them stays unknown, and is called after the file. */
import { NativeFunction, NONE, type Value } from '../../domain/value.ts';
import { define } from '../arrays/library-call.ts';
import { words, type Message } from '../../../words/message.ts';

/** "it is read from 'data.csv'". */
export function readFrom(source: Value | undefined): Message {
  return source?.kind === 'str' ? words`it is read from '${source.value}'` : words`it is read from a file`;
}

const reader = (name: string): NativeFunction =>
  define(name, 'fname|file|filename|file_name', (call) => call.unknown(readFrom(call.passed('fname'))));

export const fileFunctions: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    ['load', 'loadtxt', 'genfromtxt', 'fromfile', 'memmap', 'recfromcsv'].map((name) => [name, reader(name)]),
  ),
  ...Object.fromEntries(
    ['save', 'savez', 'savez_compressed', 'savetxt'].map((name) => [name, new NativeFunction(name, () => NONE)]),
  ),
  ...Object.fromEntries(
    ['fromstring'].map((name) => [
      name,
      new NativeFunction(name, (interpreter, args) =>
        interpreter.unknown('its bytes are not known', args.site && interpreter.sourceName(args.site)),
      ),
    ]),
  ),
};
