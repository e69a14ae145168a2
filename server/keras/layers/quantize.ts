/** `quantize('int8')` of a layer or a model: kernels in eight bits, with a scale for each of their columns. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { str, type Value } from '../../python/domain/value.ts';
import type { Size } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { weightOf } from './build.ts';
import { loseContents } from './contents.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';

/** In what is kept of a layer: how it is quantized. */
export const QUANTIZED = 'quantized';

/** The array that is quantized. */
const ARRAY: Readonly<Record<string, string>> = { Dense: 'kernel', EinsumDense: 'kernel', Embedding: 'embeddings' };
/** Layers that Keras quantizes in ways that are not declared here. */
const OTHERS: ReadonlySet<string> = new Set(['GroupedQueryAttention', 'MultiHeadAttention', 'ReversibleEmbedding']);

/** One scale for each column, or for each row of an embedding; undefined where that is not known. */
function scalesOf({ definition, args }: LayerState, shape: readonly Size[]): readonly Size[] | undefined {
  if (definition?.name === 'Embedding') return shape.slice(0, 1);
  if (definition?.name === 'Dense') return shape.slice(-1);
  // As the output of the equation, with 1 for its axes that the kernel does not have.
  const equation = args.value('equation');
  const [, kernel, output] = (equation.kind === 'str' && /^\w+,(\w+)->(\w+)$/.exec(equation.value)) || [];
  if (kernel?.length !== shape.length || output === undefined) return undefined;
  return [...output].map((letter) => shape[kernel.indexOf(letter)] ?? 1);
}

/** Layers that Keras cannot quantize stay as they are. */
export function quantize(interpreter: Interpreter, layer: LayerState, args: CallArguments): void {
  const mode = args.positional[0] ?? args.keywords.get('mode');
  const isPlain = args.positional.length < 2 && [...args.keywords.keys()].every((name) => name === 'mode');
  const seen = new Set<LayerState>();
  const visit = (one: LayerState): void => {
    if (seen.has(one)) return;
    seen.add(one);
    loseContents(interpreter, one);
    interpreter.spend(1 + one.weights.length);
    quantizeOne(interpreter, one, isPlain && mode?.kind === 'str' && mode.value === 'int8');
    for (const child of trackedLayers(one)) visit(child);
  };
  visit(layer);
}

function quantizeOne(interpreter: Interpreter, layer: LayerState, isInt8: boolean): void {
  const name = layer.definition?.name ?? '';
  const array = ARRAY[name];
  if (array === undefined && !OTHERS.has(name)) return;
  interpreter.touch(layer);
  const kernel = layer.weights.find((one) => one.name === array);
  const scales = kernel?.shape && scalesOf(layer, kernel.shape);
  const isLora = layer.weights.some((one) => one.name.startsWith('lora_'));
  if (!isInt8 || !kernel || !scales || isLora || layer.kept.has(QUANTIZED)) {
    layer.kept.set(QUANTIZED, interpreter.unknown('how it is quantized is not followed'));
    layer.unknown ??= words`what quantize() makes of it is not followed`;
    return;
  }
  const scale: Weight = {
    ...weightOf({ name: `${array!}_scale`, dimensions: [], trainable: false }, {}, layer.dtype.variable),
    shape: scales,
  };
  const small: Weight = { ...kernel, kind: 'frozen', trainable: false, dtype: 'int8' };
  layer.weights = [...layer.weights.filter((one) => one !== kernel), small, scale];
  layer.kept.set(QUANTIZED, str('int8'));
}

/** How a layer is quantized after it was built, as Python has it; undefined where it is not. */
export function quantizedMode({ kept }: LayerState): Value | undefined {
  const mode = kept.get(QUANTIZED);
  return mode && !('instance' in mode) ? mode : undefined;
}
