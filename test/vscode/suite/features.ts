/** Hovers, hints, problems and the line above a model, in a file; and the settings that change them. */
import { type CodeAction, type CodeLens, commands, DiagnosticSeverity, languages, workspace } from 'vscode';
import { errorsOf, has, hintsOf, hoverOver, open, test, until, waitForHints, whileSet } from './harness.ts';

test('a hover over LSTM tells its arrays and why recurrent_kernel is (2, 8)', async () => {
  const hover = await hoverOver(await open('lstm.py'), 'LSTM(2)');
  has(hover, '(4, 8)', '(2, 8)', '(8,)', '56', 'recurrent_kernel');
});

test('hints show shapes, counts, the total and the printed shapes', async () => {
  const hints = await waitForHints(await open('lstm.py'), '(2, 8)');
  has(hints, '(None, 100, 4)', '(None, 2)', '56', '(None, 1)', '59', '(8,)', '(4, 8)');
});

for (const [kind, part] of [['shapes', '(None, 2)'], ['parameters', '56 params'], ['totals', '59 params'], ['values', '(2, 8)']] as const) {
  test(`hints without ${kind}`, async () => {
    const document = await open('lstm.py');
    await waitForHints(document, part);
    await whileSet(`layerlens.inlayHints.${kind}`, false, async () => {
      await until(`no ${part} among the hints`, async () => !(await hintsOf(document)).includes(part));
      if ((await hintsOf(document)) === '') throw new Error('the other hints are gone too');
    });
    await waitForHints(document, part);
  });
}

test('a hover without pictures, and without the word on PyTorch', async () => {
  const document = await open('lstm.py');
  for (const [setting, part] of [['layerlens.hover.pictures', '![' ], ['layerlens.hover.pytorch', 'PyTorch']] as const) {
    await until(`a hover with ${part}`, async () => (await hoverOver(document, 'LSTM(2)')).includes(part));
    await whileSet(setting, false, async () => {
      await until(`a hover without ${part}`, async () => !(await hoverOver(document, 'LSTM(2)')).includes(part));
    });
  }
});

test('the setting says which Keras names the model', async () => {
  const document = await open('lstm.py');
  has(await hoverOver(document, 'Model(inputs'), '**Functional** `functional`');
  await whileSet('layerlens.kerasVersion', '2', async () => {
    await until('the name that Keras 2 gives', async () => (await hoverOver(document, 'Model(inputs')).includes('**Functional** `model`'));
  });
});

test('no line over the model where it is switched off', async () => {
  const document = await open('lstm.py');
  const lenses = () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  await until('a code lens', async () => (await lenses()).length > 0);
  await whileSet('layerlens.codeLens', false, () => until('no code lens', async () => (await lenses()).length === 0).then(() => {}));
});

test('no problems where they are switched off', async () => {
  const document = await open('lstm_with_mistake.py');
  await until('an error', () => errorsOf(document).length > 0);
  await whileSet('layerlens.problems.enable', false, async () => {
    await until('no error', () => errorsOf(document).length === 0);
  });
  await until('the error again', () => errorsOf(document).length > 0);
});

test('a problem is as severe as the setting says', async () => {
  const document = await open('lstm_with_mistake.py');
  await until('an error', () => errorsOf(document).length > 0);
  await whileSet('layerlens.problems.severity', { 'undefined-name': 'warning' }, async () => {
    await until('a warning instead', () => errorsOf(document).length === 0 && languages.getDiagnostics(document.uri).some(({ severity }) => severity === DiagnosticSeverity.Warning));
  });
  await until('the error again', () => errorsOf(document).length > 0);
});

test('a program without a mistake has no error', async () => {
  const document = await open('lstm.py');
  await waitForHints(document, '59');
  const errors = errorsOf(document);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
});

test('a variable without a value is an error with a fix, and the analysis goes on', async () => {
  const document = await open('lstm_with_mistake.py');
  const [error] = await until('an error', () => errorsOf(document).length > 0 && errorsOf(document));
  if (error === undefined || document.getText(error.range) !== 'x') throw new Error('the error is not about x');
  has(await waitForHints(document, '59'), '56');
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, error.range);
  const fix = actions.find(({ edit, title }) => edit !== undefined && title.includes('inputs'));
  if (fix?.edit === undefined) throw new Error(`no fix among: ${actions.map(({ title }) => title).join(', ')}`);
  await workspace.applyEdit(fix.edit);
  has(document.getText(), 'LSTM(2)(inputs)');
  await until('no error any more', () => errorsOf(document).length === 0);
});
