import type { CountView } from '../../../server/explain/model-view.ts';
import { h } from '../common/dom.ts';
import { t } from '../common/language.ts';
import { countText, reasonOf } from './counts.ts';
import type { Model } from './messages.ts';

/** The sums of a model, as pairs of a list of descriptions. */
export function totals(model: Model): readonly HTMLElement[] {
  const { total, trainable, nonTrainable, optimizer, weightBytes, activationBytes, macs, built } = model;
  if (!built)
    return [
      pair(
        t('Parameters'),
        { known: 'unknown', text: t('not built') },
        t('The model is built when it is given an input shape'),
      ),
    ];
  return [
    pair(t('Parameters'), total, t('Numbers in all weight arrays')),
    pair(t('Trainable'), trainable, t('Those that training changes')),
    pair(
      t('Frozen'),
      nonTrainable,
      t('Those that training does not change by gradients: frozen layers, moving averages'),
    ),
    ...(optimizer.known === 'number' && optimizer.value !== 0
      ? [pair(t('Optimizer'), optimizer, t('Numbers that the optimizer keeps; Keras adds them to its total'))]
      : []),
    pair(t('Weights'), weightBytes, t('Memory of all weight arrays')),
    pair(t('MACs'), macs, t('Multiply-accumulates of one forward pass of one sample')),
    pair(t('Activations'), activationBytes, t('Memory of the outputs of all layers for one sample')),
  ];
}

function pair(title: string, count: CountView, tip: string): HTMLElement {
  const { known, value } = count;
  const reason = known === 'unknown' && count.unknown !== undefined ? reasonOf(count) : undefined;
  return h(
    'div',
    { class: `is-${known}${value === 0 ? ' zero' : ''}`, title: reason === undefined ? tip : `${tip}\n${reason}` },
    h('dt', { text: title }),
    h('dd', {}, ...(known === 'unknown' && reason === undefined ? [count.text] : countText(count))),
  );
}
