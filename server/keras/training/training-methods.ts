/** The methods of a model that run it on data, and their parameters. */

export type TrainingMethod =
  | 'fit'
  | 'fit_generator'
  | 'evaluate'
  | 'train_on_batch'
  | 'test_on_batch'
  | 'predict'
  | 'predict_on_batch';

/** By position. */
export const PARAMETERS: Readonly<Record<TrainingMethod, readonly string[]>> = {
  fit: [
    'x',
    'y',
    'batch_size',
    'epochs',
    'verbose',
    'callbacks',
    'validation_split',
    'validation_data',
    'shuffle',
    'class_weight',
    'sample_weight',
    'initial_epoch',
    'steps_per_epoch',
    'validation_steps',
    'validation_batch_size',
    'validation_freq',
  ],
  fit_generator: [
    'generator',
    'steps_per_epoch',
    'epochs',
    'verbose',
    'callbacks',
    'validation_data',
    'validation_steps',
    'validation_freq',
    'class_weight',
  ],
  evaluate: ['x', 'y', 'batch_size', 'verbose', 'sample_weight', 'steps', 'callbacks', 'return_dict'],
  train_on_batch: ['x', 'y', 'sample_weight', 'class_weight', 'return_dict'],
  test_on_batch: ['x', 'y', 'sample_weight', 'return_dict'],
  predict: ['x', 'batch_size', 'verbose', 'steps', 'callbacks'],
  predict_on_batch: ['x'],
};
/** Those that need compile(). */
export const COMPILED: ReadonlySet<string> = new Set([
  'fit',
  'fit_generator',
  'evaluate',
  'train_on_batch',
  'test_on_batch',
]);
