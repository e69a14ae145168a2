/** Blocks of random programs that use classes: bases, managers, data classes, enumerations, classes made by calls. */
import { type Block, lines } from './blocks.ts';

export const diamond: Block = (write) => {
  const { random } = write;
  const name = write.newName('D');
  write.line(`class ${name}A:`);
  write.block(() => {
    write.line("def __init__(self, **kw): self.log = ['A']; self.kw = kw");
    write.line("def who(self): return 'A'");
    write.line(`def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag`);
  });
  write.line(`class ${name}B(${name}A, tag='b'):`);
  write.block(() => {
    write.line("def __init__(self, b=1, **kw): super().__init__(**kw); self.log.append('B'); self.b = b");
    write.line("def who(self): return 'B' + super().who()");
  });
  write.line(`class ${name}C(${name}A):`);
  write.block(() => {
    write.line(
      `def __init__(self, c=${write.of('int', 0)}, **kw): super().__init__(**kw); self.log.append('C'); self.c = c`,
    );
    write.line("def who(self): return 'C' + super().who()");
  });
  write.line(`class ${name}(${random.pick([`${name}B, ${name}C`, `${name}C, ${name}B`])}):`);
  write.block(() => write.line("def __init__(self, *args, **kw): super().__init__(*args, **kw); self.log.append('D')"));
  write.guarded(() => {
    write.line(`one = ${name}(${random.pick(['', 'b=5', 'c=2, b=3, extra=1'])})`);
    write.line(
      `print(one.log, one.who(), one.b, one.c, one.kw, [c.__name__ for c in ${name}.__mro__][:-1], one.tag, ${name}B.tag)`,
    );
  });
};

export const contextManagers: Block = (write) => {
  const { random } = write;
  const name = write.newName('managed');
  write.line('import contextlib');
  write.line('@contextlib.contextmanager');
  write.line(`def ${name}(tag):`);
  write.block(() => {
    write.line("print('open', tag)");
    if (random.chance(0.5)) write.line('yield tag * 2');
    else {
      write.line('try:');
      write.block(() => write.line('yield tag'));
      write.line('finally:');
      write.block(() => write.line("print('close')"));
    }
    write.line("print('end', tag)");
  });
  write.guarded(() => {
    write.line(`with ${name}('a') as one, ${name}(${write.of('str', 0)}) as two:`);
    write.block(() => write.line('print(one, two)'));
    write.line('with contextlib.suppress(ZeroDivisionError, KeyError):');
    write.block(() => {
      write.line(random.pick(['print(1 // 0)', "print({}['k'])", "print('fine')", 'print([][0])']));
      write.line("print('after')");
    });
    write.line("print('out')");
  });
};

export const typedClasses: Block = (write) => {
  const { random } = write;
  const name = write.newName('T');
  write.line('from typing import NamedTuple, Optional, Union, ClassVar, TypedDict');
  write.line(`class ${name}(NamedTuple):`);
  write.block(() => {
    write.line('x: int');
    write.line(`y: Optional[int] = ${write.of('int', 0)}`);
    write.line('def shift(self, by=1): return self._replace(x=self.x + by)');
  });
  write.line('@dataclasses.dataclass');
  write.line(`class ${name}Base:`);
  write.block(() => {
    write.line('a: int = 1');
    write.line('limit: ClassVar[int] = 10');
  });
  write.line(`@dataclasses.dataclass${random.pick(['', '(order=True)'])}`);
  write.line(`class ${name}Child(${name}Base):`);
  write.block(() => {
    write.line(`b: str = ${write.of('str', 0)}`);
    write.line('c: Union[int, None] = dataclasses.field(default=None, compare=False)');
    write.line('def __post_init__(self): self.c = self.a * 2 if self.c is None else self.c');
  });
  write.guarded(() => {
    write.line(`point = ${name}(${write.of('int', 1)})`);
    write.line('print(point, point.shift(), point.shift(by=3).y, point[0], isinstance(point, tuple))');
    write.line(`child = ${name}Child(b='z', ${random.pick(['a=3', 'c=7'])})`);
    write.line(
      `print(child, child.limit, child == ${name}Child(child.a, 'z'), dataclasses.asdict(child), ${name}Child(2, 'q', 4).c)`,
    );
    write.line('print(child < dataclasses.replace(child, a=100))');
  });
};

