/**
 * `sklearn.datasets`: the shapes of its data sets as scikit-learn's documentation states them, and of what its
 * generators make.
 */
import type { Dimension, Shape, Size } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { ListValue, ModuleValue, str, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { numberOfInteger, sizeOf, toArray } from '../arrays/conversion.ts';
import { define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

/** A dictionary whose entries are attributes too. */
class Bunch extends HostValue {
  readonly typeName = 'Bunch';
  private readonly entries: ReadonlyMap<string, Value>;
  constructor(entries: ReadonlyMap<string, Value>) {
    super();
    this.entries = entries;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    return (
      this.entries.get(name) ??
      (name.startsWith('__') ? undefined : interpreter.unknown(words`${name} of the data set is not kept`))
    );
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    return index.kind === 'str' ? this.getAttribute(interpreter, index.value) : undefined;
  }
  override iterate(): Iterable<Value> {
    return [...this.entries.keys()].map(str);
  }
  override truth(): boolean {
    return true;
  }
}

interface Data {
  readonly rows: number;
  readonly columns: number;
  /** Of class labels. */
  readonly classes?: number;
  readonly names?: readonly string[];
  readonly targetNames?: readonly string[];
  readonly images?: Shape;
  readonly targets?: number;
}

const inDataSet = words`it is data of a data set of scikit-learn`;

function targetOf({ rows, classes, targets }: Data): ArrayValue {
  return new ArrayValue({
    shape: targets === undefined ? [rows] : [rows, targets],
    dtype: classes === undefined ? 'float64' : 'int64',
    classes,
    reason: inDataSet,
  });
}

const loader = (name: string, data: Data): NativeFunction =>
  define(name, name === 'load_digits' ? 'n_class return_X_y as_frame' : '', (call) => {
    if (name === 'load_digits' && call.integer('n_class', 10) !== 10)
      throw new NotDecided('how many images of some classes there are is not known');
    const names = data.names ?? Array.from({ length: data.columns }, (_, index) => `feature ${index}`);
    const isFrame = call.flag('as_frame', false);
    const values = isFrame
      ? new DataFrameValue(
          data.rows,
          names.map((column) => ({ name: column, dtype: 'float64' })),
          inDataSet,
        )
      : new ArrayValue({ shape: [data.rows, data.columns], dtype: 'float64', reason: inDataSet });
    const labels = targetOf(data);
    const target = isFrame
      ? new ArrayValue({
          shape: labels.shape,
          dtype: labels.dtype,
          library: 'pandas',
          classes: data.classes,
          reason: inDataSet,
        })
      : labels;
    if (call.flag('return_X_y', false)) return new TupleValue([values, target]);
    const featureNames = data.names ? data.names.map(str) : names.map(() => new Top('the names are not kept'));
    const entries = new Map<string, Value>([
      ['data', values],
      ['target', target],
      ['feature_names', new ListValue(featureNames)],
    ]);
    if (data.classes !== undefined) {
      entries.set(
        'target_names',
        new ArrayValue({
          shape: [data.classes],
          dtype: 'str',
          elements: data.targetNames?.map(str),
          reason: inDataSet,
        }),
      );
    }
    if (data.images) entries.set('images', new ArrayValue({ shape: data.images, dtype: 'float64', reason: inDataSet }));
    return new Bunch(entries);
  });

const iris = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'];
const california = ['MedInc', 'HouseAge', 'AveRooms', 'AveBedrms', 'Population', 'AveOccup', 'Latitude', 'Longitude'];
const diabetes = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];
const measured = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave points',
  'symmetry',
  'fractal dimension',
];
const tumour = [
  ...measured.map((name) => `mean ${name}`),
  ...measured.map((name) => `${name} error`),
  ...measured.map((name) => `worst ${name}`),
];
const wine = [
  'alcohol',
  'malic_acid',
  'ash',
  'alcalinity_of_ash',
  'magnesium',
  'total_phenols',
  'flavanoids',
  'nonflavanoid_phenols',
  'proanthocyanins',
  'color_intensity',
  'hue',
  'od280/od315_of_diluted_wines',
  'proline',
];
const loaders: Readonly<Record<string, Data>> = {
  load_iris: { rows: 150, columns: 4, classes: 3, names: iris, targetNames: ['setosa', 'versicolor', 'virginica'] },
  load_digits: { rows: 1797, columns: 64, classes: 10, images: [1797, 8, 8] },
  load_wine: { rows: 178, columns: 13, classes: 3, names: wine, targetNames: ['class_0', 'class_1', 'class_2'] },
  load_breast_cancer: { rows: 569, columns: 30, classes: 2, names: tumour, targetNames: ['malignant', 'benign'] },
  load_diabetes: { rows: 442, columns: 10, names: diabetes },
  load_boston: {
    rows: 506,
    columns: 13,
    names: ['CRIM', 'ZN', 'INDUS', 'CHAS', 'NOX', 'RM', 'AGE', 'DIS', 'RAD', 'TAX', 'PTRATIO', 'B', 'LSTAT'],
  },
  load_linnerud: { rows: 20, columns: 3, targets: 3 },
  fetch_california_housing: { rows: 20_640, columns: 8, names: california },
  fetch_olivetti_faces: { rows: 400, columns: 4096, classes: 40, images: [400, 64, 64] },
  fetch_covtype: { rows: 581_012, columns: 54 },
};

