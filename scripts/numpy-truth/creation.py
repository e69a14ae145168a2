"""Arrays made from nothing, and what other functions of NumPy ask about arrays and dtypes."""
from grid import DTYPES, EVERY


def creation(grid):
    for name in 'array asarray asanyarray ascontiguousarray asfortranarray asfarray copy require'.split():
        for given in ('[1, 2, 3]', '[[1, 2], [3, 4.5]]', '(1, 2)', '5', '2.5', 'True', '[True, False]', '[True, 2]', '"text"', '["a", "bc"]', '[[]]', '[]', 'range(4)', 'i2', 's2', '[i1, i1]', '[i1, [1, 2, 3]]',
                      '[[1, 2], [3]]', 'None', '[None, 1]', '{"a": 1}', '[1, "a"]', '1j', '[1, 2j]', 'b"ab"', 'np.float32(3)', '[np.float32(3), 1]', '[np.int8(3), 1]', '[u1, u1]', '2 ** 70', '2 ** 63', '[[[1], [2]], [[3], [4]]]',
                      '[(1, 2), (3, 4)]', 'set([1, 2])', '(i for i in range(3))', 'map(int, "123")', '{1: 2}.values()', '[np.zeros((2, 3)), np.ones((2, 3))]', '[np.zeros(2), np.zeros(3)]', 'zip([1], [2])'):
            grid.add(name, f'np.{name}({given})')
        if name not in ('ascontiguousarray', 'asfortranarray', 'asfarray', 'copy'):
            grid.add(name, *(f'np.{name}({given}, dtype={dtype})' for given in ('[1, 2]', 'f2', 'b2') for dtype in DTYPES + ['object', '"int8"', 'str', 'np.float16', '"f4"', 'i1.dtype', 'None', '"nonsense"', 'complex', '"<i2"']))
        grid.add(name, f'np.{name}([1, 2], float)' if name != 'copy' else 'np.copy(i2, order="F")', f'np.{name}([1, 2], nonsense=1)')
    grid.call('array', '{a}', '[1, 2]', on=('i1', 'i2'), ndmin=['0', '2', '3'], copy=['True', 'None'], order=['"C"', '"F"'], subok=['True'])
    grid.add('array', 'x = np.array(i1)\nx[0] = 9\ni1', 'x = np.asarray(i1)\nx[0] = 9\ni1', 'x = np.array(i1, copy=False)\nx[0] = 9\ni1', 'x = np.asarray(i1, dtype=float)\nx[0] = 9\ni1', 'x = np.ascontiguousarray(i1)\nx[0] = 9\ni1',
             'x = np.copy(i1)\nx[0] = 9\ni1', 'x = np.array([1, 2], copy=False)\nx', 'np.array([1, 2], ndmin=2, dtype=float)', 'np.array(object=[1, 2])', 'np.array(["a", "bc"]).dtype', 'np.array([1, 2], like=None)')
    for name in 'zeros ones empty'.split():
        grid.call(name, '3', '(2, 3)', '[2, 1, 2]', '()', '0', '(0, 3)', 'i1', 'np.int64(2)', dtype=DTYPES + ['object', 'str', '"int8"', 'complex'], order=['"F"'])
        grid.add(name, f'np.{name}(2.5)', f'np.{name}(-1)', f'np.{name}((2, -1))', f'np.{name}(2, 3)', f'np.{name}("2")', f'np.{name}(None)', f'np.{name}(shape=(2, 2))', f'np.{name}((2, 2), int)', f'np.{name}((2, 2.0))', f'np.{name}(True)', f'np.{name}((100, 28, 28, 1)).shape',
                 f'np.{name}(2, like=None)', f'np.{name}(2, nonsense=1)', f'np.{name}(*(2, 3))', f'np.{name}(2, "int8")', f'np.{name}((2, None))')
        grid.call(f'{name}_like', '{a}', '[1, 2]', '5', '[[1.5]]', on=EVERY, dtype=DTYPES, shape=['(2, 2)', '4', 'None'], order=['"C"'], subok=['False'])
    grid.call('full', '3, 7', '(2, 3), 1.5', '2, True', '(2, 2), [1, 2]', '(2, 2), np.nan', '2, "ab"', '(2, 2), [1, 2, 3]', '(), 4', '3, np.float32(1)', '2, None', dtype=DTYPES, order=['"C"'])
    grid.call('full_like', '{a}, 7', '{a}, 2.5', on=('i1', 'i2', 'f2', 'b1', 'u1'), dtype=DTYPES, shape=['(2, 2)'])
    grid.add('full_like', 'np.full_like(i2, [1, 2, 3])', 'np.full_like(i2, [1, 2])', 'np.full_like(u1, 300)')
    grid.call('eye', '3', '2', '0', '1', M=['4', '1', 'None'], k=['1', '-1', '5'], dtype=DTYPES, order=['"C"'])
    grid.add('eye', 'np.eye(3)[[0, 2]]', 'np.eye(3)[i1 - 1]', 'np.eye(4)[i2 % 4].shape', 'np.eye(3)[np.array([0, 1, 1])].astype(int)', 'np.eye(2, 3, 1)', 'np.eye(10)[np.zeros(50, int)].shape', 'np.eye(2.5)', 'np.eye(3, dtype=int)[b1]', 'np.eye(-1)', 'np.eye(3)[[0, 3]]', 'np.eye(3)[[-1, 0]]')
    grid.call('identity', '2', '3', '0', dtype=DTYPES)
    grid.call('tri', '3', '2', M=['4', '2'], k=['1', '-1'], dtype=['int', '"float32"'])
    for given in ('5', '0', '-3', '2, 5', '5, 2', '0, 10, 3', '10, 0, -3', '0, 1, 0.25', '5.0', '2.5', '1, 2.5', '0.5, 3', '3, 0, -0.5', 'i0', 'np.int32(4)', '0, 5, 0', '"3"', '1, 8, 2', 'True', 'np.float32(3)', '0, 1, 0.1', '-2, 2', '2, 5, dtype=float', '5, dtype="int8"', '0, 5, step=2', 'stop=4',
                  'start=1, stop=4', '3, dtype=bool', '1, 4, None', '2.7, dtype=int', '[1, 2]', '0.1, 0.35, 0.1', '1_000_000', '4, dtype="float32"', '1, None', 'start=3', '3, step=2', '10, step=-1'):
        grid.add('arange', f'np.arange({given}){".shape" if "1_000" in given else ""}')
    for name in 'linspace logspace geomspace'.split():
        grid.call(name, '1, 8', '1.0, 8.0', '8, 1', num=['5', '1', '0', '4'], endpoint=['False'], dtype=['"float32"', 'int'], axis=['0'], **({'retstep': ['True']} if name == 'linspace' else {'base': ['2']} if name == 'logspace' else {}))
        grid.add(name, f'np.{name}(1, 4, 4)', f'np.{name}([1, 2], [5, 6], 3)', f'np.{name}([1, 2], [5, 6], 3, axis=-1)', f'np.{name}(1, 4, 3, False)', f'np.{name}(1, 4, -1)', f'np.{name}(1, 4, 2.5)', f'np.{name}(1, 10, 100).shape', f'np.{name}(i1, 10, 4).shape', f'np.{name}(start=1, stop=3, num=3)')
    grid.add('linspace', 'np.linspace(0, 1, 5)', 'np.linspace(0, 10, 11)', 'np.linspace(-1, 1, 3, retstep=True)', 'np.linspace(0, 1, 3).tolist()', 'np.linspace(0, 5, 6, dtype=int)', 'np.linspace(-2.5, 0, 4, dtype=int)', 'np.linspace(0, 1, 1)', 'np.linspace(2, 3, 5, endpoint=False)', 'np.linspace(0, 1)[1:3].shape')
    for given in ('i1, [1, 2]', 'f1, i1', '[1, 2], [3, 4, 5]', 'i1, [0, 1], [5, 6, 7, 8]', 'i1', '[1, 2], [3, 4, 5], indexing="ij"', '[1, 2], [3, 4, 5], sparse=True', 'i1, [0, 1], [5, 6, 7, 8], indexing="ij"', '[1], i1, sparse=True, indexing="ij"', '[1, 2], [3, 4], copy=False', '[1, 2], 3', 'i2, [1, 2]', '[1], [2], indexing="xx"'):
        grid.add('meshgrid', f'np.meshgrid({given})', f'np.meshgrid({given})[-1]', f'len(np.meshgrid({given}))')
    grid.add('meshgrid', 'x, y = np.meshgrid(np.arange(3), np.arange(2))\nx', 'x, y = np.meshgrid(np.arange(3), np.arange(2))\ny', 'x, y = np.meshgrid(np.linspace(0, 1, 5), np.linspace(0, 1, 4))\nnp.c_[x.ravel(), y.ravel()].shape')
    for name in 'mgrid ogrid'.split():
        grid.add(name, *(f'np.{name}[{given}]' for given in ('0:3', '0:2, 0:3', '0:1:3j', '1:7:2', '0:2, 0:3, 0:2', '-1:1:5j, 0:2', '0:1:0.5')))
    for name in 'r_ c_'.split():
        grid.add(name, *(f'np.{name}[{given}]' for given in ('i1, i1', '1, 2, 3', '1:4', '0:6:2', 'i1, 0, 0', 'i2, i2', '0:1:5j', 'f1, i1', '[1, 2], [3, 4]', 'i1[:, None], f2.T', '1:3, 5, [7, 8]', '"0,2", i1, i1', 'i3, i3', 'i2, i2[:, :1]', 'b1, i1', ':3')))
    grid.add('s_', 'np.s_[1:2]', 'i2[np.s_[0, 1:]]', 'np.index_exp[0]')
    grid.add('ix_', 'np.ix_([0, 1], [0, 2])', 'i2[np.ix_([0, 1], [0, 2])]', 'i3[np.ix_([1], [0], [0, 2])]', 'np.ix_(b1)', 'i2[np.ix_([True, False], [0, 1])]')
    grid.add('indices', *(f'np.indices({given})' for given in ('(2, 3)', '(3,)', '(2, 3, 2)', '(2, 2), dtype=float', '(2, 3), sparse=True', '[1, 2]')))
    grid.add('vander', 'np.vander([1, 2, 3])', 'np.vander([1, 2, 3], 2)', 'np.vander([1, 2], increasing=True)')
    grid.add('fromfunction', 'np.fromfunction(lambda i, j: i + j, (2, 3))', 'np.fromfunction(lambda i: i * 2, (3,), dtype=int)')
    grid.add('fromiter', 'np.fromiter([1, 2], dtype=int)', 'np.fromiter((i for i in range(3)), float)', 'np.fromiter(range(4), dtype="int32", count=2)')
    grid.add('frombuffer', 'np.frombuffer(b"abcd", dtype=np.uint8)', 'np.frombuffer(b"abcdefgh")', 'np.frombuffer(b"abcdefgh", dtype="int32", count=1, offset=4)')
    grid.add('fromstring', 'np.fromstring("1 2 3", sep=" ")', 'np.fromstring("1,2", dtype=int, sep=",")')
    for name in 'tril_indices triu_indices'.split():
        grid.add(name, f'np.{name}(3)', f'np.{name}(3, 1)', f'np.{name}(3, m=2)', f'np.ones((3, 3))[np.{name}(3)].shape', f'np.{name}(3, k=-1)[0]')
        grid.add(f'{name}_from', f'np.{name}_from(q2)', f'np.{name}_from(i2)', f'np.{name}_from(q2, 1)')
    grid.add('diag_indices', 'np.diag_indices(3)', 'np.diag_indices(2, 3)', 'q2[np.diag_indices(2)]')
    grid.add('diag_indices_from', 'np.diag_indices_from(q2)')
    for name in 'hanning hamming blackman bartlett'.split():
        grid.add(name, f'np.{name}(5).shape', f'np.{name}(1)', f'np.{name}(0)', f'np.{name}(4).dtype')
    grid.add('kaiser', 'np.kaiser(5, 2.0).shape')


