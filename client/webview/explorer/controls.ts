/**
 * The arguments and the input as sliders, fields, switches and choices. A control is made once and then follows its
 * value, so that the keyboard stays in it.
 */
import type { Control, ControlGroup } from '../../../server/explain/explorer/controls.ts';
import { sizesText } from '../../../server/explain/explorer/controls.ts';
import { axisNames, inputNames } from '../../../server/explain/explorer/inputs.ts';
import { words } from '../../../server/words/message.ts';
import { valueOfLiteral } from '../../../server/explain/explorer/literal.ts';
import type { CallSpecification, PlainShape } from '../../../server/explain/explorer/specification.ts';
import { code, say } from '../../../server/explain/document/document.ts';
import { fill, h } from '../common/dom.ts';
import { language, t } from '../common/language.ts';
import { inline } from './text.ts';
import type { Shown } from './trial.ts';

export interface ControlEvents {
  argument(path: string, text: string): void;
  input(name: string, shape: PlainShape): void;
}

interface Made {
  readonly element: HTMLElement;
  readonly update: (control: Control) => void;
}

let made = 0;
const uniqueId = (): string => `control-${++made}`;

export class Controls {
  readonly element = h('section', { class: 'controls', 'aria-label': t('Arguments and input') });
  readonly #events: ControlEvents;
  readonly #made = new Map<string, Made>();
  #key = '';

  constructor(events: ControlEvents) {
    this.#events = events;
  }

  /** `refused`: the argument that Keras does not take. */
  update(shown: Shown, groups: readonly ControlGroup[], call: CallSpecification, refused: string | undefined): void {
    const key = JSON.stringify([
      shown.call,
      shown.notes,
      shown.written,
      groups.map(({ className, controls }) => [className, controls.map(({ kind, path }) => `${kind} ${path}`)]),
    ]);
    if (key !== this.#key) {
      this.#key = key;
      this.#made.clear();
      fill(this.element, [
        ...groups
          .filter(({ controls, others }) => controls.length + others.length > 0)
          .map((group) => this.#group(shown, group)),
        ...this.#inputs(shown, call),
      ]);
    }
    for (const control of groups.flatMap(({ controls }) => controls)) this.#made.get(control.path)?.update(control);
    for (const [path, { element }] of this.#made) {
      const isRefused = refused !== undefined && path.slice(path.lastIndexOf('.') + 1) === refused;
      for (const field of element.querySelectorAll('input, select')) {
        if (isRefused) field.setAttribute('aria-invalid', 'true');
        else if (!field.classList.contains('unread')) field.removeAttribute('aria-invalid');
      }
    }
  }

  #group(shown: Shown, { className, controls, others }: ControlGroup): HTMLElement {
    const id = uniqueId();
    return h(
      'div',
      { class: 'group', role: 'group', 'aria-labelledby': id },
      h('h2', { id, text: className }),
      ...controls.map((control) => {
        const { element, update } = this.#control(control);
        const note = noteOf(shown, control.path);
        if (note !== undefined) element.append(h('p', { class: 'note quiet' }, ...note));
        this.#made.set(control.path, { element, update });
        return element;
      }),
      others.length > 0 &&
        h(
          'p',
          { class: 'note quiet' },
          ...inline(
            say`Without effect on arrays and shapes: ${code(others.map(({ name, text }) => `${name}=${text}`).join(', '))}`,
          ),
        ),
    );
  }

