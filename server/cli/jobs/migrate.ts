/** What of an old program Keras 3 refuses, what it changes silently, and the edits. */
import type { Problem } from '../../analysis/analysis.ts';
import { keptOnTfKeras, migrated, type Migration } from '../../features/migration/migrate.ts';
import { parseProgram } from '../../python/syntax/parse-program.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { complete } from '../../python/syntax/steps.ts';
import type { Text } from '../../words/message.ts';
import type { Program } from '../../workspace/program.ts';
import { mendedFile, type MendedFile } from '../files/mended-file.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface MigrateOptions extends Omit<ReaderOptions, 'keras'> {
  /** What programs are made for: Keras 3, or Keras 2 as tf_keras has it. */
  readonly to: '3' | 'tf_keras';
}

export interface MigratedPlace {
  readonly cell: number | undefined;
  /** From 1, within the cell, which is counted from 0. */
  readonly line: number;
  readonly what: Text;
}

export interface MigratedFile {
  /** Python 2, which is left alone. */
  readonly isOtherPython: boolean;
  /** By the lines as they were when it was mended. */
  readonly mended: readonly MigratedPlace[];
  /** What Keras 3 refuses still, and what it changes without a word, by the lines afterwards. */
  readonly left: readonly MigratedPlace[];
  readonly silent: readonly MigratedPlace[];
  /** The models afterwards, with their counts of parameters. */
  readonly models: readonly { readonly name: string; readonly total: string }[];
  /** Where it is to be changed. */
  readonly file: MendedFile | undefined;
}

export async function migrateJob({ to, ...options }: MigrateOptions, at: Whereabouts): Promise<Job<MigratedFile>> {
  const for3 = await Reader.create({ ...options, keras: '3' }, at);
  const for2 = to === 'tf_keras' ? await Reader.create({ ...options, keras: '2' }, at) : undefined;
  return (program, found) => {
    const { before, after, mended, left, silent, analysis } = migrationOf(program, for3, for2);
    at.doing('telling');
    return {
      isOtherPython: isOtherPython(before),
      mended: mended.map(({ line, cell, title }) => ({ line, cell, what: title })),
      left: left.map(({ span, words }: Problem) => ({ ...placeOf(after, span.start), what: words })),
      silent: silent.map(({ span, title }) => ({ ...placeOf(after, span.start), what: title })),
      models: analysis.models.map(({ name, total }) => ({ name, total: String(total) })),
      file: before.text === after.text ? undefined : mendedFile(found, before, after),
    };
  };
}

function migrationOf(program: Program, for3: Reader, for2: Reader | undefined): Migration {
  const parse = (text: ProgramText) => parseProgram(for3.files.parser, text);
  const found = complete(migrated(program.text, parse, (text) => for3.ofChanged(program, text)));
  if (isOtherPython(found.before)) return { ...found, after: found.before, mended: [] };
  const isRight = found.mended.length === 0 && found.left.length === 0;
  if (!for2 || isRight) return found;
  return complete(keptOnTfKeras(program.text, parse, (text) => for2.ofChanged(program, text)));
}

/** Statements that only Python 2 has. */
const isOtherPython = ({ text }: ProgramText): boolean =>
  /^[ \t]*(print[ \t]+["'%]|except[ \t]+\w+[ \t]*,[ \t]*\w+[ \t]*:)/m.test(text);

function placeOf(text: ProgramText, start: number): { readonly cell: number | undefined; readonly line: number } {
  const { cell, line } = text.positionAt(start);
  return { cell, line: line + 1 };
}
