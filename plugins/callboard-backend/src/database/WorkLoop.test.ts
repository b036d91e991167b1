import createKnex, { Knex } from 'knex';
import { silentLogger } from '../__testUtils__/changeFixture';
import { WorkLoop, WorkSource } from './WorkLoop';

describe('WorkLoop', () => {
  const warn = jest.fn();
  let knex: Knex;
  let statements: number;
  let loop: WorkLoop;
  let isAway: boolean;

  /** A source with work due in a number of milliseconds, by name. */
  class Source implements WorkSource {
    woken: string[] = [];

    constructor(public work: Record<string, number | null> = {}) {}

    findWork() {
      const rows = Object.entries(this.work).map(
        ([name, wait]) => `SELECT '${name}' AS name, ${wait} AS wait_ms`,
      );
      return knex.raw(
        rows.join(' UNION ALL ') || 'SELECT 1 AS name, NULL AS wait_ms',
      );
    }

    wake(name: string) {
      this.woken.push(name);
    }
  }

  beforeEach(() => {
    warn.mockReset();
    statements = 0;
    isAway = false;
    knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    knex.on('query', () => {
      statements += 1;
      if (isAway) throw new Error('database away');
    });
    loop = new WorkLoop({
      knex,
      clock: { now: () => 1_000 },
      logger: { ...silentLogger, warn },
    });
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  });

  afterEach(async () => {
    jest.useRealTimers();
    await knex.destroy();
  });

  /** Advances time in small steps, because the database responds in between. */
  async function pass(ms: number) {
    for (let passed = 0; passed < ms; passed += 50) {
      await jest.advanceTimersByTimeAsync(50);
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  it('polls all sources with one statement, every four seconds on SQLite', async () => {
    const sources = [new Source({ a: 60_000 }), new Source({ b: null })];
    sources.forEach(source => loop.add(source));
    await pass(20_000);
    expect(statements).toBeGreaterThanOrEqual(4);
    expect(statements).toBeLessThanOrEqual(5);
    expect(sources.flatMap(({ woken }) => woken)).toEqual([]);
    await Promise.all(sources.map(source => loop.remove(source)));
  });

  it('wakes each source only for due work, and polls again a second later', async () => {
    const one = new Source({ a: 0, b: 5_000 });
    const two = new Source({ a: 5_000, c: -1 });
    loop.add(one);
    loop.add(two);
    await pass(4_500);
    expect(one.woken).toEqual(['a']);
    expect(two.woken).toEqual(['c']);
    one.work = { a: 0 };
    two.work = {};
    await pass(1_000);
    expect(one.woken).toEqual(['a', 'a']);
    expect(two.woken).toEqual(['c']);
    await loop.remove(one);
    await loop.remove(two);
  });

  it('sleeps until the next work is due', async () => {
    const source = new Source({ a: 300 });
    loop.add(source);
    await pass(4_200);
    source.work = { a: 0 };
    expect(source.woken).toEqual([]);
    await pass(300);
    expect(source.woken).toEqual(['a']);
    await loop.remove(source);
  });

  it('polls immediately after an announcement, and limits repeated polls', async () => {
    const source = new Source({ a: 0 });
    loop.add(source);
    loop.pollNow();
    await pass(50);
    expect(source.woken).toEqual(['a']);
    for (let n = 0; n < 1_000; n += 1) {
      loop.pollNow();
    }
    await pass(100);
    expect(statements).toBeLessThanOrEqual(3);
    await loop.remove(source);
  });

  it('polls again a second after work was done', async () => {
    const source = new Source();
    loop.add(source);
    loop.pollAfterWork();
    await pass(950);
    expect(statements).toBe(0);
    await pass(100);
    expect(statements).toBe(1);
    await loop.remove(source);
  });

  it('continues after a database outage, and warns once', async () => {
    const source = new Source({ a: 0 });
    loop.add(source);
    isAway = true;
    await pass(5_000);
    expect(warn).toHaveBeenCalledTimes(1);
    isAway = false;
    await pass(1_100);
    expect(source.woken).toEqual(['a']);
    await loop.remove(source);
  });

  it('stops polling when no source is left', async () => {
    const source = new Source({ a: 0 });
    loop.add(source);
    await loop.remove(source);
    loop.pollNow();
    await pass(5_000);
    expect(statements).toBe(0);
    expect(source.woken).toEqual([]);
  });
});