  #control(control: Control): Made {
    const change = (text: string) => this.#events.argument(control.path, text);
    switch (control.kind) {
      case 'size':
        return sizeField(control, change);
      case 'sizes':
        return windowFields(control, change);
      case 'flag':
        return flagSwitch(control, change);
      case 'choice':
        return choiceList(control, change);
      case 'text':
        return literalField(control, change);
    }
  }

  #inputs(shown: Shown, call: CallSpecification): HTMLElement[] {
    const names = inputNames(call);
    const keys = [...call.inputs.map((_, index) => String(index)), ...Object.keys(call.more)];
    const shapes = [...call.inputs, ...Object.values(call.more)];
    return shapes.map((shape, place) => {
      const id = uniqueId();
      const key = keys[place] ?? '0';
      const title = shapes.length === 1 ? t('Input') : t('Input: {0}', names[place] ?? '');
      const now = [...shape];
      const axes = axisNames(call.layer, shape.length);
      const fields = shape.map((size, axis) => {
        if (axis === 0) return h('p', { class: 'note quiet', text: t('batch: {0}, in no array', size ?? 'None') });
        const { element, update } = numberField({
          label: language.say(axes[axis] ?? words`axis ${axis}`),
          least: 1,
          most: reach(size ?? 16),
          none: 'None',
          change: (value) => {
            now[axis] = value ?? null;
            this.#events.input(key, [...now]);
          },
        });
        update(size ?? undefined);
        const note = shown.notes[`input.${key}.${axis}`];
        if (note !== undefined)
          element.append(
            h(
              'p',
              { class: 'note quiet' },
              ...inline(say`${code(note)} in the code; shown as ${String(size ?? 'None')}`),
            ),
          );
        return element;
      });
      return h(
        'div',
        { class: 'group', role: 'group', 'aria-labelledby': id },
        h('h2', { id, text: title }),
        h('p', {
          class: 'note quiet',
          text:
            shown.notes[`input.${key}`] === undefined
              ? t('What comes before this layer decides it; here you can try others.')
              : t('Not known from the code: this is an example.'),
        }),
        ...fields,
      );
    });
  }
}

/** A slider and a field; None where it is empty. */
function sizeField(control: Extract<Control, { kind: 'size' }>, change: (text: string) => void): Made {
  const most = control.slider ? reach(control.value ?? 16) : undefined;
  const { element, update } = numberField({
    label: control.name,
    least: control.least,
    most,
    none: control.optional ? 'None' : undefined,
    change: (value) => change(value === undefined ? 'None' : String(value)),
  });
  return {
    element,
    update: (now) => {
      if (now.kind === 'size') update(now.value);
    },
  };
}

/** A switch for True and False. */
function flagSwitch(control: Extract<Control, { kind: 'flag' }>, change: (text: string) => void): Made {
  const id = uniqueId();
  const box = h('input', {
    type: 'checkbox',
    role: 'switch',
    id,
    on: { change: () => change(box.checked ? 'True' : 'False') },
  });
  return {
    element: h('div', { class: 'control flag' }, box, h('label', { for: id }, ...broken(control.name))),
    update: (now) => {
      if (now.kind === 'flag') box.checked = now.value;
    },
  };
}

/** A list of what Keras has under a name. */
function choiceList(control: Extract<Control, { kind: 'choice' }>, change: (text: string) => void): Made {
  const id = uniqueId();
  const select = h(
    'select',
    { id, on: { change: () => change(select.value) } },
    ...control.options.map((option) => h('option', { value: option, text: option.replace(/^'(.*)'$/, '$1') })),
  );
  return {
    element: h('div', { class: 'control choice' }, h('label', { for: id }, ...broken(control.name)), select),
    update: (now) => {
      select.value = now.text;
    },
  };
}

/** A field for a value as Python writes it; what is no such value is not taken. */
function literalField(control: Extract<Control, { kind: 'text' }>, change: (text: string) => void): Made {
  const id = uniqueId();
  const field = h('input', {
    type: 'text',
    id,
    class: 'mono',
    spellcheck: 'false',
    autocomplete: 'off',
    on: {
      input: () => {
        const isRead = valueOfLiteral(field.value) !== undefined;
        field.classList.toggle('unread', !isRead);
        field.setAttribute('aria-invalid', String(!isRead));
        if (isRead) change(field.value.trim());
      },
    },
  });
  return {
    element: h('div', { class: 'control text' }, h('label', { for: id }, ...broken(control.name)), field),
    update: (now) => {
      if (document.activeElement !== field) field.value = now.text;
    },
  };
}

