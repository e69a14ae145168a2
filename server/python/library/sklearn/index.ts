/** The modules of scikit-learn, as far as they decide shapes of data. */
import { ModuleValue, type NativeFunction, ListValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sizeOf, toArray } from '../arrays/conversion.ts';
import { define, NotDecided } from '../arrays/library-call.ts';
import { datasetsModule } from './datasets.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';
import { randomOrder } from '../pandas/random-rows.ts';
import { chosen, modelSelectionModule } from './model-selection.ts';
import { pipelineMembers } from './pipelines.ts';
import { columnsOfClasses, transformerClass } from './transformers.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const transformers: Readonly<Record<string, readonly string[]>> = {
  'sklearn.preprocessing': [
    'StandardScaler',
    'MinMaxScaler',
    'MaxAbsScaler',
    'RobustScaler',
    'Normalizer',
    'PowerTransformer',
    'QuantileTransformer',
    'Binarizer',
    'OrdinalEncoder',
    'OneHotEncoder',
    'LabelEncoder',
    'LabelBinarizer',
    'Imputer',
  ],
  'sklearn.impute': ['SimpleImputer', 'KNNImputer', 'IterativeImputer'],
  'sklearn.decomposition': ['PCA', 'IncrementalPCA', 'FastICA', 'KernelPCA', 'NMF', 'TruncatedSVD'],
  'sklearn.manifold': ['TSNE', 'Isomap', 'MDS'],
  'sklearn.feature_selection': ['SelectKBest'],
  'sklearn.feature_extraction.text': ['CountVectorizer', 'TfidfVectorizer', 'HashingVectorizer'],
};

const sameShape = (name: string): NativeFunction =>
  define(name, 'X', (call) => call.array('X').like(call.array('X').shape, 'float64'));

const functions: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  ...pipelineMembers,
  'sklearn.preprocessing': {
    ...Object.fromEntries(
      ['scale', 'minmax_scale', 'normalize', 'robust_scale', 'maxabs_scale'].map((name) => [name, sameShape(name)]),
    ),
    label_binarize: define('label_binarize', 'y', (call) => {
      const classes = sizeOf(call.interpreter.length(call.required('classes')));
      const labels = call.array('y');
      if (classes === undefined) throw new NotDecided('the classes are not known');
      return new ArrayValue({
        shape: [labels.shape[0] ?? null, columnsOfClasses(classes)],
        dtype: 'int64',
        reason: labels.reason,
      });
    }),
  },
  'sklearn.utils': {
    /** In a new order, the same for all. */
    shuffle: define('shuffle', '', (call) => {
      const results = call.rest.map((item) => {
        if (isUndetermined(item)) return call.interpreter.unknown(item.reason);
        const rows = sizeOf(call.interpreter.length(item));
        const order = rows === undefined || call.names.includes('n_samples') ? undefined : randomOrder(call, rows);
        const found = order && chosen(call, item, order);
        if (found) return found;
        if (item instanceof DataFrameValue && !item.lost) return item.anyRows(item.rows);
        const data = toArray(call.interpreter, item);
        return data instanceof ArrayValue
          ? data.selection(call.ranked(data).shape)
          : call.interpreter.unknown(data.reason);
      });
      return results.length === 1 ? results[0]! : new ListValue(results);
    }),
  },
};

function module(name: string): ModuleValue {
  const attributes = new Map<string, Value>();
  for (const one of transformers[name] ?? []) attributes.set(one, transformerClass(one, name));
  for (const [key, value] of Object.entries(functions[name] ?? {})) attributes.set(key, value);
  return new ModuleValue(name, attributes);
}

const names = [...new Set([...Object.keys(transformers), ...Object.keys(functions)])];

const inner: Readonly<Record<string, () => ModuleValue>> = {
  'sklearn.datasets': datasetsModule,
  'sklearn.model_selection': modelSelectionModule,
  ...Object.fromEntries(names.map((name) => [name, () => module(name)])),
  // Its old place.
  'sklearn.cross_validation': modelSelectionModule,
};

export const sklearnModules: Readonly<Record<string, () => ModuleValue>> = {
  sklearn: () => new ModuleValue('sklearn', new Map(), (name) => inner[`sklearn.${name}`]?.()),
  ...inner,
};
