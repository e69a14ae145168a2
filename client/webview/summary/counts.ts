/** Numbers, and why one is not there: as a tooltip, and in words for readers of the screen. */
import type { CountView } from '../../../server/explain/model-view.ts';
import { h } from '../common/dom.ts';
import { t } from '../common/language.ts';

export function reasonOf({ known, unknown }: CountView): string | undefined {
  if (known !== 'unknown') return undefined;
  return unknown === undefined
    ? t('Not known: it depends on a size that the code leaves open')
    : t('unknown because {0}', unknown);
}

export function countText(count: CountView): readonly (Node | string)[] {
  const reason = reasonOf(count);
  return reason === undefined
    ? [count.text]
    : [h('span', { 'aria-hidden': 'true', text: count.text }), h('span', { class: 'unseen', text: reason })];
}
