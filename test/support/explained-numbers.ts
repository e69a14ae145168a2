import { evaluate, convertedShape } from './written-calculations.ts'; /**
 * Derives every number of a hover's text again: from what real Keras made (arrays, shapes, counts), from the program's
 * own numbers, and from the
 * arithmetic that the text itself shows. What is left over is a number that nobody can account for.
 */

export interface Ground {
  readonly inputs: readonly (readonly (number | null)[])[];
  readonly outputs: readonly (readonly (number | null)[])[];
  /** In the order of get_weights(). */
  readonly weights: readonly {
    readonly name: string;
    readonly path: string;
    readonly shape: readonly number[];
    readonly trainable: boolean;
  }[];
  /** The program. */
  readonly source: string;
  /** Counts of the layers inside, and of the other layers that the same call made. */
  readonly counts: readonly number[];
  /** Arguments as Python prints them, defaults included. */
  readonly arguments: ReadonlyMap<string, string>;
}

export const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);
export const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
const numberOf = (text: string): number => Number(text.replaceAll(',', ''));
const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const SHAPE = /\((?:None|\d+)(?:,|(?:, (?:None|\d+))+)\)/g;

export class ExplainedNumbers {
  readonly problems: string[] = [];
  private readonly ground: Ground;
  private readonly known = new Set<number>([0, 1]);
  private readonly shapes = new Set<string>();
  /** The factors of each listed array's dimensions, by name. */
  private readonly listed: {
    readonly shape: readonly number[];
    readonly factors: readonly (readonly [string, number])[];
  }[] = [];
  private readonly gates = new Set<number>();
  private text: string;
  /** The argument that the hover is over, where it is over one. */
  private readonly argument: string | undefined;

