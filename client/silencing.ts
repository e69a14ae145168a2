/** What the code actions of problems and hints do to the settings. They are commands that only the server names. */
import { commands, type Disposable, l10n, window, workspace } from 'vscode';
import { writeSetting } from './write-setting.ts';

export function silencingCommands(): readonly Disposable[] {
  return [
    commands.registerCommand('layerlens.switchOffProblem', async (code: string) => {
      const resource = window.activeTextEditor?.document.uri;
      const severities = workspace
        .getConfiguration('layerlens', resource)
        .get<Readonly<Record<string, string>>>('problems.severity', {});
      const undo = await writeSetting('problems.severity', { ...severities, [code]: 'off' }, resource);
      offerUndo(l10n.t('Layer Lens: {0} problems are switched off in the settings.', code), undo);
    }),
    commands.registerCommand('layerlens.hideHints', async (kind: string) => {
      const undo = await writeSetting(`inlayHints.${kind}`, false, window.activeTextEditor?.document.uri);
      offerUndo(l10n.t('Layer Lens: these hints are hidden by the setting {0}.', `layerlens.inlayHints.${kind}`), undo);
    }),
  ];
}

/** The command is done when the setting is written, not when the message is gone. */
function offerUndo(message: string, undo: () => Promise<void>): void {
  const button = l10n.t('Undo');
  void window.showInformationMessage(message, button).then((chosen) => (chosen === button ? undo() : undefined));
}
