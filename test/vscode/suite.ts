/**
 * What must hold in a real VS Code, whichever host runs the extension. The module is bundled to one file and run inside
 * the
 * extension host; its workspace is a copy of examples/. The tests run in the order of the imports.
 */
import './suite/client.ts';
import './suite/off-and-on.ts';
import './suite/features.ts';
import './suite/summaries.ts';
import './suite/explorer.ts';
import './suite/notebooks.ts';
import './suite/problems.ts';
import './suite/documentation.ts';
import './suite/virtual-files.ts';
import './suite/agents.ts';
import './suite/complete.ts';

export { run } from './suite/harness.ts';
