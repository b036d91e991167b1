import createKnex, { Knex } from 'knex';
import { randomUUID } from 'crypto';
import { WorkItem } from '@callboard/plugin-callboard-common';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the script that starts the tests' server is not in a package
import { Postgres, startPostgres } from '../../../scripts/testing/postgres.cjs';
import {
  Agent,
  startCallboardOn,
  TestCallboard,
} from './__testUtils__/startCallboard';
import { anotherClient } from './__testUtils__/anotherClient';
import { describeCallboard } from './__testUtils__/describeCallboard';
import { isPostgres } from './database/isPostgres';
import { catalogEntities } from './core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from './features/work/__testUtils__/ProjectFixture';
import { until } from './__testUtils__/until';
import { untilRelayed } from './__testUtils__/untilRelayed';

const POSTERS = 8;

/** Runs `attempt` repeatedly and concurrently until stopped. */
function repeatUntilStopped(attempt: () => Promise<void>): () => Promise<void> {
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

describe('PostgreSQL restart under load', () => {
  let postgres: Postgres;
  let callboard: TestCallboard;
  let member: Agent;

  beforeAll(async () => {
    postgres = await startPostgres({ durable: true });
    const knex = createKnex({
      client: 'pg',
      connection: postgres.connectionString,
      // Knex would print every failed connection.
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
    'stores acknowledged events once, and returns 503 for the others (%s shutdown)',
    async mode => {
      const acknowledged: string[] = [];
      const statuses = new Set<number>();
      const retryAfter = new Set<string | undefined>();
      const stop = repeatUntilStopped(async () => {
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

  it('relays changes after the outage without a restart of Callboard', async () => {
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

/** A fault that prevents the database from writing, and its end. */
interface Fault {
  name: string;
  begin(knex: Knex): Promise<void>;
  end(knex: Knex): Promise<void>;
}

/** Makes new sessions of PostgreSQL read-only, and ends existing ones. */
async function setReadOnly(knex: Knex, value: 'on' | 'off'): Promise<void> {
  const admin = anotherClient(knex);
  const { database } = knex.client.config.connection;
  await admin.raw('SET default_transaction_read_only = off');
  await admin.raw(
    `ALTER DATABASE ?? SET default_transaction_read_only = ${value}`,
    [database],
  );
  await admin.raw(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()',
    [database],
  );
  await admin.destroy();
}

const readOnly: Fault = {
  name: 'takes no writes',
  begin: async knex =>
    isPostgres(knex)
      ? setReadOnly(knex, 'on')
      : knex.raw('PRAGMA query_only = ON'),
  end: async knex =>
    isPostgres(knex)
      ? setReadOnly(knex, 'off')
      : knex.raw('PRAGMA query_only = OFF'),
};

/** A full disk. On PostgreSQL, only for the log, simulated by the error. */
const fullDisk: Fault = {
  name: 'has no room on its disk',
  async begin(knex) {
    if (isPostgres(knex)) {
      await knex.raw(
        `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`,
      );
      await knex.raw(
        'CREATE TRIGGER no_room BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION no_room()',
      );
      return;
    }
    // Frees the space of rows deleted from the outbox.
    await knex.raw('VACUUM');
    const [{ page_count }] = await knex.raw('PRAGMA page_count');
    await knex.raw(`PRAGMA max_page_count = ${page_count}`);
  },
  async end(knex) {
    if (isPostgres(knex)) {
      await knex.raw('DROP FUNCTION no_room CASCADE');
    } else {
      await knex.raw('PRAGMA max_page_count = 1000000');
    }
  },
};

/** More than the free space on the last page of a full database. */
const LONG = 'x'.repeat(60_000);

describe.each([readOnly, fullDisk])('database that $name', fault => {
  describeCallboard(
    'change during the fault',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      const tables = [
        'work_items',
        'departments',
        'activity',
        'activity_client_events',
        'outbox',
      ];
      let fixture: ProjectFixture;
      let item: WorkItem;
      let before: unknown;

      const contents = () =>
        Promise.all(
          tables.map(table => callboard().knex(table).orderByRaw('1')),
        );

      /** Requests that write, and their responses if successful. */
      const writes = (key: string) => {
        const boss = callboard().as('superAdmin');
        const items = `${fixture.path}/work-items`;
        return [
          [boss.post(items, { title: 'New', description: LONG }), 201],
          [boss.patch(`${items}/${item.id}`, { description: LONG }), 200],
          [
            boss.post(`${items}/bulk-update`, {
              ids: [item.id],
              changes: { description: LONG, priority: 'high' },
            }),
            200,
          ],
          [
            boss.post('/workspaces/default/departments', {
              name: `Payments ${key}`,
              description: LONG.slice(0, 4_000),
            }),
            201,
          ],
          [
            boss.post('/activity', {
              action: 'page_view',
              metadata: { text: LONG.slice(0, 4_000) },
              client_event_id: key,
            }),
            201,
          ],
        ] as const;
      };

      beforeAll(async () => {
        // Knex would report every connection that ends.
        jest.spyOn(console, 'log').mockImplementation(() => {});
        fixture = await ProjectFixture.open(callboard());
        item = await fixture.make();
        const { knex } = callboard();
        await untilRelayed(knex);
      });

      afterAll(() => jest.restoreAllMocks());

      it('returns 503 and stores nothing, while reads still succeed @postgres', async () => {
        const { knex } = callboard();
        const key = randomUUID();
        before = await contents();
        await fault.begin(knex);
        try {
          for (const [request] of writes(key)) {
            const { status, headers } = await request;
            expect([status, headers['retry-after']]).toEqual([503, '1']);
          }
          await fixture
            .as('superAdmin')
            .get(`${fixture.path}/work-items`)
            .expect(200);
          await fixture.as('superAdmin').get('/activity').expect(200);
          expect(await contents()).toEqual(before);
        } finally {
          await fault.end(knex);
        }
      });

      it('succeeds again after the fault ends', async () => {
        const key = randomUUID();
        for (const index of writes(key).keys()) {
          // The fault ended pooled connections. A request that gets one of them returns 503, too.
          await until(async () => {
            const [request, status] = writes(key)[index];
            const response = await request;
            if (response.status === 503) return false;
            expect(response.status).toBe(status);
            return true;
          });
        }
        expect(await contents()).not.toEqual(before);
      });
    },
  );
});
