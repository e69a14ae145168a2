import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DidChangeTextDocumentNotification, InlayHintRefreshRequest } from 'vscode-languageserver-protocol/node';
import { Editor } from './language-client.ts';

const MODEL = `import keras

def build(size):
    x = keras.Input((size,))
    return keras.layers.Dense(3)(x)
`;
const TRAIN = 'from model import build\nbuild(4)\n';

describe('a file whose functions a script calls', () => {
  /** An editor with the folder, and who waits until it is asked to ask for hints again. */
  async function opened(context: TestContext) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'layer-lens-callers-')));
    writeFileSync(join(folder, 'model.py'), MODEL);
    writeFileSync(join(folder, 'train.py'), TRAIN);
    const editor = new Editor();
    const waiting: (() => void)[] = [];
    let refreshed = 0;
    editor.connection.onRequest(InlayHintRefreshRequest.type, () => {
      refreshed++;
      for (const go of waiting.splice(0)) go();
    });
    context.after(async () => {
      await editor.stop();
      rmSync(folder, { recursive: true });
    });
    await editor.start(undefined, pathToFileURL(folder).href);
    const model = pathToFileURL(join(folder, 'model.py')).href;
    const train = pathToFileURL(join(folder, 'train.py')).href;
    /** Until hints are as expected: after each refresh they are asked for again. */
    const hintsUntil = async (isThere: (hints: readonly string[]) => boolean): Promise<readonly string[]> => {
      for (;;) {
        const before = refreshed;
        const hints = await editor.hints(model);
        if (isThere(hints)) return hints;
        if (refreshed === before)
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
          });
      }
    };
    return { editor, model, train, hintsUntil };
  }

  test('shows the sizes that the script passes, also after edits of either', async (context) => {
    const { editor, model, train, hintsUntil } = await opened(context);
    await editor.open(model, MODEL);
    assert.deepEqual(await hintsUntil((hints) => hints.some((hint) => hint.includes('15'))), [
      '4: → (None, 4)',
      '5: → (None, 3) · 15 params',
    ]);
    assert.match((await editor.hover(model, { line: 4, character: 26 })) ?? '', /Called by `train\.py:2`/);
    // What is typed into the script is seen in the file.
    await editor.open(train, TRAIN);
    await editor.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: train, version: 2 },
      contentChanges: [{ text: TRAIN.replace('4', '9') }],
    });
    assert.deepEqual(await hintsUntil((hints) => hints.some((hint) => hint.includes('30'))), [
      '4: → (None, 9)',
      '5: → (None, 3) · 30 params',
    ]);
    // An edit of the file keeps them: the script is quick, so that nothing is shown without it.
    await editor.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: model, version: 2 },
      contentChanges: [{ text: MODEL.replace('Dense(3)', 'Dense(5)') }],
    });
    assert.deepEqual(await editor.hints(model), ['4: → (None, 9)', '5: → (None, 5) · 50 params']);
  });
});
