"""Functions of numbers, element by element, and reductions."""
from grid import DTYPES, EVERY, FLOATS, NUMBERS, RANK, axes, axis

TO_FLOAT = '''sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad radians rad2deg degrees
    sinc reciprocal'''.split()
KEEPING = '''ceil floor trunc fix rint abs absolute fabs negative positive square sign conj conjugate nan_to_num isnan isinf isfinite logical_not signbit invert
    bitwise_not real imag angle isreal iscomplex spacing i0 bitwise_count'''.split()
ARITHMETIC = '''add subtract multiply divide true_divide floor_divide mod remainder fmod power float_power maximum fmax minimum fmin arctan2 hypot logaddexp logaddexp2
    copysign nextafter heaviside equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor isclose'''.split()
ON_INTEGERS = 'bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm ldexp'.split()
OPERATORS = '+ - * / // % ** == < >='.split()


def same_shape(array):
    return f'np.zeros({array}.shape)'


def elementwise(grid):
    for name in TO_FLOAT + KEEPING:
        grid.call(name, '{a}', on=('i0', 'i1', 'i2', 'i3', 'f1', 'f2', 's2', 'u1', 'b2'))
        grid.add(name, f'np.{name}(2)', f'np.{name}(2.5)', f'np.{name}([1.0, 4.0])', f'np.{name}((1, 4))', f'np.{name}(np.float32(1))', f'np.{name}("text")', f'np.{name}()')
        if name in ('fix', 'real', 'imag', 'angle', 'isreal', 'iscomplex', 'sinc', 'nan_to_num', 'i0'):
            continue
        grid.add(name, f'np.{name}(f2, dtype="float32")', f'np.{name}(f1, where=b1).shape', f'x = np.zeros((2, 3))\nnp.{name}(f2, out=x)\nx.shape', f'x = np.zeros((2, 3))\nnp.{name}(f1, x)\nx.dtype',
                 f'np.{name}(f1, out=np.zeros(7))', f'np.{name}(i1, casting="safe")', f'np.{name}(f1, order="C").shape', f'np.{name}(f1, nonsense=1)')
    grid.add('nan_to_num', 'np.nan_to_num([1.0, float("nan")])', 'np.nan_to_num([1.0, float("nan")], nan=5)', 'np.nan_to_num([float("inf"), 2.0], posinf=9.0)', 'np.nan_to_num(f2, copy=False)',
             'np.nan_to_num([-float("inf"), 2.0], neginf=-1.0)')
    for name in ARITHMETIC + ON_INTEGERS:
        whole = name in ON_INTEGERS
        pairs = [('i1', '2'), ('i2', 'i1'), ('i3', 'i2[:, 0:1]'), ('i0', 'i2'), ('u1', '3'), ('u1', 'i1'), ('2', 'i1'), ('b2', 'b1'), ('7', '2'), ('[1, 2]', '[3, 4]'), ('i1', 'np.ones((2, 1), int)')]
        if not whole:
            pairs += [('f1', '2'), ('f2', 'f1'), ('s2', '2'), ('s2', '2.0'), ('s2', 'f2'), ('s2', 'np.float64(2)'), ('i1', '0.5'), ('b1', '1'), ('f3', 'i2'), ('np.float32(3)', '2.0')]
        pairs += [('i2', 'np.ones(2, int)'), ('i1', 'np.ones((2, 2), int)')]
        grid.add(name, *(f'np.{name}({one}, {other})' for one, other in pairs), f'np.{name}(i1)')
        if name != 'isclose':
            grid.add(name, f'np.{name}(i1, 2, dtype="float64").dtype', f'x = np.zeros((2, 3), {"int" if whole else "float"})\nr = np.{name}(i2, 2, out=x)\nr is x, x', f'np.{name}(i1, 2, where=b1).shape')
    grid.add('isclose', 'np.isclose(f1, f1 + 0.1, atol=0.2)', 'np.isclose(f1, f1 * 1.5, rtol=1)', 'np.isclose([1.0, float("nan")], [1.0, float("nan")], equal_nan=True)')
    for name in 'divmod modf frexp'.split():
        grid.add(name, *(f'np.{name}({given})' for given in (['i1, 2', 'i2, i1', 'f1, 2.0', '7, 2'] if name == 'divmod' else ['f1', 'f2', '2.5'])))
    for operator in OPERATORS:
        pairs = [('i1', '2'), ('2', 'i2'), ('i2', 'i1'), ('i3', 'i2[0]'), ('f2', '2'), ('s2', '2.5'), ('s2', 'f2'), ('u1', '3'), ('u1', 'i1'), ('b1', 'b1'), ('i0', 'i1'), ('i1', '[1, 2, 3]'), ('i1', '[1, 2]'),
                 ('i1', 'np.float32(2)'), ('np.int32(5)', '2'), ('np.float32(5)', '2.5'), ('i1', 'i1[:, None]'), ('i2', 'i3')]
        grid.add(f'operator {operator}', *(f'{one} {operator} {other}' for one, other in pairs))
    for operator in '& | ^ << >>'.split():
        grid.add(f'operator {operator}', f'i1 {operator} 1', f'b1 {operator} b1', f'i2 {operator} i1', f'u1 {operator} 1', f'f1 {operator} 1')
    grid.add('operator @', 'i2 @ i1', 'i2 @ i2.T', 'i3 @ i2.T', 'i2 @ i2', 'i1 @ i1', 'f2 @ i1', 'i3 @ np.ones((3, 4))', 'i1 @ np.ones((3, 2))', 'i0 @ i1')
    grid.add('operator unary', '-i1', '+i2', '~i1', '~b2', '-b1', 'abs(i1 - 2)', '-f2', '~f1', '-u1', 'abs(f2)', 'round(f0)', 'not i0', 'not i1')
    for operator in '+= -= *= //= **= /= %= &='.split():
        grid.add(f'operator {operator}', f'i1 {operator} 2\ni1', f'i2 {operator} i1\ni2', f'f2 {operator} 2\nf2', f'i1 {operator} i2\ni1', f'x = i2\nx {operator} 1\ni2', f'u1 {operator} 2\nu1', f'i1 {operator} 1.5\ni1', f's2 {operator} f2\ns2.dtype')


