/** Two models row by row: what differs in layers, shapes and counts. */
import type { Count, ModelFact, ModelRow } from '../../analysis/analysis.ts';
import { needPaths, weightShapeText } from '../../explain/arrays.ts';
import { formatKnownCount } from '../../explain/count-text.ts';
import { formatRowShapes } from '../../explain/nest-text.ts';
import { sourceOf } from '../../explain/summary/connections.ts';
import { snakeCase } from '../../keras/naming.ts';
import { type Aligned, aligned } from './align.ts';

/** A row of a model, or of a model inside it. */
export interface ComparedRow {
  readonly name: string;
  readonly className: string;
  /** How many models it is inside of, besides the one that is compared. */
  readonly depth: number;
  /** `?` where it is not known, or in part. */
  readonly shape: string;
  readonly params: string;
  readonly arrays: readonly { readonly name: string; readonly shape: string }[];
  /** How many of its numbers are trained. */
  readonly trainable: string;
  /** The names of the models that it is inside of. */
  readonly scope: string;
  /** As Keras writes the layers that feed it: `lstm[0][0]`. */
  readonly connectedTo: readonly string[];
}

export type Aspect = 'name' | 'class' | 'shape' | 'params' | 'arrays' | 'trainable' | 'inputs';

export interface RowDiff extends Aligned<ComparedRow> {
  /** In what they differ; empty where one of them is alone. */
  readonly differs: readonly Aspect[];
  /** Of what it is not known whether they do. */
  readonly unknown: readonly Aspect[];
}

export interface TotalDiff {
  readonly name: 'total' | 'trainable' | 'non_trainable';
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
}

export interface ModelDiff {
  readonly rows: readonly RowDiff[];
  readonly totals: readonly TotalDiff[];
  readonly verdict: Verdict;
}

export type Verdict = 'same' | 'different' | 'unknown';

export function modelDiff(left: ModelFact, right: ModelFact): ModelDiff {
  const pairs = aligned(rowsOf(left), rowsOf(right), unlikeness);
  const partners = partnersIn(pairs);
  const withInputs = left.modelKind === 'functional' && right.modelKind === 'functional';
  const rows = pairs.map((pair): RowDiff => {
    const found = compared(pair);
    const isFedOtherwise = (pair.left?.depth !== 0 || withInputs) && hasOtherInputs(pair, partners);
    return { ...pair, ...found, differs: isFedOtherwise ? [...found.differs, 'inputs'] : found.differs };
  });
  const total = (name: TotalDiff['name'], a: Count, b: Count): TotalDiff => {
    const [one, other] = [formatKnownCount(a), formatKnownCount(b)];
    return { name, left: one, right: other, verdict: verdictOf(one, other) };
  };
  const totals = [
    total('total', left.total, right.total),
    total('trainable', left.trainable, right.trainable),
    total('non_trainable', left.nonTrainable, right.nonTrainable),
  ];
  const isDifferent =
    rows.some(({ left: one, right: other, differs }) => !one || !other || differs.length > 0) ||
    totals.some(({ verdict }) => verdict === 'different');
  const isUnknown =
    left.unknown !== undefined ||
    right.unknown !== undefined ||
    left.certainRows !== undefined ||
    right.certainRows !== undefined ||
    rows.some(({ unknown }) => unknown.length > 0) ||
    totals.some(({ verdict }) => verdict === 'unknown');
  return { rows, totals, verdict: isDifferent ? 'different' : isUnknown ? 'unknown' : 'same' };
}

const rowsOf = ({ rows, certainRows }: ModelFact): readonly ComparedRow[] => [
  ...inside(rows.slice(0, certainRows), 0, ''),
];

function* inside(rows: readonly ModelRow[], depth: number, scope: string): Generator<ComparedRow> {
  for (const row of rows) {
    const withPaths = needPaths(row.weights);
    yield {
      name: row.name,
      className: row.className,
      depth,
      scope,
      shape: formatRowShapes(row),
      params: row.built ? formatKnownCount(row.params) : '0 (unbuilt)',
      arrays: row.inside
        ? []
        : row.weights.map((weight) => ({
            name: withPaths ? weight.path : weight.name,
            shape: weightShapeText(weight),
          })),
      trainable: row.layer ? formatKnownCount(row.layer.trainable) : '0',
      connectedTo: row.connectedTo,
    };
    if (row.inside) yield* inside(row.inside.rows, depth + 1, `${scope}${row.name}/`);
  }
}

