/** What a training step takes of memory: for the batch of a slider, and which batch fits into which card. */
import type { MemoryView } from '../../../server/explain/model-view.ts';
import { fill, h } from '../common/dom.ts';
import { t } from '../common/language.ts';
import { atBatch, bytesText, fits } from './memory-numbers.ts';
import type { Model } from './messages.ts';

/** The slider goes in halves of powers of two: 1, 1.4, 2, … 16,384. */
const STEPS = 28;
const batchAt = (step: number): number => Math.round(2 ** (step / 2));
const stepOf = (batch: number): number => Math.min(STEPS, Math.max(0, Math.round(2 * Math.log2(batch))));

export class MemorySection {
  readonly element: HTMLElement;
  readonly #slider = h('input', { type: 'range', min: 0, max: STEPS, step: 1, on: { input: () => this.#slid() } });
  readonly #batch = h('output');
  readonly #title = h('summary');
  readonly #parts = h('p');
  readonly #cards = h('tbody');
  readonly #details: HTMLDetailsElement;
  #model: Model | undefined;
  /** As the slider was put; undefined: that of fit(). */
  #chosen: number | undefined;

  constructor(toggled: (open: boolean) => void) {
    const heads = [t('Card'), t('Should fit'), t('Cannot fit')].map((text) => h('th', { scope: 'col', text }));
    this.#details = h(
      'details',
      { class: 'memory', on: { toggle: () => toggled(this.#details.open) } },
      this.#title,
      h('label', {}, t('Batch'), this.#slider, this.#batch),
      this.#parts,
      h('table', {}, h('thead', {}, h('tr', {}, ...heads)), this.#cards),
    );
    this.element = this.#details;
  }

  show(model: Model, open: boolean): void {
    if (model.label.key !== this.#model?.label.key) this.#chosen = undefined;
    this.#model = model;
    if (this.#details.open !== open) this.#details.open = open;
    this.#details.hidden = model.memory.known === undefined;
    this.#render(model.memory);
  }

  #slid(): void {
    this.#chosen = batchAt(Number(this.#slider.value));
    if (this.#model !== undefined) this.#render(this.#model.memory);
  }

  #render({ batch: own, known }: MemoryView): void {
    if (known === undefined) return;
    const batch = this.#chosen ?? own;
    const { data, activations, total } = atBatch(known, batch);
    this.#slider.value = String(stepOf(batch));
    this.#slider.setAttribute('aria-valuetext', String(batch));
    this.#batch.textContent = batch.toLocaleString('en');
    this.#title.textContent = t('A training step takes about {0} for a batch of {1}', bytesText(total), batch);
    this.#parts.textContent = t(
      'Weights {0}, gradients {1}, optimizer {2}, data {3}, activations about {4}',
      bytesText(known.weights),
      bytesText(known.gradients),
      bytesText(known.optimizer),
      bytesText(data),
      bytesText(activations),
    );
    fill(
      this.#cards,
      known.cards.map((one) =>
        h(
          'tr',
          { class: fits(one, batch) ? '' : 'fits-not' },
          h('th', { scope: 'row', text: `${one.card} GB` }),
          h('td', { text: shouldText(one.should) }),
          h('td', { text: one.cannotAbove === undefined ? '' : t('above {0}', one.cannotAbove.toLocaleString('en')) }),
        ),
      ),
    );
  }
}

/** A million is as far as was looked. */
const shouldText = (should: number): string =>
  should === 0 ? t('no batch') : should >= 1_000_000 ? t('any batch') : t('up to {0}', should.toLocaleString('en'));
