/** Names of Keras that pasted snippets use without an import. */
import type { ModuleValue, Value } from '../python/domain/value.ts';

/** Names that pasted snippets use for namespaces. */
export const BARE_MODULES: Readonly<
  Record<string, (module: (name: string) => ModuleValue | undefined) => Value | undefined>
> = {
  keras: (module) => module('keras'),
  layers: (module) => module('keras.layers'),
  models: (module) => module('keras.models'),
  tf: (module) => module('tensorflow'),
  K: (module) => module('keras.backend'),
};

/** Further names that nothing else is called by, and where they are. */
export const BARE_MEMBERS: Readonly<Record<string, string>> = {
  Adam: 'keras.optimizers',
  SGD: 'keras.optimizers',
  RMSprop: 'keras.optimizers',
  Adagrad: 'keras.optimizers',
  Adadelta: 'keras.optimizers',
  Nadam: 'keras.optimizers',
  Adamax: 'keras.optimizers',
  to_categorical: 'keras.utils',
  pad_sequences: 'keras.preprocessing.sequence',
  // Of Keras 3, tf.keras alone has these.
  Tokenizer: 'tensorflow.keras.preprocessing.text',
  ImageDataGenerator: 'tensorflow.keras.preprocessing.image',
  EarlyStopping: 'keras.callbacks',
  ModelCheckpoint: 'keras.callbacks',
  ReduceLROnPlateau: 'keras.callbacks',
  TensorBoard: 'keras.callbacks',
  ...Object.fromEntries(
    [
      'VGG16',
      'VGG19',
      'ResNet50',
      'InceptionV3',
      'Xception',
      'MobileNet',
      'MobileNetV2',
      'InceptionResNetV2',
      'DenseNet121',
      'EfficientNetB0',
    ].map((name) => [name, 'keras.applications']),
  ),
};

/** A member of the namespace that it is in. */
export const bareMember = (name: string, module: (name: string) => ModuleValue | undefined): Value | undefined =>
  Object.hasOwn(BARE_MEMBERS, name) ? module(BARE_MEMBERS[name]!)?.resolve?.(name) : undefined;
