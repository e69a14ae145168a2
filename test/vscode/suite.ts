/**
 * What must hold in a real VS Code, whichever host runs the extension. The module is bundled to one file and run inside the
 * extension host; its workspace is a copy of examples/.
 */
import {
  type CodeAction, type CodeLens, commands, ConfigurationTarget, type Diagnostic, DiagnosticSeverity, EventEmitter, extensions,
  type FileChangeType, FileSystemError, FileType, type Hover, type InlayHint, languages, MarkdownString, type Position, Range,
  type TextDocument, Uri,
  window, workspace, WorkspaceEdit,
} from 'vscode';

type Test = () => Promise<void>;
const tests = new Map<string, Test>();
const test = (name: string, body: Test) => tests.set(name, body);

/** Waits for a condition: gives what `look` gives once that is true; throws after 15 seconds. */
async function until<T>(what: string, look: () => T | false | undefined | Promise<T | false | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within 15 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function has(text: string, ...parts: readonly string[]): void {
  for (const part of parts) if (!text.includes(part)) throw new Error(`expected "${part}" in:\n${text}`);
}

const everywhere = new Range(0, 0, 1000, 0);
const inFolder = (name: string) => {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, name);
};
async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inFolder(name));
  await window.showTextDocument(document);
  return document;
}
function positionOf(document: TextDocument, word: string): Position {
  const at = document.getText().indexOf(word);
  if (at < 0) throw new Error(`no ${word} in ${document.uri}`);
  return document.positionAt(at + 1);
}
async function hoverOver(document: TextDocument, word: string): Promise<string> {
  const texts = await until(`hover over ${word}`, async () => {
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, positionOf(document, word));
    return hovers.length > 0 && hovers.flatMap(({ contents }) => contents);
  });
  return texts.map((content) => (content instanceof MarkdownString ? content.value : String(content))).join('\n');
}
/** The hints as one text, a line for each. */
async function hintsOf(document: TextDocument): Promise<string> {
  const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, everywhere);
  const text = ({ label }: InlayHint) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''));
  return hints.map((hint) => `${hint.position.line + 1}: ${text(hint)}`).join('\n');
}
const waitForHints = (document: TextDocument, part: string) =>
  until(`${part} among the hints of ${document.uri}`, async () => {
    const hints = await hintsOf(document);
    return hints.includes(part) && hints;
  });
const errorsOf = (document: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(document.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
async function replace(document: TextDocument, old: string, by: string): Promise<void> {
  const start = document.getText().indexOf(old);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(start + old.length)), by);
  await workspace.applyEdit(edit);
}
const summaryDocument = (part: string) =>
  until(`a summary with ${part}`, () =>
    workspace.textDocuments.find((document) => document.languageId === 'layerlens-summary' && document.getText().includes(part)),
  );

test('the extension is activated by a Python file', async () => {
  await open('lstm.py');
  await until('activation', () => extensions.getExtension('layer-lens.layer-lens')?.isActive);
});

test('a hover over LSTM tells its arrays and why recurrent_kernel is (2, 8)', async () => {
  const hover = await hoverOver(await open('lstm.py'), 'LSTM(2)');
  has(hover, '(4, 8)', '(2, 8)', '(8,)', '56', 'recurrent_kernel');
});

test('hints show shapes, counts, the total and the printed shapes', async () => {
  const hints = await waitForHints(await open('lstm.py'), '(2, 8)');
  has(hints, '(None, 100, 4)', '(None, 2)', '56', '(None, 1)', '59', '(8,)', '(4, 8)');
});

test('a kind of hint can be switched off, and on again', async () => {
  const document = await open('lstm.py');
  await waitForHints(document, '(None, 2)');
  const settings = workspace.getConfiguration('layerlens');
  await settings.update('inlayHints.shapes', false, ConfigurationTarget.Global);
  await until('no shapes among the hints', async () => !(await hintsOf(document)).includes('(None, 2)'));
  has(await hintsOf(document), '56');
  await settings.update('inlayHints.shapes', undefined, ConfigurationTarget.Global);
  await waitForHints(document, '(None, 2)');
});

test('a code lens stands over the model and opens its summary', async () => {
  const document = await open('lstm.py');
  const lens = await until('a code lens', async () => {
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    return lenses.find(({ command }) => command?.command.startsWith('layerlens.'));
  });
  if (lens.range.start.line !== document.positionAt(document.getText().indexOf('model = ')).line) throw new Error('the lens is on another line');
  await commands.executeCommand(lens.command!.command, ...(lens.command!.arguments ?? []));
  await summaryDocument('59');
});

