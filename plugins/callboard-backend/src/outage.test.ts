import createKnex from 'knex';
import { randomUUID } from 'crypto';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what starts the tests' server is no package
import { Postgres, startPostgres } from '../../../scripts/testing/postgres.cjs';
import {
  Agent,
  startCallboardOn,
  TestCallboard,
} from './__testUtils__/startCallboard';

const POSTERS = 8;

/** Runs `attempt` over and over, several at once, until told to stop. */
function keepDoing(attempt: () => Promise<void>): () => Promise<void> {
  let going = true;
  const loops = Array.from({ length: POSTERS }, async () => {
    while (going) {
      await attempt();
    }
  });
  return async () => {
    going = false;
    await Promise.all(loops);
  };
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));

describe('when PostgreSQL goes away in the middle of load and comes back', () => {
  let postgres: Postgres;
  let callboard: TestCallboard;
  let member: Agent;

  beforeAll(async () => {
    postgres = await startPostgres({ durable: true });
    const knex = createKnex({
      client: 'pg',
      connection: postgres.connectionString,
      // Every failed connection would be printed.
      log: { warn() {}, error() {}, debug() {}, deprecate() {} },
    });
    callboard = await startCallboardOn(knex, {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    member = callboard.as('member');
  });

  afterAll(async () => {
    await callboard.stop();
    await callboard.knex.destroy();
    await postgres.stop();
  });

  it.each(['fast', 'immediate'] as const)(
    'every event that was acknowledged is stored once, and the rest are told to try again (%s shutdown)',
    async mode => {
      const acknowledged: string[] = [];
      const statuses = new Set<number>();
      const retryAfter = new Set<string | undefined>();
      const stop = keepDoing(async () => {
        const key = randomUUID();
        const { status, body, headers } = await member.post('/activity', {
          action: 'outage_test',
          entity_id: key,
          client_event_id: key,
        });
        statuses.add(status);
        if (status === 201) {
          acknowledged.push(body.id);
        } else {
          retryAfter.add(headers['retry-after']);
          await pause(20);
        }
      });
      await pause(300);
      await postgres.restart({ mode, awayMs: 700 });
      await pause(1_000);
      await stop();

      expect([...statuses].sort()).toEqual([201, 503]);
      expect([...retryAfter]).toEqual(['1']);
      const stored = await callboard
        .knex('activity')
        .where({ action: 'outage_test' })
        .whereIn('id', acknowledged)
        .pluck('id');
      expect(stored.sort()).toEqual(acknowledged.sort());
      const twice = await callboard
        .knex('activity')
        .where({ action: 'outage_test' })
        .groupBy('entity_id')
        .havingRaw('count(*) > 1')
        .pluck('entity_id');
      expect(twice).toEqual([]);
      await member.get('/me').expect(200);
    },
  );

  it('changes go on being handed on without a restart of ours', async () => {
    await callboard
      .as('superAdmin')
      .patch('/workspaces/default', { name: 'After the storm' })
      .expect(200);
    await expect(outboxIsEmpty()).resolves.toBe(true);
  });

  async function outboxIsEmpty(): Promise<boolean> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if ((await callboard.knex('outbox')).length === 0) {
        return true;
      }
      await pause(50);
    }
    return false;
  }
});
