import {
  diamond,
  contextManagers,
  typedClasses,
  enumerations,
  subclassesOfBuiltins,
  dynamicClasses,
} from './class-uses.ts';
import { type Block, lines } from './blocks.ts';

const lateBinding: Block = (write) =>
  lines(
    write,
    [`made = [lambda x: x * i for i in range(4)]`, 'kept = [lambda x, i=i: x * i for i in range(4)]'],
    [
      'print([f(2) for f in made], [f(2) for f in kept])',
      'print(max(kept, key=lambda f: f(3))(5))',
      'print((lambda *a, **k: (a, sorted(k)))(1, 2, z=3, y=4))',
    ],
  );

const generatorsWithState: Block = (write) => {
  const { random } = write;
  const name = write.newName('flow');
  write.line('log = []');
  write.line(`def ${name}(items):`);
  write.block(() => {
    write.line("log.append('start')");
    write.line('try:');
    write.block(() => {
      write.line('for item in items:');
      write.block(() => {
        write.line('log.append(item)');
        write.line(random.pick(['if item == 2: return', 'if item < 0: continue', 'pass']));
        write.line('yield item');
        write.line("log.append('resumed')");
      });
      write.line('else:');
      write.block(() => write.line("yield 'last'"));
    });
    write.line('finally:');
    write.block(() => write.line("log.append('closed')"));
  });
  write.guarded(() => {
    write.line(`for got in ${name}(${write.of('ints', 1)}):`);
    write.block(() => write.line("log.append(('got', got))"));
    write.line('print(log)');
    write.line(
      `print([*${name}([1])], dict(enumerate(${name}([8]))), max(${name}([1, 9]), key=str), sum(x for x in ${name}([3, 4]) if isinstance(x, int)))`,
    );
    write.line('print(log, next((n for n in itertools.count() if n * n > 50), None))');
  });
  // A generator that is left half way is closed when Python frees it; this one has nothing to close.
  write.line(`def ${name}_plain(items):`);
  write.block(() => {
    write.line('for item in items:');
    write.block(() => {
      write.line('log.append(item)');
      write.line('yield item');
      write.line("log.append('resumed')");
    });
  });
  write.guarded(() => {
    write.line(
      `print(list(zip(${name}_plain([5, 6, 7]), range(2))), any(x == 5 for x in ${name}_plain([5, 6])), 4 in ${name}_plain([3, 4, 5]), log[-9:])`,
    );
    write.line(
      `made = ${name}_plain([1, 2, 3]); print(next(made)); print(log[-1], list(itertools.islice(made, 1)), log[-2:], list(made))`,
    );
    write.line(
      `lazy = (print('x', n) or n for n in [1, 2, 3]); print('made'); print(next(lazy)); print(list(map(str, lazy)))`,
    );
  });
};

const functoolsUses: Block = (write) => {
  const name = write.newName('Cached');
  write.line('@functools.total_ordering');
  write.line(`class ${name}:`);
  write.block(() => {
    write.line('def __init__(self, n): self.n = n');
    write.line('def __eq__(self, other): return self.n == other.n');
    write.line('def __lt__(self, other): return self.n < other.n');
    write.line('@functools.cached_property');
    write.line("def square(self): print('computed'); return self.n ** 2");
  });
  lines(
    write,
    [`first, second = ${name}(${write.of('int', 0)}), ${name}(3)`, 'import operator'],
    [
      'print(first <= second, first > second, first >= second, max(first, second).n)',
      'print(first.square, first.square, vars(first))',
      'print(functools.reduce(operator.mul, [1, 2, 3], 1), functools.reduce(lambda a, b: a + [b], "ab", []))',
      "print(sorted(['bb', 'a', 'ccc'], key=operator.methodcaller('count', 'b')), list(map(operator.itemgetter(1), [(1, 2), (3, 4)])), operator.attrgetter('n')(second))",
      "print(functools.partial(int, base=2)('101'), functools.partial(sorted, reverse=True)([1, 3, 2]))",
      'print({first.n: 1}, first != second)',
      'print(hash(first))',
    ],
  );
};

