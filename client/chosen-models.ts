/**
 * Which of a program's models people mean where a line is about several: the one that they chose last, in whichever
 * view.
 */
import { type Disposable, EventEmitter, l10n, type Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ModelChoice } from '../server/features/model-at.ts';

export class ChosenModels implements Disposable {
  readonly #keys = new Map<string, string>();
  readonly #emitter = new EventEmitter<Uri>();
  /** Tells of the program. */
  readonly onDidChange = this.#emitter.event;
  readonly #client: BaseLanguageClient;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  /** The key of the model, as the server knows it; undefined where nobody has chosen. */
  of(program: Uri): string | undefined {
    return this.#keys.get(program.toString());
  }

  choose(program: Uri, key: string): void {
    if (this.of(program) === key) return;
    this.#keys.set(program.toString(), key);
    this.#emitter.fire(program);
  }

  /**
   * The model that is to be shown of those that a line above them names, by its index; asks where they are several.
   * undefined where nobody chooses.
   */
  async oneOf(program: Uri, models: readonly number[]): Promise<number | undefined> {
    const textDocument = { uri: this.#client.code2ProtocolConverter.asUri(program) };
    const choices = await this.#client
      .sendRequest<readonly ModelChoice[] | null>('layerlens/modelChoices', { textDocument, models })
      .then(
        (answer) => answer ?? [],
        () => [],
      );
    return this.pick(program, choices, models[0]);
  }

  /** The same of choices that are known; `otherwise` where there are none. */
  async pick(program: Uri, choices: readonly ModelChoice[], otherwise?: number): Promise<number | undefined> {
    const choice = choices.length > 1 ? await ask(choices, this.of(program)) : choices[0];
    if (choice === undefined) return choices.length > 1 ? undefined : otherwise;
    this.choose(program, choice.key);
    return choice.index;
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}

async function ask(choices: readonly ModelChoice[], current: string | undefined): Promise<ModelChoice | undefined> {
  const items = choices.map((choice) => ({
    label: choice.label,
    description: choice.total === undefined ? '' : l10n.t('{0} params', choice.total),
    choice,
  }));
  // The one that was chosen before stands first, so that Enter takes it.
  const first = items.filter(({ choice }) => choice.key === current);
  const picked = await window.showQuickPick([...first, ...items.filter((item) => !first.includes(item))], {
    placeHolder: l10n.t('Which model?'),
    matchOnDescription: true,
  });
  return picked?.choice;
}
