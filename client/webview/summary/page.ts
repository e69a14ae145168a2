/** The summary of a program's models beside its code: a table and a graph, which follow the edits and the cursor. */
import './page.css';
import { announcer, fill, h, roving, setAttribute } from '../common/dom.ts';
import { connect } from '../common/host.ts';
import { t } from '../common/language.ts';
import { modelLabel, nextShown, type Shown } from './choose.ts';
import { GraphView } from './graph.ts';
import type { CursorPlace, FromView, Model, SortKey, State, Tab, ToView } from './messages.ts';
import { drawPicture } from './picture.ts';
import { MemorySection } from './memory.ts';
import { everyRow, rowsAt } from './rows.ts';
import { Table } from './table.ts';
import { totals } from './totals.ts';

const START: State = {
  chosen: undefined,
  tab: 'table',
  sort: undefined,
  filter: '',
  expanded: [],
  opened: [],
  fold: true,
  memory: false,
};
/** The first click on a heading sorts so: numbers from the largest. */
const LARGEST_FIRST: ReadonlySet<SortKey> = new Set<SortKey>(['params', 'macs', 'weights', 'activations']);

const host = connect<ToView, FromView, State>();
const announce = announcer();
let state: State = { ...START, ...host.state };
let shown: Shown | undefined;
let cursor: CursorPlace | undefined;

const table = new Table({
  reveal: (place, focus) => host.send({ type: 'reveal', place, focus }),
  toggle: (id, open) =>
    change({ expanded: open ? [...state.expanded, id] : state.expanded.filter((other) => other !== id) }),
  sort: (by) => {
    const first = LARGEST_FIRST.has(by);
    const { sort } = state;
    change({
      sort:
        sort?.by !== by
          ? { by, descending: first }
          : sort.descending === first
            ? { by, descending: !first }
            : undefined,
    });
  },
});
const graph = new GraphView({
  reveal: (id, focus) => {
    const place = rowOf(id)?.place;
    if (place !== undefined) host.send({ type: 'reveal', place, focus });
  },
  toggle: (id) => {
    if (id.startsWith('×') || (rowOf(id)?.inside?.rows.length ?? 0) > 0)
      change({
        opened: state.opened.includes(id) ? state.opened.filter((other) => other !== id) : [...state.opened, id],
      });
  },
  fold: (fold) => change({ fold, ...(fold ? { opened: state.opened.filter((id) => !id.startsWith('×')) } : {}) }),
  drawn: () => {
    showFound();
    followCursor();
  },
});

const picker = h('select', { 'aria-label': t('Model'), on: { change: pick } });
const tabs: Readonly<Record<Tab, HTMLButtonElement>> = {
  table: tabButton('table', t('Table')),
  graph: tabButton('graph', t('Graph')),
};
const tabList = h('div', { class: 'tabs', role: 'tablist', 'aria-label': t('View') }, tabs.table, tabs.graph);
const filter = h('input', {
  type: 'search',
  spellcheck: 'false',
  on: { input: () => change({ filter: filter.value }), keydown: filterKey },
});
const found = h('span', { class: 'found quiet', role: 'status' });
const exporter = h('button', {
  class: 'quiet export',
  title: t('Copy or save it as text, Markdown, CSV, JSON or picture'),
  text: t('Export…'),
  on: {
    click: () => {
      if (shown?.model !== undefined)
        host.send({ type: 'export', model: shown.model.index, name: shown.model.label.name });
    },
  },
});
const notes = h('div', { class: 'notes', role: 'status' });
const sums = h('dl', { class: 'totals' });
const memory = new MemorySection((open) => change({ memory: open }));
const panel = h('section', { id: 'panel', role: 'tabpanel' });
const toolbar = h('div', { class: 'toolbar' }, picker, tabList, h('div', { class: 'search' }, filter, found), exporter);
const empty = h(
  'div',
  { class: 'empty' },
  h('p', { text: t('No Keras model is built here, as far as Layer Lens can tell.') }),
  h('p', { class: 'quiet', text: t('As soon as the code builds one, it is shown.') }),
);
const waiting = h('p', { class: 'empty quiet', text: t('Reading the code …') });
const title = h('h1', { class: 'unseen', text: document.title });
const view = document.getElementById('view') ?? document.body;
fill(view, [title, waiting]);

roving(tabList, () => [tabs.table, tabs.graph], { previous: ['ArrowLeft'], next: ['ArrowRight'] });
filter.value = state.filter;

function tabButton(tab: Tab, title: string): HTMLButtonElement {
  return h('button', {
    class: 'quiet',
    role: 'tab',
    id: `tab-${tab}`,
    'aria-controls': 'panel',
    text: title,
    on: { click: () => change({ tab }) },
  });
}

function filterKey(event: KeyboardEvent): void {
  if (event.key === 'Escape' && filter.value !== '') {
    filter.value = '';
    change({ filter: '' });
    event.preventDefault();
  } else if (event.key === 'Enter' && state.tab === 'graph') graph.findNext();
  else if (event.key === 'ArrowDown' && state.tab === 'table')
    panel.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus();
}

