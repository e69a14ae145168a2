import { ColorThemeKind, commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { type BaseLanguageClient, DidChangeConfigurationNotification, type LanguageClientOptions } from 'vscode-languageclient';
import { ModelSummaries } from './model-summaries.ts';

/** One selector serves Python files and the Python cells of notebooks, wherever they are stored. */
export const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'python' }],
  // What this editor can do beyond the protocol: show pictures in hovers, and read files that are on no disk.
  initializationOptions: { pictures: true, readFiles: true },
  middleware: {
    workspace: {
      configuration: async (params, token, next) => {
        const values = await next(params, token);
        if (!Array.isArray(values)) return values;
        return values.map((value, index) => (params.items[index]?.section === 'layerlens' ? withTheme(value) : value));
      },
    },
  },
};

/** What both hosts have in common: the commands and the summaries, around a client that is started here. */
export async function activateWith(context: ExtensionContext, client: BaseLanguageClient): Promise<void> {
  Object.assign(client.clientOptions.initializationOptions, { documentation: Uri.joinPath(context.extensionUri, 'docs', 'problems.md').toString() });
  const summaries = new ModelSummaries(client);
  context.subscriptions.push(
    client,
    summaries,
    client.onRequest('layerlens/readFile', ({ uri }: { uri: string }) => readFile(Uri.parse(uri, true))),
    commands.registerCommand('layerlens.showSummary', (uri?: string, model?: number) => summaries.show(uri, model)),
    commands.registerCommand('layerlens.restartServer', async () => {
      if (client.isRunning()) await client.stop();
      await client.start();
    }),
    commands.registerCommand('layerlens.showOutput', () => client.outputChannel.show()),
    window.onDidChangeActiveColorTheme(() => {
      if (client.isRunning()) client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }),
  );
  await client.start();
}

/** The text of a file of the workspace, which may be on no disk; null where there is none. */
async function readFile(uri: Uri): Promise<string | null> {
  if (workspace.getWorkspaceFolder(uri) === undefined) return null;
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** The settings, and the kind of theme that the pictures are drawn for. */
function withTheme(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return settings;
  const theme = {
    [ColorThemeKind.Light]: 'light',
    [ColorThemeKind.Dark]: 'dark',
    [ColorThemeKind.HighContrast]: 'high-contrast',
    [ColorThemeKind.HighContrastLight]: 'light',
  }[window.activeColorTheme.kind];
  const { hover } = settings as { hover?: object };
  return { ...settings, hover: { ...hover, theme } };
}
