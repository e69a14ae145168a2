/** What a row of layers refuses, and where it says so. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { formatShape, sameDimension, type Shape } from '../../shapes/dimension.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { type Message, words } from '../../words/message.ts';

/**
 * A layer of a row is refused where it is written in it; one that was made before, where the row is built or called.
 */
export function placed(interpreter: Interpreter, { refusal, site, layer, call }: KerasRefusal): KerasRefusal {
  const now = interpreter.currentSite;
  if (!now || !site || site.isWithin(now)) return new KerasRefusal(interpreter, refusal, { site, layer, call });
  return new KerasRefusal(interpreter, refusal, { site: now, layer, call });
}

/** A layer without call() does not tell what it gives: Keras 3 does not build the row then. */
export const lacksCall = (error: unknown, { kerasVersion }: KerasSession): boolean =>
  kerasVersion === 3 && error instanceof KerasRefusal && error.refusal.code === 'missing-method';

/** @throws LayerError for a call() without an argument for the input. */
export function checkTakesOne(layer: LayerState): void {
  const own = layer.instance.cls.lookup('call');
  if (
    own?.kind !== 'function' ||
    own.definition.parameters
      .slice(1)
      .some(({ parameterKind }) => parameterKind !== 'keywords' && parameterKind !== 'keyword-only')
  )
    return;
  throw new LayerError(
    'bad-method',
    words`A layer in a Sequential model is called on the tensor before it, but call() of ${layer.className} has no argument for it.`,
  );
}

export const placesOf = (message: Message, layers: readonly LayerState[]): LayerError['related'] =>
  layers.flatMap(({ site, className, name }) =>
    site ? [{ span: site, message: words`${className} "${name}": ${message}` }] : [],
  );

/** @throws LayerError where a row with an input of its own is built on another shape. */
export function checkFits(name: string, known: Shape, shape: Shape): void {
  const differs =
    known.length !== shape.length ||
    known.some((dimension, i) => dimension !== shape[i] && sameDimension(dimension, shape[i]!) === 'different');
  if (!differs) return;
  throw new LayerError(
    'input-mismatch',
    words`Sequential "${name}" is set up for inputs of shape ${formatShape(known)} and cannot be built on ${formatShape(shape)}.`,
  );
}

export const secondInput = (name: string, layer: LayerState): LayerError =>
  new LayerError(
    'second-input',
    words`Sequential "${name}" already has an input. It cannot take a different Input layer.`,
    { related: placesOf(words`the second Input`, [layer]) },
  );
