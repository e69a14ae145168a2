/**
 * A layer's arrays as matrices one under the other, so that arrays with the same columns are aligned: a column through
 * all of them is what makes one output.
 * An array of more axes is laid out flat: some of its axes run along the columns, the others down the rows.
 */
import type { LayerFact, NamedFactor, WeightFact } from '../../analysis/analysis.ts';
import { joined, words, type Text } from '../../words/message.ts';
import { weightShapeText } from '../arrays.ts';
import { formatKnownCount } from '../count-text.ts';
import { gateName, gatesOf, headWord, wordOf, type GateWord } from './words.ts';

/**
 * One named size along an axis of the picture. `axis`: which axis of the array it is; a product of factors shares one.
 */
export interface Factor {
  readonly name: string;
  readonly size: number;
  readonly axis: number;
}

/** A block of columns with a colour of its own. */
export interface Group {
  /** `f`; empty where there is only one group and nothing to tell apart. */
  readonly letter: string;
  /** `forget gate`, `head 2` */
  readonly name: Text;
  /** Beside its letter: `forget`, `head`. */
  readonly short: Text;
  readonly size: number;
  /** Which colour of the palette. */
  readonly colour: number;
}

export interface Matrix {
  readonly name: string;
  /** Within the layer: `forward_lstm/lstm_cell/kernel`. */
  readonly path: string;
  readonly shape: string;
  readonly count: string;
  readonly trainable: boolean;
  readonly rows: readonly Factor[];
  readonly rowCount: number;
  readonly columns: readonly Factor[];
  /**
   * Rows that are the places of a window (its axes but the last, and that) for each of `depth` channels; the channels
   * vary fastest.
   */
  readonly window: { readonly height: number; readonly width: number; readonly depth: number } | undefined;
  /** How many axes the array has. */
  readonly rank: number;
  /** What the rows are: features, previous hidden values … */
  readonly role: 'input' | 'previous' | 'bias' | 'plain' | 'table';
}

export interface Stack {
  /** `forward: LSTM`; empty where there is only one. */
  readonly title: Text;
  readonly className: string;
  readonly groups: readonly Group[];
  readonly columnCount: number;
  readonly matrices: readonly Matrix[];
  readonly gates: readonly GateWord[];
  /** A column is what one looks at, or (Embedding) a row. */
  readonly focus: 'column' | 'row';
}

const product = (factors: readonly Factor[]): number => factors.reduce((result, { size }) => result * size, 1);

/** The arrays of a layer; undefined where the size of one is not a number. */
export function stacksOf(layer: LayerFact): readonly Stack[] | undefined {
  const parts = partsOf(layer, '');
  const stacks: Stack[] = [];
  for (const part of parts) {
    const made = stacksOfPart(part);
    if (made === undefined) return undefined;
    stacks.push(...made);
  }
  return stacks;
}

interface Part {
  readonly title: Text;
  readonly className: string;
  readonly weights: readonly WeightFact[];
  readonly colour: number;
}

/** Layers with layers inside are shown as these, MultiHeadAttention by its projections. */
function partsOf(layer: LayerFact, title: Text): readonly Part[] {
  const inside = layer.children.filter(({ weights }) => weights.length > 0);
  if (inside.length > 0) {
    const own = layer.weights.filter(
      (weight) => !inside.some(({ weights }) => weights.some((other) => weight.path.endsWith(`/${other.path}`))),
    );
    return [
      ...inside.flatMap((child) => partsOf(child, titleOf(layer, child, title))),
      ...(own.length === 0 ? [] : partsOf({ ...layer, weights: own, children: [] }, layer.className)),
    ];
  }
  const groups = new Map<string, WeightFact[]>();
  for (const weight of layer.weights) {
    const projection =
      layer.family === 'attention' && weight.path.includes('/') ? weight.path.slice(0, weight.path.indexOf('/')) : '';
    groups.set(projection, [...(groups.get(projection) ?? []), weight]);
  }
  return [...groups].map(([projection, weights], index) => ({
    title: projection === '' ? title : projection,
    className: layer.kerasClass ?? layer.className,
    weights,
    colour: index,
  }));
}

