/** The table of a model's layers: a tree grid whose rows take the focus. */
import type { CountView } from '../../../server/explain/model-view.ts';
import { fill, h, roving, setAttribute } from '../common/dom.ts';
import { t } from '../common/language.ts';
import { countText, reasonOf } from './counts.ts';
import type { Model, Place, Row, Sort, SortKey } from './messages.ts';
import { type Line, tableLines } from './rows.ts';

export interface TableEvents {
  reveal(place: Place, focus: boolean): void;
  toggle(id: string, open: boolean): void;
  sort(by: SortKey): void;
}

interface Column {
  readonly key: SortKey | undefined;
  readonly title: string;
  readonly tip: string;
  /** Hidden where the panel is too narrow for it. */
  readonly class: string;
}

const COLUMNS: readonly Column[] = [
  { key: 'name', title: t('Layer'), tip: t('Name and class'), class: 'layer' },
  { key: 'shape', title: t('Output shape'), tip: t('Shape of the output; None is the batch'), class: 'shape' },
  {
    key: 'params',
    title: t('Parameters'),
    tip: t('Numbers in the weight arrays; the bar is the share of the largest'),
    class: 'number params',
  },
  { key: undefined, title: t('Trained'), tip: t('Is training going to change the arrays?'), class: 'trained wide-1' },
  {
    key: 'macs',
    title: t('MACs'),
    tip: t('Multiply-accumulates of one forward pass of one sample'),
    class: 'number wide-2',
  },
  { key: 'weights', title: t('Weights'), tip: t('Memory of the weight arrays'), class: 'number wide-3' },
  {
    key: 'activations',
    title: t('Activations'),
    tip: t('Memory of the outputs for one sample'),
    class: 'number wide-4',
  },
];
const CONNECTED: Column = {
  key: undefined,
  title: t('Connected to'),
  tip: t('The layers whose outputs it is given'),
  class: 'connected wide-5',
};

export interface TableState {
  readonly expanded: ReadonlySet<string>;
  readonly sort: Sort | undefined;
  readonly filter: string;
  /** Rows that the cursor in the code is in. */
  readonly current: ReadonlySet<string>;
}

type Made = Map<string, { readonly look: string; readonly element: HTMLTableRowElement }>;

export class Table {
  readonly element: HTMLElement;
  readonly #events: TableEvents;
  readonly #header: HTMLTableRowElement;
  readonly #body: HTMLTableSectionElement;
  readonly #select: (item: HTMLElement) => void;
  /** Elements of lines that look the same as before are used again: scrolling, focus and selection stay. */
  #made: Made = new Map();
  #lines: readonly Line[] = [];

