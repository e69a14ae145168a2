/** What the jobs have in common: the facts of a program, and where the reading of it is. */
import { pathToFileURL } from 'node:url';
import type { Analysis } from '../../analysis/analysis.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import type { Steps } from '../../python/syntax/steps.ts';
import type { Program } from '../../workspace/program.ts';
import { createFileAnalyses, type FileAnalyses, type Reading } from '../analyses.ts';
import type { FoundFile } from '../sources.ts';
import type { Whereabouts } from '../work/whereabouts.ts';

export type ReaderOptions = Omit<Reading, 'began'>;

export class Reader {
  readonly files: FileAnalyses;
  readonly #at: Whereabouts;
  #uri = '';

  constructor(files: FileAnalyses, at: Whereabouts) {
    this.files = files;
    this.#at = at;
  }

  static async create({ paths, keras, within }: ReaderOptions, at: Whereabouts): Promise<Reader> {
    let reader: Reader | undefined;
    const began: Reading['began'] = (uri, { line, cell }) => reader?.began(uri, line + 1, cell);
    const files = await createFileAnalyses({ paths, keras, within, began });
    reader = new Reader(files, at);
    return reader;
  }

  /** Of all that is in a folder, only what can come to Keras is looked into. */
  isMeant(program: Program, { named, file }: FoundFile): boolean {
    return named || this.files.reach.reaches(program.text.text, pathToFileURL(file).href);
  }

  /** By the program alone. */
  of(program: Program): Analysis {
    this.#uri = program.uri;
    return this.files.analyses.of(program);
  }

  /** With what the programs that import it tell of it. */
  withCallers(program: Program): Analysis {
    this.#uri = program.uri;
    const { analysis } = this.files.analyses.withCallers(program);
    this.#at.doing('telling');
    return analysis;
  }

  /** What would be said of the program with another text. */
  ofChanged(program: Program, text: ProgramText): Steps<Analysis> {
    this.#uri = program.uri;
    this.#at.doing('fixing');
    return this.files.analyses.ofChanged(program, text);
  }

  began(uri: string, line: number, cell: number | undefined): void {
    if (uri !== this.#uri) this.#at.doing('callers');
    this.#at.at(line, cell);
  }

  /** Nothing of the files before is needed for those that come. */
  forgetAll(): void {
    this.files.analyses.forgetAll();
  }
}
