/** Random functions, classes, generators and decorators, each with uses of it. */
import type { Block } from './blocks.ts';
import { collectionsBlock } from './collection-uses.ts';
import { classes, specialMethods, dataClass } from './class-definitions.ts';

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
