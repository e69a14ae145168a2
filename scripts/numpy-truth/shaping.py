"""Shapes: the same elements in another shape, arrays put together and cut apart."""
from grid import EVERY, INTEGERS, NUMBERS, axes, axis


def shaping(grid):
    six = ['(3, 2)', '-1', '(-1,)', '(6, 1)', '(1, -1, 3)', '(4, 2)', '(-1, -1)', '[2, 3]', '()', '(2, -1)']
    for given in six:
        grid.add('reshape', f'np.reshape(i2, {given})', f'i2.reshape({given})', f'np.reshape(i1, {given})', f'i3.reshape({given})', f'np.reshape(f2, shape={given})', f'np.reshape(i0, {given})')
    grid.add('reshape', 'i2.reshape(3, 2)', 'i2.reshape(3, -1)', 'i3.reshape(-1)', 'i3.reshape(4, 3)', 'i3.reshape(i3.shape[0], -1)', 'i3.reshape((i3.shape[0], -1, 1))', 'i2.reshape(3, 2, order="F")', 'np.reshape(i2, (3, 2), "F")', 'np.reshape(i2, (3, 2), order="F")', 'np.reshape(i2, newshape=(3, 2))',
             'i2.reshape(6, copy=True)', 'np.reshape([[1, 2], [3, 4]], 4)', 'i2.reshape(2.0, 3)', 'i2.reshape("a")', 'i2.reshape(5)', 'i2.reshape(-1, 4)', 'x = i2.reshape(-1)\nx[0] = 9\ni2', 'np.arange(24).reshape(2, 3, 4).reshape(6, -1).shape', 'np.zeros((5, 28, 28)).reshape(-1, 784).shape', 'np.zeros((5, 28, 28)).reshape((-1, 28, 28, 1)).shape', 'np.zeros((0, 3)).reshape(-1, 3).shape', 'np.zeros((0, 3)).reshape(0, -1).shape',
             'i2.T.reshape(-1)', 'i2.reshape()', 'i0.reshape()', 'i3.T.reshape(3, 4)', 'i2.reshape(3, 2, order="A")', 'i2.reshape(None)', 'i2.reshape(-2, 3)', 'np.reshape(i2, (3, 2), copy=False)')
    places = ['0', '-1', '1', '(0, 1)', '(0, -1)', '5', '(0, 0)', '[0, 2]']
    grid.add('expand_dims', *(f'np.expand_dims({array}, {value})' for array in ('i0', 'i1', 'i2', 'i3') for value in places), *(f'np.expand_dims(i2, axis={value})' for value in places), 'np.expand_dims([1, 2], 0)', 'np.expand_dims(i1, None)', 'x = np.expand_dims(i1, 0)\nx[0, 0] = 9\ni1')
    ones = ['i1[None]', 'i2[:, None]', 'i3[None, :, None]', 'np.ones((1, 1))', 'np.ones((1, 3, 1))', 'i2', 'i0']
    for array in ones:
        grid.add('squeeze', f'np.squeeze({array})', *(f'np.squeeze({array}, {value})' for value in ('0', '-1', '1', '(0, 2)')), f'{array}.squeeze()', f'{array}.squeeze(axis=0)', f'{array}.squeeze(1)')
    for name in 'ravel flatten'.split():
        grid.add(name, *(f'{array}.{name}({given})' for array in EVERY for given in ('', '"F"')), f'x = i2.{name}()\nx[0] = 9\ni2', f'i2.T.{name}()', f'i2.{name}(order="C")')
    grid.call('ravel', '{a}', '[[1, 2], [3, 4]]', on=EVERY, order=['"F"', '"C"', '"K"', '"A"'])
    orders = {1: ['(0,)'], 2: ['(1, 0)', '(0, 1)', '[1, 0]', '(-1, 0)', '(0, 0)', '(0,)', '(0, 2)'], 3: ['(2, 0, 1)', '(0, 2, 1)', '(-1, 1, 0)', '(0, 1)', '(0, 1, 1)']}
    for rank, values in orders.items():
        for array in [f'i{rank}', f'f{rank}']:
            grid.add('transpose', f'np.transpose({array})', f'{array}.transpose()', f'{array}.T', *(f'np.transpose({array}, {value})' for value in values + ['None']), *(f'{array}.transpose({value})' for value in values), *(f'np.transpose({array}, axes={value})' for value in values[:2]))
    grid.add('transpose', 'i3.transpose(2, 0, 1)', 'i3.transpose(0, 1)', 'i2.transpose(1, 0)', 'i2.transpose(None)', 'x = i2.T\nx[0, 1] = 9\ni2', 'np.transpose([[1, 2], [3, 4]])', 'np.permute_dims(i3, (1, 0, 2))', 'np.matrix_transpose(i3)', 'i0.T', 'i3.mT', 'np.transpose(i3, (2, 0, 1)).shape')
    for one, other in (('0', '1'), ('0', '-1'), ('1', '0'), ('-1', '-2'), ('0', '0'), ('0', '2'), ('5', '0')):
        for array in INTEGERS:
            grid.add('swapaxes', f'np.swapaxes({array}, {one}, {other})', f'{array}.swapaxes({one}, {other})')
            grid.add('moveaxis', f'np.moveaxis({array}, {one}, {other})')
            grid.add('rollaxis', f'np.rollaxis({array}, {one}, {other})')
    grid.add('swapaxes', 'np.swapaxes(i3, axis1=0, axis2=2)')
    grid.add('moveaxis', 'np.moveaxis(i3, [0, 1], [-1, 0])', 'np.moveaxis(i3, (0, 1), (1, 2))', 'np.moveaxis(i3, [0, 1], [0])', 'np.moveaxis(i3, source=0, destination=-1)', 'np.moveaxis(i3, [0, 0], [1, 2])', 'np.moveaxis(np.zeros((5, 32, 32, 3)), -1, 1).shape')
    grid.add('rollaxis', 'np.rollaxis(i3, 2)', 'np.rollaxis(i3, 1, 3)', 'np.rollaxis(i3, -1)', 'np.rollaxis(i3, axis=2, start=0)')
    for name in 'atleast_1d atleast_2d atleast_3d'.split():
        grid.call(name, '{a}', '5', '[1, 2]', 'i1, i2', 'i0, [1]', on=EVERY)
    flips = {'axis': lambda rank: ['0', '-1', 'None', '1', '(0, 1)', '3']}
    grid.call('flip', '{a}', '[1, 2, 3]', on=NUMBERS, **flips)
    grid.add('flip', 'np.flip(i2, 1)', 'np.flip(m=i2)', 'x = np.flip(i1)\nx[0] = 9\ni1', 'i1[::-1]', 'i2[:, ::-1]', 'i2[::-1, ::-1]')
    for name in 'fliplr flipud'.split():
        grid.call(name, '{a}', '[[1, 2], [3, 4]]', on=('i0', 'i1', 'i2', 'i3', 'f2', 'b2'))
    grid.call('roll', '{a}, 1', '{a}, -2', '{a}, 7', '{a}, 0', on=INTEGERS + ('f2',), axis=axis)
    grid.add('roll', 'np.roll(i2, (1, 1), axis=(0, 1))', 'np.roll(i2, (1, 2), (0, 0))', 'np.roll(i2, 1, (0, 1))', 'np.roll([1, 2, 3], 1)', 'np.roll(i2, shift=1, axis=1)', 'np.roll(a=i1, shift=2)', 'np.roll(i2, (1, 2))', 'np.roll(i0, 1)')
    grid.call('rot90', '{a}', on=('i1', 'i2', 'i3', 'f2'), k=['0', '1', '2', '-1', '3'], axes=['(1, 0)', '(0, 1)', '(0, 0)', '(0, 2)'])
    grid.add('rot90', 'np.rot90(i2, 3)', 'np.rot90([[1, 2], [3, 4]])', 'np.rot90(i3, 1, (1, 2))', 'np.rot90(np.zeros((28, 20, 3))).shape')
    for name in 'tril triu'.split():
        grid.call(name, '{a}', '[[1, 2], [3, 4]]', on=NUMBERS, k=['1', '-1', '0'])
        grid.add(name, f'np.{name}(i2, 1)', f'np.{name}(np.ones((3, 3)))', f'np.{name}(m=q2)', f'np.{name}(np.ones((3, 3), dtype=bool), k=-1)')
    grid.add('astype', *(f'i2.astype({dtype})' for dtype in ('"float32"', '"int8"', 'bool', 'float', 'np.uint8', 'str', 'object', 'np.float16', '"nonsense"', 'i1.dtype', 'complex', '"<f4"')))
    grid.add('astype', *(f'{array}.astype({dtype})' for array in ('i0', 'i1', 'i3', 'f1', 'f2', 's2', 'u1', 'b2') for dtype in ('"float32"', 'int', 'bool', 'np.uint8', '"i4"')), 'np.astype(i1, "float32")', 'i1.astype(dtype=float, copy=False)', 'f1.astype(int, casting="safe")', 'i1.astype("float64", order="C", casting="unsafe", subok=True, copy=True)',
             'x = i1.astype(int)\nx[0] = 9\ni1', 'x = i1.astype(int, copy=False)\nx[0] = 9\ni1', 'np.array(["1", "2"]).astype(int)', 'np.array(["1.5", "2"]).astype(float)', 'i1.astype(str)', 'np.array([1.9, -1.9]).astype(int)', 'i1.astype("category")', 'np.array([300, -1]).astype(np.uint8)', 'np.array([300.0]).astype(np.uint8).shape', 'f2.astype("S")', 'i1.astype()')
    grid.add('copy', 'x = i1.copy()\nx[0] = 9\ni1', 'i2.copy(order="F")', 'i2.T.copy()', 'i0.copy()', 'f2.copy("C")')
    grid.add('view', 'i2.view()', 'x = i1.view()\nx[0] = 9\ni1', 'f1.view("int64").shape', 's2.view(np.int32).dtype', 'u1.view("int8")', 'i1.view(np.ndarray)', 'f2.view("float32").shape')
    grid.add('tolist', *(f'{array}.tolist()' for array in EVERY), 'i1[0].tolist()', 'i2[0].tolist()', 'np.zeros((0, 2)).tolist()')
    grid.add('item', 'i0.item()', 'i1.item(1)', 'i2.item(0, 1)', 'i2.item((1, 2))', 'i1.item()', 'f1[1].item()', 'i2.item(4)', 'i1[:1].item()', 'b1.item(0)', 'i1.item(-1)', 'i1.item(9)')
    grid.add('numbers', *(f'{kind}({array})' for kind in ('int', 'float', 'bool', 'str', 'len', 'list', 'tuple', 'sum', 'max', 'sorted', 'complex', 'round') for array in ('i0', 'i1', 'i2', 'f0', 'i1[:1]', 'b1')), 'range(i0)', '[1, 2, 3, 4][i0]', 'range(i1[0])', '"ab" * i0', '[0] * i1[0]', 'divmod(i0, 2)', 'pow(i1, 2)', 'i1[0] in [3]', '3 in i1', '7 in i2', 'any(b1)', 'all(b1)',
             'for row in i2:\n    pass\nrow', 'a, b = i2\nb', 'a, b, c = i1\nc', 'a, b = i1\nb', '[x for x in i1]', '[x.shape for x in i3]', 'enumerate(i1)', 'list(zip(i1, f1))[0]', 'list(reversed(i1))', 'dict(zip("ab", i1))["a"]', 'min(i1)', 'min(i2)', 'sum(i2)', 'hash(i1)', 'i1 == i2', 'i1 != [3, 1, 2]', 'i1 == None', 'i1 is None', 'i1 == "a"', 'if i1:\n    pass\n1', 'while i0 > 5:\n    pass\n1', 'i1 and 2', 'i0 or 2', 'bool(np.array([]))')


