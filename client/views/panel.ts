/**
 * Webview panels beside the code, one for each key (the address of a program), the same in desktop and web extension
 * hosts.
 *
 * A panel's page is `dist/webview/SCRIPT.js` and `.css`. Its policy allows nothing but these files: no inline script,
 * no network. The words of the
 * reader's language stand in the page as data, which nothing runs. What a panel showed is restored after a restart, by
 * the state that the page keeps
 * (client/webview/common/host.ts).
 */
import {
  type Disposable,
  env,
  type Event,
  EventEmitter,
  l10n,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
} from 'vscode';
import type { Envelope, StoredState } from '../webview/common/envelope.ts';

/** What kind of panel it is. */
export interface PanelKind {
  /** `layerlens.summary`, the type under which VS Code restores it. */
  readonly viewType: string;
  /** The page's bundle in dist/webview, without its ending. */
  readonly script: string;
  /** The title of the tab. */
  readonly title: (key: string) => string;
}

/** One open panel, to whoever fills it. */
export interface ViewPanel<ToView, FromView> {
  readonly key: string;
  readonly panel: WebviewPanel;
  readonly onMessage: Event<FromView>;
  /**
   * The page listens, for the first time or anew: VS Code drops it while its tab is hidden. It knows nothing then but
   * the state that it kept, so send it all.
   */
  readonly onReady: Event<void>;
  /** Where the page does not listen it is not heard. */
  send(message: ToView): void;
}

/**
 * All panels of a kind. `fill` is called for each that opens or is restored; what it gives is disposed of with the
 * panel.
 */
export class ViewPanels<ToView, FromView> implements Disposable {
  readonly #open = new Map<string, OpenPanel<ToView, FromView>>();
  readonly #kind: PanelKind;
  readonly #extension: Uri;
  readonly #fill: (view: ViewPanel<ToView, FromView>) => Disposable;
  readonly #serializer: Disposable;

  constructor(extension: Uri, kind: PanelKind, fill: (view: ViewPanel<ToView, FromView>) => Disposable) {
    this.#extension = extension;
    this.#kind = kind;
    this.#fill = fill;
    this.#serializer = window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: async (panel, state: Partial<StoredState> | undefined) => {
        if (typeof state?.key === 'string' && !this.#open.has(state.key)) this.adopt(panel, state.key);
        else panel.dispose();
      },
    });
  }

  /** Opens the panel of a key beside the code, or brings it to the front; the keyboard stays where it is. */
  show(key: string): ViewPanel<ToView, FromView> {
    const open = this.#open.get(key);
    if (open !== undefined) {
      open.panel.reveal(undefined, true);
      return open;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    return this.adopt(window.createWebviewPanel(this.#kind.viewType, this.#kind.title(key), place, {}), key);
  }

  get(key: string): ViewPanel<ToView, FromView> | undefined {
    return this.#open.get(key);
  }

  /** Fills a panel that is there already. */
  adopt(panel: WebviewPanel, key: string): ViewPanel<ToView, FromView> {
    const files = Uri.joinPath(this.#extension, 'dist', 'webview');
    panel.title = this.#kind.title(key);
    panel.iconPath = Uri.joinPath(this.#extension, 'docs', 'images', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [files] };
    const open = new OpenPanel<ToView, FromView>(panel, key);
    this.#open.set(key, open);
    const filled = this.#fill(open);
    panel.onDidDispose(() => {
      this.#open.delete(key);
      filled.dispose();
      open.dispose();
    });
    panel.webview.html = page(panel.webview, files, this.#kind, key);
    return open;
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }
}

class OpenPanel<ToView, FromView> implements ViewPanel<ToView, FromView>, Disposable {
  readonly key: string;
  readonly panel: WebviewPanel;
  readonly #received = new EventEmitter<FromView>();
  readonly #ready = new EventEmitter<void>();
  readonly onMessage = this.#received.event;
  readonly onReady = this.#ready.event;

  constructor(panel: WebviewPanel, key: string) {
    this.panel = panel;
    this.key = key;
    panel.webview.onDidReceiveMessage((envelope: Envelope<FromView>) => {
      if (envelope.kind === 'message') this.#received.fire(envelope.message);
      else this.#ready.fire();
    });
  }

  send(message: ToView): void {
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.#received.dispose();
    this.#ready.dispose();
  }
}

/** The document of a page: its files and nothing else. The script builds what is in `main`. */
function page(webview: Webview, files: Uri, { script, title }: PanelKind, key: string): string {
  const file = (name: string) => escapeHtml(webview.asWebviewUri(Uri.joinPath(files, name)).toString());
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Sizes that are computed (bars, columns) are set on elements by script, which the policy counts as inline style.
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    // Pictures are drawn by the page itself.
    'img-src data: blob:',
    // A worker's code is a file of the extension, which a webview can only load by way of a blob.
    `connect-src ${webview.cspSource}`,
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(l10n.bundle === undefined ? 'en' : env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title(key))}</title>
<link rel="stylesheet" href="${file(`${script}.css`)}">
</head>
<body data-key="${escapeHtml(key)}" data-files="${file('')}">
<main id="view"></main>
<script type="application/json" id="words">${dataText(l10n.bundle ?? {})}</script>
<script nonce="${nonce}" src="${file(`${script}.js`)}"></script>
</body>
</html>`;
}

/** JSON that can stand in a page: nothing in it ends its element. */
const dataText = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The name of the file that an address ends with. */
export function fileName(address: string): string {
  const { path } = Uri.parse(address, true);
  return path.slice(path.lastIndexOf('/') + 1);
}
