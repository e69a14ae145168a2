import { l10n, window, workspace } from 'vscode';

/** A small model to look at, in a document that is stored nowhere. */
export async function openExample(): Promise<void> {
  const content = `# ${l10n.t('Point at LSTM to see its arrays, and click on the line above the model to see its summary.')}
# ${l10n.t('Nothing of this is run. Change a number and watch what follows.')}
from keras import Input, Model
from keras.layers import LSTM, Dense

steps, features = 100, 4

inputs = Input(shape=(steps, features))
x = LSTM(2)(inputs)
outputs = Dense(1)(x)

model = Model(inputs, outputs)

print(model.layers[1].get_weights()[1].shape)
`;
  await window.showTextDocument(await workspace.openTextDocument({ language: 'python', content }));
}
