import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { existsSync } from 'node:fs';
import { startServer } from '../protocol/server.ts';
import { storedFiles } from './stored-files.ts';
import { readParserBytes } from './wasm.ts';

/** The server's door in Node: over standard input and output, or the channel of the process that started it. */
export function startInNode(): void {
  startServer(createConnection(ProposedFeatures.all), readParserBytes(), storedFiles, problemsPage());
}

/** The page of the package; from the bundle it lies one folder up, from the source two. */
function problemsPage(): string | undefined {
  return ['../docs/problems.md', '../../docs/problems.md'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url))?.href;
}