  /** @param text The hover as Markdown, without its picture's data. */
  constructor(text: string, ground: Ground) {
    this.ground = ground;
    this.argument = /^`(\w+)=/.exec(text)?.[1];
    const { inputs, outputs, weights } = ground;
    for (const shape of [...inputs, ...outputs, ...weights.map((weight) => weight.shape)]) {
      this.shapes.add(shapeText(shape));
      for (const size of shape) if (size !== null) this.known.add(size);
    }
    for (const { shape } of weights) this.known.add(product(shape));
    const parts = new Map<string, number>();
    for (const { path, shape } of weights) {
      const part = path.split('/').slice(0, -1).join('/');
      parts.set(part, (parts.get(part) ?? 0) + product(shape));
    }
    for (const count of [...parts.values(), this.total(), this.total(true), this.total(false), ...ground.counts])
      this.known.add(count);
    for (const [number] of ground.source.matchAll(new RegExp(`(?<![\\w.])${NUMBER.replace('(?:,\\d{3})*', '')}`, 'g')))
      this.known.add(Number(number));
    for (const value of ground.arguments.values())
      for (const [number] of value.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)) this.known.add(Number(number));
    for (const window of this.numbersIn(ground.arguments.get('kernel_size') ?? ''))
      for (const rate of this.numbersIn(ground.arguments.get('dilation_rate') ?? ''))
        this.known.add(rate * (window - 1) + 1);
    this.text = text
      .replace(/\[[^\]]*\]\(https?:[^)]*\)/g, '')
      .replace(/\\([\\`*_{}[\]#|~])/g, '$1')
      .replaceAll('&ensp;', '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('**', '');
    this.run();
  }

  private total(trainable?: boolean): number {
    return sum(
      this.ground.weights
        .filter((weight) => trainable === undefined || weight.trainable === trainable)
        .map(({ shape }) => product(shape)),
    );
  }

  private run(): void {
    this.consume(/1e-05/g, () => true); // PyTorch's epsilon
    this.flow();
    this.arrayRows();
    this.arrayLines();
    this.torch();
    this.consume(/`[\w.]+=(?:\([^`]*\)|\[[^`]*\]|[^`]*)`/g, (code) =>
      this.numbersIn(code).every((number) => this.known.has(number)),
    );
    this.shareRows();
    this.twiceAsMany();
    this.sentences();
    this.chains();
    this.steps();
    this.consume(
      SHAPE,
      (shape) => this.shapes.has(shape) || this.numbersIn(shape).every((number) => this.known.has(number)),
    );
    this.consume(/[A-Za-z_][\w./]*/g, () => true);
    this.consume(new RegExp(NUMBER, 'g'), (number) => this.known.has(numberOf(number)));
  }

  /** Takes what matches out of the text; what does not hold is a problem. */
  private consume(pattern: RegExp, holds: (match: string, ...groups: string[]) => boolean): void {
    this.text = this.text.replace(pattern, (match: string, ...rest: unknown[]) => {
      const groups = rest.filter((one): one is string => typeof one === 'string').slice(0, -1);
      if (!holds(match, ...groups)) this.problems.push(match.trim());
      return match.replace(/[^\n]/g, ' ');
    });
  }

  private numbersIn(text: string): number[] {
    return [...text.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w])/g)].map(([number]) => Number(number));
  }

  /**
   * `(None, 100, 4) → (None, 2)` in the first line: exactly what goes in and comes out (dicts list their entries in
   * orders of their own).
   */
  private flow(): void {
    const { inputs, outputs } = this.ground;
    this.consume(
      /(?<=^\*{0,2}\w+\*{0,2} `[^`]*` · )`[^`]*→[^`]*`/g,
      (flow) =>
        (flow.match(SHAPE) ?? []).sort().join() ===
        [...inputs, ...outputs]
          .filter((shape) => shape.length > 0)
          .map(shapeText)
          .sort()
          .join(),
    );
  }

  /**
   * `| kernel | (4, 8) | 32 | features 4 × (gates 4 · units 2) |`: an array of Keras's, in its order, and the product.
   */
  private arrayRows(): void {
    let next = 0;
    this.consume(
      /^\| (?:▸ )?`([^`|]+)` \| `(\([^)]*\)|\(\))` \| ([\d,]+) \|(?: (.*) \|)?$/gm,
      (_, path = '', shape = '', count = '', from = '') => {
        const found = this.ground.weights.findIndex(
          (weight, index) =>
            index >= next && weight.name === path.split('/').at(-1) && shapeText(weight.shape) === shape,
        );
        if (found < 0) return false;
        next = found + 1;
        const sizes = this.ground.weights[found]!.shape;
        if (product(sizes) !== numberOf(count)) return false;
        const origin = from.replace(' (not trainable)', '').trim();
        if (this.ground.weights[found]!.trainable === from.includes('(not trainable)')) return false;
        return this.isOrigin(origin, sizes);
      },
    );
    // The picture's words name arrays too.
    this.consume(/!\[[^\]]*\]/g, (words) => (words.match(SHAPE) ?? []).every((shape) => this.shapes.has(shape)));
  }

  /** `- kernel (4, 8): features 4 × (gates 4 · units 2) = 32`, for one array or several that are alike. */
  private arrayLines(): void {
    this.consume(
      /^- (?:▸ )?((?:`[\w/]+`(?:, )?)+) `(\([^)]*\))`(?:: (?![\d,]+ sample)(.*?))?(?: = ([\d,]+))?( \(not trainable\))?$/gm,
      (_, names = '', shape = '', origin = '', count = '', frozen = '') =>
        [...names.matchAll(/`([^`]+)`/g)].every(([, path = '']) => {
          const found = this.ground.weights.find(
            (weight) => weight.name === path.split('/').at(-1) && shapeText(weight.shape) === shape,
          );
          if (found === undefined || found.trainable !== (frozen === '')) return false;
          return (count === '' || numberOf(count) === product(found.shape)) && this.isOrigin(origin, found.shape);
        }),
    );
  }

  /** `features 4 × (gates 4 · units 2)` of an array of these sizes. */
  private isOrigin(origin: string, sizes: readonly number[]): boolean {
    const factors = [...origin.matchAll(new RegExp(`([a-z_][\\w]*) (${NUMBER})`, 'g'))].map(
      ([, name = '', value = '']) => [name, numberOf(value)] as const,
    );
    this.listed.push({ shape: sizes, factors });
    // How many gates there are is no number to be met elsewhere.
    for (const [name, value] of factors)
      (name === 'gates' || name === 'bias_rows' ? this.gates : this.known).add(value);
    if (origin === '' || origin === 'a single number' || /^\d/.test(origin) || origin.startsWith('`self.')) return true;
    const dimensions = origin.split(' × ').map((part) => evaluate(part));
    return dimensions.length === sizes.length && dimensions.every((value, index) => value === sizes[index]);
  }

  /**
   * PyTorch's arrays: what the NumPy code beside them makes of Keras's arrays has their shape; and together they are as
   * many as is said.
   */
  private torch(): void {
    const sizes: number[] = [];
    const learned: number[] = [];
    this.consume(/^\| `([\w.]+)` \| `(\([^`]*\))` \| `([^`]*)` \|$/gm, (_, name = '', shape = '', from = '') => {
      const expected = convertedShape(from, this.ground.weights, name, shape);
      const count = product(this.numbersIn(shape));
      sizes.push(count);
      if (!name.startsWith('running')) learned.push(count);
      return expected === shape;
    });
    const counts = new Set([sum(sizes), sum(learned)]);
    this.consume(
      new RegExp(`In PyTorch \`[^\`]*\`: (${NUMBER})(?: too| instead of (${NUMBER}))`, 'g'),
      (match, torch = '', keras) => {
        const callNumbers = this.numbersIn(/`([^`]*)`/.exec(match)?.[1] ?? '');
        const complement = 1 - Number(this.ground.arguments.get('momentum') ?? Number.NaN);
        return (
          counts.has(numberOf(torch)) &&
          (keras === undefined ? numberOf(torch) === this.total() : numberOf(keras) === this.total()) &&
          callNumbers.every((number) => this.known.has(number) || Math.abs(number - complement) < 1e-9)
        );
      },
    );
    this.consume(new RegExp(`it counts (${NUMBER}) parameters`, 'g'), (_, count = '') => counts.has(numberOf(count)));
    const complement = 1 - Number(this.ground.arguments.get('momentum') ?? Number.NaN);
    this.consume(/`nn\.[^`]*`/g, (call) =>
      this.numbersIn(call).every(
        (number) =>
          this.known.has(number) ||
          Math.abs(number - complement) < 1e-9 ||
          this.ground.weights.some(({ shape }) => product(shape.slice(-2)) === number),
      ),
    );
  }

  private shareRows(): void {
    const total = this.total();
    const share = (count: number, shown: string) =>
      shown ===
      (count / total < 0.01
        ? '< 1%'
        : count < total && count / total > 0.99
          ? '> 99%'
          : `${Math.round((count / total) * 100)}%`);
    this.consume(
      /^\| `[^`]*` \(\w+\) \| ([\d,]+) \| ([█░]+) ([<>]? ?\d+%) \|$/gm,
      (_, count = '', bar = '', percent = '') =>
        this.known.has(numberOf(count)) &&
        share(numberOf(count), percent) &&
        bar.length === 10 &&
        [...bar].filter((cell) => cell === '█').length === Math.round((numberOf(count) / total) * 10),
    );
    this.consume(/(More than )?(\d+%) of the parameters are in `([^`]*)`/g, (_, more = '', percent = '') =>
      this.ground.counts.some((count) => share(count, more === '' ? percent : `> ${percent}`)),
    );
  }

  /** Each factor of the arrays that the argument decides, doubled. */
  private twiceAsMany(): void {
    const factor = this.argument === 'num_heads' ? 'heads' : this.argument;
    this.consume(
      new RegExp(`With (${NUMBER}): (${NUMBER}) parameters instead of (${NUMBER})`, 'g'),
      (_, value = '', twice = '', once = '') => {
        const before = sum(this.listed.map(({ shape }) => product(shape)));
        const after = sum(
          this.listed.map(
            ({ shape, factors }) => product(shape) * 2 ** factors.filter(([one]) => one === factor).length,
          ),
        );
        return (
          this.known.has(numberOf(value) / 2) &&
          numberOf(once) === this.total() &&
          numberOf(twice) === this.total() - before + after
        );
      },
    );
  }

  /**
   * `gates 4 · units 2 · (features 4 + units 2 + bias 1) = 8 · 7 = 56`: all sides come to the same, and the first
   * is made of known numbers.
   */
  private chains(): void {
    const side = String.raw`[\w ,·×+−/()⌈⌉]*?\d[\w ,·×+−/()⌈⌉]*?`;
    this.consume(
      new RegExp(
        `(?<=^|^- |[:.;,|] )(${side})((?: = ${side})+)(?=[.;:|\\n]|,(?!\\d)|$| (?:weights|columns|features|batch))`,
        'gm',
      ),
      (match) => {
        const sides = match.split(' = ').map((one) => one.trim());
        if (!/[·×+−/⌈]/.test(match))
          return sides.every((one) =>
            this.numbersIn(one.replaceAll(',', '')).every((number) => this.known.has(number)),
          );
        const values = sides.map((one) => evaluate(one));
        const leaves = [...(sides[0] ?? '').replace(/[A-Za-z_]\w*/g, '').matchAll(new RegExp(NUMBER, 'g'))].map(
          ([number]) => numberOf(number),
        );
        const holds =
          values.every((value) => value !== undefined && value === values[0]) &&
          leaves.every((leaf) => this.known.has(leaf) || this.gates.has(leaf));
        if (holds) this.known.add(values[0]!);
        return holds;
      },
    );
  }

  /** Numbers that a sentence derives without showing how. */
  private sentences(): void {
    const rows = this.ground.weights[0]?.shape[0] ?? Number.NaN;
    this.consume(/one row for each index 0 … (\d+)/g, (_, last = '') => Number(last) === rows - 1);
    this.consume(
      new RegExp(`A Conv\\dD of the same window and filters would have (${NUMBER}) parameters`, 'g'),
      (_, plain = '') => {
        const [depthwise, pointwise, bias] = this.ground.weights;
        const filters = pointwise?.shape.at(-1) ?? 0;
        return (
          numberOf(plain) ===
          product(depthwise?.shape.slice(0, -1) ?? []) * filters + (bias === undefined ? 0 : filters)
        );
      },
    );
    this.consume(/(\d+) numbers? per channel/g, (_, count = '') => Number(count) === this.ground.weights.length);
    const [, recurrent] = this.ground.weights;
    this.consume(
      /([\d,]+) × ([\d,]+) weights per gate, (\d+) gates, so `recurrent_kernel` is (\([^)]*\))/g,
      (_, rows = '', columns = '', gates = '', shape = '') =>
        recurrent !== undefined &&
        shape === shapeText(recurrent.shape) &&
        numberOf(rows) === recurrent.shape[0] &&
        numberOf(columns) * Number(gates) === recurrent.shape[1],
    );
    this.consume(/t−(\d+)|(\d+) − z/g, (text) => text === 't−1' || text === '1 − z');
    this.consume(
      /`(\w+)`(?: is)? (\(\d[\d, ]*\))/g,
      (_, name = '', shape = '') =>
        this.ground.weights.some((weight) => weight.name === name && shapeText(weight.shape) === shape) ||
        !this.ground.weights.some((weight) => weight.name === name),
    );
    this.consume(
      /the last axis is gates (\d+) · filters (\d+)/g,
      (_, gates = '', filters = '') => Number(gates) * Number(filters) === this.ground.weights[0]?.shape.at(-1),
    );
    this.consume(
      /window of ([\d × ]+) of the input/g,
      (_, window = '') => window.split(' × ').map(Number).join() === this.ground.weights[0]?.shape.slice(0, -2).join(),
    );
    this.consume(/\[1, 2\] after a Conv2D/g, () => true); // the axes of an image
    this.consume(/(\d+), padded so that it stays/g, (_, size = '') => this.known.has(Number(size)));
  }

  private steps(): void {
    this.consume(
      new RegExp(`(${NUMBER}) epochs, (${NUMBER}) steps`, 'g'),
      (_, epochs = '', steps = '') =>
        this.known.has(numberOf(epochs)) && this.known.has(numberOf(steps) / numberOf(epochs)),
    );
  }
}

export function shapeText(shape: readonly (number | null)[]): string {
  const sizes = shape.map((size) => (size === null ? 'None' : String(size)));
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
}