const texts: Block = (write) =>
  lines(
    write,
    ['import re, string', `text = ${write.of('str', 1)}`],
    [
      "print(re.findall(r'[a-z]+', 'ab 12 cd'), re.sub(r'(\\w)(\\d)', r'\\2\\1', 'a1 b2'), re.split(r'[,;]\\s*', 'a, b;c'), bool(re.match(r'\\d+$', '123')))",
      "found = re.search(r'(?P<key>\\w+)=(\\d+)', 'x units=64 y'); print(found.group(), found.group('key'), int(found.group(2)), found.span(), found.groups())",
      'print(string.ascii_letters[:30], string.digits, string.capwords("hello big world"))',
      "print('%s and %s' % ('a', 'b'), '%(x)s' % {'x': [1]}, '%5s|%-5s|' % ('ab', 'cd'), '%c%%' % 65)",
      'print(text.encode("utf-8"), len(text.encode()), text.encode().decode() == text)',
      "print(text.translate(str.maketrans('abc', 'xyz', 'd')), text.isprintable(), ascii(text))",
      'print(f"{text!r:>20}|{len(text):>{5}}|{3.14159:{6}.{2}f}")',
      "print('a' 'b' \"c\", '''multi\nline''', r'raw\\n', b'by\\x00te', '\\u00e9')",
      "print(','.join(sorted(set('mississippi'))), 'mississippi'.count('ss'), 'abc' < 'abd', 'Z' < 'a')",
      "print('{:>{w}}|{:.{p}}'.format('x', 'abcdef', w=4, p=3), '{0}{1}{0}'.format('a', 'b'), '{a.real} {b[k]}'.format(a=5, b={'k': 1}))",
      "print('one\\ntwo\\r\\nthree'.splitlines(), 'a.b.c'.rsplit('.', 1), 'k=v=w'.partition('='), ' x '.join('abc'))",
    ],
  );

const numbers: Block = (write) => {
  const [a, b] = [write.of('int', 1), write.of('float', 1)];
  lines(
    write,
    [],
    [
      `print(divmod(${a}, -7), divmod(${b}, 0.3), -7 // 2, -7 % 3, 7 // -2, 7 % -3, -7.5 // 2, -7.5 % 2)`,
      `print(round(2.5), round(-3.5), round(0.15, 1), round(1e300, 2), round(${a}, -3), round(${b}), round(${b}, 3))`,
      `print(int(${b}), float(${a}), complex(1, 2) * 3j, abs(3 - 4j), (1.5).as_integer_ratio(), (10).to_bytes(2, 'big'))`,
      `print(2 ** 100, 2 ** -2, (-8) ** 3, 0 ** 0, 10 ** 20 // 3, 7 ** 0.5, 1.5 ** 3, (-2.0) ** 3)`,
      `print(math.floor(${b}), math.ceil(-2.5), math.sqrt(16), math.hypot(3, 4), math.factorial(12), math.comb(7, 3), math.perm(5, 2), math.isqrt(99), math.lcm(4, 6), math.prod([2, 3, 4]))`,
      `print(0.1 + 0.2, 1 / 3, 1e16 + 1, 1e-5, 123456789.123456789, 1e22, 5e-324, float('inf'), -float('inf'), float('nan') == float('nan'))`,
      `print(3 & 5 | 2 ^ 7, ~5, -1 >> 3, 1 << 40, 0b1010 & 0xF, (255).bit_length(), bin(-10), hex(255), int('ff', 16))`,
      'print(True + True, True * 3, sum([True, False, True]), isinstance(True, int), True == 1, 1.0 == 1, hash(1.0) == hash(1))',
      `print(min(3, 1.5), max('a', 'b'), min([${a}, 2], key=abs), sorted([3, 1.5, True, -2]), sum([0.5, 0.25], 10))`,
      `print('{:,} {:e}'.format(${a}, ${a}), '{:.0f} {:g}'.format(${b}, ${b}), f"{1234567.891:,.1f} {0.000012345:.3g} {255:#x} {5:08b} {-5:+} {0.5:.0%}")`,
      'print(math.fmod(-7, 3), math.copysign(1, -0.0), math.modf(3.25), math.frexp(8.0), math.trunc(-2.7), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)))',
    ],
  );
};

