/** What functions of two numbers have besides: `np.add.reduce`, `np.add.accumulate`, `np.add.outer`, `np.add.at`. */
import { reduce } from '../../../shapes/shape.ts';
import { int, type NativeFunction, NativeFunction as Native, NONE, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { castElement } from '../arrays/dtypes.ts';
import { getItemOfArray } from '../arrays/indexing.ts';
import { broadcastElements } from '../arrays/elementwise.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { reductionFunctions } from '../arrays/reductions.ts';
import { cumulative } from '../arrays/ordering.ts';
import { placesOfElements } from '../arrays/writing.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** The reductions by their names as functions. */
const REDUCTIONS: Readonly<Record<string, string>> = {
  add: 'sum',
  multiply: 'prod',
  maximum: 'max',
  minimum: 'min',
  logical_and: 'all',
  logical_or: 'any',
};
const RUNNING: Readonly<Record<string, NativeFunction>> = {
  add: cumulative('cumsum'),
  multiply: cumulative('cumprod'),
};

/** The function with its methods. */
export function ufunc(name: string, fn: NativeFunction): NativeFunction {
  return new Native(
    fn.name,
    fn.implementation,
    fn.documentation,
    new Map<string, Value>([
      ['reduce', reduction(name)],
      ['accumulate', accumulation(name)],
      ['outer', outer(fn)],
      ['at', at(fn)],
    ]),
  );
}

const reduction = (name: string): NativeFunction =>
  declare(`${name}.reduce`, 'array|a axis dtype out keepdims initial~ where~', (call) => {
    const array = call.array('array');
    const axis = call.passed('axis') ?? int(0);
    const keepdims = call.flag('keepdims', false);
    const rule = REDUCTIONS[name];
    const isPlain =
      call.optional('initial') === undefined &&
      call.optional('where') === undefined &&
      call.optional('dtype') === undefined;
    if (rule && isPlain && array.shape.length > 0) {
      return call.interpreter.call(
        reductionFunctions[rule]!,
        [array],
        new Map<string, Value>([
          ['axis', axis],
          ...(keepdims ? [['keepdims', call.required('keepdims')] as const] : []),
        ]),
      );
    }
    const axes = axis.kind === 'none' ? undefined : call.passed('axis') ? call.axes() : 0;
    return array.like(call.accept(reduce(array.shape, axes, keepdims)), call.dtype('dtype', undefined));
  });

const accumulation = (name: string): NativeFunction =>
  declare(`${name}.accumulate`, 'array|a axis dtype out', (call) => {
    const array = call.array('array');
    const axis = call.integer('axis', 0);
    const running = RUNNING[name];
    if (running && !call.optional('dtype')) return call.interpreter.call(running, [array, int(axis)]);
    return array.like(array.shape, call.dtype('dtype', undefined));
  });

const outer = (fn: NativeFunction): NativeFunction =>
  declare(`${fn.name}.outer`, 'A B', (call) => {
    const [a, b] = [call.array('A'), call.array('B')];
    return call.interpreter.call(fn, [a.view([...a.shape, ...b.shape.map(() => 1)]), b]);
  });

/** In place, one after another: an element that is named twice is changed twice. */
const at = (fn: NativeFunction): NativeFunction =>
  declare(`${fn.name}.at`, 'a! indices b', (call) => {
    const target = call.required('a');
    if (!(target instanceof ArrayValue)) throw new NotDecided('the array is not known');
    const changed = changedAt(call, fn, target);
    target.overwrite(call.interpreter, changed);
    return NONE;
  });

function changedAt(call: LibraryCall, fn: NativeFunction, target: ArrayValue): readonly Value[] | undefined {
  const places = placesOfElements(call.interpreter, target, (array) =>
    getItemOfArray(call.interpreter, array, call.required('indices')),
  );
  if (!places || !target.elements) return undefined;
  const second = call.passed('b');
  const values = second && toArray(call.interpreter, second);
  const given = values instanceof ArrayValue && values.shape ? broadcastElements(values, places.shape) : undefined;
  if (second && given?.length !== places.positions.length) return undefined;
  const elements = [...target.elements];
  for (const [order, position] of places.positions.entries()) {
    const result = call.interpreter.call(fn, [elements[position]!, ...(given ? [given[order]!] : [])]);
    const element = result instanceof ArrayValue ? result.elements?.[0] : result;
    const cast = element && !isUndetermined(element) ? castElement(element, target.dtype) : undefined;
    if (!cast) return undefined;
    elements[position] = cast;
  }
  return elements;
}
