/** The shapes of variables that get a tensor or an array from something else than a call of a layer. */
import { wholeOf } from '../../shapes/axes.ts';
import type { LayerCallFact, TensorFact } from '../../analysis/analysis.ts';
import { flatten, formatShapes } from '../../explain/nest-text.ts';
import type { Place } from '../../python/syntax/place.ts';
import { isNamed } from '../../shapes/dimension.ts';
import type { Language } from '../../words/language.ts';
import { bySpan } from '../spans.ts';
import { plain } from './hint-text.ts';
import { around, endOfLine } from './lines.ts';
import { type Note, type NoteOptions, type Several, times } from './notes.ts';
import { type Loops, shapeTexts } from './varying.ts';

/** Variables that get a tensor from something else than a call of a layer: an operation, a function, data. */
export function tensorNotes(
  tensors: readonly TensorFact[],
  calls: readonly LayerCallFact[],
  options: NoteOptions,
  text: string,
  language: Language,
): readonly (Note | undefined)[] {
  const starts = new Set(calls.map(({ span }) => span.start));
  return bySpan(tensors).map((facts): Note | undefined => {
    const [{ span }] = facts;
    const areArrays = facts.every(({ origin }) => origin === 'array');
    if (areArrays ? !options.arrays : !options.shapes) return undefined;
    const start = text.slice(span.start, span.end) === IGNORED ? undefined : startOfValue(span, text);
    if (start === undefined) return undefined;
    const source = text.slice(start, Math.min(endOfLine(text, start), start + 500));
    // The call of a layer has its own note, another name's is where that was bound, and a display of layers has theirs.
    if (
      starts.has(start) ||
      /^[\w.]+(?:\s*,\s*(?:[\w.]+|\[\]|\{\}))*\s*(?:#.*)?$/.test(source) ||
      (/^[[({]/.test(source) && calls.some(({ span: call }) => call.start > start && call.end <= start + source.length))
    )
      return undefined;
    return areArrays
      ? arrayNote(facts, source, text, options.loops, language)
      : tensorNote(facts, text, options.loops, language);
  });
}

/** Behind the `=` of the targets that the name is among: `x = …`, `a, (b, c) = …`; of `x = y = …` y is told alone. */
function startOfValue(span: Place, text: string): number | undefined {
  const { before } = around(text, span);
  const behind = text.slice(span.end, endOfLine(text, span.end));
  const one = /^\s*=\s*(?=[^=\s])(?![\w.]+\s*=[^=])/.exec(behind);
  const several = TARGETS.test(before) ? /^(?=\s*[,)\]])[\w\s.,*()[\]]*=\s*(?=[^=\s])/.exec(behind) : null;
  const found = one ?? several;
  return found === null || PARAMETERS.test(before) || NO_TARGET.test(found[0]) ? undefined : span.end + found[0].length;
}

/** What nobody wants has this name. */
const IGNORED = '_';

const isOnlyTarget = (span: Place, text: string): boolean => !/,/.test(around(text, span).before);

/** Before one of several targets. */
const TARGETS = /^[\w\s.,*()[\]]*$/;
const PARAMETERS = /\b(?:def|lambda)\b/;
const NO_TARGET = /\b(?:in|for|if|else)\b/;

function tensorNote(facts: Several<TensorFact>, text: string, loops: Loops, language: Language): Note | undefined {
  const { exact, versions } = shapeTexts(
    facts.map(({ shape }) => shape),
    loops,
    language,
  );
  if (exact === '?') return undefined;
  const prefix = times(facts);
  return {
    ...aboutVariable(facts[0].span, text),
    kind: 'tensor',
    exact: prefix + exact,
    versions: versions.map((version) => plain(prefix + version)),
  };
}

/**
 * Data is worked out here as far as that decides shapes: how often is no number of the program's, and what is not known
 * is nobody's question.
 */
function arrayNote(
  facts: Several<TensorFact>,
  source: string,
  text: string,
  loops: Loops,
  language: Language,
): Note | undefined {
  if (!facts.every(({ shape }) => flatten(shape).every((one) => wholeOf(one)?.every(isNamed)))) return undefined;
  const { exact, versions } = shapeTexts(
    facts.map(({ shape }) => shape),
    loops,
    language,
  );
  const whole = versions.filter((version) => !/\?|[(\s]…[,)]/.test(version));
  // Data often says its shape itself, and of a number nobody asks it.
  if (
    whole.length === 0 ||
    exact === '()' ||
    (isOnlyTarget(facts[0].span, text) &&
      facts.every(({ shape }) => says(source, formatShapes(shape).slice(1, -1).replace(/,$/, ''))))
  )
    return undefined;
  return { ...aboutVariable(facts[0].span, text), kind: 'array', exact, versions: whole.map(plain) };
}

/** Whether the sizes stand there, and no others before or behind them: as an argument of what makes the array. */
function says(source: string, sizes: string): boolean {
  const at = source.indexOf(sizes);
  let before = source.slice(0, Math.max(at, 0));
  for (let inner = ''; inner !== before; before = before.replace(/\([^()]*\)/g, '')) inner = before;
  if (before.match(/\w\(/g)?.length !== 1) return false;
  return (
    at >= 0 &&
    !/[\d.,]\s*$/.test(source.slice(0, at)) &&
    !/^\s*(?:[\d.]|,\s*[\d-])/.test(source.slice(at + sizes.length))
  );
}

function aboutVariable(span: Place, text: string): Pick<Note, 'span' | 'subjects' | 'standsAlone'> {
  const { before, after } = around(text, span);
  return {
    span,
    subjects: [text.slice(span.start, span.end)],
    standsAlone: /^\s*$/.test(before) && /^\s*=[^=]/.test(after) && !/[([{,\\]\s*(?:#.*)?$/.test(after),
  };
}
