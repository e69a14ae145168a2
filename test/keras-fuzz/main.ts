/**
 * `npm run keras-fuzz [FROM [COUNT]]`: random programs, in real Keras and here: of Keras 3, or of tf.keras 2 where the
 * Python has Keras 2. KERAS_PYTHON names a Python that has Keras; without it, python3. Differences
 * are shrunk and printed; then how often each production was drawn.
 * The exit status is 1 where anything was wrong: what is not known alone is none.
 */
import { differences, type Kind } from './compare.ts';
import { kerasProgram } from './grammar/program.ts';
import { RealKeras } from './recorded.ts';
import { shrunk } from './shrink.ts';

const [from, count] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200)];
const { keras, release } = await RealKeras.start(process.env['KERAS_PYTHON'] ?? 'python3');
console.log(`Keras ${release}, programs ${from} to ${from + count - 1}`);
const version = release.startsWith('2.') ? 2 : 3;
const drawn = new Map<string, number>();
const kinds = new Map<Kind, number>();
let [ran, refused, wrong] = [0, 0, 0];
for (let seed = from; seed < from + count; seed++) {
  const { text, drawn: productions } = kerasProgram(seed, version);
  for (const [name, times] of productions) drawn.set(name, (drawn.get(name) ?? 0) + times);
  const recorded = await keras.run(text);
  if (recorded === undefined) continue;
  if (recorded.error === null) ran++;
  else refused++;
  const found = await differences(text, recorded, version);
  for (const kind of new Set(found.map((one) => one.kind))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const first = found.find(({ kind }) => kind !== 'unknown');
  if (first === undefined) continue;
  wrong++;
  console.log(`\n── ${seed}: ${first.kind}: ${first.said}\n${await shrunk(text, first.kind, keras, version)}`);
}
keras.stop();
console.log(`\n${ran} ran, ${refused} were refused, ${wrong} differ`);
for (const [kind, programs] of kinds) console.log(`${kind}: ${programs} programs`);
console.log(
  [...drawn]
    .sort((a, b) => b[1] - a[1])
    .map(([name, times]) => `${name} ${times}`)
    .join(', '),
);
process.exitCode = wrong === 0 ? 0 : 1;
