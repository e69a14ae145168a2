/**
 * What people know a model by: its name where the program uses it, the call that made it, and its line. The same
 * wherever a model is spoken of.
 */
import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { isUndecidedName } from '../keras/naming.ts';
import { placeText } from '../python/syntax/place-text.ts';
import type { Place } from '../python/syntax/place.ts';
import { inEnglish } from '../words/language.ts';
import { joined, type Message, type Text, words } from '../words/message.ts';

export interface ModelLabel {
  /** `small` */
  readonly name: string;
  /**
   * `make(dense=256)`; undefined where the model is made by its constructor, without a function of the program around
   * it.
   */
  readonly call: string | undefined;
  /** `line 18`: of that call, or of the constructor. */
  readonly place: Message;
  /** By what it is found again after an edit, among the models of its program. */
  readonly key: string;
  /**
   * As much of these as tells it from the program's other models: `model`, `model · line 8`, `small · make(dense=256) ·
   * line 18`.
   */
  readonly text: Text;
}

/** A longer call is shown without its last arguments. */
const LONGEST_CALL = 40;

const known = new WeakMap<Analysis, readonly ModelLabel[]>();

/** The labels of all models of the program, in their order. */
export function modelLabels(analysis: Analysis): readonly ModelLabel[] {
  let labels = known.get(analysis);
  if (labels === undefined) {
    labels = labelsOf(analysis);
    known.set(analysis, labels);
  }
  return labels;
}

/**
 * The name by which the program uses it, else the first that it has there, else Keras's; where that is not known, its
 * class.
 */
export const modelName = ({ use, variable, name, className }: ModelFact): string =>
  use.name ?? variable ?? (isUndecidedName(name) ? className : name);

function labelsOf({ models, text }: Analysis): readonly ModelLabel[] {
  const bare = models.map((model) => {
    const { call, through } = model.use;
    const shown = call && callText(text.text.slice(call.start, call.end));
    const outer = through && callText(text.text.slice(through.start, through.end));
    return { name: modelName(model), call: shown, outer, place: placeText(text, (call ?? model.span).start) };
  });
  const names = new Labels(bare.map(({ name }) => [name]));
  const plain = bare.map(({ name, call, place }, index): readonly Text[] => [
    name,
    ...(call === undefined ? [] : [call]),
    ...(call !== undefined || names.many(index) ? [place] : []),
  ]);
  const alike = new Labels(plain);
  // The same call in a function that is called several times: told apart by what calls that.
  const through = plain.map((parts, index) => {
    const { outer } = bare[index]!;
    return alike.many(index) && outer !== undefined ? [...parts, outer] : parts;
  });
  const still = new Labels(through);
  const keys = new Labels(bare.map(({ name, call, outer }) => [name, call ?? '', outer ?? '']));
  return bare.map(({ name, call, place, outer }, index) => {
    const parts = through[index]!;
    const all = still.many(index) ? [...parts, words`${still.nth(index)} of ${still.count(index)}`] : parts;
    return {
      name,
      call,
      place,
      key: [name, call ?? '', outer ?? '', keys.nth(index)].join('\n'),
      text: all.length === 1 ? name : joined(all, ' · '),
    };
  });
}

/** Labels by which ones are the same. */
class Labels {
  readonly #texts: readonly string[];
  readonly #counts = new Map<string, number>();
  readonly #numbers: readonly number[];

  constructor(labels: readonly (readonly Text[])[]) {
    this.#texts = labels.map((parts) => parts.map(inEnglish).join('\n'));
    this.#numbers = this.#texts.map((text) => {
      const number = (this.#counts.get(text) ?? 0) + 1;
      this.#counts.set(text, number);
      return number;
    });
  }
  /** Of those that are the same as it, itself included, which one it is, from 1 on. */
  nth(index: number): number {
    return this.#numbers[index]!;
  }
  count(index: number): number {
    return this.#counts.get(this.#texts[index]!)!;
  }
  many(index: number): boolean {
    return this.count(index) > 1;
  }
}

/** The call in one line, with as many of its arguments as there is room for. */
export function callText(source: string): string {
  const line = source
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1');
  if (line.length <= LONGEST_CALL) return line;
  const open = line.indexOf('(');
  const end = endOfArguments(line, open);
  if (end !== undefined) return `${line.slice(0, end)}, …)`;
  return open >= 0 && open < LONGEST_CALL ? `${line.slice(0, open)}(…)` : '…';
}

/** Behind the last of the arguments that there is room for. */
function endOfArguments(line: string, open: number): number | undefined {
  let end: number | undefined;
  let depth = 0;
  for (let at = open; at >= 0 && at <= LONGEST_CALL - ', …)'.length; at++) {
    const character = line[at]!;
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 1) end = at;
  }
  return end;
}

/** Where a model is told by its label: the call that made it, or its constructor. */
export const useSpan = ({ use, span }: ModelFact): Place => use.call ?? span;
