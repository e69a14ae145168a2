/** `tf.data.experimental`: transformations for `dataset.apply(…)`, most of which are methods by now. */
import { define, NotDecided } from '../../python/library/arrays/library-call.ts';
import { NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { words } from '../../words/message.ts';
import { DatasetValue } from './dataset.ts';
import { chooseFromDatasets, sampleFromDatasets } from './dataset-mixing.ts';
import { defineMeasured } from './measure.ts';

/** A function that gives a function of a data set: a method of it with the same arguments. */
const transformation = (name: string, method = name): NativeFunction =>
  new NativeFunction(
    name,
    (_outer, args) =>
      new NativeFunction(name, (interpreter, { positional: [dataset], site }) => {
        if (!(dataset instanceof DatasetValue)) return interpreter.unknown('the data set is not known');
        return interpreter.callWith(interpreter.getAttribute(dataset, method), { ...args, site: site ?? args.site });
      }),
  );

/** One step after the other: `shuffle_and_repeat(size)` is `shuffle(size).repeat()`. */
const afterEachOther = (name: string, parameters: string, steps: readonly (readonly [string, readonly string[]])[]) =>
  define(name, parameters, (call) =>
    define(name, 'dataset', (inner) =>
      steps.reduce<Value>((dataset, [method, names]) => {
        const args = names.map((one) => call.optional(one)).filter((one) => one !== undefined);
        return inner.interpreter.call(inner.interpreter.getAttribute(dataset, method), args, undefined, call.site);
      }, inner.required('dataset')),
    ),
  );

const counter = defineMeasured('Counter', 'start step dtype', (call) => {
  const dtype = call.dtype('dtype', 'int64');
  return new DatasetValue({
    element: new ArrayValue({ shape: [], dtype, library: 'tensorflow' }),
    count: Number.POSITIVE_INFINITY,
    reason: words`it counts without end`,
  });
});

const single = define('get_single_element', 'dataset', (call) => {
  const dataset = call.required('dataset');
  if (!(dataset instanceof DatasetValue)) throw new NotDecided('the data set is not known');
  return dataset.elementAt(0);
});

const structure = define('get_structure', 'dataset_or_iterator', (call) =>
  call.interpreter.getAttribute(call.required('dataset_or_iterator'), 'element_spec'),
);

export const experimentalFunctions: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(
    ['bucket_by_sequence_length', 'group_by_window', 'ignore_errors', 'scan', 'snapshot', 'take_while']
      .concat(['unbatch', 'unique', 'rejection_resample'])
      .map((name) => [name, transformation(name)]),
  ),
  dense_to_ragged_batch: transformation('dense_to_ragged_batch', 'ragged_batch'),
  parallel_interleave: transformation('parallel_interleave', 'interleave'),
  enumerate_dataset: transformation('enumerate_dataset', 'enumerate'),
  shuffle_and_repeat: afterEachOther('shuffle_and_repeat', 'buffer_size count seed', [
    ['shuffle', ['buffer_size']],
    ['repeat', ['count']],
  ]),
  map_and_batch: afterEachOther('map_and_batch', 'map_func batch_size num_parallel_batches drop_remainder', [
    ['map', ['map_func']],
    ['batch', ['batch_size', 'drop_remainder']],
  ]),
  choose_from_datasets: chooseFromDatasets,
  sample_from_datasets: sampleFromDatasets,
  get_single_element: single,
  get_structure: structure,
  Counter: counter,
};
