/** Blocks of an explanation as elements. */
import {
  spoken,
  type Block,
  type Equations,
  type EquationTerm,
  type Inline,
  type SpokenSpan,
} from '../../../server/explain/document/document.ts';
import { h } from '../common/dom.ts';
import { language } from '../common/language.ts';

export function inline(text: Inline): (Node | string)[] {
  return spoken(text, language).map(spanElement);
}

function spanElement(span: SpokenSpan): Node | string {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'code':
      return h('code', { text: span.text });
    case 'strong':
      return h('strong', { text: span.text });
    case 'emphasis':
      return h('em', { text: span.text });
    case 'link':
      return h('a', { href: span.target, text: span.text });
  }
}

export const blocks = (all: readonly Block[]): HTMLElement[] => all.flatMap(blockElements);

function blockElements(block: Block): HTMLElement[] {
  switch (block.block) {
    case 'heading':
    case 'paragraph':
      return [h('p', {}, ...inline(block.text))];
    case 'list':
      return [h('ul', {}, ...block.items.map((item) => h('li', {}, ...inline(item))))];
    case 'table':
      return [
        h(
          'div',
          {
            class: 'scrolled',
            tabindex: 0,
            role: 'region',
            'aria-label': block.columns.map(({ title }) => language.say(title)).join(', '),
          },
          h(
            'table',
            {},
            h(
              'thead',
              {},
              h('tr', {}, ...block.columns.map(({ title }) => h('th', { scope: 'col', text: language.say(title) }))),
            ),
            h('tbody', {}, ...block.rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, ...inline(cell)))))),
          ),
        ),
      ];
    case 'equations':
      return [equations(block)];
    case 'code':
      return [h('pre', { text: block.text })];
    case 'picture':
      return [];
  }
}

export function equations({ lines }: Equations): HTMLElement {
  return h('div', { class: 'equations' }, ...lines.map((line) => equation(line)));
}

/** A sign stays with the term behind it where the line breaks. */
export function equation(
  line: readonly EquationTerm[],
  drawing: (term: EquationTerm) => Element | undefined = () => undefined,
): HTMLElement {
  const parts: HTMLElement[] = [];
  let signs: HTMLElement[] = [];
  for (const term of line) {
    const element = equationTerm(term, drawing(term));
    if (element.className === 'sign') {
      signs.push(element);
      continue;
    }
    parts.push(signs.length === 0 ? element : h('span', { class: 'joined' }, ...signs, element));
    signs = [];
  }
  return h('div', { class: 'equation' }, ...parts, ...signs);
}

/** A term with its shape under it; `drawing` stands between the two. */
export function equationTerm({ text: said, under }: EquationTerm, drawing?: Element): HTMLElement {
  const text = language.say(said);
  if (under === '' && drawing === undefined) return h('span', { class: 'sign', text: text.trim() });
  return h(
    'span',
    { class: 'term' },
    h('span', { class: 'symbol', text }),
    drawing,
    h('span', { class: 'shape', text: under }),
  );
}
