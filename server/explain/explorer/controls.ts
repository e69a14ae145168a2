/**
 * The arguments of a layer as controls. Which ones there are and what kind each is follows from the declaration: its
 * parameters, their defaults and their values.
 * Arguments that change neither arrays nor shapes nor equations (initializers, seeds …) are only listed.
 */
import { REQUIRED, type Default, type LayerDefinition } from '../../keras/layers/definition.ts';
import { words, type Text } from '../../words/message.ts';
import type { Value } from '../../python/domain/value.ts';
import { definitionOf, pythonText } from './alone.ts';
import { valueOfLiteral } from './literal.ts';
import type { LayerSpecification } from './specification.ts';

interface Common {
  /** `units`, `layer.units` of a layer inside. */
  readonly path: string;
  readonly name: string;
  /** As Python writes the value now. */
  readonly text: string;
}
/** A whole number with a slider; undefined: None, which only an optional one can be. */
export interface SizeControl extends Common {
  readonly kind: 'size';
  readonly value: number | undefined;
  readonly least: number;
  readonly optional: boolean;
  readonly slider: boolean;
}
/** One number for each axis of a window. `single`: written as one number for all. */
export interface SizesControl extends Common {
  readonly kind: 'sizes';
  readonly values: readonly number[];
  readonly axes: readonly Text[];
  readonly single: boolean;
  readonly least: number;
}
export interface FlagControl extends Common {
  readonly kind: 'flag';
  readonly value: boolean;
}
/** One of some texts; `options` as Python writes them. */
export interface ChoiceControl extends Common {
  readonly kind: 'choice';
  readonly options: readonly string[];
}
/** Anything else that is a plain value: written as in Python. */
export interface TextControl extends Common {
  readonly kind: 'text';
}
export type Control = SizeControl | SizesControl | FlagControl | ChoiceControl | TextControl;

export interface ControlGroup {
  /** The class whose arguments these are. */
  readonly className: string;
  readonly controls: readonly Control[];
  /** Further arguments that the program gives. */
  readonly others: readonly { readonly name: string; readonly text: string }[];
}

const WITHOUT_EFFECT =
  /_initializer$|_regularizer$|_constraint$|^(?:seed|unroll|use_cudnn|implementation|unit_forget_bias|stateful|time_major|go_backwards|dropout|recurrent_dropout|lora_alpha|quantization_config|momentum|renorm_momentum|epsilon|synchronized|zero_output_for_mask|weights|backward_layer|flash_attention|sliding_window|noise_shape|gptq_unpacked_column_size)$/;

const ACTIVATIONS = [
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'gelu',
  'elu',
  'selu',
  'silu',
  'softplus',
  'softsign',
  'hard_sigmoid',
  'exponential',
  'leaky_relu',
  'relu6',
  'mish',
];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  activation: ACTIVATIONS,
  recurrent_activation: ['sigmoid', 'hard_sigmoid', 'tanh', 'relu', 'linear'],
  padding: ['valid', 'same'],
  data_format: ['channels_last', 'channels_first'],
  merge_mode: ['concat', 'sum', 'mul', 'ave'],
  interpolation: ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'],
  score_mode: ['dot', 'concat'],
};
/** Parameters whose default None stands for a whole number that is worked out. */
const OPTIONAL_SIZES: ReadonlySet<string> = new Set(['value_dim', 'lora_rank']);
/** Shown only where the program gives it. */
const RARE: ReadonlySet<string> = new Set(['lora_rank']);
/** One number for each axis of the window. */
const WINDOW: ReadonlySet<string> = new Set(['kernel_size', 'strides', 'pool_size', 'dilation_rate', 'size']);

/** The arguments of the layers inside come first: they are what a wrapper is about. */
export function controlGroups(layer: LayerSpecification, prefix = ''): readonly ControlGroup[] {
  const definition = definitionOf(layer.className);
  const inside = Object.entries(layer.inside).flatMap(([parameter, child]) =>
    controlGroups(child, `${prefix}${parameter}.`),
  );
  if (definition === undefined) return inside;
  const controls: Control[] = [];
  const others: { name: string; text: string }[] = [];
  for (const [name, fallback] of Object.entries(definition.parameters)) {
    if (name === '*' || name in layer.inside) continue;
    const control = WITHOUT_EFFECT.test(name)
      ? undefined
      : controlFor(definition, name, fallback, layer.arguments[name], prefix);
    const text = layer.arguments[name];
    if (control !== undefined) controls.push(control);
    else if (text !== undefined && text !== defaultText(fallback)) others.push({ name, text });
  }
  return [...inside, { className: definition.name, controls: inOrder(controls), others }];
}

