/** Random Python expressions of a known type, over the variables in sight. */
import { Literals, type Type } from './literals.ts';

export class Expressions extends Literals {
  of(type: Type, depth: number): string {
    const known = this.variable(type);
    if (known !== undefined && this.random.chance(depth <= 0 ? 0.7 : 0.25)) return known;
    if (depth <= 0) return this.literal(type);
    switch (type) {
      case 'int':
        return this.int(depth - 1);
      case 'float':
        return this.float(depth - 1);
      case 'str':
        return this.str(depth - 1);
      case 'bool':
        return this.bool(depth - 1);
      case 'ints':
        return this.ints(depth - 1);
      case 'strs':
        return this.strs(depth - 1);
      case 'pairs':
        return this.pairs(depth - 1);
      case 'tuple':
        return this.tuple(depth - 1);
      case 'dict':
        return this.dict(depth - 1);
      case 'set':
        return this.set(depth - 1);
    }
  }

  int(depth: number): string {
    const { random } = this;
    const int = () => this.of('int', depth);
    return random.choose(
      () => `(${int()} ${random.pick(['+', '-', '*'])} ${int()})`,
      () => `(${int()} ${random.pick(['+', '-', '*'])} ${int()})`,
      () => `(${int()} ${random.pick(['//', '%'])} ${int()})`,
      () => `(${int()} ${random.pick(['//', '%'])} (${int()} or 7))`,
      () => `(${int()} ${random.pick(['&', '|', '^'])} ${int()})`,
      () => `(${int()} ${random.pick(['<<', '>>'])} ${this.small()})`,
      () => `${random.pick(['-', '~', '+'])}${int()}`,
      () => `(${int()}) ** ${this.small()}`,
      () => `len(${this.of(random.pick(['str', 'ints', 'strs', 'dict', 'set', 'tuple']), depth)})`,
      () => `abs(${int()})`,
      () => `${random.pick(['min', 'max'])}(${int()}, ${int()}, ${int()})`,
      () => `${random.pick(['min', 'max'])}(${this.of('ints', depth)}, default=${int()})`,
      () => `sum(${this.of('ints', depth)})`,
      () => `sum(n * n for n in ${this.of('ints', depth)})`,
      () => `int(${this.of('float', depth)})`,
      () => `round(${this.of('float', depth)})`,
      () => `round(${int()}, ${random.pick(['-1', '-2', '0', '2'])})`,
      () => `int(${random.pick(["'12'", "' -7 '", "'0x1f', 16", "'1010', 2", "'1_000'", "'zz', 36"])})`,
      () =>
        `${this.of('str', depth)}.${random.pick(['count', 'find', 'rfind'])}(${random.pick(["'a'", "'l'", "' '", "''"])})`,
      () => `(${int()} if ${this.of('bool', depth)} else ${int()})`,
      () => `${this.of('dict', depth)}.get(${this.of('str', 0)}, ${int()})`,
      () => `${this.of('ints', depth)}[${this.index()}]`,
      () => `divmod(${int()}, ${int()} or 3)[${random.pick(['0', '1'])}]`,
      () => `(${int()}).bit_length()`,
      () => `ord((${this.of('str', depth)} + 'z')[0])`,
      () => `int(${this.of('bool', depth)})`,
      () => `(${this.of('bool', depth)} + ${this.of('bool', depth)} * 2)`,
      () => `pow(${int()}, ${this.small()}, ${random.integer(2, 50)})`,
      () => `math.${random.pick(['floor', 'ceil', 'trunc'])}(${this.of('float', depth)})`,
      () => `math.gcd(${int()}, ${int()})`,
      () => `functools.reduce(lambda a, b: a * ${this.small()} + b, ${this.of('ints', depth)}, ${int()})`,
      () => `${this.of('ints', depth)}.count(${int()})`,
      () => `next(iter(${this.of('ints', depth)}), ${int()})`,
      () => `len({*${this.of('ints', depth)}, ${int()}})`,
      () => `(lambda q, k=${int()}: q + k)(${int()})`,
      () => `(${int()} and ${int()})`,
      () => `(${int()} or ${int()})`,
    );
  }

