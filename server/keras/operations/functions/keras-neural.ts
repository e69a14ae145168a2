import type { FunctionTable } from './table.ts';

/** `keras.ops.*` that stand in `keras.ops.nn` too. */
export const KERAS_NEURAL: FunctionTable = {
  'relu(x)': 'Relu', 'relu6(x)': 'Relu6', 'sigmoid(x)': 'Sigmoid', 'sparse_sigmoid(x)': 'SparseSigmoid', 'softplus(x)': 'Softplus', 'softsign(x)': 'Softsign',
  'soft_shrink(x, threshold=0.5)': 'SoftShrink', 'sparse_plus(x)': 'SparsePlus', 'silu(x)': 'Silu', 'swish(x)': 'Silu', 'squareplus(x, b=4)': 'Squareplus', 'log_sigmoid(x)': 'LogSigmoid',
  'leaky_relu(x, negative_slope=0.2)': 'LeakyRelu', 'hard_sigmoid(x)': 'HardSigmoid', 'hard_silu(x)': 'HardSilu', 'hard_swish(x)': 'HardSilu', 'elu(x, alpha=1.0)': 'Elu', 'selu(x)': 'Selu',
  'gelu(x, approximate=True)': 'Gelu', 'celu(x, alpha=1.0)': 'Celu', 'glu(x, axis=-1)': 'Glu', 'tanh_shrink(x)': 'TanhShrink', 'hard_tanh(x)': 'HardTanh', 'hard_shrink(x, threshold=0.5)': 'HardShrink',
  'threshold(x, threshold, default_value)': 'Threshold', 'softmax(x, axis=-1)': 'Softmax', 'log_softmax(x, axis=-1)': 'LogSoftmax', 'sparsemax(x, axis=-1)': 'Sparsemax',
  'max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None)': 'MaxPool', 'average_pool(inputs, pool_size, strides=None, padding="valid", data_format=None)': 'AveragePool',
  'adaptive_max_pool(inputs, output_size, data_format=None)': 'AdaptiveMaxPool', 'adaptive_average_pool(inputs, output_size, data_format=None)': 'AdaptiveAveragePool',
  'conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)': 'Conv', 'depthwise_conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)': 'DepthwiseConv',
  'separable_conv(inputs, depthwise_kernel, pointwise_kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)': 'SeparableConv',
  'conv_transpose(inputs, kernel, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1)': 'ConvTranspose',
  'one_hot(x, num_classes, axis=-1, dtype=None, sparse=False)': 'OneHot', 'multi_hot(inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs)': 'MultiHot',
  'binary_crossentropy(target, output, from_logits=False)': 'BinaryCrossentropy', 'categorical_crossentropy(target, output, from_logits=False, axis=-1)': 'CategoricalCrossentropy',
  'sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1)': 'SparseCategoricalCrossentropy', 'moments(x, axes, keepdims=False, synchronized=False)': 'Moments',
  'batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=0.001)': 'BatchNorm', 'ctc_loss(target, output, target_length, output_length, mask_index=0)': 'CTCLoss',
  'ctc_decode(inputs, sequence_lengths, strategy="greedy", beam_width=100, top_paths=1, merge_repeated=True, mask_index=0)': 'CTCDecode', 'normalize(x, axis=-1, order=2, epsilon=None)': 'Normalize',
  'psnr(x1, x2, max_val)': 'PSNR', 'rms_normalization(x, scale=None, axis=-1, epsilon=None)': 'RMSNorm', 'layer_normalization(x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs)': 'LayerNorm',
  'dot_product_attention(query, key, value, bias=None, mask=None, scale=None, is_causal=False, flash_attention=None, attn_logits_soft_cap=None)': 'DotProductAttention',
  'polar(abs_, angle)': 'Polar', 'unfold(x, kernel_size, dilation=1, padding=0, stride=1)': 'Unfold', 'fold(x, output_size, kernel_size, dilation=1, padding=0, stride=1)': 'Fold',
  'depth_to_space(x, block_size, data_format="channels_last")': 'DepthToSpace', 'space_to_depth(x, block_size, data_format="channels_last")': 'SpaceToDepth',
};

