/** Random functions, classes, generators and decorators, each with uses of it. */
import type { Type } from './expressions.ts';
import type { Statements } from './statements.ts';

type Block = (write: Statements) => void;

/** A function of all kinds of parameters, called in several ways. */
const functionWithParameters: Block = (write) => {
  const { random } = write;
  const name = write.newName('f');
  const keywordOnly = random.chance(0.4);
  const rest = random.chance(0.5);
  const parameters = ['a', `b=${write.of('int', 1)}`];
  if (random.chance(0.3)) parameters.splice(1, 0, '/');
  if (rest) parameters.push('*args');
  else if (keywordOnly) parameters.push('*');
  if (keywordOnly) parameters.push(`k=${write.of('int', 0)}`);
  if (random.chance(0.4)) parameters.push('**kwargs');
  const hasKeywords = parameters.at(-1) === '**kwargs';
  write.line(`def ${name}(${parameters.join(', ')}):`);
  write.block(() =>
    write.inFunction(
      [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'int' },
      ],
      () => {
        if (random.chance(0.5)) write.statements(2, 0);
        if (random.chance(0.3)) {
          write.line(`if ${write.of('bool', 1)}:`);
          write.block(() => write.line(`return ${write.of('int', 1)}`));
        }
        write.line(
          `return (a, b${rest ? ', args' : ''}${keywordOnly ? ', k' : ''}${hasKeywords ? ', kwargs' : ''}, ${write.of('int', 2)})`,
        );
      },
    ),
  );
  const calls = [
    `${name}(${write.of('int', 1)})`,
    `${name}(1, 2)`,
    `${name}(1, b=${write.of('int', 1)})`,
    `${name}(*[1, 2])`,
    `${name}(**{'a': 3})`,
    `${name}(1, 2, 3)`,
    `${name}(b=1, a=2)`,
    `${name}(1, k=5)`,
    `${name}(1, z=4)`,
    `${name}()`,
  ];
  for (const call of random.list(2, 4, () => random.pick(calls))) write.guarded(() => write.line(`print(${call})`));
};

const closure: Block = (write) => {
  const { random } = write;
  const name = write.newName('make');
  write.line(`def ${name}(start, step=${random.integer(1, 5)}):`);
  write.block(() => {
    write.line('total = start');
    write.line('def advance(by=step):');
    write.block(() => {
      write.line('nonlocal total');
      write.line(`total ${random.pick(['+=', '*=', '-='])} by`);
      write.line('return total');
    });
    write.line(random.pick(['return advance', 'return lambda: (advance(), advance(2))']));
  });
  write.guarded(() => {
    write.line(`one, two = ${name}(${write.of('int', 1)}), ${name}(3)`);
    write.line('print(one(), one(), two())');
  });
};

/** A default that is one list for all calls, and a function that changes its argument. */
const sharedState: Block = (write) => {
  const name = write.newName('collect');
  write.line(`def ${name}(item, into=[]):`);
  write.block(() => {
    write.line('into.append(item)');
    write.line('return into');
  });
  write.guarded(() =>
    write.line(`print(${name}(${write.of('int', 1)}), ${name}(2, ${write.of('ints', 1)}), ${name}(3))`),
  );
};

