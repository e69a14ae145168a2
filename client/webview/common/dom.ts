/** Elements, made in one expression. Texts are always set as texts, never read as HTML. */

type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined;

export interface Properties {
  readonly class?: string;
  readonly text?: string;
  readonly style?: Readonly<Record<string, string>>;
  readonly on?: { readonly [Event in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Event]) => void };
  /**
   * Attributes: `true` sets it empty, `undefined` and `false` leave it out. (`aria-…` need a text: 'true', 'false'.)
   */
  readonly [attribute: string]: unknown;
}

/** `h('button', { class: 'quiet', on: { click } }, 'Export')` */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  const { class: classes, text, style, on, ...attributes } = properties;
  if (classes !== undefined) element.className = classes;
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value as Value);
  for (const [name, value] of Object.entries(style ?? {})) element.style.setProperty(name, value);
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener as EventListener);
  if (text !== undefined) element.textContent = text;
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for SVG. */
export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  append(element, children);
  return element;
}

export function setAttribute(element: Element, name: string, value: Value): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

/** Puts the children in place of what is there, and leaves alone those that are there already. */
export function fill(element: Element, children: readonly Node[]): void {
  let next = element.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else element.insertBefore(child, next);
  }
  while (next !== null) {
    const after = next.nextSibling;
    next.remove();
    next = after;
  }
}

/** Says something to readers of the screen that is not where their attention is. */
export function announcer(): (text: string) => void {
  const region = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  document.body.append(region);
  return (text) => {
    region.textContent = text;
  };
}

/**
 * One of many can be reached by Tab, the others by the arrow keys from there. `items` are asked for anew at each key,
 * so they may change.
 * Gives a function that makes one of them the one.
 */
export function roving(
  container: HTMLElement,
  items: () => readonly (HTMLElement | SVGElement)[],
  keys: { readonly previous: readonly string[]; readonly next: readonly string[] },
): (item: HTMLElement | SVGElement) => void {
  const select = (item: HTMLElement | SVGElement) => {
    for (const other of items()) other.setAttribute('tabindex', other === item ? '0' : '-1');
  };
  container.addEventListener('focusin', ({ target }) => {
    const item = items().find((one) => one === target);
    if (item !== undefined) select(item);
  });
  container.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(event.target as HTMLElement | SVGElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = keys.previous.includes(event.key)
      ? at - 1
      : keys.next.includes(event.key)
        ? at + 1
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? all.length - 1
            : undefined;
    if (to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
  });
  return select;
}
