/** `keras.datasets.*.load_data()`: the shapes and dtypes of the data sets as Keras's API pages state them. */
import { subtract, type Shape, type Size } from '../../shapes/dimension.ts';
import { ArrayValue, type Drawn } from '../../python/library/arrays/array-value.ts';
import { sizeOf } from '../../python/library/arrays/conversion.ts';
import { define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import type { DataFormat } from '../global-settings.ts';
import { words } from '../../words/message.ts';

interface Part {
  readonly shape: Shape;
  readonly dtype?: string;
  readonly classes?: number;
  readonly isRagged?: boolean;
  readonly drawn?: Drawn | undefined;
}

function array({ shape, dtype, classes, isRagged, drawn }: Part, name: string): ArrayValue {
  return new ArrayValue({ shape, dtype, classes, isRagged, drawn, reason: words`it is data of the data set ${name}` });
}

/** `((x_train, y_train), (x_test, y_test))` */
function pairs(name: string, x: (count: Size) => Part, y: (count: Size) => Part, train: Size, test: Size): TupleValue {
  return new TupleValue([train, test].map((count) => new TupleValue([array(x(count), name), array(y(count), name)])));
}

/** Images of bytes with a label each. */
const images = (name: string, size: () => Shape, train: number, test: number, label: (count: Size) => Part) =>
  define('load_data', 'path', () => {
    const one = size();
    return pairs(name, (count) => ({ shape: [count, ...one], dtype: 'uint8' }), label, train, test);
  });

const flatLabel = (count: Size): Part => ({ shape: [count], dtype: 'uint8', classes: 10 });

/**
 * Texts as lists of word numbers, each of its own length: an array of objects. Leaving out long ones leaves the counts
 * open.
 */
function texts(call: LibraryCall, name: string, train: Size, test: Size, classes: number): Value {
  const isFiltered = call.optional('maxlen') !== undefined;
  const text = call.sourceText ?? `${name}.load_data(…)`;
  const count = (whole: Size, index: number): Size => {
    if (!isFiltered) return whole;
    const size = sizeOf(
      call.interpreter.unknownInteger('texts longer than maxlen are left out', `len(${text}[${index}][0])`),
    );
    if (size === undefined) throw new NotDecided('texts longer than maxlen are left out');
    return size;
  };
  // Words are numbered by how often they occur: the last number that is kept occurs too.
  const words = call.optional('num_words');
  const drawn = words?.kind === 'int' && !isFiltered ? { low: 0, high: Number(words.value) } : undefined;
  return pairs(
    name,
    (size) => ({ shape: [size], dtype: 'object', isRagged: true, drawn }),
    (size) => ({ shape: [size], dtype: 'int64', classes }),
    count(train, 0),
    count(test, 1),
  );
}

/** The first int(n · (1 − test_split)) rows train, the others test. */
function splitAt(call: LibraryCall, rows: number): [train: number, test: Size] {
  const train = Math.trunc(rows * (1 - call.number('test_split', 0.2)));
  return [train, subtract(rows, train)];
}

const table = (
  name: string,
  parameters: string,
  rows: (call: LibraryCall) => number,
  columns: number,
  dtype?: string,
) =>
  define('load_data', parameters, (call) => {
    const [train, test] = splitAt(call, rows(call));
    return pairs(
      name,
      (count) => ({ shape: [count, columns], ...(dtype && { dtype }) }),
      (count) => ({ shape: [count], ...(dtype && { dtype }) }),
      train,
      test,
    );
  });

const textParameters = 'path num_words|nb_words skip_top maxlen';
const wordIndex = new NativeFunction('get_word_index', (interpreter, args) =>
  interpreter.unknown('the word index is downloaded', args.site && interpreter.sourceName(args.site)),
);

/** `dataFormat`: the order that is set; undefined where that is not decided. */
export function datasets(
  dataFormat: () => DataFormat | undefined,
): Readonly<Record<string, ReadonlyMap<string, Value>>> {
  const ordered = (height: number, width: number, channels: number): Shape => {
    const format = dataFormat();
    if (format === undefined) throw new NotDecided('which order of axes is set is not decided');
    return format === 'channels_first' ? [channels, height, width] : [height, width, channels];
  };
  return {
    mnist: members(images('mnist', () => [28, 28], 60_000, 10_000, flatLabel)),
    fashion_mnist: members(images('fashion_mnist', () => [28, 28], 60_000, 10_000, flatLabel)),
    cifar10: members(
      images(
        'cifar10',
        () => ordered(32, 32, 3),
        50_000,
        10_000,
        (count) => ({ shape: [count, 1], dtype: 'uint8', classes: 10 }),
      ),
    ),
    cifar100: members(
      define('load_data', 'label_mode', (call) => {
        const classes = call.text('label_mode', 'fine') === 'coarse' ? 20 : 100;
        const one = ordered(32, 32, 3);
        return pairs(
          'cifar100',
          (count) => ({ shape: [count, ...one], dtype: 'uint8' }),
          (count) => ({ shape: [count, 1], dtype: 'int64', classes }),
          50_000,
          10_000,
        );
      }),
    ),
    imdb: members(
      define('load_data', textParameters, (call) => texts(call, 'imdb', 25_000, 25_000, 2)),
      wordIndex,
    ),
    reuters: members(
      define('load_data', `${textParameters} test_split`, (call) => {
        const [train, test] = splitAt(call, 11_228);
        return texts(call, 'reuters', train, test, 46);
      }),
      wordIndex,
      new NativeFunction('get_label_names', (interpreter) =>
        interpreter.unknown('the names of the labels are not kept'),
      ),
    ),
    boston_housing: members(table('boston_housing', 'path test_split seed', () => 506, 13, 'float64')),
    california_housing: members(
      table(
        'california_housing',
        'version path test_split seed',
        (call) => (call.text('version', 'large') === 'small' ? 600 : 20_640),
        8,
      ),
    ),
  };
}

function members(...functions: readonly NativeFunction[]): ReadonlyMap<string, Value> {
  return new Map(functions.map((one) => [one.name, one]));
}
