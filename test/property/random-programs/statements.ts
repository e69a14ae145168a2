/** Random Python statements. */
import { waysOfDict, waysOfList, waysOfNumber, waysOfSet } from './mutations.ts';
import { Expressions } from './expressions.ts';
import type { Type, Variable } from './literals.ts';
import type { Random } from './random.ts';
import { definitionBlocks } from './definitions.ts';
import { libraryBlocks } from './library-uses.ts';

const assignable: readonly Type[] = [
  'int',
  'int',
  'float',
  'str',
  'bool',
  'ints',
  'ints',
  'strs',
  'pairs',
  'tuple',
  'dict',
  'set',
];

/**
 * A value that may be made of the variable's own value, in a loop again and again: it is cut so that it does not grow
 * without bound.
 */
function bounded(type: Type, value: string): string {
  if (type === 'int') return `(${value}) % 10 ** 30`;
  if (type === 'str') return `(${value})[:60]`;
  if (type === 'strs') return `[s[:20] for s in ${value}][:8]`;
  return type === 'ints' || type === 'pairs' || type === 'tuple' ? `(${value})[:12]` : value;
}

export class Statements extends Expressions {
  readonly lines: string[] = [];
  private indent = 0;
  /** Whether exceptions are raised and caught on purpose. */
  private readonly catches: boolean;

  constructor(random: Random, options: { readonly catches: boolean } = { catches: true }) {
    super(random);
    this.catches = options.catches;
  }

  line(text: string): void {
    this.lines.push('    '.repeat(this.indent) + text);
  }

  /**
   * A block: what `work` writes is indented. Variables that it binds are not in sight afterwards, as it may not have
   * run.
   */
  block(work: () => void): void {
    this.indent++;
    const before = this.lines.length;
    this.within([], work);
    if (this.lines.length === before) this.line('pass');
    this.indent--;
  }

  bind(type: Type, name = this.newName()): Variable {
    const variable = { name, type };
    this.variables.push(variable);
    return variable;
  }

  print(depth = 2): void {
    const { random } = this;
    if (random.chance(0.15)) this.line(`print(sorted(${this.of('set', depth)}))`);
    else
      this.line(
        `print(${random.list(1, 3, () => this.any(depth)).join(', ')}${random.chance(0.1) ? ", sep='/'" : ''})`,
      );
  }

  printVariable({ name, type }: Variable): void {
    this.line(type === 'set' ? `print(sorted(${name}))` : `print(${name})`);
  }

  /** Guards what may raise: the exception's class is printed. */
  guarded(work: () => void): void {
    this.line('try:');
    this.block(work);
    this.line('except Exception as error:');
    this.block(() => this.line('print(type(error).__name__)'));
  }

  assign(depth: number): void {
    const { random } = this;
    const type = random.pick(assignable);
    const value = this.of(type, depth);
    const known = random.chance(0.25) ? this.target(type) : undefined;
    const name = known ?? this.newName();
    // The first value is one that surely exists, so that later uses do not fail for want of the name.
    if (known === undefined) this.line(`${name} = ${this.literal(type)}`);
    this.guarded(() => {
      this.line(`${name} = ${known === undefined ? value : bounded(type, value)}`);
      this.printVariable({ name, type });
    });
    if (known === undefined) this.variables.push({ name, type });
  }

  mutate(): void {
    const { random } = this;
    const list = this.target('ints');
    const dict = this.target('dict');
    const set = this.target('set');
    const number = this.target('int');
    const ways = [
      ...(number === undefined ? [] : waysOfNumber(this, number)),
      ...(list === undefined ? [] : waysOfList(this, list)),
      ...(dict === undefined ? [] : waysOfDict(this, dict)),
      ...(set === undefined ? [] : waysOfSet(this, set)),
    ];
    if (ways.length === 0) {
      this.assign(1);
      return;
    }
    this.guarded(() => {
      random.pick(ways)();
      for (const name of [list, dict, number]) if (name !== undefined) this.line(`print(${name})`);
      if (set !== undefined) this.line(`print(sorted(${set}))`);
    });
  }

