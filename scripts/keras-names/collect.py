#!/usr/bin/env python3
"""Writes the tables of server/keras/names from Keras's own packages: the public names of their modules and the
attributes of their classes, as any release has them.

usage: collect.py FOLDER...   each the folder that a wheel of Keras is unpacked in (with keras/ in it)

What counts is the text: nothing of Keras is run. A name is in a table where any of the releases given has it."""
import ast
import collections
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "..", "server", "keras", "names")
WIDTH = 112
# Where a release has a name: in `keras` of Keras 3, in `tf.keras` of Keras 3, in Keras 2.
THREE, TENSORFLOW_S, TWO = 1, 2, 4
# A layer of Keras 3 on PyTorch is a module of it.
TORCH = """add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval
extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia
named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer
register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory
state_dict to to_empty train training type xpu zero_grad torch_params""".split()
# What a backend's classes are called where they are bases.
BACKENDS = {
    "Layer": ["TFLayer", "NNXLayer", "TorchLayer"],
    "Trainer": ["TensorFlowTrainer", "JAXTrainer", "TorchTrainer", "NumpyTrainer", "OpenVINOTrainer"],
    "Optimizer": ["TFOptimizer", "JaxOptimizer", "TorchParallelOptimizer", "BaseOptimizer"],
}
# Modules whose names of Keras 2 alone are kept.
FORMER = {f"keras{inner}" for inner in ("", ".layers", ".models", ".utils", ".callbacks", ".losses", ".metrics",
    ".optimizers", ".initializers", ".regularizers", ".activations", ".constraints", ".preprocessing")}
# What the release to come has.
COMING = {"keras.layers": ["TernaryDense"]}
NOISE = re.compile(r"^(absolute_import|division|print_function|keras_export|tf2?|np|os|re|six|.*_(v1|v2|test|tests))$")
# Programs take few names of these.
LEFT_OUT = re.compile(r"applications|datasets\.|experimental|ops\.")


def tree_of(path):
    try:
        with open(path, encoding="utf8") as file:
            return ast.parse(file.read())
    except (OSError, SyntaxError):
        return ast.Module([], [])


def statements(body):
    """Those of a module itself, also within `if` and `try`."""
    for node in body:
        yield node
        for part in ("body", "orelse", "finalbody"):
            if isinstance(node, (ast.If, ast.Try, ast.With)):
                yield from statements(getattr(node, part, []))
        for handler in getattr(node, "handlers", []):
            yield from statements(handler.body)


def names_at(path, root, seen=()):
    """The names that a module binds, those of its star imports and its submodules among them."""
    if path in seen:
        return set()
    found = set()
    package = os.path.dirname(path)
    for node in statements(tree_of(path).body):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        elif isinstance(node, ast.Import):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.names[0].name != "*":
                found |= {alias.asname or alias.name for alias in node.names}
                continue
            module = (node.module or "").replace(".", "/")
            base = root
            if node.level:
                base = package
                for _ in range(node.level - 1):
                    base = os.path.dirname(base)
            for one in (f"{base}/{module}.py", f"{base}/{module}/__init__.py"):
                found |= names_at(one, root, (*seen, path)) if os.path.exists(one) else set()
    if path.endswith("__init__.py"):
        for one in os.listdir(package):
            if one.endswith(".py") or os.path.isdir(os.path.join(package, one)):
                found.add(one.removesuffix(".py"))
    return {name for name in found if not name.startswith("_")}


def modules_under(top, root):
    """The packages below a folder by their dotted path, with their names."""
    for path in sorted(glob.glob(f"{top}/**/__init__.py", recursive=True)):
        inner = os.path.relpath(os.path.dirname(path), top)
        dotted = "keras" if inner == "." else f"keras.{inner.replace('/', '.')}"
        if not re.search(r"\.(src|_tf_keras|_v[12]|api|legacy_tf_layers)\b", dotted):
            yield dotted, names_at(path, root)


def faces(root, version):
    keras = f"{root}/keras"
    if version[0] == "2":
        tops = [keras, *(f"{keras}/api/_v{n}/keras" for n in (1, 2))]
        return [(top, TWO) for top in tops]
    three = f"{keras}/api" if os.path.isdir(f"{keras}/api/layers") else keras
    tensorflow_s = next((f"{one}/_tf_keras/keras" for one in (three, keras) if os.path.isdir(f"{one}/_tf_keras/keras")), None)
    return [(three, THREE), (tensorflow_s or three, TENSORFLOW_S)]


def module_table(roots):
    table = collections.defaultdict(lambda: collections.defaultdict(int))
    for root in roots:
        for top, face in faces(root, version_of(root)):
            for dotted, names in modules_under(top, root):
                for name in names - {"src", "api"}:
                    table[dotted][name] |= face
    for path, names in COMING.items():
        for name in names:
            table[path][name] |= THREE | TENSORFLOW_S
    # Keras 2's own source was the public package for long: what only it has is no namespace of its own, and what its
    # modules import is no name for others.
    return {
        path: {name: bits for name, bits in names.items() if bits != TWO or path in FORMER and not NOISE.search(name)}
        for path, names in table.items()
        if any(bits & (THREE | TENSORFLOW_S) for bits in names.values()) and not LEFT_OUT.search(path)
    }