def membership(grid):
    grid.add('in', '3 in i1', '7 in i1', '5 in i2', '7 in i2', '5 not in i2', '2.5 in f2', '"a" in i1', 'i1[0] in i1', 'True in b2', '11 in i3', 'i1[0] in [3]')


def joining(grid):
    groups = ['[i1, i1]', '(i1, f1)', '[i2, i2]', '[i2, f2]', '[i3, i3]', '[i2, i2[:, :1]]', '[i2, i2[:1]]', '[i1, i2]', '[s2, i2]', '[b1, i1]', 'i3', 'i2', '[i1]', '[]', '[[1, 2], [3, 4]]', '[i0, i0]', '[1, 2]', '[i3, i3[:, :, :1]]', '[u1, u1]', '[[[1]], [[2]]]', '(x for x in [i1, i1])', 'list(i2)', '[i1, [1, 2, 3]]',
              '[i1, i1, i1]', '[s2, s2]', '[np.zeros((0, 3)), i2]', '[i1, []]', 'i1', '[np.array(["a"]), np.array(["bc"])]']
    for name in ('concatenate', 'concat', 'stack'):
        for group in groups:
            grid.add(name, f'np.{name}({group})', *(f'np.{name}({group}, axis={value})' for value in ('1', '-1', '2') if group.startswith(('[i', '(i', 'i', '[s', '[[', 'list'))))
        grid.add(name, f'np.{name}([i2, i2], 1)', f'np.{name}([i2, i2], axis=-2)', f'np.{name}([i2, i2], dtype="float32")', f'np.{name}([f2, f2], dtype=int, casting="unsafe")', f'np.{name}([i2, f2], axis=0, dtype=np.float32)', f'np.{name}([i2, i2], axis=5)', f'np.{name}(i1, i1)', f'np.{name}()', f'np.{name}([f2, f2], dtype=int)',
                 f'x = np.zeros({"(2, 2, 3)" if name == "stack" else "(4, 3)"})\nr = np.{name}([i2, f2], out=x)\nr is x, x', f'np.{name}([i2, i2], axis=0, nonsense=1)', f'np.{name}([np.zeros((5, 32, 32, 3))] * 4).shape', f'np.{name}([np.zeros((5, 32, 32, 3))] * 4, axis=-1).shape', f'np.{name}([np.zeros(3), np.zeros(4)]).shape')
    grid.add('concatenate', 'np.concatenate([i2, f2], axis=None)', 'np.concatenate((i1, [7]))', 'np.concatenate([i1, 5])', 'np.concatenate(([0], i1, [9]), axis=0)', 'np.concatenate([i1[:, None], i1[:, None]], 1)', 'np.concatenate([i1, i2], axis=None)', 'x = np.zeros(6)\nnp.concatenate([i1, f1], 0, x)\nx')
    for name in 'vstack hstack dstack column_stack row_stack'.split():
        grid.add(name, *(f'np.{name}({group})' for group in groups))
        if name in ('vstack', 'hstack'):
            grid.add(name, f'np.{name}([i1, f1], dtype="float32")', f'np.{name}([f1, f1], dtype=int, casting="unsafe")')
        grid.add(name, f'np.{name}(tup=[i1, i1])', f'np.{name}(i1, i1)', f'np.{name}([i1[:, None], i2.T])')
    grid.add('block', 'np.block([[i2, i2], [f2, f2]])', 'np.block([i1, i1])', 'np.block([[i1, [9]]])', 'np.block([[np.ones((2, 2)), np.zeros((2, 3))]])', 'np.block(5)')
    grid.call('append', '{a}, {a}', '{a}, 5', '{a}, [7, 8]', on=('i0', 'i1', 'i2', 'i3', 'f2', 'b1'), axis=axis)
    grid.add('append', 'np.append([1, 2], [3, 4])', 'np.append([], i2)', 'np.append(i2, [[7, 8, 9]], 0)', 'np.append(i2, [[7], [8]], axis=1)', 'np.append([], 1)', 'np.append(i1, 2.5)', 'np.append(np.empty((0, 3)), i2, axis=0)', 'np.append(i2, i1, axis=0)')
    splits = ['2', '3', '[1]', '[1, 2]', '(1,)', '1', '[0]', '[5]', '0', '[-1]', 'i1', '2.0', 'np.array([1, 2])', '[2, 1]']
    for name in ('split', 'array_split'):
        for array in ('i1', 'i2', 'i3', 'np.arange(8)', 'f2'):
            grid.add(name, *(f'np.{name}({array}, {value})' for value in splits), *(f'np.{name}({array}, {value}, axis={place})' for value in ('3', '[1]', '2') for place in ('1', '-1', '2')))
        grid.add(name, f'np.{name}(i2, 3, 1)', f'np.{name}(ary=i2, indices_or_sections=2)', f'x = np.{name}(i1, [1])\nx[0][0] = 9\ni1', f'a, b = np.{name}(i2, 2)\nb', f'np.{name}(np.zeros((100, 4)), 5)[0].shape', f'[len(x) for x in np.{name}(np.arange(10), [3, 7])]', f'len(np.{name}(np.arange(10), 4))')
    for name in 'vsplit hsplit dsplit'.split():
        grid.add(name, *(f'np.{name}({array}, {value})' for array in ('i1', 'i2', 'i3') for value in ('2', '3', '[1]', '[1, 2]')))
    grid.add('unstack', 'np.unstack(i2)', 'np.unstack(i2, axis=1)')
    for given in ('2', '(2, 2)', '(2, 1)', '[1, 3]', '(2, 1, 1)', '0', '1', '(1, 2, 1, 2)', 'i1', '-1', '2.0', '()'):
        grid.add('tile', *(f'np.tile({array}, {given})' for array in ('i0', 'i1', 'i2', 'i3', 'f2')))
    grid.add('tile', 'np.tile([1, 2], 3)', 'np.tile(5, (2, 2))', 'np.tile(A=i1, reps=2)', 'np.tile([[1], [2]], (1, 3))', 'np.tile(np.eye(2), (3, 1)).shape', 'np.tile("ab", 2)')
    for given in ('2', '[2]', '[1, 2, 0]', '0', '-1', 'i1', '[1, 2]', 'np.array(2)', '[2, 1]', '2.0'):
        grid.add('repeat', *(f'np.repeat({array}, {given})' for array in ('i0', 'i1', 'i2', 'f2')), *(f'np.repeat({array}, {given}, axis={place})' for array in ('i1', 'i2', 'i3') for place in ('0', '-1', '1')), f'i2.repeat({given}, axis=1)')
    grid.add('repeat', 'i1.repeat(2)', 'np.repeat([1, 2], 3)', 'np.repeat(5, 4)', 'np.repeat(i2, repeats=2, axis=0)', 'np.repeat(i2[..., None], 3, -1).shape', 'np.repeat("a", 2)', 'np.repeat(i2, 2, 5)')
    widths = ['1', '(1, 2)', '((1, 0),)', '0', '[1]', '((1, 1), (0, 2))', '((1, 1), (0, 0), (2, 0))', '-1', '[[1], [2]]', '(0, 3)', '1.5', '{-1: 1}', '{0: (1, 2)}', '(1, 2, 3)', '[(0, 1), (1, 0)]']
    for width in widths:
        grid.add('pad', *(f'np.pad({array}, {width})' for array in INTEGERS + ('f2',)), *(f'np.pad({array}, {width}, "edge")' for array in ('i1', 'i2')))
    for mode in '"constant" "edge" "reflect" "symmetric" "wrap" "maximum" "minimum" "mean" "median" "linear_ramp" "empty" "nonsense"'.split():
        grid.add('pad', *(f'np.pad({array}, {width}, mode={mode})' for array in ('i1', 'i2', 'f2') for width in ('1', '(2, 1)', '5')), f'np.pad(i2, ((0, 0), (1, 1)), {mode})')
    grid.add('pad', 'np.pad(i1, 1, constant_values=9)', 'np.pad(i1, (1, 2), "constant", constant_values=(4, 6))', 'np.pad(i2, 1, constant_values=((1, 2), (3, 4)))', 'np.pad([1, 2], 2, "constant")', 'np.pad(i1, 1, "maximum", stat_length=2)', 'np.pad(array=i1, pad_width=1)', 'np.pad(i1, 1, "linear_ramp", end_values=0)', 'np.pad(i1, 1, "reflect", reflect_type="odd")', 'np.pad(i1, (0, 4 - len(i1)) if len(i1) < 4 else 0)', 'np.pad(np.zeros((5, 28, 28)), ((0, 0), (2, 2), (2, 2))).shape', 'np.pad(i1, [(0, 2)], mode="constant")', 'np.pad(i1, 1, "edge", constant_values=1)', 'np.pad(i1)', 'np.pad("ab", 1)', 'np.pad(i2, ((1, 1), (0, 2)), mode=lambda v, w, i, k: None).shape')
    for given in ('0', '[0, 1]', '-1', '[1, 1]', '1', 'slice(0, 2)', '5', '[]', '[True, False, True]', 'b1', '[0, -1]', 'np.array([2])', '(0,)', 'slice(None, None, 2)', '1.0', 'range(2)'):
        grid.add('delete', *(f'np.delete({array}, {given})' for array in ('i1', 'i2')), *(f'np.delete({array}, {given}, axis={place})' for array in ('i1', 'i2', 'i3') for place in ('0', '1', '-1')), f'np.delete(f2, {given}, None)')
    grid.add('delete', 'np.delete(i2, obj=0, axis=0)', 'np.delete([1, 2, 3], 0)', 'np.delete(i2, np.s_[:1], 0)', 'np.delete(i2, 0, 2)')
    for given in ('0, 9', '1, [7, 8]', '[0, 2], 9', '[0, 2], [7, 8]', '-1, 9', '3, 9', '9, 1', '1, 2.5', '[1], 5', 'slice(0, 2), 4', '[1, 1], [5, 6]', 'b1, 7'):
        grid.add('insert', f'np.insert(i1, {given})', f'np.insert(i2, {given})', *(f'np.insert({array}, {given}, axis={place})' for array in ('i1', 'i2', 'i3') for place in ('0', '1')))
    grid.add('insert', 'np.insert(i2, 1, i1, axis=0)', 'np.insert(i2, 0, [8, 9], axis=1)', 'np.insert(i2, obj=0, values=1, axis=-1)', 'np.insert(i2, 0, [8, 9, 7], axis=1)', 'np.insert([1, 2], 1, 5)', 'np.insert(i2, [1], [[8], [9]], axis=1)')
    grid.add('resize', 'np.resize(i2, (3, 4))', 'np.resize(i1, 5)', 'np.resize(i2, 2)', 'np.resize(i2, (0, 2))', 'i1.resize(5)\ni1', 'i1.resize((2, 3))\ni1', 'i2.resize(3, 2, refcheck=False)\ni2', 'np.resize([], 3)', 'i1.resize(2, refcheck=False)\ni1')
    grid.add('trim_zeros', 'np.trim_zeros(np.array([0, 0, 1, 2, 0]))', 'np.trim_zeros([0, 1, 0], "f")')
    grid.add('sliding_window_view', *(f'np.lib.stride_tricks.sliding_window_view({given})' for given in ('i1, 2', 'i1, 3', 'i1, 4', 'i2, 2, axis=1', 'i2, (2, 2)', 'i2, 2', 'i3, (1, 2), axis=(0, 2)', 'i1, window_shape=2', 'i2, 2, 0', 'np.arange(8), 3', 'i1, 0', 'i2, (1, 2), axis=(1, 1)', 'i1, 2, writeable=True')), 'from numpy.lib.stride_tricks import sliding_window_view\nsliding_window_view(np.arange(10), 4).shape',
             'np.lib.stride_tricks.sliding_window_view(np.zeros((100, 3)), 10, axis=0).shape')
    grid.add('as_strided', 'np.lib.stride_tricks.as_strided(i1, (2, 2), (8, 8)).shape')
    grid.add('apply_along_axis', 'np.apply_along_axis(sum, 0, i2)', 'np.apply_along_axis(lambda x: x * 2, 1, i2)', 'np.apply_along_axis(np.sort, 1, i2)', 'np.apply_along_axis(np.max, -1, i3)')
    grid.add('apply_over_axes', 'np.apply_over_axes(np.sum, i3, [0, 2])')
    grid.add('vectorize', 'np.vectorize(lambda x: x + 1)(i1)', 'np.vectorize(lambda x: float(x))(i2).dtype', 'np.vectorize(lambda x, y: x + y)(i1, 2)', 'np.vectorize(len)(["a", "bc"])', 'np.vectorize(lambda x: x, otypes=[float])(i2).dtype', 'np.vectorize(lambda x: {1: 2}.get(x, 0))(i2).shape')
    grid.add('frompyfunc', 'np.frompyfunc(lambda x: x + 1, 1, 1)(i1)')
