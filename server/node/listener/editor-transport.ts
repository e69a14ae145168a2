import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/**
 * The way to the editor that the arguments of the command line name: `--stdio`, `--node-ipc`, `--socket=PORT` or
 * `--pipe=NAME`, with a space or an equals sign before what is named. Throws where none is named.
 */
export function transportToEditor(args: readonly string[]): Transport {
  if (args.includes('--node-ipc')) {
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  const [socket, pipe] = ['--socket', '--pipe'].map((name) => valueOf(args, name));
  if (socket !== undefined) return pair(createServerSocketTransport(Number(socket)));
  if (pipe !== undefined) return pair(createServerPipeTransport(pipe));
  if (!args.includes('--stdio'))
    throw new Error('no way to the editor is named: --stdio, --node-ipc, --socket, --pipe');
  return { reader: new StreamMessageReader(process.stdin), writer: new StreamMessageWriter(process.stdout) };
}

const pair = ([reader, writer]: [MessageReader, MessageWriter]): Transport => ({ reader, writer });

/** What stands after an argument's name; undefined where it is not there. */
export function valueOf(args: readonly string[], name: string): string | undefined {
  for (const [index, argument] of args.entries()) {
    if (argument === name) return args[index + 1];
    if (argument.startsWith(`${name}=`)) return argument.slice(name.length + 1);
  }
  return undefined;
}
