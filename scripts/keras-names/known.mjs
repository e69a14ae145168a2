/** Writes the names that the server knows of Keras's modules, as JSON by module: what the tables need not have. */
import { definitionsByName, KERAS_2_LAYERS, LAYERS } from '../../server/keras/layers/registry.ts';
import { createKerasApi } from '../../server/keras/api.ts';
import { KERAS_2, KERAS_3 } from '../../server/keras/releases.ts';
import { KerasSession } from '../../server/keras/session.ts';
import { createBuiltins } from '../../server/python/library/index.ts';

const found = {};
for (const [dialect, layers] of [
  [KERAS_3, LAYERS],
  [KERAS_2, [...LAYERS, ...KERAS_2_LAYERS]],
]) {
  const api = createKerasApi(new KerasSession(definitionsByName(layers), dialect), createBuiltins().get('object'));
  for (const path of process.argv.slice(2)) {
    const names = api.module(path)?.publicNames?.() ?? [];
    found[path] = [...new Set([...(found[path] ?? []), ...names])].sort();
  }
}
process.stdout.write(JSON.stringify(found));
