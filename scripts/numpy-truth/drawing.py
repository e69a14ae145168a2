"""Products, numpy.linalg, numpy.fft, and numpy.random."""
from grid import INTEGERS, axes


def products(grid):
    pairs = ['i1, i1', 'i2, i1', 'i2, i2.T', 'i3, i2.T', 'i2, i2', '2, i1', 'i1, 2', 'f2, i1', 'i1, i2.T', 'i3, i1', 'i0, i2', '[1, 2], [3, 4]', '[[1, 2]], [3, 4]', 's2, i1', 'i3, np.ones((3, 2))', 'b1, b1', 'i2, i3', 'f1, f1', 'i1, [1, 2]', '2, 3', 'np.ones((2, 2, 3)), np.ones((2, 3, 4))', 'u1, u1']
    for name in 'dot matmul vdot inner outer kron cross tensordot vecdot matvec vecmat'.split():
        grid.add(name, *(f'np.{name}({pair})' for pair in pairs))
        if name in 'dot matmul outer'.split():
            size = {'dot': '(2, 2)', 'matmul': '(2, 2)', 'outer': '(6, 6)'}[name]
            other = 'i2' if name == 'outer' else 'i2.T'
            grid.add(name, f'x = np.zeros({size}, int)\nr = np.{name}(i2, {other}, out=x)\nr is x, x.shape', f'x = np.zeros({size}, int)\nnp.{name}(i2, {other}, x)\nx.sum()')
    grid.add('dot', 'i2.dot(i1)', 'i1.dot(i1)', 'i2.dot(i2.T)', 'i2.dot(i2)', 'f1.dot(2)', 'np.dot(a=i1, b=i1)')
    grid.add('cross', 'np.cross([1, 0, 0], [0, 1, 0])', 'np.cross(i2, i1)', 'np.cross([1, 2], [3, 4])', 'np.cross(i2.T, i2.T, axis=0)', 'np.cross(i2, i1, axisa=-1, axisb=-1, axisc=0)')
    grid.add('tensordot', *(f'np.tensordot({pair})' for pair in ('i2, i2, axes=2', 'i2, i2, axes=0', 'i2, i2.T, 1', 'i3, i2, axes=([2], [1])', 'i3, i2, axes=(2, 1)', 'i3, i3, axes=([0, 1], [0, 1])', 'i1, i1, 1', 'i2, i2, 1', 'i3, i3, 3', 'i2, i1, axes=([1], [0])', 'i2, i1, axes=[[-1], [0]]')))
    grid.add('einsum', *(f'np.einsum({given})' for given in ('"i,i->", i1, i1', '"ij->ji", i2', '"ij->i", i2', '"ij,j->i", i2, i1', '"ij,kj->ik", i2, i2', '"ij", i2', '"ii", q2', '"ii->i", q2', '"ijk->kji", i3', '"ijk,k", i3, i1', '"...j,j->...", i3, i1', '"i,j->ij", i1, i1', '"ij,ij->", f2, f2', '"bij,bjk->bik", np.ones((5, 2, 3)), np.ones((5, 3, 4))', '"ij,jk", i2, i2',
                                                             '"i->", i1', '"ij->", i2', '"ij,j->i", i2, i1, optimize=True', '"i", i2', '"ij->ik", i2', '"ij,jk->ik", f2, f2.T, dtype="float32"', 'i2, [0, 1], [1, 0]', '"ij , j -> i", i2, i1', '"bqhd,bkhd->bhqk", np.ones((2, 5, 4, 3)), np.ones((2, 6, 4, 3))', '"...ij->...ji", i3', '"ba", i2', '"i,i", i1, f1', '"ij->i", i2, out=np.zeros(2)', '"ij,ij->ij", i2, i2')))
    grid.add('einsum_path', 'len(np.einsum_path("ij,jk", q2, q2))')
    grid.call('linalg.norm', '{a}', on=('i1', 'i2', 'i3', 'f2', 's2'), axis=axes, keepdims=['True'], ord=['1', 'np.inf', '2', '"fro"'])
    grid.add('linalg.norm', 'np.linalg.norm([3, 4])', 'np.linalg.norm(i2, 2, 1)', 'np.linalg.norm(5)', 'np.linalg.norm([[3.0, 4.0]], axis=1)', 'np.linalg.norm([[3.0, 4.0]], axis=1, keepdims=True)')
    for name in 'inv det cholesky pinv matrix_rank slogdet eig eigvals eigh eigvalsh svd qr cond svdvals matrix_transpose diagonal trace'.split():
        grid.add(f'linalg.{name}', *(f'np.linalg.{name}({given})' for given in ('q2', 'i2', 'i1', '[[2, 0], [0, 4]]', 'np.stack([q2, q2])', 'np.float32([[2, 1], [1, 2]])', 'i3')))
    grid.add('linalg.svd', 'np.linalg.svd(i2, full_matrices=False)', 'np.linalg.svd(i2, compute_uv=False)', 'np.linalg.svd(i2.T, False)', 'np.linalg.svd(i3, full_matrices=True)[2].shape', 'u, s, v = np.linalg.svd(np.ones((5, 3)))\ns.shape', 'np.linalg.svd(q2, hermitian=True)[0].shape')
    grid.add('linalg.qr', 'np.linalg.qr(i2.T)[0].shape', 'np.linalg.qr(i2.T, mode="complete")[0].shape', 'np.linalg.qr(i2, "r").shape', 'np.linalg.qr(np.ones((5, 3)))[1].shape')
    grid.add('linalg.pinv', 'np.linalg.pinv(i2).shape', 'np.linalg.pinv(np.ones((5, 2, 3))).shape', 'np.linalg.pinv(i2, rcond=1e-3).shape')
    grid.add('linalg.solve', 'np.linalg.solve(q2, [1, 2]).shape', 'np.linalg.solve(q2, np.ones((2, 3))).shape', 'np.linalg.solve(i2, [1, 2])', 'np.linalg.solve(q2, [1, 2, 3])', 'np.linalg.solve(np.stack([q2, q2]), np.ones((2, 2, 1))).shape', 'np.linalg.solve(q2, [1, 2]).dtype')
    grid.add('linalg.lstsq', 'np.linalg.lstsq(i2.T, i1, rcond=None)[0].shape', 'len(np.linalg.lstsq(i2.T, i1, rcond=None))', 'np.linalg.lstsq(i2.T, np.ones((3, 4)), rcond=None)[0].shape')
    grid.add('linalg.matrix_power', 'np.linalg.matrix_power(q2, 2)', 'np.linalg.matrix_power(q2, 0)', 'np.linalg.matrix_power(np.array([[1, 1], [0, 1]]), 3)', 'np.linalg.matrix_power(i2, 2)', 'np.linalg.matrix_power(q2, -1).dtype')
    grid.add('linalg.multi_dot', 'np.linalg.multi_dot([i2, i2.T, i2])')
    grid.add('linalg.outer', 'np.linalg.outer(i1, i1)', 'np.linalg.vector_norm(i1)', 'np.linalg.matmul(i2, i2.T)', 'np.linalg.LinAlgError')
    for name in 'fft ifft rfft irfft fft2 ifft2 rfft2 fftn hfft ihfft'.split():
        grid.add(f'fft.{name}', *(f'np.fft.{name}({given}).shape' for given in ('i1', 'i2', 'i3', 'f2')), f'np.fft.{name}(f2).dtype')
        if 'n' not in name and '2' not in name:
            grid.add(f'fft.{name}', f'np.fft.{name}(i1, 8).shape', f'np.fft.{name}(i2, axis=0).shape', f'np.fft.{name}(i2, n=5, axis=-1).shape')
    grid.add('fft.shift', 'np.fft.fftshift(i1)', 'np.fft.ifftshift(i2).shape', 'np.fft.fftfreq(4)', 'np.fft.rfftfreq(8).shape', 'np.fft.fftfreq(5, d=0.5).shape', 'np.fft.fftshift(i2, axes=1)')


