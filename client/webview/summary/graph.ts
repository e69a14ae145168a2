/**
 * The graph of a model: scrolled like a page, zoomed with Ctrl and the wheel or by keys, walked through with the arrow
 * keys.
 */
import { fill, h, s } from '../common/dom.ts';
import { startWorker } from '../common/host.ts';
import { t } from '../common/language.ts';
import type { Drawn, LayoutRequest, PlacedBox } from './drawn.ts';
import type { Model } from './messages.ts';

export interface GraphEvents {
  /** A layer was chosen; `focus`: the keyboard should go to the code. */
  reveal(id: string, focus: boolean): void;
  /** A model or a repeated block is opened or closed. */
  toggle(id: string): void;
  fold(fold: boolean): void;
  /** The drawing is there. */
  drawn(): void;
}

export interface GraphState {
  readonly opened: readonly string[];
  readonly fold: boolean;
  readonly current: ReadonlySet<string>;
  readonly find: string;
}

const MARGIN = 24;
const ZOOM = { least: 0.05, most: 3, step: 1.25, readable: 0.6 };

export class GraphView {
  readonly element: HTMLElement;
  readonly #events: GraphEvents;
  readonly #scroller: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #foldBox: HTMLInputElement;
  readonly #note: HTMLElement;
  #worker: Promise<Worker> | undefined;
  #request = 0;
  #asked = '';
  #drawn: Drawn | undefined;
  #nodes = new Map<string, SVGGElement>();
  #zoom: number | undefined;
  #state: GraphState = { opened: [], fold: true, current: new Set(), find: '' };
  #matches: readonly string[] = [];

  constructor(events: GraphEvents) {
    this.#events = events;
    this.#svg = s('svg', { role: 'group', 'aria-label': t('Graph of the layers') });
    this.#scroller = h('div', { class: 'graph-scroller' }, this.#svg);
    this.#foldBox = h('input', { type: 'checkbox', on: { change: () => events.fold(this.#foldBox.checked) } });
    this.#note = h('span', { class: 'quiet note' });
    const button = (text: string, title: string, click: () => void) =>
      h('button', { class: 'quiet', title, 'aria-label': title, text, on: { click } });
    const tools = h(
      'div',
      { class: 'graph-tools' },
      h('label', { title: t('Draw blocks that are repeated only once') }, this.#foldBox, ` ${t('Fold repeats')}`),
      this.#note,
      button('−', t('Zoom out (-)'), () => this.zoomBy(1 / ZOOM.step)),
      button('+', t('Zoom in (+)'), () => this.zoomBy(ZOOM.step)),
      button(t('Fit'), t('Fit all into the panel (0)'), () => this.fit()),
    );
    this.element = h('div', { class: 'graph' }, tools, this.#scroller);
    this.#listen();
  }

  /** Draws the model, where it looks other than before. */
  show(model: Model, state: GraphState): void {
    this.#state = state;
    this.#foldBox.checked = state.fold;
    const inside = { kind: model.kind, rows: model.rows };
    const asked = JSON.stringify([inside, state.opened, state.fold]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      void this.#ask({ request: ++this.#request, inside, opened: state.opened, fold: state.fold });
    }
    this.#remark = model.kind === 'subclassed' ? t('How call() connects these layers is not drawn.') : '';
    this.#note.textContent = this.#remark;
    this.#mark();
  }

  async #ask(request: LayoutRequest): Promise<void> {
    try {
      this.#worker ??= startWorker('layout').then((worker) => {
        worker.addEventListener('message', ({ data }: MessageEvent<Drawn>) => {
          if (data.request === this.#request) this.#draw(data);
        });
        return worker;
      });
      (await this.#worker).postMessage(request);
    } catch (error) {
      this.#note.textContent = t('The graph could not be drawn: {0}', String(error));
    }
  }

  #draw(drawn: Drawn): void {
    const hadFocus = this.#svg.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-id')
      : undefined;
    const isFirst = this.#drawn === undefined;
    this.#drawn = drawn;
    const made = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg">${drawn.marks}</svg>`,
      'image/svg+xml',
    ).documentElement;
    fill(
      this.#svg,
      [...made.childNodes].map((node) => document.importNode(node, true)),
    );
    this.#nodes = new Map(
      [...this.#svg.querySelectorAll<SVGGElement>('g.node')].map((node) => [node.dataset['id'] ?? '', node]),
    );
    const first = this.#nodes.get(hadFocus ?? '') ?? this.#nodes.values().next().value;
    first?.setAttribute('tabindex', '0');
    if (hadFocus !== undefined) first?.focus({ preventScroll: true });
    if (isFirst || this.#zoom === undefined) this.#zoom = this.#readableZoom();
    this.#applyZoom();
    if (isFirst) this.#scroller.scrollLeft = (this.#scroller.scrollWidth - this.#scroller.clientWidth) / 2;
    this.#mark();
    this.element.dataset['took'] = drawn.took.toFixed(0);
    this.#events.drawn();
  }

