/** The classes that data sets have in TensorFlow: each method makes one of its own. */
import { bind } from '../../python/library/arrays/library-call.ts';
import { NativeFunction, type Value } from '../../python/domain/value.ts';
import { DatasetValue } from './dataset.ts';

/** Which class TensorFlow makes; with parallel calls another one. */
const CLASSES: Readonly<Record<string, string>> = {
  batch: '_BatchDataset',
  cache: 'CacheDataset',
  concatenate: '_ConcatenateDataset',
  enumerate: '_ZipDataset',
  filter: '_FilterDataset',
  flat_map: '_FlatMapDataset',
  ignore_errors: '_IgnoreErrorsDataset',
  interleave: '_InterleaveDataset',
  map: '_MapDataset',
  padded_batch: '_PaddedBatchDataset',
  prefetch: '_PrefetchDataset',
  ragged_batch: '_BatchDataset',
  rebatch: '_RebatchDataset',
  repeat: '_RepeatDataset',
  scan: '_ScanDataset',
  shard: '_ShardDataset',
  shuffle: '_ShuffleDataset',
  skip: '_SkipDataset',
  take: '_TakeDataset',
  take_while: '_TakeWhileDataset',
  unbatch: '_UnbatchDataset',
  unique: '_UniqueDataset',
  window: '_WindowDataset',
  with_options: '_OptionsDataset',
};

/** The method, whose data set is of the class that TensorFlow makes. */
export function named(dataset: DatasetValue, name: string, method: NativeFunction): Value {
  const cls = CLASSES[name];
  if (cls === undefined) return bind(dataset, method);
  const bound = bind(dataset, method);
  return new NativeFunction(name, (interpreter, args) => {
    const made = interpreter.callWith(bound, args);
    if (!(made instanceof DatasetValue)) return made;
    const parallel = args.keywords.get('num_parallel_calls');
    const isParallel = parallel !== undefined && parallel.kind !== 'none';
    const className = isParallel ? cls.replace('_', '_Parallel') : cls;
    return made.with({ ...made, element: made.content, className });
  });
}