NONE_BEFORE = 'standard_normal standard_exponential standard_cauchy'.split()
PARAMETERS = {
    'normal': ['loc=0', 'scale=2', 'loc=[0, 1]', 'scale=[[1], [2]]'], 'uniform': ['low=0', 'high=2', 'low=[0, 1]'], 'exponential': ['scale=2', 'scale=[1, 2]'], 'laplace': ['loc=1', 'scale=[1, 2, 3]'],
    'lognormal': ['mean=0', 'sigma=[1, 2]'], 'gumbel': ['loc=0', 'scale=1'], 'logistic': ['loc=0', 'scale=[1, 1]'], 'rayleigh': ['scale=2'],
}
REQUIRED = {
    'binomial': '10, 0.5', 'poisson': '3', 'beta': '1, 2', 'gamma': '2', 'geometric': '0.5', 'chisquare': '2', 'standard_t': '3', 'weibull': '2', 'triangular': '0, 1, 2', 'pareto': '2', 'negative_binomial': '3, 0.5', 'vonmises': '0, 1',
    'zipf': '2', 'standard_gamma': '2', 'f': '2, 3', 'hypergeometric': '3, 4, 2', 'logseries': '0.5', 'power': '2', 'wald': '1, 1', 'noncentral_chisquare': '2, 1', 'noncentral_f': '2, 3, 1',
}
SIZES = ['size=3', 'size=(2, 3)', 'size=()', 'size=[2]', 'size=None', 'size=(2, 0)', 'size=-1', 'size=2.5', 'size=np.int64(2)', 'size=i1', 'size=(100, 28, 28, 1)']


