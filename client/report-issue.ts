import { env, type ExtensionContext, l10n, UIKind, version, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/**
 * Opens a report to be completed and sent wherever the reader likes: nothing leaves the machine by itself. It has
 * versions, changed
 * settings and the last lines of the output in it, and nothing of the code.
 */
export async function reportIssue(
  { extension }: ExtensionContext,
  client: BaseLanguageClient,
  log: readonly string[],
): Promise<void> {
  const content = `${l10n.t('<!-- What happened, and what did you expect? A few lines of Python that show it help most. -->')}



## ${l10n.t('Versions')}

- Layer Lens ${String((extension.packageJSON as { version: unknown }).version)}
- ${env.appName} ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}${env.remoteName === undefined ? '' : `, remote (${env.remoteName})`}
- ${systemName()}
- ${client.state === State.Running ? l10n.t('The server is running.') : l10n.t('The server is not running.')}

## ${l10n.t('Changed settings')}

${
  changedSettings(extension.packageJSON)
    .map((line) => `- ${line}`)
    .join('\n') || l10n.t('none')
}

## ${l10n.t('Last lines of the output')}

\`\`\`text
${log.join('\n')}
\`\`\`
`;
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

/** `linux x64, Node v24.1.0`, or the browser's own words for itself. */
function systemName(): string {
  const { process, navigator } = globalThis as {
    process?: { platform: string; arch: string; version: string };
    navigator?: { userAgent?: string };
  };
  return process?.version === undefined
    ? (navigator?.userAgent ?? 'browser')
    : `${process.platform} ${process.arch}, Node ${process.version}`;
}

interface Configuration {
  readonly properties: Readonly<Record<string, unknown>>;
}

function changedSettings(manifest: {
  contributes: { configuration: Configuration | readonly Configuration[] };
}): string[] {
  const names = [manifest.contributes.configuration]
    .flat()
    .flatMap(({ properties }: Configuration) => Object.keys(properties));
  return names.flatMap((name) => {
    const found = workspace.getConfiguration().inspect(name);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    return value === undefined ? [] : [`\`${name}\`: \`${JSON.stringify(value)}\``];
  });
}
