/**
 * The help that commander writes, with our words and in the reader's language. What it says of a command that it does
 * not understand is English.
 */
import type { Argument, Command, HelpConfiguration, Option } from 'commander';
import type { Language } from '../words/language.ts';
import { joined, words, type Message, type Text } from '../words/message.ts';

/** Commander's own titles. */
const TITLES: Readonly<Record<string, Message>> = {
  'Usage:': words`Usage:`,
  'Arguments:': words`Arguments:`,
  'Options:': words`Options:`,
  'Commands:': words`Commands:`,
};

const EXAMPLES = [
  'layerlens summary model.py',
  'layerlens memory model.py --batch 32 --gpu 8GB',
  'layerlens graph model.py -o model.svg',
  'layerlens hints model.py',
  'layerlens explain model.py:4',
  'layerlens check src --fix',
  'layerlens check src --format sarif > layerlens.sarif',
  'layerlens coverage src',
  'layerlens diff model.keras model.py',
  'python train.py 2>&1 | layerlens explain-error train.py',
  'layerlens analyze --json src | jq .models',
];

function afterHelp(language: Language): string {
  const status = words`Exit status: 0, or 1 where a file has an error or cannot be read, or 2 where the command is not understood.`;
  return ['', language.say(words`Examples:`), ...EXAMPLES.map((line) => `  ${line}`), '', language.say(status)].join(
    '\n',
  );
}

export function speakHelp(program: Command, language: Language): void {
  const say = (text: Text): string => language.say(text);
  const configuration: HelpConfiguration = {
    styleTitle: (title) => say(TITLES[title] ?? title),
    optionDescription: (option) => say(describedOption(option)),
    argumentDescription: ({ description }: Argument) => description,
  };
  program
    .configureHelp(configuration)
    .helpOption('-h, --help', say(words`display help for command`))
    .addHelpText('after', afterHelp(language))
    .helpCommand('help [command]', say(words`display help for command`));
}

/** What may be given for the option, and what it is without it. */
function describedOption({ description, argChoices, defaultValue, required, optional }: Option): Text {
  const choices =
    argChoices === undefined
      ? undefined
      : words`choices: ${argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  const isShown = defaultValue !== undefined && !(defaultValue instanceof Map) && (required || optional);
  const otherwise = isShown ? words`default: ${JSON.stringify(defaultValue)}` : undefined;
  const details = [choices, otherwise].filter((detail) => detail !== undefined);
  return details.length === 0 ? description : words`${description} (${joined(details, ', ')})`;
}
