/**
 * Programs against what they did when they ran (the records of test/truth/README.md): rows, arrays, totals and printed
 * values are as recorded, or not known.
 */
interface Weight {
  readonly name: string;
  readonly shape: unknown;
}
interface Row {
  readonly name: string;
  readonly class: string;
  readonly output_shape: unknown;
  readonly params: unknown;
  readonly weights: readonly Weight[];
}
interface Model {
  readonly variable: string | null;
  readonly line: number;
  readonly name: string;
  readonly unbuilt?: unknown;
  readonly describe_error?: string;
  readonly layers: readonly Row[];
  readonly total: unknown;
  readonly trainable: unknown;
  readonly non_trainable: unknown;
  readonly summary_text?: string | null;
}
interface Value {
  readonly line: number;
  readonly text: string;
  readonly value: unknown;
  readonly unknown?: boolean;
}
interface Facts {
  readonly models: readonly Model[];
  readonly values: readonly Value[];
}
export interface Recorded extends Facts {
  readonly keras: string;
  readonly error: {
    readonly line: number | null;
    readonly called_from: number | null;
    readonly message: string;
  } | null;
}
export interface Found extends Facts {
  readonly problems: readonly {
    readonly line: number;
    readonly end_line?: number;
    readonly severity: string;
    readonly message: string;
  }[];
}

const text = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
/** A name or a formula stands for what is not decided; `?` for what has no name. */
const isOpen = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) ? value.some(isOpenSize) : typeof value === 'string');
const isOpenSize = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isOpenSize) : typeof value === 'string';

/** Other objects are recorded by their text, sets in any order; tuples are lists. */
function isSame(mine: unknown, recorded: unknown): boolean {
  if (typeof mine === 'number' && typeof recorded === 'number')
    return Math.abs(mine - recorded) <= 1e-6 * Math.max(1, Math.abs(mine), Math.abs(recorded));
  if (Array.isArray(mine) && Array.isArray(recorded))
    return mine.length === recorded.length && mine.every((one, index) => isSame(one, recorded[index]));
  if (typeof recorded === 'object' && recorded !== null && !Array.isArray(recorded)) {
    if ('str' in recorded) return typeof mine === 'string' && spaceless(mine) === spaceless(String(recorded.str));
    if ('set' in recorded) return true;
    const [a, b] = [mine as Record<string, unknown>, recorded as Record<string, unknown>];
    return (
      typeof mine === 'object' &&
      mine !== null &&
      Object.keys(a).length === Object.keys(b).length &&
      Object.keys(b).every((key) => isSame(a[key], b[key]))
    );
  }
  return mine === recorded || (typeof mine === 'string' && mine === String(recorded));
}
const spaceless = (shown: string): string => shown.replaceAll(' ', '');

/** What is answered and what is not, over all programs. */
export class Comparison {
  readonly wrong: string[] = [];
  right = 0;
  unknown = 0;

  /** `name`: of the program, for messages. */
  add(name: string, want: Recorded, got: Found): void {
    if (want.error === null) {
      this.#compareModels(name, want, got);
      for (const { severity, line, message } of got.problems)
        if (severity === 'error') this.wrong.push(`${name} line ${line}: a false alarm: ${message}`);
    }
    this.#compareValues(name, want, got);
  }

  #say(isRight: boolean, isUnknown: boolean, what: () => string): void {
    if (isRight) this.right++;
    else if (isUnknown) this.unknown++;
    else this.wrong.push(what());
  }

  #compareModels(name: string, want: Recorded, got: Found): void {
    const left = [...got.models];
    for (const model of want.models) {
      if (model.unbuilt || model.describe_error !== undefined) continue;
      const at = [
        (one: Model) => one.line === model.line && one.name === model.name && one.variable === model.variable,
        (one: Model) => one.line === model.line && one.name === model.name,
        (one: Model) => one.variable === model.variable && one.name === model.name,
      ]
        .map((fits) => left.findIndex(fits))
        .find((index) => index >= 0);
      if (at === undefined) {
        this.unknown += model.layers.length;
        continue;
      }
      const [mine] = left.splice(at, 1) as [Model];
      for (const key of ['total', 'trainable', 'non_trainable'] as const)
        this.#say(
          mine[key] === model[key],
          isOpen(mine[key]),
          () => `${name} ${model.name} ${key}: ${text(mine[key])}`,
        );
      model.layers.forEach((row, index) => {
        const own = mine.layers[index];
        if (own === undefined) this.unknown++;
        else this.#compareRow(`${name} ${model.name} row ${index}`, row, own);
      });
      if (mine.layers.length > model.layers.length) this.wrong.push(`${name} ${model.name}: too many rows`);
    }
  }

  #compareRow(place: string, row: Row, own: Row): void {
    const shapes = (of: Row): unknown => of.weights.map(({ shape }) => shape);
    const differences = [
      own.name !== row.name && 'name',
      own.class !== row.class && 'class',
      row.output_shape !== 'multiple' && !isSame(own.output_shape, row.output_shape) && 'output_shape',
      own.params !== row.params && 'params',
      text(shapes(own)) !== text(shapes(row)) && 'weights',
    ].filter((key) => key !== false);
    const open = differences.every(
      (key) =>
        (key === 'name' && own.name.includes('?')) ||
        (key === 'output_shape' && isOpen(own.output_shape)) ||
        (key === 'params' && typeof own.params !== 'number') ||
        (key === 'weights' && (own.params === null || isOpen(shapes(own)))),
    );
    this.#say(
      differences.length === 0,
      open,
      () => `${place} ${differences.join(', ')}: ${text(own)}, not ${text(row)}`,
    );
  }

  #compareValues(name: string, want: Recorded, got: Found): void {
    const seen = new Map<string, number>();
    for (const { line, text: source, value } of want.values) {
      const key = `${line} ${source}`;
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const mine = got.values.filter((one) => one.line === line && one.text === source)[nth];
      if (mine === undefined || mine.unknown) this.unknown++;
      else
        this.#say(
          isSame(mine.value, value),
          typeof mine.value === 'string' || isOpenSize(mine.value),
          () => `${name} line ${line} ${source}: ${text(mine.value)}, not ${text(value)}`,
        );
    }
  }
}
