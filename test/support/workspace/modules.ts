/** Python modules that have nothing to do with Keras: what most of a workspace is. */
import type { Random } from '../../property/random-programs/random.ts';

const NOUNS = [
  'account',
  'invoice',
  'order',
  'customer',
  'sensor',
  'route',
  'ticket',
  'report',
  'session',
  'device',
  'message',
  'recipe',
  'parcel',
  'job',
  'patient',
  'station',
  'article',
  'event',
  'budget',
  'contract',
];
const VERBS = [
  'load',
  'store',
  'merge',
  'filter',
  'collect',
  'parse',
  'render',
  'check',
  'update',
  'resolve',
  'split',
  'count',
  'publish',
  'archive',
  'schedule',
];
const FIELDS = [
  'name',
  'created',
  'status',
  'owner',
  'total',
  'priority',
  'tags',
  'notes',
  'kind',
  'size',
  'region',
  'version',
];

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

type Piece = (random: Random, noun: string, number: number) => string;

const PIECES: readonly Piece[] = [
  (random, noun, number) => `@dataclass
class ${capital(noun)}${number}:
    """A ${noun} as it is stored."""

    identifier: int
${random
  .list(2, 6, () => random.pick(FIELDS))
  .filter((field, index, all) => all.indexOf(field) === index)
  .map(
    (field) =>
      `    ${field}: ${random.pick(['str = ""', 'int = 0', 'float = 0.0', 'list = field(default_factory=list)', 'Optional[str] = None'])}`,
  )
  .join('\n')}

    def key(self):
        return f"${noun}-{self.identifier:06d}"

    @classmethod
    def from_row(cls, row):
        known = {name: value for name, value in row.items() if name in cls.__dataclass_fields__}
        return cls(**known)

    def is_older_than(self, other):
        return self.identifier < other.identifier
`,
  (
    random,
    noun,
    number,
  ) => `def ${random.pick(VERBS)}_${noun}s_${number}(rows, limit=${random.integer(10, 500)}, *, strict=False):
    """Gives the ${noun}s of the rows, at most \`limit\` of them, by their groups."""
    groups = defaultdict(list)
    for index, row in enumerate(rows):
        if index >= limit:
            logger.warning("only %d of the ${noun}s are taken", limit)
            break
        try:
            value = float(row["${random.pick(FIELDS)}"])
        except (KeyError, ValueError) as error:
            if strict:
                raise ValueError(f"row {index} is no ${noun}") from error
            continue
        if value < ${random.integer(0, 9)}:
            continue
        groups[row.get("${random.pick(FIELDS)}", "none")].append(value * ${random.integer(2, 9)} / 100)
    return {name: sum(values) / len(values) for name, values in sorted(groups.items()) if values}
`,
  (random, noun, number) => `class ${capital(noun)}Service${number}:
    """Talks to the ${noun} store, and tries again where that fails."""

    retries = ${random.integer(1, 6)}

    def __init__(self, client, timeout=${random.integer(1, 30)}, cache=None):
        self.client = client
        self.timeout = timeout
        self.cache = {} if cache is None else cache
        self._failures = 0

    def __len__(self):
        return len(self.cache)

    def get(self, identifier):
        if identifier in self.cache:
            return self.cache[identifier]
        for attempt in range(self.retries):
            try:
                response = self.client.get(f"/${noun}s/{identifier}", timeout=self.timeout * (attempt + 1))
            except OSError as error:
                self._failures += 1
                logger.info("attempt %d for ${noun} %s: %s", attempt, identifier, error)
                time.sleep(0.${random.integer(1, 9)} * 2 ** attempt)
                continue
            if response.status == 200:
                self.cache[identifier] = json.loads(response.body)
                return self.cache[identifier]
        return None

    def all(self, page_size=${random.integer(20, 200)}):
        page = 0
        while True:
            found = self.client.get("/${noun}s", params={"page": page, "size": page_size}).json()
            yield from found["items"]
            if len(found["items"]) < page_size:
                return
            page += 1

    @property
    def failures(self):
        return self._failures
`,
  (
    random,
    noun,
    number,
  ) => `PATTERN_${number} = re.compile(r"^(?P<${noun}>[A-Z]{2,4})-(?P<number>\\d+)(?:/(?P<rest>.*))?$")


def parse_${noun}_${number}(text, default=None):
    match = PATTERN_${number}.match(text.strip())
    if match is None:
        return default
    parts = match.groupdict()
    return parts["${noun}"].lower(), int(parts["number"]) % ${random.integer(7, 97)}, [part for part in (parts["rest"] or "").split("/") if part]


def format_${noun}_${number}(items, separator="${random.pick([', ', '; ', ' | '])}"):
    lines = []
    for name, number, rest in items:
        prefix = "*" if number % 2 else " "
        lines.append(f"{prefix} {name.upper():<8} {number:>5} {separator.join(rest)}")
    return "\\n".join(lines)
`,
  (random, noun, number) => `def read_${noun}_table_${number}(path):
    """The table as columns of numbers; rows that are broken are left out."""
    columns, broken = {}, 0
    with open(path, newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            for name, text in row.items():
                try:
                    columns.setdefault(name, []).append(float(text))
                except ValueError:
                    broken += 1
    table = np.array([columns[name] for name in sorted(columns)])
    mean, spread = table.mean(axis=1), table.std(axis=1)
    scaled = (table - mean[:, None]) / np.where(spread[:, None] == 0, 1, spread[:, None])
    logger.debug("%d values of ${noun}s are broken", broken)
    return scaled[:, :: ${random.integer(1, 4)}], {"mean": mean.tolist(), "spread": spread.tolist(), "broken": broken}
`,
  (random, noun, number) => `class Test${capital(noun)}${number}(unittest.TestCase):
    def setUp(self):
        self.rows = [{"identifier": number, "total": str(number * ${random.integer(2, 9)})} for number in range(${random.integer(5, 40)})]

    def test_totals(self):
        totals = [int(row["total"]) for row in self.rows]
        self.assertEqual(sorted(totals), totals)
        self.assertGreaterEqual(sum(totals), ${random.integer(1, 5)})

    def test_identifiers_are_unique(self):
        identifiers = {row["identifier"] for row in self.rows}
        self.assertEqual(len(identifiers), len(self.rows))

    def test_missing(self):
        with self.assertRaises(KeyError):
            self.rows[0]["${random.pick(FIELDS)}-${number}"]
`,
  (
    random,
    noun,
    number,
  ) => `async def ${random.pick(VERBS)}_${noun}_queue_${number}(queue, workers=${random.integer(2, 8)}):
    results = []

    async def work(number):
        while not queue.empty():
            item = await queue.get()
            try:
                results.append((number, await asyncio.wait_for(item.run(), timeout=${random.integer(1, 60)})))
            except asyncio.TimeoutError:
                logger.error("${noun} %r takes too long", item)
            finally:
                queue.task_done()

    await asyncio.gather(*(work(number) for number in range(workers)))
    return [result for _, result in sorted(results, key=lambda pair: pair[0])]
`,
  (random, noun, number) => `@contextlib.contextmanager
def ${noun}_lock_${number}(folder, wait=${random.integer(1, 20)}):
    """Holds the folder for one process at a time."""
    path = os.path.join(folder, ".${noun}.lock")
    started = time.monotonic()
    while os.path.exists(path):
        if time.monotonic() - started > wait:
            raise TimeoutError(f"{path} is held by another process")
        time.sleep(0.05)
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    try:
        yield path
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
`,
];