  unpack(): void {
    const { random } = this;
    this.guarded(() =>
      random.choose(
        () => {
          const names = [this.newName(), this.newName(), this.newName()];
          this.line(`${names[0]}, *${names[1]}, ${names[2]} = ${this.of('ints', 1)} + [1, 2]`);
          this.line(`print(${names.join(', ')})`);
        },
        () => {
          const names = [this.newName(), this.newName()];
          this.line(`${names.join(', ')} = ${this.of('int', 1)}, ${this.of('str', 1)}`);
          this.line(`${names[0]}, ${names[1]} = ${names[1]}, ${names[0]}`);
          this.line(`print(${names.join(', ')})`);
        },
        () => {
          const names = [this.newName(), this.newName(), this.newName()];
          this.line(
            `(${names[0]}, ${names[1]}), ${names[2]} = (${this.of('int', 1)}, ${this.of('int', 1)}), ${this.of('str', 1)}`,
          );
          this.line(`print(${names.join(', ')})`);
        },
        () => {
          const name = this.newName();
          this.line(`print((${name} := ${this.of('int', 2)}) + 1, ${name})`);
        },
        () => {
          const names = [this.newName(), this.newName()];
          this.line(`${names.join(' = ')} = ${this.of('ints', 1)}`);
          this.line(`${names[0]}.append(99)`);
          this.line(`print(${names.join(', ')}, ${names[0]} is ${names[1]})`);
        },
      ),
    );
  }

  branch(depth: number): void {
    this.guarded(() => {
      this.line(`if ${this.of('bool', 2)}:`);
      this.block(() => this.statements(2, depth - 1));
      if (this.random.chance(0.4)) {
        this.line(`elif ${this.of('bool', 1)}:`);
        this.block(() => this.statements(1, depth - 1));
      }
      if (this.random.chance(0.6)) {
        this.line('else:');
        this.block(() => this.statements(1, depth - 1));
      }
    });
  }

  loop(depth: number): void {
    const { random } = this;
    this.guarded(() => {
      const item = this.newName('i');
      const [header, variables] = random.choose<[string, Variable[]]>(
        () => [`for ${item} in range(${random.pick(['3', '1, 6, 2', '4, 0, -1'])}):`, [{ name: item, type: 'int' }]],
        () => [`for ${item} in ${this.of('ints', 1)}[:4]:`, [{ name: item, type: 'int' }]],
        () => [`for ${item} in ${this.of('strs', 1)}[:4]:`, [{ name: item, type: 'str' }]],
        () => [
          `for ${item}, ${item}x in enumerate(${this.of('strs', 1)}[:3]):`,
          [
            { name: item, type: 'int' },
            { name: `${item}x`, type: 'str' },
          ],
        ],
        () => [
          `for ${item}, ${item}x in list(${this.of('dict', 1)}.items())[:3]:`,
          [
            { name: item, type: 'str' },
            { name: `${item}x`, type: 'int' },
          ],
        ],
        () => [
          `for ${item}, ${item}x in zip(${this.of('ints', 1)}[:3], ${this.of('ints', 1)}):`,
          [
            { name: item, type: 'int' },
            { name: `${item}x`, type: 'int' },
          ],
        ],
      );
      this.line(header);
      this.block(() =>
        this.within(variables, () => {
          this.line(`print(${variables.map(({ name }) => name).join(', ')})`);
          if (random.chance(0.4)) this.jump();
          this.statements(2, depth - 1);
        }),
      );
      if (random.chance(0.3)) {
        this.line('else:');
        this.block(() => this.line("print('no break')"));
      }
    });
  }

  private jump(): void {
    this.line(`if ${this.of('bool', 1)}:`);
    this.block(() => this.line(this.random.pick(['break', 'continue'])));
  }

