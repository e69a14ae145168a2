/**
 * How large the package and what is loaded at the start may be, in bytes, and how large it is. A limit is raised where
 * what it pays for is worth it, and only here.
 */
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environment, node24, root } from './setup.mjs';

export const LIMITS = {
  /** The .vsix: 0.4 MB of it are the pictures of Get Started, 0.1 MB the documentation, 0.1 MB `layerlens mcp`. */
  package: 2_850_000,
  /** JavaScript, unpacked, as all that follows. */
  // Grown by masks, name scopes and configurations of layers as Keras 3.15 has them (50 kB), then by values of eager
  // tensors and elements of data sets, origins of values and shapes of which not all axes are known (60 kB), then by
  // ragged and sparse tensors, texts, traces, gradients and histories (110 kB), tables with values (80 kB), names of
  // all releases and callers (40 kB), then by further functions of TensorFlow, look-ups and records (60 kB), releases
  // of the package up to 2.3 (30 kB), saved models, files that a program makes, and what Keras 3 refuses (70 kB), then
  // by numbers that are known within limits, TensorFlow's loops and records with values (40 kB), the thread that
  // listens, what is installed, and the facts that memory is planned from (20 kB). What few programs need of it could
  // be loaded when a program imports it.
  'the server in Node until its first hints': 2_290_000,
  'the server in a browser': 2_560_000, // one file with all, what is on demand in Node too
  'the client in Node': 500_000,
  'the client in a browser': 500_000,
};

/** The sizes by the names that their limits have, without that of the package. The bundles must be built. */
export async function sizesAtStart() {
  const bytesOf = (file) => statSync(join(root, 'dist', file)).size;
  return {
    'the server in Node until its first hints': await loadedUntilHints(),
    'the server in a browser': bytesOf('server/browser.js'),
    'the client in Node': bytesOf('client/node.cjs'),
    'the client in a browser': bytesOf('client/browser.cjs'),
  };
}

/** Writes the address of each module that is loaded to the file descriptor 3. */
const TELL = `
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => { writeSync(3, url + '\\n'); return next(url, context); } });
`;

/**
 * Starts the server as an editor does, asks for the hints of an example, and adds up the files that it has loaded by
 * then.
 */
async function loadedUntilHints() {
  const protocol = createRequire(import.meta.url)('vscode-languageserver-protocol/node');
  const args = [`--import=data:text/javascript,${encodeURIComponent(TELL)}`, join(root, 'dist', 'cli.js'), '--stdio'];
  const server = spawn(node24(), args, { env: environment(), stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  let told = '';
  server.stdio[3].on('data', (bytes) => {
    told += bytes;
  });
  const toldAll = new Promise((resolve) => {
    server.stdio[3].once('end', resolve);
  });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const example = join(root, 'examples', 'lstm.py');
  const uri = pathToFileURL(example).href;
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text: readFileSync(example, 'utf8') },
  });
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const hints = await connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
  connection.dispose();
  server.kill();
  await toldAll;
  if (!hints?.length) throw new Error('the server has no hints');
  const files = new Set(told.split('\n').filter((url) => url.startsWith('file:')));
  return [...files].reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
}