def questions(grid):
    for name in 'shape ndim size'.split():
        grid.call(name, '{a}', on=EVERY)
        grid.add(name, f'np.{name}([[1, 2], [3, 4]])', f'np.{name}(5)', f'np.{name}([])', f'np.{name}([[1], [2, 3]])', f'np.{name}("ab")')
        grid.add(f'.{name}', *(f'{array}.{name}' for array in EVERY))
    grid.add('size', 'np.size(i2, 0)', 'np.size(i2, axis=1)', 'np.size(i3, -1)', 'np.size(i2, 5)')
    for name in 'dtype T nbytes itemsize flat real imag base strides flags mT data'.split():
        grid.add(f'.{name}', *(f'{array}.{name}' for array in (EVERY if name not in ('flat', 'flags', 'data') else ())))
    grid.add('.flat', 'i2.flat[3]', 'list(i1.flat)', 'i2.flat[[0, 1]]', 'i2.flat[0] = 9\ni2', 'i2.flat = 7\ni2', 'len(i2.flat)', 'i2.flat[1:3]')
    grid.add('.shape', 'i2.shape = (3, 2)\ni2', 'i2.shape = -1\ni2', 'i2.shape = (4, 2)\ni2', 'i3.shape[1:]', 'i3.shape[-1]', 'i1.shape + i2.shape')
    grid.add('.dtype', 'i1.dtype == int', 'i1.dtype == "int64"', 'f1.dtype == np.float64', 's2.dtype.name', 's2.dtype.itemsize', 'u1.dtype.kind', 'str(s2.dtype)', 'i1.dtype == np.int32', 'np.dtype("f4")', 'np.dtype(float)', 'np.dtype(np.uint8).itemsize', 'np.dtype("float32") == s2.dtype', 's2.dtype.type', 'i1.dtype.char', 'np.dtype("nonsense")',
             's2.dtype in (np.float32, np.float64)', 'np.issubdtype(i1.dtype, np.integer)', 'np.issubdtype(f1.dtype, np.integer)', 'np.issubdtype(np.float32, np.floating)', 'np.issubdtype(b1.dtype, np.number)', 'np.issubdtype(u1.dtype, np.signedinteger)', 'i1.dtype.num', 'np.dtype(int).str')
    grid.add('array_equal', 'np.array_equal(i1, [3, 1, 2])', 'np.array_equal(i1, i2)', 'np.array_equal(i1, i1 + 1)', 'np.array_equal(f1, i1)', 'np.array_equal([1.0, np.nan], [1.0, np.nan])', 'np.array_equal([1.0, np.nan], [1.0, np.nan], equal_nan=True)')
    grid.add('array_equiv', 'np.array_equiv(i1, [i1, i1])', 'np.array_equiv(i1, [1, 2])', 'np.array_equiv(i1, i1)')
    grid.add('allclose', 'np.allclose(f1, f1)', 'np.allclose(f1, f1 + 1)', 'np.allclose(f1, f1 + 1e-12)', 'np.allclose(f1, f1 + 0.1, atol=0.2)', 'np.allclose(f1, f1 * 1.1, rtol=0.2)', 'np.allclose(i1, [1, 2])', 'np.allclose(np.nan, np.nan, equal_nan=True)')
    grid.add('isscalar', 'np.isscalar(3)', 'np.isscalar(i0)', 'np.isscalar("a")', 'np.isscalar([1])', 'np.isscalar(np.float32(2))', 'np.isscalar(None)', 'np.isscalar(i1[0])')
    grid.add('result_type', 'np.result_type(i1, f1)', 'np.result_type("int8", "uint8")', 'np.result_type(s2, 2.0)', 'np.result_type(i1, np.float32)', 'np.result_type(3, 2.5)', 'np.result_type(np.int8, 3)')
    grid.add('promote_types', 'np.promote_types("int8", "uint8")', 'np.promote_types("i4", "f4")', 'np.promote_types(np.float16, np.int16)', 'np.promote_types("u8", "i8")')
    grid.add('can_cast', 'np.can_cast("int8", "int64")', 'np.can_cast("int64", "int32")', 'np.can_cast("float64", "int64", casting="unsafe")', 'np.can_cast("int64", "float64")', 'np.can_cast("i4", "i8", "equiv")')
    grid.add('broadcast_shapes', 'np.broadcast_shapes((2, 1), (3,))', 'np.broadcast_shapes((2, 3), (2,))', 'np.broadcast_shapes(3, (2, 1))', 'np.broadcast_shapes()', 'np.broadcast_shapes((1,), (0,))')
    grid.add('broadcast_arrays', 'np.broadcast_arrays(i1, i2)', 'np.broadcast_arrays(i1, 5)', 'np.broadcast_arrays(i1, i1[:, None])', 'np.broadcast_arrays(i1, [1, 2])', 'np.broadcast_arrays(i1, i2)[0]', 'np.broadcast_arrays(i1)', 'np.broadcast_arrays(i1, i2, subok=True)[1]')
    grid.add('broadcast_to', *(f'np.broadcast_to({given})' for given in ('i1, (2, 3)', '5, (2, 2)', 'i1[:, None], (3, 4)', 'i2, (3,)', 'i1, (2, 2)', 'i1, 3', '[1], (3,)', 'i2, (2, 2, 3)', 'i1, shape=(1, 3)', 'i1, (2, 3), subok=True', 'i1, (2, -1)', 'array=i1, shape=(2, 3)')))
    grid.add('broadcast', 'np.broadcast(i1, i2).shape', 'np.broadcast(i1, i1[:, None]).size')
    grid.add('shares_memory', 'np.shares_memory(i1, i1[1:])', 'np.shares_memory(i1, i1.copy())', 'np.may_share_memory(i1, i2)')
    grid.add('iinfo', 'np.iinfo(np.int32).max', 'np.iinfo("uint8").max', 'np.iinfo(np.int8).min', 'np.iinfo(i1.dtype).bits', 'np.iinfo(np.int64).max', 'np.iinfo(float)')
    grid.add('finfo', 'np.finfo(np.float32).eps', 'np.finfo(float).max', 'np.finfo("float32").max', 'np.finfo(np.float64).tiny', 'np.finfo(float).eps', 'np.finfo(np.float32).min', 'np.finfo(np.float16).max', 'np.finfo(float).bits', 'np.finfo(int)')
    grid.add('constants', 'np.pi', 'np.e', 'np.inf', 'np.newaxis', 'np.euler_gamma', 'np.True_', 'np.isnan(np.nan)', 'np.Inf', 'np.NaN', 'np.float_', 'np.PINF', 'np.bool', 'np.int', 'np.float', 'np.object', 'np.long', 'np.nonsense', 'np.NINF', 'np.infty')
    for name in 'bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 int_ intp float_ double single half str_ uint intc longlong short byte ubyte'.split():
        grid.add('scalar types', *(f'np.{name}({given})' for given in ('1', '2.7', '[1, 2]', 'i2', '"3"', 'True', '', '-1', '300')))
        grid.add('scalar types', f'np.{name}(1) + 1', f'np.{name}(1) * 2.5', f'np.{name}(1) + f1', f'np.{name}(1).dtype', f'np.{name}(1) + i1', f'np.{name}(1).shape')
    grid.add('iscomplexobj', 'np.iscomplexobj(i1)', 'np.isrealobj(i1)', 'np.iscomplexobj([1j])')
    grid.add('isfortran', 'np.isfortran(i2)')
    grid.add('min_scalar_type', 'np.min_scalar_type(10)', 'np.min_scalar_type(-300)', 'np.min_scalar_type(1.0)')
    grid.add('ndenumerate', 'list(np.ndenumerate(i2))[1]', 'len(list(np.ndenumerate(i2)))', 'list(np.ndindex(2, 2))', 'list(np.ndindex((1, 2)))', 'for index, x in np.ndenumerate(i1):\n    pass\nindex')
    grid.add('unravel_index', 'np.unravel_index(4, (2, 3))', 'np.unravel_index([1, 5], (2, 3))', 'np.unravel_index(i2.argmax(), i2.shape)', 'np.unravel_index(9, (2, 3))', 'np.unravel_index(4, (2, 3), order="F")')
    grid.add('ravel_multi_index', 'np.ravel_multi_index((1, 2), (2, 3))', 'np.ravel_multi_index(([0, 1], [1, 2]), (2, 3))', 'np.ravel_multi_index((1, 5), (2, 3))', 'np.ravel_multi_index((1, 5), (2, 3), mode="clip")')
    grid.add('array2string', 'np.array2string(i1)', 'np.array_str(i1)', 'str(i1)', 'repr(i1)', 'str(f1)', 'np.array_repr(i2)', 'np.base_repr(5)', 'np.binary_repr(5)', 'np.binary_repr(5, width=8)', 'f"{i0}"', 'f"{i1[0]}"', 'repr(i1[0])', 'str(f1[0])', 'repr(np.float32(2.5))')