const drawn = words`it is drawn at random`;

function pair(x: Shape, y: Shape, classes: number | undefined): TupleValue {
  return new TupleValue([
    new ArrayValue({ shape: x, dtype: 'float64', reason: drawn }),
    new ArrayValue({ shape: y, dtype: classes === undefined ? 'float64' : 'int64', classes, reason: drawn }),
  ]);
}

/** `n_samples` as one number; two numbers are added, one for each class. */
function samples(call: LibraryCall, fallback: number): Size {
  const value = call.optional('n_samples');
  if (value?.kind !== 'tuple' && value?.kind !== 'list') return call.size('n_samples', fallback);
  const counts = call.shape('n_samples');
  return counts.reduce<number>((total, count) => {
    if (typeof count !== 'number') throw new NotDecided('n_samples is not known');
    return total + count;
  }, 0);
}

/** A number of classes that is sure to occur. */
function classCount(call: LibraryCall, fallback: number): number | undefined {
  const value = call.optional('n_classes');
  return value ? numberOfInteger(value) : fallback;
}

const generators: Readonly<Record<string, NativeFunction>> = {
  make_classification: define('make_classification', 'n_samples n_features', (call) => {
    const count = samples(call, 100);
    return pair([count, call.size('n_features', 20)], [count], classCount(call, 2));
  }),
  make_blobs: define('make_blobs', 'n_samples n_features centers cluster_std', (call) => {
    const count = samples(call, 100);
    const centers = call.optional('centers');
    const data = centers && sizeOf(centers) === undefined ? toArray(call.interpreter, centers) : undefined;
    if (isUndetermined(data)) throw new NotDecided(data.reason, data);
    const features: Dimension = data ? (data.shape?.[1] ?? null) : call.size('n_features', 2);
    const first = data ? data.shape?.[0] : centers ? sizeOf(centers) : 3;
    const result = pair(
      [count, features],
      [count],
      typeof first === 'number' && call.optional('n_samples')?.kind !== 'list' ? first : undefined,
    );
    return result;
  }),
  make_regression: define('make_regression', 'n_samples n_features n_informative n_targets', (call) => {
    const count = samples(call, 100);
    const targets = call.size('n_targets', 1);
    if (call.optional('coef')) throw new NotDecided('a third result is not worked out');
    return pair([count, call.size('n_features', 100)], targets === 1 ? [count] : [count, targets], undefined);
  }),
  make_multilabel_classification: define('make_multilabel_classification', 'n_samples n_features n_classes', (call) => {
    const count = samples(call, 100);
    const result = pair([count, call.size('n_features', 20)], [count, call.size('n_classes', 5)], undefined);
    return result;
  }),
  make_gaussian_quantiles: define('make_gaussian_quantiles', '', (call) => {
    const count = samples(call, 100);
    return pair([count, call.size('n_features', 2)], [count], classCount(call, 3));
  }),
  ...Object.fromEntries(
    (['make_moons', 'make_circles'] as const).map((name) => [
      name,
      define(name, 'n_samples shuffle noise', (call) => pair([samples(call, 100), 2], [samples(call, 100)], 2)),
    ]),
  ),
  ...Object.fromEntries(
    (['make_swiss_roll', 'make_s_curve'] as const).map((name) => [
      name,
      define(name, 'n_samples noise', (call) => pair([samples(call, 100), 3], [samples(call, 100)], undefined)),
    ]),
  ),
  make_friedman1: define('make_friedman1', 'n_samples n_features', (call) =>
    pair([samples(call, 100), call.size('n_features', 10)], [samples(call, 100)], undefined),
  ),
};

/** Downloads whose size the name alone tells. */
const fetchOpenml = define('fetch_openml', 'name', (call) => {
  if (call.text('name') !== 'mnist_784') throw new NotDecided('the data set is downloaded');
  // Older versions give arrays, newer ones a table, unless the program says which.
  const asked = call.optional('as_frame');
  const values: Value = new ArrayValue({
    shape: [70_000, 784],
    dtype: asked ? 'float64' : undefined,
    reason: inDataSet,
    library: asked && call.flag('as_frame', false) ? 'pandas' : 'numpy',
  });
  const target = new ArrayValue({ shape: [70_000], dtype: 'object', reason: inDataSet });
  return call.flag('return_X_y', false)
    ? new TupleValue([values, target])
    : new Bunch(
        new Map<string, Value>([
          ['data', values],
          ['target', target],
        ]),
      );
});

export function datasetsModule(): ModuleValue {
  const attributes = new Map<string, Value>(Object.entries(loaders).map(([name, data]) => [name, loader(name, data)]));
  for (const [name, generator] of Object.entries(generators)) attributes.set(name, generator);
  attributes.set('fetch_openml', fetchOpenml);
  return new ModuleValue('sklearn.datasets', attributes);
}
