/** States that are kept without copies, beside copies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysBetween, type MapState, VersionedMap } from '../../../../server/python/domain/versioned-map.ts';

/** A small generator of numbers, the same each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Kept {
  readonly state: MapState<number>;
  readonly copy: ReadonlyMap<string, number>;
}

const entries = (map: ReadonlyMap<string, number>): (readonly [string, number])[] => [...map];

function play(seed: number, deletes: boolean): void {
  const below = numbers(seed);
  const map = new VersionedMap<number>([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  const kept: Kept[] = [];
  for (let step = 0; step < 60; step++) {
    const key = 'abcdefgh'[below(8)]!;
    const choice = below(10);
    if (choice < 5) map.set(key, below(100));
    else if (choice === 5 && deletes) map.delete(key);
    else if (choice === 6 && deletes && below(4) === 0) map.clear();
    else if (choice < 8) kept.push({ state: map.state(), copy: new Map(map) });
    else if (kept.length > 0) {
      const { state, copy } = kept[below(kept.length)]!;
      if (choice === 8) {
        map.enter(state);
        assert.deepEqual(entries(map), entries(copy), `seed ${seed}, step ${step}: entered`);
      } else {
        const changed = state.with(new Map([[key, 7]]));
        kept.push({ state: changed, copy: new Map([...copy, [key, 7]]) });
      }
    }
    for (const { state, copy } of kept) {
      assert.deepEqual(entries(state.whole()), entries(copy), `seed ${seed}, step ${step}`);
      for (const name of 'abcdefgh') assert.equal(state.get(name), copy.get(name));
      const other = kept[below(kept.length)]!;
      const between = keysBetween(state, other.state);
      if (between)
        for (const name of 'abcdefgh') assert.ok(between.has(name) || copy.get(name) === other.copy.get(name), name);
    }
  }
}

test('states of a map are what copies of it would be', () => {
  for (let seed = 0; seed < 300; seed++) play(seed, false);
});

test('also where keys are deleted', () => {
  for (let seed = 0; seed < 300; seed++) play(seed, true);
});

test('what is changed is known without going through all', () => {
  const map = new VersionedMap<number>(Array.from({ length: 1000 }, (_, i) => [`name${i}`, i]));
  const before = map.state();
  map.set('name3', 0);
  const after = map.state();
  map.enter(before);
  assert.equal(map.get('name3'), 3);
  assert.deepEqual([...(keysBetween(before, after) ?? [])], ['name3']);
});
