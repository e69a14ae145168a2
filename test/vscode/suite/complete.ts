/**
 * The manifest is the list of what users can do. A command or a setting that no test used fails here, so this comes
 * last.
 */
import { extensions } from 'vscode';
import { changed, executed, test } from './harness.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: Configuration | readonly Configuration[];
  };
}
interface Configuration {
  readonly properties: Readonly<Record<string, unknown>>;
}

function manifest(): Manifest {
  const extension = extensions.getExtension<unknown>('layer-lens.layer-lens');
  if (extension === undefined) throw new Error('the extension is not installed');
  return extension.packageJSON as Manifest;
}

function noneMissing(what: string, declared: readonly string[], seen: ReadonlySet<string>): void {
  const missing = declared.filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`${what}:\n${missing.join('\n')}`);
}

test('every command of the manifest is executed by a test', async () => {
  noneMissing(
    'no test executes (with execute of harness.ts)',
    manifest().contributes.commands.map(({ command }) => command),
    executed,
  );
});

test('every setting of the manifest is changed by a test that sees its effect', async () => {
  const { configuration } = manifest().contributes;
  const declared = [configuration].flat().flatMap(({ properties }: Configuration) => Object.keys(properties));
  noneMissing('no test changes (with whileSet of harness.ts)', declared, changed);
});
