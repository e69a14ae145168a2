/** What programs find again of what they have written: as real Python prints it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();

/** What the program prints, one line for each argument; undefined where it is not known. */
const printed = (source: string): (string | undefined)[] => {
  const { analysis } = runProgram(parser, source);
  return analysis.values
    .filter((one) => one.printed)
    .map(({ value, shown }) => (value === undefined ? undefined : shown));
};

const HEAD =
  'import json, os, pickle, shutil, tempfile\nimport numpy as np\nfrom pathlib import Path\nd = tempfile.mkdtemp()\n';

test('a text that was written is read back', () => {
  const source = `${HEAD}
with open(os.path.join(d, "notes.txt"), "w") as f:
    f.write("one\\n")
    f.write("two\\n")
with open(f"{d}/notes.txt", "a") as f:
    f.write("three")
print(open(os.path.join(d, "notes.txt")).read().splitlines())
print(os.listdir(d), os.path.getsize(d + "/notes.txt"))
`;
  assert.deepEqual(printed(source), ["['one', 'two', 'three']", "['notes.txt']", '13']);
});

test('JSON that is not known as a text is known as a document', () => {
  const source = `${HEAD}import somewhere
settings = {"units": (8, 4), 1: "x", "loss": somewhere.loss()}
with open(d + "/s.json", "w") as f:
    json.dump(settings, f)
settings["units"] = None
with open(d + "/s.json") as f:
    back = json.load(f)
print(back["units"], back["1"], sorted(back))
`;
  assert.deepEqual(printed(source), ['[8, 4]', 'x', "['1', 'loss', 'units']"]);
});

test('arrays, archives and pickled objects are copies', () => {
  const source = `${HEAD}
a = np.arange(6).reshape(2, 3)
np.save(os.path.join(d, "a"), a)
a[0, 0] = 9
print(np.load(os.path.join(d, "a.npy"))[0, 0], a[0, 0])
np.savez(d + "/all.npz", a, y=np.zeros(4))
z = np.load(d + "/all.npz")
print(z.files, z["y"].shape)
with open(d + "/p.pkl", "wb") as f:
    pickle.dump({"sizes": [1, 2]}, f)
with open(d + "/p.pkl", "rb") as f:
    print(pickle.load(f))
`;
  assert.deepEqual(printed(source), ['0', '9', "['arr_0', 'y']", '(4,)', "{'sizes': [1, 2]}"]);
});

test('files are moved, copied and removed', () => {
  const source = `${HEAD}
(Path(d) / "a.txt").write_text("a")
shutil.copy(d + "/a.txt", d + "/b.txt")
os.rename(d + "/a.txt", d + "/c.txt")
os.makedirs(d + "/in/side", exist_ok=True)
shutil.move(d + "/b.txt", d + "/in")
print(sorted(os.listdir(d)), os.listdir(d + "/in/"), os.path.isdir(d + "/in/side"))
shutil.rmtree(d + "/in")
print(os.path.exists(d + "/in/b.txt"), Path(d, "c.txt").read_text())
with tempfile.TemporaryDirectory() as t:
    open(t + "/x", "w").close()
    print(os.path.exists(t + "/x"))
print(os.path.exists(t))
`;
  assert.deepEqual(printed(source), ["['c.txt', 'in']", undefined, 'True', 'False', 'a', 'True', 'False']);
});

test('what is not decided leaves nothing decided that it may concern', () => {
  const source = `${HEAD}import somewhere
if somewhere.chance():
    open(d + "/a.txt", "w").write("1")
else:
    open(d + "/a.txt", "w").write("2")
open(d + "/b.txt", "w").write("3")
print(open(d + "/b.txt").read(), open(d + "/a.txt").read())
somewhere.write(d + "/b.txt")
print(open(d + "/b.txt").read(), os.path.exists(d + "/c.txt"))
open(somewhere.path(), "w").write("4")
print(os.path.exists(d + "/c.txt"))
open(d + "/c.txt", "w").write("5")
print(open(d + "/c.txt").read())
`;
  assert.deepEqual(printed(source), ['3', undefined, undefined, 'False', undefined, '5']);
});

test('the name of a temporary folder is never shown', () => {
  const source = `${HEAD}
print(d, d + "/x", f"{d}/x", os.path.join(d, "x"), "%s/x" % d, "{}/x".format(d), d.upper(), "/".join([d, "x"]), str(Path(d)))
`;
  assert.deepEqual(
    printed(source),
    Array.from({ length: 9 }, () => undefined),
  );
});