  float(depth: number): string {
    const { random } = this;
    const float = () => this.of('float', depth);
    const int = () => this.of('int', depth);
    return random.choose(
      () => `(${float()} ${random.pick(['+', '-', '*'])} ${float()})`,
      () => `(${float()} ${random.pick(['+', '-', '*', '/'])} ${int()})`,
      () => `(${float()} ${random.pick(['/', '//', '%'])} ${float()})`,
      () => `(${int()} / ${int()})`,
      () => `(${int()} / (${int()} or 8))`,
      () => `round(${float()}, ${random.integer(-1, 4)})`,
      () => `abs(${float()})`,
      () => `-${float()}`,
      () => `float(${random.choose(int, () => random.pick(["'1.5'", "'1e5'", "' 2 '", "'-inf'"]))})`,
      () => `math.sqrt(abs(${float()}))`,
      () => `math.${random.pick(['exp', 'sin', 'cos', 'tanh'])}(${random.pick(['0.5', '1', '-2.25', '0.1', '3'])})`,
      () => `math.${random.pick(['log', 'log2'])}(abs(${int()}) + 1)`,
      // The C library's log10 is not rounded to the nearest float everywhere.
      () => `round(math.log10(abs(${int()}) + 1), 9)`,
      () =>
        `(${random.pick(['0.5', '1.1', '2.0', '10.0', '0.9'])} ** ${random.choose(
          () => this.small(),
          () => '-2',
          () => '0.5',
          () => '1.7',
        )})`,
      () => `(2 ** -${this.small()})`,
      () => `max(${float()}, ${float()})`,
      () => `(${float()} if ${this.of('bool', depth)} else ${float()})`,
    );
  }

  str(depth: number): string {
    const { random } = this;
    const str = () => this.of('str', depth);
    return random.choose(
      () => `(${str()} + ${str()})`,
      () => `(${str()} * ${this.small()})`,
      () => `${str()}[${this.slice()}]`,
      () => `${str()}[${this.index()}]`,
      () =>
        `${str()}.${random.pick(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'casefold'])}()`,
      () => `${str()}.strip(${random.pick(["'aeiou'", "' '", "'x'"])})`,
      () =>
        `${str()}.replace(${random.pick(["'a'", "'l'", "' '", "''"])}, ${random.pick(["'_'", "''", "'xx'"])}${random.chance(0.3) ? ', 1' : ''})`,
      () =>
        `${str()}.${random.pick(['center', 'ljust', 'rjust'])}(${random.integer(0, 12)}${random.chance(0.4) ? ", '*'" : ''})`,
      () => `${str()}.zfill(${random.integer(0, 8)})`,
      () => `${random.pick(["','", "' - '", "''"])}.join(${this.of('strs', depth)})`,
      () => `str(${this.any(depth)})`,
      () => `repr(${this.any(depth)})`,
      () => this.formatted(),
      () => this.formatted(),
      () => this.percent(depth),
      () => this.formatCall(depth),
      () => `chr(97 + ${this.of('int', depth)} % 26)`,
      () => `${random.pick(['bin', 'hex', 'oct'])}(${this.of('int', depth)})`,
      () => `(${str()} if ${this.of('bool', depth)} else ${str()})`,
      () => `(${str()} or ${str()})`,
      () => `${str()}.partition(${random.pick(["' '", "'a'", "'_'"])})[${random.integer(0, 2)}]`,
      () =>
        `format(${this.of('int', depth)}, ${random.pick(["','", "'05d'", "'x'", "'+d'", "'_'", "'>8'", "'b'", "'^9'", "'#o'"])})`,
      () => `${str()}.removeprefix('a').removesuffix('e')`,
      () => `type(${this.any(depth)}).__name__`,
      () => `${str()}.expandtabs(4)`,
    );
  }

