import { pathToFileURL } from 'node:url';
import { Bindings } from '../../analysis/coverage/bindings.ts';
import { type CallCoverage, coverageOf } from '../../analysis/coverage/coverage.ts';
import { writtenLayers } from '../../analysis/coverage/written-layers.ts';
import { parseProgram } from '../../python/syntax/parse-program.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

/** A call with its place: line and column from 1, within the cell in a notebook. */
export type PlacedCall = Omit<CallCoverage, 'span'> & {
  readonly cell: number | undefined;
  readonly line: number;
  readonly column: number;
};

/** The calls of layers of a file. */
export async function coverageJob(options: ReaderOptions, at: Whereabouts): Promise<Job<readonly PlacedCall[]>> {
  const reader = await Reader.create(options, at);
  const { modules, parser, analyses } = reader.files;
  let main = '';
  const seen = new Set<string>();
  const bindings = new Bindings((name, level, from) => modules.find(name, level, from ?? main, main, seen));
  return (program, found) => {
    main = pathToFileURL(found.file).href;
    if (!reader.isMeant(program, found)) return [];
    try {
      const written = writtenLayers(parseProgram(parser, program.text, main), bindings);
      return coverageOf(reader.withCallers(program), written).map(({ span, ...call }) => {
        const { cell, line, character } = program.text.positionAt(span.start);
        return { ...call, cell, line: line + 1, column: character + 1 };
      });
    } finally {
      analyses.closed(main);
    }
  };
}
