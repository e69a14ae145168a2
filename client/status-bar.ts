import { commands, Disposable, l10n, StatusBarAlignment, type TextEditor, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { ModelAt as Answer } from '../server/features/model-at.ts';
import type { ChangedPrograms } from './changed-programs.ts';
import type { ChosenModels } from './chosen-models.ts';
import type { MasterSwitch } from './master-switch.ts';
import { activePython, programOf } from './programs.ts';

/**
 * What the server tells of the model at a place. Counts are texts: numbers, or formulas in the names that decide them.
 */
interface ModelAt extends Omit<Answer, 'total' | 'short' | 'trainable' | 'nonTrainable'> {
  readonly program: string;
  readonly total?: string;
  readonly short?: string;
  readonly trainable?: string;
  readonly nonTrainable?: string;
}

/** So long the cursor stands still before the server is asked, in milliseconds. */
const PAUSE = 150;
/** A formula that is longer is only in the tooltip. */
const LONGEST = 30;

/** The status bar tells the number of all parameters of the model at the cursor. A click opens its summary. */
export class ModelStatus implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #chosen: ChosenModels;
  readonly #item = window.createStatusBarItem('layerlens.model', StatusBarAlignment.Right, 90);
  readonly #disposables: Disposable;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #shown: ModelAt | undefined;

  constructor(client: BaseLanguageClient, changed: ChangedPrograms, chosen: ChosenModels, master: MasterSwitch) {
    this.#client = client;
    this.#chosen = chosen;
    this.#item.name = l10n.t('Layer Lens: Model at the Cursor');
    this.#item.command = 'layerlens.showSummaryAtCursor';
    this.#disposables = Disposable.from(
      this.#item,
      window.onDidChangeActiveTextEditor(() => this.#later()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#later();
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) this.#later();
      }),
      client.onDidChangeState(() => this.#later()),
      changed.onDidChange(() => this.#later()),
      chosen.onDidChange(() => this.#later()),
      master.onDidChange((on) => (on ? this.#later() : this.#show(undefined))),
      master.command('layerlens.showSummaryAtCursor', async () => {
        await this.#update(activePython());
        const shown = this.#shown;
        await commands.executeCommand(
          'layerlens.showSummary',
          ...(shown === undefined ? [] : [shown.program, shown.choices.map(({ index }) => index)]),
        );
      }),
    );
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#update(), PAUSE);
  }

  async #update(editor = window.activeTextEditor): Promise<void> {
    clearTimeout(this.#pause);
    this.#asked += 1;
    const asked = this.#asked;
    const model = await this.#modelOf(editor);
    if (asked === this.#asked) this.#show(model);
  }

  async #modelOf(editor: TextEditor | undefined): Promise<ModelAt | undefined> {
    if (editor?.document.languageId !== 'python' || this.#client.state !== State.Running) return undefined;
    const { document, selection } = editor;
    const { line, character } = selection.active;
    try {
      return (
        (await this.#client.sendRequest<ModelAt | null>('layerlens/modelAt', {
          textDocument: { uri: document.uri.toString() },
          position: { line, character },
          chosen: this.#chosen.of(programOf(document)),
        })) ?? undefined
      );
    } catch {
      return undefined; // the server is being started again: it tells its state when it runs
    }
  }

  #show(model: ModelAt | undefined): void {
    this.#shown = model;
    if (model?.total === undefined) {
      this.#item.hide();
      return;
    }
    const { name, label, total, short, trainable = '?', nonTrainable = '?', choices, isOneOfSeveral } = model;
    const count = short === undefined || short.length > LONGEST ? [] : [l10n.t('{0} params', short)];
    // Of several models the name stands before the number, of which there may be many alike.
    this.#item.text = `$(layers) ${[...(isOneOfSeveral || count.length === 0 ? [name] : []), ...count].join(' · ')}`;
    this.#item.tooltip = [
      l10n.t('Model {0}', label),
      l10n.t('Total: {0} parameters', total),
      l10n.t('Trainable: {0} · not trainable: {1}', trainable, nonTrainable),
      choices.length > 1
        ? l10n.t('Click to choose one of the {0} models of this place', choices.length)
        : l10n.t('Click for the summary'),
    ].join('\n');
    this.#item.accessibilityInformation = {
      label: l10n.t('Model {0} has {1} parameters. Show its summary.', label, total),
      role: 'button',
    };
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#disposables.dispose();
  }
}
