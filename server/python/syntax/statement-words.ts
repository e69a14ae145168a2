import type { LogicalLine } from './logical-lines.ts';

const compoundWord = /(?:async\s+)?(if|elif|else|for|while|try|except|finally|with|def|class|match|case)\b/y;

/** The word that makes a line the header of a compound statement or clause. */
export function compoundKeyword(text: string, line: LogicalLine): string | undefined {
  compoundWord.lastIndex = line.start;
  const word = compoundWord.exec(text)?.[1];
  if (word !== 'match' && word !== 'case') return word;
  // These are names as well: `match = …`, `case.append(…)`.
  return text[line.end - 1] === ':' && /^\w+\s*[^\s=.,)]/.test(text.slice(line.start, line.end)) ? word : undefined;
}

export function isDecorator(text: string, line: LogicalLine): boolean {
  return text[line.start] === '@';
}

const clausesOf: Readonly<Record<string, readonly string[]>> = {
  if: ['elif', 'else'],
  elif: ['elif', 'else'],
  for: ['else'],
  while: ['else'],
  try: ['except', 'else', 'finally'],
  except: ['except', 'else', 'finally'],
};

/** Where the statement that begins at line `from` ends: past its decorators, its body and its further clauses. */
export function statementEnd(text: string, lines: readonly LogicalLine[], from: number): number {
  let first = lines[from] as LogicalLine;
  let end = from + 1;
  while (isDecorator(text, first) && lines[end]?.indent === first.indent) first = lines[end++] as LogicalLine;
  const { indent } = first;
  const skipBody = (): void => {
    while (end < lines.length && (lines[end] as LogicalLine).indent > indent) end++;
  };
  skipBody();
  const clauses = clausesOf[compoundKeyword(text, first) ?? ''] ?? [];
  while (end < lines.length) {
    const line = lines[end] as LogicalLine;
    if (line.indent !== indent || !clauses.includes(compoundKeyword(text, line) ?? '')) break;
    end++;
    skipBody();
  }
  return end;
}
