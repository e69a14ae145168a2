/** A workspace made up by a seed: mostly ordinary Python, some files with Keras models, some that only import those. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Random } from '../../property/random-programs/random.ts';
import { modelFile } from './models.ts';
import { ordinaryModule } from './modules.ts';

export interface WorkspaceFile {
  /** From the workspace's folder on, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What of Keras is in it: models, the import of a module that makes models, or nothing. */
  readonly keras: 'model' | 'imported' | 'none';
}

/** Files in each package. */
const PACKAGE = 50;

/**
 * `files` in all, `models` of them with a model, and a tenth as many that import a builder and use it. The same seed
 * gives the same texts.
 */
export function workspaceFiles(files = 2_000, models = 300, seed = 1): readonly WorkspaceFile[] {
  const random = new Random(seed);
  const made: WorkspaceFile[] = [];
  const builders: { module: string; builder: string; family: string }[] = [];
  const modules: string[] = [];
  /** Files that shall only import models, and are not made yet. */
  let due = 0;
  for (let number = 0; number < files; number++) {
    const folder = `package_${String(Math.floor(number / PACKAGE)).padStart(2, '0')}`;
    // Models are spread evenly over the packages.
    const before = Math.floor((number * models) / files);
    due += models / 10 / files;
    if (Math.floor(((number + 1) * models) / files) > before) {
      const { family, text, builder } = modelFile(random, before);
      const name = `network_${family}_${before}`;
      builders.push({ module: `${folder}.${name}`, builder, family });
      made.push({ path: `${folder}/${name}.py`, text, keras: 'model' });
    } else if (builders.length > 0 && due >= 1) {
      due--;
      made.push({ path: `${folder}/train_${number}.py`, text: trainer(random.pick(builders)), keras: 'imported' });
    } else {
      const imported = random.chance(0.3) && modules.length > 0 ? [{ module: random.pick(modules), name: 'main' }] : [];
      const name = `module_${number}`;
      modules.push(`${folder}.${name}`);
      made.push({ path: `${folder}/${name}.py`, text: ordinaryModule(random, imported), keras: 'none' });
    }
  }
  return made;
}

/** Names neither Keras nor a layer: only what it imports tells what its numbers are. Its labels do not fit. */
const trainer = ({
  module,
  builder,
}: {
  readonly module: string;
  readonly builder: string;
}): string => `"""Trains what another file builds."""
import numpy as np

from ${module} import CONFIG, ${builder} as make


def labels(samples):
    return np.zeros((samples, CONFIG["classes"] + 1))


network = make()
print(network.output_shape, network.count_params())
network.compile(optimizer="adam", loss="mse")
network.fit(np.zeros((8, *network.input_shape[1:])) if isinstance(network.input_shape, tuple) else None, labels(8))
`;

/** Writes the files of a workspace below a folder. */
export function writeWorkspace(folder: string, files: readonly WorkspaceFile[]): void {
  for (const { path, text } of files) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}