function titleOf(layer: LayerFact, child: LayerFact, above: Text): Text {
  const title =
    layer.kerasClass === 'Bidirectional'
      ? directionTitle(layer.children.indexOf(child) === 0, child.className)
      : nameOf(layer, child);
  return above === '' ? title : joined([above, title], ' · ');
}

const directionTitle = (isForward: boolean, className: string): Text =>
  isForward ? words`forward: ${className}` : words`backward: ${className}`;
const nameOf = ({ children }: LayerFact, child: LayerFact): string =>
  children.length > 1 ? child.name : child.className;

function stacksOfPart(part: Part): readonly Stack[] | undefined {
  const laidOut: { readonly matrix: Matrix; readonly key: string }[] = [];
  for (const weight of part.weights) {
    const matrix = layOut(weight, part);
    if (matrix === undefined) return undefined;
    const adapter = weight.name.startsWith('lora_') ? 'lora ' : '';
    laidOut.push({ matrix, key: adapter + matrix.columns.map(({ name, size }) => `${name} ${size}`).join(' ') });
  }
  const stacks = new Map<string, Matrix[]>();
  for (const { matrix, key } of laidOut) stacks.set(key, [...(stacks.get(key) ?? []), matrix]);
  return [...stacks.values()].map((matrices, index): Stack => {
    const columns = matrices[0]?.columns ?? [];
    const gates = columns[0]?.name === 'gates' ? gatesOf(part.className) : [];
    return {
      title: part.title,
      className: part.className,
      matrices,
      gates,
      columnCount: product(columns),
      groups: groupsOf(columns, gates, part.colour + index),
      focus: matrices.some(({ role }) => role === 'table') ? 'row' : 'column',
    };
  });
}

function groupsOf(columns: readonly Factor[], gates: readonly GateWord[], colour: number): readonly Group[] {
  const [first, ...rest] = columns;
  if (first === undefined) return [{ letter: '', name: '', short: '', size: 1, colour }];
  const size = product(rest);
  if (first.name === 'gates' && gates.length === first.size) {
    return gates.map((gate, index) => ({
      letter: gate.letter,
      name: gateName(gate),
      short: gate.word,
      size,
      colour: index,
    }));
  }
  const short = headWord(first.name);
  if (short !== undefined && first.size > 1 && first.size <= 64) {
    const { one } = wordOf(first.name);
    return Array.from({ length: first.size }, (_, index) => ({
      letter: String(index + 1),
      name: one(String(index + 1)),
      short,
      size,
      colour,
    }));
  }
  return [{ letter: '', name: '', short: '', size: product(columns), colour }];
}

/** The columns are the axes that the part's bias has too, where it has one; else the last axis. */
function layOut(weight: WeightFact, { weights }: Part): Matrix | undefined {
  const { dimensions } = weight;
  const axes =
    dimensions === undefined
      ? shapeAxes(weight)
      : dimensions.map((factors, axis) => factors.map((factor) => toFactor(factor, axis)));
  if (axes === undefined) return undefined;
  const known: Factor[][] = [];
  for (const axis of axes) {
    const factors = axis.filter((factor): factor is Factor => factor !== undefined);
    if (factors.length < axis.length) return undefined;
    known.push(factors);
  }
  const flat = known.flat();
  const columns = columnsOf(weight, known, weights);
  // cuDNN's bias has the input's and the recurrent part's in one row.
  const [front, ...behind] = columns;
  const isDouble = front?.name === 'biases';
  const along = isDouble ? behind : columns;
  const rows = flat.filter((factor) => !along.includes(factor));
  return {
    name: weight.name,
    path: weight.path,
    shape: weightShapeText(weight),
    count: formatKnownCount(weight.count),
    trainable: weight.trainable !== false,
    rank: known.length,
    rows,
    rowCount: product(rows),
    columns: along,
    window: windowOf(rows),
    role: roleOf(weight, rows),
  };
}

