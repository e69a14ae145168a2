/**
 * Reporter for `node --test`: a line for each test file as it ends, every failure in full, and the counts of all as
 * JSON
 * into the file that LAYER_LENS_TEST_COUNTS names.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

const name = (file) => relative(process.cwd(), file ?? '');

function failure({ name: test, file, line, details }) {
  const error = details.error?.cause ?? details.error;
  const text = error instanceof Error || typeof error === 'object' ? inspect(error, { depth: 4 }) : String(error);
  return `\n✗ ${test}\n  at ${name(file)}:${line}\n${text.replace(/^/gm, '    ')}\n\n`;
}

export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed') yield failure(data);
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type !== 'test:summary') continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    if (data.file === undefined) {
      const counts = { passed, failed: failed + cancelled, skipped: skipped + todo };
      if (process.env.LAYER_LENS_TEST_COUNTS) writeFileSync(process.env.LAYER_LENS_TEST_COUNTS, JSON.stringify(counts));
    } else
      yield `${data.success ? '✓' : '✗'} ${name(data.file)}  ${passed} passed${failed ? `, ${failed} failed` : ''}  ${Math.round(data.duration_ms)} ms\n`;
  }
}
