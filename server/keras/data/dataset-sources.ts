/** `tf.data.Dataset.from_…` and the functions that make data sets of folders. */
import { ceilDivide, type Shape, subtract } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { define, dtypeNamed, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  ListValue,
  NativeFunction,
  StaticMethodValue,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { DatasetValue, type Failure } from './dataset.ts';
import {
  everyLeaf,
  isFixed,
  type Items,
  leavesIn,
  MOST_ITEMS,
  partsIn,
  rowsOf,
  scalar,
  zipped,
} from './dataset-items.ts';
import { chooseFromDatasets, randomDataset, sampleFromDatasets } from './dataset-mixing.ts';
import { datasetMethods } from './dataset-methods.ts';
import {
  leavesOf,
  mapElement,
  tensorSpecType,
  TensorSpecValue,
  tensorsOf,
  withRaggedShape,
  withShape,
} from './elements.ts';
import { defineMeasured } from './measure.ts';
import { OpenRagged, RaggedSpecValue } from './open-ragged.ts';
import { listFiles } from './record-files.ts';
import { readsSettledNames } from './settled-names.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** Slices of the first axis. The arrays' common first size is the number of elements. */
const fromTensorSlices = define('from_tensor_slices', 'tensors name', (call) => {
  const given = call.required('tensors');
  const whole = tensorsOf(
    call.interpreter,
    given.kind === 'list' && given.items.some((item) => item.kind === 'str') ? stringsOf(given) : given,
  );
  const leaves = leavesOf(whole);
  const first =
    leaves?.find((leaf) => leaf.shape !== undefined)?.shape?.[0] ??
    firstKnown(whole)?.shape?.[0] ??
    partsIn(whole)[0]?.shape?.[0];
  for (const { shape } of partsIn(whole)) {
    const own = shape?.[0];
    if (typeof own === 'number' && typeof first === 'number' && own !== first)
      call.interpreter.raise('ValueError', `Dimensions ${first} and ${own} are not compatible`);
  }
  const element = mapElement(
    whole,
    (leaf) => withShape(leaf, (shape) => shape.slice(1)),
    (leaf) => withRaggedShape(leaf, (shape) => shape.slice(1), -1),
  );
  const items = typeof first === 'number' ? rowsOf(call.interpreter, whole, first) : undefined;
  return new DatasetValue({ element, items, count: first ?? undefined, reason: whyUnknown(whole) });
});

function stringsOf(list: ListValue): Value {
  return new ArrayValue({ shape: [list.items.length], dtype: 'string', elements: list.items });
}

function firstKnown(value: Value): ArrayValue | undefined {
  if (value instanceof ArrayValue) return value;
  const parts =
    value.kind === 'tuple'
      ? value.items
      : value.kind === 'dict'
        ? [...value.entries.values()].map(([, item]) => item)
        : [];
  for (const part of parts) {
    const found = firstKnown(part);
    if (found?.shape) return found;
  }
  return undefined;
}

function whyUnknown(value: Value): Message {
  if (isUndetermined(value)) return value.reason;
  const parts = value.kind === 'tuple' ? value.items : [];
  return parts.find((part) => isUndetermined(part))?.reason ?? words`how much data there is is not known`;
}

const fromTensors = define('from_tensors', 'tensors name', (call) => {
  const element = tensorsOf(call.interpreter, call.required('tensors'));
  const isKnown = everyLeaf(element, () => true);
  const reason = words`how much data there is is not known`;
  return new DatasetValue({ element, items: isKnown ? [element] : undefined, count: 1, reason });
});

/** `output_signature` says what an element is, or `output_shapes` (and types) do. */
const fromGenerator = define(
  'from_generator',
  'generator output_types output_shapes args output_signature name',
  (call) => {
    const signature = call.optional('output_signature');
    const types = call.optional('output_types');
    const shapes = call.optional('output_shapes');
    const element = signature
      ? ofSignature(call.interpreter, signature)
      : types
        ? ofTypes(call.interpreter, types, shapes)
        : call.interpreter.unknown('what the generator gives is not stated');
    const made = generated(call, element);
    const failure = made && !Array.isArray(made) ? (made as Failure) : undefined;
    const items = failure ? undefined : (made as Items | undefined);
    // It is run whenever the elements are asked for.
    if (items === undefined && !failure) call.interpreter.havoc([call.required('generator')]);
    return new DatasetValue({
      element,
      spec: element,
      items,
      count: items?.length,
      failure,
      isCounted: false,
      reason: words`how many elements the generator gives is not known`,
    });
  },
);

/**
 * What a generator function of the program gives that changes nothing which others see; undefined where it goes on for
 * long, or gives what is not stated.
 */
function generated(call: LibraryCall, stated: Value): Items | Failure | undefined {
  const generator = call.required('generator');
  const inner =
    generator.kind === 'method'
      ? generator.method
      : generator.kind === 'instance'
        ? generator.cls.lookup('__call__')
        : generator;
  if (inner?.kind !== 'function' || !everyLeaf(stated, ({ dtype }) => dtype !== undefined)) return undefined;
  // It is run when the elements are asked for: what it reads may be something else by then.
  if (!readsSettledNames(inner, call.site)) return undefined;
  const args = call.optional('args');
  return call.interpreter.tryOut(() => {
    const passed = args === undefined ? [] : call.itemsOf(tensorsOf(call.interpreter, args), 'args');
    const items = call.interpreter.iterate(call.interpreter.call(generator, passed, undefined, call.site));
    if (!items) return undefined;
    const made: Value[] = [];
    for (const item of items) {
      const given = tensorsOf(call.interpreter, item);
      const tensors = asStated(given, stated);
      const message = tensors ? undefined : otherShape(given, stated);
      if (message !== undefined) return { at: made.length, message };
      if (made.push(tensors ?? item) > MOST_ITEMS || tensors === undefined) return undefined;
    }
    return made;
  });
}

/** What TensorFlow says of a tensor that has another shape than the signature states. */
function otherShape(item: Value, stated: Value): string | undefined {
  const [own, wanted] = [leavesIn(item), leavesIn(stated)];
  if (own.length !== wanted.length || !everyLeaf(item, () => true) || !everyLeaf(stated, () => true)) return undefined;
  const place = own.findIndex(({ shape }, at) => isFixed(shape) && !isOfShape(shape!, wanted[at]!.shape));
  if (place < 0) return undefined;
  const [sizes, expected] = [own[place]!.shape!, wanted[place]!.shape!].map((shape) => tupleText(shape));
  return `TypeError: \`generator\` yielded an element of shape ${sizes} where an element of shape ${expected} was expected.`;
}

const tupleText = (shape: Shape): string =>
  `(${shape.map((size) => (size === null ? 'None' : String(size))).join(', ')}${shape.length === 1 ? ',' : ''})`;

/** The same tensors with the dtypes that the signature states; undefined where the structure or a shape differs. */
function asStated(item: Value, stated: Value): Value | undefined {
  const [own, wanted] = [leavesIn(item), leavesIn(stated)];
  if (own.length !== wanted.length || !everyLeaf(item, () => true)) return undefined;
  let fits = true;
  let place = 0;
  const made = mapElement(stated, (leaf) => {
    const data = own[place++]!;
    const sizes = data.shape;
    fits &&= sizes !== undefined && isOfShape(sizes, leaf.shape);
    const elements = data.elements && castAll(data.elements, leaf.dtype!);
    return new ArrayValue({ shape: sizes, dtype: leaf.dtype, elements, library: 'tensorflow', reason: data.reason });
  });
  return fits ? made : undefined;
}

/** Whether sizes that are all known are those that a shape states; undefined states nothing. */
function isOfShape(sizes: Shape, stated: Shape | undefined): boolean {
  if (sizes.some((size) => typeof size !== 'number')) return false;
  if (stated === undefined) return true;
  return stated.length === sizes.length && stated.every((size, axis) => size === null || size === sizes[axis]);
}

function ofSignature(interpreter: Interpreter, signature: Value): Value {
  if (signature instanceof TensorSpecValue)
    return new ArrayValue({ shape: signature.shape, dtype: signature.dtype, library: 'tensorflow' });
  if (signature instanceof RaggedSpecValue) return new OpenRagged(signature.ragged);
  switch (signature.kind) {
    case 'tuple':
      return new TupleValue(signature.items.map((item) => ofSignature(interpreter, item)));
    case 'list':
      return new ListValue(signature.items.map((item) => ofSignature(interpreter, item)));
    case 'dict':
      return new DictValue(
        new Map(
          [...signature.entries].map(([key, [name, item]]) => [key, [name, ofSignature(interpreter, item)] as const]),
        ),
      );
    case 'host':
      return signature;
    default:
      return interpreter.unknown('what the generator gives is not known');
  }
}

function ofTypes(interpreter: Interpreter, types: Value, shapes: Value | undefined): Value {
  if (types.kind === 'tuple') {
    const inner = shapes?.kind === 'tuple' ? shapes.items : [];
    return new TupleValue(types.items.map((item, index) => ofTypes(interpreter, item, inner[index])));
  }
  const shape = shapes && toShapeTuple(interpreter, shapes);
  return new ArrayValue({
    shape,
    dtype: dtypeNamed(types),
    library: 'tensorflow',
    reason: words`the generator gives it`,
  });
}

const range = define('range', 'start stop step output_type', (call) => {
  const dtype = call.dtype('output_type', 'int64');
  const first = call.size('start');
  const stop = call.optionalSize('stop');
  const step = call.integer('step', 1);
  const count =
    stop === undefined ? first : step === 1 ? subtract(stop, first) : ceilDivide(subtract(stop, first), step);
  const begin = stop === undefined ? 0 : first;
  const isSmall = typeof count === 'number' && typeof begin === 'number' && count <= MOST_ITEMS;
  return new DatasetValue({
    element: new ArrayValue({ shape: [], dtype, library: 'tensorflow' }),
    items:
      isSmall && dtype === 'int64'
        ? Array.from({ length: count }, (_, index) => scalar(begin + index * step, 'int64'))
        : undefined,
    count,
    reason: words`the numbers are not followed`,
  });
});

/** `Dataset.zip((a, b))`, or `Dataset.zip(a, b)`: elements side by side, as many as the shorter one has. */
const zip = defineMeasured('zip', 'datasets', (call) => {
  const given = call.required('datasets');
  const parts =
    given.kind === 'tuple' || given.kind === 'list' || given.kind === 'dict'
      ? given
      : new TupleValue([given, ...call.rest]);
  const datasets: DatasetValue[] = [];
  const structure = (pick: (dataset: DatasetValue, place: number) => Value): Value => {
    let place = 0;
    return mapData(parts, (dataset) => pick(dataset, place++));
  };
  structure((dataset) => {
    datasets.push(dataset);
    return dataset.content;
  });
  const counts = datasets.map((dataset) => dataset.count);
  const count = counts.every((one) => typeof one === 'number') ? Math.min(...counts) : undefined;
  const shortest = Math.min(...datasets.map(({ items }) => items?.length ?? Number.POSITIVE_INFINITY));
  const rows = zipped(datasets.map((one) => one.items ?? one.firstItems(shortest)));
  return new DatasetValue({
    element: structure(({ content }) => content),
    spec: structure(({ specification }) => specification),
    items: rows?.map((row) => structure((_, place) => (row as TupleValue).items[place]!)),
    count,
    isCounted: datasets.every(({ isCounted }) => isCounted),
    reason: datasets[0]?.reason ?? words``,
    batchings: datasets.flatMap((dataset) => dataset.batchings),
  });
});

/** A structure of data sets with each of them changed. */
function mapData(value: Value, change: (dataset: DatasetValue) => Value): Value {
  if (value instanceof DatasetValue) return change(value);
  if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary))
    return new TupleValue(value.items.map((item) => mapData(item, change)));
  if (value.kind === 'dict' && !value.summary)
    return new DictValue(
      new Map([...value.entries].map(([key, [name, entry]]) => [key, [name, mapData(entry, change)] as const])),
    );
  throw new NotDecided('the data sets are not all known');
}

