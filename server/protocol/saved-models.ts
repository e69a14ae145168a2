/** Saved models that the editor shows by themselves: read when asked about, and kept until their file changes. */
import type { Analysis } from '../analysis/analysis.ts';
import type { DataReader } from '../data/reader.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { type Message, words } from '../words/message.ts';
import { folderOf } from '../workspace/uri.ts';
import { analysesOfSaved, whyUnknown } from '../workspace/saved/analyse.ts';
import { savedModel } from '../workspace/saved/saved-model.ts';

/** What is known of the model in a file; `note`: what the file does not say, or why nothing is known. */
export interface SavedFacts {
  readonly analysis: Analysis | undefined;
  readonly note: Message | undefined;
}

/** The last ones. */
const MOST_KEPT = 4;

export class SavedModels {
  readonly #parser: PythonParser;
  readonly #reader: DataReader;
  readonly #now: (() => number) | undefined;
  readonly #pause: () => Promise<void>;
  readonly #kept = new Map<string, { readonly version: string | undefined; readonly facts: Promise<SavedFacts> }>();

  /** `now`: the clock that ends an analysis; `pause` lets others speak. */
  constructor(parser: PythonParser, reader: DataReader, now: (() => number) | undefined, pause: () => Promise<void>) {
    this.#parser = parser;
    this.#reader = reader;
    this.#now = now;
    this.#pause = pause;
  }

  of(uri: string): Promise<SavedFacts> {
    const stored = this.#reader.find(uri, folderOf(uri));
    const version = stored && 'version' in stored ? stored.version : undefined;
    const known = this.#kept.get(uri);
    if (known && known.version === version) return known.facts;
    const facts = this.#read(uri);
    this.#kept.delete(uri);
    this.#kept.set(uri, { version, facts });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return facts;
  }

  async #read(uri: string): Promise<SavedFacts> {
    const saved = savedModel(this.#reader, uri);
    if ('error' in saved) return { analysis: undefined, note: saved.error };
    try {
      const analyses = await analysesOfSaved(this.#parser, this.#reader, saved, this.#now);
      await analyses.prepare(() => saved.program, this.#pause);
      const analysis = analyses.of(saved.program);
      return analysis.models.length === 0
        ? { analysis: undefined, note: whyUnknown(analysis) }
        : { analysis, note: saved.remark };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        analysis: undefined,
        note: words`The analysis failed, which it never should: ${reason}`,
      };
    }
  }
}