const containers: Block = (write) => {
  const { random } = write;
  lines(
    write,
    [
      `items = ${write.of('ints', 1)}[:5]`,
      `table = ${write.of('dict', 1)}`,
      `grid = [[0] * ${random.integer(1, 3)} for _ in range(2)]`,
      'alias = [items] * 2',
    ],
    [
      'grid[0][0] = 5; print(grid)',
      'alias[0].append(7); print(alias, items)',
      'items[1:1] = [8, 9]; print(items, items[::-2])',
      'del items[::2]; print(items)',
      'first, *rest = items; print(first, rest)',
      'print(list(zip(*[(1, 2), (3, 4), (5, 6)])), list(zip([1, 2], "ab", [True, None])))',
      "print({**table, 'z': 1}, {k: v for k, v in sorted(table.items(), key=lambda kv: -kv[1])}, dict(a=1) | {'b': 2})",
      'print(table.keys() & {"units", "x"}, len(table.items()), list(reversed(table)), (1, 2) in {1: 2}.items())',
      'print(list(table.items())[:2], next(iter(table), None), table.get("none"), "x" in table.keys())',
      'for key in table: table[key] += 1',
      'for key in list(table): table.pop(key)',
      'for key in table: table["new" + key] = 1',
      'print([x for x in range(20) if x % 2 if x % 3], [(i, j) for i in range(3) for j in range(i)], {x: {y for y in range(x)} for x in range(2)})',
      'print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted(["b", "A", "c"], key=str.lower), sorted({3, 1, 2}, reverse=True), sorted([[2], [1, 5]]))',
      'print(sorted([1, "a"]))',
      'print(list(range(10))[2:8:3], range(0, 10, 3)[-1], len(range(5, 0, -2)), 4 in range(0, 10, 2), range(3) == range(0, 3, 1))',
      'print([1, 2] + [3] * 2, (1,) * 3, [None] * 2, [[]] * 2, "ab" * 2, [1, 2] < [1, 3], (1, 2) == (1, 2.0), [1] is [1])',
      'print(list(zip([1, 2], [3], strict=True)))',
      'print(dict(zip("abc", range(3))), list(enumerate("ab", start=1)), list(map(max, [1, 5], [3, 2])), list(filter(str.isdigit, "a1b2")))',
      'print(set([3, 1]) == {1, 3}, frozenset([1]) | {2}, {1, 2} - {2}, {1} < {1, 2}, {1, 2}.isdisjoint([3]), len({1, 1.0, True}))',
      'print(items.index(items[-1]), items.count(0), items.copy() == items, max(items, default=0))',
      'print([*range(3), *"ab"], {**{}, "a": 1}, (*[1], 2), [y := 3, y + 1])',
      'print(items and items[0], not items, items or "empty", None or 0 or "x", [] and 1, 1 and 2 and 3)',
      'import collections.abc; print(isinstance(items, collections.abc.Sequence), isinstance(table, collections.abc.Mapping), isinstance(3, collections.abc.Iterable))',
      'chain = collections.ChainMap({"a": 1}, {"a": 2, "b": 3}); print(chain["a"], chain["b"], sorted(chain), len(chain))',
    ],
  );
};

const nestedControl: Block = (write) => {
  const name = write.newName('ctl');
  write.line(`def ${name}(n):`);
  write.block(() => {
    write.line('for i in range(n):');
    write.block(() => {
      write.line('try:');
      write.block(() => {
        write.line('if i == 1: continue');
        write.line('if i == 3: break');
        write.line("if i == 5: return 'five'");
        write.line('if i == 2: raise KeyError(i)');
        write.line("print('body', i)");
      });
      write.line('except KeyError as e:');
      write.block(() => write.line("print('key', e, e.args)"));
      write.line('else:');
      write.block(() => write.line("print('else', i)"));
      write.line('finally:');
      write.block(() => write.line("print('finally', i)"));
    });
    write.line('else:');
    write.block(() => write.line("return 'all'"));
    write.line("return 'broke'");
  });
  write.line(`def ${name}_last():`);
  write.block(() => {
    write.line('try: return 1');
    write.line(`finally: ${write.random.pick(['print("clean")', 'return 2'])}`);
  });
  lines(
    write,
    [],
    [
      `print(${name}(${write.random.integer(0, 5)}))`,
      `print(${name}(6))`,
      `print(${name}_last())`,
      'for n in range(2): print("x") if n else print("y")',
      "raise ValueError('a') from KeyError('b')",
      "assert 1 == 2, 'wrong'",
      'print([i for i in range(5) if (j := i * 2) > 3], j)',
      'x = 5; x = x if x > 3 else 0; del x; print(x)',
      'global_list = [1]; (lambda: global_list.append(2))(); print(global_list)',
      'print(next(i for i in range(10) if i > 7), any(i > 3 for i in range(5)), all(()), sum(i for i in range(4)))',
      'a = b = []; a += [1]; print(b); a = a + [2]; print(b, a)',
      '(p, q), [r, *s] = (1, 2), [3, 4, 5]; print(p, q, r, s)',
      'print(*[1, 2], *"ab", sep="-", end="!\\n")',
      'lst = [3, 1, 2]; print(lst.sort(), lst); lst.sort(key=lambda v: -v); print(lst)',
    ],
  );
};

export const libraryBlocks: readonly Block[] = [
  lateBinding,
  diamond,
  contextManagers,
  generatorsWithState,
  typedClasses,
  enumerations,
  functoolsUses,
  texts,
  texts,
  numbers,
  numbers,
  containers,
  containers,
  subclassesOfBuiltins,
  dynamicClasses,
  nestedControl,
];
