/**
 * One time step, stage by stage: the equation of each stage with its arrays and vectors drawn under their letters. A
 * vector is empty until the stage that makes it.
 * Nothing moves by itself until Play; where the system asks for less motion, stages change without transitions.
 */
import type { Equations, EquationTerm } from '../../../server/explain/document/document.ts';
import type { Stack } from '../../../server/explain/explorer/matrices.ts';
import type { Stage, TimeStep } from '../../../server/explain/explorer/time-step.ts';
import { fill, h, s } from '../common/dom.ts';
import { language, t } from '../common/language.ts';
import type { Lit } from './picture-marks.ts';
import { equation, equationTerm } from './text.ts';

/** How long a stage stays while it plays, in milliseconds. */
const STAGE = 3200;

export class Step {
  readonly element: HTMLElement;
  readonly #play = h('button', {
    type: 'button',
    class: 'play',
    on: { click: () => (this.#timer === undefined ? this.#start() : this.#stop()) },
  });
  readonly #title = h('h2', { id: 'step-title' });
  readonly #where = h('span', { class: 'where quiet', role: 'status' });
  readonly #stages = h('ol', { class: 'stages' });
  readonly #light: (lit: Lit | undefined) => void;
  #step: TimeStep | undefined;
  #items: readonly HTMLElement[] = [];
  #key = '';
  /** undefined: not begun. */
  #at: number | undefined;
  #time = 1;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(light: (lit: Lit | undefined) => void) {
    this.#light = light;
    const button = (text: string, label: string, click: () => void) =>
      h('button', { type: 'button', 'aria-label': label, title: label, on: { click } }, text);
    this.element = h(
      'section',
      { class: 'step', 'aria-labelledby': 'step-title' },
      h(
        'div',
        { class: 'head' },
        this.#title,
        h(
          'div',
          { class: 'buttons', role: 'toolbar', 'aria-label': t('Time step') },
          button('◀', t('One stage back'), () => this.#by(-1)),
          this.#play,
          button('▶', t('One stage on'), () => this.#by(1)),
          button(t('Show all'), t('Show all stages at once'), () => this.#reset()),
        ),
        this.#where,
      ),
      this.#stages,
    );
    this.#showPlay();
  }

  update(
    step: TimeStep | undefined,
    equations: Equations | undefined,
    stack: Stack | undefined,
    className: string,
  ): void {
    this.element.hidden = step === undefined;
    if (step === undefined || equations === undefined || stack === undefined) {
      this.#reset();
      return;
    }
    this.#title.textContent = stack.title === '' ? t('One time step') : t('One time step ({0})', stack.title);
    const isOther = this.#key !== className;
    this.#key = className;
    this.#step = step;
    if (isOther) this.#reset();
    this.#time = Math.min(this.#time, step.timesteps ?? Number.POSITIVE_INFINITY);
    this.#items = step.stages.map((stage, index) => this.#stage(stage, index, equations, stack, step));
    fill(this.#stages, this.#items);
    this.#show();
  }

  #stage(stage: Stage, index: number, equations: Equations, stack: Stack, step: TimeStep): HTMLElement {
    const line = stage.line === undefined ? undefined : equations.lines[stage.line];
    return h(
      'li',
      {
        class: 'stage',
        on: {
          click: () => {
            this.#stop();
            this.#go(index);
          },
        },
      },
      h('h3', {}, h('button', { type: 'button', class: 'quiet', text: language.say(stage.title) })),
      h('p', { text: language.say(stage.says) }),
      line !== undefined && equation(line, (term) => drawing(term, stack, step)),
      stage.id === 'read' && arrivals(stage, step),
    );
  }

  #by(stages: number): void {
    this.#stop();
    const { stages: all = [] } = this.#step ?? {};
    if (this.#at === undefined) {
      this.#go(stages > 0 ? 0 : all.length - 1);
      return;
    }
    this.#advance(stages);
  }

  /** Beyond the last stage the next time step begins. False where there is no further one. */
  #advance(stages: number): boolean {
    const { stages: all = [], timesteps = Number.POSITIVE_INFINITY } = this.#step ?? {};
    const next = (this.#at ?? -1) + stages;
    if (next >= all.length) {
      if (this.#time >= timesteps) return false;
      this.#time++;
      this.#go(0);
    } else if (next < 0) {
      if (this.#time > 1) {
        this.#time--;
        this.#go(all.length - 1);
      }
    } else {
      this.#go(next);
    }
    return true;
  }

  #go(index: number): void {
    this.#at = index;
    this.#show();
  }

  #reset(): void {
    this.#stop();
    this.#at = undefined;
    this.#time = 1;
    this.#show();
  }

