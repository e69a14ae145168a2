/** Files that are models: VS Code opens them as the page of their summary, which only reads. */
import { type CustomDocument, type CustomReadonlyEditorProvider, Disposable, type Uri, window } from 'vscode';
import type { SummaryPanels } from './summary.ts';

/** As package.json names them: what is Keras's own, and what is other people's too and is opened so by choice. */
const VIEW_TYPES = ['layerlens.savedModel', 'layerlens.savedModelByChoice'];

/** `start` starts the server, as soon as Layer Lens is on. */
export function savedModelEditor(panels: SummaryPanels, start: () => void): Disposable {
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri: Uri): CustomDocument => ({ uri, dispose: () => {} }),
    resolveCustomEditor: ({ uri }, panel) => {
      start();
      panels.fillEditor(uri, panel);
    },
  };
  return Disposable.from(...VIEW_TYPES.map((type) => window.registerCustomEditorProvider(type, provider)));
}
