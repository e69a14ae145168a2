/**
 * What one sees and reads where one points at a column, a row or a cell of the picture. Counting starts at 1; the index
 * in Python stands beside it.
 */
import { joined, words, type Text } from '../../words/message.ts';
import { countedNoun } from '../../words/nouns.ts';
import { enumerated } from '../words.ts';
import { isWindow, pythonIndex, unravel, type Factor, type Matrix, type Stack } from './matrices.ts';
import { gateName, PREVIOUS, sizeOf, subscript, wordOf } from './words.ts';

export interface Place {
  readonly stack: number;
  readonly matrix: number;
  readonly row: number;
  readonly column: number;
}

export interface Pointed {
  /** `column 3 = forget gate of unit 1: reads 4 features + 2 previous hidden values + 1 bias = 7 numbers` */
  readonly line: Text;
  /** `kernel[0, 2]` */
  readonly index: string;
  /** `from feature 1 to the forget gate of unit 1` */
  readonly cell: Text;
}

const formatted = (count: number): string => count.toLocaleString('en-US');

export function pointedAt(stacks: readonly Stack[], place: Place): Pointed | undefined {
  const stack = stacks[place.stack];
  const matrix = stack?.matrices[place.matrix];
  if (stack === undefined || matrix === undefined) return undefined;
  return {
    line: stack.focus === 'row' ? rowSentence(stack, place.row) : columnSentence(stack, place.column),
    index: pythonIndex(matrix, matrix.rows.length === 0 ? undefined : place.row, place.column),
    cell: cellText(stack, matrix, place),
  };
}

function cellText(stack: Stack, matrix: Matrix, { row, column }: Place): Text {
  const to = columnName(stack, column, stack.gates.length > 1);
  switch (matrix.role) {
    case 'bias':
      if (matrix.rowCount === 1) return words`the bias of ${to}`;
      return row === 0
        ? words`the bias of ${to}, for the input part`
        : words`the bias of ${to}, for the recurrent part`;
    case 'table':
      return words`${to} of the vector of index ${formatted(row)}`;
    case 'plain':
      if (matrix.rows.length === 0) return words`the ${matrix.name.replaceAll('_', ' ')} of ${to}`;
      return joined([rowName(matrix, row), to], ', ');
    default:
      return words`from ${rowName(matrix, row)} to ${to}`;
  }
}

/** `forget gate of unit 1` (with the article where it is one of several), `filter 3`, `head 2, number 1`. */
export function columnName(stack: Stack, column: number, definite = false): Text {
  const columns = stack.matrices[0]?.columns ?? [];
  const places = unravel(columns, column);
  const gate = columns[0]?.name === 'gates' ? stack.gates[places[0] ?? 0] : undefined;
  if (gate !== undefined) {
    const unit = named(columns.slice(1), places.slice(1));
    return definite ? words`the ${gateName(gate)} of ${unit}` : words`${gateName(gate)} of ${unit}`;
  }
  return columns.length === 0 ? words`the one number` : named(columns, places);
}

const named = (factors: readonly Factor[], places: readonly number[]): Text =>
  joined(
    factors.map(({ name }, index) => wordOf(name).one(formatted((places[index] ?? 0) + 1))),
    ', ',
  );

/** `feature 3`, `the previous hidden value of unit 2`, `window place (2, 1), channel 3`. */
export function rowName(matrix: Matrix, row: number): Text {
  const places = unravel(matrix.rows, row).map((place) => formatted(place + 1));
  const texts: Text[] = [];
  const window = matrix.rows.flatMap(({ name, size }, index) =>
    isWindow(name) && !(name === 'pointwise_size' && size === 1) ? [places[index] ?? '1'] : [],
  );
  if (window.length > 0)
    texts.push(words`window place ${window.length > 1 ? `(${window.join(', ')})` : window.join('')}`);
  for (const [index, { name }] of matrix.rows.entries()) {
    if (isWindow(name)) continue;
    const word = wordOf(name).one(places[index] ?? '1');
    texts.push(matrix.role === 'previous' ? PREVIOUS.of(word) : word);
  }
  return joined(texts, ', ');
}

