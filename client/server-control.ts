import { commands, type Disposable, l10n, type LogOutputChannel, window } from 'vscode';
import {
  type BaseLanguageClient,
  type CloseHandlerResult,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  State,
} from 'vscode-languageclient';
import { Watchdog } from './watchdog.ts';

/**
 * What differs between the hosts: how a client is made, and how its server is ended when it does not listen any more.
 */
export interface Host {
  createClient(errorHandler: ErrorHandler): BaseLanguageClient;
  /** Ends the server at once. The client then notices that the connection is closed. */
  kill(): void;
}

/**
 * So often the server is started again within `PERIOD` milliseconds; then something is wrong that a start does not
 * cure.
 */
const MOST_RESTARTS = 4;
const PERIOD = 180_000;
/** So long a server that someone wants to start anew may take to answer, in milliseconds. */
const PATIENCE = 2_000;

/**
 * Starts the server and keeps it running: after a crash, and when it hangs. The client itself hands over the open
 * documents again.
 */
export class ServerControl implements ErrorHandler, Disposable {
  readonly client: BaseLanguageClient;
  readonly #host: Host;
  readonly #output: LogOutputChannel;
  readonly #watchdog: Watchdog;
  #ended: number[] = [];
  #hung = false;

  constructor(host: Host, output: LogOutputChannel) {
    this.#host = host;
    this.#output = output;
    this.client = host.createClient(this);
    this.#watchdog = new Watchdog(
      () => this.client.sendRequest('layerlens/ping'),
      () => this.#endHung(),
    );
    this.client.onDidChangeState(({ newState }) => {
      output.info(
        `The server is ${{ [State.Running]: 'running', [State.Starting]: 'starting', [State.StartFailed]: 'not starting', [State.Stopped]: 'stopped' }[newState]}.`,
      );
      if (newState === State.Running) this.#watchdog.start();
      else this.#watchdog.stop();
    });
  }

  start(): Promise<void> {
    return this.client.start();
  }

  /** Starts it anew, or for the first time. A server that hangs would not hear that it is to stop. */
  async restart(): Promise<void> {
    this.#ended = [];
    if (!this.client.isRunning()) return this.client.start();
    if (await this.#answers()) {
      await this.client.stop();
      return this.client.start();
    }
    const running = new Promise<void>((resolve) => {
      const listening = this.client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        listening.dispose();
        resolve();
      });
    });
    this.#host.kill();
    return running;
  }

  async #answers(): Promise<boolean> {
    const late = new Promise<false>((resolve) => {
      setTimeout(() => resolve(false), PATIENCE);
    });
    return Promise.race([
      this.client.sendRequest('layerlens/ping').then(
        () => true,
        () => false,
      ),
      late,
    ]);
  }

  /** The connection to the server has ended though nobody asked for it. */
  closed(): CloseHandlerResult {
    const now = Date.now();
    this.#ended = [...this.#ended.filter((time) => now - time < PERIOD), now];
    const hung = this.#hung;
    this.#hung = false;
    if (this.#ended.length > MOST_RESTARTS) {
      this.#tell(
        window.showErrorMessage,
        l10n.t('The Layer Lens server stopped {0} times within a few minutes and stays off now.', this.#ended.length),
        [
          [l10n.t('Start Again'), 'layerlens.restartServer'],
          [l10n.t('Report Issue'), 'layerlens.reportIssue'],
        ],
      );
      return { action: CloseAction.DoNotRestart, message: 'The server stopped too often.', handled: true };
    }
    if (hung) {
      this.#tell(
        window.showWarningMessage,
        l10n.t('The Layer Lens server did not answer any more and was started again.'),
        [
          [l10n.t('Show Output'), 'layerlens.showOutput'],
          [l10n.t('Report Issue'), 'layerlens.reportIssue'],
        ],
      );
    }
    return {
      action: CloseAction.Restart,
      message: hung
        ? 'The server did not answer: it is started again.'
        : 'The server stopped unexpectedly: it is started again.',
      handled: true,
    };
  }

  error(error: Error, _message: unknown, count: number | undefined): { action: ErrorAction; handled: boolean } {
    this.#output.error(`The connection to the server has a fault: ${error.message}`);
    return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
  }

  #endHung(): void {
    this.#output.error('The server does not answer. It is ended.');
    this.#hung = true;
    this.#host.kill();
  }

  #tell(
    show: (message: string, ...buttons: string[]) => Thenable<string | undefined>,
    message: string,
    actions: readonly (readonly [title: string, command: string])[],
  ): void {
    void show(message, ...actions.map(([title]) => title)).then((chosen) => {
      const command = actions.find(([title]) => title === chosen)?.[1];
      if (command !== undefined) void commands.executeCommand(command);
    });
  }

  dispose(): void {
    this.#watchdog.stop();
    // A server that hangs does not hear that it is to end.
    this.client.dispose().catch(() => this.#host.kill());
  }
}
