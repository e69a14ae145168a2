import { ConfigurationTarget, type Uri, workspace } from 'vscode';

/**
 * Gives a setting under `layerlens` a value where it is set already: for the folder, the workspace or the user; for the
 * user where it is set nowhere, so
 * that no file of the workspace is written. A value that comes of itself then is taken out instead. Gives what undoes
 * that.
 */
export async function writeSetting(name: string, value: unknown, resource?: Uri): Promise<() => Promise<void>> {
  const settings = () => workspace.getConfiguration('layerlens', resource);
  const found = settings().inspect(name);
  const [target, before] =
    found?.workspaceFolderValue !== undefined
      ? [ConfigurationTarget.WorkspaceFolder, found.workspaceFolderValue]
      : found?.workspaceValue !== undefined
        ? [ConfigurationTarget.Workspace, found.workspaceValue]
        : [ConfigurationTarget.Global, found?.globalValue];
  const beneath =
    target === ConfigurationTarget.Global ? found?.defaultValue : (found?.globalValue ?? found?.defaultValue);
  await settings().update(name, value === beneath ? undefined : value, target);
  return async () => settings().update(name, before, target);
}
