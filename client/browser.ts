import { type ExtensionContext, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, clientOptions } from './common.ts';

/** The extension in a web extension host (vscode.dev, github.dev): the server is a web worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const inDist = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name);
  let worker: Worker | undefined;
  const startWorker = async () => {
    worker?.terminate();
    const [runtime, python] = await Promise.all([
      workspace.fs.readFile(inDist('web-tree-sitter.wasm')),
      workspace.fs.readFile(inDist('tree-sitter-python.wasm')),
    ]);
    worker = new Worker(inDist('server/browser.js').toString(true));
    worker.postMessage({ runtime, python });
    // Not the worker itself: what a web extension host gives for one is no instance of its `Worker`.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return activateWith(context, new LanguageClient('layerlens', 'Layer Lens', startWorker, clientOptions));
}
