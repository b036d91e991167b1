import createKnex, { Knex } from 'knex';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the script that starts the tests' server is not in a package
import {
  Postgres,
  startPostgres,
} from '../../../../scripts/testing/postgres.cjs';
import { applyMigrations } from '../database/schema';
import { getJobName, QueueFixture } from './__testUtils__/QueueFixture';

describe('PostgreSQL outage while jobs run', () => {
  let postgres: Postgres;
  let knex: Knex;

  beforeAll(async () => {
    postgres = await startPostgres({ durable: true });
    knex = createKnex({
      client: 'pg',
      connection: postgres.connectionString,
      // Knex would print every failed connection.
      log: { warn() {}, error() {}, debug() {}, deprecate() {} },
    });
    await applyMigrations(knex);
    await knex.schema.createTable('test_tally', table => {
      table.string('name');
    });
  });

  afterAll(async () => {
    await knex.destroy();
    await postgres.stop();
  });

  // Jobs claimed at the moment of the outage are retried after it.
  const leaseMs = 4_000;
  const names = Array.from({ length: 300 }, (_, index) => String(index));

  it('records jobs that ended during the outage, and repeats or loses none', async () => {
    const fixture = new QueueFixture(knex);
    await fixture.add(names);
    const done: string[] = [];
    fixture.startWorker(
      async job => {
        done.push(getJobName(job));
        await new Promise(resolve => setTimeout(resolve, 20));
      },
      { concurrency: 10, leaseMs },
    );
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(done.length).toBeGreaterThan(0);
    await postgres.restart({ mode: 'immediate', awayMs: 700 });
    await fixture.untilDone();
    await fixture.stop();
    // The worker owned them all the time: none was repeated.
    expect(done.sort()).toEqual([...names].sort());
  });

  it('writes the rows of each transactional job once @full', async () => {
    const fixture = new QueueFixture(knex);
    await fixture.add(names);
    fixture.startTransactionalWorker(
      async (job, { tx }) => {
        await tx('test_tally').insert({ name: getJobName(job) });
      },
      { leaseMs },
    );
    await new Promise(resolve => setTimeout(resolve, 200));
    await postgres.restart({ mode: 'immediate', awayMs: 700 });
    const clock = setInterval(() => {
      fixture.now += 60_000;
    }, 100);
    await fixture.untilDone();
    clearInterval(clock);
    await fixture.stop();
    const written = await knex('test_tally').pluck('name');
    expect(written.sort()).toEqual([...names].sort());
  });
});
