/** What a migration comes to, as text. */
import type { Language } from '../../words/language.ts';
import { type Message, words } from '../../words/message.ts';
import type { MigratedFile, MigratedPlace } from '../jobs/migrate.ts';

/** Lines; none where there is nothing to say. `isWritten`: what is mended stands in the file. */
export function migrationText(
  file: string,
  { isOtherPython, mended, left, silent, models, file: changed }: MigratedFile,
  isWritten: boolean,
  language: Language,
): readonly string[] {
  if (isOtherPython)
    return [`${file}: ${language.say(words`Python 2, which is left alone: 2to3 makes Python 3 of it`)}\n`];
  if (mended.length + left.length + silent.length === 0) return [];
  const row = (kind: Message, { cell, line, what }: MigratedPlace): string => {
    const place = cell === undefined ? String(line) : `Cell ${cell + 1}:${line}`;
    return `  ${place}: ${language.say(kind)}: ${language.say(what)}\n`;
  };
  // Whether the models are the same as the ones that were there.
  const counts = models.map(({ name, total }) => `${name} ${total}`).join(', ') || '-';
  const done = isWritten ? words`mended` : words`to mend`;
  return [
    `${file}\n`,
    ...mended.map((one) => row(done, one)),
    ...left.map((one) => row(words`refused`, one)),
    ...silent.map((one) => row(words`changes silently`, one)),
    ...(changed === undefined ? [] : [`  ${language.say(words`models afterwards: ${counts}`)}\n`]),
  ];
}
