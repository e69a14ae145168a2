/** The thread that thinks, seen from the one that listens. */
import { MessageChannel, type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';
import type { AnyMessage } from './messages.ts';

/** Why a thinker has ended though nobody asked it to. */
export type Cause = 'memory' | 'failure';

export interface ThinkerEvents {
  /** A message for the editor. */
  message(message: AnyMessage): void;
  /** It is at the program with this address from now on. */
  working(uri: string): void;
  /** It came to hear what was asked as the number `question`. */
  heard(question: number): void;
  ended(cause: Cause, details: string): void;
}

export interface Thinker {
  send(message: AnyMessage): void;
  /** Asks whether it hears: see `ThinkerEvents.heard`. */
  ask(question: number): void;
  /** Ends it at once; nothing is heard of it any more. */
  end(): void;
}

export type StartThinker = (events: ThinkerEvents) => Thinker;

/** What a thinker gets from the thread that starts it. */
export interface ThinkerData {
  /** Of what is no message of the protocol. */
  readonly control: MessagePort;
}

/** What a thinker tells beside the protocol. */
export type Told = { readonly working: string } | { readonly heard: number };

/** As much memory as the server's process would have (client/server-memory.ts), which threads do not inherit. */
const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 2_000, maxYoungGenerationSizeMb: 12 };

/**
 * What starts thinkers: `entry` is the command line's, which is one where `ThinkerData` is given to its thread. The
 * thread of the first one begins at once.
 */
export function thinkerThread(entry: URL, limits = LIMITS): StartThinker {
  let first: Thread | undefined = begun(entry, limits);
  return (events) => {
    const { worker, control } = first ?? begun(entry, limits);
    first = undefined;
    let isOver = false;
    const over = (cause: Cause, details: string): void => {
      if (isOver) return;
      isOver = true;
      control.close();
      events.ended(cause, details);
    };
    worker.on('message', (message: AnyMessage) => {
      if (!isOver) events.message(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      over(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failure', error.stack ?? error.message),
    );
    worker.on('exit', (code) => over('failure', `the thread ended with ${code}`));
    control.on('message', (told: Told) => {
      if (isOver) return;
      if ('working' in told) events.working(told.working);
      else events.heard(told.heard);
    });
    return {
      send: (message) => worker.postMessage(message),
      ask: (question) => control.postMessage(question),
      end: () => {
        isOver = true;
        control.close();
        void worker.terminate();
      },
    };
  };
}

interface Thread {
  readonly worker: Worker;
  readonly control: MessagePort;
}

function begun(entry: URL, resourceLimits: ResourceLimits): Thread {
  const { port1: control, port2 } = new MessageChannel();
  const worker = new Worker(entry, {
    workerData: { control: port2 } satisfies ThinkerData,
    transferList: [port2],
    resourceLimits,
    argv: [],
    // What would be printed must not get among the messages to the editor.
    stdout: true,
  });
  return { worker, control };
}
