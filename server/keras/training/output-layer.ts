/** What ends a model: the layer whose numbers a loss gets, and the activation they went through. */
import type { Value } from '../../python/domain/value.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { FunctionalModel } from '../models/functional.ts';
import { SequentialModel } from '../models/sequential.ts';
import { flatten } from '../nests.ts';
import { activationName } from './activation-name.ts';

export interface OutputLayer {
  /** The one that gives the output. */
  readonly layer: LayerState;
  /** The one with the units: the same, or the one before an Activation layer. undefined where that is not seen. */
  readonly units: LayerState | undefined;
  /** `softmax`; `linear` for none; undefined where it is not known. */
  readonly activation: string | undefined;
  /** The layer that applies it, as its argument or by itself. */
  readonly activationLayer: LayerState | undefined;
  /** Nothing stands between the activation and the loss. */
  readonly isDirect: boolean;
}

/** Layers that only move or copy numbers at inference. */
const PASSING: ReadonlySet<string> = new Set([
  'Reshape',
  'Flatten',
  'Permute',
  'Dropout',
  'Cropping1D',
  'Cropping2D',
  'Identity',
  'Masking',
]);
const WITH_UNITS: ReadonlySet<string> = new Set([
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv3D',
  'Conv1DTranspose',
  'Conv2DTranspose',
  'Conv3DTranspose',
  'SeparableConv1D',
  'SeparableConv2D',
  'EinsumDense',
]);

export function outputLayer(tensor: KerasTensor): OutputLayer | undefined {
  const operation = tensor.node?.operation;
  const layer = operation?.layer;
  return layer ? endOf(layer, tensor.node?.inputs ?? []) : undefined;
}

function endOf(layer: LayerState, inputs: readonly KerasTensor[]): OutputLayer | undefined {
  const inner = layer.model instanceof SequentialModel ? layer.model.functional : layer.model;
  if (inner instanceof FunctionalModel) {
    const outputs = flatten(inner.outputs);
    return outputs.length === 1 ? outputLayer(outputs[0]!) : undefined;
  }
  const name = layer.definition?.name;
  if (name === undefined || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  const before = (): OutputLayer | undefined => (inputs.length === 1 ? outputLayer(inputs[0]!) : undefined);
  if (PASSING.has(name)) {
    const found = before();
    return found && { ...found, isDirect: false };
  }
  if (name === 'Activation' || name === 'Softmax' || name === 'ReLU') {
    const activation =
      name === 'Activation'
        ? activationName(layer.args.value('activation'))
        : name === 'ReLU'
          ? 'relu'
          : isLastAxis(layer.args.value('axis'))
            ? 'softmax'
            : undefined;
    const found = before();
    const isAlone = found?.activation === 'linear';
    return { layer, units: found?.units, activation, activationLayer: layer, isDirect: isAlone || !found };
  }
  if (name === 'TimeDistributed') {
    const wrapped = layerOf(layer.args.value('layer'));
    const found = wrapped && endOf(wrapped, []);
    return found && { ...found, layer };
  }
  if (WITH_UNITS.has(name))
    return {
      layer,
      units: layer,
      activation: activationName(layer.args.value('activation')),
      activationLayer: layer,
      isDirect: true,
    };
  return undefined;
}

const isLastAxis = (axis: Value): boolean => axis.kind === 'int' && axis.value === -1n;

/** The parameter that gives the last axis of the layer's output its size. */
export const unitsParameter = (layer: LayerState): string | undefined =>
  layer.definition && 'units' in layer.definition.parameters
    ? 'units'
    : layer.definition && 'filters' in layer.definition.parameters
      ? 'filters'
      : undefined;
