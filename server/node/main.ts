import { thinkerThread } from './listener/thinker-thread.ts';

/**
 * The server's door in Node: this thread listens to the editor, and another one, which runs `entry` too, thinks. That
 * one has more to load, so it begins before this one loads anything else.
 */
export async function startInNode(args: readonly string[], entry: URL): Promise<void> {
  const start = thinkerThread(entry);
  const { listen } = await import('./listener/listen.ts');
  listen(args, start);
}
