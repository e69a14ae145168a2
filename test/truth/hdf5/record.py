"""Writes small HDF5 files in every form that h5py has, and what h5py says of them.

    python test/truth/hdf5/record.py
"""
import json
import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def fill(file):
    file.attrs["text"] = "naïve"
    file.attrs["bytes"] = b"plain"
    file.attrs["fixed"] = np.bytes_("fixed")
    file.attrs["number"] = 3
    file.attrs["several"] = ["a", "b"]
    for dtype in ("int8", "uint16", "int32", "int64", "float16", "float32", "float64", "bool", "S5"):
        file.create_dataset(f"kinds/{dtype}", shape=(2, 3), dtype=dtype)
    file.create_dataset("kinds/object", shape=(2,), dtype=h5py.string_dtype())
    file.create_dataset("scalar", data=1.5)
    file.create_dataset("chunked", shape=(100, 28, 28), chunks=(10, 28, 28), maxshape=(None, 28, 28), dtype="uint8")
    file.create_dataset("packed", data=np.zeros((4, 4)), compression="gzip")
    file.create_group("empty")
    file["deep/er/est"] = np.arange(3)
    file["soft"] = h5py.SoftLink("/deep/er")
    file["outside"] = h5py.ExternalLink("/etc/passwd", "/x")


def many(file):
    file.attrs["long"] = "x" * 70_000
    for index in range(60):
        file[f"row_{index}"] = np.zeros(index % 5)


def cyclic(file):
    file["a/b/value"] = np.zeros(2)
    file["a/b/loop"] = file["a"]
    file["top"] = file["/"]


FILES = {
    "earliest.h5": (fill, {}),
    "latest.h5": (fill, {"libver": "latest"}),
    "ordered.h5": (fill, {"track_order": True}),
    "block.h5": (fill, {"userblock_size": 1024}),
    "many.h5": (many, {}),
    "cyclic.h5": (cyclic, {}),
}


def told(file):
    arrays, groups = {}, []

    def walk(group, path, around):
        for name in group:
            link = group.get(name, getlink=True)
            if not isinstance(link, h5py.HardLink):
                continue
            item = group[name]
            inner = f"{path}/{name}" if path else name
            if isinstance(item, h5py.Group):
                if item.id in around:
                    continue
                groups.append(inner)
                walk(item, inner, around + [item.id])
            else:
                arrays[inner] = [list(item.shape), str(item.dtype).replace("|", "")]

    walk(file, "", [file["/"].id])
    attributes = {}
    for name, value in file.attrs.items():
        if isinstance(value, bytes):
            value = value.decode()
        if isinstance(value, str):
            attributes[name] = value if len(value) < 100 else len(value)
    return {"attributes": attributes, "arrays": arrays, "groups": sorted(groups)}


def main():
    lines = []
    for name, (make, options) in FILES.items():
        path = os.path.join(HERE, name)
        with h5py.File(path, "w", **options) as file:
            make(file)
        with h5py.File(path) as file:
            lines.append(json.dumps({"file": name, **told(file)}))
    with open(os.path.join(HERE, "truth.jsonl"), "w") as out:
        out.write("\n".join(lines) + "\n")


main()
