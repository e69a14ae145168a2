/** The documentation of the package, as VS Code reads it. */
import { commands, TabInputCustom, Uri, window, workspace } from 'vscode';
import { execute, has, test, until } from './harness.ts';

const page = (path: string): Uri => Uri.parse(`layerlens-docs:/${path}`);
const readPage = async (path: string): Promise<string> =>
  new TextDecoder().decode(await workspace.fs.readFile(page(path)));

/** The preview that shows a page, once there is one. */
const preview = (path: string) =>
  until(`a preview of ${path}`, () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return (
      input instanceof TabInputCustom &&
      input.viewType === 'vscode.markdown.preview.editor' &&
      input.uri.path === `/${path}`
    );
  });

async function refuses(what: string, change: () => Thenable<unknown>): Promise<void> {
  const done = await Promise.resolve(change()).then(
    () => true,
    () => false,
  );
  if (done) throw new Error(`${what} was possible`);
}

test('the documentation opens rendered, at its contents', async () => {
  await execute('layerlens.openDocumentation');
  await preview('README.md');
  await commands.executeCommand('workbench.action.closeActiveEditor');
});

test('the pages of the documentation can be read, and nothing else', async () => {
  has(await readPage('README.md'), '(problems/README.md)', '(settings.md)');
  has(await readPage('layers/recurrent.md'), 'pictures/recurrent-1.svg');
  has(await readPage('layers/pictures/recurrent-1.svg'), '<svg');
  await refuses('reading what is not there', () => readPage('no-such-page.md'));
  await refuses('reading outside of the documentation', () => readPage('../package.json'));
  await refuses('writing', () => workspace.fs.writeFile(page('README.md'), new Uint8Array()));
  await refuses('deleting', () => workspace.fs.delete(page('README.md')));
});