/** Why an argument is not what it seems. */
function noteOf({ written, notes, isWritten }: Shown, path: string): (Node | string)[] | undefined {
  const state = written[path];
  const assumed = notes[path];
  if (assumed !== undefined) {
    return inline(
      say`${code(state?.kind === 'elsewhere' ? state.text : assumed)} in the code, which only running it decides; a number to try`,
    );
  }
  if (state?.kind === 'elsewhere') return inline(say`Written as ${code(state.text)}: to change it, change that.`);
  return isWritten ? undefined : [];
}

/** A long name may break behind its underscores. */
const broken = (name: string): (Node | string)[] =>
  name.split(/(?<=_)/).flatMap((part, index) => (index === 0 ? [part] : [h('wbr'), part]));

/** How far a slider goes: beyond the value, at a round number. */
function reach(value: number): number {
  return (
    [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 10_000, 50_000, 200_000].find((most) => most >= 2 * value) ??
    4 * value
  );
}

/** A slider and a field for one whole number; `none`: the field may be empty, which is that. */
function numberField({
  label,
  least,
  most,
  none,
  change,
}: {
  label: string;
  least: number;
  most: number | undefined;
  none: string | undefined;
  change: (value: number | undefined) => void;
}): { element: HTMLElement; update: (value: number | undefined) => void } {
  const id = uniqueId();
  const field = h('input', { type: 'number', id, min: least, step: 1, placeholder: none, inputmode: 'numeric' });
  const slider =
    most === undefined
      ? undefined
      : h('input', { type: 'range', min: least, max: most, step: 1, 'aria-label': t('{0}, slider', label) });
  const show = (value: number | undefined) => {
    if (document.activeElement !== field) field.value = value === undefined ? '' : String(value);
    if (slider === undefined) return;
    if (value !== undefined && value > Number(slider.max)) slider.max = String(reach(value));
    slider.value = String(value ?? least);
    slider.setAttribute('aria-valuetext', value === undefined ? (none ?? '') : `${value} ${label}`);
    slider.classList.toggle('none', value === undefined);
  };
  field.addEventListener('input', () => {
    const isNone = field.value === '';
    const value = Number(field.value);
    const isRead = isNone ? none !== undefined : Number.isInteger(value) && value >= least && value <= 1e9;
    field.classList.toggle('unread', !isRead);
    field.setAttribute('aria-invalid', String(!isRead));
    if (isRead) change(isNone ? undefined : value);
  });
  slider?.addEventListener('input', () => {
    field.value = slider.value;
    change(Number(slider.value));
  });
  return {
    element: h('div', { class: 'control size' }, h('label', { for: id }, ...broken(label)), slider, field),
    update: show,
  };
}

/** The numbers of a window, one for each axis; one for all where they are written as one. */
function windowFields(control: Extract<Control, { kind: 'sizes' }>, change: (text: string) => void): Made {
  let values = [...control.values];
  let { single } = control;
  const id = uniqueId();
  const fields = control.axes.map((axis, index) => {
    const field = h('input', {
      type: 'number',
      min: control.least,
      step: 1,
      'aria-label': control.axes.length === 1 ? control.name : `${control.name}, ${language.say(axis)}`,
    });
    field.addEventListener('input', () => {
      const value = Number(field.value);
      if (!Number.isInteger(value) || value < control.least) return;
      values[index] = value;
      change(sizesText(values, single && values.every((size) => size === value)));
    });
    return field;
  });
  const all = h('input', {
    type: 'range',
    min: control.least,
    max: Math.max(11, 2 * Math.max(...values)),
    step: 1,
    'aria-label': t('{0}, all axes, slider', control.name),
  });
  all.addEventListener('input', () => {
    values = values.map(() => Number(all.value));
    change(sizesText(values, single));
  });
  return {
    element: h(
      'div',
      { class: 'control window', role: 'group', 'aria-labelledby': id },
      h('span', { class: 'label', id }, ...broken(control.name)),
      all,
      h('span', { class: 'fields' }, ...fields),
    ),
    update: (now) => {
      if (now.kind !== 'sizes') return;
      values = [...now.values];
      single = now.single;
      all.value = String(values[0]);
      all.setAttribute('aria-valuetext', values.join(' × '));
      fields.forEach((field, index) => {
        if (document.activeElement !== field) field.value = String(values[index]);
      });
    },
  };
}
