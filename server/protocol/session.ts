import {
  type CancellationToken,
  type Connection,
  type InitializeParams,
  LSPErrorCodes,
  RAL,
  ResponseError,
} from 'vscode-languageserver';
import type { DataReader } from '../data/reader.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { createAnalyses } from '../workspace/analyser.ts';
import type { Steps } from '../python/syntax/steps.ts';
import { type Analyses, inSlices } from '../workspace/analyses.ts';
import type { Program } from '../workspace/program.ts';
import { OpenFirst, type WorkspaceFiles, WithinFolders } from '../workspace/files.ts';
import { resolved } from '../workspace/import-roots.ts';
import { mayReadData, maySaveModels } from '../workspace/relevance.ts';
import { loadSavingCode } from '../keras/saving/loaded.ts';
import { folderOf, isWithin } from '../workspace/uri.ts';
import { RequestedFiles } from './requested-files.ts';
import { languageFor } from '../words/catalogues.ts';
import { ENGLISH, type Language } from '../words/language.ts';
import { stopIfCancelled } from './requests.ts';
import type { SavedModels } from './saved-models.ts';
import { WatchedData } from './watched-data.ts';
import { HINTS_LENGTH, readSettings, type Settings } from './settings.ts';

/**
 * A message waits for one turn of the connection to be read, one to be understood and one for the answer to be sent;
 * more of them wait behind each other.
 */
const TURNS = 10;

/** Until the messages that have come meanwhile are read, and what can be said at once is answered. */
async function othersSpeak(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  for (let turn = 0; turn < TURNS; turn++)
    await new Promise<void>((resolve) => {
      RAL().timer.setImmediate(resolve);
    });
}

/** What the editor said that it can do. */
interface Abilities {
  readonly markdown: boolean;
  readonly askSettings: boolean;
  readonly registerSettings: boolean;
  readonly watchFiles: boolean;
  /** Watches files by the folder that they are in. */
  readonly watchFolders: boolean;
  readonly changeFolders: boolean;
  readonly refreshHints: boolean;
  readonly refreshLenses: boolean;
  /** Asks for problems, and is sent none. */
  readonly pullProblems: boolean;
  readonly refreshProblems: boolean;
  readonly linkDefinitions: boolean;
  /** Runs the commands that hovers link to. */
  readonly runCommands: boolean;
}

/** What only a machine has. */
export interface Machine {
  /** The address of a problem's page, `{code}` for its code. */
  readonly documentation?: string | undefined;
  /** What reads files of data, loaded when a program seems to read some. */
  readonly loadData?: () => Promise<DataReader>;
  /** What reads saved models that are opened by themselves. */
  readonly loadSaved?: () => Promise<typeof import('./saved-models.ts')>;
  /** The clock that ends an analysis: milliseconds that the server has worked, where the machine tells them. */
  readonly now?: () => number;
  /** Hears which program the server is at, before it goes on with it. */
  readonly working?: (uri: string) => void;
}

/** What an answer is made from. */
export interface Ready {
  readonly analyses: Analyses;
  readonly settings: Settings;
}

/** What lasts as long as the connection: the editor's abilities, folders and settings, and the analyses. */
export class Session {
  can: Abilities = {
    markdown: false,
    askSettings: false,
    registerSettings: false,
    watchFiles: false,
    watchFolders: false,
    changeFolders: false,
    refreshHints: false,
    refreshLenses: false,
    pullProblems: false,
    refreshProblems: false,
    linkDefinitions: false,
    runCommands: false,
  };
  /** The address of a problem's page, `{code}` for its code; undefined where nobody can open it. */
  documentation: string | undefined;
  open: (key: string) => string | undefined = () => undefined;
  openPrograms: () => readonly string[] = () => [];
  /** An open program as it is now. */
  program: (uri: string) => Program | undefined = () => undefined;
  settingsChanged: () => void = () => {};
  filesArrived: (affected: readonly string[]) => void = () => {};
  /** The language of the editor. */
  language: Language = ENGLISH;
  readonly #connection: Connection;
  readonly #requested: RequestedFiles;
  readonly #analyses: Promise<Analyses>;
  #ready: Analyses | undefined;
  #folders: readonly string[] = [];
  #reads = false;
  #sent: unknown;
  #drawsPictures = false;
  #hasViews = false;
  #writesSettings = false;
  readonly #loadData: Machine['loadData'];
  readonly #working: (uri: string) => void;
  readonly #parser: Promise<PythonParser>;
  readonly #now: Machine['now'];
  readonly #loadSaved: Machine['loadSaved'];
  #saved: SavedModels | undefined;
  #data: DataReader | undefined;
  readonly #watched: WatchedData;
  readonly #settings = new Map<string, Promise<Settings>>();
  readonly #versions = new Map<string, 2 | 3 | undefined>();
  readonly #extraPaths = new Map<string, readonly string[]>();
  /** What the editor was told of programs. */
  readonly #usesKeras = new Map<string, boolean>();

