import {
  type CancellationToken,
  CodeActionKind,
  type CodeLens,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  type Location,
  type LocationLink,
  MarkupKind,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Document } from '../explain/document/document.ts';
import { codeLenses } from '../features/code-lens.ts';
import { documentSymbols } from '../features/document-symbols.ts';
import type { ExplainOptions } from '../explain/options.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { modelAt } from '../features/model-at.ts';
import { loadPythonParser, type ParserBytes } from '../python/syntax/parser.ts';
import { type WorkspaceFiles, NO_FILES } from '../workspace/files.ts';
import { isMatched } from '../workspace/globs.ts';
import { PROJECT_FILES } from '../workspace/project-folders.ts';
import { REQUIREMENT_FILES } from '../workspace/requirements.ts';
import {
  type DocumentPart,
  FIX_ALL,
  HIDE_HINTS,
  partAt,
  toCodeLens,
  toDefinition,
  toDocumentSymbols,
  toInlayHint,
  toLocation,
} from './convert.ts';
import { answerCodeActions } from './code-actions.ts';
import { readHintData } from './hint-data.ts';
import { answerExploreLayer } from './explore-layer.ts';
import { OpenDocuments } from './documents.ts';
import { hoverLinks } from './hover-links.ts';
import { Publisher } from './publisher.ts';
import { PulledProblems, pullOptions } from './pulled-problems.ts';
import { checkPosition, checkRange, documentUri, partOf, stopIfCancelled } from './requests.ts';
import { fileNameOf } from '../workspace/uri.ts';
import { type Machine, Session } from './session.ts';
import { HINTS_LENGTH, type Settings } from './settings.ts';
import { answerViews } from './views.ts';

/** Explanations, fixes, summaries: whoever opens a file sees its hints sooner without them. */
const onDemand = () => import('./on-demand.ts');

/** The width of summaries in characters. */
const SUMMARY_WIDTH = 100;

/**
 * The language server on a connection, in Node and in a browser's worker alike. `files` reads stored files by address
 * where the machine
 * can; others are asked of the editor, where it says that it reads files.
 */
