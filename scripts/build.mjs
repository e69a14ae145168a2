/**
 * `npm run build`: the extension and the server for both hosts, and the command line, which is also the server in Node.
 *
 *     dist/client/node.cjs      the extension on a desktop
 *     dist/client/browser.cjs   the extension in a browser
 *     dist/server/browser.js    the server as a web worker
 *     dist/cli.js the command line, and the server for VS Code on a desktop and every other editor: a small file that
 *     loads
 *                               from dist/NAME-HASH.js what the command needs
 *     dist/webview/NAME.js      the page of a webview and its .css: one for each client/webview/NAME/page.ts
 *     dist/*.wasm               the parser, read by both servers
 *     dist/LICENSES.txt         the licences of all packages that are in these
 *     package.nls.LANGUAGE.json the manifest's texts, from the catalogues in l10n
 */
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeLicences } from './licences.mjs';
import { writeManifestTexts } from './manifest-texts.mjs';
import { isMain, modules, root, setUp } from './setup.mjs';

/** Entries of client/webview: folders with a page.ts, and workers of pages, NAME.worker.ts. */
function webviewEntries() {
  const folder = join(root, 'client', 'webview');
  const names = readdirSync(folder);
  const pages = names
    .filter((name) => existsSync(join(folder, name, 'page.ts')))
    .map((name) => ({ in: `client/webview/${name}/page.ts`, out: name }));
  const workers = names.flatMap((name) => {
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.worker.ts'));
    return files.map((file) => ({ in: `client/webview/${name}/${file}`, out: file.replace(/\.worker\.ts$/, '') }));
  });
  return [...pages, ...workers];
}

const packageFile = (path) => join(modules, ...path.split('/'));

/**
 * What the server for agents needs of its packages: zod's words in English, not in fifty languages, and the smaller of
 * the two readers of JSON Schemas that the protocol's package has. Together these are half of it.
 */
const smallerMcp = {
  name: 'smaller-mcp',
  setup: (bundle) => {
    bundle.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
    const shims = /[\\/]@modelcontextprotocol[\\/]server[\\/]dist[\\/]shimsNode\.mjs$/;
    bundle.onLoad({ filter: shims }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: `export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from './validators/cfWorker.mjs';
        export { default as process } from 'node:process';`,
    }));
  },
};

export async function build() {
  const esbuild = await import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    sourcemap: 'linked',
    target: 'es2022', // what VS Code 1.101 and Node 20 understand
    logLevel: 'warning',
  };
  const node = { ...common, platform: 'node' };
  const browser = {
    ...common,
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    conditions: ['browser'],
  };
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  writeManifestTexts();
  const built = await Promise.all([
    esbuild.build({
      ...node,
      format: 'cjs',
      entryPoints: ['client/node.ts'],
      outfile: 'dist/client/node.cjs',
      external: ['vscode'],
    }),
    esbuild.build({
      ...browser,
      format: 'cjs',
      entryPoints: ['client/browser.ts'],
      outfile: 'dist/client/browser.cjs',
      external: ['vscode'],
    }),
    esbuild.build({
      ...browser,
      format: 'iife',
      entryPoints: ['server/browser/main.ts'],
      outfile: 'dist/server/browser.js',
      // Its other form asks for the address of its own file, which a bundled worker does not have.
      alias: { 'web-tree-sitter': packageFile('web-tree-sitter/web-tree-sitter.cjs') },
      external: ['fs', 'fs/promises', 'module', 'path', 'url'], // named in branches for Node, never reached here
    }),
    esbuild.build({ ...browser, format: 'iife', entryPoints: webviewEntries(), outdir: 'dist/webview' }),
    esbuild.build({
      ...node,
      format: 'esm',
      splitting: true,
      plugins: [smallerMcp],
      entryPoints: ['server/cli.ts'],
      outdir: 'dist',
      banner: {
        js: "#!/usr/bin/env node\nimport { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);",
      },
    }),
  ]);
  copyParser();
  writeLicences(built, ['web-tree-sitter', 'tree-sitter-python']);
}

function copyParser() {
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    copyFileSync(packageFile(file), join(root, 'dist', file.split('/')[1]));
}

if (isMain(import.meta.url)) {
  setUp();
  await build();
}
