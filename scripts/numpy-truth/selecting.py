"""Elements picked, ordered, counted and changed in place; indexing."""
from grid import EVERY, INTEGERS, NUMBERS, axes, axis


def selecting(grid):
    grid.call('clip', '{a}, 1, 3', '{a}, None, 2', '{a}, 1, None', '{a}, 0.5, 2', on=NUMBERS)
    grid.add('clip', 'np.clip(i2, a_min=1, a_max=3)', 'np.clip(i2, min=1, max=3)', 'np.clip(i2, i1, 4)', 'i2.clip(1, 3)', 'i2.clip(max=2)', 'i2.clip(min=2)', 'x = np.zeros((2, 3))\nnp.clip(f2, 0, 1, out=x)\nx', 'np.clip(i2, 1, 3, i2)\ni2', 'np.clip(5, 0, 3)', 'np.clip(2.5, 0, 1)', 'np.clip(u1, 0, 100)', 'np.clip(i2, None, None)', 'np.clip(i1, 3, 1)', 'np.clip([1, 2, 3], 2, 3)', 'np.clip(i1, [1, 2], 3)', 'np.clip(i2, 1)', 'np.clip(s2, 2, 4)', 'np.clip(s2, 0, 1.0).dtype', 'np.clip(i2, 0, 2, dtype=float)', 'np.clip(i1[0], 0, 2)', 'np.clip(u1, -5, 300)')
    for name in 'round around round_'.split():
        grid.call(name, '{a}', on=EVERY, decimals=['1', '0', '-1'])
        grid.add(name, f'np.{name}(2.5)', f'np.{name}(3.14159, 2)', f'np.{name}([0.5, 1.5, 2.5])', f'x = np.zeros((2, 3))\nnp.{name}(f2, 0, x)\nx', f'np.{name}(-0.5)', f'np.{name}([1.25, 0.125], 2)')
    grid.add('round', 'f2.round()', 'f2.round(1)', 'i2.round()', 'f1.round(decimals=1)')
    grid.call('sort', '{a}', '[3, 1, 2]', on=NUMBERS + ('f3',), axis=axis, kind=['"stable"', '"quicksort"'])
    grid.add('sort', 'i1.sort()\ni1', 'i2.sort(axis=0)\ni2', 'i2.sort(1)\ni2', 'i1[::-1].sort()\ni1', 'i3.sort(axis=1)\ni3', 'i2[0].sort()\ni2', 'np.sort(["b", "a"])', 'np.sort(i2, None)', 'np.sort([2, 1], order=None)', 'np.sort([1.0, np.nan, 0.0])', 'i1.sort(kind="stable")\ni1', 'i1.sort()', 'np.sort(i1)[::-1]', '-np.sort(-i1)', 'np.sort(i1, stable=True)', 'i0.sort()', 'i2.sort(axis=None)')
    grid.call('argsort', '{a}', '[3, 1, 2]', on=NUMBERS + ('f3',), axis=axis, kind=['"stable"'])
    grid.add('argsort', 'i1.argsort()', 'i2.argsort(axis=0)', 'i1.argsort()[::-1]', 'np.argsort(-i1)', 'np.argsort(["b", "a"])', 'i1[np.argsort(i1)]', 'np.argsort(i1)[-2:]', 'np.argsort([2, 1, 2], stable=True)')
    for name in 'partition argpartition'.split():
        grid.add(name, *(f'np.{name}({array}, {given}).shape' for array in INTEGERS for given in ('1', '0', '-1', '[0, 1]', '1, axis=0', '1, axis=None', '9', '0, -1')), f'np.{name}(i1, 1).dtype', f'i1.{name}(1)\ni1.shape', f'np.{name}(f1, kth=1).dtype')
    grid.add('partition', 'x = np.arange(4)[::-1].copy()\nx.partition(1)\nx.min()')
    grid.add('lexsort', 'np.lexsort((i1, i1))', 'np.lexsort(i2)', 'np.lexsort((i1, [0, 0, 1]))', 'np.lexsort(keys=(i1, f1))', 'np.lexsort((i2, i2), axis=0)')
    grid.add('sort_complex', 'np.sort_complex(i1)')
    for name in 'nonzero argwhere flatnonzero'.split():
        grid.call(name, '{a}', '[0, 1, 0, 2]', on=EVERY)
        grid.add(name, f'np.{name}(i1 > 1)', f'np.{name}(i2 > 1)', f'np.{name}(i2 == 99)')
    grid.add('nonzero', 'i2.nonzero()', 'b1.nonzero()[0]', 'i2[np.nonzero(i2)]')
    for given in ('i1 > 1', 'b1', 'b2', 'i2 > 1', 'i1', '[True, False]', 'i1 > 1, 1, 0', 'i2 > 2, i2, 0', 'b1, i1, f1', 'i2 > 1, i1, [[7], [8]]', 'True, 1, 2', 'i2 > 1, 1.5, 0', 'b1, "a", "b"', 'b1, i1', 'i2 > 1, u1, 0', 'b1, s2, 1', 'b1, s2, 1.5', 'b1, i1, None', 'b1, [1, 2], 3', 'i1 == 2, np.nan, i1', 'i2, i2, -1', 'b1[:, None], i1, 0', 'condition=b1, x=1, y=0', 'i3 > 4, i3, 0'):
        grid.add('where', f'np.where({given})')
    grid.add('where', 'np.where(i1 > 1)[0]', 'i1[np.where(i1 > 1)]', 'np.where(i1 == 2)[0][0]', 'len(np.where(i1 > 1)[0])', 'a, b = np.where(i2 > 1)\na')
    for given in ('0', '[0, 2]', '-1', '[[0, 1], [1, 0]]', '(1,)', 'i1 - 1', '[5]', '[]', '[True]', '1.0'):
        grid.add('take', *(f'np.take({array}, {given})' for array in ('i1', 'i2', 'f2')), *(f'np.take({array}, {given}, axis={place})' for array in INTEGERS for place in ('0', '-1', '1')), f'i2.take({given})', f'i2.take({given}, axis=1)')
    grid.add('take', 'np.take(i1, [5], mode="clip")', 'np.take(i1, [4], mode="wrap")', 'np.take(i2, indices=[0], axis=0)', 'x = np.zeros(2, int)\nnp.take(i1, [0, 1], out=x)\nx', 'np.take([1, 2, 3], [2, 0])', 'np.take(i2, [-1], axis=0, mode="raise")', 'np.take(i2, 0, 1)')
    grid.add('take_along_axis', 'np.take_along_axis(i1, np.array([2, 0]), 0)', 'np.take_along_axis(i2, np.argsort(i2, axis=1), axis=1)', 'np.take_along_axis(i2, np.array([[0], [2]]), 1)', 'np.take_along_axis(i2, np.array([[0, 1, 0]]), axis=0)', 'np.take_along_axis(i2, np.array([4, 0]), axis=None)', 'np.take_along_axis(i2, i1, 0)', 'np.take_along_axis(i3, np.zeros((2, 2, 1), int), -1)', 'np.take_along_axis(i2, np.expand_dims(np.argmax(i2, axis=1), axis=1), axis=1)', 'np.take_along_axis(f2, np.array([[9], [0]]), 1)')
    grid.add('put_along_axis', 'np.put_along_axis(i2, np.array([[0], [1]]), 99, axis=1)\ni2', 'np.put_along_axis(i1, np.array([1]), 7, 0)\ni1', 'np.put_along_axis(i2, np.array([[0, 1, 0]]), [[7, 8, 9]], axis=0)\ni2', 'np.put_along_axis(i2, np.array([4]), 5, None)\ni2')
    grid.add('choose', 'np.choose([0, 1, 0], [i1, i1 * 10])', 'np.choose(1, [i1, i1 * 10])', 'np.choose([0, 2], [[1, 2], [3, 4]])', 'np.choose([0, 2], [[1, 2], [3, 4]], mode="clip")', 'np.choose([0, 3], [[1, 2], [3, 4]], mode="wrap")', 'np.choose(b2, [0, 1])', 'np.choose(np.array([0, 1, 0]), (1.5, 2))', 'i1.choose([0, 1, 2, 3])', 'x = np.zeros(2, int)\nnp.choose([0, 1], [[1, 2], [3, 4]], out=x)\nx')
    for name in 'compress extract'.split():
        grid.add(name, f'np.{name}([True, False, True], i1)', f'np.{name}([True, False], i2)', f'np.{name}(i2 > 1, i2)', f'np.{name}(b1, f1)', f'np.{name}([0, 1], i1)', f'np.{name}([True] * 9, i1)', f'np.{name}([True] * 9, i2)')
    grid.add('compress', 'np.compress([True, False], i2, axis=0)', 'np.compress([False, True, True], i2, axis=1)', 'i1.compress([True, False, True])', 'np.compress([True, True, True], i2, axis=0)', 'x = np.zeros(1, int)\nnp.compress([False, True], i1, out=x)\nx')
    flags = {'return_index': ['True'], 'return_inverse': ['True', 'False'], 'return_counts': ['True'], 'axis': axis}
    grid.call('unique', '{a}', '[3, 1, 3]', on=NUMBERS, **flags)
    grid.add('unique', 'np.unique(i2, True)', 'np.unique(i2, return_inverse=True, return_counts=True)', 'np.unique(["b", "a", "b"])', 'np.unique([[1, 0], [1, 0], [2, 3]], axis=0)', 'np.unique([[1, 1, 2], [3, 3, 4]], axis=1)', 'np.unique([[1, 0], [1, 0]], axis=0, return_counts=True)', 'len(np.unique(i2))', 'np.unique([1.0, np.nan, np.nan])', 'np.unique([1.0, np.nan, np.nan], equal_nan=False)', 'values, counts = np.unique(i2, return_counts=True)\ncounts',
             'np.unique([True, False])', 'np.unique(i2, sorted=True)', 'np.unique((1, 1, 2), return_index=True)', 'np.unique(np.array([[1, 2], [2, 1]]), return_inverse=True)[1]', 'np.unique([])', 'np.unique(5)', 'np.unique_values(i2)', 'np.unique_counts([3, 1, 3])', 'np.unique_inverse([3, 1, 3])')
    for side in ('', ', side="right"', ', "left"', ', sorter=[0, 1, 2, 3]', ', "right"'):
        for given in ('2', '[0, 2, 9]', '2.0', '[[1, 2], [3, 4]]', '[2.5]'):
            grid.add('searchsorted', f'np.searchsorted([1, 2, 2, 5], {given}{side})', f'np.arange(4).searchsorted({given}{side})')
    grid.add('searchsorted', 'np.searchsorted(i2, 1)', 'np.searchsorted(f1, i1).dtype', 'np.searchsorted([3, 1, 2], [1, 3], sorter=[1, 2, 0])', 'np.searchsorted(a=[1, 2], v=2)')
    for given in ('[0.5, 2.5, 1.0], [1, 2, 3]', '2, [1, 2, 3]', 'f2, [-1.0, 0.0, 2.0]', 'i2, bins=[1, 3]', '[1, 2], [1, 2, 3], right=True', '[1, 2, 5], [3, 2, 1]', '[1, 2], [3, 2, 1], right=True', 'x=[1.5], bins=np.array([0, 1, 2])', '[1], [[1, 2]]', '[1], [1, 3, 2]', '[1, 2], [1, 2, 3], True', 'np.arange(100), np.array([10, 50])', 'i3, [2, 4, 6]', '5, [5]', '[5], []'):
        grid.add('digitize', f'np.digitize({given})')
    for array in INTEGERS + ('f2', 'u1', 'b1', 'b2'):
        grid.add('diff', *(f'np.diff({array}{given})' for given in ('', ', 2', ', n=0', ', n=2, axis=0', ', axis=0', ', axis=-1', ', axis=1', ', prepend=0', ', append=9', ', prepend=[1]', ', n=9', ', n=-1', ', prepend=0, append=0', ', prepend=0, axis=0', ', append=2.5', ', axis=5')))
    grid.add('diff', 'np.diff([1, 4, 9])', 'np.diff(i0)', 'np.diff(i1, prepend=[7, 8])', 'np.diff(i2, prepend=[[1], [2]])', 'np.diff(i2, axis=0, append=[[1, 2, 3]])', 'np.diff(i2, prepend=[[1, 2]])', 'np.diff(a=i1, n=1, axis=-1)', 'np.diff([1, 2, 4, 7], prepend=0).shape', 'np.diff(i2, prepend=i1)')
    grid.add('ediff1d', 'np.ediff1d(i2)', 'np.ediff1d(i1)', 'np.ediff1d(i1, to_begin=0)', 'np.ediff1d(i1, to_end=[8, 9])')
    grid.add('isin', 'np.isin(i2, [1, 2])', 'np.isin(i1, 3)', 'np.isin(3, i1)', 'np.isin(i2, [1], invert=True)', 'np.isin(i1, [1, 2], assume_unique=True)', 'np.isin(element=i1, test_elements=[1])', 'np.isin(["a"], ["a", "b"])', 'np.isin(f1, i1)', 'i1[np.isin(i1, [3])]', 'np.isin([[1]], [1], kind="sort")')
    grid.add('in1d', 'np.in1d(i1, [1, 2])', 'np.in1d(i2, [1])', 'np.in1d(i1, [1], invert=True)')
    for name in 'union1d intersect1d setdiff1d setxor1d'.split():
        grid.add(name, f'np.{name}([1, 2, 3], [2, 5])', f'np.{name}(i1, i2)', f'np.{name}(f1, i1)', f'np.{name}([1, 1], [2, 2])', f'np.{name}([], [1])', f'np.{name}(["a", "b"], ["b"])')
    grid.add('intersect1d', 'np.intersect1d([1, 2], [2, 3], return_indices=True)', 'np.intersect1d([1, 2], [2, 3], assume_unique=True)')
    grid.add('setdiff1d', 'np.setdiff1d([3, 1], [1], assume_unique=True)')
    grid.add('bincount', 'np.bincount(i1)', 'np.bincount([0, 1, 1])', 'np.bincount([1, 1], minlength=5)', 'np.bincount([0, 1, 1], weights=[0.5, 1, 1])', 'np.bincount([])', 'np.bincount([-1])', 'np.bincount([1.5])', 'np.bincount(i2)', 'np.bincount(np.array([1, 2]), None, 4)', 'np.bincount(b1)', 'np.bincount(np.array([0, 1, 1])).argmax()')
    for given in ('i1', 'f2', 'i2, 3', 'i1, bins=4', 'i1, bins=[0, 2, 4]', 'f1, 2, (0, 1)', 'i1, 3, range=(0, 3)', 'i1, 2, density=True', 'i1, weights=[1, 2, 3]', '[]', 'i2, [0, 2, 1]', 'i1, "auto"', 'i1, 0', 'a=i1', 'i1, 2, weights=f1', '[1, 1, 2], bins=2', 'i2, np.arange(4)'):
        grid.add('histogram', f'np.histogram({given})', f'np.histogram({given})[0].shape')
        if 'weights' not in given and 'density' not in given:
            grid.add('histogram_bin_edges', f'np.histogram_bin_edges({given}).shape')
    grid.add('histogram2d', 'np.histogram2d(i1, f1)[0].shape', 'np.histogram2d(i1, i1, bins=3)', 'np.histogram2d(i1, i1, bins=[2, 3])[0].shape', 'np.histogram2d(i1, i1, bins=3)[2].shape')
    grid.add('histogramdd', 'np.histogramdd(i2.T, bins=2)[0].shape')
    for given in ('1.5, [1, 2, 3], [10, 20, 30]', '[0, 2.5, 9], [1, 2, 3], [10, 20, 30]', 'i2, [0, 5], [0, 1]', '[0.0, 9.0], [1, 2], [5, 6], left=-1, right=99', '2, [1, 2], [5]', 'i1, i1, f1', '[3], [1, 2], [4.0, 8.0], period=2', 'x=1, xp=[0, 2], fp=[0, 4]', 'np.linspace(0, 1, 4), [0, 1], [2, 3]', 'f2, [0.0], [1.0]', '[], [1, 2], [3, 4]'):
        grid.add('interp', f'np.interp({given})')
    grid.add('select', 'np.select([i1 > 2, i1 > 1], [i1, i1 * 10])', 'np.select([b1], [i1], 99)', 'np.select([b1], [i1], default=-1.5)', 'np.select([i2 > 2], [i2])', 'np.select([], [])', 'np.select([b1, b1], [i1])')
    grid.add('piecewise', 'np.piecewise(f1, [f1 < 0, f1 >= 0], [-1, 1])', 'np.piecewise(i1, [i1 > 1], [lambda x: x * 2, 0])')
    grid.add('trapezoid', 'np.trapezoid(i1)', 'np.trapezoid(f2)', 'np.trapezoid(i1, dx=2)', 'np.trapezoid(i1, [0, 1, 3])', 'np.trapezoid(i2, axis=0)', 'np.trapz(i1)')
    grid.add('gradient', 'np.gradient(i1)', 'np.gradient(f2)', 'np.gradient(f2, axis=0)', 'np.gradient(f1, 2)', 'np.gradient(i1, edge_order=2)', 'np.gradient(np.array([1]))', 'np.gradient(f2, 1, 2)[0].shape')
    for given in ('i1, [1, 1]', 'i1, [0, 1, 0.5], "same"', 'i1, [1, 2], mode="valid"', '[1, 2], i1', '[1, 2], i1, "same"', 'f1, f1, "full"', 'i2, i1', 'i1, 2', 'i1, []', 'np.ones(10), np.ones(3) / 3, mode="valid"', 'np.arange(10), np.ones(4), "same"'):
        grid.add('convolve', f'np.convolve({given})')
        grid.add('correlate', f'np.correlate({given})')
    grid.add('cov', 'np.cov(f2)', 'np.cov(f1)', 'np.cov(f2, rowvar=False).shape', 'np.cov(f1, f1).shape', 'np.cov(i2, bias=True)', 'np.cov(i2, ddof=0)')
    grid.add('corrcoef', 'np.corrcoef(i2).shape', 'np.corrcoef(f1, i1).shape', 'np.corrcoef(i2, rowvar=False).shape', 'np.corrcoef(f1)')
    grid.add('polyfit', 'np.polyfit(i1, f1, 1).shape', 'np.polyfit([0, 1, 2], [0, 1, 2], deg=2).shape', 'np.polyfit(i1, f2.T, 1).shape', 'len(np.polyfit(i1, f1, 1, full=True))', 'np.polyfit(i1, f1, 1).dtype')
    grid.add('polyval', 'np.polyval([1, 2, 3], 2)', 'np.polyval([1, 0], i1)', 'np.polyval(f1, i2)', 'np.polyval(i1, [1.0, 2.0])')
    grid.add('poly1d', 'np.poly1d([1, 2])(3)', 'np.poly1d([1, 2, 3]).order')
    grid.add('polynomials', 'np.polyadd([1, 2], [1, 2, 3])', 'np.polymul([1, 2], [1, 3])', 'np.polyder([1, 2, 3])', 'np.polyint([2, 2])', 'np.roots([1, -3, 2])', 'np.poly([1, 2])')
    grid.add('diag', *(f'np.diag({given})' for given in ('i1', 'i2', 'q2', '[1, 2]', 'i1, 1', 'i1, k=-1', 'i2, 1', 'i2, k=-1', 'i2, 9', 'i3', 'i0', 'f2, 0', 'np.ones((4, 3))', 'b1', 'v=i1')))
    grid.add('diagflat', 'np.diagflat(i1)', 'np.diagflat(i2)', 'np.diagflat([1, 2], 1)')
    grid.add('diagonal', *(f'np.diagonal({given})' for given in ('i2', 'q2', 'i3', 'i2, 1', 'i2, offset=-1', 'i3, axis1=1, axis2=2', 'i1', 'i3, 0, 0, 2', 'i3, 0, 0, 0')), 'i2.diagonal()', 'i2.diagonal(1)', 'i3.diagonal(0, 1, 2)', 'q2.diagonal().sum()')
    grid.add('trace', *(f'np.trace({given})' for given in ('i2', 'q2', 'i3', 'i2, 1', 'i2, offset=-1', 'i3, axis1=1, axis2=2', 'i1', 'q2, dtype=int')), 'i2.trace()', 'q2.trace()')
    grid.add('packbits', 'np.packbits([1, 0, 1])', 'np.packbits(b2)', 'np.packbits(b2, axis=1)', 'np.unpackbits(np.array([3], dtype="uint8"))', 'np.unpackbits(np.array([[3]], dtype="uint8"), axis=1).shape')