/** Sizes first, then windows, switches and choices: what changes most first. */
const ORDER: readonly Control['kind'][] = ['size', 'sizes', 'text', 'flag', 'choice'];
const inOrder = (controls: readonly Control[]): readonly Control[] =>
  [...controls].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

function controlFor(
  definition: LayerDefinition,
  name: string,
  fallback: Default,
  given: string | undefined,
  prefix: string,
): Control | undefined {
  const text = given ?? defaultText(fallback);
  if (text === undefined) return undefined;
  const value = valueOfLiteral(text);
  const common = { path: `${prefix}${name}`, name, text };
  const choices = choicesFor(definition, name);
  if (choices !== undefined) {
    const none = fallback === null || name === 'merge_mode' ? ['None'] : [];
    const options = [...none, ...choices.map(pythonText)];
    if (!options.includes(text)) options.push(text);
    return { ...common, kind: 'choice', options };
  }
  if (value === undefined) return undefined;
  return (
    sizesControl(common, value, WINDOW.has(name) ? rankOf(definition.name) : undefined) ??
    controlOfValue(common, value, given !== undefined)
  );
}

/** A window of `rank` sizes, or of one size for all; undefined where the value is none. */
function sizesControl(common: Common, value: Value, rank: number | undefined): Control | undefined {
  if (rank === undefined) return undefined;
  const values =
    value.kind === 'int'
      ? Array.from({ length: rank }, () => Number(value.value))
      : value.kind === 'tuple' || value.kind === 'list'
        ? value.items.map((item) => (item.kind === 'int' ? Number(item.value) : Number.NaN))
        : [];
  if (values.length === rank && values.every((size) => Number.isInteger(size)))
    return {
      ...common,
      kind: 'sizes',
      values,
      axes: WINDOW_AXES[rank] ?? [],
      single: value.kind === 'int' || values.every((size) => size === values[0]),
      least: 1,
    };
  return undefined;
}

/** A switch, a number or a text, as the value is one. */
function controlOfValue(common: Common, value: Value, isGiven: boolean): Control | undefined {
  const { name } = common;
  switch (value.kind) {
    case 'bool':
      return { ...common, kind: 'flag', value: value.value };
    case 'int':
      return {
        ...common,
        kind: 'size',
        value: Number(value.value),
        least: name === 'axis' ? -8 : 1,
        optional: OPTIONAL_SIZES.has(name),
        slider: name !== 'axis',
      };
    case 'none':
      return RARE.has(name)
        ? undefined
        : OPTIONAL_SIZES.has(name)
          ? { ...common, kind: 'size', value: undefined, least: 1, optional: true, slider: true }
          : !isGiven
            ? undefined
            : { ...common, kind: 'text' };
    case 'tuple':
    case 'list':
    case 'float':
      return { ...common, kind: 'text' };
    case 'str':
      return { ...common, kind: 'text' };
    default:
      return undefined;
  }
}

const WINDOW_AXES: Readonly<Record<number, readonly Text[]>> = {
  1: [words`size`],
  2: [words`height`, words`width`],
  3: [words`depth`, words`height`, words`width`],
};

function choicesFor({ name: className }: LayerDefinition, name: string): readonly string[] | undefined {
  if (name === 'activation' && className === 'Activation') return ACTIVATIONS;
  const choices = CHOICES[name];
  return name === 'padding' && className === 'Conv1D'
    ? [...(choices ?? []), 'causal']
    : name === 'padding' && /^ZeroPadding/.test(className)
      ? undefined
      : choices;
}

const rankOf = (className: string): number | undefined => {
  const found = /(\d)D/.exec(className)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Undefined where there is no default. */
export function defaultText(fallback: Default): string | undefined {
  if (fallback === REQUIRED) return undefined;
  if (fallback === null) return 'None';
  if (typeof fallback === 'boolean') return fallback ? 'True' : 'False';
  if (typeof fallback === 'number') return String(fallback);
  if (typeof fallback === 'string') return pythonText(fallback);
  const items = (fallback as readonly Default[]).map((item) => defaultText(item) ?? 'None');
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** How Python writes the numbers of a window: one where they are equal and were written so. */
export function sizesText(values: readonly number[], single: boolean): string {
  const [first] = values;
  if (single && first !== undefined && values.every((size) => size === first)) return String(first);
  return values.length === 1 ? `(${first},)` : `(${values.join(', ')})`;
}
