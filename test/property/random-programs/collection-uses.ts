/** Blocks of random programs that use collections, enumerations, heaps and copies. */
import type { Type } from './literals.ts';
import type { Statements } from './statements.ts';

/** What is written with elements of a type. */
type Use = (write: Statements, type: Type) => void;

const namedTuples: Use = (write) => {
  const name = write.newName('Point');
  write.line(
    `${name} = collections.namedtuple('${name}', ${write.random.pick(["'x y'", "['x', 'y']", "'x, y', defaults=[5]"])})`,
  );
  write.line(`one = ${name}(${write.of('int', 1)}, ${write.random.pick(['y=2', '3'])})`);
  write.line(
    `print(one, one.x, one[1], one._asdict(), one._replace(x=9), one == (one.x, one.y), len(one), ${name}._fields)`,
  );
  write.line('x, y = one; print(x, y, [*one])');
  write.line(`print(${name}(1))`);
};

const groupsByDefault: Use = (write, type) => {
  write.line(`groups = collections.defaultdict(${write.random.pick(['list', 'set', 'int'])})`);
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
};

const counters: Use = (write, type) => {
  write.line(`counts = collections.Counter(${write.of(type, 2)})`);
  write.line(`counts.update(${write.of(type, 1)})`);
  write.line(
    `print(counts, counts.most_common(2), sum(counts.values()), counts['nothing'], sorted(counts.elements(), key=str))`,
  );
  write.line(
    `print(counts + collections.Counter(${write.of(type, 1)}), counts - collections.Counter(${write.of(type, 1)}))`,
  );
};

const deques: Use = (write) => {
  write.line(`line = collections.deque(${write.of('ints', 1)}${write.random.pick(['', ', maxlen=3'])})`);
  write.line(
    `line.append(1); line.appendleft(${write.of('int', 1)}); line.extend([7, 8]); line.rotate(${write.random.integer(-2, 2)})`,
  );
  write.line('print(line, len(line), line[0], line.pop(), line.popleft(), list(line), 7 in line)');
};

const orderedDicts: Use = (write) => {
  write.line('ordered = collections.OrderedDict()');
  write.line(`for key in ${write.of('strs', 1)}: ordered[key] = len(key)`);
  write.line(`ordered['last'] = 0; ordered.move_to_end('last', last=${write.random.pick(['True', 'False'])})`);
  write.line('print(list(ordered.items()), ordered.popitem())');
};

const enumerations: Use = (write) => {
  const name = write.newName('Color');
  write.line(`class ${name}(enum.${write.random.pick(['Enum', 'IntEnum'])}):`);
  write.block(() =>
    write.line(
      `RED = ${write.random.pick(['1', 'enum.auto()'])}; GREEN = ${write.random.pick(['2', 'enum.auto()'])}; ALSO = RED`.replace(
        '; ALSO = RED',
        write.random.chance(0.3) ? '; ALSO = 1' : '',
      ),
    ),
  );
  write.line(
    `print(${name}.RED.name, ${name}.GREEN.value, ${name}(2), ${name}['RED'], [c.name for c in ${name}], len(${name}))`,
  );
  write.line(`print(repr(${name}.RED), ${name}.RED is ${name}(1), ${name}.RED == 1, ${name}.RED in {${name}.RED: 2})`);
  write.line(`print(${name}(${write.random.integer(1, 4)}))`);
};

const heaps: Use = (write) => {
  write.line(`heap = ${write.of('ints', 1)}; heapq.heapify(heap); heapq.heappush(heap, ${write.of('int', 1)})`);
  write.line('print(heap, heapq.heappop(heap), heap, heapq.nlargest(2, heap), bisect.bisect_left(sorted(heap), 3))');
};

const copies: Use = (write) => {
  write.line(`data = {'a': ${write.of('ints', 1)}, 'b': [${write.of('str', 1)}, None, True, 1.5]}`);
  write.line('shallow, deep = copy.copy(data), copy.deepcopy(data)');
  write.line("data['a'].append(0); data['c'] = 1");
  write.line('print(shallow, deep, json.dumps(deep), json.loads(json.dumps(deep)) == deep)');
};

const USES: readonly Use[] = [
  namedTuples,
  groupsByDefault,
  counters,
  deques,
  orderedDicts,
  enumerations,
  heaps,
  copies,
];

/** One of them, on integers or texts. */
export function collectionsBlock(write: Statements): void {
  const { random } = write;
  const type: Type = random.pick(['ints', 'strs']);
  write.guarded(() => random.choose(...USES.map((use) => () => use(write, type))));
}