  private formatted(): string {
    const { random } = this;
    const fields = random.list(1, 3, () =>
      random.choose(
        () =>
          `{${this.plain('int')}:${random.pick(['d', ',', '5d', '<6', '^7', '08', '+', 'x', '_', '>+9,', ' d', 'e', '.2f'])}}`,
        () =>
          `{${this.plain('float')}:${random.pick(['.2f', '8.3f', 'e', '.3e', 'g', '.4g', '.1%', '+.2f', ',.2f', '<10.1f', '08.2f', '', 'G', '.0f', '#.3g'])}}`,
        () => `{${this.plain('str')}${random.pick(['', '!r', '!s', ':>8', ':*^12', ':.2', '!r:>12', '!a'])}}`,
        () => `{${this.plain('int')}}`,
        () => `{${this.plain('bool')}}`,
        () => `{${this.plain('ints')}}`,
        () => `{${this.plain('int')}=}`,
      ),
    );
    return `f"${random.pick(['', 'layer_', 'n: ', '{{x}} '])}${fields.join(random.pick(['', ' ', '-', '/']))}"`;
  }

  /** Something without quotes in it, so that it may stand in an f-string of any Python version. */
  private plain(type: Type): string {
    const known = this.variable(type);
    if (known !== undefined) return known;
    switch (type) {
      case 'int':
        return String(this.random.integer(0, 9999));
      case 'float':
        return this.random.pick(['0.5', '3.14159', '1234.5678', '1e10', '2.5', '0.000123']);
      case 'str':
        return `'${this.random.pick(['abc', 'Hello', '', 'x y'])}'`;
      case 'bool':
        return this.random.pick(['True', 'False']);
      case 'ints':
        return '[1, 2]';
      default:
        return '()';
    }
  }

  private percent(depth: number): string {
    const { random } = this;
    return `(${random.choose(
      () => `'%s|%r' % (${this.of('str', depth)}, ${this.of('ints', depth)})`,
      () => `'${random.pick(['%d', '%5d', '%-6d|', '%05d', '%+d', '%x', '%o', '%i%%'])}' % ${this.of('int', depth)}`,
      () =>
        `'${random.pick(['%f', '%.2f', '%8.3f', '%e', '%g', '%.3g', '%-10.1f|', '%+.1e'])}' % ${this.of('float', depth)}`,
      () => `'%(a)s-%(b)03d' % {'a': ${this.of('str', depth)}, 'b': ${this.of('int', depth)}}`,
    )})`;
  }

