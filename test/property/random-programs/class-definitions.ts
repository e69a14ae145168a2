/** Blocks of random programs that define classes and use them. */
import type { Statements } from './statements.ts';
import type { Block } from './blocks.ts';

/** Counts its instances, or keeps their names; has a property and methods of all kinds. */
function baseClass(write: Statements, base: string): void {
  const { random } = write;
  write.line(`class ${base}:`);
  write.block(() => {
    write.line(`count = ${random.integer(0, 3)}`);
    write.line(`names = []`);
    write.line(`def __init__(self, units, name=${write.of('str', 0)}):`);
    write.block(() => {
      write.line('self.units = units');
      write.line('self.name = name');
      write.line(`${random.pick([`${base}.count += 1`, 'self.names.append(name)', 'type(self).count = 7', 'pass'])}`);
    });
    write.line('def describe(self, extra=0):');
    write.block(() => write.line(`return f"${base} {self.units} {self.name} {extra}"`));
    if (random.chance(0.5)) {
      write.line('@property');
      write.line('def double(self): return self.units * 2');
      write.line('@double.setter');
      write.line('def double(self, value): self.units = value // 2');
    }
    if (random.chance(0.5)) {
      write.line('@classmethod');
      write.line('def build(cls, n): return cls(n + cls.count)');
    }
    if (random.chance(0.4)) {
      write.line('@staticmethod');
      write.line('def scale(n): return n * 10');
    }
  });
}

/** Goes on with what its bases do. */
function derivedClass(write: Statements, derived: string, base: string, mixin: string | undefined): void {
  const { random } = write;
  write.line(`class ${derived}(${mixin === undefined ? '' : `${mixin}, `}${base}):`);
  write.block(() => {
    if (random.chance(0.7)) {
      write.line('def __init__(self, units, *args, **kwargs):');
      write.block(() => {
        write.line(`super().__init__(units + ${random.integer(0, 5)}, *args, **kwargs)`);
        write.line(`self.extra = ${write.of('int', 1)}`);
      });
    }
    if (random.chance(0.6)) write.line(`def describe(self, extra=1): return super().describe(extra) + '!'`);
    write.line(`count = ${random.integer(10, 12)}`);
  });
}

export const classes: Block = (write) => {
  const { random } = write;
  const base = write.newName('Base');
  const derived = write.newName('Derived');
  baseClass(write, base);
  const mixin = random.chance(0.3) ? write.newName('Mixin') : undefined;
  if (mixin !== undefined) {
    write.line(`class ${mixin}:`);
    write.block(() => {
      write.line(`def describe(self, extra=0): return 'mixed ' + super().describe(extra)`);
    });
  }
  derivedClass(write, derived, base, mixin);
  write.guarded(() => {
    write.line(`one, two = ${base}(${write.of('int', 1)}), ${derived}(${write.of('int', 1)}, 'd')`);
    write.line('print(one.describe(), two.describe(3), two.count, one.count, one.names)');
    write.line(
      `print(isinstance(two, ${base}), isinstance(one, ${derived}), issubclass(${derived}, ${base}), type(two).__name__, [c.__name__ for c in type(two).__mro__])`,
    );
    write.line(`print(getattr(two, 'extra', None), hasattr(one, 'double'), getattr(one, 'nothing', 'default'))`);
  });
  write.guarded(() => {
    write.line(`one.double = 9`);
    write.line(`print(one.double, one.units, vars(one))`);
  });
  write.guarded(() => write.line(`print(${derived}.build(5).units, ${base}.scale(2))`));
};