def drawing(grid):
    for maker, own in (('np.random', ('rand', 'randn', 'random_sample', 'ranf', 'sample', 'randint', 'random_integers', 'random')), ('np.random.default_rng(0)', ('random', 'integers')), ('np.random.RandomState(0)', ('rand', 'randn', 'random_sample', 'randint'))):
        about = {'np.random': 'random', 'np.random.default_rng(0)': 'Generator', 'np.random.RandomState(0)': 'RandomState'}[maker]
        def say(name, *given):
            grid.add(f'{about}.{name}', *(f'{maker}.{name}({one})' for one in given))
        small = about == 'RandomState'
        for name, parameters in PARAMETERS.items():
            say(name, '', *SIZES[:5 if small else None], *parameters, *(f'{one}, size={size}' for one in parameters for size in ('(4, 1, 2)', '(3, 2, 3)')), '0, 1, 3' if len(parameters) > 1 and name not in ('exponential', 'rayleigh') else '1, 3', 'nonsense=1', '*(1,)')
        for name, given in REQUIRED.items():
            say(name, given, *(f'{given}, {size}' for size in SIZES[:3 if small else 7]), f'{given}, 4', '')
            first = given.split(', ')
            say(name, ', '.join(['[' + ', '.join([first[0]] * 2) + ']'] + first[1:]), ', '.join(['[' + ', '.join([first[0]] * 2) + ']'] + first[1:]) + ', size=(3, 2)')
        for name in NONE_BEFORE:
            say(name, '', '3', '(2, 3)', *SIZES[:4])
        for name in own:
            if name in ('rand', 'randn'):
                say(name, '', '3', '2, 3', '2, 3, 4', '*(2, 3)', '*[4]', '(2, 3)', '2.5', '-1', 'i1[0]', '0', 'size=3')
            elif name in ('randint', 'integers'):
                say(name, '5', '0, 5', '5, size=3', '0, 5, 3', '0, 5, (2, 3)', '10, size=(2, 2)', 'low=0, high=5, size=4', '5, dtype="uint8"', '5, size=3, dtype=np.int32', '[1, 2, 3]', '0, [1, 2, 3]', '0, [[1], [2]], size=(2, 3)', '5, 0', 'high=5', '0, 2, size=(50, 1)', '0, 10, 5, "int8"', '1, None, 4', 'size=3', '2, size=5, dtype=bool', 'low=3, size=()', '[3, 4], size=(2, 2)', '0.5, 5', '5, size=3, dtype=float')
                if name == 'integers':
                    say(name, '5, endpoint=True', '0, 5, size=2, endpoint=True', '0, 1, 6, endpoint=True', '2, size=3, endpoint=False', '0, 5, size=3, dtype="int64", endpoint=True')
            else:
                say(name, '', '3', '(2, 3)', 'size=4', 'size=(2, 2)', '()', '2, 3', '"a"') if name != 'random_integers' else say(name, '5', '1, 5', '1, 5, 3')
        if about == 'Generator':
            say('random', '3, dtype="float32"', 'size=3, dtype=np.float32', '(2, 2), np.float32', 'dtype="int32"', 'size=(2, 3), out=np.zeros((2, 3))', 'out=np.zeros(3)')
            say('standard_normal', '(2, 3), dtype="float32"', 'dtype=np.float32', '3, "float32"', 'out=np.zeros(3)')
            say('multivariate_hypergeometric', '[3, 4], 2', '[3, 4], 2, size=3')
            say('spawn', '2')
            grid.add('Generator.random', 'x = np.zeros(3)\nnp.random.default_rng(0).random(out=x)\nx.shape', 'np.random.Generator(np.random.PCG64(0)).random(3)', 'np.random.default_rng().integers(0, 10, 5)', 'np.random.default_rng(seed=5).normal(size=(2, 2))', 'from numpy.random import default_rng\ndefault_rng(3).random((2, 2)).shape')
        for given in ('5', '5, 3', '5, (2, 3)', 'i1', 'i1, 2', '[1, 2, 3], size=(2, 2)', 'f1, 3', '["a", "b"]', '["a", "b"], 3', '5, 3, False', '5, 3, replace=False', '5, 3, p=[0.2, 0.2, 0.2, 0.2, 0.2]', 'i2', 'i2, 2', '[]', '0', '5, 9, replace=False', '5, ()', 'i1, size=None', 'a=5, size=2', 'range(4), 2', 'np.arange(10), size=5, replace=False', '[True, False], 4', '(1, 2)', '[1.5, 2]', 'i0', 'b1', '[[1, 2], [3, 4]]', '[0, 1], size=(3, 1), p=[0.5, 0.5]', '2.5', '"abc"', '{"a": 1}'):
            say('choice', given)
        if about == 'Generator':
            say('choice', 'i2, 1, axis=1', 'i2, axis=0', 'i2, 3', 'i3, (2, 2), axis=2', 'i2, 2, axis=-1, shuffle=False', 'i2, size=2, replace=False, axis=1')
        say('permutation', '5', 'i1', 'i2', '[1, 2, 3]', 'i3', '0', '[[1, 2], [3, 4]]', 'f2', '["a", "b"]', 'range(4)', 'i0', '2.5', 'len(i2)', 'np.arange(10)', 'x=4', '-1', '"abc"')
        say('shuffle', 'i1', 'i2', '[1, 2]', '5', '(1, 2)', 'x=i1')
        grid.add(f'{about}.shuffle', *(f'x = {given}\n{maker}.shuffle(x)\n{answer}' for given, answer in (('np.arange(5)', 'x.shape'), ('np.arange(5)', 'x.sum()'), ('np.arange(5)', 'x.dtype'), ('[3, 1, 2]', 'len(x)'), ('[i2, i2]', 'x[1].shape'), ('np.ones((3, 2))', 'x.shape'), ('np.ones((3, 2))', 'x[0].shape'), ('[1, 1]', 'x[0]'), ('[(i2, 1), (i2, 1)]', 'x[0][0].shape'), ('[7]', 'x'))))
        if about == 'Generator':
            say('permutation', 'i2, axis=1', 'i3, 2', '5, axis=0')
            say('permuted', 'i1', 'i2', 'i2, axis=1', 'i3, axis=-1', '5', '[1, 2, 3]', 'i2, axis=None')
            say('shuffle', 'i2, axis=1', 'i2, 1')
            grid.add('Generator.permuted', 'x = np.zeros(3, int)\nnp.random.default_rng(0).permuted(i1, out=x)\nx.shape', 'np.random.default_rng(0).permuted(i1, out=i1)\ni1.sum()')
        say('multivariate_normal', '[0, 1], q2', '[0, 1], q2, 3', '[0, 1], q2, size=(2, 3)', 'mean=[0, 0], cov=np.eye(2), size=5', '[0, 1], q2, check_valid="ignore"', '[0, 1, 2], q2', '[0, 1], q2, ()', 'np.zeros(3), np.eye(3), (4,)')
        say('dirichlet', '[1, 2]', '[1, 2], 3', '[1, 2, 3], size=(2, 2)', 'alpha=np.ones(4)', 'np.ones(4), 10')
        say('multinomial', '5, [0.5, 0.5]', '5, [0.5, 0.5], 3', '5, [0.2, 0.8], size=(2, 2)', 'n=5, pvals=[1.0]', '[3, 4], [0.5, 0.5]')
        if about != 'Generator':
            say('seed', '1', '', 'seed=3')
            say('bytes', '3')
            say('tomaxint', '', '3') if about == 'RandomState' else None
        say('nonsense', '')
    grid.add('random.default_rng', 'np.random.default_rng(0).bit_generator is None', 'isinstance(np.random.default_rng(0), np.random.Generator)', 'isinstance(np.random.RandomState(0), np.random.RandomState)', 'np.random.default_rng("a")', 'np.random.get_state()[0]', 'np.random.set_state(np.random.get_state())', 'np.random.SeedSequence(1).entropy', 'from numpy.random import seed\nseed(1)', 'from numpy import random\nrandom.rand(2).shape', 'import numpy.random as npr\nnpr.normal(size=2).shape')
    for family in ('random.rand(3)', 'random.randint(0, 5, 3)', 'random.randn(2, 3)', 'random.random()', 'random.randint(5)', 'random.normal()'):
        grid.add('random values', *(f'x = np.{family}\n{answer}' for answer in ('x.shape', 'x.dtype', '(x + 1).shape', 'np.sum(x).shape', 'type(x).__name__', 'x * 2 == x + x', 'isinstance(x, np.ndarray)', 'isinstance(x, float)', 'isinstance(x, int)', 'np.array([x, x]).shape', '(x > 0).dtype', 'np.argmax(x).shape', 'x.astype("float32").dtype')))