  constructor(events: TableEvents) {
    this.#events = events;
    this.#header = h('tr');
    this.#body = h('tbody');
    const grid = h('table', { role: 'treegrid', 'aria-label': t('Layers') }, h('thead', {}, this.#header), this.#body);
    this.element = h('div', { class: 'table' }, grid);
    this.#select = roving(this.#body, () => [...this.#body.rows], { previous: ['ArrowUp'], next: ['ArrowDown'] });
    this.#body.addEventListener('click', (event) => this.#click(event));
    this.#body.addEventListener('dblclick', (event) => {
      if (!isToggle(event)) this.#reveal(this.#lineOf(event), true);
    });
    this.#body.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Gives how many layers are shown. */
  show(model: Model, state: TableState): number {
    const columns = model.chain ? COLUMNS : [...COLUMNS, CONNECTED];
    fill(
      this.#header,
      columns.map((column) => this.#headerCell(column, state.sort)),
    );
    this.#lines = tableLines(model.rows, state.expanded, state.sort, state.filter);
    const largest = Math.max(1, ...model.rows.map(({ params }) => params.value ?? 0));
    const made: Made = new Map();
    const hadFocus = this.#body.contains(document.activeElement);
    const focused = hadFocus ? document.activeElement?.getAttribute('data-id') : undefined;
    const elements = this.#lines.map((line): HTMLTableRowElement => {
      const look = JSON.stringify([line, largest, model.chain]);
      const known = this.#made.get(line.id);
      const element = known?.look === look ? known.element : lineElement(line, largest, model.chain);
      made.set(line.id, { look, element });
      if (known !== undefined && known.element !== element) known.element.remove();
      const isCurrent = state.current.has(line.id);
      element.classList.toggle('current', isCurrent);
      setAttribute(element, 'aria-selected', String(isCurrent));
      return element;
    });
    this.#made = made;
    fill(this.#body, elements);
    const tabbable =
      elements.find((element) => element.dataset['id'] === focused) ??
      elements.find((element) => element.tabIndex === 0) ??
      elements[0];
    if (tabbable !== undefined) this.#select(tabbable);
    if (hadFocus && tabbable !== undefined && !this.#body.contains(document.activeElement))
      tabbable.focus({ preventScroll: true });
    return this.#lines.filter(({ kind }) => kind === 'layer').length;
  }

  scrollTo(id: string): void {
    this.#made.get(id)?.element.scrollIntoView({ block: 'nearest' });
  }

  #headerCell({ key, title, tip, class: classes }: Column, sort: Sort | undefined): HTMLElement {
    if (key === undefined) return h('th', { scope: 'col', class: classes, title: tip }, h('span', { text: title }));
    const direction = sort?.by !== key ? 'none' : sort.descending ? 'descending' : 'ascending';
    return h(
      'th',
      { scope: 'col', class: classes, title: tip, 'aria-sort': direction },
      h(
        'button',
        { class: 'quiet', on: { click: () => this.#events.sort(key) } },
        title,
        h('span', {
          class: 'direction',
          'aria-hidden': 'true',
          text: { none: '', descending: '↓', ascending: '↑' }[direction],
        }),
      ),
    );
  }

  #lineOf({ target }: Event): Line | undefined {
    const id = target instanceof Element ? target.closest('tr')?.dataset['id'] : undefined;
    return this.#lines.find((line) => line.id === id);
  }

  #click(event: Event): void {
    const line = this.#lineOf(event);
    if (line === undefined) return;
    this.#made.get(line.id)?.element.focus({ preventScroll: true });
    if (isToggle(event)) this.#toggle(line);
    else this.#reveal(line, false);
  }

  #key(event: KeyboardEvent): void {
    const line = this.#lineOf(event);
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = line.kind === 'layer' && line.open;
    const opens = line.kind === 'layer' && line.opens;
    if (event.key === 'Enter') this.#reveal(line, true);
    else if (event.key === ' ') this.#toggle(line);
    else if (event.key === 'ArrowRight' && opens && !open) this.#toggle(line);
    else if (event.key === 'ArrowLeft' && open) this.#toggle(line);
    else if (event.key === 'ArrowLeft') this.#focusParent(line);
    else return;
    event.preventDefault();
  }

  #toggle(line: Line): void {
    if (line.kind === 'layer' && line.opens) this.#events.toggle(line.id, !line.open);
  }

  #parentOf(line: Line): Line | undefined {
    const at = this.#lines.indexOf(line);
    return this.#lines.slice(0, at).findLast(({ level }) => level < line.level);
  }
  #focusParent(line: Line): void {
    const parent = this.#parentOf(line);
    if (parent !== undefined) this.#made.get(parent.id)?.element.focus();
  }

  /** An array is in the code where its layer is. */
  #reveal(line: Line | undefined, focus: boolean): void {
    const of = line?.kind === 'array' ? this.#parentOf(line) : line;
    if (of?.kind === 'layer' && of.row.place !== undefined) this.#events.reveal(of.row.place, focus);
  }
}

const isToggle = ({ target }: Event): boolean => target instanceof Element && target.closest('.twisty') !== null;

function lineElement(line: Line, largest: number, chain: boolean): HTMLTableRowElement {
  return line.kind === 'layer' ? layerElement(line, largest, chain) : arrayElement(line, chain);
}

const indent = (level: number) => ({ '--level': String(level - 1) });

