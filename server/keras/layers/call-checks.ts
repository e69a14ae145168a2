/** What Keras checks of a call of a layer besides its input's rank and sizes. */
import type { CallArguments } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { isList } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { LayerError, type Nest, type TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { words } from '../../words/message.ts';

/**
 * What every call() of Keras's own layers takes, or Keras takes away before: `constants` and `initial_state` in Keras
 * 2, which also takes `inputs` for the first argument whatever its name is.
 */
const CALL_KEYWORDS: ReadonlySet<string> = new Set(['training', 'mask', 'initial_state', 'constants', 'inputs']);

/** Families of which some layers call their first argument otherwise than `inputs`. */
const FIRST_IS_NAMED: ReadonlySet<string> = new Set(['recurrent', 'attention']);

/** @throws LayerError for a cell of Keras's that is called without its states */
export function checkStates(
  { kerasVersion }: KerasSession,
  layer: LayerState,
  bound: ReadonlyMap<string, Value>,
): void {
  const name = layer.definition?.name ?? '';
  if (kerasVersion === 2 || !/^(LSTM|GRU|SimpleRNN)Cell$/.test(name) || bound.has('states')) return;
  if (layer.instance.cls.lookup('call')?.kind === 'function') return;
  throw new LayerError(
    'missing-argument',
    words`${layer.className} "${layer.name}" is called without its states: it makes one step of an RNN, cell(inputs, states).`,
    { parameter: 'states', exceptionType: 'TypeError' },
  );
}

/** A call() of Keras's own layers has no `**kwargs`. */
export function checkCallKeywords(
  { kerasVersion }: KerasSession,
  layer: LayerState,
  names: readonly string[],
  args: CallArguments,
): void {
  if (
    !layer.definition ||
    layer.instance.cls.lookup('call')?.kind === 'function' ||
    ['Wrapper', 'StackedRNNCells'].includes(layer.definition.name)
  )
    return;
  for (const keyword of args.keywords.keys()) {
    const isFormer = keyword === 'inputs' && kerasVersion === 3 && FIRST_IS_NAMED.has(layer.definition.family);
    if (names.includes(keyword) || (CALL_KEYWORDS.has(keyword) && !isFormer)) continue;
    throw new LayerError(
      'unknown-argument',
      words`${layer.className} "${layer.name}" is called with ${keyword}=, and its call() has no such argument: it takes ${names.join(', ')}.`,
      {
        parameter: keyword,
        exceptionType: 'TypeError',
        repairs: [{ argument: keyword, value: null, call: args.site }],
      },
    );
  }
}

/** Keras 2 gives back the inputs where a class has no call(), as the plain Layer has none. */
export function givesInputsBack({ kerasVersion }: KerasSession, layer: LayerState): boolean {
  const { cls, attributes } = layer.instance;
  if (
    kerasVersion !== 2 ||
    layer.definition ||
    layer.model ||
    layer.unknown !== undefined ||
    attributes.has('call') ||
    cls.mro.some((base) => base.unknownBase)
  )
    return false;
  return (
    cls.lookup('call')?.kind === 'native' &&
    !['__call__', 'compute_output_shape', 'compute_output_signature'].some(
      (name) => cls.lookup(name)?.kind === 'function',
    )
  );
}

/** Where Keras 2 gives back the inputs, Keras 3 refuses. */
export function checkHasCall({ kerasVersion }: KerasSession, layer: LayerState): void {
  const { cls, attributes } = layer.instance;
  // Classes that the program writes itself: what else has no call() here is not known.
  if (!cls.definition || layer.unknown !== undefined) return;
  if (
    kerasVersion === 2 ||
    layer.definition ||
    layer.model ||
    cls.unknownBase ||
    attributes.has('call') ||
    attributes.has('compute_output_spec')
  )
    return;
  if (
    ['call', '__call__', 'compute_output_shape', 'compute_output_spec'].some(
      (name) => cls.lookup(name)?.kind === 'function',
    )
  )
    return;
  if (cls.mro.some((base) => base.unknownBase) || cls.lookup('call')?.kind !== 'native') return;
  throw new LayerError(
    'missing-method',
    words`${layer.className} has no call() method, so Keras cannot tell what it gives.`,
    { exceptionType: 'NotImplementedError' },
  );
}

/**
 * Keras 3 builds a layer on what it is called on: from `[x]` comes a list of one shape, of which no kernel can be made.
 */
export function checkListOfOne({ kerasVersion }: KerasSession, layer: LayerState, inputs: Nest<TensorSpec>): void {
  if (
    kerasVersion === 2 ||
    layer.built ||
    layer.definition?.name !== 'Dense' ||
    !isList(inputs) ||
    inputs.items.length !== 1 ||
    layer.instance.cls.lookup('build')?.kind === 'function'
  )
    return;
  throw new LayerError(
    'expects-one-input',
    words`Dense "${layer.name}" takes a tensor, but it is called on a list with one tensor in it: write ${layer.className}(…)(x), not ${layer.className}(…)([x]).`,
  );
}
