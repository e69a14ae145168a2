/** docs/settings.md: the settings and commands, from the manifest and its words. */
interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** `manifest`, `words`: the texts of package.json and package.nls.json. */
export function settingsPage(manifest: string, words: string): string {
  const { commands, configuration } = (JSON.parse(manifest) as Manifest).contributes;
  const known = JSON.parse(words) as Readonly<Record<string, string>>;
  const say = (text: string): string => text.replace(/^%(.*)%$/, (_, key: string) => known[key] ?? key);
  return [
    '# Settings and commands',
    '',
    '[Documentation](README.md) › Settings and commands',
    '',
    'Every setting of Layer Lens with its default, and every command with the name that key bindings have for it.',
    '',
    '## Settings',
    '',
    'They stand under `layerlens` in the settings of VS Code, for the user, the workspace or a folder. All hints are switched by VS Code’s own `editor.inlayHints.enabled`. [Other editors](editors.md) send the same settings.',
    '',
    '| setting | default | |',
    '|---|---|---|',
    ...Object.entries(configuration.properties).map(
      ([name, setting]) => `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${description(setting, say)} |`,
    ),
    '',
    'The codes that `layerlens.problems.severity` takes are those of the [problems](problems/README.md), the severities `error`, `warning`, `information`, `hint` and `off`.',
    '',
    '## Commands',
    '',
    'In the palette (F1) each has “Layer Lens:” before its name.',
    '',
    '| command | in key bindings |',
    '|---|---|',
    ...commands.map(({ command, title }) => `| ${say(title)} | \`${command}\` |`),
    '',
    'This page is made from `package.json` by `npm run docs`.',
    '',
  ].join('\n');
}

function description(
  { markdownDescription, enum: choices = [], enumDescriptions = [] }: Setting,
  say: (text: string) => string,
): string {
  const text = say(markdownDescription).replace(/`#([\w.]+)#`/g, '`$1`');
  const of = choices.map((choice, index) => `\`${choice}\`: ${say(enumDescriptions[index]!)}`);
  return [text, ...of].join('<br>').replaceAll('|', '\\|');
}
