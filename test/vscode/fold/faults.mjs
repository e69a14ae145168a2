/** Programs whose hints, lenses and panels are easily wrong for a reader, and where in them to look. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/setup.mjs';

const folder = join(root, 'test', 'vscode', 'faults');

/** The texts of the programs and the notebook, by name. */
export const FAULTY = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

/**
 * `shows`: a text of one of its hints. Each of the `views` is a picture: after a `line` is brought to the middle of the
 * editor, or a `key` is pressed; `lens` is a text of a line above a model that is then seen.
 */
export const FAULT_VIEWS = [
  { name: 'builders.py', shows: '(None, 4096)', views: [{ line: 16, lens: '7 models' }] },
  { name: 'unet.py', shows: '(None, 512, 512, 3)', views: [{ line: 16 }, { line: 30, lens: 'model' }] },
  { name: 'numpy_layers.py', shows: '(4, 6, 8, 8)', views: [{ line: 17 }, { line: 40, lens: 'model' }] },
  {
    name: 'data_sizes.py',
    shows: 'len(class_names)',
    views: [
      { line: 16, lens: 'pictures' },
      { line: 32, lens: 'writer' },
    ],
  },
  { name: 'long_lines.py', shows: '(None, 224, 224, 3)', views: [{ line: 6, lens: 'encoder' }] },
  { name: 'parsed_arguments.py', shows: '2.56 M', views: [{ line: 18, lens: 'other' }] },
  { name: 'loops.py', shows: '(None, 64, 64, 3)', views: [{ line: 14, lens: 'growing' }] },
  { name: 'values.py', shows: '(None, 100, 2)', views: [{ line: 16, lens: 'model' }] },
  { name: 'large_sequential.py', shows: '(None, 224, 224, 3)', views: [{ line: 10, lens: 'model' }] },
  { name: 'reviews.ipynb', shows: '(None, X.shape[1])', views: [{}, { key: 'Control+End', lens: 'large' }] },
];
