/** The page's side of the messages between a webview and the extension (the other is client/views/panel.ts). */
import type { Envelope, StoredState } from './envelope.ts';
import { languageData } from './language.ts';

interface VsCode {
  postMessage(message: unknown): void;
  getState(): StoredState | undefined;
  setState(state: StoredState): void;
}
declare function acquireVsCodeApi(): VsCode;

export interface Host<ToView, FromView, State> {
  /** What the panel is about: the address of a program. */
  readonly key: string;
  /** As it was kept when the page was last open. */
  readonly state: State | undefined;
  /** Keeps a state: it outlives the page, which VS Code drops while its tab is hidden. */
  keep(state: State): void;
  send(message: FromView): void;
  /** Begins to listen; the extension then sends what there is to show. */
  listen(listener: (message: ToView) => void): void;
}

/** May be called once. */
export function connect<ToView, FromView, State>(): Host<ToView, FromView, State> {
  const vscode = acquireVsCodeApi();
  const key = document.body.dataset['key'] ?? '';
  const post = (envelope: Envelope<FromView>) => vscode.postMessage(envelope);
  const stored = vscode.getState() as StoredState<State> | undefined;
  vscode.setState({ key, state: stored?.state });
  return {
    key,
    state: stored?.state,
    keep: (state) => vscode.setState({ key, state }),
    send: (message) => post({ kind: 'message', message }),
    listen: (listener) => {
      window.addEventListener('message', ({ data }: MessageEvent<ToView>) => listener(data));
      post({ kind: 'ready' });
    },
  };
}

/** A worker whose code is `dist/webview/NAME.js`. The language of the page is the first that it is sent. */
export async function startWorker(name: string): Promise<Worker> {
  const answer = await fetch(`${document.body.dataset['files'] ?? ''}/${name}.js`);
  if (!answer.ok) throw new Error(`${name}.js: ${answer.status}`);
  const address = URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
  try {
    const worker = new Worker(address);
    worker.postMessage(languageData);
    return worker;
  } finally {
    URL.revokeObjectURL(address);
  }
}
