"""The grid: functions × parameters × arrays of several ranks, as small pieces of Python.

A piece of Python is statements, one a line; the last line is an expression. It may use the arrays of ARRAYS, which are made anew for each.
"""
import random

ARRAYS = {
    'i0': 'np.array(3)',
    'i1': 'np.array([3, 1, 2])',
    'i2': 'np.array([[3, 1, 2], [0, 5, 4]])',
    'i3': 'np.arange(12).reshape(2, 2, 3)',
    'f0': 'np.array(2.5)',
    'f1': 'np.array([0.5, -1.0, 2.0])',
    'f2': 'np.array([[1.5, -2.0, 0.0], [4.0, 2.5, 1.0]])',
    'f3': 'np.arange(12).reshape(2, 2, 3) / 4',
    's2': 'np.array([[1, 2, 3], [4, 5, 6]], dtype="float32")',
    'u1': 'np.array([1, 2, 250], dtype="uint8")',
    'b1': 'np.array([True, False, True])',
    'b2': 'np.array([[True, False, True], [False, False, True]])',
    'q2': 'np.array([[2.0, 1.0], [1.0, 3.0]])',
}

# The same names with other shapes and values, for a check on what nobody has looked at.
OTHER_ARRAYS = {
    'i0': 'np.array(-7)',
    'i1': 'np.array([4, 4, -1, 9])',
    'i2': 'np.array([[7, 2], [2, -5], [6, 8]])',
    'i3': 'np.arange(-4, 8).reshape(3, 1, 4)',
    'f0': 'np.array(-0.25)',
    'f1': 'np.array([4.0, 0.25, -3.5, 1.0])',
    'f2': 'np.array([[0.5, 8.0], [-1.0, 2.0], [3.0, -0.5]])',
    'f3': 'np.arange(-4, 8).reshape(3, 1, 4) / 2',
    's2': 'np.array([[3, 1], [2, 2], [0, 4]], dtype="float32")',
    'u1': 'np.array([255, 0, 7, 128], dtype="uint8")',
    'b1': 'np.array([False, False, True, True])',
    'b2': 'np.array([[True, True], [False, True], [False, False]])',
    'q2': 'np.array([[4.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 3.0]])',
}

RANK = {name: int(name[1]) for name in ARRAYS}

INTEGERS = ('i1', 'i2', 'i3')
NUMBERS = ('i0', 'i1', 'i2', 'i3', 'f2', 's2', 'b2')
FLOATS = ('f0', 'f1', 'f2', 'f3', 'i2')
EVERY = ('i0', 'i1', 'i2', 'i3', 'f0', 'f1', 'f2', 'f3', 's2', 'u1', 'b1', 'b2')


def axis(rank):
    """Values for a parameter `axis` that takes one."""
    return ['0', '-1', 'None'] + (['1'] if rank > 1 else []) + (['-2', '2'] if rank > 2 else []) + [str(rank)]


def axes(rank):
    """Values for a parameter `axis` that takes several."""
    return axis(rank) + (['(0, 1)', '(-1, 0)'] if rank > 1 else ['(0,)']) + (['(0, 0)'] if rank == 2 else [])


DTYPES = ['"float32"', 'np.int32', 'float', 'bool', 'np.uint8']


def is_expression(text):
    try:
        compile(text, '', 'eval')
        return True
    except SyntaxError:
        return False


class Grid:
    """Collects pieces of Python by the function that they are about."""

    def __init__(self, seed, mixed=3):
        self.chance = random.Random(seed)
        self.mixed = mixed
        self.cells = {}

    def add(self, function, *pieces):
        """Pieces as they are."""
        known = self.cells.setdefault(function, {})
        known.update((piece if is_expression(piece.split('\n')[-1]) else piece + '\nNone', None) for piece in pieces)

    def call(self, function, *templates, on=INTEGERS, method=False, wrap='{}', **parameters):
        """`np.FUNCTION(…)` for each template and array, alone, with each value of each parameter, and with some of them together."""
        for template in templates:
            names = on if '{a}' in template else on[:1]
            for array in names:
                rank = RANK.get(array, 1)
                given = template.replace('{a}', array)
                values = {name: value(rank) if callable(value) else value for name, value in parameters.items()}
                choices = [()] + [((name, value),) for name, options in values.items() for value in options]
                for _ in range(self.mixed if len(values) > 1 else 0):
                    two = self.chance.sample(sorted(values), 2)
                    choices.append(tuple((name, self.chance.choice(values[name])) for name in two))
                for choice in choices:
                    self.add(function, wrap.format(self.spelled(function, given, array, choice, method)))

    @staticmethod
    def spelled(function, given, array, choice, method):
        keywords = [f'{name}={value}' for name, value in choice]
        if method:
            rest = given.split(', ')[1:] if given.startswith(array) else [given]
            return f'{array}.{function.split(".")[-1]}({", ".join([part for part in rest if part] + keywords)})'
        return f'np.{function}({", ".join([part for part in [given] if part] + keywords)})'
