import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeComments, statedShapes } from '../../../server/python/library/arrays/shape-comments.ts';
import { shapeToJson } from '../../../server/shapes/dimension.ts';

describe('shape comments', () => {
  it('states numbers, None, symbols and sizes that nobody knows', () => {
    assert.deepEqual(shapeComments('# shape: X_train (60000, 28, 28)'), [
      { name: 'X_train', shape: [60000, 28, 28], offset: 9 },
    ]);
    assert.deepEqual(shapeComments('# shape: df (None?, 13)')[0]?.shape, ['df.shape[0]', 13]);
    assert.deepEqual(
      shapeComments('x = load()  # shape: x (n, steps, 4), y (n,)').map(({ name, shape }) => ({ name, shape })),
      [
        { name: 'x', shape: ['n', 'steps', 4] },
        { name: 'y', shape: ['n'] },
      ],
    );
    assert.deepEqual(shapeComments('#shape: batch (None, 60_000)')[0]?.shape, [null, 60000]);
    assert.deepEqual(
      shapeComments('# shapes: a: [2, 3]; b = (4)').map(({ shape }) => shape),
      [[2, 3], [4]],
    );
  });

  it('states nothing where it cannot be read', () => {
    assert.deepEqual(shapeComments('# the shape of X is (3, 4)'), []);
    assert.deepEqual(shapeComments('# shape: X (a + b, 3)'), []);
    assert.deepEqual(shapeComments('shape: X (3, 4)'), []);
  });

  it('takes a symbol for one number wherever it is written', () => {
    const stated = statedShapes('# shape: x (n, 4)\n# shape: y (n,)\n');
    assert.deepEqual(shapeToJson(stated.get('x')!.shape!), ['n', 4]);
    const [a, b] = [stated.get('x')!.shape![0], stated.get('y')!.shape![0]];
    assert.ok(a !== null && typeof a === 'object' && b !== null && typeof b === 'object' && a.equals(b));
  });

  it('leaves out a name that is stated to be two things', () => {
    assert.equal(statedShapes('# shape: x (3,)\n# shape: x (4,)\n').has('x'), false);
  });
});
