/**
 * The fewest changes that keep old code on Keras 2: the package tf_keras has it, and TensorFlow gives it by a switch.
 */
import type { TextEdit } from '../../analysis/analysis.ts';
import type { Import, ImportFrom, Module } from '../../python/syntax/tree.ts';
import { type Program, replace } from './rule.ts';

const SWITCH = 'os.environ["TF_USE_LEGACY_KERAS"] = "1"';

/** undefined where the program has it already. */
export function toTfKeras(program: Program): readonly TextEdit[] {
  const imports = program.nodes.filter(
    (node): node is Import | ImportFrom => node.kind === 'Import' || node.kind === 'ImportFrom',
  );
  const edits = imports.flatMap((node) => {
    const text = node.kind === 'Import' ? plainImport(program, node) : importFrom(program, node);
    return text === undefined ? [] : [replace(node, text)];
  });
  const isInside = program.nodes.some(
    (node) => node.kind === 'Attribute' && program.names.path(node) === 'tensorflow.keras',
  );
  if (!isInside || program.slice({ start: 0, end: Number.MAX_SAFE_INTEGER }).includes('TF_USE_LEGACY_KERAS'))
    return edits;
  const place = firstStatement(program.module);
  return [...edits, replace({ start: place, end: place }, `import os\n${SWITCH}\n`)];
}

/** Behind a docstring and what Python wants at the top. */
function firstStatement({ body, start }: Module): number {
  const first = body.find(
    (node) =>
      !(node.kind === 'ExpressionStatement' && node.value.kind === 'Constant') &&
      !(node.kind === 'ImportFrom' && node.module === '__future__'),
  );
  return first?.start ?? start;
}

function plainImport({ slice }: Program, { names }: Import): string | undefined {
  if (!names.some(({ name }) => /^(tensorflow\.)?keras(\.|$)/.test(name))) return undefined;
  const written = names.map((one) => {
    const path = one.name.replace(/^tensorflow\.keras\b|^keras\b/, 'tf_keras');
    if (path === one.name) return slice(one);
    if (one.alias !== undefined) return `${path} as ${one.alias}`;
    return one.name === 'keras' ? 'tf_keras as keras' : undefined;
  });
  return written.includes(undefined) ? undefined : `import ${written.join(', ')}`;
}

function importFrom({ slice }: Program, node: ImportFrom): string | undefined {
  if (node.level > 0) return undefined;
  if (node.module === 'tensorflow' && node.names !== '*') {
    const [only, ...others] = node.names;
    if (only?.name !== 'keras' || others.length > 0) return undefined;
    return `import tf_keras as ${only.alias ?? 'keras'}`;
  }
  if (!/^(tensorflow\.)?keras(\.|$)/.test(node.module)) return undefined;
  const path = node.module.replace(/^tensorflow\.keras\b|^keras\b/, 'tf_keras');
  return slice(node).replace(/^(from\s+)[\w.]+/, `$1${path}`);
}
