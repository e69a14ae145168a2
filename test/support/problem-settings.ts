/**
 * The setting `layerlens.problems.severity`, as package.json declares it, from the declarations of the problems; its
 * words stand in package.nls.json.
 */
import { LEVELS } from '../../server/features/diagnostics.ts';
import { PROBLEMS } from '../../server/problems/index.ts';

/** The manifest with the setting as it should be. */
export function withProblemSettings(manifest: string): string {
  const parsed = JSON.parse(manifest);
  const { order, markdownDescription } = parsed.contributes.configuration.properties['layerlens.problems.severity'];
  parsed.contributes.configuration.properties['layerlens.problems.severity'] = {
    type: 'object',
    default: {},
    scope: 'resource',
    order,
    markdownDescription,
    propertyNames: {
      enum: PROBLEMS.map(({ code }) => code),
      enumDescriptions: PROBLEMS.map(({ code }) => `%problem.${code}%`),
    },
    additionalProperties: {
      type: 'string',
      enum: LEVELS,
      enumDescriptions: LEVELS.map((level) => `%severity.${level}%`),
    },
  };
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

/** package.nls.json with the words of every problem, where the first of them stands. */
export function withProblemWords(words: string): string {
  const entries = Object.entries(JSON.parse(words) as Record<string, string>);
  const isProblem = ([key]: readonly [string, string]) => key.startsWith('problem.');
  const place = entries.findIndex(isProblem);
  const others = entries.filter((entry) => !isProblem(entry));
  others.splice(
    place < 0 ? others.length : place,
    0,
    ...PROBLEMS.map(({ code, title, severity }): [string, string] => [
      `problem.${code}`,
      `${title}. Usually: ${severity}.`,
    ]),
  );
  return `${JSON.stringify(Object.fromEntries(others), undefined, 2)}\n`;
}
