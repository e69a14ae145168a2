/**
 * What stays in sight: which layer, its shapes, how many parameters and why; what differs from the code, and the way to
 * write it there.
 */
import type { ExploredEvaluation } from '../../../server/explain/explorer/request.ts';
import type { Exploration } from '../../../server/explain/explorer/exploration.ts';
import { fill, h } from '../common/dom.ts';
import { say, strong } from '../../../server/explain/document/document.ts';
import type { Text } from '../../../server/words/message.ts';
import { language, t } from '../common/language.ts';
import { inline } from './text.ts';
import type { Change, Shown } from './trial.ts';

type Built = Extract<Exploration, { kind: 'built' }>;

export interface HeaderEvents {
  apply(changes: Readonly<Record<string, string>>): void;
  reset(): void;
  reveal(): void;
  choose(evaluation: string): void;
}

/** Where the shown layer is made, and in which of the evaluations of that code. */
export interface Where {
  readonly place: string;
  readonly evaluations: readonly ExploredEvaluation[];
  readonly evaluation: string;
}

export class Header {
  readonly element: HTMLElement;
  readonly #title = h('h1');
  readonly #place = h('button', { type: 'button', class: 'quiet place', title: t('Go to the code') });
  readonly #evaluation = h('p', { class: 'evaluation quiet' });
  readonly #choice = h('select', {
    'aria-label': t('Which of its evaluations'),
    on: { change: () => this.#events.choose(this.#choice.value) },
  });
  readonly #events: HeaderEvents;
  readonly #count = h('p', { class: 'count' });
  readonly #flow = h('p', { class: 'flow mono' });
  readonly #formula = h('p', { class: 'formula mono' });
  readonly #assumed = h('p', { class: 'assumed quiet' });
  readonly #message = h('p', { class: 'message', role: 'status' });
  readonly #changes = h('div', { class: 'changes' });
  readonly #list = h('p', { class: 'mono' });
  readonly #apply = h('button', { type: 'button', class: 'apply', text: t('Apply to code') });
  #writable: Readonly<Record<string, string>> = {};
  /** The count as the code has it. */
  #before: { readonly key: string; readonly count: string } | undefined;

  constructor(events: HeaderEvents) {
    this.#events = events;
    this.#apply.addEventListener('click', () => events.apply(this.#writable));
    this.#place.addEventListener('click', () => events.reveal());
    const reset = h('button', {
      type: 'button',
      class: 'quiet',
      text: t('Reset'),
      on: { click: () => events.reset() },
    });
    this.#changes.append(this.#list, h('span', { class: 'buttons' }, this.#apply, reset));
    this.element = h(
      'header',
      {},
      h('div', { class: 'title' }, this.#title, this.#place),
      this.#evaluation,
      h('div', { class: 'totals' }, this.#count, this.#flow),
      this.#formula,
      this.#assumed,
      this.#message,
      this.#changes,
    );
  }

  update(
    { shown, ...where }: Where & { readonly shown: Shown },
    exploration: Exploration,
    changes: readonly Change[],
    hasOtherInput: boolean,
  ): void {
    fill(this.#title, [
      document.createTextNode(`${shown.className} `),
      h('span', { class: 'name quiet', text: shown.name }),
    ]);
    this.#place.textContent = where.place;
    this.#showEvaluation(where, shown.name);
    this.element.classList.toggle('stale', exploration.kind !== 'built');
    const assumed = assumptions(shown);
    this.#assumed.hidden = assumed === undefined;
    fill(this.#assumed, assumed ?? []);
    if (exploration.kind === 'built') {
      const { count, inputs, output, formula } = exploration;
      const key = JSON.stringify(shown.call);
      if (changes.length === 0 && !hasOtherInput) this.#before = { key, count };
      const before = this.#before?.key === key && this.#before.count !== count ? this.#before.count : undefined;
      fill(this.#count, countElements(exploration, assumed !== undefined, before));
      this.#flow.textContent = `${inputs} → ${output}`;
      this.#formula.textContent = formula ?? '';
      this.#formula.hidden = formula === undefined;
    }
    this.#message.textContent = refusal(exploration);
    this.#message.hidden = exploration.kind === 'built';
    this.#showChanges(changes, exploration.kind === 'built', shown.isWritten);
    const isHidden = changes.length === 0 && !hasOtherInput;
    if (isHidden && this.#changes.contains(document.activeElement)) this.#place.focus(); // not lost with its button
    this.#changes.hidden = isHidden;
  }

  /** The model that the layer is in; where the code made several layers, a choice of them. */
  #showEvaluation({ evaluations, evaluation }: Where, name: string): void {
    const label = evaluations.find(({ key }) => key === evaluation)?.label;
    this.#evaluation.hidden = label === undefined || (evaluations.length === 1 && label === name);
    if (evaluations.length < 2) {
      fill(this.#evaluation, [document.createTextNode(label ?? '')]);
      return;
    }
    fill(
      this.#choice,
      evaluations.map(({ key, label: text }) => {
        const option = h('option', { value: key, text });
        option.selected = key === evaluation;
        return option;
      }),
    );
    fill(this.#evaluation, [this.#choice]);
  }

  #showChanges(changes: readonly Change[], isBuilt: boolean, isWritten: boolean): void {
    this.#writable = Object.fromEntries(changes.filter(({ writable }) => writable).map(({ path, to }) => [path, to]));
    const items = changes.map(({ name, from, to, writable }) =>
      h(
        'span',
        { class: 'change' },
        `${name}=${from} → `,
        h('strong', { text: to }),
        ...(writable ? [] : [h('span', { class: 'quiet', text: ` ${t('(other code decides it)')}` })]),
      ),
    );
    fill(
      this.#list,
      items.length > 0
        ? items
        : [h('span', { class: 'quiet', text: t('Another input is tried than that of the code.') })],
    );
    this.#apply.disabled = Object.keys(this.#writable).length === 0 || !isBuilt;
    this.#apply.hidden = changes.length === 0;
    this.#apply.title = isWritten
      ? t('Writes the changed arguments into the source')
      : t('This layer is not made in this file');
  }

  /** Something about the cursor's place that leaves what is shown as it is. */
  note(text: Text): void {
    this.#message.hidden = false;
    this.#message.textContent = language.say(text);
  }
}

/** `before`: the count in the code, where it is another one. */
function countElements({ parameters, frozen }: Built, isExample: boolean, before: string | undefined): Node[] {
  const count = isExample ? say`for example ${strong(parameters)}` : [strong(parameters)];
  const beside = (classes: string, text: string) => h('span', { class: classes, text: ` ${text}` });
  return [
    h('span', isExample ? { class: 'quiet' } : {}, ...inline(count)),
    ...(frozen === undefined ? [] : [beside('quiet', language.say(frozen))]),
    ...(before === undefined ? [] : [beside('before quiet', t('in the code: {0}', before))]),
  ];
}

/** Why there is nothing to show; empty where there is. */
function refusal(exploration: Exploration): string {
  switch (exploration.kind) {
    case 'built':
      return '';
    case 'refused':
      return t('Keras refuses this. {0}', exploration.message);
    case 'unknown':
      return t('Not known: {0}.', exploration.reason);
  }
}

/** What stands in the code where a number is only an example; undefined where all numbers are those of the code. */
function assumptions({ notes }: Shown): Node[] | undefined {
  const names = Object.entries(notes).map(([path, text]) =>
    /^input\.[^.]+$/.test(path)
      ? t('the input')
      : /^input\./.test(path)
        ? text
        : `${path.slice(path.lastIndexOf('.') + 1)}${text === '?' ? '' : ` (${text})`}`,
  );
  if (names.length === 0) return undefined;
  return [
    document.createTextNode(
      t('Numbers to try stand for what only running the code decides: {0}.', [...new Set(names)].join(', ')),
    ),
  ];
}
