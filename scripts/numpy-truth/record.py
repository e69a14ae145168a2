"""Records what NumPy does: test/truth/numpy/README.md has the format.

    python3 -m venv np2 && np2/bin/pip install "numpy>=2"
    python3 -m venv np1 && np1/bin/pip install "numpy==1.26.4"
    np1/bin/python -W ignore record.py --all old.jsonl
    np2/bin/python -W ignore record.py ../../test/truth/numpy/cells.jsonl old.jsonl

`--all` keeps all cells, of which a third is recorded; `--seed N` takes other arrays and other pairs of arguments: cells that nobody has looked at. It is needed to record only; no test runs it.
"""
import json
import math
import re
import sys

import numpy as np

from creation import creation, questions
from drawing import drawing, products
from elementwise import elementwise, reductions
from grid import ARRAYS, OTHER_ARRAYS, Grid
from options import options
from selecting import changes, selecting
from shaping import joining, membership, shaping

MOST_VALUES = 8
# Of a function with more cells than this, one of each kind is kept: of the same keywords, ranks and outcome.
ALL_OF_A_FEW = 16


def number(value):
    """A number as JSON has it; NaN and infinities as texts, what has no such form as None."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) < 2 ** 53 else str(value)
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return value if math.isfinite(value) else repr(value)
    return str(value) if isinstance(value, str) else None


def dtype_name(dtype):
    return {'U': 'str', 'S': 'bytes'}.get(dtype.kind, dtype.name)


def described(value, drawn):
    """The value in the form of the records. Of what is drawn at random no element is kept."""
    if isinstance(value, (np.ndarray, np.generic)):
        values = [number(element) for element in np.asarray(value).ravel().tolist()] if value.size <= MOST_VALUES and not drawn else None
        if values is not None and None in values:
            values = None
        return ['array', dtype_name(value.dtype), list(value.shape)] + ([values] if values is not None else [])
    if isinstance(value, (tuple, list)):
        return ['tuple' if isinstance(value, tuple) else 'list', [described(item, drawn) for item in value]]
    if value is None:
        return ['none']
    if isinstance(value, np.dtype):
        return ['dtype', dtype_name(value)]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return [kind.__name__] + ([number(value)] if not drawn or kind is str else [])
    return ['other', type(value).__name__]


def result_of(piece, arrays):
    scope = {'np': np, **{name: eval(text, {'np': np}) for name, text in arrays.items()}}
    *statements, last = piece.split('\n')
    drawn = 'random' in piece or 'default_rng' in piece
    try:
        exec('\n'.join(statements), scope)
        return described(eval(last, scope), drawn)
    except Exception as error:
        return ['error', *[cls.__name__ for cls in type(error).__mro__ if issubclass(cls, Exception) and cls is not Exception and cls.__module__ in ('builtins', 'numpy.exceptions', 'numpy.linalg', 'numpy.core._exceptions', 'numpy._core._exceptions')][:3]]


def kind_of(function, piece, result):
    keywords = tuple(sorted(re.findall(r'\b(\w+)=(?!=)', piece)))
    ranks = tuple(sorted(set(re.findall(r'\b[ifsubq](\d)\b', piece))))
    return keywords, ranks, result[0] == 'error', f'np.{function}' in piece, '\n' in piece


def thinned(function, cells):
    kinds = set()
    kept = []
    for cell in cells:
        kind = kind_of(function, *cell[:2])
        if len(cells) <= ALL_OF_A_FEW or kind not in kinds:
            kept.append(cell)
        kinds.add(kind)
    return kept


def main():
    arguments = sys.argv[1:]
    seed = 0
    whole = '--all' in arguments
    if whole:
        arguments.remove('--all')
    if '--seed' in arguments:
        at = arguments.index('--seed')
        seed = int(arguments[at + 1])
        del arguments[at:at + 2]
    target, *others = arguments
    np.random.seed(0)
    grid = Grid(seed)
    for fill in (elementwise, reductions, creation, questions, shaping, membership, joining, selecting, changes, products, drawing, options):
        fill(grid)
    arrays = OTHER_ARRAYS if seed else ARRAYS
    older = {}
    for other in others:
        for line in open(other):
            record = json.loads(line)
            older.update({(record.get('f'), piece): result for piece, result, *_ in record.get('cells', [])})
    count = 0
    with open(target, 'w') as file:
        print(json.dumps({'numpy': np.__version__, 'arrays': arrays}), file=file)
        for function, pieces in sorted(grid.cells.items()):
            cells = []
            for piece in pieces:
                result = result_of(piece, arrays)
                old = older.get((function, piece), result)
                cells.append([piece, result] + ([old] if old != result else []))
            cells = cells if whole else thinned(function, cells)
            count += len(cells)
            print(json.dumps({'f': function, 'cells': cells}, separators=(',', ':')), file=file)
    print(count, 'cells')


main()
