/** Keras's and TensorFlow's functions on data, by namespace. */
import { int, NativeFunction, type Value } from '../../python/domain/value.ts';
import { datasets } from '../datasets/load-data.ts';
import type { Members, MembersByPath } from '../namespaces.ts';
import type { KerasSession } from '../session.ts';
import { audioDataset, imageDataset, splitDataset, textDataset } from './dataset-folders.ts';
import { encodeFunctions } from './coded-images.ts';
import { exampleFunctions } from './parse-examples.ts';
import { parsingFunctions } from './parsing.ts';
import { trainFunctions } from './protocol-buffers.ts';
import { fileSystem, recordDataset, recordOptions, recordWriter, textLineDataset } from './record-files.ts';
import { experimentalFunctions } from './dataset-experimental.ts';
import { assertCardinality, cardinalityOf } from './dataset-methods.ts';
import { optionsClass } from './dataset-options.ts';
import { datasetClass, tensorSpecClass } from './dataset-sources.ts';
import { imageFunctions } from './images.ts';
import { labelFunctions } from './labels.ts';
import { sparseFunctions } from '../operations/sparse-functions.ts';
import { controlFunctions } from '../operations/control-values.ts';
import { stringFunctions } from '../operations/strings.ts';
import { raggedSpecClass } from './open-ragged.ts';
import { raggedFunctions, raggedTensorClass } from './ragged-functions.ts';
import { sequenceFunctions, timeseriesDataset } from './sequences.ts';
import { sparseClass } from './sparse.ts';
import { tensorClass } from '../../python/library/arrays/array-class.ts';
import { generatorClass, globalGenerator } from './random-generator.ts';
import { moduleClass } from './module-class.ts';
import { tensorArrayClass } from './tensor-array.ts';
import { lookupFunctions } from './lookup-tables.ts';
import { nestFunctions, treeFunctions } from './nest.ts';
import { ofPython } from './python-functions.ts';
import { decodeFunctions, fileFunctions, randomFunctions, tensorFunctions } from './tensors.ts';
import { textFunctions } from './text.ts';
import { variables } from './variables.ts';

const members = (...tables: readonly Readonly<Record<string, Value>>[]): ReadonlyMap<string, Value> =>
  new Map(tables.flatMap((table) => Object.entries(table)));

const downloaded = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) =>
    interpreter.unknown('it is downloaded', args.site && interpreter.sourceName(args.site)),
  );

/** Those of TensorFlow. */
const tensorflowSpaces = (): Record<string, () => Members> => ({
  tensorflow: () =>
    members(tensorFunctions, ofPython, variables['tensorflow']!, {
      Tensor: tensorClass,
      TensorSpec: tensorSpecClass(),
      RaggedTensor: raggedTensorClass(),
      RaggedTensorSpec: raggedSpecClass,
      SparseTensor: sparseClass,
      TensorArray: tensorArrayClass,
      Module: moduleClass,
      as_string: stringFunctions['as_string']!,
      ...controlFunctions,
    }),
  'tensorflow.strings': () => members(stringFunctions),
  'tensorflow.lookup': () => members(lookupFunctions),
  'tensorflow.nest': () => members(nestFunctions),
  'tensorflow.ragged': () => members(raggedFunctions),
  'tensorflow.sparse': () => members(sparseFunctions),
  'tensorflow.random': () =>
    members(randomFunctions, { Generator: generatorClass, get_global_generator: globalGenerator }),
  'tensorflow.data': () =>
    members({
      Dataset: datasetClass(),
      TextLineDataset: textLineDataset,
      TFRecordDataset: recordDataset,
      AUTOTUNE: int(-1),
      INFINITE_CARDINALITY: int(-1),
      UNKNOWN_CARDINALITY: int(-2),
      Options: optionsClass,
    }),
  'tensorflow.data.experimental': () =>
    members(experimentalFunctions, {
      AUTOTUNE: int(-1),
      INFINITE_CARDINALITY: int(-1),
      UNKNOWN_CARDINALITY: int(-2),
      cardinality: cardinalityOf,
      assert_cardinality: assertCardinality,
      CsvDataset: downloaded('CsvDataset'),
      make_csv_dataset: downloaded('make_csv_dataset'),
    }),
  'tensorflow.io': () =>
    members(fileFunctions, decodeFunctions, encodeFunctions, parsingFunctions, exampleFunctions, {
      TFRecordWriter: recordWriter,
      TFRecordOptions: recordOptions,
    }),
  'tensorflow.io.gfile': () => members(fileSystem),
  'tensorflow.train': () => members(trainFunctions),
  'tensorflow.image': () => members(decodeFunctions, encodeFunctions),
});

/** Members of each namespace; those that TensorFlow and Keras have under several names stand under each. */
export function createDataFunctions(session: KerasSession): MembersByPath {
  const images = imageFunctions(() => session.dataFormat);
  const { load_img, img_to_array, array_to_img, save_img } = images;
  const directories = {
    image_dataset_from_directory: imageDataset,
    text_dataset_from_directory: textDataset,
    audio_dataset_from_directory: audioDataset,
    timeseries_dataset_from_array: timeseriesDataset,
  };
  const utils = {
    ...labelFunctions,
    ...directories,
    split_dataset: splitDataset,
    pad_sequences: sequenceFunctions['pad_sequences']!,
    load_img,
    img_to_array,
    array_to_img,
    save_img,
    get_file: downloaded('get_file'),
  };
  const spaces: Record<string, () => Members> = {
    'keras.utils': () => members(utils),
    'keras.tree': () => members(treeFunctions),
    'keras.utils.np_utils': () => members(labelFunctions),
    'keras.utils.data_utils': () => members({ get_file: utils.get_file }),
    'keras.utils.image_utils': () => members(images),
    'keras.preprocessing': () => members(directories),
    'keras.preprocessing.image': () => members(images, { image_dataset_from_directory: imageDataset }),
    'keras.preprocessing.sequence': () => members(sequenceFunctions),
    'keras.preprocessing.text': () => members(textFunctions),
    'keras.preprocessing.timeseries': () => members({ timeseries_dataset_from_array: timeseriesDataset }),
    'keras.legacy.preprocessing.image': () => members(images),
    'keras.legacy.preprocessing.sequence': () => members(sequenceFunctions),
    'keras.legacy.preprocessing.text': () => members(textFunctions),
    keras: () => members(variables['keras']!),
    'keras.backend': () => members(variables['keras.backend']!),
    ...tensorflowSpaces(),
  };
  for (const [name, functions] of Object.entries(datasets(() => session.dataFormat)))
    spaces[`keras.datasets.${name}`] = () => functions;
  return spaces;
}
