import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, clientOptions } from './common.ts';

/** The extension in a desktop's or a remote machine's extension host: the server is a Node process of its own. */
export function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath('dist/cli.js'), transport: TransportKind.ipc };
  return activateWith(context, new LanguageClient('layerlens', 'Layer Lens', server, clientOptions));
}
