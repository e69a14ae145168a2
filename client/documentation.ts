/**
 * The documentation of the package, which VS Code shows rendered: the manifest says that pages of this scheme are
 * opened in the Markdown preview.
 *
 * An address of its own, because a file of the package is shown as text, a page of the web host (`https:`) by the
 * browser, and VS Code runs no
 * command behind a problem's code.
 */
import {
  commands,
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  type FileStat,
  FilePermission,
  type FileSystemProvider,
  type FileType,
  Uri,
  workspace,
} from 'vscode';

const SCHEME = 'layerlens-docs';

/** The address of a problem's page, `{code}` for its code. */
export const PROBLEM_PAGE = `${SCHEME}:/problems/{code}.md`;

/** Opens the table of contents. */
export const openDocumentation = (): Thenable<unknown> =>
  commands.executeCommand('vscode.open', Uri.parse(`${SCHEME}:/README.md`));

/** Makes the pages readable for VS Code: `layerlens-docs:/ci.md` is docs/ci.md of the package. */
export function serveDocumentation(extension: Uri): Disposable {
  return workspace.registerFileSystemProvider(SCHEME, new Pages(Uri.joinPath(extension, 'docs')), {
    isReadonly: true,
    isCaseSensitive: true,
  });
}

/** The files of a folder, to be read and not to be changed. */
class Pages implements FileSystemProvider {
  readonly #folder: Uri;
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  constructor(folder: Uri) {
    this.#folder = folder;
  }

  watch(): Disposable {
    return { dispose: () => {} };
  }

  async stat(page: Uri): Promise<FileStat> {
    return { ...(await workspace.fs.stat(this.#file(page))), permissions: FilePermission.Readonly };
  }

  readFile(page: Uri): Thenable<Uint8Array> {
    return workspace.fs.readFile(this.#file(page));
  }

  readDirectory(page: Uri): Thenable<[string, FileType][]> {
    return workspace.fs.readDirectory(this.#file(page));
  }

  createDirectory(page: Uri): never {
    throw FileSystemError.NoPermissions(page);
  }

  writeFile(page: Uri): never {
    throw FileSystemError.NoPermissions(page);
  }

  delete(page: Uri): never {
    throw FileSystemError.NoPermissions(page);
  }

  rename(page: Uri): never {
    throw FileSystemError.NoPermissions(page);
  }

  /** Throws for what is not in the folder. */
  #file(page: Uri): Uri {
    const file = Uri.joinPath(this.#folder, page.path);
    if (!file.path.startsWith(`${this.#folder.path}/`) && file.path !== this.#folder.path)
      throw FileSystemError.FileNotFound(page);
    return file;
  }
}
