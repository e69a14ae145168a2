/** What is wrong with a command, in one sentence and in our words: commander's are English, and some are not clear. */
import { type Message, type Text, words } from '../words/message.ts';

type Complaint = readonly [pattern: RegExp, words: (groups: Readonly<Record<string, string | undefined>>) => Text];

/** By the names of arguments. */
const MISSING: Readonly<Record<string, Message>> = {
  path: words`no file or folder is named`,
  file: words`no file is named`,
  'file:line[:column]': words`no place is named, as model.py:4`,
};

/** By what commander says. */
const COMPLAINTS: readonly Complaint[] = [
  [
    /^unknown command '(?<name>[^]*?)'(?:\s*\(Did you mean (?<meant>.*)\?\))?$/,
    ({ name = '', meant }) =>
      meant === undefined ? words`there is no command ${name}` : words`there is no command ${name}: is ${meant} meant?`,
  ],
  [
    /^unknown option '(?<name>[^]*?)'(?:\s*\(Did you mean (?<meant>.*)\?\))?$/,
    ({ name = '', meant }) =>
      meant === undefined ? words`there is no option ${name}` : words`there is no option ${name}: is ${meant} meant?`,
  ],
  [/^missing required argument '(?<name>.*)'$/, ({ name = '' }) => MISSING[name] ?? words`${name} is missing`],
  [/^option '(?<name>.*)' argument missing$/, ({ name = '' }) => words`a value is missing for ${name}`],
  [
    /^too many arguments(?: for '.*')?\. Expected (?<most>\d+)/,
    ({ most = '' }) => words`too many arguments: it takes ${most}`,
  ],
  [
    /^option '(?<name>\S+)[^']*' argument '(?<value>[^]*)' is invalid\. Allowed choices are (?<choices>.*)\.$/,
    ({ name = '', value = '', choices = '' }) => words`${name} cannot be ${value}: it is one of ${choices}`,
  ],
  [
    /^option '(?:-\S, )?(?<name>\S+)[^']*' argument '(?<value>[^]*)' is invalid\. (?<reason>[^]*)$/,
    ({ name = '', value = '', reason = '' }) => words`${name} cannot be ${value}: ${reason}`,
  ],
  [
    /^command-argument value '(?<value>[^]*)' is invalid for argument '(?<name>.*)'\. (?<reason>[^]*)$/,
    ({ name = '', value = '', reason = '' }) => words`${name} cannot be ${value}: ${reason}`,
  ],
];

/** `complaint`: as commander writes it. `command`: the one that it is about. */
export function usageText(complaint: string, command = ''): Message {
  const said = complaint.trim().replace(/^error: /, '');
  const sentence = COMPLAINTS.map((one) => saidBy(one, said)).find((found) => found !== undefined) ?? said;
  return withHelp(sentence, command);
}

/** With where to read on. */
export function withHelp(sentence: Text, command = ''): Message {
  const help = ['layerlens', command, '--help'].filter((word) => word !== '').join(' ');
  return words`${sentence} (${help} shows what there is)`;
}

function saidBy([pattern, text]: Complaint, said: string): Text | undefined {
  const found = pattern.exec(said);
  return found === null ? undefined : text(found.groups ?? {});
}
