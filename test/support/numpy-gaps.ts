/** What the evaluator does not answer of the cells of NumPy (test/truth/numpy): how many of each function, with the reason. Everything else is answered. */
export const UNANSWERED: readonly (readonly [reason: string, counts: Readonly<Record<string, number>>])[] = [
  ['complex numbers, and texts as arrays, are not worked out', {
    imag: 1, real: 1, iscomplex: 1, isreal: 1, sort_complex: 1, nan_to_num: 1, bitwise_count: 7, spacing: 10, i0: 14,
    sort: 1,
  }],
  ['how arrays lie in memory is not known', {
    '.base': 12, '.strides': 12, isfortran: 1, shares_memory: 3, view: 5,
  }],
  ['how NumPy writes arrays as text differs from version to version', {
    array2string: 11, numbers: 1,
  }],
  ['masks of reductions are not worked out', {
    all: 2, any: 4,
  }],
  ['what a function of the program gives is not followed', {
    apply_along_axis: 4, apply_over_axes: 1, fromfunction: 3, frompyfunc: 1, vectorize: 3,
  }],
  ['which numbers lie near each other is not worked out', {
    allclose: 6, array_equiv: 3, array_equal: 1,
  }],
  ['what is drawn is not known, and of some generators not even how much', {
    'Generator.multinomial': 1, 'Generator.multivariate_hypergeometric': 2, 'Generator.spawn': 1,
    'RandomState.bytes': 1, 'random.bytes': 1, 'random.default_rng': 5,
  }],
  ['functions of sets keep their elements only where both arrays are known and of one dtype', {
    intersect1d: 4, setdiff1d: 1, setxor1d: 2, union1d: 2,
  }],
  ['the function is not declared', {
    broadcast: 1, can_cast: 5, diag_indices_from: 1, 'fft.hfft': 1, 'fft.ihfft': 1, 'fft.rfft2': 4, histogramdd: 1,
    'linalg.diagonal': 6, 'linalg.multi_dot': 1, 'linalg.outer': 2, 'linalg.trace': 6, matvec: 5, min_scalar_type: 3,
    ndenumerate: 2, packbits: 5, poly1d: 2, polynomials: 6, unstack: 2, vecdot: 6, vecmat: 5,
  }],
  ['this form of the call is not worked out', {
    'add.reduceat': 1, arange: 1, bincount: 1, c_: 1, clip: 1, corrcoef: 1, cov: 1, cross: 2, cumulative_prod: 5,
    cumulative_sum: 5, 'fft.fft2': 1, 'fft.fftn': 1, 'fft.ifft2': 1, 'fft.ifftn': 1, fromstring: 2,
    histogram_bin_edges: 1, 'in place': 1, insert: 3, lexsort: 1, 'linalg.cross': 1, 'logical_and.reduceat': 1,
    'logical_or.reduceat': 1, matmul: 1, 'maximum.reduceat': 1, 'minimum.reduceat': 1, 'multiply.reduceat': 1,
    nanvar: 1, polyfit: 1, r_: 1, ravel_multi_index: 1, resize: 1, result_type: 3, std: 1, 'subtract.reduceat': 1,
    trim_zeros: 2, unravel_index: 1,
  }],
];
