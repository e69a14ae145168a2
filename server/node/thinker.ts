/** The thread that thinks: the language server, spoken to by the thread that listens (listener/listener.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { createConnection, PortMessageReader, PortMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve.ts';
import type { ThinkerData, Told } from './listener/thinker-thread.ts';

export function startThinker(): void {
  const port = parentPort;
  if (port === null) throw new Error('this is no worker thread');
  const { control } = workerData as ThinkerData;
  const tell = (told: Told): void => control.postMessage(told);
  control.on('message', (question: number) => tell({ heard: question }));
  let at: string | undefined;
  const connection = createConnection(ProposedFeatures.all, new PortMessageReader(port), new PortMessageWriter(port));
  serve(connection, (uri) => {
    if (uri === at) return;
    at = uri;
    tell({ working: uri });
  });
}