function columnSentence(stack: Stack, column: number): Text {
  const { matrices } = stack;
  const total = matrices.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const number = formatted(column + 1);
  const name = columnName(stack, column);
  if (matrices.every(({ rows }) => rows.length === 0)) {
    const [only, ...others] = matrices.map((matrix) => matrix.name);
    if (only !== undefined && others.length === 0) return words`column ${number} = ${name}: one number in ${only}`;
    return words`column ${number} = ${name}: one number in each of ${enumerated(matrices.map((matrix) => matrix.name))}`;
  }
  const parts = joined(matrices.map(readsText), ' + ');
  const isSum = matrices.length > 1 || (matrices[0]?.rows.length ?? 0) > 1;
  const amount = isSum ? joined([parts, countedNoun(sizeOf(total), 'number')], ' = ') : parts;
  const isOwn = matrices.every(({ role }) => role === 'plain') || stack.className.endsWith('Transpose');
  return isOwn ? words`column ${number} = ${name}: has ${amount}` : words`column ${number} = ${name}: reads ${amount}`;
}

const rowSentence = (stack: Stack, row: number): Text =>
  words`row ${formatted(row + 1)} = the vector of index ${formatted(row)}: ${countedNoun(sizeOf(stack.columnCount), 'number')}`;

/** `4 features`, `2 previous hidden values`, `1 bias`, `3 × 3 × 64 channels`. */
export function readsText(matrix: Matrix): Text {
  const { rowCount, role } = matrix;
  if (role === 'bias') return wordOf('biases').many(sizeOf(rowCount));
  const rows = matrix.rows.filter(({ name, size }) => !(name === 'pointwise_size' && size === 1));
  if (matrix.rows.length === 0) return `1 ${matrix.name.replaceAll('_', ' ')}`;
  if (rows.length === 0) return countedNoun(sizeOf(rowCount), 'number');
  if (rows.every(({ name }) => isWindow(name)))
    return words`a window of ${rows.map(({ size }) => formatted(size)).join(' × ')}`;
  const factors = rows.map(({ name, size }, index): Text => {
    if (isWindow(name)) return formatted(size);
    const { many } = role === 'previous' && index === rows.length - 1 ? PREVIOUS : wordOf(name);
    return many(sizeOf(size));
  });
  return joined(factors, ' × ');
}

/** The label at the left edge of a row, or of a window for one channel: `x₃`, `h₁`, `1`. */
export function rowLabel(matrix: Matrix, row: number): string {
  if (matrix.role === 'bias') return matrix.rowCount === 1 ? '1' : `1${row === 0 ? '' : '′'}`;
  if (matrix.rows.length === 0) return '';
  if (matrix.role === 'table') return formatted(row);
  // Of a window the label is that of its channel.
  const rows = matrix.window === undefined ? matrix.rows : matrix.rows.filter(({ name }) => !isWindow(name));
  const places = unravel(rows, row);
  const { letter } = matrix.role === 'previous' ? PREVIOUS : wordOf(matrix.rows.at(-1)?.name ?? '');
  return letter === '' ? formatted(row + 1) : `${letter}${subscript((places.at(-1) ?? 0) + 1)}`;
}

/** The whole picture in words, for who does not see it. */
export function pictureWords(stacks: readonly Stack[]): Text {
  return joined(stacks.map(stackWords), '; ');
}

function stackWords({ title, matrices, groups }: Stack): Text {
  const letters = groups.filter(({ letter }) => letter !== '').map(({ letter }) => letter);
  const arrays = matrices.map(({ name, shape }) => `${name} ${shape}`).join(', ');
  const text =
    letters.length > 1 && letters.length <= 8 ? words`${arrays}, columns in groups ${letters.join(', ')}` : arrays;
  return title === '' ? text : joined([title, text], ': ');
}
