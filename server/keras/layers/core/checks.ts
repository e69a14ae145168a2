/** Checks of plain arguments. LayerError only where Keras surely refuses: an unknown value is given the benefit. */
import { LayerError, Undecided, type LayerArguments, type TensorSpec } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { described } from '../refusals.ts';

export interface NumberRange {
  /** None is fine. */
  readonly orNone?: boolean;
  readonly least?: number;
  readonly most?: number;
}

/** A number within a range, both ends included. Undecided where the value is not known. */
export function requireNumber(layer: string, args: LayerArguments, name: string, range: NumberRange): number | undefined {
  const value = args.value(name);
  const wanted = `${range.orNone ? 'None or ' : ''}a number${describeRange(range)}`;
  const refuse = (found: string): LayerError => new LayerError('bad-argument', `${layer}: ${name} must be ${wanted}, but it is ${found}.`, { parameter: name });
  if (value.kind === 'none') {
    if (range.orNone) return undefined;
    throw refuse('None');
  }
  if (value.kind !== 'int' && value.kind !== 'float' && value.kind !== 'bool') {
    if (value.kind === 'unknown' || value.kind === 'host') throw new Undecided(`${name} is not known`);
    throw refuse(described(value));
  }
  const number = value.kind === 'bool' ? Number(value.value) : args.number(name);
  if ((range.least !== undefined && number < range.least) || (range.most !== undefined && number > range.most)) throw refuse(described(value));
  return number;
}

function describeRange({ least, most }: NumberRange): string {
  if (least !== undefined && most !== undefined) return ` between ${least} and ${most}`;
  if (least !== undefined) return least === 0 ? ', not a negative value' : ` of at least ${least}`;
  return most === undefined ? '' : ` of at most ${most}`;
}

/** LayerError where the value surely is no layer. */
export function requireLayer(wrapper: string, args: LayerArguments, parameter: string): LayerState {
  const layer = args.layer(parameter);
  if (layer) return layer;
  const value = args.value(parameter);
  if (value.kind === 'unknown' || value.kind === 'host' || (value.kind === 'instance' && value.cls.unknownBase)) throw new Undecided('the wrapped layer is not known');
  const found = value.kind === 'instance' ? `of the class ${value.cls.name}` : value.kind === 'class' ? `the class ${value.name} itself: call it to make a layer` : described(value);
  throw new LayerError('not-a-layer', `${wrapper}: ${parameter} must be a layer (an instance of keras.layers.Layer), but it is ${found}.`, { parameter });
}

/** What a layer gets of an input: a float is cast to the layer's own type, other types stay. */
export function cast(spec: TensorSpec, { dtype }: LayerState): TensorSpec {
  return spec.dtype === undefined || /^b?float/.test(spec.dtype) ? { ...spec, dtype: dtype.compute } : spec;
}
