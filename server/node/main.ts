import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../protocol/server.ts';
import { storedFiles } from './stored-files.ts';
import { readParserBytes } from './wasm.ts';

/** The server's door in Node: over standard input and output, or the channel of the process that started it. */
export function startInNode(): void {
  startServer(createConnection(ProposedFeatures.all), readParserBytes(), storedFiles);
}
