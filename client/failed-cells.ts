import {
  commands,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  type NotebookCell,
  NotebookCellStatusBarAlignment,
  NotebookCellStatusBarItem,
  type NotebookCellStatusBarItemProvider,
  notebooks,
  workspace,
} from 'vscode';
import { tellsOfKeras } from '../server/explain/errors/concerns-keras.ts';
import { callsForLayerLens } from '../server/workspace/relevance.ts';
import type { ErrorExplanations } from './explain-error.ts';
import type { KerasPrograms } from './keras-programs.ts';
import { errorOf } from './notebook-errors.ts';

/** Notebooks, and the window in which `# %%` cells of a Python file are run. */
const KINDS = ['jupyter-notebook', 'interactive'];
const EXPLAIN = 'layerlens.explainCell';

/** Under a cell that failed stands "Explain", where the error is about Keras, or the cell is. */
export class FailedCells implements NotebookCellStatusBarItemProvider, Disposable {
  readonly #programs: KerasPrograms;
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: Disposable;
  readonly onDidChangeCellStatusBarItems = this.#changed.event;

  constructor(programs: KerasPrograms, errors: ErrorExplanations) {
    this.#programs = programs;
    this.#disposables = Disposable.from(
      this.#changed,
      programs.onDidChange(() => this.#changed.fire()),
      ...KINDS.map((kind) => notebooks.registerNotebookCellStatusBarItemProvider(kind, this)),
      commands.registerCommand(EXPLAIN, (address: string) => {
        const cell = cellOf(address);
        return cell && errors.explain(cell.notebook.uri, errorOf(cell));
      }),
    );
  }

  provideCellStatusBarItems(cell: NotebookCell): NotebookCellStatusBarItem | undefined {
    if (cell.document.languageId !== 'python' || !this.#programs.has(cell.notebook.uri)) return undefined;
    const error = errorOf(cell);
    if (error === undefined || !(tellsOfKeras(error) || callsForLayerLens(cell.document.getText()) || hasProblem(cell)))
      return undefined;
    const item = new NotebookCellStatusBarItem(
      `$(lightbulb) ${l10n.t('Explain with Layer Lens')}`,
      NotebookCellStatusBarAlignment.Left,
    );
    item.tooltip = l10n.t('Show the layer that this error is about, what feeds it, and what mends it');
    item.command = {
      title: l10n.t('Explain with Layer Lens'),
      command: EXPLAIN,
      arguments: [cell.document.uri.toString()],
    };
    return item;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

const hasProblem = ({ document }: NotebookCell): boolean =>
  languages
    .getDiagnostics(document.uri)
    .some(({ source, severity }) => source === 'Layer Lens' && severity === DiagnosticSeverity.Error);

function cellOf(address: string): NotebookCell | undefined {
  return workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find(({ document }) => document.uri.toString() === address);
}
