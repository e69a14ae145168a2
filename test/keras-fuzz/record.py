"""What real Keras does with programs (3, or 2 as TensorFlow has it), for the fuzzer: reads paths from standard input, one in a line, and writes a line of JSON for each.

Each program runs in a process of its own, forked from one that has imported Keras. The JSON has what is printed
(`values`: line, text, value), the models that are left in its names (`models`), and `error` (type, message, line), or None."""

import ast
import builtins
import contextlib
import io
import json
import os
import signal
import sys
import tempfile
import traceback
import types

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", COLUMNS="100")
import keras
import numpy as np

IS_TWO = keras.__version__.startswith("2.")
if IS_TWO:
    from keras.src.engine.keras_tensor import KerasTensor
    from keras.src.utils.layer_utils import count_params
else:
    from keras import KerasTensor
    from keras.src import tree
    from keras.src.utils.summary_utils import count_params

SECONDS = 60


def plain(value, depth=0):
    """A value as `analyze --json` writes it; {"other": class} for what it does not compare."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if depth < 6 and isinstance(value, (list, tuple)):
        return [plain(one, depth + 1) for one in value]
    if depth < 6 and isinstance(value, dict):
        return {str(key): plain(one, depth + 1) for key, one in value.items()}
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        kind = "tensor_shape" if isinstance(value, KerasTensor) else "array_shape"
        return {kind: [size if size is None else int(size) for size in value.shape]}
    return {"other": type(value).__name__}


def shape_of(layer):
    """What the summary shows of a layer that was called: its last output; None where it was not, or where Keras 2 has no one answer."""
    if IS_TWO:
        try:
            return plain(layer.output_shape)
        except (AttributeError, RuntimeError):
            return None
    if not layer._inbound_nodes:
        return None
    outputs = layer._inbound_nodes[-1].output_tensors
    flat = [list(one.shape) for one in tree.flatten(outputs)]
    return flat[0] if len(flat) == 1 else tree.map_structure(lambda one: list(one.shape), outputs)


def described(variable, model):
    """A model by its rows and counts, with the text of its summary."""
    has_operations = not IS_TWO and not isinstance(model, keras.Sequential) and hasattr(model, "_operations")
    layers = model._operations if has_operations else model.layers
    rows = []
    for layer in layers:
        is_built = getattr(layer, "built", True)
        weights = layer.weights if is_built and hasattr(layer, "weights") else []
        rows.append(
            {
                "name": layer.name,
                "class": type(layer).__name__,
                "output_shape": shape_of(layer),
                "params": count_params(weights),
                "weights": [list(weight.shape) for weight in weights],
            }
        )
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        model.summary(line_length=100)
    return {
        "variable": variable,
        "name": model.name,
        "class": type(model).__name__,
        "layers": rows,
        "total": count_params(model.weights),
        "trainable": count_params(model.trainable_weights),
        "summary_text": text.getvalue().strip(),
    }


class Printed(ast.NodeTransformer):
    """Hands each argument of print() to the recorder."""

    def __init__(self, source):
        self.source = source

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "print":
            node.args = [self.recorded(node, one) for one in node.args]
        return node

    def recorded(self, call, argument):
        text = ast.get_source_segment(self.source, argument)
        name = ast.Name("__record__", ast.Load())
        return ast.copy_location(ast.Call(name, [ast.Constant(call.lineno), ast.Constant(text), argument], []), call)


def run(path):
    """The record of one program."""
    with open(path) as file:
        source = file.read()
    values = []

    def record(line, text, value):
        values.append({"line": line, "text": text, "value": plain(value)})

    tree_of_program = ast.fix_missing_locations(Printed(source).visit(ast.parse(source, path)))
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=path, __builtins__=builtins, __record__=record)
    sys.modules["__main__"] = module
    error = None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(tree_of_program, path, "exec"), module.__dict__)
        except Exception as raised:
            own = [frame.lineno for frame in traceback.extract_tb(raised.__traceback__) if frame.filename == path]
            error = {"type": type(raised).__name__, "message": str(raised)[:400], "line": own[0] if own else None}
    named = [(name, one) for name, one in module.__dict__.items() if isinstance(one, keras.Model) and one.built]
    models = [] if error else [described(name, one) for name, one in named]
    return {"values": values, "models": models, "error": error}


def forked(path):
    """The same in a process of its own; its error where that ends."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            try:
                answer.write(json.dumps(run(path)).encode())
                answer.flush()
            except BaseException as raised:
                answer.seek(0)
                answer.truncate()
                answer.write(json.dumps({"failed": repr(raised)[:300]}).encode())
                answer.flush()
            os._exit(0)
        os.waitpid(child, 0)
        answer.seek(0)
        text = answer.read().decode()
        return json.loads(text) if text else {"failed": "it took too long"}


print(json.dumps({"keras": keras.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(forked(line.rstrip("\n"))), flush=True)