  #mark(): void {
    const words = this.#state.find
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const boxes = this.#drawn?.boxes ?? [];
    this.#matches =
      words.length === 0
        ? []
        : boxes
            .filter(
              ({ kind, description }) =>
                kind !== 'repeat' && words.every((word) => description.toLowerCase().includes(word)),
            )
            .map(({ id }) => id);
    const found = new Set(this.#matches);
    this.#svg.classList.toggle('finding', words.length > 0);
    for (const [id, node] of this.#nodes) {
      node.classList.toggle('found', found.has(id));
      node.classList.toggle('current', this.#state.current.has(id));
    }
  }

  /** How many boxes have what is looked for. */
  get found(): number {
    return this.#matches.length;
  }

  /** Brings the next box that has what is looked for into the middle. */
  findNext(): void {
    const at = this.#matches.indexOf(document.activeElement?.getAttribute('data-id') ?? this.#lastFound);
    const next = this.#matches[(at + 1) % this.#matches.length];
    if (next === undefined) return;
    this.#lastFound = next;
    this.scrollTo(next, 'center');
  }
  #lastFound = '';
  /** What stands in the bar while no box is pointed at. */
  #remark = '';

  scrollTo(id: string, block: 'center' | 'nearest' = 'nearest'): void {
    const box = this.#drawn?.boxes.find((one) => one.id === id);
    if (box === undefined) return;
    const zoom = this.#zoom ?? 1;
    const view = this.#scroller;
    const x = (box.x + box.width / 2 + MARGIN) * zoom + this.#offset();
    const y = (box.y + box.height / 2 + MARGIN) * zoom;
    const isSeen =
      x > view.scrollLeft &&
      x < view.scrollLeft + view.clientWidth &&
      y > view.scrollTop + 20 &&
      y < view.scrollTop + view.clientHeight - 20;
    if (block === 'nearest' && isSeen) return;
    view.scrollTo({ left: x - view.clientWidth / 2, top: y - view.clientHeight / 2 });
  }

  /** Space at the left of a drawing that is narrower than the panel. */
  #offset(): number {
    return Math.max(0, (this.#scroller.clientWidth - this.#svg.getBoundingClientRect().width) / 2);
  }

  zoomBy(factor: number, around?: { readonly x: number; readonly y: number }): void {
    const view = this.#scroller;
    const before = this.#zoom ?? 1;
    const at = around ?? { x: view.clientWidth / 2, y: view.clientHeight / 2 };
    const offset = this.#offset();
    const point = { x: (view.scrollLeft + at.x - offset) / before, y: (view.scrollTop + at.y) / before };
    this.#zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, before * factor));
    this.#applyZoom();
    view.scrollTo({ left: point.x * this.#zoom + this.#offset() - at.x, top: point.y * this.#zoom - at.y });
  }

  /** All of it into the panel. */
  fit(): void {
    const { width, height } = this.#size();
    const { clientWidth, clientHeight } = this.#scroller;
    if (clientWidth === 0) return;
    this.#zoom = Math.max(ZOOM.least, Math.min(1, clientWidth / width, clientHeight / height));
    this.#applyZoom();
  }

  /** Its width into the panel, as long as it can be read then. */
  #readableZoom(): number | undefined {
    const { clientWidth } = this.#scroller;
    return clientWidth === 0 ? undefined : Math.min(1, Math.max(ZOOM.readable, clientWidth / this.#size().width));
  }

  #size(): { readonly width: number; readonly height: number } {
    return { width: (this.#drawn?.width ?? 0) + 2 * MARGIN, height: (this.#drawn?.height ?? 0) + 2 * MARGIN };
  }

  #applyZoom(): void {
    const { width, height } = this.#size();
    const zoom = this.#zoom ?? 1;
    this.#svg.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width} ${height}`);
    this.#svg.setAttribute('width', String(width * zoom));
    this.#svg.setAttribute('height', String(height * zoom));
  }

  #listen(): void {
    const view = this.#scroller;
    view.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const { left, top } = view.getBoundingClientRect();
        this.zoomBy(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
      },
      { passive: false },
    );
    let drag:
      | { readonly x: number; readonly y: number; readonly left: number; readonly top: number; moved: boolean }
      | undefined;
    view.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.pointerType !== 'mouse') return;
      drag = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop, moved: false };
    });
    window.addEventListener('pointermove', (event) => {
      if (drag === undefined) return;
      const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
      drag.moved ||= Math.abs(x) + Math.abs(y) > 4;
      if (!drag.moved) return;
      view.classList.add('dragged');
      view.scrollTo({ left: drag.left - x, top: drag.top - y });
    });
    let wasDragged = false;
    window.addEventListener('pointerup', () => {
      wasDragged = drag?.moved === true;
      drag = undefined;
      view.classList.remove('dragged');
    });
    this.#svg.addEventListener('click', (event) => {
      if (!wasDragged) this.#activate(event, false);
      wasDragged = false;
    });
    this.#svg.addEventListener('dblclick', (event) => this.#activate(event, true));
    this.#svg.addEventListener('keydown', (event) => this.#key(event));
    // All about the box that the mouse or the keyboard is at, cut short nowhere.
    const tell = ({ target }: Event) => {
      this.#note.textContent =
        (target instanceof Element ? target.closest('g.node')?.getAttribute('aria-label') : undefined) ?? this.#remark;
    };
    this.#svg.addEventListener('pointerover', tell);
    this.#svg.addEventListener('focusin', tell);
    view.addEventListener('pointerleave', () => {
      this.#note.textContent = this.#remark;
    });
    view.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '+' || event.key === '=') this.zoomBy(ZOOM.step);
      else if (event.key === '-') this.zoomBy(1 / ZOOM.step);
      else if (event.key === '0') this.fit();
    });
  }

  #activate({ target }: Event, focus: boolean): void {
    if (!(target instanceof Element)) return;
    const node = target.closest<SVGGElement>('g.node');
    const id = node?.dataset['id'];
    if (node === null || id === undefined) return;
    node.focus({ preventScroll: true });
    this.#makeTabbable(node);
    if (target.closest('.toggle') !== null) this.#events.toggle(id);
    else this.#events.reveal(id, focus);
  }

  #makeTabbable(node: SVGGElement): void {
    for (const other of this.#nodes.values())
      if (other.getAttribute('tabindex') === '0') other.setAttribute('tabindex', '-1');
    node.setAttribute('tabindex', '0');
  }

  #key(event: KeyboardEvent): void {
    const id = event.target instanceof Element ? event.target.closest<SVGGElement>('g.node')?.dataset['id'] : undefined;
    const box = this.#drawn?.boxes.find((one) => one.id === id);
    if (id === undefined || box === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ({ ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const)[
      event.key
    ];
    if (event.key === 'Enter') this.#events.reveal(id, true);
    else if (event.key === ' ') this.#events.toggle(id);
    else if (direction !== undefined) this.#focusNext(box, direction);
    else return;
    event.preventDefault();
  }

  #focusNext(from: PlacedBox, direction: 'up' | 'down' | 'left' | 'right'): void {
    const next = nearest(this.#drawn?.boxes ?? [], from, direction);
    const node = next && this.#nodes.get(next.id);
    if (next === undefined || node === undefined) return;
    this.#makeTabbable(node);
    node.focus({ preventScroll: true });
    this.scrollTo(next.id);
  }
}

/** The box that lies next to another in a direction: near along it, and not far to the side. */
export function nearest(
  boxes: readonly PlacedBox[],
  from: PlacedBox,
  direction: 'up' | 'down' | 'left' | 'right',
): PlacedBox | undefined {
  const middle = ({ x, y, width, kind }: PlacedBox) => ({ x: x + width / 2, y: y + (kind === 'layer' ? 29 : 12) });
  const start = middle(from);
  const distance = (box: PlacedBox): number => {
    const { x, y } = middle(box);
    const [along, aside] =
      direction === 'down'
        ? [y - start.y, x - start.x]
        : direction === 'up'
          ? [start.y - y, x - start.x]
          : direction === 'right'
            ? [x - start.x, y - start.y]
            : [start.x - x, y - start.y];
    return along <= 1 ? Number.POSITIVE_INFINITY : along + 2 * Math.abs(aside);
  };
  let best: PlacedBox | undefined;
  for (const box of boxes)
    if (distance(box) < (best === undefined ? Number.POSITIVE_INFINITY : distance(best))) best = box;
  return best;
}
