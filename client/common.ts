import {
  ColorThemeKind,
  commands,
  type ConfigurationScope,
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  version,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  type ConfigurationItem,
  DidChangeConfigurationNotification,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import { HOVER_COMMANDS } from '../server/explain/document/links.ts';
import { ModelSummaries } from './model-summaries.ts';
import { ChosenModels } from './chosen-models.ts';
import { callerCommands } from './callers.ts';
import { ChangedPrograms } from './changed-programs.ts';
import { ErrorExplanations } from './explain-error.ts';
import { FailedCells } from './failed-cells.ts';
import { openDocumentation, PROBLEM_PAGE, serveDocumentation } from './documentation.ts';
import { openExample } from './example.ts';
import { KerasPrograms } from './keras-programs.ts';
import { programGiven } from './programs.ts';
import { savedModelEditor } from './views/saved-model.ts';
import { SummaryPanels } from './views/summary.ts';
import { Output } from './output.ts';
import { reportIssue } from './report-issue.ts';
import { type Host, ServerControl } from './server-control.ts';
import { MasterSwitch } from './master-switch.ts';
import { silencingCommands } from './silencing.ts';
import { LayerExplorer } from './views/explorer.ts';
import { whenNeeded } from './start-when-needed.ts';
import { TerminalErrors } from './terminal-errors.ts';
import { ModelStatus } from './status-bar.ts';

/** One selector serves Python files and the Python cells of notebooks, wherever they are stored. */
const clientOptions = (output: Output, errorHandler: ErrorHandler): LanguageClientOptions => ({
  documentSelector: [{ language: 'python' }],
  outputChannel: output.channel,
  traceOutputChannel: output.traces,
  errorHandler,
  // What this editor can do beyond the protocol: show pictures in hovers, show pages that ask for more, write its
  // settings, read files that are on
  // no disk, and open what documents a problem.
  initializationOptions: {
    pictures: true,
    readFiles: true,
    views: true,
    writesSettings: true,
    documentation: PROBLEM_PAGE,
  },
  // Links in our hovers may run these and nothing else: parts of a hover's text are a stranger's.
  markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS } },
  middleware: {
    workspace: {
      configuration: async (params, token, next) => {
        const values = await next(params, token);
        if (!Array.isArray(values)) return values;
        return values.map((value, index) => answer(params.items[index], value));
      },
    },
  },
});

/** What differs between the hosts. */
export interface Door {
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  kill(): void;
}

/**
 * What both hosts have in common: the commands and the summaries, around a server that is started when a document calls
 * for it.
 */
export function activateWith(context: ExtensionContext, door: Door): void {
  const output = new Output();
  const master = new MasterSwitch();
  output.channel.info(
    `Layer Lens ${String((context.extension.packageJSON as { version: unknown }).version)} in VS Code ${version}`,
  );
  const host: Host = {
    createClient: (errorHandler) => door.createClient(clientOptions(output, errorHandler)),
    kill: () => door.kill(),
  };
  const server = new ServerControl(host, output.channel);
  const { client } = server;
  const texts = new ModelSummaries(client);
  const changed = new ChangedPrograms(client);
  const chosen = new ChosenModels(client);
  const panels = new SummaryPanels(context.extensionUri, client, changed, chosen);
  const explorer = new LayerExplorer(context.extensionUri, client, changed, chosen);
  const errors = new ErrorExplanations(client);
  const programs = new KerasPrograms(client);
  const start = () =>
    void context.subscriptions.push(
      master.whenOn(() => {
        server
          .start()
          .catch((error: unknown) => output.channel.error(`The server could not be started: ${String(error)}`));
      }),
    );
  context.subscriptions.push(
    output.channel,
    master,
    ...silencingCommands(),
    server,
    texts,
    panels,
    explorer,
    errors,
    programs,
    new FailedCells(programs, errors),
    new TerminalErrors(programs, errors, master),
    master.command('layerlens.explainError', (given?: unknown, text?: unknown) =>
      errors.explain(programGiven(given), typeof text === 'string' ? text : undefined),
    ),
    changed,
    chosen,
    new ModelStatus(client, changed, chosen, master),
    client.onRequest('layerlens/readFile', ({ uri }: { uri: string }) => readFile(Uri.parse(uri, true))),
    summaryCommand(master, chosen, texts, panels),
    master.command('layerlens.exploreLayer', (given?: unknown, position?: { line: number; character: number }) =>
      typeof given === 'string' ? explorer.show(given, position) : explorer.show(),
    ),
    commands.registerCommand('layerlens.restartServer', () => server.restart()),
    ...helpCommands(context, client, output),
    ...callerCommands(),
    window.onDidChangeActiveColorTheme(() => {
      if (client.isRunning()) client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }),
    savedModelEditor(panels, start),
    whenNeeded(start),
  );
}

/** The summary of a program's models: on a page, or as a text where the settings say so. */
function summaryCommand(
  master: MasterSwitch,
  chosen: ChosenModels,
  texts: ModelSummaries,
  panels: SummaryPanels,
): Disposable {
  return master.command('layerlens.showSummary', async (given?: unknown, indices?: unknown) => {
    const program = programGiven(given);
    if (program === undefined)
      return void window.showInformationMessage(
        l10n.t('Layer Lens: open a Python file or a notebook to see the summary of its models.'),
      );
    const models = [indices].flat().filter((index) => typeof index === 'number');
    const model = models.length === 0 ? undefined : await chosen.oneOf(program, models);
    if (models.length > 0 && model === undefined) return undefined;
    if (workspace.getConfiguration('layerlens', program).get('summary.view') === 'text')
      return texts.show(program, model);
    return panels.show(program, model);
  });
}

/** Commands that help with the extension itself. */
const helpCommands = (context: ExtensionContext, client: BaseLanguageClient, output: Output): readonly Disposable[] => [
  commands.registerCommand('layerlens.showOutput', () => output.channel.show()),
  commands.registerCommand('layerlens.getStarted', () =>
    commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
  ),
  commands.registerCommand('layerlens.openDocumentation', openDocumentation),
  serveDocumentation(context.extensionUri),
  commands.registerCommand('layerlens.openExample', openExample),
  commands.registerCommand('layerlens.reportIssue', () => reportIssue(context, client, output.recent)),
];

/** The text of a file of the workspace, which may be on no disk; null where there is none. */
async function readFile(uri: Uri): Promise<string | null> {
  if (workspace.getWorkspaceFolder(uri) === undefined) return null;
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** The settings, and the kind of theme that the pictures are drawn for. */
/**
 * What the server is told when it asks for a setting. The length of hints is that of Python, which may have its own.
 */
function answer(asked: ConfigurationItem | undefined, value: unknown): unknown {
  if (asked?.section === 'layerlens') return withTheme(value);
  if (asked?.section !== 'editor.inlayHints.maximumLength') return value;
  const scope = {
    languageId: 'python',
    uri: asked.scopeUri === undefined ? undefined : Uri.parse(asked.scopeUri, true),
  };
  return workspace.getConfiguration('editor.inlayHints', scope as ConfigurationScope).get('maximumLength') ?? value;
}

function withTheme(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return settings;
  const theme = {
    [ColorThemeKind.Light]: 'light',
    [ColorThemeKind.Dark]: 'dark',
    [ColorThemeKind.HighContrast]: 'high-contrast',
    [ColorThemeKind.HighContrastLight]: 'light',
  }[window.activeColorTheme.kind];
  const { hover } = settings as { hover?: object };
  return { ...settings, hover: { ...hover, theme } };
}
