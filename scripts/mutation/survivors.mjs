/** Why a change of the code that no test notices needs none: each with the file, what stands there, and what it was changed to. */
const REASONS = [];

const used = new Set();

export function reasonFor({ file, before, after }) {
  const found = REASONS.find(({ files, change }) => files.test(file) && change.test(`${before} → ${after}`));
  if (found) used.add(found);
  return found?.reason;
}

export const unusedReasons = () => REASONS.filter((entry) => !used.has(entry)).map(({ reason, change }) => `${reason} (${change})`);
