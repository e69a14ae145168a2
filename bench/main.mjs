/**
 * Measures everything, one thing after the other, and writes docs/benchmarks.md. Run by `npm run bench`, with the
 * bundles built.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { measureEdits, measureEditsBesidePyright } from './edits.mjs';
import { measureGrowth } from './growth.mjs';
import { measureHovers } from './hovers.mjs';
import { measureKeras } from './keras.mjs';
import { measureMemory } from './memory.mjs';
import { measureResponsiveness } from './responsiveness.mjs';
import { measureStart } from './start.mjs';
import { measureWorkspace } from './workspace.mjs';

const began = Date.now();
const progress = (what) =>
  process.stderr.write(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${what}\n`);

const parts = [];
for (const measure of [
  measureStart,
  measureEdits,
  measureEditsBesidePyright,
  measureResponsiveness,
  measureMemory,
  measureKeras,
  measureWorkspace,
  measureGrowth,
  measureHovers,
]) {
  const result = await measure(progress);
  const { text, failure } = typeof result === 'string' ? { text: result } : result;
  console.log(`\n${text}\n`);
  parts.push({ text, failure });
}

const [major] = process.versions.node.split('.');
writeFileSync(
  new URL('../docs/benchmarks.md', import.meta.url),
  `# Benchmarks

[Documentation](README.md) › Benchmarks

\`npm run bench\` writes this file, in one run on one machine: ${process.platform} on ${process.arch}, ${availableParallelism()} processors, Node ${major}. Ratios say more than milliseconds, which are those of this
machine; all are medians. The programs are made by \`bench/programs.mjs\`: model code as people write it, with helpers, classes, residual functional models, Sequential models and their data. Keras is not
installed where pyright runs, so that pyright reads less than it would with Keras's own sources.

${parts.map(({ text }) => text).join('\n\n')}
`,
);
for (const { failure } of parts) if (failure !== undefined) console.error(failure);
process.exitCode = parts.some(({ failure }) => failure !== undefined) ? 1 : 0;
process.exit();
