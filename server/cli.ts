/**
 * The door of the command line, which is also the language server in Node (`--stdio`, or the channel that an editor's
 * client asks for) and each worker thread of its own: those of the commands, and the server's that thinks.
 */
import { readFileSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const args = process.argv.slice(2);

if (!isMainThread && 'control' in Object(workerData)) {
  const { startThinker } = await import('./node/thinker.ts');
  startThinker();
} else if (!isMainThread) {
  const { startWorker } = await import('./cli/work/worker.ts');
  startWorker();
} else if (args.some((argument) => /^--(stdio|node-ipc|pipe|socket)(=|$)/.test(argument))) {
  const { startInNode } = await import('./node/main.ts');
  await startInNode(args, new URL(import.meta.url));
} else {
  const [{ runCommandLine }, { languageOf, localeOf }, { takesColours }, { Threads }] = await Promise.all([
    import('./cli/run.ts'),
    import('./cli/language.ts'),
    import('./cli/paint.ts'),
    import('./cli/work/threads.ts'),
  ]);
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await runCommandLine(
    args.length === 0 ? ['--help'] : args,
    {
      out: (text) => process.stdout.write(text),
      error: (text) => process.stderr.write(text),
      colours: (wish) => ({
        out: takesColours(wish, process.stdout.isTTY, process.env),
        error: takesColours(wish, process.stderr.isTTY, process.env),
      }),
      read: async () => {
        const parts: Uint8Array[] = [];
        for await (const part of process.stdin) parts.push(part as Uint8Array);
        return Buffer.concat(parts);
      },
      language: await languageOf(args, localeOf(process.env)),
      columns: process.stdout.columns,
      threads: new Threads(new URL(import.meta.url)),
      progress: process.stderr,
      stop: () => {
        // A second Ctrl-C ends the process at once.
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort());
        return stop.signal;
      },
    },
    packageVersion(),
  );
}

function packageVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
    } catch {
      // Not there: the bundle lies one folder deeper or less deep than the source.
    }
  }
  return '0.0.0';
}
