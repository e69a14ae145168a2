/** Hovers, hints, problems and the line above a model, in a file; and the settings that change them. */
import {
  type CodeAction,
  type CodeLens,
  commands,
  DiagnosticSeverity,
  type DocumentSymbol,
  type InlayHint,
  languages,
  type Location,
  type LocationLink,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  errorsOf,
  everywhere,
  has,
  hintsOf,
  hoverOver,
  open,
  openText,
  positionOf,
  test,
  until,
  waitForHints,
  whileSet,
} from './harness.ts';

test('a hover over LSTM tells its arrays and why recurrent_kernel is (2, 8)', async () => {
  const hover = await hoverOver(await open('lstm.py'), 'LSTM(2)');
  has(hover, '(4, 8)', '(2, 8)', '(8,)', '56', 'recurrent_kernel');
});

test('hints show shapes, counts, the total and the printed shapes', async () => {
  const hints = await waitForHints(await open('lstm.py'), '(2, 8)');
  has(hints, '(None, 100, 4)', '(None, 2)', '56', '(None, 1)', '59', '(8,)', '(4, 8)');
});

for (const [kind, part] of [
  ['shapes', '(None, 2)'],
  ['parameters', '56 params'],
  ['totals', '59 params'],
  ['values', '(2, 8)'],
] as const) {
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

const loop = `from keras import Input
from keras.layers import Dense
x = Input((8,))
for units in (4, 3, 2):
    x = Dense(units)(x)
`;

test('hints of small layers can be left out', async () => {
  const document = await open('lstm.py');
  await whileSet('layerlens.inlayHints.minimumParameters', 10, async () => {
    await until('no 3 params', async () => !(await hintsOf(document)).includes('3 params'));
    has(await hintsOf(document), '56 params');
  });
});

test('of a loop every pass can be shown', async () => {
  const document = await openText(loop);
  has(await waitForHints(document, '3×'), '(None, 4…2)');
  await whileSet('layerlens.inlayHints.loops', 'all', async () => {
    await waitForHints(document, '(None, 4) | (None, 3) | (None, 2)');
  });
});

test('hints of data can be switched off by themselves', async () => {
  const document = await openText('import keras, numpy as np\nx = keras.Input((4,))\ndata = np.zeros((100, 8))[:10]\n');
  await waitForHints(document, '→ (10, 8)');
  await whileSet('layerlens.inlayHints.arrays', false, async () => {
    await until('no shape of the data', async () => !(await hintsOf(document)).includes('(10, 8)'));
    has(await hintsOf(document), '(None, 4)');
  });
});

test('hints stand at the end of the line, or behind their calls', async () => {
  const text = 'import keras\nx = keras.layers.Dense(2)(keras.Input((4,)))  # hidden\n';
  const document = await openText(text);
  const places = async () =>
    (await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, everywhere))
      .map(({ position }) => position.character)
      .join();
  await waitForHints(document, 'Dense → (None, 2)');
  has(await places(), '54,54');
  await whileSet('layerlens.inlayHints.position', 'afterCall', async () => {
    await until('places within the code', async () => (await places()) === '43,44');
  });
});

test('hints keep within the room that the editor gives them', async () => {
  const document = await openText(
    'import keras\nx = keras.Input((16, 112, 112, 64))\ny = keras.layers.Conv3D(512, 3)(x)\n',
  );
  await waitForHints(document, '→ (None, 14, 110, 110, 512) · 885 k params');
  await whileSet('editor.inlayHints.maximumLength', 38, async () => {
    await waitForHints(document, '3: → (None, 14, 110, 110, 512) · 885 k');
    await until('no noun', async () => !(await hintsOf(document)).includes('params'));
  });
});

test('no hints in files that the setting names', async () => {
  const document = await open('lstm.py');
  await waitForHints(document, '56');
  await whileSet('layerlens.inlayHints.hideIn', ['stacked*', 'lstm.py'], async () => {
    await until('no hints', async () => (await hintsOf(document)) === '');
  });
  await waitForHints(document, '56');
});

