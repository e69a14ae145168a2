/** The setting `layerlens.problems.severity`, as package.json declares it, from the declarations of the problems. */
import { LEVELS } from '../../server/features/diagnostics.ts';
import { PROBLEMS } from '../../server/problems/index.ts';

const LEVEL_WORDS: Readonly<Record<string, string>> = {
  error: 'Shown as an error.', warning: 'Shown as a warning.', information: 'Shown as information.', hint: 'Shown as a hint, with dots below.', off: 'Not shown.',
};

/** The manifest with the setting as it should be. */
export function withProblemSettings(manifest: string): string {
  const parsed = JSON.parse(manifest);
  const { order } = parsed.contributes.configuration.properties['layerlens.problems.severity'];
  parsed.contributes.configuration.properties['layerlens.problems.severity'] = {
    type: 'object', default: {}, scope: 'resource', order,
    markdownDescription: 'How severe each problem is, by its code, as in `"rank-mismatch": "warning"`; `off` leaves it out. What is not set here has its usual severity.',
    propertyNames: { enum: PROBLEMS.map(({ code }) => code), enumDescriptions: PROBLEMS.map(({ title, severity }) => `${title}. Usually: ${severity}.`) },
    additionalProperties: { type: 'string', enum: LEVELS, enumDescriptions: LEVELS.map((level) => LEVEL_WORDS[level]) },
  };
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}
