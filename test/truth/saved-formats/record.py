"""What each release of Keras does with what each has written: the files of ../saved, and formats of TensorFlow's.

    python -W ignore test/truth/saved-formats/record.py

Run it with Keras 2.15 first, which writes what only Keras 2 writes, then with the others.
"""
import glob
import json
import os
import re
import signal
import tempfile

import keras
from keras import layers

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = os.path.join(HERE, "..", "saved")
SHARED = os.path.join(tempfile.gettempdir(), "layer-lens-formats")
RELEASE = keras.__version__


class Endless(Exception):
    """So that no other clause catches it."""


def stop(*_):
    raise Endless("it does not end")


signal.signal(signal.SIGALRM, stop)


def answer(read):
    signal.alarm(60)
    try:
        model = read()
        return {"loads": True, "total": model.count_params(), "layers": [layer.name for layer in model.layers]}
    except Exception as error:
        words = re.sub(r"\s+", " ", str(error))
        words = re.sub(r"0x[0-9a-f]+|/\S*/", "…", words)
        return {"loads": False, "error": type(error).__name__, "words": words[:220]}
    finally:
        signal.alarm(0)


def simple(last=3, more=False):
    row = [keras.Input((4,)), layers.Dense(5, name="one"), layers.Dense(last, name="two")]
    return keras.Sequential(row + ([layers.Dense(2, name="three")] if more else []), name="simple")


def into(path, **changes):
    def read():
        keras.backend.clear_session()
        model = simple(**changes)
        before = [weight.numpy().copy() for weight in model.weights]
        model.load_weights(path)
        changed = [bool((weight.numpy() != old).any()) for weight, old in zip(model.weights, before)]
        return changed

    try:
        return {"loads": True, "changed": read()}
    except Exception as error:
        words = re.sub(r"\s+", " ", str(error))
        return {"loads": False, "error": type(error).__name__, "words": re.sub(r"/\S*/", "…", words)[:220]}


def rows():
    for path in sorted(glob.glob(os.path.join(FILES, "*-*.keras")) + glob.glob(os.path.join(FILES, "*-*.h5"))):
        name = os.path.basename(path)
        if ".weights" not in name:
            yield {"file": name, **answer(lambda: keras.models.load_model(path))}
    for path in sorted(glob.glob(os.path.join(FILES, "*-*.json"))):
        text = open(path).read()
        yield {"file": os.path.basename(path), **answer(lambda: keras.models.model_from_json(text))}
    for path in sorted(glob.glob(os.path.join(SHARED, "*.weights.h5"))):
        for what, changes in (("same", {}), ("a layer more", {"more": True}), ("another size", {"last": 7})):
            yield {"file": os.path.basename(path), "into": what, **into(path, **changes)}
    for path in sorted(glob.glob(os.path.join(SHARED, "simple-saved*"))):
        yield {"file": os.path.basename(path), **answer(lambda: keras.models.load_model(path))}
    for path in sorted(glob.glob(os.path.join(SHARED, "*.ckpt.index"))):
        name = path[: -len(".index")]
        yield {"file": os.path.basename(name), "into": "same", **into(name)}


def write():
    os.makedirs(SHARED, exist_ok=True)
    model = simple()
    for weight in model.weights:
        weight.assign(weight.numpy() + 1)
    model.save_weights(os.path.join(SHARED, f"simple-{RELEASE}.weights.h5"))
    if RELEASE.startswith("2."):
        model.save(os.path.join(SHARED, "simple-saved-model-2.15"), save_format="tf")
        model.save_weights(os.path.join(SHARED, "simple-2.15.ckpt"))
    else:
        model.export(os.path.join(SHARED, f"simple-saved-model-{RELEASE}"))


def main():
    write()
    path = os.path.join(HERE, "table.jsonl")
    lines = open(path).read().splitlines() if os.path.exists(path) else []
    kept = [line for line in lines if json.loads(line)["reader"] != RELEASE]
    kept += [json.dumps({"reader": RELEASE, **row}) for row in rows()]
    with open(path, "w") as out:
        out.write("\n".join(sorted(kept)) + "\n")


main()
