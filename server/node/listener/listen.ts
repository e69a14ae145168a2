import { transportToEditor, valueOf } from './editor-transport.ts';
import { Listener } from './listener.ts';
import { type AnyMessage, part } from './messages.ts';
import { patienceWith, TIMES } from './patience.ts';
import type { StartThinker } from './thinker-thread.ts';

/** So often it is looked whether the editor is still there, in milliseconds. */
const EDITOR = 3_000;

/** Listens to the editor, over the way that the arguments name (`transportToEditor`). */
export function listen(args: readonly string[], start: StartThinker): void {
  const { reader, writer } = transportToEditor(args);
  const end = (status: number): void => process.exit(status);
  const listener = new Listener({
    send: (message) => {
      void writer.write(message).catch(() => end(1));
    },
    start,
    patience: patienceWith(TIMES),
    end,
  });
  const own = valueOf(args, '--clientProcessId');
  if (own !== undefined) endWithEditor(Number(own), end);
  reader.onClose(() => end(1));
  reader.listen((message) => {
    const heard = message as AnyMessage;
    const editor = heard.method === 'initialize' && own === undefined ? part(heard.params, 'processId') : undefined;
    if (typeof editor === 'number') endWithEditor(editor, end);
    listener.hear(heard);
  });
}

/** An editor that ends without a word leaves nothing running. */
function endWithEditor(processId: number, end: (status: number) => void): void {
  if (!Number.isInteger(processId)) return;
  setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      end(1);
    }
  }, EDITOR).unref();
}
