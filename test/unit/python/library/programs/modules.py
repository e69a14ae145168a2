import collections, copy, dataclasses, enum, functools, itertools, json, math, operator, os, re, statistics, string
from pathlib import Path

print(math.floor(-2.5), math.ceil(2.1), math.sqrt(2), math.log2(8), math.gcd(12, 18), math.prod([2, 3]), math.pi)  #: -3 3 1.4142135623730951 3.0 6 6 3.141592653589793
print(math.exp(1), math.log(10), math.sin(1), math.isclose(0.1 + 0.2, 0.3), math.comb(5, 2), math.log(8, 2))  #: 2.718281828459045 2.302585092994046 0.8414709848078965 True 10 3.0

print(list(itertools.product([1, 2], 'a')), list(itertools.combinations('abc', 2)), list(itertools.accumulate([1, 2, 3])))  #: [(1, 'a'), (2, 'a')] [('a', 'b'), ('a', 'c'), ('b', 'c')] [1, 3, 6]
print(list(itertools.chain([1], [2])), list(itertools.islice(itertools.count(5), 2)), [(k, len(list(g))) for k, g in itertools.groupby('aab')])  #: [1, 2] [5, 6] [('a', 2), ('b', 1)]
print(functools.reduce(operator.mul, [1, 2, 3]), functools.partial(pow, 2)(3), sorted([(1, 'b'), (0, 'c')], key=operator.itemgetter(1)))  #: 6 8 [(1, 'b'), (0, 'c')]

@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
print(fibonacci(80))  #: 23416728348467685

Point = collections.namedtuple('Point', 'x y', defaults=[0])
point = Point(1)
print(point, point.x, point[1], point._replace(y=5), point == (1, 0), point._asdict())  #: Point(x=1, y=0) 1 0 Point(x=1, y=5) True {'x': 1, 'y': 0}
groups = collections.defaultdict(list)
groups['a'].append(1)
print(dict(groups), collections.Counter('aab').most_common(1), collections.Counter('ab')['z'], list(collections.OrderedDict(a=1)))  #: {'a': [1]} [('a', 2)] 0 ['a']
last = collections.deque([1, 2, 3], maxlen=2)
last.append(4)
print(str(last), last.popleft(), list(last))  #: deque([3, 4], maxlen=2) 3 [4]

@dataclasses.dataclass
class Config:
    units: int
    rate: float = 0.5
    names: list = dataclasses.field(default_factory=list)
    def size(self): return self.units * 2
config = Config(64)
print(config, config.size(), config == Config(64, 0.5, []), dataclasses.replace(config, units=1).units, dataclasses.asdict(config))  #: Config(units=64, rate=0.5, names=[]) 128 True 1 {'units': 64, 'rate': 0.5, 'names': []}

class Mode(enum.Enum):
    TRAIN = 1
    TEST = enum.auto()
print(Mode.TRAIN, repr(Mode.TEST), Mode(2).name, Mode['TRAIN'].value, [mode.value for mode in Mode], Mode.TRAIN == 1)  #: Mode.TRAIN <Mode.TEST: 2> TEST 1 [1, 2] False

nested = {'a': [1]}
deep, shallow = copy.deepcopy(nested), copy.copy(nested)
nested['a'].append(2)
print(deep, shallow)  #: {'a': [1]} {'a': [1, 2]}
print(json.dumps({'a': [1, 2.5, None, True]}), json.loads('{"units": 4}')['units'] + 1)  #: {"a": [1, 2.5, null, true]} 5
print(re.findall(r'\d+', 'conv2d_13'), re.sub(r'_(\d)', r'/\1', 'a_1'), re.match(r'(\w)(\d+)', 'x12').groups())  #: ['2', '13'] a/1 ('x', '12')
print(os.path.join('a', 'b.py'), os.path.splitext('a/b.tar.gz'), os.path.basename('/x/y'), Path('a') / 'b.txt', (Path('a') / 'b.txt').suffix)  #: a/b.py ('a/b.tar', '.gz') y a/b.txt .txt
print(statistics.mean([1, 2, 4]), statistics.median([1, 2, 3, 4]), string.digits)  #: 2.3333333333333335 2.5 0123456789