function layerElement(
  { id, level, row, opens, open }: Line & { kind: 'layer' },
  largest: number,
  chain: boolean,
): HTMLTableRowElement {
  const share = (row.params.value ?? 0) / largest;
  return h(
    'tr',
    {
      'data-id': id,
      class: row.unknown === undefined ? 'layer-row' : 'layer-row unsure',
      tabindex: '-1',
      'aria-level': String(level),
      'aria-expanded': opens ? String(open) : undefined,
    },
    h(
      'td',
      { class: 'layer', style: indent(level) },
      h(
        'div',
        { class: 'name-line' },
        h('span', { class: opens ? 'twisty' : 'twisty none', 'aria-hidden': 'true', text: opens ? '›' : '' }),
        h('span', { class: 'name', text: row.name }),
        ' ',
        h('span', { class: 'class', text: row.className }),
      ),
      // Where there is no room for a column, the shape stands here.
      h('div', { class: `shape-line is-${row.shapeKnown}`, 'aria-hidden': 'true', text: row.shape }),
      row.unknown !== undefined && h('div', { class: 'reason', text: t('unknown because {0}', row.unknown) }),
    ),
    h('td', { class: `shape is-${row.shapeKnown}` }, row.shape),
    h(
      'td',
      {
        class: `number params is-${row.params.known}`,
        title: reasonOf(row.params),
        style: { '--share': `${(share * 100).toFixed(2)}%` },
      },
      h('span', { class: 'bar', 'aria-hidden': 'true' }),
      h('span', { class: 'value' }, ...(row.built ? countText(row.params) : [t('not built')])),
    ),
    h('td', { class: 'trained wide-1' }, trainingMark(row)),
    countCell(row.macs, 'wide-2'),
    countCell(row.weightBytes, 'wide-3'),
    countCell(row.activationBytes, 'wide-4'),
    !chain &&
      h('td', {
        class: 'connected wide-5',
        title: row.connectedTo.join('\n'),
        text: row.connectedTo.map((tensor) => tensor.replace(/\[0\]\[0\]$/, '')).join(', '),
      }),
  );
}

function countCell(count: CountView, wide: string): HTMLElement {
  const { known, value } = count;
  return h(
    'td',
    { class: `number ${wide} is-${known}${value === 0 ? ' zero' : ''}`, title: reasonOf(count) },
    ...countText(count),
  );
}

const TRAINING: Readonly<Record<Row['training'], readonly [mark: string, text: string]>> = {
  trainable: ['●', t('yes')],
  partly: ['◐', t('partly')],
  frozen: ['❄', t('frozen')],
  none: ['', ''],
  unknown: ['', '?'],
};

function trainingMark({ training, trainableParams }: Row): HTMLElement {
  return trainedMark(training, training === 'partly' ? t('{0} are trained', trainableParams.text) : undefined);
}

function trainedMark(training: Row['training'], title?: string): HTMLElement {
  const [mark, text] = TRAINING[training];
  return h(
    'span',
    { class: `training ${training}`, title },
    h('span', { class: 'mark', 'aria-hidden': 'true', text: mark }),
    h('span', { class: training === 'trainable' ? 'unseen' : '', text: text }),
  );
}

function arrayElement({ id, level, array }: Line & { kind: 'array' }, chain: boolean): HTMLTableRowElement {
  return h(
    'tr',
    { 'data-id': id, class: 'array-row', tabindex: '-1', 'aria-level': String(level) },
    h(
      'td',
      { class: 'layer', style: indent(level) },
      h(
        'div',
        { class: 'name-line' },
        h('span', { class: 'twisty none', 'aria-hidden': 'true' }),
        h('span', { class: 'name', text: array.name }),
        ' ',
        h('span', { class: 'class', text: array.dtype }),
      ),
      h('div', { class: 'shape-line', 'aria-hidden': 'true', text: array.shape }),
      array.factors !== undefined && h('div', { class: 'factors', text: array.factors }),
    ),
    h('td', { class: 'shape', text: array.shape }),
    h('td', { class: `number params is-${array.count.known}` }, h('span', { class: 'value', text: array.count.text })),
    h(
      'td',
      { class: 'trained wide-1' },
      trainedMark(array.trainable === undefined ? 'unknown' : array.trainable ? 'trainable' : 'frozen'),
    ),
    h('td', { class: 'wide-2' }),
    countCell(array.bytes, 'wide-3'),
    h('td', { class: 'wide-4' }),
    !chain && h('td', { class: 'connected wide-5' }),
  );
}
