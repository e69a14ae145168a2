import type { Command, Option } from 'commander';
import type { Language } from '../../words/language.ts';
import { type Text, words } from '../../words/message.ts';

/** What a command says, and where. */
export interface Speaking {
  readonly out: (text: string) => void;
  readonly remark: (file: string, text: Text) => void;
  readonly fail: (file: string, error: Text) => void;
  readonly language: Language;
}

/** `different`: called where the models differ, and the person asked for an exit status that says so. */
export function diffCommand(program: Command, speaking: Speaking, kerasOption: Option, different: () => void): void {
  const say = (text: Text): string => speaking.language.say(text);
  program
    .command('diff')
    .description(say(words`two models side by side: what differs in layers, shapes and counts`))
    .argument(
      '<model>',
      say(words`a saved model (.keras), a Python file or notebook, or FILE:NAME of one of its models or functions`),
    )
    .argument('<other>', say(words`the same of the other one`))
    .option('--json', say(words`as JSON`))
    .option('--only-different', say(words`leave out rows that are the same`))
    .option('--exit-code', say(words`exit with 1 where they differ`))
    .addOption(kerasOption)
    .action(
      async (
        model: string,
        other: string,
        options: { json?: true; onlyDifferent?: true; exitCode?: true; keras: string },
      ) => {
        const { diff } = await import('./command.ts');
        const verdict = await diff({
          models: [model, other],
          json: options.json === true,
          onlyDifferent: options.onlyDifferent === true,
          keras: options.keras,
          ...speaking,
        });
        if (verdict === 'different' && options.exitCode === true) different();
      },
    );
}
