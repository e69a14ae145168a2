/** `layerlens mcp`: what programs that write code for people may ask, by the Model Context Protocol. */
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Host } from './host.ts';
import { checkKerasCode } from './tools/check.ts';
import { explainLayer } from './tools/explain.ts';
import { planMemory } from './tools/memory.ts';
import { migrateToKeras3 } from './tools/migrate.ts';
import { shapeAt } from './tools/shape-at.ts';
import { summarizeModel } from './tools/summarize.ts';

/** In the order in which clients list them. */
const TOOLS: readonly ((host: Host) => void)[] = [
  checkKerasCode,
  explainLayer,
  summarizeModel,
  shapeAt,
  planMemory,
  migrateToKeras3,
];

const INSTRUCTIONS =
  'Layer Lens reads Keras code without running it. Check code that you have written with check_keras_code before you hand it over; ask for shapes instead of working them out. A shape or count that is not known is ?, never a guess.';

export type ServerSettings = Omit<Host, 'server'> & { readonly version: string };

/** A server with all tools, not connected yet. */
export function createMcpServer({ version, ...settings }: ServerSettings): McpServer {
  const server = new McpServer(
    { name: 'layerlens', title: 'Layer Lens', version },
    { instructions: INSTRUCTIONS, capabilities: { tools: {} } },
  );
  for (const tool of TOOLS) tool({ server, ...settings });
  return server;
}

/** Answers on standard input and output until the client closes them. */
export async function serveMcp(settings: ServerSettings): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('close', resolve);
    process.stdin.once('end', resolve);
  });
  const handle = serveStdio(() => createMcpServer(settings));
  await closed;
  await handle.close();
  await settings.threads.stop();
}
