/** Refusals of names that no release of Keras has, with the name that is most likely meant. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { words } from '../../words/message.ts';
import { distanceIsOne } from '../layers/bound-arguments.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { nearest } from '../training/nearest.ts';

/** Names of Keras 1 and 2 that look like misspelt present ones. */
export const FORMER_NAMES: ReadonlySet<string> = new Set(['SReLU', 'Layers', 'layers', 'models', 'input', 'Inputs']);

/** How Python looks for a name: in an object, among what a module may import, or as a module. */
export type Search = 'attribute' | 'import' | 'module';

const EXCEPTIONS: Readonly<Record<Search, string>> = {
  attribute: 'AttributeError',
  import: 'ImportError',
  module: 'ModuleNotFoundError',
};

/** @throws KerasRefusal: `owner` has no such name. `known`: the names that it has. */
export function refuseName(
  interpreter: Interpreter,
  owner: string,
  name: string,
  known: readonly string[],
  search: Search = 'attribute',
): never {
  return refusing(interpreter, undefined, () => {
    const meant = near(name, known);
    const told =
      meant === undefined ? words`${owner} has no ${name}.` : words`${owner} has no ${name}. Did you mean ${meant}?`;
    throw new LayerError('no-such-name', told, { parameter: meant, exceptionType: EXCEPTIONS[search] });
  });
}

/** @throws KerasRefusal: `owner` has no such name any more. `instead`: what it has in its place. */
export const refuseFormer = (
  interpreter: Interpreter,
  owner: string,
  name: string,
  instead: string | undefined,
): never =>
  refusing(interpreter, undefined, () => {
    const told =
      instead === undefined
        ? words`${owner} of Keras 3 has no ${name}.`
        : words`${owner} of Keras 3 has no ${name}. Did you mean ${instead}?`;
    throw new LayerError('no-such-name', told, { parameter: instead, exceptionType: EXCEPTIONS.attribute });
  });

/** The same name in other letters, one that is a letter away, or one of the same words. */
function near(name: string, known: readonly string[]): string | undefined {
  const same = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same;
  const bare = name.replace(/^(reduce_|tf_)/, '');
  return known.includes(bare) ? bare : (known.find((one) => distanceIsOne(one, name)) ?? nearest(name, known));
}

/**
 * A class of layers or models, misspelt by one letter, or by its name in Keras's source: where not all names that the
 * module has are known. Others may well be Keras's.
 */
export function refuseMisspelt(
  interpreter: Interpreter,
  path: string,
  name: string,
  known: readonly string[],
  exported: string | undefined,
): void {
  if (!['keras', 'keras.layers', 'keras.models'].includes(path) || name.length < 5 || FORMER_NAMES.has(name)) return;
  const candidate = exported ?? known.find((one) => /^[A-Z]/.test(one) && one.length > 4 && distanceIsOne(one, name));
  if (candidate === undefined || candidate.replace(/\d/g, '') === name.replace(/\d/g, '')) return;
  refuseName(interpreter, path, name, [candidate]);
}
