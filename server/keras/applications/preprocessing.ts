/** `preprocess_input` and `decode_predictions`, which every submodule has. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { NativeFunction, type Value } from '../../python/domain/value.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { specOf } from '../layers/values.ts';
import type { PixelScale } from './table.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** What preprocess_input does to a symbolic tensor, as rows of its graph. */
export const PREPROCESSING = `
from keras import ops

def tf(x):
    return x / 127.5 - 1.0

def shifted(x, mean):
    if KERAS_VERSION == 2:
        import tensorflow
        return tensorflow.nn.bias_add(x, [-m for m in mean])
    shape = (1, 3, 1, 1) if is_channels_first() else (1,) * (len(x.shape) - 1) + (3,)
    return x + ops.reshape(ops.convert_to_tensor([-m for m in mean]), shape)

def caffe(x):
    if KERAS_VERSION == 2:
        x = x[:, ::-1] if is_channels_first() else x[..., ::-1]
    elif is_channels_first():
        x = ops.stack([x[:, i, :] for i in (2, 1, 0)], axis=1)
    else:
        x = ops.stack([x[..., i] for i in (2, 1, 0)], axis=-1)
    return shifted(x, [103.939, 116.779, 123.68])

def torch(x):
    x = shifted(x / 255.0, [0.485, 0.456, 0.406])
    deviation = ops.convert_to_tensor([0.229, 0.224, 0.225])
    return x / (ops.reshape(deviation, (-1, 1, 1)) if is_channels_first() else deviation)
`;

/**
 * `onSymbols`: the function of PREPROCESSING, run as code of the library. `scale` undefined: as the argument `mode`
 * says.
 */
export function preprocessInput(
  scale: PixelScale | undefined,
  onSymbols: (
    name: string,
    tensor: KerasTensor,
    site: Parameters<NativeFunction['implementation']>[1]['site'],
  ) => Value,
): NativeFunction {
  return new NativeFunction('preprocess_input', (interpreter, args) => {
    const x = args.positional[0] ?? args.keywords.get('x');
    if (!x) return interpreter.raise('TypeError', "preprocess_input() missing 1 required positional argument: 'x'");
    const mode = args.keywords.get('mode') ?? args.positional[2];
    const how = scale ?? (mode === undefined ? 'caffe' : mode.kind === 'str' ? mode.value : undefined);
    if (how === 'nothing') return x;
    // It gives an array of the same shape; what is not known stays as little known.
    if (x instanceof ArrayValue)
      return new ArrayValue({
        shape: x.shape,
        dtype: /float/.test(x.dtype ?? '') ? x.dtype : 'float32',
        library: x.library,
      });
    if (!(x instanceof KerasTensor))
      return isUndetermined(x) ? x : interpreter.unknown('what preprocess_input gives is not known');
    if (how !== 'tf' && how !== 'caffe' && how !== 'torch')
      return interpreter.unknown('the mode of preprocess_input is not known');
    return onSymbols(how, x, args.site);
  });
}

export const decodePredictions = new NativeFunction('decode_predictions', (interpreter, args) =>
  refusing(interpreter, undefined, () => {
    const predictions = args.positional[0] ?? args.keywords.get('preds');
    const shape = predictions && specOf(predictions).shape;
    if (shape && (shape.length !== 2 || (typeof shape[1] === 'number' && shape[1] !== 1000))) {
      throw new LayerError(
        'bad-argument',
        words`decode_predictions() is for the 1000 classes of ImageNet: it needs predictions of shape (samples, 1000), but these are ${formatShape(shape)}.`,
        { parameter: 'preds' },
      );
    }
    return interpreter.unknown('the names of the classes are downloaded');
  }),
);
