/** A model's summary to the clipboard or into a file that its user names. */
import { env, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from '../../server/explain/model-view.ts';
import type { PictureFormat } from '../webview/summary/messages.ts';

type Format = ExportFormat | PictureFormat;
const FORMATS: Readonly<Record<Format, { readonly title: string; readonly ending: string }>> = {
  text: { title: l10n.t("Keras's text"), ending: 'txt' },
  markdown: { title: 'Markdown', ending: 'md' },
  csv: { title: 'CSV', ending: 'csv' },
  json: { title: 'JSON', ending: 'json' },
  svg: { title: l10n.t('graph as SVG'), ending: 'svg' },
  png: { title: l10n.t('graph as PNG'), ending: 'png' },
};
const TEXTS = ['text', 'markdown', 'csv', 'json'] as const;

/** `text` gives the model in a form; `draw` a picture of it in base64. */
export async function exportModel(
  program: Uri,
  name: string,
  text: (format: ExportFormat) => Promise<string | null>,
  draw: (format: PictureFormat) => Promise<string | undefined>,
): Promise<void> {
  const choice = await window.showQuickPick(choices(), {
    title: l10n.t('Export {0}', name),
    placeHolder: l10n.t('Copy it, or save it as a file'),
  });
  if (choice?.format === undefined) return;
  const { format, save } = choice;
  if (!save) {
    await env.clipboard.writeText((await text(format as ExportFormat)) ?? '');
    window.setStatusBarMessage(l10n.t('Copied as {0}', FORMATS[format].title), 3_000);
    return;
  }
  const { title, ending } = FORMATS[format];
  const defaultUri = Uri.joinPath(program, '..', `${name.replace(/[^\w.-]+/g, '_')}.${ending}`);
  const file = await window.showSaveDialog({
    defaultUri,
    filters: { [title]: [ending] },
    title: l10n.t('Save {0}', name),
  });
  if (file === undefined) return;
  const content =
    format === 'svg' || format === 'png'
      ? bytes(await draw(format))
      : new TextEncoder().encode((await text(format)) ?? '');
  if (content === undefined || content.length === 0) {
    window.showErrorMessage(l10n.t('Layer Lens: {0} could not be made.', title));
    return;
  }
  await workspace.fs.writeFile(file, content);
}

interface Choice extends QuickPickItem {
  readonly format?: Format;
  readonly save?: boolean;
}

function choices(): Choice[] {
  return [
    { label: l10n.t('Copy'), kind: QuickPickItemKind.Separator },
    ...TEXTS.map((format): Choice => ({ label: l10n.t('Copy as {0}', FORMATS[format].title), format, save: false })),
    { label: l10n.t('Save'), kind: QuickPickItemKind.Separator },
    ...(Object.keys(FORMATS) as Format[]).map(
      (format): Choice => ({
        label: l10n.t('Save as {0}', FORMATS[format].title),
        description: `.${FORMATS[format].ending}`,
        format,
        save: true,
      }),
    ),
  ];
}

function bytes(base64: string | undefined): Uint8Array | undefined {
  return base64 === undefined ? undefined : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
