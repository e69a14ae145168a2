import { commands, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { ModelSummaries } from './model-summaries.ts';

/** One selector serves Python files and the Python cells of notebooks, wherever they are stored. */
export const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'python' }],
};

/** What both hosts have in common: the commands and the summaries, around a client that is started here. */
export async function activateWith(context: ExtensionContext, client: BaseLanguageClient): Promise<void> {
  const summaries = new ModelSummaries(client);
  context.subscriptions.push(
    client,
    summaries,
    commands.registerCommand('layerlens.showSummary', (uri?: string, model?: number) => summaries.show(uri, model)),
    commands.registerCommand('layerlens.restartServer', async () => {
      if (client.isRunning()) await client.stop();
      await client.start();
    }),
    commands.registerCommand('layerlens.showOutput', () => client.outputChannel.show()),
  );
  await client.start();
}
