import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { Namespaces } from '../../../server/keras/namespaces.ts';
import { createTensorflowFunctions, TENSORFLOW_NAMESPACES } from '../../../server/keras/operations/functions/former.ts';
import { KERAS_3 } from '../../../server/keras/releases.ts';
import { KerasSession } from '../../../server/keras/session.ts';
import { int } from '../../../server/python/domain/value.ts';

describe('namespaces', () => {
  test('are made when a member is asked for, once, and the first of several members counts', () => {
    const namespaces = new Namespaces();
    const made: string[] = [];
    const table = (name: string, members: Record<string, number>) => () => {
      made.push(name);
      return new Map(Object.entries(members).map(([key, value]) => [key, int(value)]));
    };
    namespaces.add('a', table('first', { x: 1, y: 2 }));
    namespaces.add('a', table('second', { y: 3, z: 4 }));
    namespaces.add('b', table('other', { x: 5 }));
    assert.deepEqual(
      [namespaces.has('a'), namespaces.has('c'), [...namespaces.paths()], made],
      [true, false, ['a', 'b'], []],
    );
    assert.deepEqual(
      ['y', 'z', 'w'].map((name) => namespaces.member('a', name)),
      [int(2), int(4), undefined],
    );
    assert.equal(namespaces.member('a', 'x'), namespaces.member('a', 'x'));
    assert.deepEqual([...namespaces.names('a')], ['x', 'y', 'z']);
    assert.deepEqual([...namespaces.names('c')], []);
    assert.deepEqual(made, ['first', 'second']);
  });

  test('those of TensorFlow are known before they are made', () => {
    const made = createTensorflowFunctions(new KerasSession(definitionsByName(), KERAS_3));
    assert.deepEqual([...TENSORFLOW_NAMESPACES].sort(), Object.keys(made).sort());
  });
});
