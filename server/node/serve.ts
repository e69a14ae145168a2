import { existsSync } from 'node:fs';
import type { Connection } from 'vscode-languageserver';
import { startServer } from '../protocol/server.ts';
import { storedFiles } from './stored-files.ts';
import { readParserBytes } from './wasm.ts';
import { workClock } from './work-clock.ts';

/** The language server on a connection, with this machine's files. `working` hears which program it is at. */
export function serve(connection: Connection, working: (uri: string) => void): void {
  startServer(connection, readParserBytes(), storedFiles, {
    documentation: problemPage(),
    now: workClock(),
    working,
    loadSaved: () => import('../protocol/saved-models.ts'),
    loadData: async () => {
      const [{ DataReader }, { storedData }] = await Promise.all([
        import('../data/reader.ts'),
        import('./stored-data.ts'),
      ]);
      return new DataReader(storedData);
    },
  });
}

/**
 * The address of a problem's page in the package, `{code}` for its code; from the bundle the pages lie one folder up,
 * from the source two.
 */
function problemPage(): string | undefined {
  const folder = ['../docs/problems/', '../../docs/problems/']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  return folder && `${folder.href}{code}.md`;
}
