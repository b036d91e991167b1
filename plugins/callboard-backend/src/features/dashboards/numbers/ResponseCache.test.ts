import { setTimeout as sleep } from 'timers/promises';
import { ResponseCache } from './ResponseCache';

describe('ResponseCache', () => {
  it('computes a value once for concurrent requests', async () => {
    const cache = new ResponseCache<{ n: number }>(() => 0);
    let computations = 0;
    const compute = async () => {
      computations += 1;
      await sleep(5);
      return { n: computations };
    };
    const all = await Promise.all(
      Array.from({ length: 500 }, () => cache.get('how many', compute)),
    );
    expect(new Set(all).size).toBe(1);
    expect(await cache.get('how much', compute)).not.toBe(all[0]);
    expect(computations).toBe(2);
  });

  it('recomputes a value for requests that arrive after its computation started', async () => {
    let now = 0;
    const cache = new ResponseCache<{ n: number }>(() => now);
    const first = cache.get('how many', async () => ({ n: 1 }));
    now = 1;
    const second = cache.get('how many', async () => ({ n: 2 }));
    expect(await Promise.all([first, second])).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('reuses a value up to the maximum age that the caller sets', async () => {
    let now = 0;
    const cache = new ResponseCache<{ n: number }>(() => now);
    const request = (n: number, maxAgeMs?: number) =>
      cache.get('how many', async () => ({ n }), { maxAgeMs });
    await request(1);
    now = 15_000;
    expect(await request(2, 15_000)).toEqual({ n: 1 });
    expect(await request(3, 14_999)).toEqual({ n: 3 });
    expect(await request(4, 15_000)).toEqual({ n: 3 });
    expect(await request(5, 0)).toEqual({ n: 3 });
    now = 15_001;
    expect(await request(6, 0)).toEqual({ n: 6 });
  });

  it('reuses an unchanged value for up to a minute', async () => {
    let now = 0;
    const isUnchanged = jest.fn(async () => true);
    const cache = new ResponseCache<{ n: number }>(() => now);
    const ask = (n: number) =>
      cache.get('how many', async () => ({ n }), { isUnchanged });
    await ask(1);
    now = 30_000;
    expect(await Promise.all([ask(2), ask(3)])).toEqual([{ n: 1 }, { n: 1 }]);
    now = 31_000;
    expect(await ask(4)).toEqual({ n: 1 });
    expect(isUnchanged).toHaveBeenCalledTimes(2);
    now = 60_001;
    expect(await ask(5)).toEqual({ n: 5 });
    expect(isUnchanged).toHaveBeenCalledTimes(2);
    now = 62_000;
    isUnchanged.mockResolvedValue(false);
    expect(await ask(6)).toEqual({ n: 6 });
  });

  it('runs one slow computation at a time, and shares the next among waiting requests', async () => {
    let now = 0;
    const cache = new ResponseCache<{ n: number }>(() => now);
    const finish: Array<() => void> = [];
    const compute = async () => {
      const n = finish.length + 1;
      await new Promise<void>(resolve => finish.push(resolve));
      return { n };
    };
    const first = cache.get('how many', compute);
    await sleep(1);
    now = 1;
    const waiting = [
      cache.get('how many', compute),
      cache.get('how many', compute),
    ];
    now = 2;
    waiting.push(cache.get('how many', compute));
    await sleep(1);
    expect(finish).toHaveLength(1);
    finish[0]();
    expect(await first).toEqual({ n: 1 });
    await sleep(1);
    finish[1]();
    expect(await Promise.all(waiting)).toEqual([{ n: 2 }, { n: 2 }, { n: 2 }]);
  });

  it('rejects all waiting requests after a failure, and recomputes for the next one', async () => {
    const cache = new ResponseCache<{ n: number }>();
    const fails = async () => {
      await sleep(1);
      throw new Error('too long');
    };
    const waiting = [cache.get('x', fails), cache.get('x', fails)];
    for (const each of await Promise.allSettled(waiting)) {
      expect(each.status).toBe('rejected');
    }
    expect(await cache.get('x', async () => ({ n: 1 }))).toEqual({ n: 1 });
  });

  it('accepts __proto__ as a key', async () => {
    const cache = new ResponseCache<{ n: number }>();
    expect(await cache.get('__proto__', async () => ({ n: 1 }))).toEqual({
      n: 1,
    });
  });
});
