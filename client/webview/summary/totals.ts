import type { CountView } from '../../../server/explain/model-view.ts';
import { h } from '../common/dom.ts';
import type { Model } from './messages.ts';

/** The sums of a model, as pairs of a list of descriptions. */
export function totals(model: Model): readonly HTMLElement[] {
  const { total, trainable, nonTrainable, optimizer, weightBytes, activationBytes, macs, built } = model;
  if (!built) return [pair('Parameters', { known: 'unknown', text: 'not built' }, 'The model is built when it is given an input shape')];
  return [
    pair('Parameters', total, 'Numbers in all weight arrays'),
    pair('Trainable', trainable, 'Those that training changes'),
    pair('Frozen', nonTrainable, 'Those that training does not change by gradients: frozen layers, moving averages'),
    ...(optimizer.known === 'number' && optimizer.value !== 0 ? [pair('Optimizer', optimizer, 'Numbers that the optimizer keeps; Keras adds them to its total')] : []),
    pair('Weights', weightBytes, 'Memory of all weight arrays'),
    pair('MACs', macs, 'Multiply-accumulates of one forward pass of one sample'),
    pair('Activations', activationBytes, 'Memory of the outputs of all layers for one sample'),
  ];
}

function pair(title: string, { known, text, value }: CountView, tip: string): HTMLElement {
  return h('div', { class: `is-${known}${value === 0 ? ' zero' : ''}`, title: tip }, h('dt', { text: title }), h('dd', { text }));
}
