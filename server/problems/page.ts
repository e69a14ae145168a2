/** docs/problems: a page for each problem and a list of all, from their declarations. */
import type { ProblemDefinition, Topic } from './definition.ts';
import { PROBLEMS } from './index.ts';

const TOPICS: Readonly<Record<Topic, string>> = {
  shapes: 'Shapes that do not fit',
  training: 'compile(), fit() and data',
  models: 'Models and their layers',
  arguments: 'Arguments and names of Keras',
  'own-layers': 'Layers of your own',
  saving: 'Saved models',
  python: 'Python, and tensors in it',
};
const MADE = 'This page is made from the files in `server/problems/codes` by `npm run docs`.';

/** The pages by their names in docs/problems; that of a problem is called by its code. */
export function problemPages(): ReadonlyMap<string, string> {
  const pages: (readonly [string, readonly string[]])[] = [
    ['README.md', list()],
    ...PROBLEMS.map((problem) => [`${problem.code}.md`, page(problem)] as const),
  ];
  return new Map(pages.map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
}

const membersOf = (topic: Topic): readonly ProblemDefinition[] => PROBLEMS.filter((problem) => problem.topic === topic);
/** `__init__()` in a title is no emphasis. */
const titleOf = ({ title }: ProblemDefinition): string => title.replaceAll('_', '\\_');
const linkTo = ({ code }: ProblemDefinition): string => `[${code}](${code}.md)`;

const RESTS_ON: readonly string[] = [
  '## What a warning rests on',
  '',
  'An error is told only where the code alone decides. Where something else does, what would be an error is a warning, and its last sentence says what it rests on:',
  '',
  '- *what the undecided condition in line 4 chose*: the code stands behind a condition that the program does not decide, and may never run. What every choice comes to is an error all the same.',
  '- *whether an exception comes in line 4*: the same, with a `try`.',
  '- *what was recovered after the error in line 4*: a name there is taken for the one that was likely meant, or a part of the line cannot be read.',
  '- *the comment in line 3*: the shape that is complained of is stated by a comment (`# shape: X (100, 28, 28)`), and so is what is worked out of it.',
  '- *the order in which the cells run*: a notebook reads a name that none of the cells before has set.',
  '- *nothing in this file calls this function*: what decides may be passed from elsewhere.',
  '- *Keras 3 refuses this, Keras 2 does not*: nothing says which of them runs the program.',
  '- *… makes the model all the same, and stops where data comes*: a program that only builds its model runs.',
];

function list(): readonly string[] {
  return [
    '# Problems',
    '',
    '[Documentation](../README.md) › Problems',
    '',
    'What Layer Lens reports in your code, by its code: what each problem is and what mends it. The code beside a problem in the editor opens its page.',
    '',
    '- An **error** is what Keras surely refuses.',
    '- A **warning** surely runs but is almost surely not meant, or is what Keras would refuse if something holds that the code alone does not decide. It says what it [rests on](#what-a-warning-rests-on).',
    '- A **hint** is worth a look.',
    '',
    'What offers a fix has tried it: the repaired program was read again, and the problem is gone.',
    '',
    ...RESTS_ON,
    '',
    '## Silence them, or change how severe they are',
    '',
    'A comment silences a problem in its line, several with commas, all of them without a code:',
    '',
    '```python',
    'x = layers.LSTM(8)(x)  # layerlens: ignore[rank-mismatch]',
    '```',
    '',
    'The settings change the severity of a code everywhere, and `off` leaves it out: `"layerlens.problems.severity": { "rank-mismatch": "warning" }`. So does the command line:',
    '`layerlens check --problem rank-mismatch=warning`. See [Settings](../settings.md) and [Continuous integration](../ci.md).',
    ...Object.entries(TOPICS).flatMap(([topic, title]) => [
      '',
      `## ${title}`,
      '',
      '| code | severity | |',
      '|---|---|---|',
      ...membersOf(topic as Topic).map(
        (problem) => `| ${linkTo(problem)} | ${problem.severity} | ${titleOf(problem)} |`,
      ),
    ]),
    '',
    MADE,
  ];
}

function page(problem: ProblemDefinition): readonly string[] {
  const { code, topic } = problem;
  return [
    `# ${code}`,
    '',
    '[Documentation](../README.md) › [Problems](README.md)',
    '',
    ...explanation(problem),
    '',
    `**Where it is meant.** \`# layerlens: ignore[${code}]\` on its line silences it there, \`"layerlens.problems.severity": { "${code}": "off" }\` in the [settings](../settings.md) everywhere.`,
    '',
    `**${TOPICS[topic]}:** ${membersOf(topic)
      .map((other) => (other === problem ? code : linkTo(other)))
      .join(' · ')}`,
  ];
}

/** What is said of one problem, in Markdown, without its heading. */
export function explanation(problem: ProblemDefinition): readonly string[] {
  const { severity, finds, repair, example } = problem;
  return [
    `**${titleOf(problem)}** · ${severity}`,
    '',
    finds,
    '',
    `**What to do.** ${repair}`,
    '',
    '```python',
    ...example.broken.trim().split('\n'),
    '```',
    '',
    'Repaired:',
    '',
    '```python',
    ...example.repaired.trim().split('\n'),
    '```',
  ];
}
