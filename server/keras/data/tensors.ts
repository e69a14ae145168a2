/** TensorFlow's functions that make eager tensors of nothing but a shape or data. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import * as creation from '../../python/library/arrays/creation.ts';
import type { Expression } from '../../shapes/expression.ts';
import { define } from '../../python/library/arrays/library-call.ts';
import { pictureIn } from './coded-images.ts';
import { accesses } from './variables.ts';
import { readFile, writeFile } from './record-files.ts';
import { imageSymbol } from './elements.ts';
import { int, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { words } from '../../words/message.ts';

const drawn = words`it is drawn at random`;

const draw = (name: string, parameters: string): NativeFunction =>
  define(
    name,
    parameters,
    (call) =>
      new ArrayValue({
        shape: call.shape('shape'),
        dtype: call.dtype('dtype', 'float32'),
        library: 'tensorflow',
        reason: drawn,
      }),
  );

const normal = 'shape mean stddev dtype seed name';
const uniform = 'shape minval maxval dtype seed name';

export const randomFunctions: Readonly<Record<string, Value>> = {
  normal: draw('normal', normal),
  truncated_normal: draw('truncated_normal', normal),
  uniform: draw('uniform', uniform),
  gamma: draw('gamma', 'shape alpha beta dtype'),
  poisson: draw('poisson', 'shape lam dtype'),
  set_seed: new NativeFunction('set_seed', () => NONE),
  shuffle: define('shuffle', 'value seed', (call) => call.array('value').selection(call.array('value').shape)),
};

const constant = creation.arrayCreator('constant', 'object|value dtype shape name~', 'tensorflow', 'float32');

export const tensorFunctions: Readonly<Record<string, Value>> = {
  constant,
  convert_to_tensor: creation.arrayCreator(
    'convert_to_tensor',
    'object|value dtype dtype_hint~ name~',
    'tensorflow',
    'float32',
  ),
  zeros: creation.constantCreator('zeros', int(0), 'float32', 'tensorflow'),
  ones: creation.constantCreator('ones', int(1), 'float32', 'tensorflow'),
  fill: creation.fullCreator('fill', 'shape|dims fill_value|value name~', 'tensorflow'),
  eye: creation.eyeCreator('eye', 'N|num_rows M|num_columns batch_shape dtype name~', 'tensorflow', 'float32'),
  range: creation.rangeCreator('range', 'start stop|limit step|delta dtype name~', 'tensorflow', 'int32'),
  linspace: creation.linspaceCreator('linspace', 'tensorflow', undefined),
  random_normal: draw('random_normal', normal),
  random_uniform: draw('random_uniform', uniform),
  truncated_normal: draw('truncated_normal', normal),
  set_random_seed: new NativeFunction('set_random_seed', () => NONE),
};

/** `tf.io.read_file` and its like: what the program has written is read again. */
export const fileFunctions: Readonly<Record<string, Value>> = { read_file: readFile, write_file: writeFile };

/** The file decides it: inside a data set's map it is None. */
const side = (axis: string): Expression => describedSymbol(`${imageSymbol} ${axis}`);

const decode = (name: string, natural: number | undefined): NativeFunction =>
  define(
    name,
    name === 'decode_image' ? 'contents channels dtype name expand_animations' : 'contents channels dtype',
    (call) => {
      const channels = call.integer('channels', 0) || natural;
      // What is in the file is only seen when it is decoded.
      const picture = name === 'decode_gif' || accesses.inGraph ? undefined : pictureIn(call, 'contents');
      if (picture) {
        const count = call.integer('channels', 0) || picture.channels;
        return new ArrayValue({
          shape: [picture.height, picture.width, count],
          dtype: call.dtype('dtype', 'uint8') === 'uint8' ? 'uint8' : undefined,
          elements: count === picture.channels ? picture.elements : undefined,
          library: 'tensorflow',
          reason: words`it is read from an image file`,
        });
      }
      // A file may hold a moving picture, whose frames would be one axis more.
      if (name === 'decode_image' && call.flag('expand_animations', true))
        return new ArrayValue({
          shape: undefined,
          dtype: 'uint8',
          library: 'tensorflow',
          reason: words`it is read from an image file`,
        });
      return new ArrayValue({
        shape: [side('height'), side('width'), channels ?? side('channels')],
        dtype: 'uint8',
        library: 'tensorflow',
        reason: words`it is read from an image file`,
      });
    },
  );
export const decodeFunctions: Readonly<Record<string, Value>> = {
  decode_image: decode('decode_image', undefined),
  decode_jpeg: decode('decode_jpeg', undefined),
  decode_png: decode('decode_png', undefined),
  decode_bmp: decode('decode_bmp', undefined),
  decode_gif: new NativeFunction(
    'decode_gif',
    () =>
      new ArrayValue({
        shape: [side('frames'), side('height'), side('width'), 3],
        dtype: 'uint8',
        library: 'tensorflow',
        reason: words`it is read from an image file`,
      }),
  ),
};
