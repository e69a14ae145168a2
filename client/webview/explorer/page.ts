import './explorer.css';
import { controlGroups } from '../../../server/explain/explorer/controls.ts';
import { explore, type Exploration } from '../../../server/explain/explorer/exploration.ts';
import { announcer, fill, h } from '../common/dom.ts';
import { connect } from '../common/host.ts';
import type { Text } from '../../../server/words/message.ts';
import { language, t } from '../common/language.ts';
import { Controls } from './controls.ts';
import { Header, type Where } from './header.ts';
import type { FromExplorer, ToExplorer } from './messages.ts';
import { Picture } from './picture.ts';
import { Step } from './step.ts';
import { blocks, equations, inline } from './text.ts';
import { changesOf, NOTHING_TRIED, tried, type Shown, type Trial } from './trial.ts';

interface State extends Where {
  readonly shown: Shown;
  readonly trial: Trial;
}
type Built = Extract<Exploration, { kind: 'built' }>;

/** So long after the last change the new totals are read out, in milliseconds. */
const PAUSE = 500;

const host = connect<ToExplorer, FromExplorer, State>();
const announce = announcer();
const main = document.getElementById('view')!;

let state: State | undefined = host.state;
/** Of the layer as it was last sent. */
let number = 0;

const header = new Header({
  apply: (changes) => host.send({ kind: 'apply', number, changes }),
  reset: () => {
    if (state !== undefined) show({ ...state, trial: NOTHING_TRIED });
  },
  reveal: () => host.send({ kind: 'reveal' }),
  choose: (evaluation) => host.send({ kind: 'choose', evaluation }),
});
const picture = new Picture(announce);
const step = new Step((lit) => picture.light(lit));
const table = h('tbody');
const tableDetails = h(
  'details',
  { class: 'table' },
  h('summary', { text: t('The arrays as a table') }),
  h(
    'div',
    { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': t('The arrays as a table') },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...[t('array'), t('shape'), t('numbers'), t('comes from')].map((text) => h('th', { scope: 'col', text })),
        ),
      ),
      table,
    ),
  ),
);
const equationSection = h('section', { class: 'equation-section', 'aria-label': t('Equation') });
const why = h('section', { class: 'why', 'aria-labelledby': 'why-title' });
const controls = new Controls({
  argument: (path, text) => change((trial) => ({ ...trial, arguments: { ...trial.arguments, [path]: text } })),
  input: (name, shape) => change((trial) => ({ ...trial, inputs: { ...trial.inputs, [name]: shape } })),
});
const noArrays = h('p', { class: 'quiet', text: t('No arrays: nothing here is learned.') });
const body = h(
  'div',
  { class: 'columns' },
  h(
    'div',
    { class: 'left' },
    h(
      'section',
      { class: 'arrays', 'aria-labelledby': 'arrays-title' },
      h('h2', { id: 'arrays-title', text: t('Arrays') }),
      picture.element,
      noArrays,
      tableDetails,
    ),
    step.element,
    equationSection,
    why,
  ),
  controls.element,
);

function change(edit: (trial: Trial) => Trial): void {
  if (state !== undefined) show({ ...state, trial: edit(state.trial) });
}

function show(next: State): void {
  state = next;
  host.keep(next);
  const { shown, trial } = next;
  const call = tried(shown, trial);
  const exploration = explore(call);

  const built = exploration.kind === 'built' ? exploration : undefined;
  header.update(next, exploration, changesOf(shown, trial), Object.keys(trial.inputs).length > 0);
  controls.update(
    shown,
    controlGroups(call.layer),
    call,
    exploration.kind === 'refused' ? exploration.parameter : undefined,
  );
  body.classList.toggle('stale', built === undefined);
  if (built !== undefined) showBuilt(built, call.layer.className);
  fill(main, [header.element, body]);
  speakLater(built);
}

function showBuilt(built: Built, className: string): void {
  picture.update(built.stacks, className);
  noArrays.hidden = built.arrays.length > 0;
  tableDetails.hidden = built.arrays.length === 0;
  fill(
    table,
    built.arrays.map(({ name, shape, count, from, trainable }) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, h('code', { text: name })),
        h('td', {}, h('code', { text: shape })),
        h('td', { class: 'count', text: count }),
        h('td', { text: trainable ? language.say(from) : `${language.say(from)} ${t('(not trainable)')}` }),
      ),
    ),
  );
  step.update(built.step, built.equations, built.stacks[0], className);
  equationSection.hidden = built.step !== undefined || built.equations === undefined;
  fill(
    equationSection,
    built.step !== undefined || built.equations === undefined
      ? []
      : [h('h2', { text: t('Equation') }), equations(built.equations)],
  );
  why.hidden = built.points.length + built.torch.length === 0;
  fill(why, [
    h('h2', { id: 'why-title', text: t('Why') }),
    h('ul', {}, ...built.points.map((point) => h('li', {}, ...inline(point)))),
    ...(built.torch.length === 0
      ? []
      : [h('details', {}, h('summary', { text: t('The same layer in PyTorch') }), ...blocks(built.torch))]),
  ]);
}

let speaking: ReturnType<typeof setTimeout> | undefined;
let spoken = '';

/** Changed totals are read out once their cause rests. */
function speakLater(built: Built | undefined): void {
  const text = built === undefined ? '' : t('{0}, output {1}', built.parameters, built.output);
  clearTimeout(speaking);
  if (text === '' || text === spoken) return;
  speaking = setTimeout(() => {
    if (spoken !== '') announce(text);
    spoken = text;
  }, PAUSE);
}

function showMessage(title: string, text: Text): void {
  fill(main, [
    h('div', { class: 'empty' }, h('h1', { text: title }), h('p', { class: 'quiet', text: language.say(text) })),
  ]);
}

host.listen((message) => {
  switch (message.kind) {
    case 'layer': {
      const { layer, place, evaluations, evaluation } = message;
      if (layer.kind === 'not-explored') {
        if (state === undefined) showMessage(layer.className, layer.reason);
        else header.note(layer.reason);
        return;
      }
      number = message.number;
      // What is tried stays while the code of the same layer does.
      const isSame =
        state !== undefined &&
        JSON.stringify(state.shown.call) === JSON.stringify(layer.call) &&
        state.shown.name === layer.name;
      show({
        shown: layer,
        place,
        evaluations,
        evaluation,
        trial: isSame && state !== undefined ? state.trial : NOTHING_TRIED,
      });
      return;
    }
    case 'nothing':
      if (state === undefined)
        showMessage(t('Explore a layer'), t('Put the cursor on a layer, as in LSTM(2), and it is shown here.'));
      return;
    case 'applied':
      announce(message.edits === 0 ? t('Nothing was changed.') : t('Written into the code.'));
  }
});
if (state !== undefined) {
  try {
    show(state);
  } catch {
    state = undefined; // kept by another version
  }
}