/** `keras.ops.*` that stand in `keras.ops.linalg` too. */
export const KERAS_LINEAR_ALGEBRA: FunctionTable = {
  'cholesky(x, upper=False)': 'Cholesky', 'cholesky_inverse(x, upper=False)': 'CholeskyInverse', 'det(x)': 'Det', 'eig(x)': 'Eig', 'eigh(x)': 'Eigh', 'inv(x)': 'Inv', 'lu_factor(x)': 'LuFactor',
  'norm(x, ord=None, axis=None, keepdims=False)': 'Norm', 'qr(x, mode="reduced")': 'Qr', 'solve(a, b)': 'Solve', 'solve_triangular(a, b, lower=False)': 'SolveTriangular',
  'svd(x, full_matrices=True, compute_uv=True)': 'SVD', 'lstsq(a, b, rcond=None)': 'Lstsq', 'matrix_rank(x, tol=None)': 'MatrixRank', 'matrix_power(x, n)': 'MatrixPower', 'pinv(x, rcond=None)': 'Pinv',
};

export const KERAS_IMAGE: FunctionTable = {
  'rgb_to_grayscale(images, data_format=None)': 'RGBToGrayscale', 'rgb_to_hsv(images, data_format=None)': 'RGBToHSV', 'hsv_to_rgb(images, data_format=None)': 'HSVToRGB',
  'resize(images, size, interpolation="bilinear", antialias=False, crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode="constant", fill_value=0.0, data_format=None)': 'Resize',
  'affine_transform(images, transform, interpolation="bilinear", fill_mode="constant", fill_value=0, data_format=None)': 'AffineTransform',
  'extract_patches(images, size, strides=None, dilation_rate=1, padding="valid", data_format=None)': 'ExtractPatches',
  'extract_patches_3d(images:volumes, size, strides=None, dilation_rate=1, padding="valid", data_format=None)': 'ExtractPatches',
  'reconstruct_patches(patches, size, output_size, strides=None, padding="valid", data_format=None)': 'ReconstructPatches',
  'map_coordinates(inputs, coordinates, order, fill_mode="constant", fill_value=0)': 'MapCoordinates',
  'pad_images(images, top_padding=None, left_padding=None, bottom_padding=None, right_padding=None, target_height=None, target_width=None, data_format=None)': 'PadImages',
  'crop_images(images, top_cropping=None, left_cropping=None, bottom_cropping=None, right_cropping=None, target_height=None, target_width=None, data_format=None)': 'CropImages',
  'perspective_transform(images, start_points, end_points, interpolation="bilinear", fill_value=0, data_format=None)': 'PerspectiveTransform',
  'gaussian_blur(images, kernel_size=(3, 3), sigma=(1.0, 1.0), data_format=None)': 'GaussianBlur',
  'elastic_transform(images, alpha=20.0, sigma=5.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0, seed=None, data_format=None)': 'ElasticTransform',
  'scale_and_translate(images, output_shape, scale, translation, spatial_dims, method, antialias=True)': 'ScaleAndTranslate', 'sobel_edges(images, data_format=None)': 'SobelEdges',
  'ssim(image1, image2, max_val=1.0, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, data_format=None)': 'SSIM',
};

