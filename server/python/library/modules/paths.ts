/** Paths as texts, with `/` between their parts. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { unwrap } from '../wrapped.ts';

/** The text of a str or of an object with `__fspath__`; undefined where it is not known. */
export function pathText(interpreter: Interpreter, path: Value): string | undefined {
  const value = unwrap(path);
  if (value.kind === 'str') return value.value;
  if (value.kind !== 'instance') return undefined;
  const method = value.cls.lookup('__fspath__');
  const text = method && interpreter.call(method, [value]);
  return text?.kind === 'str' ? text.value : undefined;
}

/** A later absolute part begins anew. */
export function joinPaths(parts: readonly string[]): string {
  let joined = '';
  for (const [index, part] of parts.entries()) {
    if (index === 0 || part.startsWith('/')) joined = part;
    else joined += joined === '' || joined.endsWith('/') ? part : '/' + part;
  }
  return joined;
}

/** What stands before the last slash, and what after it. */
export function splitPath(path: string): [head: string, tail: string] {
  const slash = path.lastIndexOf('/') + 1;
  const head = path.slice(0, slash);
  return [/^\/*$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(slash)];
}

/** Dots at the beginning of a name are no extension. */
export function splitExtension(path: string): [root: string, extension: string] {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const leading = /^\.*/.exec(path.slice(name))![0].length;
  return dot < name + leading ? [path, ''] : [path.slice(0, dot), path.slice(dot)];
}

export function normalize(path: string): string {
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !absolute) parts.push(part);
  }
  return (absolute ? '/' : '') + parts.join('/') || '.';
}
