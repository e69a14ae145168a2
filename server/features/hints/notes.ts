/** What there is to say behind pieces of code: facts in the lengths that a hint may have. */
import { wholeOf } from '../../shapes/axes.ts';
import type { Analysis, Count, LayerCallFact, ModelFact } from '../../analysis/analysis.ts';
import { decidingSizes, exactCount } from '../../explain/count-text.ts';
import { flatten, formatShapes } from '../../explain/nest-text.ts';
import type { Place, Span } from '../../python/syntax/place.ts';
import { formatDimension } from '../../shapes/dimension.ts';
import { callText, modelName } from '../model-label.ts';
import { bySpan } from '../spans.ts';
import type { Language } from '../../words/language.ts';
import { joined as joinedTexts, type Message, words } from '../../words/message.ts';
import { countedNoun } from '../../words/nouns.ts';
import { type HintPart, type HintText, joined, plain, type Texts } from './hint-text.ts';
import { endOfLine, isAlone } from './lines.ts';
import { tensorNotes } from './tensor-notes.ts';
import { valueNote, withoutInner } from './value-notes.ts';
import { countTexts, type Loops, shapeTexts } from './varying.ts';

export type NoteKind = 'layer' | 'model' | 'tensor' | 'array' | 'value';

/** Which notes are wanted. */
export interface NoteOptions {
  readonly shapes: boolean;
  readonly parameters: boolean;
  readonly totals: boolean;
  readonly values: boolean;
  /** Shapes of NumPy's arrays and of other data. */
  readonly arrays: boolean;
  /** Of a layer with fewer parameters the number is not shown. */
  readonly minimumParameters: number;
  readonly loops: Loops;
}

export interface Note extends Texts {
  /** What it is about. */
  readonly span: Place;
  readonly kind: NoteKind;
  /**
   * The same as a name, for a line that says several things: `Dense`, or `Dense(64)` where there are two; the first is
   * the shortest.
   */
  readonly subjects: readonly string[];
  /** Further, shorter versions that are complete where the name stands before them. */
  readonly afterName?: readonly HintText[];
  /**
   * The code that it is about is all of its line that has a value: nobody takes the note for one about something else.
   */
  readonly standsAlone: boolean;
}

export type Several<Fact> = readonly [Fact, ...Fact[]];
/** A longer constructor is no name among others. */
const LONGEST_CONSTRUCTOR = 14;

/** The notes about what ends, or is bound, within `range`. */
export function notesIn(analysis: Analysis, options: NoteOptions, range: Span, language: Language): readonly Note[] {
  const inside = <Fact extends { readonly span: Place }>(facts: readonly Fact[]): readonly Fact[] =>
    facts.filter(({ span: { end } }) => end >= range.start && end <= range.end);
  const { text } = analysis.text;
  const calls = inside(analysis.calls);
  const notes: (Note | undefined)[] = [];
  if (options.shapes || options.parameters)
    notes.push(
      ...bySpan(withoutModels(calls, analysis.models)).map((facts) => layerNote(facts, options, text, language)),
    );
  if (options.shapes || options.arrays)
    notes.push(...tensorNotes(inside(analysis.tensors), calls, options, text, language));
  if (options.totals)
    notes.push(...modelNotes(inside(analysis.models), inside(analysis.modelCalls), options.loops, text, language));
  if (options.values)
    notes.push(
      ...bySpan(inside(withoutInner(analysis.values.filter(({ hinted }) => hinted)))).map((facts) =>
        valueNote(facts, text, options.loops),
      ),
    );
  return notes.filter((note) => note !== undefined);
}

// ------------------------------------------------------------ layers

/**
 * Where a model is made, it has its total: that it is also called from there, as an item of another one, is told there.
 */
function withoutModels(calls: readonly LayerCallFact[], models: readonly ModelFact[]): readonly LayerCallFact[] {
  const made = new Set(models.map(({ span: { start, end } }) => `${start}-${end}`));
  return calls.filter(({ span: { start, end } }) => !made.has(`${start}-${end}`));
}

function layerNote(
  calls: Several<LayerCallFact>,
  { shapes, parameters, loops, minimumParameters }: NoteOptions,
  text: string,
  language: Language,
): Note | undefined {
  const [{ span }] = calls;
  const shape = shapes ? shapeOf(calls, loops, language) : undefined;
  // `Input(batch_shape=(8, 100, 4))` says it already.
  const shown = shape !== undefined && text.slice(span.start, span.end).includes(shape.exact) ? undefined : shape;
  const isCounted = parameters && calls.some(({ layer }) => isWorthCounting(layer.params, minimumParameters));
  const count = isCounted
    ? inWords(
        countTexts(
          calls.map(({ layer }) => layer.params),
          loops,
        ),
        [counted],
        language,
      )
    : undefined;
  if (shown === undefined && (count === undefined || count.versions.length === 0)) return undefined;
  const prefix = times(calls);
  const arrow = prefix === '' ? '→ ' : '';
  const versions =
    shown === undefined
      ? count!.versions.map((version) => plain(prefix + version))
      : shown.versions.flatMap((parts) => [
          ...(count?.versions ?? []).map((version) => joined(prefix, arrow, parts, ` · ${version}`)),
          joined(prefix, arrow, parts),
          joined(prefix, parts),
        ]);
  const exact = joinedTexts(
    [
      ...(shown === undefined ? [] : [prefix + arrow + shown.exact]),
      ...(count === undefined ? [] : [shown === undefined ? joinedTexts([prefix, count.exact], '') : count.exact]),
    ],
    ' · ',
  );
  return {
    span,
    kind: 'layer',
    exact,
    versions,
    subjects: layerSubjects(calls, text),
    standsAlone: isAlone(span, text),
  };
}