REDUCTIONS = 'sum prod mean std var max min ptp median all any amax amin nanmax nanmin nansum nanprod nanmean nanstd nanvar nanmedian'.split()
OLD_REDUCTIONS = 'alltrue sometrue product'.split()


def reductions(grid):
    for name in REDUCTIONS + OLD_REDUCTIONS:
        short = name.removeprefix('nan')
        parameters = {'axis': axes, 'keepdims': ['True', 'False']}
        if short in ('sum', 'prod', 'product', 'mean', 'std', 'var'):
            parameters['dtype'] = ['"float32"', 'np.int32', 'float']
        if short in ('std', 'var'):
            parameters['ddof'] = ['1', '0']
        if short in ('sum', 'prod', 'product', 'max', 'min', 'amax', 'amin'):
            parameters['initial'] = ['4', '0']
        if short not in ('ptp', 'median'):
            parameters['where'] = lambda rank: ['True', 'b1', '[True, False, True]']
        if short == 'median':
            parameters['overwrite_input'] = ['True']
        parameters['nonsense'] = ['1']
        grid.call(name, '{a}', on=NUMBERS, **parameters)
        grid.add(name, f'np.{name}([1, 2, 3])', f'np.{name}([[1.5, 2], [3, 4]], 0)', f'np.{name}([])', f'np.{name}(5)', f'x = np.zeros(3)\nr = np.{name}(f2, axis=0, out=x)\nr is x, x.shape',
                 f'x = np.zeros(2)\nnp.{name}(f2, 1, out=x)\nx', f'np.{name}(f2, axis=0, out=np.zeros(7))', f'np.{name}(np.zeros((0, 3)), axis=1)', f'np.{name}(np.zeros((0, 3)), axis=0)',
                 f'np.{name}(np.zeros((20, 30, 4)), axis=(0, 2)).shape', f'np.{name}(u1)', f'np.{name}([1.0, float("nan")])')
        if name in 'sum prod mean std var max min ptp all any'.split():
            grid.call(name, '{a}', on=('i2', 'i3', 'f1'), method=True, axis=axes, keepdims=['True'])
    for name in 'argmax argmin nanargmax nanargmin'.split():
        grid.call(name, '{a}', on=NUMBERS + ('f3',), axis=axis, keepdims=['True'])
        grid.add(name, f'np.{name}([3, 1, 3, 1])', f'np.{name}([])', f'np.{name}(i2, 1)', f'x = np.zeros(3, int)\nnp.{name}(i2, 0, out=x)\nx', f'np.{name}(np.zeros((10, 4, 5)), axis=-1).shape')
        if not name.startswith('nan'):
            grid.call(name, '{a}', on=('i2', 'i3'), method=True, axis=axis, keepdims=['True'])
    grid.call('count_nonzero', '{a}', on=NUMBERS, axis=axes, keepdims=['True'])
    grid.call('average', '{a}', on=('i1', 'i2', 'i3', 'f2'), axis=axes, weights=['i1', '[1, 2, 1]', '[1, 2]'], returned=['True'], keepdims=['True'])
    for name in 'cumsum cumprod nancumsum nancumprod cumulative_sum cumulative_prod'.split():
        more = {'include_initial': ['True']} if 'lative' in name else {}
        grid.call(name, '{a}', on=NUMBERS, axis=axis, dtype=['"float32"', 'int'], **more)
        grid.add(name, f'np.{name}([1, 2, 3])', f'x = np.zeros((2, 3), int)\nnp.{name}(i2, axis=1, out=x)\nx', f'np.{name}(b1)', f'np.{name}(u1)')
        if name in ('cumsum', 'cumprod'):
            grid.call(name, '{a}', on=('i1', 'i2', 'i3'), method=True, axis=axis, dtype=['float'])
    for name in 'percentile quantile nanpercentile nanquantile'.split():
        full = '50' if 'percent' in name else '0.5'
        many = '[0, 50, 100]' if 'percent' in name else '[0.0, 0.5, 1.0]'
        grid.call(name, '{a}, ' + full, '{a}, ' + many, on=('i1', 'i2', 'i3', 'f2'), axis=axes, keepdims=['True'], method=['"lower"', '"nearest"', '"linear"'], overwrite_input=['True'])
        grid.add(name, f'np.{name}([1, 2, 3, 4], {"25" if "percent" in name else "0.25"})', f'np.{name}(f2, 500)', f'x = np.zeros(3)\nnp.{name}(f2, {full}, 0, x)\nx.shape', f'np.{name}(f2, {full}, weights=None).shape', f'np.{name}(i2, {many}, axis=0).dtype')
    for name in 'add multiply maximum minimum logical_and logical_or subtract'.split():
        grid.add(f'{name}.reduce', *(f'np.{name}.reduce({given})' for given in ('i1', 'i2', 'i3', 'i2, axis=1', 'i2, axis=None', 'i2, 1, keepdims=True', 'f2', 'i3, axis=(0, 1)', 'b2')))
        grid.add(f'{name}.accumulate', *(f'np.{name}.accumulate({given})' for given in ('i1', 'i2', 'i2, axis=1', 'f2')))
        grid.add(f'{name}.outer', f'np.{name}.outer(i1, i1)', f'np.{name}.outer(i2, f1).shape', f'np.{name}.outer([1, 2], [3, 4, 5])')
        grid.add(f'{name}.at', f'np.{name}.at(i1, [0, 0], 1)\ni1', f'np.{name}.at(i2, (0, 1), 5)\ni2', f'np.{name}.at(f2, [1], 2.5)\nf2', f'x = i2[0]\nnp.{name}.at(x, [0], 7)\ni2')
        grid.add(f'{name}.reduceat', f'np.{name}.reduceat(np.arange(8), [0, 4, 6])')