  private formatCall(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `'{} {}'.format(${this.of('int', depth)}, ${this.of('str', depth)})`,
      () => `'{1}-{0}'.format(${this.of('int', depth)}, ${this.of('float', depth)})`,
      () => `'{a:>6}|{b!r}'.format(a=${this.of('int', depth)}, b=${this.of('str', depth)})`,
      () => `'{0[0]} {0[1]}'.format(${this.of('ints', depth)} + [1, 2])`,
      () => `'{:{w}.{p}f}'.format(${this.of('float', depth)}, w=${random.integer(0, 12)}, p=${random.integer(0, 4)})`,
    );
  }

  bool(depth: number): string {
    const { random } = this;
    const int = () => this.of('int', depth);
    return random.choose(
      () => `(${int()} ${random.pick(['<', '<=', '>', '>=', '==', '!='])} ${int()})`,
      () => `(${int()} ${random.pick(['<', '==', '>='])} ${this.of('float', depth)})`,
      () => `(${int()} < ${int()} <= ${int()})`,
      () => `(${this.of('str', depth)} ${random.pick(['<', '==', '!=', '>='])} ${this.of('str', depth)})`,
      () => `(${this.of('ints', depth)} ${random.pick(['<', '==', '>='])} ${this.of('ints', depth)})`,
      () => `(${int()} ${random.pick(['in', 'not in'])} ${this.of(random.pick(['ints', 'set', 'tuple']), depth)})`,
      () =>
        `(${this.of('str', depth)} ${random.pick(['in', 'not in'])} ${this.of(random.pick(['str', 'dict', 'strs']), depth)})`,
      () => `(not ${this.any(depth)})`,
      () => `(${this.of('bool', depth)} ${random.pick(['and', 'or'])} ${this.of('bool', depth)})`,
      () =>
        `isinstance(${this.any(depth)}, ${random.pick(['int', 'str', '(int, float)', 'list', 'bool', 'dict', 'tuple'])})`,
      () => `${random.pick(['any', 'all'])}(${this.of('ints', depth)})`,
      () => `${random.pick(['any', 'all'])}(n > ${int()} for n in ${this.of('ints', depth)})`,
      () => `bool(${this.any(depth)})`,
      () =>
        `${this.of('str', depth)}.${random.pick(['isdigit', 'isalpha', 'isupper', 'islower', 'isalnum', 'isspace', 'istitle', 'isidentifier'])}()`,
      () =>
        `${this.of('str', depth)}.${random.pick(['startswith', 'endswith'])}(${random.pick(["'a'", "('d', 'L')", "''"])})`,
      () => `(${this.of('set', depth)} ${random.pick(['<=', '<', '==', '>='])} ${this.of('set', depth)})`,
      () => `(${this.of('dict', depth)} == ${this.of('dict', depth)})`,
      () => `(None is ${random.pick(['None', '0'])})`,
      () => `(${int()} is not None)`,
      () => `math.isclose(${this.of('float', depth)}, ${this.of('float', depth)})`,
    );
  }

  ints(depth: number): string {
    const { random } = this;
    const ints = () => this.of('ints', depth);
    return random.choose(
      () => `[${random.list(0, 4, () => this.of('int', depth)).join(', ')}]`,
      () => `(${ints()} + ${ints()})`,
      () => `${ints()}[${this.slice()}]`,
      () => `(${ints()} * ${random.integer(0, 2)})`,
      () =>
        `[n ${random.pick(['+', '*', '-', '%'])} ${random.integer(1, 9)} for n in ${ints()}${random.chance(0.5) ? ` if n ${random.pick(['>', '<', '!='])} ${random.integer(-5, 9)}` : ''}]`,
      () => `[i * j for i in range(${this.small()}) for j in range(i)]`,
      () => `list(range(${random.pick(['3', '2, 7', '10, 0, -3', '0, 20, 6'])}))`,
      () =>
        `sorted(${ints()}${random.pick(['', ', reverse=True', ', key=abs', ', key=lambda n: (n % 3, n)', ', key=lambda n: -n'])})`,
      () =>
        `list(${random.pick(['reversed', 'set', 'tuple'])}(${ints()}))`.replace(
          /^list\(set\((.*)\)\)$/s,
          'sorted(set($1))',
        ),
      () => `list(map(lambda n: n * 2, ${ints()}))`,
      () => `list(filter(${random.pick(['None', 'lambda n: n % 2'])}, ${ints()}))`,
      () => `[*${ints()}, ${this.of('int', depth)}, *${ints()}]`,
      () => `[a - b for a, b in zip(${ints()}, ${ints()})]`,
      () => `[i * n for i, n in enumerate(${ints()}, ${this.small()})]`,
      () => `sorted(${this.of('dict', depth)}.values())`,
      () => `sorted(${this.of('set', depth)})`,
      () => `list(itertools.accumulate(${ints()}))`,
      () => `list(itertools.chain(${ints()}, ${ints()}))`,
      () => `list(itertools.islice(itertools.count(${this.small()}, 3), ${this.small()}))`,
      () =>
        `[sum(p) for p in itertools.${random.pick(['combinations', 'permutations', 'product'])}(${this.of('ints', 0)}[:3]${random.pick([', 2', ', 2', ', 1'])})]`.replace(
          /product\(([^)]*), (\d)\)/,
          'product($1, repeat=$2)',
        ),
      () => `[len(s) for s in ${this.of('strs', depth)}]`,
      () => `list(dict.fromkeys(${ints()}))`,
      () => `list(itertools.takewhile(lambda n: n < 5, ${ints()}))`,
      () => `[n for row in [${ints()}, ${ints()}] for n in row]`,
    );
  }

  strs(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `[${random.list(0, 4, () => this.of('str', depth)).join(', ')}]`,
      () => `${this.of('str', depth)}.split(${random.pick(['', "','", "' '", "' ', 1", 'None, 1', "'a'"])})`,
      () => `${this.of('str', depth)}.rsplit(${random.pick(["' ', 1", "'a', 1", 'None, 1'])})`,
      () => `sorted(${this.of('strs', depth)}${random.pick(['', ', key=len', ', key=str.lower', ', reverse=True'])})`,
      () => `[s.upper() for s in ${this.of('strs', depth)}]`,
      () => `[f"{i}_{s}" for i, s in enumerate(${this.of('strs', depth)})]`,
      () => `list(${this.of('str', depth)})`,
      () => `list(map(str, ${this.of('ints', depth)}))`,
      () => `list(${this.of('dict', depth)})`,
      () => `list(${this.of('dict', depth)}.keys())`,
      () => `(${this.of('strs', depth)} + ${this.of('strs', depth)})`,
      () => `[a + b for a in ${this.of('strs', 0)} for b in ['x', 'y']]`,
      () => `${this.of('str', depth)}.splitlines()`,
      () => `[k * len(list(g)) for k, g in itertools.groupby(${this.of('str', depth)})]`,
    );
  }

  pairs(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `list(zip(${this.of('ints', depth)}, ${this.of('strs', depth)}))`,
      () => `list(enumerate(${this.of('strs', depth)}))`,
      () => `sorted((v, k) for k, v in ${this.of('dict', depth)}.items())`,
      () => `[(len(s), s) for s in ${this.of('strs', depth)}]`,
      () => `sorted(${this.of('pairs', depth)}, key=lambda p: ${random.pick(['p[1]', 'p[0]', '(p[1], -p[0])'])})`,
      () => `list(itertools.zip_longest(${this.of('ints', depth)}, ${this.of('strs', depth)}))`,
      () => `collections.Counter(${this.of('str', depth)}).most_common(${this.small()})`,
    );
  }

  tuple(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `tuple(${this.of('ints', depth)})`,
      () => `(${this.of('int', depth)}, ${this.of('str', depth)})`,
      () => `(${this.of('tuple', depth)} + (${this.any(depth)},))`,
      () => `(*${this.of('ints', depth)}, ${this.of('bool', depth)})`,
      () => `${this.of('tuple', depth)}[${this.slice()}]`,
      () => `(${this.of('tuple', depth)} * ${random.integer(0, 2)})`,
      () => `divmod(${this.of('int', depth)}, ${random.integer(1, 9)})`,
      () => `${this.of('str', depth)}.rpartition('a')`,
      () => `tuple(n / 4 for n in ${this.of('ints', depth)}[:3])`,
    );
  }

  dict(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `{${random.list(0, 4, () => `${this.of('str', depth)}: ${this.of('int', depth)}`).join(', ')}}`,
      () => `{s: len(s) for s in ${this.of('strs', depth)}}`,
      () => `{**${this.of('dict', depth)}, ${this.of('str', depth)}: ${this.of('int', depth)}}`,
      () => `(${this.of('dict', depth)} | ${this.of('dict', depth)})`,
      () => `dict(zip(${this.of('strs', depth)}, ${this.of('ints', depth)}))`,
      () => `dict.fromkeys(${this.of('strs', depth)}, ${this.of('int', depth)})`,
      () => `dict(${random.pick(['units', 'filters', 'rate'])}=${this.of('int', depth)})`,
      () => `{k: v + 1 for k, v in ${this.of('dict', depth)}.items()${random.chance(0.4) ? ' if v > 2' : ''}}`,
      () => `dict(sorted(${this.of('dict', depth)}.items(), key=lambda kv: (kv[1], kv[0])))`,
      () => `dict(collections.Counter(${this.of('strs', depth)}))`,
      () => `${this.of('dict', depth)}.copy()`,
    );
  }

  set(depth: number): string {
    const { random } = this;
    return random.choose(
      () => `set(${this.of('ints', depth)})`,
      () => `{n % ${random.integer(2, 9)} for n in ${this.of('ints', depth)}}`,
      () => `(${this.of('set', depth)} ${random.pick(['|', '&', '-', '^'])} ${this.of('set', depth)})`,
      () =>
        `${this.of('set', depth)}.${random.pick(['union', 'intersection', 'difference', 'symmetric_difference'])}(${this.of('ints', depth)})`,
      () => `{*${this.of('ints', depth)}}`,
      () => `frozenset(${this.of('ints', depth)})`,
    );
  }

  /** Of any type whose text does not depend on chance. */
  any(depth: number): string {
    return this.of(this.random.pick(['int', 'float', 'str', 'bool', 'ints', 'strs', 'pairs', 'tuple', 'dict']), depth);
  }
}
