/** Checks of plain arguments. LayerError only where Keras surely refuses: an unknown value is given the benefit. */
import { LayerError, Undecided, type LayerArguments, type TensorSpec } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { described } from '../refusals.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

export interface NumberRange {
  /** None is fine. */
  readonly orNone?: boolean;
  readonly least?: 0;
  readonly most?: 1;
}

/** A number within a range, both ends included. Undecided where the value is not known. */
export function requireNumber(layer: string, args: LayerArguments, name: string, range: NumberRange): void {
  const value = args.value(name);
  const { orNone = false, least = -Infinity, most = Infinity } = range;
  const refused = (): LayerError =>
    new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be ${numberWanted(range)}, but it is ${described(value)}.`,
      { parameter: name },
    );
  switch (value.kind) {
    case 'none':
      if (orNone) return;
      throw refused();
    case 'bool':
    case 'int':
    case 'float': {
      const number = args.number(name);
      if (number < least || number > most) throw refused();
      return;
    }
    case 'top':
    case 'symbol':
    case 'one-of':
    case 'host':
      throw new Undecided(words`${name} is not known`);
    default:
      throw refused();
  }
}

function numberWanted({ orNone = false, least, most }: NumberRange): Message {
  if (most === 1) return orNone ? words`None or a number between 0 and 1` : words`a number between 0 and 1`;
  if (least === 0)
    return orNone ? words`None or a number, not a negative value` : words`a number, not a negative value`;
  return orNone ? words`None or a number` : words`a number`;
}

/** LayerError where the value surely is no layer. */
export function requireLayer(wrapper: string, args: LayerArguments, parameter: string): LayerState {
  const layer = args.layer(parameter);
  if (layer) return layer;
  const value = args.value(parameter);
  if (isUndetermined(value) || value.kind === 'host' || (value.kind === 'instance' && value.cls.unknownBase))
    throw new Undecided('the wrapped layer is not known');
  const found =
    value.kind === 'instance'
      ? words`of the class ${value.cls.name}`
      : value.kind === 'class'
        ? words`the class ${value.name} itself: call it to make a layer`
        : described(value);
  throw new LayerError(
    'not-a-layer',
    words`${wrapper}: ${parameter} must be a layer (an instance of keras.layers.Layer), but it is ${found}.`,
    { parameter },
  );
}

/** What a layer gets of an input: a float is cast to the layer's own type, other types stay. */
export function cast(spec: TensorSpec, { dtype }: LayerState): TensorSpec {
  return spec.dtype === undefined || spec.dtype.includes('float') ? { ...spec, dtype: dtype.compute } : spec;
}
