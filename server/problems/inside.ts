/** A problem of a call whose cause is in another file. */
import { pathBetween } from '../python/syntax/place-text.ts';
import type { Place } from '../python/syntax/place.ts';
import { inEnglish } from '../words/language.ts';
import { joined, words } from '../words/message.ts';
import type { Problem } from './problem.ts';

/** The problem with the place in the other file, where there is one: it is told once, at the call that leads there. */
export function toldInside(problem: Problem, inside: Place | undefined): Problem {
  const [from, to] = [problem.span.file.path, inside?.file.path];
  if (inside === undefined || from === undefined || to === undefined || from === to) return problem;
  const line = inside.file.text.slice(0, inside.start).split('\n').length - 1;
  const told = joined([problem.words, words`This happens in ${`${pathBetween(from, to)}:${line + 1}`}.`], ' ');
  return { ...problem, words: told, message: inEnglish(told), inside: { uri: to, line } };
}