test('the command opens the summary, which follows the edits of the code', async () => {
  const document = await open('lstm.py');
  await commands.executeCommand('layerlens.showSummary');
  has((await summaryDocument('59')).getText(), 'lstm (LSTM)', 'dense (Dense)', '(None, 2)', '(None, 100, 4)');
  await replace(document, 'LSTM(2)', 'LSTM(3)');
  await summaryDocument('100'); // 4·((4 + 3)·3 + 3) = 96, and 3 + 1
  await replace(document, 'LSTM(3)', 'LSTM(2)');
  await summaryDocument('59');
});

test('a program without a mistake has no error', async () => {
  const document = await open('lstm.py');
  await waitForHints(document, '59');
  const errors = errorsOf(document);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
});

test('a variable without a value is an error with a fix, and the analysis goes on', async () => {
  const document = await open('lstm_with_mistake.py');
  const [error] = await until('an error', () => errorsOf(document).length > 0 && errorsOf(document));
  if (error === undefined || document.getText(error.range) !== 'x') throw new Error('the error is not about x');
  has(await waitForHints(document, '59'), '56');
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, error.range);
  const fix = actions.find(({ edit, title }) => edit !== undefined && title.includes('inputs'));
  if (fix?.edit === undefined) throw new Error(`no fix among: ${actions.map(({ title }) => title).join(', ')}`);
  await workspace.applyEdit(fix.edit);
  has(document.getText(), 'LSTM(2)(inputs)');
  await until('no error any more', () => errorsOf(document).length === 0);
});

test('the cells of a notebook are one program', async () => {
  const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
  await window.showNotebookDocument(notebook);
  const [, , layers, model] = notebook.getCells().map(({ document }) => document);
  has(await hoverOver(layers!, 'LSTM'), '(2, 8)');
  has(await waitForHints(layers!, '56'), '(None, 2)');
  has(await waitForHints(model!, '59'), '(None, 1)');
});

test('the summary of a notebook', async () => {
  const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
  await window.showNotebookDocument(notebook);
  await commands.executeCommand('layerlens.showSummary', notebook.uri.toString());
  has((await summaryDocument('59')).getText(), 'lstm (LSTM)');
});

test('a file that is on no disk is read too', async () => {
  const text = 'import keras\nmodel = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3)])\n';
  const changes = new EventEmitter<{ type: FileChangeType; uri: Uri }[]>();
  const provider = workspace.registerFileSystemProvider('memory', {
    onDidChangeFile: changes.event,
    watch: () => changes,
    stat: ({ path }) => {
      if (path !== '/model.py') throw FileSystemError.FileNotFound(path);
      return { type: FileType.File, ctime: 0, mtime: 0, size: text.length };
    },
    readFile: () => new TextEncoder().encode(text),
    readDirectory: () => [],
    createDirectory: () => {},
    writeFile: () => {},
    delete: () => {},
    rename: () => {},
  });
  const document = await workspace.openTextDocument(Uri.parse('memory:/model.py'));
  await window.showTextDocument(document);
  has(await hoverOver(document, 'Dense'), '(8, 3)', '27');
  provider.dispose();
});

test('the server can be restarted', async () => {
  const document = await open('lstm.py');
  await commands.executeCommand('layerlens.restartServer');
  has(await hoverOver(document, 'LSTM(2)'), '(2, 8)');
});

/** Runs all tests, tells each by a line, and the counts by a last line for scripts/test.mjs. Throws where one failed. */
export async function run(): Promise<void> {
  let failed = 0;
  for (const [name, body] of tests) {
    const start = Date.now();
    try {
      await body();
      console.log(`✓ ${name}  ${Date.now() - start} ms`);
    } catch (error) {
      failed += 1;
      console.log(`✗ ${name}  ${Date.now() - start} ms\n${error instanceof Error ? error.stack : error}`);
    }
  }
  console.log(`##counts ${JSON.stringify({ passed: tests.size - failed, failed })}`);
  if (failed > 0) throw new Error(`${failed} failed`);
  console.log('HOST-PASSED'); // the proof for the web host, whose exit code cannot be trusted (test/vscode/host)
}