const recursion: Block = (write) => {
  const { random } = write;
  const name = write.newName('rec');
  write.line(random.chance(0.4) ? '@functools.lru_cache(maxsize=None)' : '# plain');
  write.line(`def ${name}(n):`);
  write.block(() => {
    write.line(`if n < 2: return ${random.integer(0, 3)}`);
    write.line(
      `return ${random.pick([`n * ${name}(n - 1)`, `${name}(n - 1) + ${name}(n - 2)`, `${name}(n // 2) + n % 2`])}`,
    );
  });
  write.line(`print([${name}(n) for n in range(${random.integer(4, 9)})])`);
};

const generator: Block = (write) => {
  const { random } = write;
  const name = write.newName('gen');
  write.line(`def ${name}(n):`);
  write.block(() => {
    write.line(`for i in range(n):`);
    write.block(() => {
      if (random.chance(0.4)) {
        write.line(`if i ${random.pick(['% 2', '> 3', '== 1'])}: ${random.pick(['continue', 'return', 'break'])}`);
      }
      write.line(`yield ${random.pick(['i', 'i * i', '(i, str(i))', 'i - 2'])}`);
    });
    if (random.chance(0.3)) write.line(`yield from ${write.of('ints', 1)}`);
  });
  write.guarded(() => {
    write.line(`print(list(${name}(${random.integer(0, 5)})))`);
    write.line(`made = ${name}(4)`);
    write.line(`print(next(made), next(made, 'end'), list(made))`);
    if (random.chance(0.4)) write.line(`print([x for x in ${name}(3)], sum(1 for _ in ${name}(5)))`);
  });
};

const lazyGenerator: Block = (write) => {
  const { random } = write;
  const name = write.newName('lazy');
  write.line(`def ${name}():`);
  write.block(() => {
    write.line(`n = ${random.integer(0, 5)}`);
    write.line('while True:');
    write.block(() => {
      write.line(`print('made', n)`);
      write.line('yield n');
      write.line(`n ${random.pick(['+= 1', '*= 2', '+= 3'])}`);
    });
  });
  write.guarded(() => {
    write.line(`made = ${name}()`);
    write.line(`print(next(made)); print('between'); print(next(made))`);
    write.line(`print(list(itertools.islice(made, ${random.integer(0, 3)})))`);
    write.line(`for value in made:`);
    write.block(() => {
      write.line('print(value)');
      write.line('if value > 10: break');
      write.line('if value == 0: break');
    });
  });
};

const classes: Block = (write) => {
  const { random } = write;
  const base = write.newName('Base');
  const derived = write.newName('Derived');
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
  const mixin = random.chance(0.3) ? write.newName('Mixin') : undefined;
  if (mixin !== undefined) {
    write.line(`class ${mixin}:`);
    write.block(() => {
      write.line(`def describe(self, extra=0): return 'mixed ' + super().describe(extra)`);
    });
  }
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
const specialMethods: Block = (write) => {
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

const dataClass: Block = (write) => {
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

const collectionsBlock: Block = (write) => {
  const { random } = write;
  const type: Type = random.pick(['ints', 'strs']);
  write.guarded(() =>
    random.choose(
      () => {
        const name = write.newName('Point');
        write.line(
          `${name} = collections.namedtuple('${name}', ${random.pick(["'x y'", "['x', 'y']", "'x, y', defaults=[5]"])})`,
        );
        write.line(`one = ${name}(${write.of('int', 1)}, ${random.pick(['y=2', '3'])})`);
        write.line(
          `print(one, one.x, one[1], one._asdict(), one._replace(x=9), one == (one.x, one.y), len(one), ${name}._fields)`,
        );
        write.line('x, y = one; print(x, y, [*one])');
        write.line(`print(${name}(1))`);
      },
      () => {
        write.line(`groups = collections.defaultdict(${random.pick(['list', 'set', 'int'])})`);
        write.line(`for item in ${write.of(type, 2)}:`);
        write.block(() => {
          write.line('held = groups[len(str(item))]');
          write.line('if isinstance(held, list): held.append(item)');
          write.line('elif isinstance(held, set): held.add(item)');
          write.line('else: groups[len(str(item))] += 1');
        });
        write.line(
          'print({key: sorted(held) if not isinstance(held, int) else held for key, held in groups.items()}, len(groups))',
        );
      },
      () => {
        write.line(`counts = collections.Counter(${write.of(type, 2)})`);
        write.line(`counts.update(${write.of(type, 1)})`);
        write.line(
          `print(counts, counts.most_common(2), sum(counts.values()), counts['nothing'], sorted(counts.elements(), key=str))`,
        );
        write.line(
          `print(counts + collections.Counter(${write.of(type, 1)}), counts - collections.Counter(${write.of(type, 1)}))`,
        );
      },
      () => {
        write.line(`line = collections.deque(${write.of('ints', 1)}${random.pick(['', ', maxlen=3'])})`);
        write.line(
          `line.append(1); line.appendleft(${write.of('int', 1)}); line.extend([7, 8]); line.rotate(${random.integer(-2, 2)})`,
        );
        write.line('print(line, len(line), line[0], line.pop(), line.popleft(), list(line), 7 in line)');
      },
      () => {
        write.line('ordered = collections.OrderedDict()');
        write.line(`for key in ${write.of('strs', 1)}: ordered[key] = len(key)`);
        write.line(`ordered['last'] = 0; ordered.move_to_end('last', last=${random.pick(['True', 'False'])})`);
        write.line('print(list(ordered.items()), ordered.popitem())');
      },
      () => {
        const name = write.newName('Color');
        write.line(`class ${name}(enum.${random.pick(['Enum', 'IntEnum'])}):`);
        write.block(() =>
          write.line(
            `RED = ${random.pick(['1', 'enum.auto()'])}; GREEN = ${random.pick(['2', 'enum.auto()'])}; ALSO = RED`.replace(
              '; ALSO = RED',
              random.chance(0.3) ? '; ALSO = 1' : '',
            ),
          ),
        );
        write.line(
          `print(${name}.RED.name, ${name}.GREEN.value, ${name}(2), ${name}['RED'], [c.name for c in ${name}], len(${name}))`,
        );
        write.line(
          `print(repr(${name}.RED), ${name}.RED is ${name}(1), ${name}.RED == 1, ${name}.RED in {${name}.RED: 2})`,
        );
        write.line(`print(${name}(${random.integer(1, 4)}))`);
      },
      () => {
        write.line(`heap = ${write.of('ints', 1)}; heapq.heapify(heap); heapq.heappush(heap, ${write.of('int', 1)})`);
        write.line(
          'print(heap, heapq.heappop(heap), heap, heapq.nlargest(2, heap), bisect.bisect_left(sorted(heap), 3))',
        );
      },
      () => {
        write.line(`data = {'a': ${write.of('ints', 1)}, 'b': [${write.of('str', 1)}, None, True, 1.5]}`);
        write.line('shallow, deep = copy.copy(data), copy.deepcopy(data)');
        write.line("data['a'].append(0); data['c'] = 1");
        write.line('print(shallow, deep, json.dumps(deep), json.loads(json.dumps(deep)) == deep)');
      },
    ),
  );
};

const decorators: Block = (write) => {
  const { random } = write;
  const name = write.newName('wrap');
  write.line(`def ${name}(times=2):`);
  write.block(() => {
    write.line('def decorate(fn):');
    write.block(() => {
      write.line('@functools.wraps(fn)');
      write.line('def inner(*args, **kwargs):');
      write.block(() => {
        write.line(`print('call', fn.__name__, args, kwargs)`);
        write.line('return [fn(*args, **kwargs) for _ in range(times)]');
      });
      write.line('return inner');
    });
    write.line('return decorate');
  });
  const fn = write.newName('g');
  write.line(`@${name}(times=${random.integer(1, 3)})`);
  if (random.chance(0.3)) write.line(`@${name}()`);
  write.line(`def ${fn}(a, b=${write.of('int', 0)}): return a + b`);
  write.guarded(() => {
    write.line(`print(${fn}(${write.of('int', 1)}), ${fn}(1, b=2), ${fn}.__name__)`);
    write.line(
      `print(functools.partial(lambda *a, **k: (a, k), ${write.of('int', 1)}, z=1)(2, y=${write.of('str', 0)}))`,
    );
  });
};

const iterators: Block = (write) => {
  const { random } = write;
  const name = write.newName('Countdown');
  write.line(`class ${name}:`);
  write.block(() => {
    write.line('def __init__(self, n): self.n = n');
    write.line('def __iter__(self): return self');
    write.line('def __next__(self):');
    write.block(() => {
      write.line('if self.n <= 0: raise StopIteration');
      write.line('self.n -= 1');
      write.line('return self.n');
    });
  });
  write.guarded(() => {
    write.line(
      `print(list(${name}(${random.integer(0, 4)})), sum(${name}(4)), max(${name}(3)), [*zip(${name}(3), 'abc')])`,
    );
    write.line(`it = ${name}(3); print(next(it), next(it, 'x'), list(it), next(it, 'x'))`);
    write.line(`pieces = iter(${write.of('ints', 1)}); print(next(pieces, None), list(pieces), list(pieces))`);
    write.line(`print(*map(lambda a, b: a * b, ${write.of('ints', 1)}, range(9)))`);
    write.line(`first, second = itertools.tee(${write.of('ints', 1)}); print(list(first), sum(second))`);
  });
};

const globals: Block = (write) => {
  const name = write.newName('G');
  write.line(`${name} = ${write.of('int', 0)}`);
  write.line(`def bump_${name}(n):`);
  write.block(() => {
    write.line(`global ${name}`);
    write.line(`${name} += n`);
    write.line(`return ${name}`);
  });
  write.line(`print(bump_${name}(2), bump_${name}(3), ${name})`);
};

export const definitionBlocks: readonly Block[] = [
  functionWithParameters,
  functionWithParameters,
  closure,
  sharedState,
  recursion,
  generator,
  lazyGenerator,
  classes,
  specialMethods,
  dataClass,
  collectionsBlock,
  collectionsBlock,
  decorators,
  iterators,
  globals,
];
