import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../protocol/server.ts';

/**
 * The server's door in a web worker. The first message brings the parser's bytes, since a worker of an extension
 * cannot tell where its own files are; everything after it is the language server protocol.
 */
const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
worker.onmessage = ({ data }: MessageEvent<{ runtime: Uint8Array; python: Uint8Array }>) => {
  startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), data);
};
