import {
  Disposable,
  l10n,
  type Terminal,
  TerminalLink,
  type TerminalLinkContext,
  type TerminalLinkProvider,
  type TerminalShellExecution,
  Uri,
  window,
  workspace,
} from 'vscode';
import { tellsOfKeras } from '../server/explain/errors/concerns-keras.ts';
import { isExceptionLine, isLibraryFrame, readTraceback } from '../server/explain/errors/traceback.ts';
import { callsForLayerLens } from '../server/workspace/relevance.ts';
import type { ErrorExplanations } from './explain-error.ts';
import type { KerasPrograms } from './keras-programs.ts';
import type { MasterSwitch } from './master-switch.ts';
import { activeProgram, openProgram } from './programs.ts';
import { CommandOutput, tracebackEndingWith } from './terminal-text.ts';

/** So many commands of one terminal are remembered. */
const MOST_COMMANDS = 5;
/** Larger files are not read, in bytes. */
const LARGEST = 2_000_000;

interface Command {
  readonly output: CommandOutput;
  readonly cwd: Uri | undefined;
}

/** A line of a terminal with a traceback that can be explained. */
class ErrorLink extends TerminalLink {
  readonly program: Uri;
  readonly text: string;

  constructor(line: string, program: Uri, text: string) {
    super(0, line.trimEnd().length, l10n.t('Explain with Layer Lens'));
    this.program = program;
    this.text = text;
  }
}

/**
 * In a terminal, the last line of a traceback is a link that explains it, where it leads through a Python file that
 * uses Keras. A link's provider is told
 * one line; what the command wrote before it comes by VS Code's shell integration. Where a shell has none, the line
 * alone is explained by the program at work.
 */
export class TerminalErrors implements TerminalLinkProvider<ErrorLink>, Disposable {
  readonly #programs: KerasPrograms;
  readonly #errors: ErrorExplanations;
  readonly #master: MasterSwitch;
  /** The last command of each is the last. */
  readonly #commands = new Map<Terminal, readonly Command[]>();
  readonly #disposables: Disposable;

  constructor(programs: KerasPrograms, errors: ErrorExplanations, master: MasterSwitch) {
    this.#programs = programs;
    this.#errors = errors;
    this.#master = master;
    this.#disposables = Disposable.from(
      window.registerTerminalLinkProvider(this),
      window.onDidStartTerminalShellExecution(({ terminal, execution }) => void this.#read(terminal, execution)),
      window.onDidCloseTerminal((terminal) => this.#commands.delete(terminal)),
    );
  }

  async #read(terminal: Terminal, execution: TerminalShellExecution): Promise<void> {
    if (!this.#master.isOn) return;
    const output = new CommandOutput();
    this.#commands.set(
      terminal,
      [...(this.#commands.get(terminal) ?? []), { output, cwd: execution.cwd }].slice(-MOST_COMMANDS),
    );
    for await (const piece of execution.read()) output.add(piece);
  }

  async provideTerminalLinks({ line, terminal }: TerminalLinkContext): Promise<ErrorLink[]> {
    if (!this.#master.isOn || !isExceptionLine(line.trimEnd())) return [];
    for (const { output, cwd } of (this.#commands.get(terminal) ?? []).toReversed()) {
      const text = tracebackEndingWith(line, output.lines());
      const program = text === undefined ? undefined : await this.#programIn(text, cwd);
      if (text !== undefined) return program === undefined ? [] : [new ErrorLink(line, program, text)];
    }
    const program = activeProgram();
    return program !== undefined && this.#programs.has(program) && tellsOfKeras(line)
      ? [new ErrorLink(line, program, line)]
      : [];
  }

  async handleTerminalLink({ program, text }: ErrorLink): Promise<void> {
    await openProgram(program);
    await this.#errors.explain(program, text);
  }

  /** The innermost file of a traceback that is not a library's, where it uses Keras. */
  async #programIn(text: string, cwd: Uri | undefined): Promise<Uri | undefined> {
    const traceback = readTraceback(text);
    const frames = traceback?.frames.filter((frame) => frame.file !== undefined && !isLibraryFrame(frame)) ?? [];
    const files = [...new Set(frames.map(({ file }) => file!))].reverse();
    for (const file of files) {
      for (const place of placesOf(file, cwd)) if (await this.#usesKeras(place)) return place;
    }
    return undefined;
  }

  async #usesKeras(file: Uri): Promise<boolean> {
    if (this.#programs.has(file)) return true;
    const text = await textOf(file);
    return text !== undefined && callsForLayerLens(text);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

/**
 * Where the file that a traceback names may be: as it says, in the folder of the command, in those of the workspace,
 * among what is open.
 */
function placesOf(file: string, cwd: Uri | undefined): readonly Uri[] {
  const path = file.replaceAll('\\', '/');
  if (!/\.py$/i.test(path)) return [];
  const folders = [...(cwd === undefined ? [] : [cwd]), ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
  const ending = `/${path.replace(/^(?:~|\.)?\/+/, '')}`;
  const open = workspace.textDocuments.map(({ uri }) => uri).filter((uri) => uri.path.endsWith(ending));
  if (/^[A-Za-z]:\//.test(path)) return [Uri.file(path), ...open];
  // The machine that the folder is on, which need not be this one.
  if (path.startsWith('/')) return [folders[0]?.with({ path }) ?? Uri.file(path), ...open];
  return [...folders.map((folder) => Uri.joinPath(folder, path)), ...open];
}

async function textOf(file: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open !== undefined) return open.getText();
  try {
    const { size } = await workspace.fs.stat(file);
    return size > LARGEST ? undefined : new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
