/**
 * A terminal in which a program of the folder has failed; machines without a desktop have no shell for VS Code to
 * start. What it writes is in `output.txt` there.
 */
const { commands, EventEmitter, Uri, window, workspace } = require('vscode');

const mark = (text) => `\u001b]633;${text}\u0007`;

async function open(name, tellsCommands) {
  const folder = workspace.workspaceFolders[0].uri;
  const output = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, 'output.txt')));
  const writer = new EventEmitter();
  const lines = output.replaceAll('\n', '\r\n');
  const prompt = tellsCommands ? `${mark(`P;Cwd=${folder.path}`)}${mark('A')}$ ${mark('B')}` : '$ ';
  const run = tellsCommands ? `python train.py${mark('E;python train.py')}\r\n${mark('C')}` : 'python train.py\r\n';
  const write = async () => {
    writer.fire(prompt);
    // As a shell does it: VS Code hears of a command before it has written something.
    for (const text of [run, lines, `${tellsCommands ? mark('D;1') : ''}${prompt}`]) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      writer.fire(text);
    }
  };
  window.createTerminal({ name, pty: { onDidWrite: writer.event, open: () => void write(), close() {} } }).show();
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('layerlensTerminalTest.shell', () => open('tells', true)),
    commands.registerCommand('layerlensTerminalTest.plain', () => open('plain', false)),
  );
};
