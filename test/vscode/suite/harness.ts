/**
 * What the tests inside VS Code are written with. `execute` and `whileSet` remember which commands and settings of the
 * manifest were
 * used: complete.ts fails where one was not.
 */
import {
  commands,
  ConfigurationTarget,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type InlayHint,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';

export type Test = () => Promise<void>;
export const tests = new Map<string, Test>();
export function test(name: string, body: Test): void {
  if (tests.has(name)) throw new Error(`two tests are called "${name}"`);
  tests.set(name, body);
}

/** The commands of the manifest that a test executed. */
export const executed = new Set<string>();
/** The settings of the manifest that a test changed to see their effect. */
export const changed = new Set<string>();

/** Executes a command as a menu, a key or a link does. */
export function execute<T = unknown>(command: string, ...args: readonly unknown[]): Thenable<T> {
  executed.add(command);
  return commands.executeCommand<T>(command, ...args);
}

/**
 * Changes a setting for as long as `body` looks at its effect. `setting` is its whole name; `layerlens.` comes from the
 * manifest.
 */
export async function whileSet(setting: string, value: unknown, body: Test): Promise<void> {
  changed.add(setting);
  await workspace.getConfiguration().update(setting, value, ConfigurationTarget.Global);
  try {
    await body();
  } finally {
    await workspace.getConfiguration().update(setting, undefined, ConfigurationTarget.Global);
  }
}

/** Waits for a condition: gives what `look` gives once that is true; throws after some seconds. */
export async function until<T>(
  what: string,
  look: () => T | false | undefined | Promise<T | false | undefined>,
  seconds = 15,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function has(text: string, ...parts: readonly string[]): void {
  for (const part of parts) if (!text.includes(part)) throw new Error(`expected "${part}" in:\n${text}`);
}

export const everywhere = new Range(0, 0, 1000, 0);
export const inFolder = (name: string) => {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, name);
};
export async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inFolder(name));
  await window.showTextDocument(document);
  return document;
}
/** A Python document that is stored nowhere. */
export async function openText(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: 'python', content });
  await window.showTextDocument(document);
  return document;
}
export function positionOf(document: TextDocument, word: string): Position {
  const at = document.getText().indexOf(word);
  if (at < 0) throw new Error(`no ${word} in ${document.uri}`);
  return document.positionAt(at + 1);
}
export async function hoverOver(document: TextDocument, word: string): Promise<string> {
  const texts = await until(`hover over ${word}`, async () => {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, word),
    );
    return hovers.length > 0 && hovers.flatMap(({ contents }) => contents);
  });
  return texts.map((content) => (content instanceof MarkdownString ? content.value : String(content))).join('\n');
}
/** The hints as one text, a line for each. */
export async function hintsOf(document: TextDocument): Promise<string> {
  const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, everywhere);
  const text = ({ label }: InlayHint) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''));
  return hints.map((hint) => `${hint.position.line + 1}: ${text(hint)}`).join('\n');
}
export const waitForHints = (document: TextDocument, part: string) =>
  until(`${part} among the hints of ${document.uri}`, async () => {
    const hints = await hintsOf(document);
    return hints.includes(part) && hints;
  });
export const errorsOf = (document: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(document.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
export async function replace(document: TextDocument, old: string, by: string): Promise<void> {
  const start = document.getText().indexOf(old);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(start + old.length)), by);
  await workspace.applyEdit(edit);
}
export const summaryDocument = (part: string) =>
  until(`a summary with ${part}`, () =>
    workspace.textDocuments.find(
      (document) => document.languageId === 'layerlens-summary' && document.getText().includes(part),
    ),
  );

/**
 * Runs all tests, tells each by a line, and the counts by a last line for scripts/test.mjs. Throws where one failed.
 */
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
