/** The explorer beside the code: its tab tells which layer it shows. */
import { Selection, window } from 'vscode';
import { execute, open, positionOf, test, until } from './harness.ts';

const labels = (): readonly string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
const shows = (className: string): Promise<unknown> =>
  until(`the explorer shows ${className}`, async () => labels().some((label) => label.startsWith(`${className} `)));

test('the explorer opens for the layer at the cursor, and follows it', async () => {
  const document = await open('lstm.py');
  const put = (word: string): void => {
    const place = positionOf(document, word);
    window.activeTextEditor!.selection = new Selection(place, place);
  };
  put('LSTM(2)');
  await execute('layerlens.exploreLayer');
  await shows('LSTM');
  put('Dense(1)');
  await shows('Dense');
  // A place that is given is not that of the cursor, and stays though the cursor's own move is still to be followed.
  put('model = ');
  put('Dense(1)');
  await execute('layerlens.exploreLayer', document.uri.toString(), positionOf(document, 'LSTM(2)'));
  await shows('LSTM');
  const others: string[] = [];
  const listening = window.tabGroups.onDidChangeTabs(() => {
    if (!labels().some((label) => label.startsWith('LSTM '))) others.push(labels().join());
  });
  await new Promise((resolve) => {
    setTimeout(resolve, 600);
  }); // that nothing happens has no event; the cursor is followed after 120 ms
  listening.dispose();
  if (others.length > 0) throw new Error(`it did not stay: ${others.join(' | ')}`);
  put('ense(1)'); // elsewhere than the cursor was
  await shows('Dense');
});
