/** `layerlens migrate`: what of old programs Keras 3 refuses, what it changes silently, and the edits. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Problem } from '../../analysis/analysis.ts';
import { keptOnTfKeras, migrated, type Migration } from '../../features/migration/migrate.ts';
import { parseProgram } from '../../python/syntax/parse-program.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { complete } from '../../python/syntax/steps.ts';
import type { Language } from '../../words/language.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import type { Program } from '../../workspace/program.ts';
import { createFileAnalyses, type FileAnalyses } from '../analyses.ts';
import { failure } from '../check/checker.ts';
import { readSources } from '../sources.ts';
import { unifiedDiff } from './diff.ts';
import { storedText } from './stored-text.ts';

export interface MigrateCommand {
  readonly paths: readonly string[];
  readonly to: '3' | 'tf_keras';
  /** Writes what it mends. */
  readonly fix: boolean;
  readonly diff: boolean;
  readonly out: (text: string) => void;
  readonly fail: (file: string, error: Text) => void;
  readonly language: Language;
}

/** Gives how many places are left that Keras refuses. */
export async function migrate(command: MigrateCommand): Promise<number> {
  const { paths, to, out, fail } = command;
  const for3 = await createFileAnalyses(paths, '3');
  const for2 = to === 'tf_keras' ? await createFileAnalyses(paths, '2') : undefined;
  let left = 0;
  for (const { file, program, error } of readSources(paths)) {
    if (program === undefined) {
      fail(file, error);
      continue;
    }
    try {
      const found = migrationOf(program, for3, for2);
      left += found.left.length;
      for (const line of report(file, found, command)) out(line);
      if (command.diff) out(unifiedDiff(file, textOf(found.before), textOf(found.after)));
      if (command.fix) write(file, found, fail);
    } catch (thrown) {
      fail(file, failure(thrown));
    }
  }
  return left;
}

function migrationOf(program: Program, for3: FileAnalyses, for2: FileAnalyses | undefined): Migration {
  const parse = (text: ProgramText) => parseProgram(for3.parser, text);
  const found = complete(migrated(program.text, parse, (text) => for3.analyses.ofChanged(program, text)));
  if (isOtherPython(found)) return { ...found, after: found.before, mended: [] };
  const isRight = found.mended.length === 0 && found.left.length === 0;
  if (!for2 || isRight) return found;
  return complete(keptOnTfKeras(program.text, parse, (text) => for2.analyses.ofChanged(program, text)));
}

/** Statements that only Python 2 has. */
const isOtherPython = ({ before }: Migration): boolean =>
  /^[ \t]*(print[ \t]+["'%]|except[ \t]+\w+[ \t]*,[ \t]*\w+[ \t]*:)/m.test(before.text);

const textOf = ({ cells }: ProgramText): string => cells.map(({ text }) => text).join('\n');

function report(file: string, found: Migration, { language, fix }: MigrateCommand): readonly string[] {
  const { before, after, mended, left, silent } = found;
  if (isOtherPython(found))
    return [`${file}: ${language.say(words`Python 2, which is left alone: 2to3 makes Python 3 of it`)}\n`];
  if (mended.length + left.length + silent.length === 0) return [];
  const place = (line: number, cell: number | undefined): string =>
    cell === undefined ? String(line) : `Cell ${cell + 1}:${line}`;
  const at = (text: ProgramText, start: number): string => {
    const position = text.positionAt(start);
    return place(position.line + 1, position.cell);
  };
  const row = (where: string, kind: Message, what: Text): string =>
    `  ${where}: ${language.say(kind)}: ${language.say(what)}\n`;
  const done = fix ? words`mended` : words`to mend`;
  return [
    `${file}\n`,
    ...mended.map(({ line, cell, title }) => row(place(line, cell), done, title)),
    ...left.map((problem: Problem) => row(at(after, problem.span.start), words`refused`, problem.words)),
    ...silent.map(({ span, title }) => row(at(after, span.start), words`changes silently`, title)),
    ...(before.text === after.text ? [] : [countsOf(found, language)]),
  ];
}

/** Whether the models are the same as the ones that were there. */
const countsOf = ({ analysis }: Migration, language: Language): string =>
  `  ${language.say(words`models afterwards: ${analysis.models.map(({ name, total }) => `${name} ${String(total)}`).join(', ') || '-'}`)}\n`;

function write(file: string, { before, after }: Migration, fail: MigrateCommand['fail']): void {
  if (before.text === after.text) return;
  const bytes = readFileSync(file);
  const stored = bytes.toString('utf8');
  const changed = Buffer.from(stored, 'utf8').equals(bytes) ? storedText(stored, before, after) : undefined;
  if (changed === undefined) {
    fail(file, words`it is not written: its text is not that of the program as it was read`);
    return;
  }
  try {
    writeFileSync(file, changed);
  } catch (error) {
    fail(file, words`cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