  constructor(connection: Connection, parser: Promise<PythonParser>, files: WorkspaceFiles, machine: Machine) {
    this.documentation = machine.documentation;
    this.#loadData = machine.loadData;
    this.#working = machine.working ?? (() => {});
    this.#parser = parser;
    this.#now = machine.now;
    this.#loadSaved = machine.loadSaved;
    this.#connection = connection;
    this.#watched = new WatchedData(connection);
    this.#requested = new RequestedFiles(connection, (uri) => this.filesArrived(this.fileChanged(uri)));
    const stored: WorkspaceFiles = {
      read: (uri, within) =>
        this.#reads && !uri.startsWith('file:') ? this.#requested.read(uri) : files.read(uri, within),
      list: (folder, within) => files.list?.(folder, within) ?? [],
    };
    const folders = () => (this.#folders.length > 0 ? this.#folders : [...new Set(this.openPrograms().map(folderOf))]);
    this.#analyses = parser.then((loaded) => {
      this.#ready = createAnalyses(loaded, {
        files: new OpenFirst((key) => this.open(key), new WithinFolders(folders, stored)),
        folders: (uri) => [...folders(), ...this.#extraFolders(uri)],
        callersIn: folders,
        kerasVersion: (uri) => this.#versions.get(uri),
        onlyRelevant: true,
        data: () => this.#data,
        dataFolders: folders,
        looked: (address) => this.#watched.look(address),
        ...(machine.now ? { now: machine.now } : {}),
      });
      return this.#ready;
    });
    this.#analyses.catch((error: unknown) =>
      connection.console.error(`The parser could not be loaded: ${String(error)}`),
    );
  }

  async initialize(params: InitializeParams): Promise<void> {
    const { capabilities, workspaceFolders, rootUri } = params;
    const options = (params.initializationOptions ?? {}) as {
      readFiles?: unknown;
      pictures?: unknown;
      views?: unknown;
      writesSettings?: unknown;
      settings?: unknown;
      documentation?: unknown;
    };
    if (typeof options.documentation === 'string') this.documentation = options.documentation;
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    this.#reads = options.readFiles === true;
    this.#drawsPictures = options.pictures === true;
    this.#hasViews = options.views === true;
    this.#writesSettings = options.writesSettings === true;
    this.#sent = options.settings;
    const formats = capabilities.textDocument?.hover?.contentFormat;
    this.can = {
      markdown: formats === undefined || formats.includes('markdown'),
      askSettings: capabilities.workspace?.configuration === true,
      registerSettings: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
      watchFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      watchFolders: capabilities.workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
      changeFolders: capabilities.workspace?.workspaceFolders === true,
      refreshHints: capabilities.workspace?.inlayHint?.refreshSupport === true,
      refreshLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
      pullProblems: capabilities.textDocument?.diagnostic !== undefined,
      refreshProblems: capabilities.workspace?.diagnostics?.refreshSupport === true,
      linkDefinitions: capabilities.textDocument?.definition?.linkSupport === true,
      runCommands: options.views === true,
    };
    this.language = await languageFor(params.locale);
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The editor has the commands that change settings (convert.ts). */
  get writesSettings(): boolean {
    return this.#writesSettings;
  }

  /**
   * The analyses and the settings for a program, once both are there and the program is analysed; undefined where Layer
   * Lens is switched off. `text`:
   * whoever speaks of places in the text as it is now wants nothing of another one; throws ContentModified then.
   */
  async ready(uri: string, text: 'this' | 'newest' = 'newest'): Promise<Ready | undefined> {
    const asked = this.program(uri);
    const [analyses, settings] = await Promise.all([this.#analyses, this.#settingsFor(uri)]);
    if (!settings.enable) {
      analyses.closed(uri);
      return undefined;
    }
    const { kerasVersion: version, extraPaths } = settings;
    const isSame = this.#extraPaths.get(uri)?.join('\n') === extraPaths.join('\n');
    if (this.#versions.get(uri) !== version || (!isSame && (this.#extraPaths.has(uri) || extraPaths.length > 0))) {
      this.#versions.set(uri, version);
      this.#extraPaths.set(uri, extraPaths);
      analyses.closed(uri);
    }
    if (this.#data === undefined && this.#loadData && mayReadData(asked?.text.text ?? ''))
      this.#data = await this.#loadData();
    if (maySaveModels(asked?.text.text ?? '')) await loadSavingCode();
    const pause = this.#pauseIn(uri);
    await analyses.prepare(() => this.program(uri), pause);
    if (analyses.hasQuickCallers(uri)) await analyses.prepareCallers(() => this.program(uri), pause);
    if (this.can.watchFiles && this.can.watchFolders) this.#watched.tell();
    this.#working(uri);
    if (text === 'this' && this.program(uri) !== asked)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed meanwhile');
    return { analyses, settings };
  }

  /** What reads saved models that are opened by themselves; undefined where the machine has no files. */
  async savedModels(): Promise<SavedModels | undefined> {
    if (this.#loadData === undefined || this.#loadSaved === undefined) return undefined;
    this.#data ??= await this.#loadData();
    const { SavedModels } = await this.#loadSaved();
    this.#saved ??= new SavedModels(await this.#parser, this.#data, this.#now, othersSpeak);
    return this.#saved;
  }

  /** Is Layer Lens switched on for what is at an address? */
  async isOn(uri: string): Promise<boolean> {
    return (await this.#settingsFor(uri)).enable;
  }

  /** Asks the programs that import this one what they tell of it; the editor shows that when it is there. */
  async askCallers(uri: string): Promise<void> {
    const analyses = await this.#analyses;
    if (await analyses.prepareCallers(() => this.program(uri), this.#pauseIn(uri))) this.refreshEditor([uri]);
  }

  /**
   * Does what a request about this program asks for, so that others are heard meanwhile; throws where it is cancelled,
   * or the text has changed.
   */
  async answer<T>(program: Program, token: CancellationToken, steps: Steps<T>): Promise<T> {
    const found = function* (): Steps<{ readonly found: T }> {
      return { found: yield* steps };
    };
    const result = await inSlices(
      found(),
      () => !token.isCancellationRequested && this.program(program.uri) === program,
      this.#pauseIn(program.uri),
    );
    stopIfCancelled(token);
    if (result === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed meanwhile');
    return result.found;
  }

  /** The pauses of work on a program, in which others are heard; it goes on with that work after each. */
  #pauseIn(uri: string): () => Promise<void> {
    this.#working(uri);
    return async () => {
      await othersSpeak();
      this.#working(uri);
    };
  }

  /** The folders that the setting names for the imports of a program. */
  #extraFolders(uri: string): readonly string[] {
    const folder = this.#folders.find((one) => isWithin(one, uri)) ?? folderOf(uri);
    return (this.#extraPaths.get(uri) ?? []).flatMap((path) => resolved(folder, path) ?? []);
  }

  #settingsFor(uri: string): Promise<Settings> {
    let settings = this.#settings.get(uri);
    if (settings === undefined) {
      settings = this.#ask(uri);
      this.#settings.set(uri, settings);
    }
    return settings;
  }

  async #ask(scopeUri: string): Promise<Settings> {
    const defaults = { pictures: this.#drawsPictures };
    if (!this.can.askSettings) return readSettings(this.#sent, defaults);
    try {
      const [settings, hintsLength]: readonly unknown[] = await this.#connection.workspace.getConfiguration([
        { scopeUri, section: 'layerlens' },
        { scopeUri, section: HINTS_LENGTH },
      ]);
      return readSettings(settings, defaults, hintsLength);
    } catch {
      return readSettings(this.#sent, defaults);
    }
  }

  changeSettings(sent: unknown): void {
    if (typeof sent === 'object' && sent !== null && 'layerlens' in sent) this.#sent = sent.layerlens;
    this.#settings.clear();
    this.settingsChanged();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.#folders = [...this.#folders.filter((folder) => !removed.includes(folder)), ...added];
    this.#ready?.forgetAll();
  }

  /** Forgets what looked at this file; gives the programs concerned. */
  fileChanged(uri: string): readonly string[] {
    return this.#ready?.fileChanged(uri) ?? [];
  }
  storedFileChanged(uri: string): readonly string[] {
    this.#requested.forget(uri);
    return this.fileChanged(uri);
  }

  closed(uri: string): void {
    this.#ready?.closed(uri);
    this.#settings.delete(uri);
    this.#versions.delete(uri);
  }

  /** Tells an editor with pages and buttons whether a program uses Keras; undefined: nothing is said of it any more. */
  tellUse(uri: string, usesKeras: boolean | undefined): void {
    if (!this.#hasViews || this.#usesKeras.get(uri) === usesKeras) return;
    if (usesKeras === undefined) this.#usesKeras.delete(uri);
    else this.#usesKeras.set(uri, usesKeras);
    this.#connection.sendNotification('layerlens/program', { uri, usesKeras: usesKeras === true }).catch(() => {});
  }

  /** Asks an editor that asks for problems to ask again. */
  refreshProblems(): void {
    if (this.can.refreshProblems) this.#connection.languages.diagnostics.refresh().catch(() => {});
  }

  /** Asks the editor to ask for hints, code lenses and what its pages show again. */
  refreshEditor(uris: readonly string[]): void {
    const ignore = () => {};
    if (this.can.refreshHints) this.#connection.languages.inlayHint.refresh().catch(ignore);
    if (this.can.refreshLenses) this.#connection.sendRequest('workspace/codeLens/refresh').catch(ignore);
    if (this.#hasViews) this.#connection.sendNotification('layerlens/changed', { uris }).catch(ignore);
  }
}
