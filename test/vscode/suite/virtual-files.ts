/** Files that are on no disk, as in vscode.dev: the server has to ask the client for what a program imports. */
import {
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
} from 'vscode';
import { has, hintsOf, hoverOver, test, waitForHints, whileSet } from './harness.ts';

/** A folder of the workspace in memory. */
class MemoryFiles {
  readonly #texts = new Map<string, string>();
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  readonly scheme: string;
  readonly reads: string[] = [];
  readonly dispose: () => void;

  constructor(scheme: string, texts: Readonly<Record<string, string>>) {
    this.scheme = scheme;
    for (const [path, text] of Object.entries(texts)) this.#texts.set(path, text);
    const textAt = (path: string): string => {
      const text = this.#texts.get(path);
      if (text === undefined) throw FileSystemError.FileNotFound(path);
      return text;
    };
    const isFolder = (path: string) =>
      [...this.#texts.keys()].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
    const registration = workspace.registerFileSystemProvider(scheme, {
      onDidChangeFile: this.#changes.event,
      watch: () => ({ dispose() {} }),
      stat: ({ path }) =>
        isFolder(path)
          ? { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 }
          : { type: FileType.File, ctime: 0, mtime: 0, size: textAt(path).length },
      readFile: ({ path }) => {
        this.reads.push(path);
        return new TextEncoder().encode(textAt(path));
      },
      readDirectory: () => [],
      createDirectory() {},
      writeFile: ({ path }, bytes) => this.write(path, new TextDecoder().decode(bytes)),
      delete() {},
      rename() {},
    });
    this.dispose = () => registration.dispose();
  }

  uri(path: string): Uri {
    return Uri.from({ scheme: this.scheme, path });
  }

  write(path: string, text: string): void {
    this.#texts.set(path, text);
    this.#changes.fire([{ type: FileChangeType.Changed, uri: this.uri(path) }]);
  }
}

const MODEL = 'from parts.blocks import block\nimport keras\nx = block(keras.Input((8,)))\n';
const blocks = (units: number) =>
  `from keras.layers import Dense\nWIDTH = ${units}\ndef block(x):\n    return Dense(WIDTH)(x)\n`;

test('a file that is on no disk is read too', async () => {
  const files = new MemoryFiles('memory', {
    '/model.py': 'import keras\nmodel = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3)])\n',
  });
  const document = await workspace.openTextDocument(files.uri('/model.py'));
  await window.showTextDocument(document);
  has(await hoverOver(document, 'Dense'), '(8, 3)', '27');
  files.dispose();
});

test('what a program imports is read through the editor, and followed; what is outside of the workspace is not', async () => {
  const files = new MemoryFiles('layerlens-memory', {
    '/project/model.py': MODEL,
    '/project/parts/blocks.py': blocks(3),
    '/elsewhere/model.py': MODEL,
    '/elsewhere/parts/blocks.py': blocks(9),
  });
  const document = await workspace.openTextDocument(files.uri('/project/model.py'));
  await window.showTextDocument(document);
  await waitForHints(document, '(None, 3)');
  if (!files.reads.includes('/project/parts/blocks.py')) throw new Error(files.reads.join());
  const imported = await workspace.openTextDocument(files.uri('/project/parts/blocks.py'));
  if (!imported.getText().includes('WIDTH = 3')) throw new Error(imported.getText());
  const outside = await workspace.openTextDocument(files.uri('/elsewhere/model.py'));
  await window.showTextDocument(outside);
  await waitForHints(outside, '(None, 8)');
  if ((await hintsOf(outside)).includes('(None, 9)') || files.reads.includes('/elsewhere/parts/blocks.py'))
    throw new Error('a file outside of the workspace was read');
  files.dispose();
});

test('imports start from the folders that the setting names too', async () => {
  const files = new MemoryFiles('layerlens-memory', {
    '/project/start/model.py': MODEL.replace('parts.blocks', 'blocks'),
    '/project/other/parts/blocks.py': blocks(3),
  });
  const document = await workspace.openTextDocument(files.uri('/project/start/model.py'));
  await window.showTextDocument(document);
  await waitForHints(document, '(None, 8)');
  await whileSet('layerlens.extraPaths', ['other/parts'], async () => {
    await waitForHints(document, '(None, 3)');
  });
  files.dispose();
});