/** `keras.ops.*` of core and math. */
export const KERAS_CORE: FunctionTable = {
  'map(f, xs)': 'Map', 'scan(f, init, xs=None, length=None, reverse=False, unroll=1)': 'Scan', 'associative_scan(f, elems, reverse=False, axis=0)': 'AssociativeScan', 'scatter(indices, values, shape)': 'Scatter',
  'scatter_update(inputs, indices, updates, reduction=None)': 'ScatterUpdate', 'slice(inputs, start_indices, shape)': 'Slice', 'slice_update(inputs, start_indices, updates)': 'SliceUpdate',
  'switch(index, branches, *operands)': 'Switch', 'while_loop(cond, body, loop_vars, maximum_iterations=None)': 'WhileLoop', 'stop_gradient(variable)': 'StopGradient',
  'fori_loop(lower, upper, body_fun, init_val)': 'ForiLoop', 'unstack(x, num=None, axis=0)': 'Unstack', 'cast(x, dtype)': 'Cast', 'saturate_cast(x, dtype)': 'SaturateCast',
  'cond(pred, true_fn, false_fn)': 'Cond', 'vectorized_map(function, elements)': 'VectorizedMap', 'rearrange(tensor, pattern, **axes_lengths)': 'Rearrange',
  'segment_sum(data, segment_ids, num_segments=None, sorted=False)': 'SegmentSum', 'segment_max(data, segment_ids, num_segments=None, sorted=False)': 'SegmentMax',
  'segment_min(data, segment_ids, num_segments=None, sorted=False)': 'SegmentMin', 'segment_prod(data, segment_ids, num_segments=None, sorted=False)': 'SegmentProd',
  'top_k(x, k, sorted=True, is_stable=True)': 'TopK', 'in_top_k(targets, predictions, k)': 'InTopK', 'logsumexp(x, axis=None, keepdims=False)': 'Logsumexp', 'cdist(x, y)': 'CDist',
  'extract_sequences(x, sequence_length, sequence_stride)': 'ExtractSequences', 'fft(x)': 'FFT', 'fft2(x)': 'FFT2', 'ifft2(x)': 'IFFT2', 'gammainc(x1, x2)': 'Gammainc',
  'rfft(x, fft_length=None)': 'RFFT', 'irfft(x, fft_length=None)': 'IRFFT', 'stft(x, sequence_length, sequence_stride, fft_length, window="hann", center=True)': 'STFT',
  'istft(x, sequence_length, sequence_stride, fft_length, length=None, window="hann", center=True)': 'ISTFT', 'rsqrt(x)': 'Rsqrt', 'erf(x)': 'Erf', 'erfc(x)': 'Erfc', 'erfinv(x)': 'Erfinv',
  'logdet(x)': 'Logdet', 'view_as_complex(x)': 'ViewAsComplex', 'view_as_real(x)': 'ViewAsReal',
};

/** `keras.random.*`. */
export const KERAS_RANDOM: FunctionTable = {
  'normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)': 'Filled', 'uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None)': 'Filled',
  'truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None)': 'Filled', 'gamma(shape, alpha, dtype=None, seed=None)': 'Filled', 'beta(shape, alpha, beta, dtype=None, seed=None)': 'Filled',
  'binomial(shape, counts, probabilities, dtype=None, seed=None)': 'Filled', 'randint(shape, minval, maxval, dtype="int32", seed=None)': 'RandomIntegers',
  'dropout(x:inputs, rate, noise_shape=None, seed=None)': 'LikeFirst', 'shuffle(x, axis=0, seed=None)': 'LikeFirst', 'categorical(logits, num_samples, dtype="int32", seed=None)': 'Categorical',
};

/** `keras.activations.*`. */
export const KERAS_ACTIVATIONS: FunctionTable = {
  'relu(x, negative_slope:negative_slope|alpha=0.0, max_value=None, threshold=0.0)': 'ReLU', 'leaky_relu(x, negative_slope=0.2)': 'LeakyRelu', 'relu6(x)': 'Relu6', 'softmax(x, axis=-1)': 'Softmax', 'elu(x, alpha=1.0)': 'Elu', 'selu(x)': 'Selu',
  'softplus(x)': 'Softplus', 'softsign(x)': 'Softsign', 'soft_shrink(x, threshold=0.5)': 'SoftShrink', 'sparse_plus(x)': 'SparsePlus', 'silu(x)': 'Silu', 'swish(x)': 'Silu', 'squareplus(x, b=4)': 'Squareplus',
  'gelu(x, approximate=False)': 'Gelu', 'celu(x, alpha=1.0)': 'Celu', 'glu(x, axis=-1)': 'Glu', 'tanh(x)': 'Tanh', 'tanh_shrink(x)': 'TanhShrink', 'hard_tanh(x)': 'HardTanh', 'hard_shrink(x, threshold=0.5)': 'HardShrink',
  'threshold(x, threshold, default_value)': 'Threshold', 'sigmoid(x)': 'Sigmoid', 'exponential(x)': 'Exp', 'hard_sigmoid(x)': 'HardSigmoid', 'log_sigmoid(x)': 'LogSigmoid', 'sparse_sigmoid(x)': 'SparseSigmoid',
  'hard_silu(x)': 'HardSilu', 'hard_swish(x)': 'HardSilu', 'mish(x)': 'Mish', 'log_softmax(x, axis=-1)': 'LogSoftmax', 'sparsemax(x, axis=-1)': 'Sparsemax',
};
