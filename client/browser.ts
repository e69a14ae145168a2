import { type ExtensionContext, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './common.ts';

/** A worker that was ended tells nobody: its reader has to say that nothing more will come. */
class WorkerReader extends BrowserMessageReader {
  close(): void {
    this.fireClose();
  }
}

/** The extension in a web extension host (vscode.dev, github.dev): the server is a web worker. */
export function activate(context: ExtensionContext): void {
  const inDist = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name);
  let worker: Worker | undefined;
  let reader: WorkerReader | undefined;
  const startWorker = async () => {
    worker?.terminate();
    const [runtime, python] = await Promise.all([
      workspace.fs.readFile(inDist('web-tree-sitter.wasm')),
      workspace.fs.readFile(inDist('tree-sitter-python.wasm')),
    ]);
    worker = new Worker(inDist('server/browser.js').toString(true));
    worker.postMessage({ runtime, python });
    // Not the worker itself: what a web extension host gives for one is no instance of its `Worker`.
    reader = new WorkerReader(worker);
    return { reader, writer: new BrowserMessageWriter(worker) };
  };
  activateWith(context, {
    createClient: (options) => new LanguageClient('layerlens', 'Layer Lens', startWorker, options),
    kill: () => {
      worker?.terminate();
      reader?.close();
    },
  });
}