function change(changes: Partial<State>): void {
  state = { ...state, ...changes };
  host.keep(state);
  render();
  if (changes.tab === 'graph' || changes.tab === 'table') followCursor();
}

/** By its index or its key. */
function choose(wanted: number | string): void {
  const model = shown?.models.models.find(({ index, label }) => index === wanted || label.key === wanted);
  if (shown === undefined || model === undefined || model === shown.model) return;
  shown = { ...shown, model };
  change({ chosen: model.label.key });
}

function pick(): void {
  choose(Number(picker.value));
  if (state.chosen !== undefined) host.send({ type: 'chosen', key: state.chosen });
}

const rowOf = (id: string) => shown?.model && [...everyRow(shown.model.rows)].find((one) => one.id === id)?.row;

function currentRows(model: Model): ReadonlySet<string> {
  return new Set(cursor === undefined || shown?.note !== undefined ? [] : rowsAt(model.rows, cursor));
}

function render(): void {
  if (shown === undefined) return;
  const { model, models, note } = shown;
  if (model === undefined) {
    fill(view, [
      title,
      models.note === undefined ? empty : h('div', { class: 'empty' }, h('p', { text: models.note })),
    ]);
    return;
  }
  renderToolbar(model, models);
  fill(notes, notesOf(model, note, models.note));
  fill(sums, totals(model));
  view.classList.toggle('is-stale', note !== undefined);
  memory.show(model, state.memory);
  fill(view, [title, toolbar, notes, sums, memory.element, panel]);
  renderPanel(model);
}

/** The models to choose from, the two tabs and the field that filters or finds. */
function renderToolbar(model: Model, models: Shown['models']): void {
  fill(
    picker,
    models.models.map((one) => {
      const option = h('option', { value: String(one.index), text: modelLabel(one, models) });
      option.selected = one === model;
      return option;
    }),
  );
  picker.classList.toggle('single', models.models.length === 1);
  for (const tab of ['table', 'graph'] as const) {
    setAttribute(tabs[tab], 'aria-selected', String(state.tab === tab));
    tabs[tab].tabIndex = state.tab === tab ? 0 : -1;
  }
  const label = state.tab === 'table' ? t('Filter layers') : t('Find layers');
  filter.placeholder = label;
  filter.setAttribute('aria-label', label);
  panel.setAttribute('aria-labelledby', `tab-${state.tab}`);
}

/** What is not as it seems: an older state, something unknown, a model that nothing builds. */
function notesOf(model: Model, note: string | undefined, ofFile: string | undefined): HTMLElement[] {
  return [
    ...(ofFile === undefined ? [] : [h('p', { text: ofFile })]),
    ...(note === undefined ? [] : [h('p', { class: 'stale', text: note })]),
    ...(model.unknown === undefined
      ? []
      : [h('p', {}, h('strong', { text: t('Not all is known:') }), ` ${model.unknown}`)]),
    ...(model.speculative
      ? [
          h('p', {
            class: 'quiet',
            text: t(
              'Built in a function that nothing in this file calls: its parameters stand for what it will be given.',
            ),
          }),
        ]
      : []),
    ...(model.kind === 'subclassed' && state.tab === 'table'
      ? [h('p', { class: 'quiet', text: t('The layers of this class, in the order in which they were made.') })]
      : []),
  ];
}

function renderPanel(model: Model): void {
  const current = currentRows(model);
  if (state.tab === 'table') {
    fill(panel, [table.element]);
    const count = table.show(model, {
      expanded: new Set(state.expanded),
      sort: state.sort,
      filter: state.filter,
      current,
    });
    found.textContent = state.filter === '' ? '' : t('{0} of {1}', count, model.rows.length);
  } else {
    fill(panel, [graph.element]);
    graph.show(model, { opened: state.opened, fold: state.fold, current, find: state.filter });
    showFound();
  }
}

function showFound(): void {
  if (state.tab === 'graph') found.textContent = state.filter === '' ? '' : t('{0} found', graph.found);
}

/** Brings the row of the cursor into sight, where there is one. */
function followCursor(): void {
  const model = shown?.model;
  if (model === undefined) return;
  const [first] = currentRows(model);
  if (first === undefined) return;
  if (state.tab === 'table') table.scrollTo(first);
  else graph.scrollTo(first);
}

function listen(message: ToView): void {
  switch (message.type) {
    case 'models': {
      const before = shown?.note;
      shown = nextShown(shown, message.models, state.chosen);
      if (shown.model !== undefined && (state.chosen === undefined || shown.note === undefined)) {
        state = { ...state, chosen: shown.model.label.key };
        host.keep(state);
      }
      render();
      if (shown.note !== undefined && shown.note !== before) announce(shown.note);
      return;
    }
    case 'cursor':
      cursor = message.cursor;
      render();
      followCursor();
      return;
    case 'choose':
      choose(message.model);
      return;
    case 'draw': {
      const model = shown?.model;
      const drawn = (data: string | undefined) => host.send({ type: 'drawn', data });
      if (model === undefined) drawn(undefined);
      else drawPicture(model, state.opened, state.fold, message.format).then(drawn, () => drawn(undefined));
      return;
    }
  }
}

host.listen(listen);