  whileLoop(depth: number): void {
    const { random } = this;
    const count = this.newName('w');
    this.line(`${count} = 0`);
    this.guarded(() => {
      this.line(`while ${count} < ${random.integer(2, 5)}:`);
      this.block(() => {
        this.line(`${count} += 1`);
        this.line(`print('pass', ${count})`);
        if (random.chance(0.4)) this.jump();
        this.statements(1, depth - 1);
      });
      if (random.chance(0.3)) {
        this.line('else:');
        this.block(() => this.line("print('done')"));
      }
    });
  }

  tryStatement(depth: number): void {
    const { random } = this;
    this.guarded(() => {
      this.line('try:');
      this.block(() => {
        this.statements(1, depth - 1);
        this.line(
          random.choose(
            () =>
              `raise ${random.pick(['ValueError', 'KeyError', 'TypeError', 'IndexError', 'RuntimeError'])}(${this.of('str', 1)})`,
            () => `print(${this.of('int', 2)} // (${this.of('int', 1)} % 2))`,
            () => `print(${this.of('ints', 1)}[${random.integer(0, 6)}])`,
            () => `print({'a': 1}[${random.pick(["'a'", "'b'"])}])`,
            () => `print(int(${this.of('str', 1)}))`,
            () => 'pass',
          ),
        );
      });
      const handlers = random.pick([
        ['ValueError'],
        ['(KeyError, IndexError)'],
        ['ZeroDivisionError', 'LookupError'],
        ['ValueError', 'Exception'],
        ['ArithmeticError', 'Exception'],
      ]);
      for (const handler of handlers) {
        this.line(`except ${handler} as caught:`);
        this.block(() => {
          this.line(
            `print('caught', type(caught).__name__, caught.args if isinstance(caught, (KeyError, RuntimeError)) else '')`,
          );
          if (random.chance(0.15)) this.line('raise');
        });
      }
      if (random.chance(0.4)) {
        this.line('else:');
        this.block(() => this.line("print('else')"));
      }
      if (random.chance(0.5)) {
        this.line('finally:');
        this.block(() => this.line("print('finally')"));
      }
    });
  }

  matchStatement(): void {
    const { random } = this;
    this.guarded(() => {
      this.line(
        `match ${random.choose(
          () => this.of('int', 1),
          () => this.of('tuple', 1),
          () => this.of('ints', 1),
          () => this.of('dict', 1),
          () => this.of('str', 1),
        )}:`,
      );
      this.block(() => {
        const cases = [
          ['case 0 | 1:', "print('small')"],
          ['case [a, b]:', "print('two', a, b)"],
          ['case [first, *rest]:', "print('first', first, rest)"],
          ["case {'a': value, **others}:", 'print(value, others)'],
          ['case str() as text:', "print('text', text)"],
          ['case int(n) if n > 10:', "print('large', n)"],
          ['case (1, (2, x), None):', 'print(x)'],
          ['case []:', "print('empty')"],
          ['case {}:', "print('mapping')"],
        ];
        for (const [header, body] of random.list(1, 4, () => random.pick(cases))) {
          this.line(header!);
          this.block(() => this.line(body!));
        }
        this.line('case _:');
        this.block(() => this.line("print('other')"));
      });
    });
  }

  /** Writes up to `most` statements, at least one. */
  statements(most: number, depth: number): void {
    const count = this.random.integer(1, most);
    for (let written = 0; written < count; written++) this.statement(depth);
  }

  statement(depth: number): void {
    const { random } = this;
    const simple = [
      () => this.assign(3),
      () => this.assign(2),
      () => this.mutate(),
      () => this.mutate(),
      () => this.guarded(() => this.print()),
      () => this.unpack(),
    ];
    const ways =
      depth <= 0
        ? simple
        : [
            ...simple,
            ...simple,
            () => this.branch(depth),
            () => this.loop(depth),
            () => this.loop(depth),
            () => this.whileLoop(depth),
            () => (this.catches ? this.tryStatement(depth) : this.branch(depth)),
            () => this.matchStatement(),
            () => random.pick(definitionBlocks)(this),
            () => random.pick(definitionBlocks)(this),
            () => random.pick(libraryBlocks)(this),
            () => random.pick(libraryBlocks)(this),
          ];
    random.pick(ways)();
  }
}
