"""Parameters that few programs pass: one cell for each of them that no other cell has."""
from elementwise import ARITHMETIC, KEEPING, ON_INTEGERS, TO_FLOAT

NO_UFUNCS = 'fix real imag angle isreal iscomplex sinc nan_to_num i0 isclose'.split()
PIECES = '''
acos np.acos(0.5)
acosh np.acosh(2.0)
asin np.asin([0.5, 1.0])
asinh np.asinh(1)
atan np.atan(i1)
atan2 np.atan2(i1, 2)
atanh np.atanh(0.5)
pow np.pow(i1, 2)
bitwise_invert np.bitwise_invert(i1)
bitwise_left_shift np.bitwise_left_shift(i1, 1)
bitwise_right_shift np.bitwise_right_shift(i1, 1)
angle np.angle(f1, deg=True).shape
arange np.arange(3, device="cpu")
arange np.arange(3, like=i1)
argpartition np.argpartition(i1, 1, kind="introselect").shape
partition np.partition(i1, 1, kind="introselect").shape
asarray np.asarray(i1, copy=True)
asarray x = np.asarray(i1, copy=True); x[0] = 9; i1
asarray np.asarray([1], device="cpu")
asarray np.asarray([1], like=i1)
asanyarray np.asanyarray(i1, copy=True)
asanyarray np.asanyarray([1], device="cpu")
asanyarray np.asanyarray([1], like=i1)
ascontiguousarray np.ascontiguousarray([1], like=i1)
asfortranarray np.asfortranarray([1], like=i1)
require np.require([1], like=i1)
require np.require([1], requirements=["C"])
astype np.astype(i1, float, copy=False)
astype np.astype(x=i1, dtype=float)
astype np.astype(i1, float, device="cpu")
corrcoef np.corrcoef(f1, y=i1).shape
corrcoef np.corrcoef(f1, f1, dtype="float32").dtype
corrcoef np.corrcoef(f1, f1, bias=True).shape
corrcoef np.corrcoef(f1, f1, ddof=0).shape
cov np.cov(f1, y=f1).shape
cov np.cov(f1, dtype="float32").dtype
cov np.cov(f1, aweights=[1, 2, 1]).shape
cov np.cov(f1, fweights=[1, 2, 1]).shape
diag_indices np.diag_indices(2, ndim=3)
empty np.empty(2, device="cpu").shape
zeros np.zeros(2, device="cpu")
ones np.ones(2, device="cpu")
empty_like np.empty_like(i1, device="cpu").shape
zeros_like np.zeros_like(i1, device="cpu")
ones_like np.ones_like(i1, device="cpu")
full_like np.full_like(i1, 2, device="cpu")
full np.full(2, 1, like=i1)
full np.full(2, 1, device="cpu")
eye np.eye(2, device="cpu")
eye np.eye(2, like=i1)
identity np.identity(2, like=i1)
tri np.tri(2, like=i1)
linspace np.linspace(0, 1, 3, device="cpu")
frombuffer np.frombuffer(b"ab", "uint8", like=i1)
fromfunction np.fromfunction(lambda i: i, (2,), like=i1)
fromiter np.fromiter([1], int, like=i1)
fft.fft np.fft.fft(i2, norm="ortho").shape
fft.fft np.fft.fft(i1, out=np.zeros(3, complex)).shape
fft.ifft np.fft.ifft(i2, norm="ortho").shape
fft.ifft np.fft.ifft(i1, out=np.zeros(3, complex)).shape
fft.rfft np.fft.rfft(i2, norm="ortho").shape
fft.rfft np.fft.rfft(i1, out=np.zeros(2, complex)).shape
fft.irfft np.fft.irfft(i2, norm="ortho").shape
fft.irfft np.fft.irfft(i1, out=np.zeros(4)).shape
fft.hfft np.fft.hfft(i2, norm="ortho").shape
fft.hfft np.fft.hfft(i1, out=np.zeros(4)).shape
fft.ihfft np.fft.ihfft(i2, norm="ortho").shape
fft.ihfft np.fft.ihfft(i1, out=np.zeros(2, complex)).shape
fft.fft2 np.fft.fft2(i3, s=(4, 4)).shape
fft.fft2 np.fft.fft2(i3, axes=(0, 1), norm="ortho").shape
fft.ifft2 np.fft.ifft2(i3, s=(4, 4)).shape
fft.ifft2 np.fft.ifft2(i3, axes=(0, 1), norm="ortho").shape
fft.fftn np.fft.fftn(i3, s=(2, 2, 2)).shape
fft.fftn np.fft.fftn(i3, axes=(0, 1), norm="ortho").shape
fft.ifftn np.fft.ifftn(i3).shape
fft.ifftn np.fft.ifftn(i3, s=(2, 2, 2)).shape
fft.ifftn np.fft.ifftn(i3, axes=(0, 1), norm="ortho").shape
fft.shift np.fft.ifftshift(i2, axes=1).shape
fft.shift np.fft.rfftfreq(4, d=0.5).shape
fft.shift np.fft.rfftfreq(4, device="cpu").shape
fft.shift np.fft.fftfreq(4, device="cpu").shape
fix x = np.zeros(3); np.fix(f1, out=x); x
round x = np.zeros(3); np.round(f1, out=x); x
around x = np.zeros(3); np.around(f1, out=x); x
round_ x = np.zeros(3); np.round_(f1, out=x); x
trace x = np.array(0.0); np.trace(q2, out=x); x
histogram2d np.histogram2d(i1, i1, bins=2, density=True)[0].shape
histogram2d np.histogram2d(i1, i1, bins=2, range=[[0, 1], [0, 1]])[0].shape
histogram2d np.histogram2d(i1, i1, bins=2, weights=f1)[0].shape
histogram_bin_edges np.histogram_bin_edges(i1, 2, weights=f1).shape
in1d np.in1d(i1, [1], assume_unique=True)
in1d np.in1d(i1, [1], kind="sort")
kaiser np.kaiser(4, beta=2.0).shape
linalg.cross np.linalg.cross([1, 0, 0], [0, 1, 0])
linalg.tensordot np.linalg.tensordot(i2, i2, axes=2)
linalg.matmul np.linalg.matmul(i2, i1)
linalg.outer np.linalg.outer(i1, f1).shape
linalg.matrix_rank np.linalg.matrix_rank(q2, rtol=1e-3)
linalg.pinv np.linalg.pinv(q2, rtol=1e-3).shape
matmul np.matmul(q2, q2, dtype="float32").dtype
matmul x = np.zeros((2, 2)); np.matmul(q2, q2, out=x, casting="same_kind", order="K", subok=True); x.shape
matrix_transpose np.matrix_transpose(i3)
permute_dims np.permute_dims(i3, (1, 0, 2))
percentile np.percentile(f2, 50, keepdims=True).shape
percentile np.percentile(f2, 50, method="lower")
percentile np.percentile(f2, 50, overwrite_input=True)
quantile np.quantile(f2, 0.5, keepdims=True).shape
quantile np.quantile(f2, 0.5, method="lower")
quantile np.quantile(f2, 0.5, overwrite_input=True)
nanpercentile np.nanpercentile(f2, 50, keepdims=True).shape
nanpercentile np.nanpercentile(f2, 50, method="lower")
nanpercentile np.nanpercentile(f2, 50, overwrite_input=True)
nanquantile np.nanquantile(f2, 0.5, keepdims=True).shape
nanquantile np.nanquantile(f2, 0.5, method="lower")
nanquantile np.nanquantile(f2, 0.5, overwrite_input=True)
std np.std(f2, correction=1)
std np.std(f2, mean=np.array(1.0))
var np.var(f2, correction=1)
var np.var(f2, mean=np.array(1.0))
nanstd np.nanstd(f2, correction=1)
nanstd np.nanstd(f2, mean=np.array(1.0))
nanvar np.nanvar(f2, correction=1)
nanvar np.nanvar(f2, mean=np.array(1.0))
polyfit np.polyfit([0, 1, 2, 3, 4], [0, 1, 4, 9, 5], 1, cov=True)[0].shape
trapz np.trapz(i2, axis=0)
trapz np.trapz(i1, dx=2)
trapz np.trapz(i1, x=[0, 1, 3])
tril_indices_from np.tril_indices_from(q2, k=1)
triu_indices_from np.triu_indices_from(q2, k=1)
promote_types np.promote_types("int8", "int16")
argpartition np.argpartition(i1, 1, order=None).shape
partition np.partition(i1, 1, order=None).shape
asarray np.asarray([1], order="C")
asanyarray np.asanyarray([1], order="C")
clip np.clip(i1, 1, 2, casting="same_kind")
copy np.copy(i1, subok=True)
full_like np.full_like(i1, 1, subok=True)
linalg.cross np.linalg.cross([1, 0, 0], [0, 1, 0], axis=-1)
issubdtype np.issubdtype(i1.dtype, np.integer)
'''


def options(grid):
    for line in PIECES.strip().split('\n'):
        function, piece = line.split(' ', 1)
        grid.add(function, piece.replace('; ', '\n'))
    for name in TO_FLOAT + KEEPING:
        if name not in NO_UFUNCS:
            grid.add(name, f'np.{name}(i1, casting="same_kind", order="K", subok=True).shape')
    for name in ARITHMETIC + ON_INTEGERS:
        if name not in NO_UFUNCS:
            grid.add(name, f'np.{name}(i1, 2, casting="same_kind", order="K", subok=True).shape')
