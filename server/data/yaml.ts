/** YAML as PyYAML's SafeLoader reads it: YAML 1.1, with the numbers that PyYAML's resolver knows (`1e-3` is a text). */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document as YamlDocument } from 'yaml';
import type { Document } from '../python/domain/data-files.ts';

const BOOL = /^(?:yes|no|true|false|on|off)$/i;
const CASED = /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/;
/** Numbers to the base of 60, and dates: not worked out. */
const OTHER = /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?)$/;

/** More nodes than this are not walked through: aliases may stand for very many. */
const MOST_NODES = 100_000;

/** The value of the text; undefined where it is no single document of YAML, or has tags. */
export function parseYaml(text: string): { readonly value: Document } | undefined {
  const document = parseDocument(text, { schema: 'failsafe', version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const walk = new Walk(document);
  const value = walk.value(document.contents, 0);
  return walk.isClear ? { value } : undefined;
}

class Walk {
  isClear = true;
  readonly #document: YamlDocument;
  #nodes = 0;
  constructor(document: YamlDocument) {
    this.#document = document;
  }

  value(node: unknown, depth: number): Document {
    if (++this.#nodes > MOST_NODES || depth > 100) this.isClear = false;
    if (!this.isClear) return undefined;
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return this.value(node.resolve(this.#document), depth + 1);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.tag !== undefined && !PLAIN_TAGS.test(node.tag))
      this.isClear = false;
    if (isScalar(node)) {
      const source = node.source ?? '';
      return node.type === 'PLAIN' || node.type === undefined ? plain(source) : String(node.value);
    }
    if (isSeq(node)) return node.items.map((item) => this.value(item, depth + 1));
    if (!isMap(node)) {
      this.isClear = false;
      return undefined;
    }
    const own: [Document, Document][] = [];
    const merged: [Document, Document][] = [];
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN')
        merged.push(...this.#merged(this.value(value, depth + 1)));
      else own.push([this.value(key, depth + 1), this.value(value, depth + 1)]);
    }
    // What is merged comes first, and what the map has itself counts.
    return new Map([...merged, ...own]);
  }

  #merged(value: Document): [Document, Document][] {
    if (value instanceof Map) return [...(value as ReadonlyMap<Document, Document>)];
    // Of several maps the first one counts.
    if (Array.isArray(value)) return [...(value as readonly Document[])].reverse().flatMap((one) => this.#merged(one));
    this.isClear = false;
    return [];
  }
}

const PLAIN_TAGS = /^tag:yaml\.org,2002:(?:str|map|seq)$/;

function plain(text: string): Document {
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return null;
  if (BOOL.test(text) && CASED.test(text)) return /^(?:yes|true|on)$/i.test(text);
  if (INTEGER.test(text)) return integer(text.replaceAll('_', ''));
  if (FLOAT.test(text)) return float(text.replaceAll('_', '').toLowerCase());
  return OTHER.test(text) ? undefined : text;
}

function integer(text: string): bigint | undefined {
  const sign = text.startsWith('-') ? -1n : 1n;
  const digits = text.replace(/^[-+]/, '');
  if (/^0[0-7]+$/.test(digits)) return sign * BigInt(`0o${digits.slice(1)}`);
  return digits === '' || /^0[bx]$/.test(digits) ? undefined : sign * BigInt(digits);
}

function float(text: string): number {
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text.endsWith('nan') ? Number.NaN : Number(text);
}