/** undefined where no shape is known. */
function shapeOf(calls: Several<LayerCallFact>, loops: Loops, language: Language): Texts<HintText, string> | undefined {
  const { exact, versions } = shapeTexts(
    calls.map(({ output }) => (isKnown(output) ? output : undefined)),
    loops,
    language,
  );
  if (exact === '?') return undefined;
  const linked = linkedShape(calls);
  return {
    exact,
    versions: versions.map((version) =>
      linked !== undefined && version === formatShapes(calls[0].output) ? linked : plain(version),
    ),
  };
}

/** The shape in pieces, where sizes in it are written elsewhere than in the layer's call. */
function linkedShape([{ span, sources, output }]: Several<LayerCallFact>): HintText | undefined {
  const [first, ...others] = output === undefined ? [] : flatten(output);
  const only = wholeOf(first);
  if (sources === undefined || only === undefined || others.length > 0) return undefined;
  const links = sources.map((source) =>
    source !== undefined && (source.start < span.start || source.end > span.end) ? source : undefined,
  );
  if (!links.some((link) => link !== undefined)) return undefined;
  const dimensions = only.flatMap((dimension, axis): HintPart[] => [
    { text: axis === 0 ? '(' : ', ' },
    { text: formatDimension(dimension), source: links[axis] },
  ]);
  return joined(dimensions, only.length === 1 ? ',)' : ')');
}

const isKnown = (output: LayerCallFact['output']): boolean =>
  output !== undefined && flatten(output).some((shape) => shape !== undefined);

/** Nobody needs to be told that a Dropout has none. A formula may come to any number. */
function isWorthCounting(count: Count, minimum: number): boolean {
  const exact = exactCount(count);
  return exact === undefined ? count !== undefined : exact >= BigInt(Math.max(1, Math.ceil(minimum)));
}

/** Its name in the program; its constructor; its own name. */
function layerSubjects(calls: Several<LayerCallFact>, text: string): readonly string[] {
  const [{ nameSpan, constructorSpan, layer }] = calls;
  const written = nameSpan?.text;
  const made =
    constructorSpan &&
    nameSpan &&
    callText(text.slice(Math.max(constructorSpan.start, nameSpan.start), constructorSpan.end));
  return [
    written ?? layer.className,
    ...(made !== undefined && made.length <= LONGEST_CONSTRUCTOR ? [made] : []),
    ...(calls.length === 1 ? [layer.name] : []),
  ];
}

// ------------------------------------------------------------ models

/** Where models are made, and where functions of the program give them. */
function modelNotes(
  models: readonly ModelFact[],
  modelCalls: Analysis['modelCalls'],
  loops: Loops,
  text: string,
  language: Language,
): readonly (Note | undefined)[] {
  const lines = new Set(models.map(({ span }) => endOfLine(text, span.end)));
  const given = bySpan(modelCalls).flatMap((calls) => {
    const [{ span, models: first }] = calls;
    // In a line that makes a model, its number stands already.
    if (lines.has(endOfLine(text, span.end))) return [];
    return first.map((_, place) =>
      modelNote(
        span,
        calls.flatMap(({ models: made }) => made[place] ?? []),
        loops,
        language,
      ),
    );
  });
  return [...bySpan(models).map((facts) => modelNote(facts[0].span, facts, loops, language)), ...given];
}

function modelNote(span: Place, models: readonly ModelFact[], loops: Loops, language: Language): Note | undefined {
  const built = models.filter((model) => model.built);
  const [first] = built;
  if (first === undefined || built.every(({ total }) => total === undefined)) return undefined;
  const counts = countTexts(
    built.map(({ total }) => total),
    loops,
  );
  const total = inWords(
    counts,
    [(count) => words`${counted(count)} in total`, (count) => words`${count} in total`],
    language,
  );
  const sizes = decidingSizes(built.map((model) => model.total));
  const versions = [
    ...(sizes === undefined ? [] : [language.say(words`params depend on ${sizes}`)]),
    ...total.versions,
  ];
  if (versions.length === 0) return undefined;
  const prefix = times(built);
  const prefixed = (versions: readonly string[]): readonly HintText[] =>
    versions.map((version) => plain(prefix + version));
  return {
    span,
    kind: 'model',
    exact: joinedTexts([prefix, total.exact], ''),
    versions: prefixed(versions),
    afterName: prefixed(counts.versions),
    subjects: [modelName(first)],
    standsAlone: true,
  };
}

/** `56 params`, `1 param` */
const counted = (count: string): Message =>
  countedNoun({ kind: 'counted', exact: count === '1' ? 1n : undefined, text: count }, 'param');

/**
 * Counts as they are said, in the first way exactly; where there is no room for that, in the others. Of a layer the
 * number alone will do.
 */
function inWords(
  { exact, versions }: Texts<string, string>,
  ways: readonly ((count: string) => Message)[],
  language: Language,
): Texts<string> {
  const said = versions
    .filter((version) => version !== '?')
    .flatMap((version) => [...ways.map((way) => language.say(way(version))), ...(ways.length === 1 ? [version] : [])]);
  return { exact: ways[0]!(exact), versions: said };
}

// ------------------------------------------------------------ all

export const times = ({ length }: readonly unknown[]): string => (length > 1 ? `${length}× ` : '');
