/** docs/problems.md: what each problem is, from its declaration. */
import type { ProblemDefinition } from './definition.ts';
import { PROBLEMS } from './index.ts';

/** The lines of the page; a problem's heading is its code. */
function lines(problems: readonly ProblemDefinition[]): readonly string[] {
  return [
    '# Problems that Layer Lens reports',
    '',
    'An *error* is what Keras surely refuses, a *warning* what surely runs but is almost surely not meant, or what Keras would refuse in a function that nothing in the file calls. Silence one with',
    '`# layerlens: ignore[code]` on its line, or set its severity in the settings: `"layerlens.problems.severity": { "rank-mismatch": "warning" }`, with `off` to leave it out. The command line takes',
    '`layerlens check --problem rank-mismatch=warning`. What offers a fix has tried it: the repaired program was read again, and the problem is gone.',
    '',
    'This page is made from the files in `server/problems/codes` by `npm run docs`.',
    '',
    '| code | severity | |',
    '|---|---|---|',
    ...problems.map(({ code, severity, title }) => `| [${code}](#${code}) | ${severity} | ${title} |`),
    ...problems.flatMap(section),
  ];
}

function section(problem: ProblemDefinition): readonly string[] {
  return ['', `## ${problem.code}`, '', ...explanation(problem)];
}

/** What is said of one problem, in Markdown, without its heading. */
export function explanation({ title, severity, finds, repair, example }: ProblemDefinition): readonly string[] {
  return [
    `**${title}** · ${severity}`, '', finds, '', `**What to do.** ${repair}`, '',
    '```python', ...example.broken.trim().split('\n'), '```', '', 'Repaired:', '', '```python', ...example.repaired.trim().split('\n'), '```',
  ];
}

export const problemsPage = (): string => `${lines(PROBLEMS).join('\n')}\n`;

/** The line of a problem's heading on the page, from 1. */
export const lineOnPage = (code: string): number | undefined => {
  const index = lines(PROBLEMS).indexOf(`## ${code}`);
  return index < 0 ? undefined : index + 1;
};
