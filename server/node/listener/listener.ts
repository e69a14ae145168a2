/**
 * The thread that listens: what the editor says goes to the thinker and what that answers goes back, and where it ends
 * or does not hear any more another one takes its place and is told all that it has to know.
 */
import { languageFor } from '../../words/catalogues.ts';
import { ENGLISH, type Language } from '../../words/language.ts';
import { type AnyMessage, answer, type Id, isAnswer, isRequest, notification, part, type Request } from './messages.ts';
import { request, uriOf } from './messages.ts';
import type { Patience } from './patience.ts';
import type { StartThinker, Thinker } from './thinker-thread.ts';
import { ToldAgain } from './told-again.ts';
import { Withheld, type Why } from './withheld.ts';

export interface ListenerOptions {
  readonly send: (message: AnyMessage) => void;
  readonly start: StartThinker;
  readonly patience: (hears: (question: number) => void, given: () => void) => Patience;
  /** Ends the process with this status. */
  readonly end: (status: number) => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** The request by which a thinker that takes the place of another is told who the editor is. */
const AGAIN = 'layerlens: initialize again';
/** So many thinkers may end within so many milliseconds; then something is wrong that no program is to blame for. */
const MOST_ENDED = 8;
const PERIOD = 180_000;

export class Listener {
  readonly #options: ListenerOptions;
  readonly #told = new ToldAgain();
  readonly #patience: Patience;
  readonly #withheld: Withheld;
  /** Requests of the editor that are not answered yet. */
  readonly #pending = new Map<Id, Request>();
  /** Requests of the thinker that the editor has not answered, by the ids that they have there. */
  readonly #asked = new Map<Id, Id>();
  /** What the thinker has had registered, by the registration's id: the method. */
  readonly #registered = new Map<string, string>();
  readonly #ends: number[] = [];
  #thinker: Thinker;
  /** What is said to a thinker before it knows the editor; undefined where it does. */
  #unsaid: AnyMessage[] | undefined;
  #initialize: Request | undefined;
  #initialized: AnyMessage | undefined;
  #workingAt: string | undefined;
  #requests = 0;
  #isStopping = false;
  #language: Language = ENGLISH;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#withheld = new Withheld(this.#told, options.send, () => this.#language, {
      asks: () => this.#can('textDocument', 'diagnostic') !== undefined,
      refresh: () => this.#refreshProblems(),
    });
    this.#patience = options.patience(
      (question) => this.#thinker.ask(question),
      () => {
        this.#thinker.end();
        this.#replace('time', 'it did not hear any more');
      },
    );
    this.#thinker = this.#start();
  }

  /** What the editor said that it can do. */
  #can(...path: readonly string[]): unknown {
    return part(this.#initialize?.params, 'capabilities', ...path);
  }

  #refreshProblems(): void {
    if (this.#can('workspace', 'diagnostics', 'refreshSupport') !== true) return;
    this.#options.send(request(`layerlens ${++this.#requests}`, 'workspace/diagnostic/refresh', undefined));
  }

  /** Ends the thinker, and none comes after it. */
  stop(): void {
    this.#patience.stop();
    this.#thinker.end();
  }

  /** A message of the editor. */
  hear(message: AnyMessage): void {
    this.#patience.active();
    if (isRequest(message)) this.#request(message);
    else if (isAnswer(message)) this.#answered(message);
    else this.#notified(message);
  }

  #request(message: Request): void {
    // The listener itself hears: what does not is ended by it.
    if (message.method === 'layerlens/ping') {
      this.#options.send(answer(message.id, null));
      return;
    }
    if (message.method === 'initialize') {
      // Whether the editor lives is for this thread to see.
      this.#initialize = { ...message, params: { ...(message.params as object), processId: null } };
      const locale = part(message.params, 'locale');
      void languageFor(typeof locale === 'string' ? locale : undefined).then((language) => (this.#language = language));
    }
    if (message.method === 'shutdown') this.#isStopping = true;
    const left = this.#withheld.answer(message);
    if (left !== undefined) {
      this.#options.send(left);
      return;
    }
    this.#pending.set(message.id, message);
    this.#say(message.method === 'initialize' ? this.#initialize! : message);
  }

  #answered(message: AnyMessage & { readonly id: Id }): void {
    const id = this.#asked.get(message.id);
    // The one who asked may have ended.
    if (id === undefined) return;
    this.#asked.delete(message.id);
    this.#say({ ...message, id });
  }

  #notified(message: AnyMessage): void {
    if (message.method === 'exit') {
      this.#options.end(this.#isStopping ? 0 : 1);
      return;
    }
    if (message.method === 'initialized') this.#initialized = message;
    if (message.method === 'workspace/didChangeWorkspaceFolders') this.#changeFolders(message);
    const uri = uriOf(message);
    const program = uri === undefined ? undefined : this.#told.programOf(uri);
    this.#told.hear(message);
    this.#withheld.heard(message);
    const isOfDocument = /^(?:textDocument|notebookDocument)\/did/.test(message.method ?? '');
    const isTriedAgain = isOfDocument && program !== undefined && this.#withheld.has(program);
    if (isTriedAgain && message.method?.endsWith('/didSave') === true) return;
    if (isTriedAgain) this.#withheld.lift(program);
    // One that does not know the editor yet is told of what is open afterwards.
    if (isOfDocument && this.#unsaid !== undefined) return;
    if (isTriedAgain) {
      for (const opening of this.#told.opening(program)) this.#say(opening);
      return;
    }
    this.#say(message);
  }

  #changeFolders({ params }: AnyMessage): void {
    if (this.#initialize === undefined) return;
    const listed = (value: unknown) => (Array.isArray(value) ? (value as readonly { readonly uri: string }[]) : []);
    const removed = new Set(listed(part(params, 'event', 'removed')).map(({ uri }) => uri));
    const folders = [
      ...listed(part(this.#initialize.params, 'workspaceFolders')).filter(({ uri }) => !removed.has(uri)),
      ...listed(part(params, 'event', 'added')),
    ];
    this.#initialize = {
      ...this.#initialize,
      params: { ...(this.#initialize.params as object), workspaceFolders: folders },
    };
  }

  #say(message: AnyMessage): void {
    if (this.#unsaid === undefined) this.#thinker.send(message);
    else this.#unsaid.push(message);
  }

  #start(): Thinker {
    return this.#options.start({
      message: (message) => this.#fromThinker(message),
      working: (uri) => {
        this.#workingAt = uri;
      },
      heard: (question) => this.#patience.heard(question),
      ended: (cause, details) => this.#replace(cause, details),
    });
  }

  #fromThinker(message: AnyMessage): void {
    this.#patience.active();
    if (isRequest(message)) {
      const id = `layerlens ${++this.#requests}`;
      this.#asked.set(id, message.id);
      for (const { id: registered, method } of registrationsOf(message)) this.#registered.set(registered, method);
      this.#options.send({ ...message, id });
    } else if (isAnswer(message)) this.#answeredByThinker(message);
    else this.#options.send(message);
  }

  #answeredByThinker(message: AnyMessage & { readonly id: Id }): void {
    if (message.id === AGAIN) {
      this.#tellAgain();
      return;
    }
    const asked = this.#pending.get(message.id);
    if (asked === undefined) return;
    this.#pending.delete(message.id);
    this.#withheld.answered(asked, message);
    this.#options.send(message);
  }

  /** The thinker has ended: another one is told what this one knew, but what it was at when it ended. */
  #replace(why: Why, details: string): void {
    if (this.#isStopping) {
      this.#options.end(0);
      return;
    }
    const now = (this.#options.now ?? Date.now)();
    this.#ends.push(now);
    while (now - this.#ends[0]! > PERIOD) this.#ends.shift();
    this.#log(`The part of the server that thinks has ended (${why}) at ${this.#workingAt ?? 'nothing'}: ${details}`);
    if (this.#ends.length > MOST_ENDED) {
      this.#options.end(1);
      return;
    }
    if (this.#workingAt !== undefined) this.#withheld.add(this.#workingAt, why);
    this.#workingAt = undefined;
    this.#asked.clear();
    this.#unregisterAll();
    this.#thinker = this.#start();
    const pending = [...this.#pending.values()];
    const first = pending.find(({ method }) => method === 'initialize');
    for (const one of pending) {
      if (one === first) continue;
      this.#pending.delete(one.id);
      this.#options.send(this.#withheld.left(one));
    }
    if (this.#initialize === undefined) return;
    if (first !== undefined) {
      this.#thinker.send(this.#initialize);
      return;
    }
    this.#unsaid = [];
    this.#thinker.send({ ...this.#initialize, id: AGAIN });
  }

  #tellAgain(): void {
    const unsaid = this.#unsaid ?? [];
    this.#unsaid = undefined;
    if (this.#initialized !== undefined) this.#say(this.#initialized);
    for (const message of this.#told.all((program) => this.#withheld.has(program))) this.#say(message);
    for (const message of unsaid) this.#say(message);
  }

  /** The next thinker has the same registered anew. */
  #unregisterAll(): void {
    if (this.#registered.size === 0) return;
    // The protocol spells the name of the field like this.
    const unregisterations = [...this.#registered].map(([id, method]) => ({ id, method }));
    this.#registered.clear();
    this.#options.send(request(`layerlens ${++this.#requests}`, 'client/unregisterCapability', { unregisterations }));
  }

  #log(message: string): void {
    this.#options.send(notification('window/logMessage', { type: 2, message }));
  }
}

function registrationsOf({ method, params }: Request): readonly { readonly id: string; readonly method: string }[] {
  const listed = method === 'client/registerCapability' ? part(params, 'registrations') : undefined;
  return Array.isArray(listed) ? (listed as readonly { readonly id: string; readonly method: string }[]) : [];
}