def changes(grid):
    """What changes an array in place, and what sees it."""
    grid.add('fill_diagonal', 'np.fill_diagonal(q2, 5)\nq2', 'np.fill_diagonal(i2, 7)\ni2', 'np.fill_diagonal(i1, 7)', 'x = np.zeros((3, 3))\nnp.fill_diagonal(x, [1, 2, 3])\nx', 'x = np.zeros((4, 2))\nnp.fill_diagonal(x, 1, wrap=True)\nx', 'x = np.zeros((4, 2))\nnp.fill_diagonal(x, 1)\nx', 'x = np.zeros((2, 2, 2))\nnp.fill_diagonal(x, 1)\nx', 'np.fill_diagonal(i3, 1)', 'np.fill_diagonal(q2, 5)',
             'x = q2[:1]\nnp.fill_diagonal(x, 9)\nq2', 'np.fill_diagonal(val=1, a=q2)\nq2')
    grid.add('putmask', 'np.putmask(i1, i1 > 1, 0)\ni1', 'np.putmask(i2, i2 > 1, i2 * 2)\ni2', 'np.putmask(i2, b2, [7, 8])\ni2', 'np.putmask(f1, b1, 9)\nf1', 'np.putmask(i1, [True, False], 3)', 'np.putmask(values=1, mask=b1, a=i1)\ni1')
    grid.add('place', 'np.place(i1, i1 > 1, 0)\ni1', 'np.place(i2, i2 > 1, [7, 8])\ni2', 'np.place(f1, b1, [9])\nf1', 'np.place(i1, b1, [])')
    grid.add('put', 'np.put(i1, [0, 2], [7, 8])\ni1', 'np.put(i2, 4, 9)\ni2', 'i1.put([0], 5)\ni1', 'np.put(i2, [0, 1, 2], [7])\ni2', 'np.put(i1, [9], 1)', 'np.put(i1, [9], 1, mode="clip")\ni1', 'np.put(i1, [-1], 1)\ni1')
    grid.add('copyto', 'np.copyto(i1, [7, 8, 9])\ni1', 'np.copyto(i2, i1)\ni2', 'np.copyto(i1, 0, where=b1)\ni1', 'np.copyto(i1, f1)', 'np.copyto(i1, f1, casting="unsafe")\ni1', 'np.copyto(f2, 5)\nf2', 'np.copyto(i1, [1, 2])', 'np.copyto(dst=i1, src=4)\ni1')
    grid.add('fill', 'i1.fill(7)\ni1', 'i2.fill(2.5)\ni2', 'f2.fill(1)\nf2', 'u1.fill(300)', 'x = i2[0]\nx.fill(9)\ni2', 'b1.fill(True)\nb1')
    for index in ('0', '-1', '1:', ':', '...', '[0, 1]', 'b1[:len(i1)]', 'i1 > 1', '::2', '5', '[5]', 'None', '()', '[]', '1.0', '"a"', '1:1', '[True, False, True]', '-9', '[True, False]', 'i1 - 1', 'np.array(1)', '(0,)', '::-1', '2:0:-1', '[[0, 1], [1, 0]]', 'np.int64(1)', 'True', 'slice(0, 2)', '1:9', 'i1[0] - 1', 'u1[:1]', 'b1, 0', 'np.newaxis, :', '..., 0', '0:2:0'):
        grid.add('index', f'i1[{index}]', f'i2[{index}]', f'f1[{index}]', f'i1[{index}] = 9\ni1', f'i2[{index}] = 9\ni2', f'i1[{index}] += 1\ni1')
    for index in ('0, 1', '0, :', ':, 1', ':, 1:', '..., -1', '0:1, 0:2', ':, None', '[0, 1], [1, 2]', ':, [0, 2]', '[[0], [1]], [0, 2]', '0, [0, 1]', 'b2', ':, b1', '[1], ...', '0, 5', '5, 0', '0, 1, 2', 'np.newaxis, ..., 0', ':, ::-1', '[1, 0]', ':, -2:', 'i2 > 1', '-1, -1', '(0, 1)', '[0, 1], :1', '[True, False], 1', '[True, False], [0, 1]', ':, [True, False, True]', 'None, 0, None', '1:, i1 - 1', '0, b1', '..., None', '1, ...', ':-1, 1:', '[0, 1], [1, 2, 0]', '[[0, 1]], [[1], [2]]', ':, i1[:2] - 1', 'slice(None), 0', '(slice(None), 1)'):
        grid.add('index', f'i2[{index}]', f'i3[{index}]', f'f2[{index}]', f'i2[{index}] = 9\ni2', f'f2[{index}] = [1.5]\nf2')
    for index in ('0, 1, 2', ':, 0', ':, :, 0', '..., 1:', '0, ..., 0', '[0, 1], :, [0, 2]', ':, [1, 0]', ':, 0, [0, 1]', '0, :, [0, 1]', '[0], 0, :', 'None, [0, 1], 0', ':, :, None, :', '1', '-1, :, ::2', 'i3 > 5', 'i3[0] > 1', ':, i3[0] > 1', '[[0, 1]], 0', '..., [0], [0]', '[0, 1], None, [0, 1]', '[0, 1], ..., [0, 1]', '0, None, [0, 1]', ':, :-1, 1:', '1, 0', '1, 0, [0, 2]', '[1], [0], 2'):
        grid.add('index', f'i3[{index}]', f'i3[{index}] = 0\ni3', f'f3[{index}]')
    grid.add('index', 'i1[[0, 0]] += 1\ni1', 'i2[0] = [7, 8, 9]\ni2', 'i2[0] = [7, 8]', 'i2[:, 0] = i1[:2]\ni2', 'i1[0] = 2.7\ni1', 'i1[0] = "a"', 'i1[1:] = 5, 6\ni1', 'x = i2[1:]\nx[0, 0] = 99\ni2', 'x = i2[[1]]\nx[0, 0] = 99\ni2', 'i2[i2 > 2] = 0\ni2', 'i2[i2 > 2] = [1]\ni2', 'i2[b2] = [7, 8, 9]\ni2', 'i2[b2] = [7, 8]', 'i2[:, 1] += 10\ni2', 'b1[0] = 5\nb1', 'u1[0] = 7\nu1', 'i2[:] = i1\ni2', 'i2[...] = f2\ni2', 'i1[::2] = [7, 8]\ni1', 'x = i1\nx[:] = 0\ni1',
             'x = i2.T\nx[0] = 8\ni2', 'x = i2.ravel()\nx[:2] = 8\ni2', 'x = i2.flatten()\nx[:2] = 8\ni2', 'i1[i1.argmax()] = 0\ni1', 'x = np.zeros((3, 4))\nx[np.arange(3), i1] = 1\nx', 'x = np.zeros((2, 3))\nx[0] = i1\nx', 'del i1[0]', 'i0[()]', 'i0[0]', 'i0[...]', 'x = i3[0]\nx[0] = 1\ni3', 'x = np.eye(3)[i1 - 1]\nx[0] = 5\nx', 'i2[0][1] = 42\ni2', 'i2[[0]][0] = 42\ni2')
    for given in ('x = i2\nx += 1\ni2', 'def f(x):\n    x[0] = 9\nf(i1)\ni1', 'def f(x):\n    x = x + 1\nf(i1)\ni1', 'def f(x):\n    x += 1\nf(i1)\ni1', 'x = [i1, i1]\nx[0][0] = 9\nx[1]', 'x = i1.copy()\nx += 1\ni1', 'x = {"a": i1}\nx["a"] *= 2\ni1', 'x, y = i2\nx[0] = 9\ni2', 'for row in i2:\n    row[0] = 9\ni2', 'np.negative(i1, out=i1)\ni1', 'np.add(i1, 1, i1)\ni1', 'np.add(i2, i1, out=i2)\ni2',
                  'x = i2.reshape(-1)\nnp.sqrt(f2, out=f2)\nf2.shape', 'np.cumsum(i1, out=i1)\ni1', 'np.multiply(f1, 2, out=f1)\nf1', 'x = i2[:, 1]\nnp.add(x, 5, out=x)\ni2', 'np.exp(f1, f1)\nf1.shape', 'np.sum(i2, axis=0, out=i1)\ni1', 'i2.sum(0, out=i1)\ni1', 'np.maximum(i1, 2, out=i1)\ni1', 'np.clip(i1, 2, 3, out=i1)\ni1', 'np.dot(i2, i1, out=np.zeros(2, int))', 'np.matmul(i2, i1, out=i1[:2])\ni1', 'np.round(f1, out=f1)\nf1', 'np.add(i1, 1, out=(i1,))\ni1', 'np.logical_not(b1, out=b1)\nb1',
                  'np.random.shuffle(i1)\nsorted(i1)', 'np.random.shuffle(i1)\ni1.shape', 'np.random.shuffle(i2)\ni2.sum()', 'x = [1, 2, 3]\nnp.random.shuffle(x)\nlen(x)', 'x = [1, 2, 3]\nnp.random.shuffle(x)\nsorted(x)', 'x = [i2, i2]\nnp.random.shuffle(x)\nx[0].shape', 'np.random.shuffle(np.zeros((4, 2)))', 'i1.setflags(write=False)\ni1', 'i1.sort()\ni1[0]', 'i1[:2].sort()\ni1', 'i2.partition(1)\ni2.sum()', 'x = np.random.default_rng(0)\nx.shuffle(i1)\ni1.sum()', 'i1.itemset(0, 9)\ni1', 'i1.byteswap().shape', 'i2.resize(6)\ni2', 'np.nan_to_num(f1, copy=False)\nf1', 'i1.view()[0] = 9\ni1', 'i2.swapaxes(0, 1)[0, 0] = 9\ni2', 'np.broadcast_to(i1, (2, 3))[0] = 1', 'np.add.at(i2, ([0, 0], [1, 1]), 1)\ni2', 'np.minimum.at(i1, [0], 0)\ni1'):
        grid.add('in place', given)
