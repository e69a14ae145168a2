/** What people know a model by: its name where the program uses it, the call that made it, and its line. The same wherever a model is spoken of. */
import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { isUndecidedName } from '../keras/naming.ts';
import { placeText } from '../python/syntax/place-text.ts';
import type { Span } from '../python/syntax/tree.ts';

export interface ModelLabel {
  /** `small` */
  readonly name: string;
  /** `make(dense=256)`; undefined where the model is made by its constructor, without a function of the program around it. */
  readonly call: string | undefined;
  /** `line 18`: of that call, or of the constructor. */
  readonly place: string;
  /** By what it is found again after an edit, among the models of its program. */
  readonly key: string;
  /** As much of these as tells it from the program's other models: `model`, `model · line 8`, `small · make(dense=256) · line 18`. */
  readonly text: string;
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

export const labelOf = (analysis: Analysis, model: ModelFact): ModelLabel | undefined => modelLabels(analysis)[analysis.models.indexOf(model)];

/** The name by which the program uses it, else the first that it has there, else Keras's; where that is not known, its class. */
export const modelName = ({ use, variable, name, className }: ModelFact): string => use.name ?? variable ?? (isUndecidedName(name) ? className : name);

function labelsOf({ models, text }: Analysis): readonly ModelLabel[] {
  const bare = models.map((model) => {
    const { call, through } = model.use;
    const shown = call && callText(text.text.slice(call.start, call.end));
    const outer = through && callText(text.text.slice(through.start, through.end));
    return { name: modelName(model), call: shown, outer, place: placeText(text, (call ?? model.span).start) };
  });
  const names = counted(bare.map(({ name }) => name));
  const plain = bare.map(({ name, call, place }) => [name, call, call !== undefined || names.get(name)! > 1 ? place : undefined].filter((part) => part !== undefined).join(' · '));
  const alike = counted(plain);
  // The same call in a function that is called several times: told apart by what calls that.
  const through = plain.map((label, index) => (alike.get(label)! > 1 && bare[index]!.outer !== undefined ? `${label} · ${bare[index]!.outer}` : label));
  const still = counted(through);
  const keys = ordinals(bare.map(({ name, call, outer }) => [name, call ?? '', outer ?? ''].join('\n')));
  const numbers = ordinals(through);
  return bare.map(({ name, call, place, outer }, index) => {
    const label = through[index]!;
    const many = still.get(label)!;
    const key = [name, call ?? '', outer ?? '', keys[index]].join('\n');
    return { name, call, place, key, text: many === 1 ? label : `${label} · ${numbers[index]} of ${many}` };
  });
}

/** Of each text, which one it is of those that are the same, from 1 on. */
function ordinals(texts: readonly string[]): readonly number[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const number = (seen.get(text) ?? 0) + 1;
    seen.set(text, number);
    return number;
  });
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The call in one line, with as many of its arguments as there is room for. */
export function callText(source: string): string {
  const line = source.replace(/\s+/g, ' ').replace(/([([{]) /g, '$1').replace(/,? ([)\]}])/g, '$1');
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
export const useSpan = ({ use, span }: ModelFact): Span => use.call ?? span;
