/** The client: what starts the server, and what happens to it. */
import { commands, extensions, Position, version, window, workspace, WorkspaceEdit } from 'vscode';
import { execute, has, hoverOver, open, openText, test, until, waitForHints, whileSet } from './harness.ts';

/**
 * The last lines of the output, which a report shows; the Output view itself stays empty in the host of machines
 * without a desktop.
 */
async function output(): Promise<string> {
  await execute('layerlens.reportIssue');
  return until(
    'a report',
    () => window.activeTextEditor?.document.languageId === 'markdown' && window.activeTextEditor.document.getText(),
  );
}
const isInNode = 'process' in globalThis && globalThis.process.versions?.node !== undefined;

/** The server's process on a desktop; undefined where it does not run. */
async function serverProcess(): Promise<number | undefined> {
  const { execFileSync } = await import('node:child_process');
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const line = lines.find((one) => one.includes('cli.js') && one.trim().split(/\s+/)[1] === String(process.pid));
  return line === undefined ? undefined : Number(line.trim().split(/\s+/)[0]);
}

test('a Python file activates the extension, and starts the server only when it calls for it', async () => {
  const document = await workspace.openTextDocument({
    language: 'python',
    content: 'import os\nmodel = os.getcwd()\n',
  });
  await window.showTextDocument(document);
  await until('activation', () => extensions.getExtension('layer-lens.layer-lens')?.isActive);
  await commands.executeCommand('vscode.executeHoverProvider', document.uri, new Position(1, 2));
  has(await output(), 'Layer Lens 0.');
  if ((await output()).includes('[info] The server is')) throw new Error('the server was started without a reason');
  if (isInNode && (await serverProcess()) !== undefined) throw new Error('the server runs');
  const typing = new WorkspaceEdit();
  typing.insert(document.uri, new Position(2, 0), 'from keras import Input');
  await workspace.applyEdit(typing);
  await until('the server', async () => (await output()).includes('[info] The server is running'));
  const rest = new WorkspaceEdit();
  rest.insert(document.uri, new Position(3, 0), '\nx = Input((3,))\n');
  await workspace.applyEdit(rest);
  await waitForHints(document, '(None, 3)');
});

test('the server can be restarted', async () => {
  const document = await open('lstm.py');
  await execute('layerlens.restartServer');
  has(await hoverOver(document, 'LSTM(2)'), '(2, 8)');
});

test('the output tells the messages where that is asked for', async () => {
  const document = await open('lstm.py');
  await hoverOver(document, 'LSTM(2)');
  if ((await output()).includes('textDocument/hover')) throw new Error('the messages are told though nobody asked');
  await whileSet('layerlens.trace.server', 'messages', async () => {
    await until('a request in the output', async () => {
      await hoverOver(document, 'LSTM(2)');
      return (await output()).includes('textDocument/hover');
    });
  });
});

test('a report has the versions and the changed settings, and nothing of the code', async () => {
  await whileSet('layerlens.kerasVersion', '3', async () => {
    const report = await output();
    has(report, 'Layer Lens 0.', ` ${version}, `, '`layerlens.kerasVersion`: `"3"`', 'The server is running.');
    if (report.includes('LSTM')) throw new Error(report);
  });
});

test('the example has hints', async () => {
  await execute('layerlens.openExample');
  const document = await until(
    'the example',
    () => window.activeTextEditor?.document.getText().includes('steps, features') && window.activeTextEditor.document,
  );
  await waitForHints(document, '59 params in total');
});

test('the tour opens', async () => {
  await execute('layerlens.getStarted');
  await until('the tour', () =>
    window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /Layer Lens|Walkthrough|Welcome/.test(label))),
  );
});

test('the output can be shown', async () => {
  await execute('layerlens.showOutput');
  await until('the output', () =>
    window.visibleTextEditors.some(
      ({ document: { uri } }) => uri.scheme === 'output' && uri.path.includes('Layer Lens'),
    ),
  );
});

if (isInNode) {
  test('after a crash the server is there again, with its documents', async () => {
    const document = await open('lstm.py');
    await hoverOver(document, 'LSTM(2)');
    const before = await serverProcess();
    process.kill(before!, 'SIGKILL');
    await until('another server', async () => ![undefined, before].includes(await serverProcess()));
    has(await hoverOver(document, 'LSTM(2)'), '(2, 8)');
    has(await output(), 'The server stopped unexpectedly');
  });

  test('a crash in the middle of typing loses nothing, and the hints are those of the newest text', async () => {
    const document = await openText('import keras\nx = keras.Input((4,))\n');
    await waitForHints(document, '(None, 4)');
    const before = await serverProcess();
    let expected = document.getText();
    const type = async (line: string) => {
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, new Position(document.lineCount - 1, 0), line);
      await workspace.applyEdit(edit);
      expected += line;
    };
    for (let units = 11; units < 31; units++) {
      // between two edits: some are sent, some are not, some go into a closed pipe
      if (units === 21) process.kill(before!, 'SIGKILL');
      await type(`x = keras.layers.Dense(${units})(x)\n`);
    }
    await until('another server', async () => ![undefined, before].includes(await serverProcess()));
    await type('last = keras.layers.Dense(77)(x)\n');
    const hints = await waitForHints(document, '(None, 77)');
    has(hints, '(None, 11)', '(None, 20)', '(None, 21)', '(None, 30)');
    if (document.getText() !== expected) throw new Error(`the text is\n${document.getText()}\nand not\n${expected}`);
    if (!document.isDirty) throw new Error('the text was never saved');
  });

  test('a server that hangs is noticed, and started again', async () => {
    const document = await open('lstm.py');
    await hoverOver(document, 'LSTM(2)');
    const before = await serverProcess();
    process.kill(before!, 'SIGSTOP'); // to the client that looks like an endless loop
    await until('another server', async () => ![undefined, before].includes(await serverProcess()), 60);
    has(await hoverOver(document, 'LSTM(2)'), '(2, 8)');
    has(await output(), 'The server does not answer');
  });

  test('a server that hangs can be restarted at once', async () => {
    const before = await serverProcess();
    process.kill(before!, 'SIGSTOP');
    await execute('layerlens.restartServer');
    if ([undefined, before].includes(await serverProcess())) throw new Error('there is no other server');
    has(await hoverOver(await open('lstm.py'), 'LSTM(2)'), '(2, 8)');
  });
}