/** `imported`: names of other modules of the workspace, and what of them is taken. Between 50 and 400 lines. */
export function ordinaryModule(
  random: Random,
  imported: readonly { readonly module: string; readonly name: string }[],
): string {
  const noun = random.pick(NOUNS);
  const lines = random.integer(50, 370);
  const pieces: string[] = [
    `"""${capital(noun)}s: how they are read, kept and told of."""\nimport asyncio\nimport contextlib\nimport csv\nimport json\nimport logging\nimport os\nimport re\nimport time\nimport unittest\nfrom collections import defaultdict\nfrom dataclasses import dataclass, field\nfrom typing import Optional\n\nimport numpy as np\n${imported.map(({ module, name }) => `\nfrom ${module} import ${name}`).join('')}\n\nlogger = logging.getLogger(__name__)\n`,
  ];
  for (let number = 0, count = pieces[0]!.split('\n').length; count < lines; number++) {
    const piece = random.pick(PIECES)(random, random.chance(0.5) ? noun : random.pick(NOUNS), number);
    pieces.push(piece);
    count += piece.split('\n').length + 1;
  }
  const uses = imported
    .map(({ name }) => `    ${name.toLowerCase()} = ${name}\n    print(${name.toLowerCase()})\n`)
    .join('');
  pieces.push(
    `def main():\n    logging.basicConfig(level=logging.INFO)\n${uses}    print(json.dumps({"pid": os.getpid(), "module": __name__}))\n`,
  );
  return `${pieces.join('\n\n')}\n\nif __name__ == "__main__":\n    main()\n`;
}
