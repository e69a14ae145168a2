import type { Lowering } from './lowering.ts';

/** A name as Python compares it: identifiers outside ASCII are normalised (PEP 3131). */
export function identifierText(lowering: Lowering, node: number): string {
  const text = lowering.tree.textOf(node);
  return isAscii(text) ? text : text.normalize('NFKC');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
