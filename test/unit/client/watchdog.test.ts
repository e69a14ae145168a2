import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { Watchdog } from '../../../client/watchdog.ts';

describe('the watchdog', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());
  /** What was asked and told; `pass` lets time go by in small steps, as it does. */
  function watched(ping: () => Promise<unknown>) {
    const seen = { pings: 0, hung: 0 };
    const dog = new Watchdog(
      () => {
        seen.pings += 1;
        return ping();
      },
      () => {
        seen.hung += 1;
      },
      { every: 10, deadline: 100 },
    );
    dog.start();
    return { seen, dog };
  }
  async function pass(milliseconds: number) {
    for (let passed = 0; passed < milliseconds; passed += 5) {
      mock.timers.tick(5);
      await Promise.resolve()
        .then(() => {})
        .then(() => {});
    }
  }

  test('asks again and again while there are answers', async () => {
    const { seen, dog } = watched(() => Promise.resolve(null));
    await pass(1_000);
    assert.ok(seen.pings > 50, String(seen.pings));
    assert.equal(seen.hung, 0);
    dog.stop();
    const { pings } = seen;
    await pass(1_000);
    assert.equal(seen.pings, pings);
  });

  test('a refusal is an answer', async () => {
    const { seen, dog } = watched(() => Promise.reject(new Error('no such method')));
    await pass(1_000);
    assert.deepEqual([seen.pings > 50, seen.hung], [true, 0]);
    dog.stop();
  });

  test('tells once where no answer comes before the deadline', async () => {
    const { seen } = watched(() => new Promise(() => {}));
    await pass(105);
    assert.equal(seen.hung, 0);
    await pass(1_000);
    assert.deepEqual(seen, { pings: 1, hung: 1 });
  });

  test('an answer just before the deadline counts', async () => {
    const { seen, dog } = watched(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 95);
        }),
    );
    await pass(1_000);
    assert.equal(seen.hung, 0);
    assert.ok(seen.pings >= 9);
    dog.stop();
  });

  test('asks again after the machine has slept', async () => {
    const { seen } = watched(() => new Promise(() => {}));
    await pass(50);
    mock.timers.setTime(100_000); // the clock has moved on, and no timer ran
    mock.timers.tick(0);
    assert.equal(seen.hung, 0);
    await pass(200);
    assert.equal(seen.hung, 1);
  });
});
