/** Programs that a thinker ended at: until they are edited no other one is told of them. */
import type { InlayHint, Range } from 'vscode-languageserver';
import type { Language } from '../../words/language.ts';
import { type Message, words } from '../../words/message.ts';
import { LastHints } from './last-hints.ts';
import { type AnyMessage, answer, notification, part, refusal, type Request, uriOf } from './messages.ts';
import type { Cause } from './thinker-thread.ts';
import type { ToldAgain } from './told-again.ts';

export type Why = Cause | 'time';

const TEXTS: Readonly<Record<Why, Message>> = {
  time: words`Layer Lens took too long to read this file and left it. It tries again when the text changes.`,
  memory: words`Layer Lens had not enough memory to read this file and left it. It tries again when the text changes.`,
  failure: words`Layer Lens failed to read this file, which it never should, and left it. It tries again when the text changes.`,
};

const INFORMATION = 3;
/** LSP's code for a request that was right and could not be answered. */
const REQUEST_FAILED = -32803;

/** How an editor hears of problems. */
export interface ProblemsOfEditor {
  /** It asks for them, and is sent none. */
  asks(): boolean;
  /** Asks it to ask again. */
  refresh(): void;
}

export class Withheld {
  readonly #editor: ProblemsOfEditor;
  readonly #why = new Map<string, Why>();
  readonly #hints = new LastHints();
  readonly #told: ToldAgain;
  readonly #send: (message: AnyMessage) => void;
  readonly #language: () => Language;

  constructor(
    told: ToldAgain,
    send: (message: AnyMessage) => void,
    language: () => Language,
    editor: ProblemsOfEditor,
  ) {
    this.#editor = editor;
    this.#told = told;
    this.#send = send;
    this.#language = language;
  }

  has(program: string): boolean {
    return this.#why.has(program);
  }

  /** From now on; a problem at the top of the program says so. */
  add(program: string, why: Why): void {
    const all = this.#told.documentsOf(program).filter((uri) => this.#told.documentAt(uri) !== undefined);
    const first = all.find((uri) => this.#told.documentAt(uri)?.languageId === 'python');
    if (first === undefined) return;
    this.#why.set(program, why);
    for (const uri of all) this.#publish(uri, uri === first ? [this.#problem(why)] : []);
  }

  lift(program: string): void {
    this.#why.delete(program);
  }

  /** A notification of the editor: hints move with the text, and what is closed says nothing any more. */
  heard(message: AnyMessage): void {
    const uri = uriOf(message);
    if (uri === undefined) return;
    if (message.method === 'textDocument/didChange') {
      const changes = part(message.params, 'contentChanges');
      this.#hints.edited(uri, Array.isArray(changes) ? changes : []);
    } else if (message.method?.endsWith('/didClose') === true) {
      this.#hints.closed(uri);
      if (this.#why.delete(uri)) this.#publish(uri, []);
    }
  }

  /** What a thinker has answered is kept where it serves later. */
  answered(asked: Request, { result }: AnyMessage): void {
    const uri = uriOf(asked);
    if (asked.method !== 'textDocument/inlayHint' || uri === undefined || !Array.isArray(result)) return;
    this.#hints.keep(uri, part(asked.params, 'range') as Range, result as readonly InlayHint[]);
  }

  /** The answer to a request about a program that no thinker is told of; undefined where it is about another one. */
  answer(asked: Request): AnyMessage | undefined {
    const uri = uriOf(asked);
    return uri !== undefined && this.has(this.#told.programOf(uri)) ? this.left(asked) : undefined;
  }

  /** What can be said without a thinker. */
  left(asked: Request): AnyMessage {
    const uri = uriOf(asked);
    const why = uri === undefined ? undefined : this.#why.get(this.#told.programOf(uri));
    if (asked.method === 'textDocument/inlayHint' && uri !== undefined)
      return answer(asked.id, this.#hints.within(uri, part(asked.params, 'range') as Range));
    if (asked.method === 'textDocument/diagnostic')
      return answer(asked.id, { kind: 'full', items: why === undefined ? [] : [this.#problem(why)] });
    if (asked.method.endsWith('/resolve')) return answer(asked.id, asked.params);
    if (asked.method.startsWith('textDocument/')) return answer(asked.id, null);
    return refusal(asked.id, REQUEST_FAILED, this.#language().say(TEXTS[why ?? 'failure']));
  }

  #problem(why: Why): object {
    const start = { line: 0, character: 0 };
    return {
      range: { start, end: start },
      severity: INFORMATION,
      source: 'Layer Lens',
      code: 'not-read',
      message: this.#language().say(TEXTS[why]),
    };
  }

  #publish(uri: string, diagnostics: readonly object[]): void {
    if (this.#editor.asks()) this.#editor.refresh();
    else this.#send(notification('textDocument/publishDiagnostics', { uri, diagnostics }));
  }
}