/** Is it an axis of a window that slides? */
export const isWindow = (name: string): boolean => /^kernel_|^pointwise_size$/.test(name);

function windowOf(rows: readonly Factor[]): Matrix['window'] {
  const axes = rows.filter(({ name }) => isWindow(name));
  const places = product(axes);
  const width = axes.at(-1)?.size;
  return places <= 1 || width === undefined || rows.slice(0, axes.length).some(({ name }) => !isWindow(name))
    ? undefined
    : { height: places / width, width, depth: product(rows) / places };
}

function roleOf({ name, dimensions }: WeightFact, rows: readonly Factor[]): Matrix['role'] {
  if (name === 'bias' && rows.every((row) => row.name === 'bias_rows' || row.name === 'biases')) return 'bias';
  if (name === 'recurrent_kernel') return 'previous';
  if (name.includes('kernel')) return 'input';
  return dimensions?.[0]?.[0]?.name === 'input_dim' ? 'table' : 'plain';
}

const toFactor = ({ name, value }: NamedFactor, axis: number): Factor | undefined =>
  typeof value === 'number' ? { name, size: value, axis } : undefined;

function shapeAxes({ shape }: WeightFact): (Factor | undefined)[][] | undefined {
  return shape?.map((size, axis) => [typeof size === 'number' ? { name: `axis ${axis}`, size, axis } : undefined]);
}

/**
 * The axes whose names the part's bias has: the last ones, where there is a choice. Without a bias the last axis, and
 * for a kernel of each channel its last two.
 */
function columnsOf(
  weight: WeightFact,
  axes: readonly (readonly Factor[])[],
  weights: readonly WeightFact[],
): readonly Factor[] {
  const last = axes.at(-1) ?? [];
  const isBias = (name: string): boolean => name === 'bias';
  if (last[0]?.name === 'depth_multiplier') return axes.slice(-2).flat();
  if (isBias(weight.name)) return axes[0]?.[0]?.name === 'bias_rows' ? axes.slice(1).flat() : axes.flat();
  for (const other of weights) {
    if (!isBias(other.name) || other.dimensions === undefined) continue;
    const wanted = namesOf(other.dimensions.flat().filter(({ name }) => name !== 'bias_rows' && name !== 'biases'));
    for (let start = axes.length - 1; start >= 0; start--) {
      for (let end = axes.length; end > start; end--) {
        const factors = axes.slice(start, end).flat();
        if (namesOf(factors) === wanted) return factors;
      }
    }
  }
  const head = axes.findIndex((factors) => /heads$/.test(factors[0]?.name ?? ''));
  return head > 0 ? axes.slice(head).flat() : last;
}

const namesOf = (factors: readonly { readonly name: string }[]): string => factors.map(({ name }) => name).join(' ');

/** The position along each factor, the last one fastest. */
export function unravel(factors: readonly Factor[], index: number): readonly number[] {
  const places: number[] = [];
  let rest = index;
  for (const { size } of [...factors].reverse()) {
    places.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return places;
}

/** `kernel[:, 3]` in Python: a column, a row or a cell of the flat picture as an index of the array. */
export function pythonIndex(matrix: Matrix, row: number | undefined, column: number | undefined): string {
  const indices = new Map<number, number>();
  const put = (factors: readonly Factor[], index: number | undefined): void => {
    if (index === undefined) return;
    const places = unravel(factors, index);
    factors.forEach(({ axis, size }, position) => {
      indices.set(axis, (indices.get(axis) ?? 0) * size + (places[position] ?? 0));
    });
  };
  // A bias of two parts in one row: the row is the first factor of its only axis.
  put(matrix.rows, row);
  put(matrix.columns, column);
  const texts = Array.from({ length: matrix.rank }, (_, axis) => String(indices.get(axis) ?? ':'));
  return texts.length === 0 ? matrix.name : `${matrix.name}[${texts.join(', ')}]`;
}
