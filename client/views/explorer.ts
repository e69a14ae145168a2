/**
 * "Explore Layer": one panel beside the code that shows the layer at the cursor, follows the cursor and edits, and
 * writes changed arguments into the source.
 */
import {
  Disposable,
  l10n,
  Position,
  Range,
  type TextDocumentChangeEvent,
  type TextEditor,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLORE_LAYER,
  type ExploredEvaluation,
  type ExploreLayerParams,
  type ExploreLayerResult,
} from '../../server/explain/explorer/request.ts';
import type { ChangedPrograms } from '../changed-programs.ts';
import type { ChosenModels } from '../chosen-models.ts';
import type { FromExplorer, ToExplorer } from '../webview/explorer/messages.ts';
import { activePython, programOf } from '../programs.ts';
import { cellPlaceText } from '../place-text.ts';
import { fileName, type ViewPanel, ViewPanels } from './panel.ts';
import { reveal } from './reveal.ts';

/** There is one explorer, whatever the file. */
const KEY = 'layer';
/** So long the cursor and the text rest before the layer is asked for, in milliseconds. */
const PAUSE = 120;

/** Where the shown layer is made. */
interface Shown {
  readonly uri: string;
  readonly start: Position;
  readonly number: number;
}
/** A place that was asked for, which is shown until the cursor moves away from where it was then. */
interface Held {
  readonly uri: string;
  readonly start: Position;
  readonly cursor: Cursor | undefined;
}
interface Cursor {
  readonly uri: string;
  readonly position: Position;
}

