import { type Disposable, EventEmitter, type ExtensionContext, lm, McpStdioServerDefinition, workspace } from 'vscode';
import { isOn } from './master-switch.ts';

/** As it stands in the manifest. */
const MCP_PROVIDER = 'layerlens.mcp';

/**
 * Offers `layerlens mcp` to the agents of VS Code: the command line runs in VS Code's own Node, and reads the folders
 * that VS Code names as its roots.
 */
export function offerMcpServer(context: ExtensionContext): Disposable[] {
  const changed = new EventEmitter<void>();
  const { version } = context.extension.packageJSON as { version: unknown };
  const definition = (): McpStdioServerDefinition =>
    new McpStdioServerDefinition(
      'Layer Lens',
      process.execPath,
      [context.asAbsolutePath('dist/cli.js'), 'mcp'],
      { ELECTRON_RUN_AS_NODE: '1' },
      String(version),
    );
  return [
    changed,
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('layerlens.enable')) changed.fire();
    }),
    lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => (isOn() ? [definition()] : []),
    }),
  ];
}