function staticMethods(functions: readonly NativeFunction[]): Map<string, Value> {
  return new Map(functions.map((one) => [one.name, new StaticMethodValue(one)]));
}

export function datasetClass(): ClassValue {
  return new ClassValue({
    name: 'Dataset',
    qualifiedName: 'tensorflow.data.Dataset',
    attributes: new Map<string, Value>([
      ...datasetMethods,
      ...staticMethods([
        fromTensorSlices,
        fromTensors,
        fromGenerator,
        range,
        zip,
        listFiles,
        chooseFromDatasets,
        sampleFromDatasets,
        randomDataset,
        new NativeFunction('load', (interpreter) => interpreter.unknown('it is read from a file')),
      ]),
    ]),
    construct: (interpreter) => interpreter.unknown('an own kind of data set is not followed'),
  });
}

export function tensorSpecClass(): ClassValue {
  const members: Readonly<Record<string, Value>> = {
    __make__: define('TensorSpec', 'shape dtype name', (call) => {
      const shape = call.optional('shape');
      const name = call.optional('name');
      return new TensorSpecValue(
        shape && toShapeTuple(call.interpreter, shape),
        call.dtype('dtype', 'float32'),
        name === undefined ? null : name.kind === 'str' ? name.value : undefined,
      );
    }),
    from_tensor: new StaticMethodValue(
      define('from_tensor', 'tensor name', (call) => {
        const tensor = call.array('tensor');
        return new TensorSpecValue(tensor.shape, tensor.dtype, call.optional('name') ? call.text('name') : null);
      }),
    ),
  };
  for (const [name, value] of Object.entries(members))
    if (!tensorSpecType.attributes.has(name)) tensorSpecType.attributes.set(name, value);
  return tensorSpecType;
}