  #start(): void {
    if (this.#at === undefined) this.#go(0);
    this.#timer = setInterval(() => {
      if (!this.#advance(1)) this.#stop();
    }, STAGE);
    this.#showPlay();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#showPlay();
  }

  #showPlay(): void {
    this.#play.textContent = this.#timer === undefined ? t('Play') : t('Pause');
  }

  #show(): void {
    const at = this.#at;
    const { stages = [], timesteps } = this.#step ?? {};
    const stage = at === undefined ? undefined : stages[at];
    this.element.classList.toggle('running', stage !== undefined);
    const made = new Set(stages.slice(0, at === undefined ? stages.length : at + 1).flatMap(({ makes }) => makes));
    this.#items.forEach((item, index) => {
      item.classList.toggle('current', index === at);
      item.classList.toggle('later', at !== undefined && index > at);
      if (index === at) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      for (const vector of item.querySelectorAll<SVGElement>('[data-vector]'))
        vector.classList.toggle('unmade', !made.has(vector.dataset['vector'] ?? ''));
    });
    if (stage !== undefined && this.#timer !== undefined)
      this.#items[at ?? 0]?.scrollIntoView({ block: 'nearest', behavior: calm() ? 'auto' : 'smooth' });
    const time = this.#time.toLocaleString('en-US');
    const when = timesteps === undefined ? `t = ${time}` : t('t = {0} of {1}', time, timesteps.toLocaleString('en-US'));
    this.#where.textContent =
      stage === undefined ? '' : `${when} · ${(at ?? 0) + 1}/${stages.length} ${language.say(stage.title)}`;
    this.#light(stage === undefined ? undefined : { arrays: stage.arrays, gates: stage.gates });
  }
}

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** x, h and c as they come in. */
function arrivals({ makes }: Stage, { features, units }: TimeStep): HTMLElement {
  const names: Readonly<Record<string, string>> = { x: 'x(t)', h0: 'h(t−1)', c0: 'c(t−1)' };
  return h(
    'div',
    { class: 'equation' },
    ...makes.map((name) =>
      equationTerm(
        { text: names[name] ?? name, under: `(${name === 'x' ? features : units},)` },
        vector(name, name === 'x' ? features : units, undefined),
      ),
    ),
  );
}

const UNIT = 9;
const MOST = 10;
/** Larger sizes are drawn as if they were so many; their shape stands under them. */
const drawn = (size: number): number => Math.max(1, Math.min(size, MOST));

function drawing({ picture }: EquationTerm, stack: Stack, step: TimeStep): SVGElement | undefined {
  if (picture === undefined) return undefined;
  if ('vector' in picture) {
    if (picture.vector === 'z' && picture.gate === undefined && stack.groups.length > 1)
      return blocks(
        'z',
        stack.groups.map(({ size, colour }) => ({ columns: size, colour })),
        1,
      );
    return vector(picture.vector, picture.vector === 'x' ? step.features : step.units, picture.gate);
  }
  const matrix = stack.matrices.find(({ name }) => name === picture.array);
  if (matrix === undefined) return undefined;
  const groups = stack.groups
    .map(({ size, colour }) => ({ columns: size, colour }))
    .filter((_, index) => picture.gate === undefined || index === picture.gate);
  const rows = matrix.role === 'bias' && picture.gate !== undefined ? 1 : matrix.rowCount;
  return blocks(undefined, groups, rows);
}

const vector = (name: string, size: number, gate: number | undefined): SVGElement =>
  blocks(name, [{ columns: size, colour: gate }], 1);

/** Blocks of cells beside each other; `name`: a vector, which is empty until it is made. */
function blocks(
  name: string | undefined,
  groups: readonly { readonly columns: number; readonly colour: number | undefined }[],
  rows: number,
): SVGElement {
  const most = groups.length > 1 ? Math.max(2, Math.floor(16 / groups.length)) : MOST;
  const high = Math.min(drawn(rows), 6);
  const marks: SVGElement[] = [];
  let x = 1;
  for (const { columns, colour } of groups) {
    const count = Math.min(drawn(columns), most);
    marks.push(
      s('rect', {
        x,
        y: 1,
        width: count * UNIT,
        height: high * UNIT,
        rx: 1.5,
        class: `block ${colour === undefined ? 'state' : `g${colour % 6}`}`,
      }),
    );
    const lines = [
      ...Array.from({ length: count - 1 }, (_, index) => `M${x + (index + 1) * UNIT} 1v${high * UNIT}`),
      ...Array.from({ length: high - 1 }, (_, index) => `M${x} ${1 + (index + 1) * UNIT}h${count * UNIT}`),
    ];
    if (lines.length > 0) marks.push(s('path', { d: lines.join(''), class: 'lines' }));
    x += count * UNIT + 1.5;
  }
  const svg = s('svg', { width: x + 0.5, height: high * UNIT + 2, class: 'drawn', 'aria-hidden': 'true' }, ...marks);
  if (name !== undefined) svg.dataset['vector'] = name;
  return svg;
}