test('a hint leads to where a size is written, explains itself, and can be written as a comment', async () => {
  const document = await openText(
    'from keras import Input\nfrom keras.layers import Dropout\nsteps = 100\nx = Input((steps, 8))\ny = Dropout(0.5)(x)\n',
  );
  await waitForHints(document, '(None, 100, 8)');
  const hints = await commands.executeCommand<InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    everywhere,
    10,
  );
  const hint = hints.find(({ position }) => position.line === 4);
  const part = typeof hint?.label === 'object' ? hint.label.find(({ value }) => value === '100') : undefined;
  if (part?.location?.range.start.line !== 2 || document.getText(part.location.range) !== '100')
    throw new Error(JSON.stringify(hint));
  const [edit] = hint?.textEdits ?? [];
  if (edit?.newText !== '  # (None, 100, 8)') throw new Error(JSON.stringify(hint));
  const commented = new WorkspaceEdit();
  commented.set(document.uri, [edit]);
  await workspace.applyEdit(commented);
  has(document.getText(), 'y = Dropout(0.5)(x)  # (None, 100, 8)');
  await until('the hint makes way for the comment', async () => !(await hintsOf(document)).includes('5: →'));
});

const named = `from keras import Input, Model
from keras.layers import Dense
inputs = Input((8,))
hidden = Dense(4, name="hidden")(inputs)
model = Model(inputs, Dense(1)(hidden))
half = Model(inputs, model.get_layer("hidden").output)
`;

test('the name of a layer in get_layer leads to the layer, and the layer to those who ask for it', async () => {
  const document = await openText(named);
  await waitForHints(document, 'in total');
  const asked = document.positionAt(named.lastIndexOf('hidden"'));
  const [place] = await commands.executeCommand<LocationLink[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    asked,
  );
  if (place?.targetRange.start.line !== 3 || document.getText(place.targetRange) !== '"hidden"')
    throw new Error(JSON.stringify(place));
  const references = await commands.executeCommand<Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    positionOf(document, 'hidden"'),
  );
  has(references.map(({ range }) => range.start.line).join(), '3,5');
  const variable = await commands.executeCommand<LocationLink[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    positionOf(document, 'inputs = '),
  );
  if (variable.length > 0) throw new Error('the definition of a variable is for others to tell');
});

test('the outline has the models with their layers', async () => {
  const document = await openText(named);
  const symbols = await until('symbols', async () => {
    const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return found !== undefined && found.length === 2 && found;
  });
  has(
    symbols
      .map(
        ({ name, detail, children }) =>
          `${name} ${detail}: ${children.map((child) => `${child.name} ${child.detail}`).join(', ')}`,
      )
      .join('\n'),
    'model Functional · 41 parameters: ',
    'hidden Dense (None, 4) · 36 parameters',
    'half Functional · 36 parameters',
  );
  for (const { range, selectionRange } of symbols)
    if (!range.contains(selectionRange)) throw new Error('a symbol stands outside of its range');
});

test('a hover without pictures, and without the word on PyTorch', async () => {
  const document = await open('lstm.py');
  for (const [setting, part] of [
    ['layerlens.hover.pictures', '!['],
    ['layerlens.hover.pytorch', 'PyTorch'],
  ] as const) {
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
    await until('the name that Keras 2 gives', async () =>
      (await hoverOver(document, 'Model(inputs')).includes('**Functional** `model`'),
    );
  });
});

test('no line over the model where it is switched off', async () => {
  const document = await open('lstm.py');
  const lenses = () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  await until('a code lens', async () => (await lenses()).length > 0);
  await whileSet('layerlens.codeLens', false, () =>
    until('no code lens', async () => (await lenses()).length === 0).then(() => {}),
  );
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
    await until(
      'a warning instead',
      () =>
        errorsOf(document).length === 0 &&
        languages.getDiagnostics(document.uri).some(({ severity }) => severity === DiagnosticSeverity.Warning),
    );
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
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    error.range,
  );
  const fix = actions.find(({ edit, title }) => edit !== undefined && title.includes('inputs'));
  if (fix?.edit === undefined) throw new Error(`no fix among: ${actions.map(({ title }) => title).join(', ')}`);
  await workspace.applyEdit(fix.edit);
  has(document.getText(), 'LSTM(2)(inputs)');
  await until('no error any more', () => errorsOf(document).length === 0);
});
