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
 *     package.nls.LANGUAGE.json the manifest's texts, from the catalogues in l10n
 */
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

export async function build() {
  const esbuild = await import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    target: 'es2022', // what VS Code 1.100 and Node 20 understand
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
  await Promise.all([
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
      entryPoints: ['server/cli.ts'],
      outdir: 'dist',
      banner: {
        js: "#!/usr/bin/env node\nimport { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);",
      },
    }),
  ]);
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(packageFile(file), join(root, 'dist', file.split('/')[1]));
  }
}

if (isMain(import.meta.url)) {
  setUp();
  await build();
}
