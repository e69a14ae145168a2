import type { Severity } from '../../analysis/analysis.ts';
import { joined, type Message, message, words } from '../../words/message.ts';

/** What a check came to. */
export interface Counts {
  files: number;
  /** Of them; nothing is known of these. */
  unread: number;
  /** Problems that were mended, or would be. */
  fixed: number;
  fixable: number;
  /** Problems that are left. */
  readonly severities: Record<Severity, number>;
}

/** `3 errors, 1 warning in 41 files, 0.8 s`. `onlyShown`: what mends them is not written. */
export function countText(
  { files, unread, fixed, fixable, severities }: Counts,
  seconds: number,
  onlyShown: boolean,
): Message {
  const { error, warning, information, hint } = severities;
  const found = [
    ...(error === 0 ? [] : [message('{0, plural, one {# error} other {# errors}}', error)]),
    ...(warning === 0 ? [] : [message('{0, plural, one {# warning} other {# warnings}}', warning)]),
    ...(information === 0 ? [] : [words`${information} information`]),
    ...(hint === 0 ? [] : [message('{0, plural, one {# hint} other {# hints}}', hint)]),
  ];
  const problems = found.length === 0 ? words`no problems` : joined(found, ', ');
  const read = message('{0, plural, one {# file} other {# files}}', files - unread);
  const all = unread === 0 ? read : words`${read} (${unread} not checked)`;
  const time = seconds.toFixed(1);
  const mended = message('{0, plural, one {# problem} other {# problems}}', fixed);
  if (fixed > 0 && onlyShown) return words`--fix would mend ${mended} and leave ${problems} in ${all}, ${time} s`;
  if (fixed > 0) return words`${mended} mended, ${problems} left in ${all}, ${time} s`;
  if (fixable > 0) return words`${problems} in ${all}, ${time} s; --fix mends ${fixable}`;
  return words`${problems} in ${all}, ${time} s`;
}
