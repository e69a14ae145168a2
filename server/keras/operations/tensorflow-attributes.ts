/**
 * What tensors of tf.keras 2 have: those of TensorFlow 2.0 to 2.3, which are graph tensors, and the symbolic ones
 * since, ragged and sparse ones among them.
 */
export const TENSOR_OF_TENSORFLOW: ReadonlySet<string> = new Set([
  'OVERLOADABLE_OPERATORS',
  'consumers',
  'device',
  'dtype',
  'eval',
  'experimental_ref',
  'from_tensor',
  'from_type_spec',
  'get_shape',
  'graph',
  'is_tensor_like',
  'name',
  'node',
  'op',
  'ref',
  'set_shape',
  'shape',
  'type_spec',
  'value_index',
  ...['values', 'flat_values', 'row_splits', 'nested_row_splits', 'row_lengths', 'row_starts', 'row_limits'],
  ...['value_rowids', 'nrows', 'ragged_rank', 'uniform_row_length', 'bounding_shape', 'to_tensor', 'to_sparse'],
  ...['with_values', 'with_flat_values', 'indices', 'dense_shape'],
]);
