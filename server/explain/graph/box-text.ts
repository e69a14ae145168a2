/** What is written in a box of the graph, and how large it is for that. */
import { textWidth } from '../pictures/svg.ts';
import type { Item, RepeatBox } from './items.ts';

export interface BoxText {
  /** `LSTM`, `6 × the same block`. */
  readonly title: string;
  /** At the right of the title: `56`, `256·features + 16,640`, `?`. */
  readonly count: string;
  readonly name: string;
  readonly shape: string;
}

/** Room around what is in a frame: beside it, between its title and it, and under it. */
export const FRAME = { side: 18, top: 24, bottom: 22 };

const LONGEST = 30;
const WIDTH = { least: 210, most: 320 };
const SIDE = 14;

export function boxText(item: Item): BoxText {
  if (item.kind === 'repeat') return { title: repeatTitle(item), count: '', name: `${item.first} … ${item.last}`, shape: '' };
  const { className, name, shape, params, built } = item.row;
  return { title: shortened(className, LONGEST), count: built ? shortened(params.value === 0 ? '' : params.text, LONGEST) : 'not built', name: shortened(name, LONGEST + 6), shape: shortened(shape, LONGEST + 6) };
}

export function boxSize(item: Item): { readonly width: number; readonly height: number } {
  const { title, count, name, shape } = boxText(item);
  const wanted = 2 * SIDE + Math.max(textWidth(title, 13) + (count === '' ? 0 : 18 + textWidth(count, 12)), textWidth(name, 11), textWidth(shape, 12));
  return { width: Math.min(WIDTH.most, Math.max(WIDTH.least, Math.ceil(wanted / 10) * 10)), height: item.kind === 'repeat' ? 40 : 58 };
}

/** The whole of it, for a tooltip and for readers of the screen: first what is written in the box, in the same order. */
export function boxDescription(item: Item): string {
  if (item.kind === 'repeat') return `${repeatTitle(item)}: ${item.first} … ${item.last}, ${item.length} layers each, the same but for their names`;
  const { className, name, shape, params, built, unknown, inside, training } = item.row;
  const parts = [
    `${className} ${name}${training === 'frozen' ? ' · frozen' : ''}`,
    shape === '?' ? 'shape not known' : shape,
    !built ? 'not built' : params.known === 'unknown' ? 'parameters not known' : `${params.text} ${params.value === 1 ? 'parameter' : 'parameters'}`,
    ...(inside === undefined ? [] : [`${inside.rows.length} layers inside`]),
    ...(unknown === undefined ? [] : [`unknown because ${unknown}`]),
  ];
  return parts.join(', ');
}

/** All of them are drawn, or the one. */
const repeatTitle = ({ times, opened }: RepeatBox): string => `${times} × ${opened ? 'the same' : 'this'} block`;

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