export function startServer(
  connection: Connection,
  parserBytes: ParserBytes,
  files: WorkspaceFiles = NO_FILES,
  machine: Machine = {},
): void {
  const session = new Session(connection, loadPythonParser(parserBytes), files, machine);
  const publisher = new Publisher(
    connection,
    session,
    (uri) => documents.find(uri)?.open,
    () => pulled,
  );
  const documents = new OpenDocuments(
    connection,
    (uri) => {
      refreshAll(session.fileChanged(uri));
      publisher.changed(uri);
    },
    (open) => {
      session.closed(open.program.uri);
      publisher.closed(open);
    },
  );
  const pulled = new PulledProblems(connection, documents, session);
  session.open = (key) => documents.textOf(key);
  session.openPrograms = () => documents.all();
  session.program = (uri) => documents.find(uri)?.open.program;
  session.settingsChanged = () => refreshAll(documents.all());
  session.filesArrived = (affected) => refreshAll(affected);

  /** Programs that say something else now, though nothing in them was edited. */
  function refreshAll(uris: readonly string[]): void {
    if (uris.length === 0) return;
    for (const uri of uris) publisher.changed(uri);
    session.refreshEditor(uris);
  }

  connection.onInitialize(async (params: InitializeParams): Promise<InitializeResult> => {
    await session.initialize(params);
    return {
      serverInfo: { name: 'Layer Lens' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        // With their Markdown and other cells, which count where cells are named.
        notebookDocumentSync: { notebookSelector: [{ notebook: '*' }] },
        hoverProvider: true,
        inlayHintProvider: { resolveProvider: true },
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, HIDE_HINTS] },
        documentSymbolProvider: { label: 'Layer Lens' },
        definitionProvider: true,
        referencesProvider: true,
        ...(session.can.pullProblems ? { diagnosticProvider: pullOptions(session.can.refreshProblems) } : {}),
        executeCommandProvider: { commands: ['layerlens.summary', 'layerlens.readError'] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (session.can.registerSettings)
      void connection.client.register(DidChangeConfigurationNotification.type, {
        section: ['layerlens', HINTS_LENGTH],
      });
    if (session.can.watchFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: ['*.py', ...REQUIREMENT_FILES, ...PROJECT_FILES].map((name) => ({ globPattern: `**/${name}` })),
      });
    if (session.can.changeFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        session.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        refreshAll(documents.all());
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => session.changeSettings(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    refreshAll(changes.flatMap(({ uri }) => session.storedFileChanged(uri)));
  });

  const content = async (document: Document): Promise<Hover['contents']> => {
    const { toMarkdown, toPlainText } = await onDemand();
    return session.can.markdown
      ? { kind: MarkupKind.Markdown, value: toMarkdown(document, session.language) }
      : { kind: MarkupKind.PlainText, value: toPlainText(document, 80, session.language) };
  };
  const hoverOptions = ({ hover: { pictures, torch, theme } }: Settings, part: DocumentPart): ExplainOptions => ({
    pictures: pictures && session.can.markdown,
    torch,
    theme,
    links: session.can.runCommands ? hoverLinks(part.open) : undefined,
  });

  /**
   * The document and the offset that a request is about; undefined where the document is not open, or the place outside
   * of its text.
   */
  function placeOf(params: TextDocumentPositionParams): {
    readonly part: DocumentPart | undefined;
    readonly offset: number | undefined;
  } {
    const part = partOf(documents, documentUri(params));
    checkPosition(params.position);
    return { part, offset: part?.isInside(params.position) === true ? part.offset(params.position) : undefined };
  }

  connection.onHover(async (params, token): Promise<Hover | null> => {
    const { part, offset } = placeOf(params);
    if (part === undefined || offset === undefined) return null;
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return null;
    const { analyses, settings } = ready;
    const { hover } = await onDemand();
    stopIfCancelled(token);
    const found = hover(analyses.shown(part.open.program), offset, hoverOptions(settings, part));
    return found === undefined ? null : { contents: await content(found.content), range: part.range(found.span) };
  });

  connection.languages.inlayHint.on(async (params, token): Promise<InlayHint[]> => {
    const uri = documentUri(params);
    const part = partOf(documents, uri);
    checkRange(params.range);
    if (part === undefined) return [];
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return [];
    const { analyses, settings } = ready;
    stopIfCancelled(token);
    const start = part.offset(params.range.start) ?? 0;
    const end = part.offset(params.range.end) ?? 0;
    if (isMatched(part.open.program.uri, settings.inlayHints.hideIn, session.folders)) return [];
    const hints = inlayHints(analyses.shown(part.open.program), settings.inlayHints, { start, end }, session.language);
    return hints.filter(({ offset }) => part.has(offset)).map((hint) => toInlayHint(hint, part, uri));
  });

  connection.languages.inlayHint.resolve(async (hint, token): Promise<InlayHint> => {
    const { uri, place } = readHintData(hint.data);
    const part = uri === undefined ? undefined : partOf(documents, uri);
    if (part === undefined || place === undefined) return hint;
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return hint;
    const { analyses, settings } = ready;
    const { hintTooltip } = await onDemand();
    stopIfCancelled(token);
    const found = hintTooltip(
      analyses.shown(part.open.program),
      settings.inlayHints,
      place,
      hoverOptions(settings, part),
      session.language,
    );
    const tooltip = found === undefined ? undefined : await content(found);
    return typeof tooltip === 'object' && 'kind' in tooltip ? { ...hint, tooltip } : hint;
  });

  connection.onCodeLens(async (params, token): Promise<CodeLens[]> => {
    const uri = documentUri(params);
    const part = partOf(documents, uri);
    if (part === undefined) return [];
    const { program } = part.open;
    const ready = await session.ready(program.uri, 'this');
    if (ready === undefined) return [];
    const { analyses, settings } = ready;
    stopIfCancelled(token);
    if (!settings.codeLens) return [];
    return codeLenses(analyses.shown(program))
      .filter(({ span }) => part.has(span.start))
      .map((lens) => toCodeLens(lens, part, { program: program.uri, document: uri }, session.language));
  });

  connection.onDocumentSymbol(async (params, token): Promise<DocumentSymbol[]> => {
    const part = partOf(documents, documentUri(params));
    if (part === undefined) return [];
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return [];
    const { analyses } = ready;
    stopIfCancelled(token);
    return toDocumentSymbols(documentSymbols(analyses.shown(part.open.program)), part, session.language);
  });

  connection.onDefinition(async (params, token): Promise<LocationLink[] | Location[] | null> => {
    const { part, offset } = placeOf(params);
    if (part === undefined || offset === undefined) return null;
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return null;
    const { analyses } = ready;
    const { layerDefinition } = await onDemand();
    stopIfCancelled(token);
    const found = layerDefinition(analyses.shown(part.open.program), offset);
    return found === undefined ? null : toDefinition(found, part, session.can.linkDefinitions);
  });

  connection.onReferences(async (params, token): Promise<Location[] | null> => {
    const { part, offset } = placeOf(params);
    if (part === undefined || offset === undefined) return null;
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return null;
    const { analyses } = ready;
    const { layerReferences } = await onDemand();
    stopIfCancelled(token);
    const found = layerReferences(
      analyses.shown(part.open.program),
      offset,
      params.context?.includeDeclaration !== false,
    );
    return found.length === 0 ? null : found.flatMap((span) => toLocation(span, part) ?? []);
  });

  // Which model the cursor is in or behind: what a status bar tells. `chosen`: the key of the one that is meant where
  // the place is about several.
  connection.onRequest(
    'layerlens/modelAt',
    async (params: TextDocumentPositionParams & { readonly chosen?: unknown }) => {
      const { part, offset } = placeOf(params);
      if (part === undefined || offset === undefined) return null;
      const { program } = part.open;
      const ready = await session.ready(program.uri);
      if (ready === undefined) return null;
      const { analyses } = ready;
      const analysis = analyses.shown(program);
      const model = modelAt(
        analysis,
        offset,
        typeof params.chosen === 'string' ? params.chosen : undefined,
        session.language,
      );
      return model === undefined ? null : { program: program.uri, ...model };
    },
  );

  connection.onExecuteCommand(
    async (
      { command, arguments: [uri, model] = [] },
      token,
    ): Promise<string | { title: string; markdown: string; location: Location | null } | null> => {
      if (command === 'layerlens.readError')
        return typeof uri === 'string' && typeof model === 'string' ? await readError(uri, model, token) : null;
      if (command !== 'layerlens.summary') return null;
      const found = typeof uri === 'string' ? documents.find(uri) : undefined;
      if (found === undefined) return '';
      const ready = await session.ready(found.open.program.uri);
      if (ready === undefined) return '';
      const { analyses } = ready;
      const { summaries } = await onDemand();
      return summaries(
        analyses.shown(found.open.program),
        SUMMARY_WIDTH,
        typeof model === 'number' ? model : undefined,
      );
    },
  );

  /** A traceback, explained; null where it is none, or the program is not open. */
  async function readError(
    uri: string,
    pasted: string,
    token: CancellationToken,
  ): Promise<{ title: string; markdown: string; location: Location | null } | null> {
    const found = documents.find(uri);
    if (found === undefined) return null;
    const { program } = found.open;
    const ready = await session.ready(program.uri);
    if (ready === undefined) return null;
    const { analyses } = ready;
    const { explainError, toMarkdown } = await onDemand();
    const explained = await session.answer(
      program,
      token,
      explainError(analyses.of(program), pasted, fileNameOf(program.uri), (changed) =>
        analyses.ofChanged(program, changed),
      ),
    );
    if (explained === undefined) return null;
    const place = explained.span && partAt(found.open, explained.span.start);
    return {
      title: session.language.say(explained.title),
      markdown: toMarkdown(explained.content, session.language),
      location: place && explained.span ? { uri: place.uri, range: place.part.range(explained.span) } : null,
    };
  }

  // Whoever hears this is not stuck in an analysis.
  connection.onRequest('layerlens/ping', () => null);

  answerCodeActions(connection, documents, session);
  answerExploreLayer(connection, documents, session);
  answerViews(connection, documents, session);

  connection.onShutdown(() => publisher.stop());
  connection.onExit(() => publisher.stop());

  connection.listen();
}
