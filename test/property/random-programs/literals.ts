/** Random Python expressions of a known type, over the variables in sight. */
import type { Random } from './random.ts';

export type Type = 'int' | 'float' | 'str' | 'bool' | 'ints' | 'strs' | 'pairs' | 'tuple' | 'dict' | 'set';

export interface Variable {
  readonly name: string;
  readonly type: Type;
}

const words = [
  'dense',
  'Layer',
  'x',
  'conv_2d',
  '',
  'a b',
  'units',
  "it's",
  'say "hi"',
  'tab\\there',
  'Ünïcödé',
  'naïve café',
  '日本',
  'Hello World',
  'line\\nbreak',
  '  pad ',
  '1,2,3',
  'ABC',
  '42',
  '😀 ok',
  'path/to/x.h5',
];

/** Variables in sight, and values that are written out. */
export class Literals {
  readonly random: Random;
  /** Names in sight, innermost last. */
  readonly variables: Variable[] = [];
  private fresh = 0;
  private firstLocal = 0;

  constructor(random: Random) {
    this.random = random;
  }

  newName(prefix = 'v'): string {
    return `${prefix}${++this.fresh}`;
  }

  variable(type: Type): string | undefined {
    const fitting = this.variables.filter((variable) => variable.type === type);
    return fitting.length > 0 ? this.random.pick(fitting).name : undefined;
  }

  /** A variable that may be bound anew: in a function only its own ones, as an assignment makes a name local. */
  target(type: Type): string | undefined {
    const fitting = this.variables.slice(this.firstLocal).filter((variable) => variable.type === type);
    return fitting.length > 0 ? this.random.pick(fitting).name : undefined;
  }

  /** Runs `work` as the body of a function with these parameters. */
  inFunction<T>(parameters: readonly Variable[], work: () => T): T {
    const outer = this.firstLocal;
    this.firstLocal = this.variables.length;
    const result = this.within(parameters, work);
    this.firstLocal = outer;
    return result;
  }

  /** Runs `work` with more variables in sight. */
  within<T>(variables: readonly Variable[], work: () => T): T {
    const before = this.variables.length;
    this.variables.push(...variables);
    const result = work();
    this.variables.length = before;
    return result;
  }

  literal(type: Type): string {
    const { random } = this;
    switch (type) {
      case 'int':
        return random.choose(
          () => String(random.integer(0, 9)),
          () => String(random.integer(-20, 300)),
          () => this.largeInteger(),
          () => random.pick(['0x1F', '0b101', '1_000', '0o17']),
        );
      case 'float':
        return random.pick([
          '0.5',
          '1.0',
          '-2.25',
          '3.14159',
          '1e3',
          '2.5e-3',
          '0.1',
          '100.0',
          '1e16',
          '123456.789',
          '-0.0',
          '7.0',
          '1e-7',
          '2.675',
        ]);
      case 'str':
        return `'${random.pick(words).replaceAll("'", "\\'")}'`;
      case 'bool':
        return random.pick(['True', 'False']);
      case 'ints':
        return `[${random.list(0, 5, () => this.literal('int')).join(', ')}]`;
      case 'strs':
        return `[${random.list(0, 4, () => this.literal('str')).join(', ')}]`;
      case 'pairs':
        return `[${random.list(0, 3, () => `(${this.literal('int')}, ${this.literal('str')})`).join(', ')}]`;
      case 'tuple':
        return random.pick([
          '()',
          `(${this.literal('int')},)`,
          `(${this.literal('int')}, ${this.literal('float')}, ${this.literal('str')})`,
          `(1, (2, ${this.literal('int')}), None)`,
        ]);
      case 'dict':
        return `{${random.list(0, 4, () => `${this.literal('str')}: ${this.literal('int')}`).join(', ')}}`;
      case 'set':
        return random.chance(0.2) ? 'set()' : `{${random.list(1, 4, () => this.literal('int')).join(', ')}}`;
    }
  }

  private largeInteger(): string {
    const { random } = this;
    return (
      (random.chance(0.3) ? '-' : '') +
      String(random.integer(1, 9)) +
      random.list(8, 24, () => String(random.integer(0, 9))).join('')
    );
  }

  /** A small integer, for counts and exponents. */
  small(): string {
    return String(this.random.integer(0, 4));
  }
  index(): string {
    return String(this.random.integer(-4, 4));
  }

  slice(): string {
    const { random } = this;
    const part = () => (random.chance(0.4) ? '' : this.index());
    return random.chance(0.3)
      ? `${part()}:${part()}:${random.pick(['1', '2', '-1', '-2', '3'])}`
      : `${part()}:${part()}`;
  }
}