/** A class that answers operators, protocols and texts by its special methods. */
export const specialMethods: Block = (write) => {
  const { random } = write;
  const name = write.newName('Vec');
  write.line(`class ${name}:`);
  write.block(() => {
    write.line('def __init__(self, *items): self.items = list(items)');
    write.line(`def __repr__(self): return f"${name}({', '.join(map(str, self.items))})"`);
    write.line('def __len__(self): return len(self.items)');
    write.line('def __getitem__(self, index): return self.items[index]');
    write.line('def __setitem__(self, index, value): self.items[index] = value');
    write.line(
      `def __add__(self, other): return ${name}(*self.items, *other.items) if isinstance(other, ${name}) else NotImplemented`,
    );
    write.line(`def __mul__(self, n): return ${name}(*[item * n for item in self.items])`);
    write.line('__rmul__ = __mul__');
    write.line(`def __eq__(self, other): return isinstance(other, ${name}) and self.items == other.items`);
    write.line('def __hash__(self): return hash(tuple(self.items))');
    write.line('def __lt__(self, other): return self.items < other.items');
    write.line('def __contains__(self, item): return item in self.items');
    write.line('def __call__(self, n=0): return self.items[n:]');
    write.line('def __bool__(self): return any(self.items)');
    if (random.chance(0.5)) write.line('def __iter__(self): return iter(self.items)');
    write.line('def __neg__(self): return type(self)(*[-item for item in self.items])');
    write.line(`def __format__(self, spec): return 'V' + spec`);
    if (random.chance(0.5)) write.line(`def __getattr__(self, key): return 'missing ' + key`);
    write.line(`def __enter__(self): print('enter'); return self`);
    write.line(
      `def __exit__(self, kind, value, trace): print('exit', kind is not None); return ${random.pick(['True', 'False'])}`,
    );
  });
  const checks = [
    'print(one, two, one + two, one * 2, 3 * two, -one)',
    'print(len(one), one[0], one[-1:], 2 in one, 99 in two)',
    `print(one == two, one == ${name}(1, 2), one != two, one < two, sorted([two, one]))`,
    'print(bool(one), not two, one(), one(1), list(one), [x for x in two])',
    'one[0] = 5; print(one, f"{one:x}", f"{one}", str(one), \'%s\' % one)',
    'print({one: 1}.get(one), len({one, two}))',
    'print(one + 1)',
    'print(max(one, two), min([one, two]), sum(one))',
    'print(one.other)',
    'print([*one], tuple(two), dict(enumerate(one)))',
  ];
  write.guarded(() => {
    write.line(`one, two = ${name}(1, 2), ${name}(${write.of('int', 0)}, 3)`);
    for (const check of random.list(2, 5, () => random.pick(checks))) write.guarded(() => write.line(check));
    write.line('with one as entered:');
    write.block(() => {
      write.line('print(entered)');
      if (random.chance(0.5)) write.line("raise ValueError('inside')");
    });
  });
};

export const dataClass: Block = (write) => {
  const { random } = write;
  const name = write.newName('Config');
  const options = random.pick([
    '',
    '(frozen=True)',
    '(order=True)',
    '(eq=False)',
    '(frozen=True, order=True)',
    '(kw_only=True)',
  ]);
  write.line(`@dataclasses.dataclass${options}`);
  write.line(`class ${name}:`);
  write.block(() => {
    write.line('units: int');
    write.line(`rate: float = ${write.of('float', 0)}`);
    write.line('tags: list = dataclasses.field(default_factory=list)');
    if (random.chance(0.3)) write.line('total: int = dataclasses.field(init=False, default=0, repr=False)');
    if (random.chance(0.3)) write.line("def __post_init__(self): print('post', self.units)");
    write.line('def size(self): return self.units * 2');
  });
  const calls = [
    `${name}(4)`,
    `${name}(4, 0.5)`,
    `${name}(units=3, tags=['a'])`,
    `${name}()`,
    `${name}(1, 2.0, [3], 4)`,
  ];
  write.guarded(() => {
    write.line(`one = ${name}(units=${write.of('int', 1)})`);
    write.line('print(one, one.size(), one.rate)');
    write.line('print(dataclasses.asdict(one), dataclasses.astuple(one), dataclasses.replace(one, units=1))');
    write.line(`print(one == ${name}(units=one.units), [f.name for f in dataclasses.fields(one)])`);
  });
  for (const call of random.list(1, 2, () => random.pick(calls)))
    write.guarded(() =>
      write.line(options === '(eq=False)' ? `print(repr(${call}))` : `print(${call}, ${call} == ${call})`),
    );
  write.guarded(() => {
    write.line(
      random.pick(['one.units = 5', 'print(one < dataclasses.replace(one, units=10**6))', "one.tags.append('t')"]),
    );
    write.line('print(one)');
  });
};
