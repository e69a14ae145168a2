import glob
import os
import pathlib
import tempfile

d = tempfile.mkdtemp()
print(sorted(os.listdir(d)))
path = os.path.join(d, "a.txt")
with open(path, "w") as f:
    f.write("one\n")
    f.write("two\nthree\n")
print(sorted(os.listdir(d)), os.path.exists(path), os.path.exists(os.path.join(d, "b.txt")))
print(os.path.basename(path), os.path.getsize(path))
with open(path) as f:
    print(len(f.readlines()))
p = pathlib.Path(d)
(p / "sub").mkdir()
for i in range(3):
    (p / "sub" / f"f{i}.csv").write_text(f"x,y\n{i},{i * 2}\n")
print(sorted(x.name for x in (p / "sub").glob("*.csv")), len(glob.glob(os.path.join(d, "sub", "*"))))
print((p / "sub" / "f1.csv").read_text().splitlines())
os.remove(path)
print(os.path.exists(path), sorted(os.listdir(d)))
with tempfile.TemporaryDirectory() as t:
    os.makedirs(os.path.join(t, "train", "cats"), exist_ok=True)
    os.makedirs(os.path.join(t, "train", "dogs"))
    print(sorted(os.listdir(os.path.join(t, "train"))))
print(os.path.exists(t))
print(len(sorted(p.rglob("*.csv"))))