/** A number that Keras has counted says nothing: `dense_7` of one program is `dense_1` of another. */
function plainName({ name, className }: ComparedRow): string {
  const base = name.replace(/_\d+$/, '');
  const own = snakeCase(className);
  return base === own || (className === 'InputLayer' && base === 'input') ? '' : name;
}

function unlikeness(left: ComparedRow, right: ComparedRow): number {
  if (left.depth !== right.depth) return 9;
  const sum =
    (left.className === right.className ? 0 : 2) +
    (left.shape === right.shape ? 0 : 0.5) +
    (left.params === right.params ? 0 : 0.5) +
    (plainName(left) === plainName(right) ? 0 : 0.75);
  return sum;
}

const isUnknown = (text: string): boolean => text.includes('?') || text.includes('...');
/** A formula in names of the program's: what these come to is not known. */
const isOpen = (text: string): boolean => /[\p{L}_]/u.test(text.replace(/None|multiple| \(unbuilt\)/g, ''));
function verdictOf(left: string, right: string): Verdict {
  if (isUnknown(left) || isUnknown(right)) return 'unknown';
  if (left === right) return 'same';
  return isOpen(left) || isOpen(right) ? 'unknown' : 'different';
}
/** Arrays by name, those that one of them has alone besides. */
function verdictOnArrays(left: ComparedRow, right: ComparedRow): Verdict {
  if (left.arrays.length !== right.arrays.length)
    return left.params === '?' || right.params === '?' ? 'unknown' : 'different';
  const verdicts = left.arrays.map(({ name, shape }, at) => {
    const other = right.arrays[at]!;
    return name === other.name ? verdictOf(shape, other.shape) : 'different';
  });
  return verdicts.includes('different') ? 'different' : verdicts.includes('unknown') ? 'unknown' : 'same';
}

function compared({ left, right }: Aligned<ComparedRow>): Pick<RowDiff, 'differs' | 'unknown'> {
  if (!left || !right) return { differs: [], unknown: [] };
  const verdicts: readonly (readonly [Aspect, Verdict])[] = [
    ['class', left.className === right.className ? 'same' : 'different'],
    ['name', plainName(left) === plainName(right) ? 'same' : 'different'],
    ['shape', verdictOf(left.shape, right.shape)],
    ['params', verdictOf(left.params, right.params)],
    ['arrays', verdictOnArrays(left, right)],
    // Where other numbers are there, other ones are trained.
    ['trainable', left.params === right.params ? verdictOf(left.trainable, right.trainable) : 'same'],
  ];
  const those = (verdict: Verdict): readonly Aspect[] =>
    verdicts.filter(([, one]) => one === verdict).map(([aspect]) => aspect);
  return { differs: those('different'), unknown: those('unknown') };
}

const keyOf = ({ scope }: ComparedRow, name: string): string => `${scope}${name}`;

/** By the place of a row that stands beside another, the place of that, in both directions. */
interface Partners {
  readonly ofLeft: ReadonlyMap<string, string>;
  readonly ofRight: ReadonlySet<string>;
}

function partnersIn(pairs: readonly Aligned<ComparedRow>[]): Partners {
  const both = pairs.flatMap(({ left, right }): (readonly [string, string])[] =>
    left && right ? [[keyOf(left, left.name), keyOf(right, right.name)]] : [],
  );
  return { ofLeft: new Map(both), ofRight: new Set(both.map(([, right]) => right)) };
}

/** Do other rows feed it? Where one of them is in one of the models alone, that is told of the row itself. */
function hasOtherInputs({ left, right }: Aligned<ComparedRow>, { ofLeft, ofRight }: Partners): boolean {
  if (!left || !right) return false;
  const source = (row: ComparedRow, tensor: string): string => keyOf(row, sourceOf(tensor));
  const isPaired =
    left.connectedTo.every((tensor) => ofLeft.has(source(left, tensor))) &&
    right.connectedTo.every((tensor) => ofRight.has(source(right, tensor)));
  if (!isPaired) return false;
  if (left.connectedTo.length !== right.connectedTo.length) return true;
  return left.connectedTo.some((tensor, at) => {
    const other = right.connectedTo[at]!;
    const suffix = (text: string): string => text.slice(sourceOf(text).length);
    return ofLeft.get(source(left, tensor)) !== source(right, other) || suffix(tensor) !== suffix(other);
  });
}
