import { EventEmitter, LogLevel, type LogOutputChannel, window, workspace } from 'vscode';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
/** So many of the last lines are kept for a report. */
const MOST_LINES = 60;

const traces = (): boolean => workspace.getConfiguration('layerlens').get('trace.server', 'off') !== 'off';

/** What the client and the server say, in the Output view. */
export class Output {
  readonly channel: LogOutputChannel;
  /**
   * The same channel for the messages between client and server. The language client writes them only where the
   * channel's level is
   * `Trace`; here the setting decides as well, so that nobody has to find the channel's level first.
   */
  readonly traces: LogOutputChannel;
  readonly #lines: string[] = [];

  constructor() {
    const channel = window.createOutputChannel('Layer Lens', { log: true });
    // Of what is said, the first line is kept: what follows it in a verbose trace is the text of documents.
    const writing = Object.fromEntries(
      LEVELS.map((level) => [
        level,
        (message: string | Error, ...rest: unknown[]) => {
          this.#lines.push(`[${level}] ${String(message).split('\n', 1)[0]}`);
          if (this.#lines.length > MOST_LINES) this.#lines.shift();
          channel[level](message as string, ...rest);
        },
      ]),
    ) as Pick<LogOutputChannel, (typeof LEVELS)[number]>;
    this.channel = overlaid(channel, writing);
    const changed = new EventEmitter<LogLevel>();
    const level = () => (traces() ? LogLevel.Trace : channel.logLevel);
    channel.onDidChangeLogLevel(() => changed.fire(level()));
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('layerlens.trace.server')) changed.fire(level());
    });
    this.traces = overlaid(channel, {
      get logLevel() {
        return level();
      },
      onDidChangeLogLevel: changed.event,
      trace: (message, ...rest) => (traces() ? writing.info(message, ...rest) : writing.trace(message, ...rest)),
      dispose: () => changed.dispose(),
    });
  }

  /** The last lines, the oldest first. */
  get recent(): readonly string[] {
    return this.#lines;
  }
}

/** The channel with some of its members replaced. */
function overlaid(channel: LogOutputChannel, own: Partial<LogOutputChannel>): LogOutputChannel {
  return new Proxy(channel, {
    get: (_, name) => {
      const value: unknown = Reflect.get(name in own ? own : channel, name);
      return typeof value === 'function' && !(name in own) ? value.bind(channel) : value;
    },
  });
}
