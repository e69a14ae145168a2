import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The two WebAssembly modules of the parser, as bytes. */
export interface ParserBytes {
  /** tree-sitter itself. */
  readonly runtime: Uint8Array;
  /** The grammar of Python. */
  readonly python: Uint8Array;
}

/**
 * Reads them beside the bundle or, where this runs from its source, out of the packages. Throws where there are
 * neither.
 */
export function readParserBytes(): ParserBytes {
  return {
    runtime: read('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    python: read('tree-sitter-python.wasm', 'tree-sitter-python/tree-sitter-python.wasm'),
  };
}

function read(beside: string, inPackage: string): Uint8Array {
  const bundled = fileURLToPath(new URL(beside, import.meta.url));
  return readFileSync(existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(inPackage));
}
