import type { WriteStream } from 'node:tty';
import type { Severity } from '../../analysis/analysis.ts';
import type { Language } from '../../words/language.ts';
import type { Text } from '../../words/message.ts';
import { findFiles } from '../sources.ts';
import type { CheckOptions } from './checker.ts';
import { showProgress } from './progress.ts';
import { type FORMATS, reportWriter } from './report.ts';
import { checkFiles, defaultThreads } from './threads.ts';

export interface CheckCommand extends CheckOptions {
  readonly format: (typeof FORMATS)[number];
  readonly threads: number | undefined;
  /** The program that is also the worker thread. */
  readonly entry: URL;
  /** Of Layer Lens. */
  readonly version: string;
  readonly out: (text: string) => void;
  /** Hears of a file that there is nothing to say of, and why. */
  readonly fail: (file: string, error: Text) => void;
  /** Where progress is told, if it is a terminal. */
  readonly progress: WriteStream | undefined;
  /** Of what is written for people. */
  readonly language: Language;
  /** Ends the check early. */
  readonly stop: AbortSignal | undefined;
}

export interface CheckResult {
  readonly files: number;
  /** Fewer where it was stopped. */
  readonly checked: number;
  readonly count: Readonly<Record<Severity, number>>;
}

/** `layerlens check`: writes what is found, in the order of the files; gives how much of it there is. */
export async function check(command: CheckCommand): Promise<CheckResult> {
  const { paths, keras, severities, shown, stop } = command;
  const files = [...findFiles(paths)];
  const count: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const writer = reportWriter(command.format, command.version, command.out);
  const progress = showProgress(command.progress, files.length, command.language);
  let checked = 0;
  try {
    const reports = checkFiles(
      files,
      { paths, keras, severities, shown },
      { entry: command.entry, threads: command.threads ?? defaultThreads(files.length), stop },
    );
    for await (const report of reports) {
      if (report.error !== undefined) command.fail(report.file, report.error);
      writer.add(report);
      for (const { severity } of report.problems) count[severity]++;
      progress.done(++checked);
    }
  } finally {
    progress.stop();
  }
  if (stop?.aborted !== true) writer.end();
  return { files: files.length, checked, count };
}
