/** `layer.enable_lora(rank)`: what the argument lora_rank does, on a layer that is built. */
import type { CallArguments, Interpreter } from '../../../python/domain/interpreter.ts';
import { int, NativeFunction, NONE, type Value } from '../../../python/domain/value.ts';
import { weightOf } from '../build.ts';
import { refusing } from '../create.ts';
import { LayerError } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { dimensionOf } from '../values.ts';
import { words } from '../../../words/message.ts';

/** Has the layer such a method? */
export const takesLora = ({ definition }: LayerState): boolean =>
  definition !== undefined && 'lora_rank' in definition.parameters;

export const enableLora = (layer: LayerState): NativeFunction =>
  new NativeFunction('enable_lora', (interpreter, args) => {
    refusing(interpreter, layer, () => {
      check(layer);
    });
    return add(interpreter, layer, args);
  });

const isEnabled = (layer: LayerState): boolean => layer.weights.some(({ name }) => name.startsWith('lora_'));

function check(layer: LayerState): void {
  if (layer.isPerhapsBuilt || layer.unknown !== undefined) return;
  if (!layer.built)
    throw new LayerError(
      'not-built',
      words`${layer.className} "${layer.name}" isn't built: LoRA needs its kernel. Call it on data, or build(input_shape) it first.`,
    );
  if (isEnabled(layer))
    throw new LayerError(
      'bad-argument',
      words`${layer.className} "${layer.name}" has LoRA already: it can be enabled only once for each layer.`,
    );
}

function add(interpreter: Interpreter, layer: LayerState, { positional: [first], keywords }: CallArguments): Value {
  const rank = first ?? keywords.get('rank');
  interpreter.touch(layer);
  const size = rank && dimensionOf(rank);
  const kernel = layer.weights.find(({ name }) => name === 'kernel' || name === 'embeddings');
  if (
    !kernel?.shape ||
    size === undefined ||
    size === null ||
    layer.args.value('quantization_config').kind !== 'none'
  ) {
    layer.unknown ??= words`what enable_lora() adds is not known`;
    return NONE;
  }
  const columns = kernel.shape.at(-1)!;
  const make = (letter: string, shape: readonly (typeof columns)[]) => ({
    ...weightOf({ name: `lora_${kernel.name}_${letter}`, dimensions: [], dtype: 'float32' }, {}, 'float32'),
    shape,
  });
  layer.weights = [
    ...layer.weights.map((weight) => (weight === kernel ? { ...weight, trainable: false } : weight)),
    make('a', [...kernel.shape.slice(0, -1), size]),
    make('b', [size, columns]),
  ];
  layer.instance.attributes.set('lora_rank', rank ?? int(0));
  return NONE;
}