def known_names(paths):
    node = os.path.join(HERE, "..", "..", "node_modules", ".bin", "node")
    asked = subprocess.run([node, os.path.join(HERE, "known.mjs"), *paths], capture_output=True, text=True, check=True)
    return json.loads(asked.stdout)


def version_of(root):
    return re.search(r"-(\d[\d.]*)$", root.rstrip("/")).group(1)


def stores(node):
    """Attributes that methods set, and what the class body binds."""
    found = set()
    for part in node.body:
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.add(part.name)
        elif isinstance(part, ast.Assign):
            found |= {name.id for target in part.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and isinstance(part.value, ast.Name):
            if part.value.id == "self":
                found.add(part.attr)
        if isinstance(part, ast.Call) and getattr(part.func, "id", getattr(part.func, "attr", "")) in ("setattr", "__setattr__"):
            found |= {arg.value for arg in part.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return {name for name in found if not name.startswith("__")}


def class_table(roots):
    """By class: its own attributes, and its bases'."""
    own, bases = collections.defaultdict(set), collections.defaultdict(set)
    for root in roots:
        if version_of(root)[0] != "3":
            continue
        for path in glob.glob(f"{root}/keras/src/**/*.py", recursive=True):
            if re.search(r"_test\.py$|/legacy/|/testing/", path):
                continue
            for node in ast.walk(tree_of(path)):
                if isinstance(node, ast.ClassDef):
                    own[node.name] |= stores(node)
                    bases[node.name] |= {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
    return own, bases


def all_of(name, own, bases, seen=None):
    seen = set() if seen is None else seen
    if name in seen or name not in own:
        return set()
    seen.add(name)
    return own[name].union(*(all_of(base, own, bases, seen) for base in bases[name]), set())


def wrapped(words):
    lines, line = [], ""
    for word in words:
        if line and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return lines + ([line] if line else [])


def shared(names):
    """Each name after how many letters it shares with the one before, as a digit or a small letter (of base 36)."""
    before = ""
    for name in names:
        count = min(len(os.path.commonprefix([before, name])), 35)
        before = name
        yield "0123456789abcdefghijklmnopqrstuvwxyz"[count] + name[count:]


def write(file, doc, constant, entries):
    """Entries are lists of words; each begins with a word that ends with a colon."""
    body = "\n".join("\n".join(wrapped([words[0], *shared(words[1:])])) for words in entries)
    with open(os.path.join(TARGET, file), "w", encoding="utf8") as out:
        out.write(f"{doc}\nexport const {constant} = `\n{body}\n`;\n")


def main():
    roots = [os.path.abspath(folder) for folder in sys.argv[1:]]
    modules = module_table(roots)
    entries = []
    for path, known in known_names(sorted(modules)).items():
        names = {name: bits & 3 or TWO for name, bits in modules[path].items()}
        for bits in (1, 2, 3, 4):
            # What the server knows itself is in both faces of Keras 3, where nothing else is said.
            listed = [name for name, one in names.items() if one == bits and (bits != 3 or name not in known)]
            if bits == TWO:
                listed += [name for name in known if name not in names]
            if listed or bits == 3:
                entries.append([f"{path}:{bits}:", *sorted(name for name in listed if not name.startswith("_"))])
    made = "Made by scripts/keras-names/collect.py: do not edit."
    write("module-names.ts", f"/**\n * The public names of Keras's modules, by where they are: 1 `keras` of Keras 3, 2 `tf.keras` of Keras 3, 3 both, 4 none\n * of them, but Keras 2. Names that the server knows are in both where they are not listed.\n * {made}\n */", "MODULE_NAMES", entries)
    own, bases = class_table(roots)
    own["Layer"] |= set(TORCH)
    for name, others in BACKENDS.items():
        own[name] |= {one for other in others for one in own[other]}
    public = {name for names in modules.values() for name in names}
    entries = []
    base = all_of("Layer", own, bases)
    entries.append(["AnyLayer:", *sorted(name for name in base if not name.startswith("_"))])
    for kind in ["Layer", "Model", "KerasTensor"]:
        entries.append([f"{kind}:", *attributes_of(kind, public, own, bases)])
    write("class-attributes.ts", f"/**\n * Attributes that layers, models, optimizers and symbolic tensors of Keras 3 may have, as any release has them, but for\n * those that begin with an underscore.\n * {made}\n */", "CLASS_ATTRIBUTES", entries)


def attributes_of(kind, public, own, bases):
    """Those of a class and of all public classes that derive from it. Models set some that no code of theirs names."""
    found = set()
    for name in public & set(own):
        chain = set()
        names = all_of(name, own, bases, chain)
        if kind in chain and (kind == "Model" or "Model" not in chain):
            found |= names - (all_of("Layer", own, bases) if kind == "Layer" else set())
    if kind == "Model":
        found = found - all_of("Layer", own, bases) | {"layers", "history", "stop_training", "stop_evaluating", "stop_predicting"}
    return sorted(name for name in found if not name.startswith("_"))


main()
