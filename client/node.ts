import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './common.ts';
import { offerMcpServer } from './mcp-server.ts';
import { MEMORY_OPTIONS } from './server-memory.ts';

/** The extension in a desktop's or a remote machine's extension host: the server is a Node process of its own. */
export function activate(context: ExtensionContext): void {
  const server = {
    module: context.asAbsolutePath('dist/cli.js'),
    transport: TransportKind.ipc,
    options: { execArgv: [...MEMORY_OPTIONS] },
  };
  let client: LanguageClient | undefined;
  activateWith(context, {
    createClient: (options) => (client = new LanguageClient('layerlens', 'Layer Lens', server, options)),
    kill: () => client?.serverProcess?.kill('SIGKILL'),
  });
  context.subscriptions.push(...offerMcpServer(context));
}
