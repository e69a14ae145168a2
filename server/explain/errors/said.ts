/** What a problem's declaration says in the editor: its texts as messages, which the catalogue has. */
import { code, type Inline } from '../document/document.ts';
import { keyOf, message, type Message } from '../../words/message.ts';
import type { ProblemDefinition } from '../../problems/definition.ts';

export const problemTitle = ({ title }: Pick<ProblemDefinition, 'title'>): Message => message(keyOf([title]));

/** Its Markdown as running text: code stands in places. */
export function problemText(markdown: string): Message<Inline> {
  const parts = markdown.replaceAll('*', '').split('`');
  const texts = parts.filter((_, index) => index % 2 === 0);
  const values = parts.filter((_, index) => index % 2 === 1).map((part): Inline => [code(part)]);
  return { kind: 'message', text: keyOf(texts), values };
}

/** The keys of all that these declarations say. */
export const problemKeys = (problems: readonly ProblemDefinition[]): readonly string[] =>
  problems.flatMap((problem) =>
    [problemTitle(problem), problemText(problem.finds), problemText(problem.repair)].map(({ text }) => text),
  );
