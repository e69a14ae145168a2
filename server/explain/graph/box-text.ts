/** What is written in a box of the graph, and how large it is for that. */
import type { Language } from '../../words/language.ts';
import { joined, message, words, type Message, type Text } from '../../words/message.ts';
import { countedNoun } from '../../words/nouns.ts';
import { countedIn, type CountView, type RowView } from '../model-view.ts';
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

export function boxText(item: Item, language: Language): BoxText {
  if (item.kind === 'repeat')
    return { title: language.say(repeatTitle(item)), count: '', name: `${item.first} … ${item.last}`, shape: '' };
  const { row } = item;
  const count = row.params.value === 0 ? '' : row.params.text;
  return {
    title: shortened(row.className, LONGEST),
    count: row.built ? shortened(count, LONGEST) : language.say(words`not built`),
    name: shortened(row.name, LONGEST + 6),
    shape: shortened(row.shape, LONGEST + 6),
  };
}

export function boxSize(item: Item, language: Language): { readonly width: number; readonly height: number } {
  const { title, count, name, shape } = boxText(item, language);
  const wanted =
    2 * SIDE +
    Math.max(
      textWidth(title, 13) + (count === '' ? 0 : 18 + textWidth(count, 12)),
      textWidth(name, 11),
      textWidth(shape, 12),
    );
  return {
    width: Math.min(WIDTH.most, Math.max(WIDTH.least, Math.ceil(wanted / 10) * 10)),
    height: item.kind === 'repeat' ? 40 : 58,
  };
}

/** The name under the title: `dense · frozen`. */
export function boxName(name: string, isFrozen: boolean, language: Language): string {
  return isFrozen ? language.say(words`${name} · frozen`) : name;
}

/**
 * The whole of it, for a tooltip and for readers of the screen: first what is written in the box, in the same order.
 */
export function boxDescription(item: Item, language: Language): string {
  return language.say(item.kind === 'repeat' ? repeatDescription(item) : rowDescription(item.row));
}

function repeatDescription(item: RepeatBox): Text {
  const title = repeatTitle(item);
  const span = `${item.first} … ${item.last}`;
  return message(
    '{0}: {1}, {2, plural, one {# layer} other {# layers}} each, the same but for their names',
    title,
    span,
    item.length,
  );
}

function rowDescription({ className, name, shape, params, built, unknown, inside, training }: RowView<unknown>): Text {
  const title = `${className} ${name}`;
  return joined(
    [
      training === 'frozen' ? words`${title} · frozen` : title,
      shape === '?' ? words`shape not known` : shape,
      parametersText(built, params),
      ...(inside === undefined
        ? []
        : [message('{0, plural, one {# layer} other {# layers}} inside', inside.rows.length)]),
      ...(unknown === undefined ? [] : [words`unknown because ${unknown}`]),
    ],
    ', ',
  );
}

/** `56 parameters`, of a layer or a model. */
export function parametersText(built: boolean, count: CountView): Message {
  if (!built) return words`not built`;
  return count.known === 'unknown' ? words`parameters not known` : countedNoun(countedIn(count), 'parameter');
}

/** All of them are drawn, or the one. */
const repeatTitle = ({ times, opened }: RepeatBox): Text =>
  opened ? words`${times} × the same block` : words`${times} × this block`;

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