export class LayerExplorer implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #chosen: ChosenModels;
  readonly #panels: ViewPanels<ToExplorer, FromExplorer>;
  readonly #disposables: Disposable;
  #shown: Shown | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** The last question; the answers to earlier ones come too late. */
  #asked = 0;
  #said: ToExplorer | undefined;
  #held: Held | undefined;
  /** Of several evaluations, the one that was chosen here; until another model is, or another place is shown. */
  #evaluation: { readonly key: string; readonly model: string | undefined } | undefined;
  #evaluations: readonly ExploredEvaluation[] = [];

  constructor(extension: Uri, client: BaseLanguageClient, changed: ChangedPrograms, chosen: ChosenModels) {
    this.#client = client;
    this.#chosen = chosen;
    this.#panels = new ViewPanels(
      extension,
      { viewType: 'layerlens.explorer', script: 'explorer', title: () => l10n.t('Layer Explorer') },
      (view) => this.#fill(view),
    );
    this.#disposables = Disposable.from(
      this.#panels,
      window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
        if (document.languageId === 'python') this.#followLater();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'python') this.#followLater();
      }),
      workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      changed.onDidChange(() => this.#followLater()),
      chosen.onDidChange((program) => {
        if (this.#evaluation?.model !== chosen.of(program)) this.#evaluation = undefined;
        this.#followLater();
      }),
    );
  }

  /** Opens the explorer for the layer at a place: the given one, or the cursor's. */
  async show(uri?: string, position?: { readonly line: number; readonly character: number }): Promise<void> {
    this.#panels.show(KEY);
    const isGiven = uri !== undefined && position !== undefined;
    this.#held = isGiven
      ? { uri, start: new Position(position.line, position.character), cursor: cursorOf(activePython()) }
      : undefined;
    await this.#follow(activePython());
  }

  #fill(view: ViewPanel<ToExplorer, FromExplorer>): Disposable {
    this.#said = undefined;
    this.#followLater(); // restored, it has what it kept and gets what is now
    return Disposable.from(
      view.onReady(() => {
        if (this.#said !== undefined) view.send(this.#said);
      }),
      view.onMessage((message) => {
        switch (message.kind) {
          case 'apply':
            void this.#apply(message.number, message.changes);
            break;
          case 'reveal':
            void this.#reveal();
            break;
          case 'choose':
            this.#choose(message.evaluation);
            break;
        }
      }),
    );
  }

  #followLater(): void {
    if (this.#panels.get(KEY) === undefined) return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#follow(), PAUSE);
  }

  /** Shows the layer at the cursor; where there is none, the shown one as it is now. */
  async #follow(editor = window.activeTextEditor): Promise<void> {
    const cursor = cursorOf(editor);
    if (cursor !== undefined && this.#held !== undefined && !isSameCursor(cursor, this.#held.cursor))
      this.#held = undefined;
    if (this.#held !== undefined && (await this.#ask(this.#held.uri, this.#held.start))) return;
    if (
      editor?.document.languageId === 'python' &&
      (await this.#ask(editor.document.uri.toString(), editor.selection.active))
    )
      return;
    if (this.#shown !== undefined && (await this.#ask(this.#shown.uri, this.#shown.start))) return;
    this.#say({ kind: 'nothing' });
  }

  /** Whether there is a layer at this place. */
  async #ask(uri: string, position: Position): Promise<boolean> {
    const asked = ++this.#asked;
    const found = await this.#request({ textDocument: { uri }, position });
    if (asked !== this.#asked) return true;
    if (found === null) return false;
    this.#evaluations = found.evaluations;
    if (!found.evaluations.some(({ key }) => key === this.#evaluation?.key)) this.#evaluation = undefined;
    // What is not explored leaves the page as it is.
    if (found.layer.kind === 'explored')
      this.#shown = {
        uri: found.uri,
        start: new Position(found.range.start.line, found.range.start.character),
        number: asked,
      };
    const view = this.#panels.get(KEY);
    if (view !== undefined) {
      const { layer, evaluations, evaluation } = found;
      const message: ToExplorer = {
        kind: 'layer',
        layer,
        place: placeText(found),
        evaluations,
        evaluation,
        number: asked,
      };
      if (found.layer.kind === 'explored') {
        view.panel.title = l10n.t('{0} · Layer Explorer', found.layer.className);
        this.#say(message);
      } else {
        view.send(message);
      }
    }
    return true;
  }

  /** A page that is not there yet, or hidden, is told once it is. */
  #say(message: ToExplorer): void {
    this.#said = message;
    this.#panels.get(KEY)?.send(message);
  }

  async #request(params: ExploreLayerParams): Promise<ExploreLayerResult | null> {
    try {
      // A plain position: to a worker, messages are cloned, and a clone of VS Code's Position has no line.
      const { line, character } = params.position;
      const chosen = {
        evaluation: this.#evaluation?.key,
        model: this.#chosen.of(this.#programOf(params.textDocument.uri)),
      };
      return await this.#client.sendRequest<ExploreLayerResult | null>(EXPLORE_LAYER, {
        ...params,
        ...chosen,
        position: { line, character },
      });
    } catch {
      return null; // the server starts anew, or the text changed meanwhile: what is shown stays
    }
  }

  #programOf(uri: string): Uri {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
    return document === undefined ? Uri.parse(uri, true) : programOf(document);
  }

  /** Another evaluation of the code that is shown; where it is in another model, that one is meant everywhere. */
  #choose(key: string): void {
    const evaluation = this.#evaluations.find((one) => one.key === key);
    if (evaluation === undefined || this.#shown === undefined) return;
    this.#evaluation = { key, model: evaluation.model };
    if (evaluation.model !== undefined) this.#chosen.choose(this.#programOf(this.#shown.uri), evaluation.model);
    void this.#follow(activePython());
  }

  /** The place of the shown layer moves with the text before it. */
  #edited({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (document.languageId !== 'python') return;
    const edited = document.uri.toString();
    const after = (place: Position): Position =>
      contentChanges.reduce((at, { range, text }) => moved(at, range, text), place);
    if (this.#shown?.uri === edited) this.#shown = { ...this.#shown, start: after(this.#shown.start) };
    const held = this.#held;
    if (held !== undefined) {
      const { cursor } = held;
      this.#held = {
        ...held,
        start: held.uri === edited ? after(held.start) : held.start,
        cursor: cursor?.uri === edited ? { ...cursor, position: after(cursor.position) } : cursor,
      };
    }
    this.#followLater();
  }

  /** In one step that one Undo takes back. */
  async #apply(number: number, changes: Readonly<Record<string, string>>): Promise<void> {
    const shown = this.#shown;
    if (shown?.number !== number) {
      // meant for another layer than is shown by now
      this.#panels.get(KEY)?.send({ kind: 'applied', edits: 0 });
      return;
    }
    const document = await workspace.openTextDocument(Uri.parse(shown.uri, true));
    const { version } = document;
    const found = await this.#request({ textDocument: { uri: shown.uri }, position: shown.start, changes });
    const edits = found !== null && document.version === version ? found.edits : [];
    const edit = new WorkspaceEdit();
    for (const { range, newText } of edits) edit.replace(document.uri, rangeOf(range), newText);
    const applied = edits.length > 0 && (await workspace.applyEdit(edit));
    this.#panels.get(KEY)?.send({ kind: 'applied', edits: applied ? edits.length : 0 });
  }

  async #reveal(): Promise<void> {
    if (this.#shown === undefined) return;
    const { uri, start } = this.#shown;
    await reveal(Uri.parse(uri, true), new Range(start, start), this.#panels.get(KEY)?.panel.viewColumn, true);
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#disposables.dispose();
  }
}

const cursorOf = (editor: TextEditor | undefined): Cursor | undefined =>
  editor && { uri: editor.document.uri.toString(), position: editor.selection.active };
const isSameCursor = (one: Cursor, other: Cursor | undefined): boolean =>
  one.uri === other?.uri && one.position.isEqual(other.position);

const rangeOf = ({ start, end }: ExploreLayerResult['range']): Range =>
  new Range(start.line, start.character, end.line, end.character);

/** `lstm.py:7`, or `line 3 of Cell 5, [4]`. */
function placeText({ uri, range }: ExploreLayerResult): string {
  const line = range.start.line + 1;
  return cellPlaceText(uri, line) ?? `${fileName(uri)}:${line}`;
}

function moved(place: Position, range: Range, text: string): Position {
  if (!range.end.isBeforeOrEqual(place)) return place;
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  const line = place.line + lines.length - 1 - (range.end.line - range.start.line);
  if (place.line !== range.end.line) return new Position(line, place.character);
  const before = lines.length === 1 ? range.start.character : 0;
  return new Position(line, before + last.length + place.character - range.end.character);
}
