/** What the names of a program stand for, by its imports: `Adam` is `keras.optimizers.Adam`. */
import type { Expression, ImportFrom, Module } from '../../python/syntax/tree.ts';
import { walk } from '../../python/syntax/walk.ts';

export class ImportedNames {
  readonly #paths = new Map<string, string>();
  readonly froms: ImportFrom[] = [];

  constructor(module: Module) {
    walk(module, (node) => {
      if (node.kind === 'Import')
        for (const { name, alias } of node.names)
          this.#paths.set(alias ?? name.split('.')[0]!, alias ? name : name.split('.')[0]!);
      if (node.kind !== 'ImportFrom' || node.level > 0) return;
      this.froms.push(node);
      if (node.names === '*') return;
      for (const { name, alias } of node.names) this.#paths.set(alias ?? name, `${node.module}.${name}`);
    });
    this.froms.sort((a, b) => a.start - b.start);
  }

  /** The path as it is imported: `tensorflow.keras.optimizers.Adam`. */
  path(expression: Expression): string | undefined {
    if (expression.kind === 'Name') return this.#paths.get(expression.id);
    if (expression.kind !== 'Attribute') return undefined;
    const owner = this.path(expression.object);
    return owner === undefined ? undefined : `${owner}.${expression.name}`;
  }

  /** The path within Keras: `keras.optimizers.Adam`, also of what TensorFlow has inside. */
  inKeras(expression: Expression): string | undefined {
    const path = this.path(expression);
    return path === undefined ? undefined : withinKeras(path);
  }

  has(name: string): boolean {
    return this.#paths.has(name);
  }

  /** The name under which the program has this path. */
  nameOf(path: string): string | undefined {
    return [...this.#paths].find(([, one]) => one === path)?.[0];
  }
}

export function withinKeras(path: string): string | undefined {
  const plain = path.replace(/^tensorflow\.(python\.)?keras\b/, 'keras');
  return /^keras(\.|$)/.test(plain) ? plain : undefined;
}
