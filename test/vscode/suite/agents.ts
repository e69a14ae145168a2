/** What agents are offered: the tools of `layerlens mcp`, which VS Code starts in its own Node. */
import { commands, lm } from 'vscode';
import { has, test, until } from './harness.ts';

const isInNode = 'process' in globalThis && globalThis.process.versions?.node !== undefined;

test('agents are offered the tools of the MCP server', async () => {
  // In a browser there is no process to start.
  if (!isInNode) return;
  const ours = () => lm.tools.filter(({ name }) => name.includes('check_keras_code'));
  const started = commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
  await until('the tool', () => ours().length > 0, 40);
  await started;
  const [tool] = ours();
  has(tool!.description, 'Finds what Keras would refuse');
});
