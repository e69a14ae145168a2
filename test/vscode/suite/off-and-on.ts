/** What takes Layer Lens away and brings it back. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  commands,
  ConfigurationTarget,
  type Hover,
  languages,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  errorsOf,
  execute,
  has,
  hintsOf,
  openText,
  positionOf,
  replace,
  test,
  until,
  waitForHints,
  whileSet,
} from './harness.ts';

const STACKED = `import keras
from keras import layers
model = keras.Sequential([keras.Input((100, 4)), layers.Dense(3)])
wrong = layers.LSTM(8)(layers.LSTM(8)(keras.Input((10, 4))))
`;
const lensesOf = ({ uri }: TextDocument) =>
  commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
const hoversOf = (document: TextDocument) =>
  commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, positionOf(document, 'Dense'));

async function isAllThere(document: TextDocument): Promise<void> {
  await waitForHints(document, '15 params');
  await until('the problem', () => errorsOf(document).length === 1);
  await until('the line above the model', async () => (await lensesOf(document)).length > 0);
  await until('the hover', async () => (await hoversOf(document)).length > 0);
}

async function isAllGone(document: TextDocument): Promise<void> {
  await until('no problem is shown', () => languages.getDiagnostics(document.uri).length === 0);
  if ((await hintsOf(document)) !== '') throw new Error(await hintsOf(document));
  if ((await lensesOf(document)).length > 0) throw new Error('there is a line above the model');
  if ((await hoversOf(document)).length > 0) throw new Error('there is a hover');
}

test('switched off by the setting, all is gone, and comes back without a restart', async () => {
  const document = await openText(STACKED);
  await isAllThere(document);
  await whileSet('layerlens.enable', false, () => isAllGone(document));
  await isAllThere(document);
});

test('the commands write the setting, and leave none behind', async () => {
  const document = await openText(STACKED);
  const value = () => workspace.getConfiguration('layerlens').inspect('enable')?.globalValue;
  await execute('layerlens.turnOff');
  if (value() !== false) throw new Error(String(value()));
  await isAllGone(document);
  await execute('layerlens.turnOn');
  if (value() !== undefined) throw new Error(String(value()));
  await isAllThere(document);
});

test('where the workspace has it off, turning it on says so there', async () => {
  const settings = () => workspace.getConfiguration('layerlens');
  await settings().update('enable', false, ConfigurationTarget.Workspace);
  await execute('layerlens.turnOn');
  if (settings().inspect('enable')?.workspaceValue !== undefined || !settings().get('enable'))
    throw new Error('still off');
});

const actionsAt = (document: TextDocument, line: number, kind?: string) =>
  commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(line, 12, line, 12),
    kind,
  );
async function apply(document: TextDocument, line: number, title: string): Promise<void> {
  const actions = await actionsAt(document, line);
  const action = actions.find((one) => one.title === title);
  if (action === undefined) throw new Error(`there is ${actions.map((one) => one.title).join(', ')}`);
  if (action.edit !== undefined) await workspace.applyEdit(action.edit);
  if (action.command !== undefined)
    await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

test('a problem is ignored on its line, and switched off altogether, by code actions', async () => {
  const document = await openText(STACKED);
  await isAllThere(document);
  await apply(document, 3, 'Layer Lens: ignore rank-mismatch on this line');
  has(document.lineAt(3).text, '  # layerlens: ignore[rank-mismatch]');
  await until('no problem', () => errorsOf(document).length === 0);
  await replace(document, '  # layerlens: ignore[rank-mismatch]', '');
  await until('the problem', () => errorsOf(document).length === 1);
  await whileSet('layerlens.problems.severity', { 'bad-axis': 'hint' }, async () => {
    await apply(document, 3, 'Layer Lens: switch rank-mismatch problems off');
    await until('no problem', () => errorsOf(document).length === 0);
    const written = JSON.stringify(workspace.getConfiguration('layerlens').get('problems.severity'));
    if (written !== '{"bad-axis":"hint","rank-mismatch":"off"}') throw new Error(written);
  });
});

test('a kind of hints is hidden by a code action, which is no quick fix', async () => {
  const document = await openText(STACKED);
  await isAllThere(document);
  const fixes = await actionsAt(document, 2, CodeActionKind.QuickFix.value);
  if (fixes.length > 0) throw new Error(fixes.map(({ title }) => title).join());
  await apply(document, 2, 'Layer Lens: hide the hints of parameter counts');
  await until('no counts', async () => !(await hintsOf(document)).includes('15 params\n'));
  has(await hintsOf(document), '15 params in total');
  await workspace.getConfiguration('layerlens').update('inlayHints.parameters', undefined, ConfigurationTarget.Global);
  await isAllThere(document);
});