export const enumerations: Block = (write) => {
  const name = write.newName('Mode');
  write.line(`class ${name}(str, enum.Enum):`);
  write.block(() => {
    write.line("TRAIN = 'train'");
    write.line("TEST = 'test'");
    write.line('@property');
    write.line('def short(self): return self.value[:2]');
    write.line('@classmethod');
    write.line('def default(cls): return cls.TRAIN');
  });
  write.line(`class ${name}F(enum.Flag):`);
  write.block(() => write.line('A = enum.auto(); B = enum.auto(); C = enum.auto()'));
  write.line(`class ${name}P(enum.Enum):`);
  write.block(() => {
    write.line('EARTH = (3, 1.5)');
    write.line('MARS = (4, 0.5)');
    write.line('def __init__(self, order, mass): self.order = order; self.mass = mass');
    write.line('def heavy(self): return self.mass > 1');
  });
  lines(
    write,
    [],
    [
      `print(${name}.TRAIN == 'train', ${name}('test').short, ${name}.default().name, [m.value for m in ${name}], ${name}.TEST.upper(), str(${name}.TRAIN))`,
      `print(${name}('none'))`,
      `print({${name}.TRAIN: 1}['train'], ${name}.TEST in ('test', 'x'), ${name}['TRAIN'] is ${name}.TRAIN)`,
      `both = ${name}F.A | ${name}F.C; print(both.value, ${name}F.A in both, ${name}F.B in both, bool(both & ${name}F.B), (both ^ ${name}F.A) is ${name}F.C, len(list(${name}F)))`,
      `print(${name}P.MARS.order, ${name}P.EARTH.heavy(), ${name}P((4, 0.5)).name, [p.mass for p in ${name}P], repr(${name}P.MARS))`,
      `print([m.name for m in sorted(${name}, key=lambda m: m.value)], max(${name}P, key=lambda p: p.mass), isinstance(${name}.TEST, str), ${name}.__members__.keys() == {'TRAIN', 'TEST'})`,
    ],
  );
};

export const subclassesOfBuiltins: Block = (write) => {
  const name = write.newName('Sub');
  write.line(`class ${name}Dict(dict):`);
  write.block(() => {
    write.line('def __getattr__(self, key):');
    write.block(() => {
      write.line('try: return self[key]');
      write.line('except KeyError: raise AttributeError(key)');
    });
    write.line('def __setattr__(self, key, value): self[key] = value');
    write.line('def __missing__(self, key): return key * 2');
  });
  write.line(`class ${name}List(list):`);
  write.block(() => {
    write.line('def total(self): return sum(self)');
    write.line('def append(self, item): super().append(item * 10)');
  });
  write.line(`class ${name}Error(ValueError):`);
  write.block(() => {
    write.line('def __init__(self, message, code=5): super().__init__(message); self.code = code');
    write.line("def __str__(self): return f'[{self.code}] {super().__str__()}'");
  });
  write.line(`class ${name}Int(int):`);
  write.block(() => write.line('def double(self): return self * 2'));
  lines(
    write,
    [`config = ${name}Dict(units=4, rate=0.5)`, `numbers = ${name}List([1, 2])`],
    [
      "print(config.units, config['rate'], len(config), 'units' in config, config)",
      "config.extra = 3; print(config['extra'], sorted(config), dict(config))",
      "print(config['ab'], config.get('ab'), hasattr(config, 'none'), {**config})",
      'numbers.append(3); print(numbers, numbers.total(), numbers[-1], len(numbers), numbers == [1, 2, 30], numbers + [1])',
      `raise ${name}Error('bad', code=7)`,
      `print(str(${name}Error('bad')), repr(${name}Error('x')), ${name}Error('y', 2).args, isinstance(${name}Error(''), ValueError))`,
      `print(${name}Int(5).double() + 1, ${name}Int('12') == 12, type(${name}Int(3) + 1).__name__, [1, 2, 3][${name}Int(1)], f'{${name}Int(4):03d}')`,
      'print([x for x in numbers], sorted(numbers, reverse=True), sum(numbers), bool(numbers), isinstance(numbers, list))',
    ],
  );
};

export const dynamicClasses: Block = (write) => {
  const name = write.newName('Reg');
  write.line(`${name.toLowerCase()} = {}`);
  write.line(`def register(kind):`);
  write.block(() => {
    write.line('def decorate(cls):');
    write.block(() => {
      write.line(`${name.toLowerCase()}[kind] = cls`);
      write.line('cls.kind = kind');
      write.line('return cls');
    });
    write.line('return decorate');
  });
  write.line("@register('first')");
  write.line(`class ${name}One:`);
  write.block(() => {
    write.line("__slots__ = ('value',)");
    write.line('def __init__(self, value=1): self.value = value');
    write.line(`class Inner: level = 2`);
  });
  write.line(`@register('second')`);
  write.line(`class ${name}Two:`);
  write.block(() => write.line('value = property(lambda self: 42)'));
  lines(
    write,
    [],
    [
      `print({kind: cls().value for kind, cls in ${name.toLowerCase()}.items()}, ${name}One.kind, ${name}One.Inner.level)`,
      `${name}Two().value = 3`,
      `made = type('Made', (${name}One,), {'extra': 5, 'shout': lambda self: self.value * 3}); print(made(2).shout(), made.extra, made.__name__, issubclass(made, ${name}One))`,
      `print(getattr(${name}One(7), 'value'), setattr(${name}One, 'shared', 9), ${name}One().shared, callable(${name}One), callable(3))`,
      `one = ${name}One(); print(one.missing)`,
      `print(type(${name}One()) is ${name}One, ${name}One.__name__, ${name}Two.value is not None, isinstance(${name}One, type))`,
      `print(${name}One(1, 2, 3))`,
      `print(sum(map(lambda c: c().value, ${name.toLowerCase()}.values())))`,
    ],
  );
};
