/** What the text of a program adds to `sys.path`, as far as paths are written out in it. */
import type { Call, Expression, Module } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';
import { folderOf } from './uri.ts';

/** What no text is without that adds to `sys.path`: in the JSON of a notebook a letter may stand before it. */
export const EDITS_PATH = /sys\.path\b|addsitedir\b/;

/**
 * Addresses, and paths that are meant from where the program is started. `file`: the address of the program, which is
 * its `__file__`.
 */
export function pathEdits(module: Module, file: string): readonly string[] {
  const paths = new Paths(file);
  const edits: string[] = [];
  const names: { readonly name: string; readonly value: Expression; readonly start: number }[] = [];
  const added: Expression[] = [];
  walk(module, (node) => {
    if (node.kind === 'Call') added.push(...addedBy(node));
    else if (node.kind === 'AugmentedAssign' && node.target.text === 'sys.path') added.push(...elementsOf(node.value));
    else if (node.kind === 'Assign')
      for (const target of node.targets) {
        if (target.text === 'sys.path') added.push(...elementsOf(node.value));
        if (target.kind === 'Name') names.push({ name: target.id, value: node.value, start: node.start });
      }
  });
  for (const { name, value } of names.sort((a, b) => a.start - b.start)) paths.name(name, value);
  for (const expression of added.sort((a, b) => a.start - b.start)) {
    const path = paths.of(expression);
    if (path !== undefined) edits.push(path);
  }
  return [...new Set(edits)];
}

function addedBy({ callee, arguments: args }: Call): readonly Expression[] {
  const values = args.map(({ value }) => value);
  switch (callee.text.replace(/\s/g, '')) {
    case 'sys.path.append':
    case 'site.addsitedir':
      return values.slice(0, 1);
    case 'sys.path.insert':
      return values.slice(1, 2);
    case 'sys.path.extend':
      return values.slice(0, 1).flatMap(elementsOf);
    default:
      return [];
  }
}

/** Those of a list, and of lists that are put together. */
function elementsOf(list: Expression): readonly Expression[] {
  if (list.kind === 'List' || list.kind === 'Tuple') return list.elements;
  return list.kind === 'Binary' && list.operator === '+' ? [...elementsOf(list.left), ...elementsOf(list.right)] : [];
}

/** Gives the same path: `str(path)`, `path.resolve()`. */
const SAME = /(^|\.)(abspath|realpath|normpath|expanduser|fspath|str|Path|PurePath|PosixPath)$/;
const SAME_METHODS: ReadonlySet<string> = new Set(['resolve', 'absolute', 'as_posix', '__str__', 'expanduser']);

/** Expressions as paths. */
class Paths {
  readonly #file: string;
  readonly #names = new Map<string, string>();

  constructor(file: string) {
    this.#file = file;
  }

  name(name: string, value: Expression): void {
    const path = this.of(value);
    if (path === undefined) this.#names.delete(name);
    else this.#names.set(name, path);
  }

  of(expression: Expression): string | undefined {
    switch (expression.kind) {
      case 'Constant':
        return expression.constant.type === 'str' ? expression.constant.value : undefined;
      case 'Name':
        return expression.id === '__file__' ? this.#file : this.#names.get(expression.id);
      case 'Attribute':
        if (expression.name === 'parent') return above(this.of(expression.object), 1);
        return /(^|\.)(curdir|pardir)$/.test(expression.text) ? (expression.name === 'pardir' ? '..' : '.') : undefined;
      case 'Subscript':
        return this.#parents(expression.object, expression.index);
      case 'Binary':
        if (expression.operator === '+') return this.#joined([expression.left, expression.right], '');
        return expression.operator === '/' ? this.#joined([expression.left, expression.right], '/') : undefined;
      case 'Call':
        return this.#called(expression);
      default:
        return undefined;
    }
  }

  /** `path.parents[1]` */
  #parents(object: Expression, index: Expression): string | undefined {
    if (object.kind !== 'Attribute' || object.name !== 'parents') return undefined;
    if (index.kind !== 'Constant' || index.constant.type !== 'int' || index.constant.value > 32n) return undefined;
    return above(this.of(object.object), Number(index.constant.value) + 1);
  }

  #called({ callee, arguments: args }: Call): string | undefined {
    const values = args.map(({ value }) => value);
    const [first] = values;
    const name = callee.text;
    if (/(^|\.)(getcwd|cwd)$/.test(name)) return '.';
    if (callee.kind === 'Attribute' && SAME_METHODS.has(callee.name)) return this.of(callee.object);
    if (callee.kind === 'Attribute' && callee.name === 'joinpath') return this.#joined([callee.object, ...values], '/');
    if (first === undefined) return undefined;
    if (/(^|\.)(path\.)?join$/.test(name) && name !== "''.join") return this.#joined(values, '/');
    if (/(^|\.)dirname$/.test(name)) return above(this.of(first), 1);
    return SAME.test(name) ? this.of(first) : undefined;
  }

  #joined(parts: readonly Expression[], between: string): string | undefined {
    const paths = parts.map((part) => this.of(part));
    return paths.includes(undefined) ? undefined : paths.join(between);
  }
}

function above(path: string | undefined, levels: number): string | undefined {
  if (path === undefined) return undefined;
  // Of an address, so many names are taken away; a path may lead further up than it has names.
  let result = path;
  for (let level = 0; level < levels; level++) {
    const last = result.slice(result.lastIndexOf('/') + 1);
    const isName = last !== '' && last !== '.' && last !== '..';
    result = isName ? (result.includes('/') ? folderOf(result) : '.') : `${result}/..`;
  }
  return result;
}
