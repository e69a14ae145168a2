import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerlens } from './command.ts';

test('coverage as text: a line for each file with layers, all together, and the reasons', async () => {
  const { status, out } = await layerlens('coverage', 'lstm.py', 'forms.py', 'empty.py');
  assert.equal(status, 0);
  assert.equal(
    out,
    `numbers  open  formulas  partly  unknown   of  file
      3     0         0       0        0    3  lstm.py
      0     0         4       0        0    4  forms.py
      3     0         4       0        0    7
43% numbers, 0% open (None), 57% formulas, 0% partly known, 0% unknown

Why there are no numbers, and what would help:
      2  sizes are those of parameters that nothing in the file passes (a call of the function in the file, or of the file that calls it)
      2  sizes are those of data that the code does not tell (a comment # shape: X (…) with the name and the sizes of the data)
`,
  );
  assert.equal((await layerlens('coverage', 'empty.py')).out, 'No layer is made or called here.\n');
});

test('coverage as JSON, with each call', async () => {
  const { out } = await layerlens('coverage', '--json', '--calls', 'book.ipynb', 'folder');
  const { files, total } = JSON.parse(out);
  assert.deepEqual(
    files.map(({ file, numbers, layer_calls: all }: Record<string, unknown>) => [file, numbers, all]),
    [
      ['book.ipynb', 2, 2],
      ['folder/b.py', 3, 3],
    ],
  );
  assert.deepEqual(files[0].calls[1], { cell: 2, line: 2, column: 5, knowledge: 'numbers' });
  assert.deepEqual([total.layer_calls, total.numbers, total.reasons], [5, 5, []]);
});

test('a file that cannot be read is named, and the others are counted', async () => {
  const { status, out, error } = await layerlens('coverage', 'nowhere.py', 'lstm.py');
  assert.equal(status, 1);
  assert.match(error, /nowhere\.py: There is no such file/);
  assert.match(out, /100% numbers/);
});
