/** `layerlens mcp` as a client starts it: on standard input and output, in both generations of the protocol. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { cli, example } from './language-client.ts';

for (const mode of ['legacy', 'auto', { pin: '2026-07-28' }] as const) {
  test(`a client of the protocol ${JSON.stringify(mode)}: tools, roots, an answer, and the end`, async () => {
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: { roots: {} }, versionNegotiation: { mode } },
    );
    client.setRequestHandler('roots/list', () => ({
      roots: [{ uri: pathToFileURL(dirname(example('lstm.py'))).href }],
    }));
    const transport = new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], stderr: 'inherit' });
    await client.connect(transport);
    assert.equal((await client.listTools()).tools.length, 6);
    const { structuredContent, isError } = await client.callTool({
      name: 'check_keras_code',
      arguments: { path: 'lstm_with_mistake.py' },
    });
    assert.notEqual(isError, true);
    assert.equal((structuredContent as { errors: number }).errors, 1);
    const { pid } = transport;
    await client.close();
    for (let wait = 0; wait < 100 && isAlive(pid!); wait++)
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    assert.ok(!isAlive(pid!), 'it ends with its client');
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
