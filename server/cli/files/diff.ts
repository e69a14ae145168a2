/** The lines that differ between two texts, as `diff -u` writes them. */
const CONTEXT = 3;

type Line = readonly [mark: ' ' | '-' | '+', text: string];

export function unifiedDiff(name: string, before: string, after: string): string {
  const lines = compared(linesOf(before), linesOf(after));
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(([mark]) => mark !== ' '),
  );
  const out: string[] = [];
  let [old, now] = [1, 1];
  for (let index = 0; index < lines.length; ) {
    if (!shown[index]) {
      old++;
      now++;
      index++;
      continue;
    }
    let end = index;
    while (end < lines.length && shown[end]) end++;
    const hunk = lines.slice(index, end);
    const [left, right] = [hunk.filter(([mark]) => mark !== '+').length, hunk.filter(([mark]) => mark !== '-').length];
    out.push(`@@ -${old},${left} +${now},${right} @@\n`, ...hunk.map(([mark, text]) => mark + ended(text)));
    old += left;
    now += right;
    index = end;
  }
  return out.length === 0 ? '' : [`--- ${name}\n`, `+++ ${name}\n`, ...out].join('');
}

/** Each with its line feed, where it has one. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

const ended = (line: string): string => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`);

/** The longest lines in common stay, by the rows of Needleman and Wunsch between the first and the last difference. */
function compared(before: readonly string[], after: readonly string[]): readonly Line[] {
  let first = 0;
  while (first < Math.min(before.length, after.length) && before[first] === after[first]) first++;
  let last = 0;
  while (last < Math.min(before.length, after.length) - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const [a, b] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  const same = (text: string): Line => [' ', text];
  return [
    ...before.slice(0, first).map(same),
    ...(a.length * b.length > 4_000_000 ? replaced(a, b) : aligned(a, b)),
    ...before.slice(before.length - last).map(same),
  ];
}

const replaced = (a: readonly string[], b: readonly string[]): readonly Line[] => [
  ...a.map((text): Line => ['-', text]),
  ...b.map((text): Line => ['+', text]),
];

function aligned(a: readonly string[], b: readonly string[]): readonly Line[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([' ', a[i++]!]);
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push(['-', a[i++]!]);
    else lines.push(['+', b[j++]!]);
  }
  return lines;
}
