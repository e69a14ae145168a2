/** What would mend a break of the data contract, as edits of the text. */
import type { ArgumentName, Change, Mend } from '../keras/training/contract-error.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Argument } from '../python/syntax/tree.ts';
import { appendArgument, removeArgument } from './fixes/arguments.ts';
import type { Fix, TextEdit } from './problem.ts';
import { argumentOf, type Source } from './source.ts';

/** undefined where a part of it has no place in the text. */
export function fixOfMend(source: Source, { title, changes, preferred }: Mend): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const edit = editOf(source, change);
    if (!edit) return undefined;
    edits.push(...edit);
  }
  return { title, edits, preferred: preferred ?? false };
}

/** The argument of a call that is written exactly at `place`. */
export function argumentAt(
  source: Source,
  place: Place | undefined,
  { name, position }: ArgumentName,
): Argument | undefined {
  const call = source.callAt(place);
  return call && argumentOf(call, name, position !== undefined && position >= 0 ? position : undefined);
}

const SIMPLE: ReadonlySet<string> = new Set(['Name', 'Attribute', 'Subscript', 'Call']);

function editOf(source: Source, change: Change): readonly TextEdit[] | undefined {
  const call = source.callAt(change.call);
  if (!call) return undefined;
  const present = change.argument && argumentAt(source, change.call, change.argument);
  switch (change.kind) {
    case 'set': {
      const text = asImported(source, change.text);
      if (text === undefined) return undefined;
      return present
        ? [{ span: present.value, newText: text }]
        : appendArgument(source, call, change.argument.name, text);
    }
    case 'remove':
      return present && [removeArgument(source, present)];
    case 'wrap': {
      if (!present || (change.simple && !SIMPLE.has(present.value.kind))) return undefined;
      const { start, end } = present.value;
      const before = asImported(source, change.before);
      if (before === undefined) return undefined;
      return [
        { span: { start, end: start }, newText: before },
        { span: { start: end, end }, newText: change.after },
      ].filter(({ newText }) => newText !== '');
    }
    case 'rename': {
      if (change.argument && !present) return undefined;
      const within: Place = present?.value ?? call;
      const text = source.slice(within);
      const places = [
        ...text.matchAll(new RegExp(`(?<![\\w])${change.from.replaceAll(/[^\w]/g, '\\$&')}(?![\\w])`, 'g')),
      ];
      const first = places[0];
      if (!first || (places.length > 1 && present)) return undefined;
      const start = within.start + first.index;
      return [{ span: { start, end: start + change.from.length }, newText: change.to }];
    }
  }
}

/**
 * A text that begins with `keras.` or `np.`, with the names that the program has for them; undefined where it has none.
 */
function asImported({ text: { text } }: Source, wanted: string): string | undefined {
  const [, library, path] = /^(keras|np)\.([\w.]+)/.exec(wanted) ?? [];
  if (library === undefined || path === undefined) return wanted;
  const last = path.split('.').at(-1)!;
  if (new RegExp(`^\\s*from\\s[^\\n]*\\bimport\\b[^\\n]*\\b${last}\\b(?!\\s+as\\b)`, 'm').test(text))
    return wanted.slice(wanted.indexOf(last));
  if (library === 'np')
    return /^[ \t]*import[ \t]+numpy[ \t]+as[ \t]+np\b/m.test(text)
      ? wanted
      : /^[ \t]*import[ \t]+numpy[ \t]*$/m.test(text)
        ? `numpy${wanted.slice(2)}`
        : undefined;
  if (
    /^[ \t]*(?:import[ \t]+(?:tensorflow\.keras[ \t]+as[ \t]+)?keras\b(?!\.)|from[ \t]+tensorflow[ \t]+import\b[^\n]*\bkeras\b)/m.test(
      text,
    )
  )
    return wanted;
  return /^[ \t]*import[ \t]+tensorflow[ \t]+as[ \t]+tf\b/m.test(text)
    ? `tf.${wanted}`
    : /^[ \t]*import[ \t]+tensorflow[ \t]*$/m.test(text)
      ? `tensorflow.${wanted}`
      : undefined;
}
