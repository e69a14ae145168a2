/** What one sees and reads where one points at a column, a row or a cell of the picture. Counting starts at 1; the index in Python stands beside it. */
import { enumerated } from '../words.ts';
import { isWindow, pythonIndex, unravel, type Factor, type Matrix, type Stack } from './matrices.ts';
import { gateName, PREVIOUS, subscript, wordOf } from './words.ts';

export interface Place {
  readonly stack: number;
  readonly matrix: number;
  readonly row: number;
  readonly column: number;
}

export interface Pointed {
  /** `column 3 = forget gate of unit 1: reads 4 features + 2 previous hidden values + 1 bias = 7 numbers` */
  readonly line: string;
  /** `kernel[0, 2]: from feature 1 to the forget gate of unit 1` */
  readonly cell: string;
}

const formatted = (count: number): string => count.toLocaleString('en-US');
const count = (size: number, one: string, many: string): string => `${formatted(size)} ${size === 1 ? one : many}`;

export function pointedAt(stacks: readonly Stack[], place: Place): Pointed | undefined {
  const stack = stacks[place.stack];
  const matrix = stack?.matrices[place.matrix];
  if (stack === undefined || matrix === undefined) return undefined;
  const index = pythonIndex(matrix, matrix.rows.length === 0 ? undefined : place.row, place.column);
  return { line: stack.focus === 'row' ? rowSentence(stack, place.row) : columnSentence(stack, place.column), cell: `${index}: ${cellText(stack, matrix, place)}` };
}

function cellText(stack: Stack, matrix: Matrix, { row, column }: Place): string {
  const to = `${stack.gates.length > 1 ? 'the ' : ''}${columnName(stack, column)}`;
  switch (matrix.role) {
    case 'bias': return matrix.rowCount === 1 ? `the bias of ${to}` : `the bias of ${to}, ${row === 0 ? 'for the input part' : 'for the recurrent part'}`;
    case 'table': return `${to} of the vector of index ${formatted(row)}`;
    case 'plain': return matrix.rows.length === 0 ? `the ${matrix.name.replaceAll('_', ' ')} of ${to}` : `${rowName(matrix, row)}, ${to}`;
    default: return `from ${rowName(matrix, row)} to ${to}`;
  }
}

/** `the forget gate of unit 1`, `filter 3`, `head 2, place 1`. */
export function columnName(stack: Stack, column: number): string {
  const columns = stack.matrices[0]?.columns ?? [];
  const places = unravel(columns, column);
  if (columns[0]?.name === 'gates' && stack.gates.length > 0) {
    const gate = stack.gates[places[0] ?? 0];
    const name = gate === undefined ? 'gate' : gateName(gate);
    return `${name} of ${named(columns.slice(1), places.slice(1))}`;
  }
  return named(columns, places) || 'the one number';
}

function named(factors: readonly Factor[], places: readonly number[]): string {
  return factors.map(({ name }, index) => `${wordOf(name).one} ${formatted((places[index] ?? 0) + 1)}`).join(', ');
}

/** `feature 3`, `the previous hidden value of unit 2`, `window place (2, 1), channel 3`. */
export function rowName(matrix: Matrix, row: number): string {
  const places = unravel(matrix.rows, row);
  const texts: string[] = [];
  const window = matrix.rows.flatMap(({ name, size }, index) => (isWindow(name) && !(name === 'pointwise_size' && size === 1) ? [formatted((places[index] ?? 0) + 1)] : []));
  if (window.length > 0) texts.push(`window place ${window.length > 1 ? `(${window.join(', ')})` : window.join('')}`);
  for (const [index, { name }] of matrix.rows.entries()) {
    if (isWindow(name)) continue;
    const word = matrix.role === 'previous' ? `the previous hidden value of ${wordOf(name).one}` : wordOf(name).one;
    texts.push(`${word} ${formatted((places[index] ?? 0) + 1)}`);
  }
  return texts.join(', ');
}

function columnSentence(stack: Stack, column: number): string {
  const { matrices } = stack;
  const total = matrices.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const name = `column ${formatted(column + 1)} = ${columnName(stack, column)}`;
  if (matrices.every(({ rows }) => rows.length === 0)) {
    const names = matrices.map((matrix) => matrix.name);
    return `${name}: one number in ${names.length === 1 ? names[0] : `each of ${enumerated(names)}`}`;
  }
  const sum = matrices.length > 1 || (matrices[0]?.rows.length ?? 0) > 1 ? ` = ${count(total, 'number', 'numbers')}` : '';
  const verb = matrices.every(({ role }) => role === 'plain') || stack.className.endsWith('Transpose') ? 'has' : 'reads';
  return `${name}: ${verb} ${matrices.map(readsText).join(' + ')}${sum}`;
}

const rowSentence = (stack: Stack, row: number): string => `row ${formatted(row + 1)} = the vector of index ${formatted(row)}: ${count(stack.columnCount, 'number', 'numbers')}`;

/** `4 features`, `2 previous hidden values`, `1 bias`, `3 × 3 × 64 channels`. */
export function readsText(matrix: Matrix): string {
  const { rowCount, role } = matrix;
  if (role === 'bias') return count(rowCount, 'bias', 'biases');
  const rows = matrix.rows.filter(({ name, size }) => !(name === 'pointwise_size' && size === 1));
  if (rows.length === 0) return matrix.rows.length === 0 ? `1 ${matrix.name.replaceAll('_', ' ')}` : count(rowCount, 'number', 'numbers');
  if (rows.every(({ name }) => isWindow(name))) return `a window of ${rows.map(({ size }) => formatted(size)).join(' × ')}`;
  return rows
    .map(({ name, size }, index) => {
      if (isWindow(name)) return formatted(size);
      const { one, many } = role === 'previous' && index === rows.length - 1 ? PREVIOUS : wordOf(name);
      return count(size, one, many);
    })
    .join(' × ');
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
export function pictureWords(stacks: readonly Stack[]): string {
  return stacks
    .map(({ title, matrices, groups }) => {
      const letters = groups.filter(({ letter }) => letter !== '').map(({ letter }) => letter);
      const columns = letters.length > 1 && letters.length <= 8 ? `, columns in groups ${letters.join(', ')}` : '';
      return `${title === '' ? '' : `${title}: `}${matrices.map(({ name, shape }) => `${name} ${shape}`).join(', ')}${columns}`;
    })
    .join('; ');
}
